"""Which fields a change can reach at all: so that a diff renders a few of ten thousand listings, and not all of them twice.

Cautious: what is left out cannot differ. A changed dictionary reaches the texts in which a changed entry stands, a changed
rule the listings for which it holds, other prices the amounts of money; any other change reaches everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.listing import Draft, Role
from localize.money import find_prices
from localize.rules.conditions import Probe
from localize.rules.patterns import is_glob
from localize.sizes import find_sizes
from localize.tasks.diff_settings import (
    changed_entries,
    changed_rules,
    loose_condition,
    same_but_prices,
    same_prices,
)
from localize.terms.entry import Kind, Place
from localize.terms.matching import TermIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from localize.context import Context
    from localize.listing import Field, Listing
    from localize.localizer import Stages
    from localize.rules.model import Rule

__all__ = ["Suspects"]

_TAG = re.compile(r"<[^<>]*>")
_AMBIGUOUS = re.compile(r"\d[.,'’ \u00a0\u202f]\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_LONG = frozenset({Role.TEXT, Role.HTML, Role.KEYWORDS})
_FIXED = frozenset({Role.CODE, Role.REFERENCE})
_ANYWHERE = frozenset({Kind.FORBID, Kind.LEGAL})
"""Kinds that speak of finished texts or of passages by their topic."""


@dataclass(slots=True)
class Suspects:
    """What differs between two sides; ask it of each listing.

    ``all`` says that anything may differ, and ``why`` tells people what for; ``kept`` are fields that the rules of both
    sides ask or use, None where those may be any.
    """

    all: bool
    prices: bool
    rules: list[tuple[Rule, Callable[[Probe], bool]]]
    index: TermIndex | None
    context: Context
    kept: frozenset[str] | None
    why: tuple[str, ...] = ()
    _texts: Callable[[str, Place], bool] = field(init=False)

    def __post_init__(self) -> None:
        self._texts = lru_cache(maxsize=20_000)(self._stands_in)

    @classmethod
    def between(cls, before: Stages, after: Stages) -> Suspects:
        """What differs between the stages of two sides."""
        one, other = before.context.settings, after.context.settings
        why: list[str] = [] if same_but_prices(one, other) else ["other settings, tables or approved entries"]
        entries = changed_entries(before.dictionary.entries, after.dictionary.entries)
        if any(entry.kind in _ANYWHERE for entry in entries):
            why.append("forbidden words or legal passages")
        rules = [(rule, loose_condition(rule)) for rule in changed_rules(before.rules, after.rules)]
        language = after.context.source_locale.split("-", maxsplit=1)[0].casefold()
        index = TermIndex((e for e in entries if e.kind not in _ANYWHERE), language) if entries else None
        kept = _kept((*before.rules, *after.rules))
        return cls(bool(why), not same_prices(one, other), rules, index, after.context, kept, tuple(why))

    @property
    def nothing(self) -> bool:
        """Nothing differs at all."""
        return not (self.all or self.prices or self.rules or self.index)

    def reached(self, listing: Listing) -> tuple[Listing, bool] | None:
        """The listing as far as the change may reach it, and whether that is by a rule; None if it does not.

        Fields that nothing touches, and that no touched one is read with, are left aside: they are the same on both sides.
        """
        rules = self._rules_for(listing)
        paths = {path for path, own in listing.fields.items() if self._has_term(listing, own) or self._has_price(own)}
        if not paths and not rules:
            return None
        wanted = _kept(rules)
        if self.kept is None or wanted is None:
            return listing, bool(rules)
        paths |= self.kept | wanted
        touched = {
            path: own for path, own in listing.fields.items() if path in paths or own.value == listing.group.title
        }
        along = self._goes_along(touched.values(), paths)
        fields = {path: own for path, own in listing.fields.items() if path in touched or along(own.role)}
        return replace(listing, fields=MappingProxyType(fields)), bool(rules)

    def _goes_along(self, touched: Collection[Field], names: Collection[str]) -> Callable[[Role], bool]:
        """Which roles the touched fields are read with.

        Amounts go together. The sizes in a text are written as those of the fields beside it. A number that can be read in two
        ways is read as the others of the listing show.
        """
        if any(own.role not in _LONG and own.role not in _FIXED and not own.role.is_money for own in touched):
            return lambda role: role not in _LONG
        texts = [own.value for own in touched if own.role in _LONG]
        locale = self.context.source_locale
        if any("<td" in text or any(find_sizes(plain, locale)) for text in texts for plain in _plain(text)):
            return lambda role: role not in _LONG
        amounts = self.prices or "price" in names or any(own.role.is_money for own in touched)
        numbers = any(map(_AMBIGUOUS.search, texts))
        return lambda role: (
            ((amounts or numbers) and (role.is_money or role is Role.CURRENCY))
            or (numbers and role in {Role.QUANTITY, Role.UNIT, Role.CHOICE})
        )

    def _rules_for(self, listing: Listing) -> list[Rule]:
        """The changed rules that hold for it, or may, once the text is localized."""
        if not self.rules or listing.header:
            return []
        draft = Draft.of(listing)
        return [
            rule
            for rule, holds in self.rules
            if any(holds(Probe(draft, path, self.context)) for path in rule.paths(draft))
        ]

    def _has_price(self, own: Field) -> bool:
        if not self.prices or not own.value:
            return False
        if own.role.is_money or own.role is Role.CURRENCY:
            return True
        return own.role.is_text and bool(_DIGIT.search(own.value)) and any(self._prices_in(own.value))

    def _prices_in(self, text: str) -> Iterable[object]:
        return (span for plain in _plain(text) for span in find_prices(plain, self.context.source_locale))

    def _has_term(self, listing: Listing, own: Field) -> bool:
        """Does a changed entry stand in the field?"""
        if self.index is None or not own.value or not (own.role.is_text or own.role is Role.SIZE):
            return False
        group, context = listing.group, self.context
        category = group.category or group.product_type
        place = Place(
            own.path, own.label, own.role.value, category, group.brand, context.market.locale, context.marketplace
        )
        return self._texts(own.value, place)

    def _stands_in(self, text: str, place: Place) -> bool:
        assert self.index is not None  # noqa: S101 - _has_term asks only if there is one
        return any(self.index.candidates(plain, place) for plain in _plain(text))


def _plain(text: str) -> list[str]:
    """The text without markup; a tag may stand within a word, or between two."""
    if "<" not in text and "&" not in text:
        return [text]
    return [unescape(_TAG.sub("", text)), unescape(_TAG.sub(" ", text))]


def _kept(rules: Iterable[Rule]) -> frozenset[str] | None:
    """Every field that rules name; None if one of them names a pattern of fields."""
    names: set[str] = set()
    for rule in rules:
        names |= {rule.field, *rule.reads, *(name for t in rule.action.templates for name in t.names)}
        names |= {rule.table["copy_to"]} if "copy_to" in rule.table else set()
    return None if any(map(is_glob, names)) else frozenset(names)
