"""A rule and a rule's test, as read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from localize.listing import Role
from localize.rules.actions import REPORTS
from localize.rules.patterns import compile_glob, is_glob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from localize.context import Context
    from localize.listing import Draft
    from localize.rules.application import Action
    from localize.rules.conditions import Condition
    from localize.rules.read import Where

__all__ = ["Phase", "Rule", "RuleTest"]

Phase = Literal["source", "target"]

_UNTOUCHED = frozenset({Role.CODE, Role.REFERENCE})


@cache
def _glob(name: str) -> Callable[[str], bool]:
    return compile_glob(name)


@dataclass(frozen=True, slots=True)
class Rule:
    """One ``[[rule]]``, ready to be asked.

    ``field`` is the name or glob of the fields that it is about, empty for the listing as a whole; ``fills`` says that
    it may write into an empty field, which only ``equals = ""`` in its condition allows; ``where`` says where it stands,
    ``table`` is what the file says, ``reads`` are the fields by whose values its condition decides.
    """

    id: str
    phase: Phase
    field: str
    action_name: str
    action: Action
    concerns: Callable[[Context], bool]
    holds: Condition
    where: Where
    table: Mapping[str, Any]
    fills: bool = False
    note: str = ""
    reads: tuple[str, ...] = ()

    @property
    def edits(self) -> bool:
        """False for rules that only report."""
        return self.action_name not in REPORTS

    def paths(self, draft: Draft) -> Iterable[str]:
        """The fields of a draft that the rule is about; codes and references only where it names them exactly."""
        if not self.field:
            return ("",)
        if not is_glob(self.field):
            return (self.field,) if self.field in draft.values else ()
        matches = _glob(self.field)
        fields = draft.listing.fields
        return [p for p in draft.values if matches(p) and not (self.edits and fields[p].role in _UNTOUCHED)]


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One ``[[test]]``: the rule, the market, the listing's fields, and what must become of them.

    ``expected`` is the field's value after the rule, ``message`` the finding of a warn, error or hold rule, ``excluded`` the
    reason of an exclude rule (empty: not excluded), ``held`` whether the listing is held back.
    """

    rule: str
    market: str
    field: str
    given: Mapping[str, str]
    where: Where
    expected: str | None = None
    message: str | None = None
    excluded: str | None = None
    held: bool | None = None
    role: Role = Role.TEXT
    target: str | None = None
    marketplace: str = ""
    brand: str = ""
    category: str = ""
    attributes: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
