"""One dictionary entry and where it applies."""

from __future__ import annotations

from enum import StrEnum
from fnmatch import fnmatchcase
from functools import lru_cache

from localize.terms.tokens import tokens_of
from localize.values import value

__all__ = ["Entry", "Kind", "Place", "tokens_of"]


class Kind(StrEnum):
    """What an entry asks for."""

    TRANSLATE = "translate"
    KEEP = "keep"
    FORBID = "forbid"
    LEGAL = "legal"


@value
class Place:
    """Where a text stands: what scopes are held against. ``house`` is the one brand of a catalog whose listing states none."""

    field: str = ""
    label: str = ""
    role: str = ""
    category: str = ""
    brand: str = ""
    house: str = ""
    market: str = ""
    marketplace: str = ""


@value
class Entry:
    """One row of a dictionary; ``origin`` is ``file:line``, ``shipped`` tells ours from a seller's.

    ``reach`` says how narrow the pair is that its folder or columns name (``en-pt-BR`` more than ``en-pt`` more than
    ``any``). ``source_forms`` are inflected forms of the term that are known to mean it: entries that were made by turning
    a dictionary round have them.
    """

    term: str
    translation: str
    kind: Kind = Kind.TRANSLATE
    exact_case: bool = False
    forms: tuple[str, ...] = ()
    pos: str = ""
    gender: str = ""
    fields: tuple[str, ...] = ()
    category: str = ""
    brand: str = ""
    market: str = ""
    marketplace: str = ""
    origin: str = ""
    shipped: bool = False
    concept: str = ""
    reach: int = 0
    source_forms: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By term and row, which tell nearly all entries apart; it has many parts."""
        return hash((self.term, self.origin))

    @property
    def narrowness(self) -> int:
        """How many scopes narrow it: of two entries for the same words the narrower wins."""
        return sum(map(bool, (self.fields, self.category, self.brand, self.market, self.marketplace)))

    @property
    def plural_forms(self) -> tuple[str, ...]:
        """The translation's plural forms, in the order of the target's categories; one if it has no ``|``."""
        return tuple(part.strip() for part in self.translation.split("|") if part.strip()) or (self.translation,)

    def applies(self, place: Place) -> bool:
        """Does the entry hold there?"""
        return (
            (not self.fields or _any_fits(self.fields, place.field, place.label, place.role))
            and _fits(self.category, place.category, part=True)
            and _fits(self.brand, place.brand)
            and _market_fits(self.market, place.market)
            and _fits(self.marketplace, place.marketplace)
        )


def _fits(wanted: str, actual: str, *, part: bool = False) -> bool:
    if not wanted:
        return True
    wanted, actual = wanted.casefold(), actual.casefold()
    return wanted in actual if part and not any(c in wanted for c in "*?") else fnmatchcase(actual, wanted)


@lru_cache(maxsize=65_536)
def _any_fits(patterns: tuple[str, ...], path: str, label: str, role: str) -> bool:
    """A pattern names a field's path, its last step, the seller's label or a role."""
    names = [name.casefold() for name in (path, path.rsplit("/", 1)[-1], label, role) if name]
    return any(fnmatchcase(name, pattern.casefold()) for pattern in patterns for name in names)


def _market_fits(wanted: str, actual: str) -> bool:
    """``pt`` holds in ``pt-BR``; ``BR`` as well; ``de-*`` is a pattern."""
    if not wanted:
        return True
    wanted, actual = wanted.casefold(), actual.casefold()
    return fnmatchcase(actual, wanted) or wanted in actual.split("-")
