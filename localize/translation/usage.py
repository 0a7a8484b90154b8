"""Words of another country in a machine translation, as the market says them: ``telemóvel`` is ``celular`` in pt-BR.

The facts are in ``usage.toml``. Slots and forms that honour an entry are never touched.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.data import package_folder, read_toml
from localize.text.casing import carry_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.translation.plan import Translation

__all__ = ["Rewrite", "in_usage_of"]


class Rewrite(NamedTuple):
    """Words as the engine wrote them, as they stand now, and the row of the table behind it."""

    before: str
    after: str
    by: str


class _Usage(NamedTuple):
    pattern: re.Pattern[str]
    words: Mapping[str, str]
    stems: Mapping[str, str]


@cache
def _usage(locale: str) -> _Usage | None:
    table = read_toml(package_folder("translation") / "usage.toml").get(locale)
    if table is None:
        return None
    words: dict[str, str] = table.get("words", {})
    stems: dict[str, str] = table.get("stems", {})
    longest = sorted(words, key=lambda word: (-len(word), word))
    whole = "|".join(r"\s".join(map(re.escape, word.split(" "))) for word in longest)
    begun = "|".join(map(re.escape, sorted(stems, key=lambda stem: (-len(stem), stem))))
    pattern = rf"(?<![\w-])(?:(?P<word>{whole})(?![\w-])|(?P<stem>{begun or '(?!)'})(?P<rest>\w*))"
    return _Usage(re.compile(pattern, re.IGNORECASE), words, stems)


def in_usage_of(locale: str, translation: Translation) -> tuple[Translation, list[Rewrite]]:
    """The translation with the words of that market, and what was rewritten. Kept source text stays as it is."""
    usage = _usage(locale)
    if usage is None or translation.problem:
        return translation, []
    honoured = {part.casefold() for _, form in translation.forms for part in form.split()}
    done: list[Rewrite] = []

    def rewritten(match: re.Match[str]) -> str:
        before = match.group()
        if not honoured.isdisjoint(before.casefold().split()):
            return before
        after, row = _counterpart(usage, match)
        after = carry_case(before, after, locale.partition("-")[0])
        done.append(Rewrite(before, after, f"usage.toml:{row}"))
        return after

    items = tuple(usage.pattern.sub(rewritten, item) if isinstance(item, str) else item for item in translation.items)
    return (replace(translation, items=items) if done else translation), done


def _counterpart(usage: _Usage, match: re.Match[str]) -> tuple[str, str]:
    """What takes the place of a match, and the row of the table that says so."""
    if word := match["word"]:
        row = " ".join(word.casefold().split())
        return usage.words[row], row
    stem = match["stem"].casefold()
    return usage.stems[stem] + match["rest"], stem
