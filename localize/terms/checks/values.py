"""Cells with a closed set of values: kind, case, markets, marketplaces, locales; and a translation where one is needed."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder
from localize.errors import did_you_mean
from localize.listing import Severity
from localize.market import market_tags
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_values", "glued"]

_CASES = ("any", "exact")


def check_values(items: Sequence[Item]) -> Iterator[Problem]:
    """Every cell that says something which nobody knows, every entry without what its kind needs."""
    for item in items:
        yield from _kind(item)
        if (case := item.text("case")) and case.casefold() not in _CASES:
            yield _unknown(item, "case", case, _CASES)
        if glued(item):
            yield item.problem(
                "dict-separator",
                Severity.ERROR,
                f"The forms '{item.text('forms')}' are one form with a comma in it.",
                f"Separate them with bars: {'|'.join(part.strip() for part in item.text('forms').split(','))}",
                "forms",
            )
        yield from _places(item)


def glued(item: Item) -> bool:
    """Are the forms separated by commas, so that they are read as one?"""
    forms = item.text("forms")
    return "," in forms and "|" not in forms and "," not in item.text("translation")


def _kind(item: Item) -> Iterator[Problem]:
    kind, translation = item.kind, item.text("translation")
    if kind not in set(Kind):
        yield _unknown(item, "kind", kind, [*Kind])
    elif kind == Kind.TRANSLATE and not translation:
        yield item.problem(
            "dict-translation-missing",
            Severity.ERROR,
            f"'{item.term}' has no translation.",
            "Fill it in, or write keep in the column 'kind'.",
            "translation",
        )
    elif kind == Kind.KEEP and translation and translation != item.term:
        yield item.problem(
            "dict-translation-unused",
            Severity.WARNING,
            f"'{item.term}' is kept as it is, so its translation '{translation}' is never used.",
            "Take the translation out, or write translate in the column 'kind'.",
            "translation",
        )


def _unknown(item: Item, column: str, value: str, known: Sequence[str]) -> Problem:
    hint = did_you_mean(value, known) or f"One of: {', '.join(known)}."
    return item.problem("dict-value-unknown", Severity.ERROR, f"Unknown {column} '{value}'.", hint, column)


def _places(item: Item) -> Iterator[Problem]:
    if (market := item.text("market")) and not _is_market(market):
        known = [*market_tags(), *_languages(), *_countries()]
        hint = did_you_mean(market, known) or "A locale, a language or a country: pt-BR, pt, BR, de-*."
        yield item.problem("dict-value-unknown", Severity.ERROR, f"There is no market '{market}'.", hint, "market")
    if (name := item.text("marketplace")) and not any(fnmatchcase(m, name.casefold()) for m in _marketplaces()):
        hint = did_you_mean(name, _marketplaces()) or f"One of: {', '.join(_marketplaces())}."
        yield item.problem("dict-value-unknown", Severity.ERROR, f"Unknown marketplace '{name}'.", hint, "marketplace")
    for column in ("source", "target"):
        if (locale := item.text(column)) and locale.split("-", 1)[0].casefold() not in _known_languages():
            hint = did_you_mean(locale, [*market_tags(), *_languages()]) or "A locale or a language: en-US, en."
            yield item.problem("dict-value-unknown", Severity.ERROR, f"Unknown locale '{locale}'.", hint, column)


def _is_market(pattern: str) -> bool:
    wanted = pattern.casefold()
    return any(fnmatchcase(tag.casefold(), wanted) or wanted in tag.casefold().split("-") for tag in market_tags())


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted({tag.split("-")[0] for tag in market_tags()}))


@cache
def _countries() -> tuple[str, ...]:
    return tuple(sorted({tag.rsplit("-", 1)[1] for tag in market_tags()}))


@cache
def _known_languages() -> frozenset[str]:
    """Every language that Unicode's locale data names."""
    from babel import Locale  # late: 20 ms

    return frozenset(str(code).split("_")[0] for code in Locale("en").languages)


@cache
def _marketplaces() -> tuple[str, ...]:
    return tuple(sorted(p.name for p in package_folder("marketplaces").iterdir() if p.is_dir() and p.name[0] != "_"))
