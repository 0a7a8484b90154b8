"""Actions that change no field: warn and error report, hold and exclude keep a listing out of the upload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.rules.templates import Template

if TYPE_CHECKING:
    from localize.listing import Draft
    from localize.rules.application import Application

__all__ = ["Error", "Exclude", "Exclusion", "Hold", "Warn", "exclusion_of", "held_by"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A listing that a rule takes out of a market.

    ``whole`` says that the rule names the whole product (``scope = "group"``), ``reads`` are the fields by whose values
    it decided: they tell whether it was about this variant or about its product.
    """

    rule: str
    reason: str
    whole: bool = False
    reads: tuple[str, ...] = ()


def exclusion_of(draft: Draft) -> Exclusion | None:
    """Which rule excluded a draft, if one did."""
    return draft.state.get("excluded")


def held_by(draft: Draft) -> tuple[str, ...]:
    """The rules that hold a draft back."""
    return tuple(draft.state.get("held", ()))


class Warn:
    """A warning in the seller's words."""

    _code, _severity = "rule-warning", Severity.WARNING

    def __init__(self, text: str, where: str) -> None:
        self._template = Template.parse(text, where)

    @property
    def templates(self) -> tuple[Template, ...]:
        """What it fills in."""
        return (self._template,)

    def __call__(self, at: Application) -> None:
        """Report it; once for a listing where the text is the same for several of its fields."""
        if (text := at.fill(self._template)) is not None:
            at.find(self._code, self._severity, text)


class Error(Warn):
    """An error in the seller's words: the listing is not ready to upload."""

    _code, _severity = "rule-error", Severity.ERROR


class Hold(Warn):
    """The listing, and with it its whole group, waits in the held file for a person."""

    _code, _severity = "rule-hold", Severity.WARNING

    def __call__(self, at: Application) -> None:
        """Report it and mark the draft; a reason that cannot be told in full is no reason to let the listing go."""
        text = at.fill(self._template)
        at.find(self._code, self._severity, text if text is not None else f"Held back by rule '{at.rule}'.")
        at.draft.state.setdefault("held", []).append(at.rule)


class Exclude:
    """``"reason"`` or ``{ reason, scope }``: the listing is not for this market; ``scope = "group"`` means all its variants."""

    def __init__(self, value: str | Mapping[str, str], where: str) -> None:
        table = value if isinstance(value, Mapping) else {"reason": value}
        self._template = Template.parse(table["reason"], where)
        self._whole = table.get("scope") == "group"

    @property
    def templates(self) -> tuple[Template, ...]:
        """What it fills in."""
        return (self._template,)

    def __call__(self, at: Application) -> None:
        """Mark the draft; what its market is not for needs no other work."""
        reason = at.fill(self._template)
        known = exclusion_of(at.draft)
        if known is None:
            said = reason if reason is not None else f"excluded by rule '{at.rule}'"
            at.draft.state["excluded"] = Exclusion(at.rule, said, self._whole, at.reads)
