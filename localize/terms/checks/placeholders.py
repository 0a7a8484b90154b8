"""Placeholders: ``{n}`` and others must come through, and the plural forms must be as many as the language has at most."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.listing import Severity
from localize.terms.checks.values import glued
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_placeholders"]

_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}|%\d+\$[sd]|%[sd](?![a-z])|\$\{[^{}]*\}|\[\[[^\[\]]*\]\]")
_NUMBER = "{n}"


def check_placeholders(items: Sequence[Item]) -> Iterator[Problem]:
    """Every placeholder of the term in each form of the translation, and no other."""
    for item in items:
        if item.kind == Kind.TRANSLATE and item.text("translation"):
            if any(mark in item.term or mark in item.text("translation") for mark in "{%["):
                yield from _unknown(item)
                yield from _lost(item)
            yield from _plurals(item)


def _unknown(item: Item) -> Iterator[Problem]:
    for mark in _PLACEHOLDER.findall(item.term):
        if mark != _NUMBER:
            yield item.problem_within(
                "dict-placeholder-unknown",
                Severity.ERROR,
                f"{mark} is no placeholder of a dictionary, so that '{item.term}' is found nowhere.",
                "Write {n} for a number; nothing else can stand in a term for other text.",
                "term",
                item.cells["term"].text.find(mark),
                len(mark),
            )


def _lost(item: Item) -> Iterator[Problem]:
    wanted = Counter(_PLACEHOLDER.findall(item.term))
    for column, parts in (("translation", item.translations), ("forms", () if glued(item) else item.forms)):
        for position, part in enumerate(parts):
            got = Counter(_PLACEHOLDER.findall(part))
            if got == wanted:
                continue
            missing, added = sorted((wanted - got).elements()), sorted((got - wanted).elements())
            if missing == [_NUMBER] and not added and _says_one(item, parts, position, column):
                continue
            said = [f"lost {' '.join(missing)}"] * bool(missing) + [f"got {' '.join(added)}"] * bool(added)
            hint = f"Write {' '.join(missing or added)} into both, or into neither."
            message = f"'{part}' {' and '.join(said)} of '{item.term}'."
            yield item.problem("dict-placeholder-lost", Severity.ERROR, message, hint, column)


def _says_one(item: Item, parts: Sequence[str], position: int, column: str) -> bool:
    """A singular may say its number by itself (“Einzelpack”), in languages where it holds for 1 only."""
    return column == "translation" and position == 0 and len(parts) > 1 and _one_is_one(item.target_language)


@cache
def _one_is_one(language: str) -> bool:
    rule = _plural_rule(language)
    return rule is not None and [n for n in range(200) if rule(n) == "one"] == [1]


@cache
def _plural_rule(language: str) -> Any:
    from babel import Locale, UnknownLocaleError  # late: 20 ms

    try:
        return Locale.parse(language.replace("-", "_")).plural_form
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def _plurals(item: Item) -> Iterator[Problem]:
    count = len(item.translations)
    if count < 2 or not item.target:
        return
    rule = _plural_rule(item.target_language)
    most = len(getattr(rule, "tags", ())) + 1
    if rule is not None and count > most:
        yield item.problem(
            "dict-plural-forms",
            Severity.ERROR,
            f"{count} plural forms, but the language '{item.target_language}' has {most} at most.",
            "Leave as many as it has; accepted other forms belong into the column 'forms'.",
            "translation",
        )
