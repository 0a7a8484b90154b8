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
from localize.text.prefixes import prefixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.translation.plan import Translation

__all__ = ["Rewrite", "in_usage_of"]

_ROOT = r"[^\W\d_]{2,}?(?:[aeoimrlsz]|ã|á|é|ê|í|ó|ú)"  # no word that an engine left in English: “anti-tarnish”


class Rewrite(NamedTuple):
    """Words as the engine wrote them, as they stand now, and the row of the table behind it."""

    before: str
    after: str
    by: str


class _Usage(NamedTuple):
    pattern: re.Pattern[str]
    words: Mapping[str, str]
    stems: Mapping[str, str]
    prefixes: Mapping[str, str]


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
    prefixes: dict[str, str] = table.get("prefixes", {})
    grown = "|".join(map(re.escape, prefixes))
    patterns = [
        rf"(?P<word>{whole})(?![\w-])",
        rf"(?P<stem>{begun or '(?!)'})(?P<rest>\w*)",
        rf"(?P<prefix>{grown or '(?!)'})-(?P<root>{_ROOT})(?![\w-])",
    ]
    pattern = rf"(?<![\w-])(?:{'|'.join(patterns)})"
    return _Usage(re.compile(pattern, re.IGNORECASE), words, stems, prefixes)


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
        if after == before:
            return before
        done.append(Rewrite(before, after, f"usage.toml:{row}"))
        return after

    items = tuple(usage.pattern.sub(rewritten, item) if isinstance(item, str) else item for item in translation.items)
    return (replace(translation, items=items) if done else translation), done


def _counterpart(usage: _Usage, match: re.Match[str]) -> tuple[str, str]:
    """What takes the place of a match, and the row of the table that says so."""
    if word := match["word"]:
        row = " ".join(word.casefold().split())
        return usage.words[row], row
    if prefix := match["prefix"]:
        row = prefix.casefold()
        first, written = match["root"], usage.prefixes[row]
        name = not (first.islower() or (first.istitle() and prefix.istitle()) or (first.isupper() and prefix.isupper()))
        return (match.group() if name else _grown(written, first.lower())), f"{row}-"
    stem = match["stem"].casefold()
    return usage.stems[stem] + match["rest"], stem


def _grown(prefix: str, root: str) -> str:
    return prefix + root if prefix.endswith(" ") else prefixed(prefix, root)
