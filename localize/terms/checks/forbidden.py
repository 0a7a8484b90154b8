"""Translations that the dictionary itself forbids: the entry would write what the check then refuses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.terms.checks.items import SCOPES
from localize.terms.checks.scopes import covers, may_meet, pairs_meet
from localize.terms.entry import Kind, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_forbidden"]

_WRITTEN = frozenset({Kind.TRANSLATE.value, Kind.KEEP.value, Kind.LEGAL.value, Kind.FORBID.value})


def check_forbidden(items: Sequence[Item]) -> Iterator[Problem]:
    """Each translation, kept term and suggested replacement against each forbidden word of the same market."""
    index: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.FORBID and item.tokens:
            index[item.tokens[0]].append(item)
    if not index:
        return
    for item in items:
        if item.kind in _WRITTEN:
            yield from _banned(item, index)


def _banned(item: Item, index: dict[str, list[Item]]) -> Iterator[Problem]:
    column = "term" if item.kind == Kind.KEEP else "translation"
    texts = [item.term] if item.kind == Kind.KEEP else [*item.translations, *item.forms]
    for text in texts:
        tokens = [token for token, _, _ in tokens_of(text)]
        for position, token in enumerate(tokens):
            for ban in index.get(token, ()):
                held = tuple(tokens[position : position + len(ban.tokens)]) == ban.tokens
                if ban is not item and held and pairs_meet(item, ban) and may_meet(item, ban):
                    column = "forms" if text in item.forms and text not in item.translations else column
                    yield _problem(item, ban, text, column)
                    return


def _problem(item: Item, ban: Item, text: str, column: str) -> Problem:
    severity = _severity(item, ban)
    where = f" on {ban.text('marketplace')}" if ban.text("marketplace") else ""
    instead = ban.text("translation")
    return item.problem(
        "dict-forbidden-translation",
        severity,
        f"'{text}' contains '{ban.term}', which {ban.where} forbids{where}.",
        f"Write '{instead}' instead." if instead else "Translate it without that word, or lift the ban.",
        column,
    )


def _severity(item: Item, ban: Item) -> Severity:
    """A ban that holds wherever the entry does is an error; one for some fields a warning.

    One for some marketplaces, brands or categories only is how a ban is meant to work: for the record.
    """
    uncovered = {
        name
        for name, narrow, wide in zip(SCOPES, item.scope, ban.scope, strict=True)
        if name != "market" and not covers(name, wide, narrow)
    }
    if not uncovered:
        return Severity.ERROR
    return Severity.WARNING if uncovered == {"fields"} else Severity.INFO
