"""Last words that several words share: “gluten and dairy-free” says that of both (``shared_endings.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Shared", "find_shared", "with_each_ending"]


_REACH = 120  # characters before an ending that its row may take


class Shared(NamedTuple):
    """Words with one ending: where they stand, each of them, what stands between two, and the ending."""

    start: int
    end: int
    words: tuple[str, ...]
    joins: tuple[str, ...]
    ending: str

    @property
    def written_out(self) -> str:
        """Each word with the ending, as English writes it: with a hyphen, which is clear where a blank is not."""
        joins = (*self.joins, "")
        return "".join(f"{word}-{self.ending}{join}" for word, join in zip(self.words, joins, strict=True))


def find_shared(text: str, language: str) -> Iterator[Shared]:
    """Every row of words in ``text`` that shares an ending.

    >>> [found.written_out for found in find_shared("Lead and BPA-free, dishwasher and microwave safe", "en")]
    ['Lead-free and BPA-free', 'dishwasher-safe and microwave-safe']
    """
    patterns = _patterns(language)
    if patterns is None:
        return
    small = text.lower()
    if not any(ending in small for ending in patterns.listed):  # nearly always
        return
    done = 0
    for met in patterns.met.finditer(text):
        match = patterns.row.search(text, max(done, met.start() - _REACH), met.end())
        if match is None:
            continue
        ending = match["ending"]
        pieces = patterns.join.split(match["shared"])
        words = (*(piece.rstrip("-") for piece in pieces[:-1]), match["last"])
        listed = patterns.listed[ending.lower()]
        if all(word.lower() in listed or word.lower().removesuffix("s") in listed for word in words[:-1]):
            done = met.end()
            yield Shared(match.start(), done, words, tuple(patterns.join.findall(match["shared"])), ending)


def with_each_ending(text: str, language: str) -> str:
    """The text with the ending at each of the words that share it, for the engine alone."""
    done, at = "", 0
    for found in find_shared(text, language):
        done += text[at : found.start] + found.written_out
        at = found.end
    return done + text[at:]


class _Patterns(NamedTuple):
    met: re.Pattern[str]
    row: re.Pattern[str]
    join: re.Pattern[str]
    listed: Mapping[str, frozenset[str]]


@cache
def _patterns(language: str) -> _Patterns | None:
    table: Mapping[str, Any] | None = read_toml(package_folder("text") / "shared_endings.toml").get(language)
    if table is None:
        return None
    endings: Mapping[str, list[str]] = table["endings"]
    each = "|".join(endings)
    between = "|".join(map(re.escape, (*table["and"], *table["or"])))
    listed = {ending: frozenset(word.lower() for word in words) for ending, words in endings.items()}
    word = "|".join(sorted({re.escape(word) for words in listed.values() for word in words}, key=len, reverse=True))
    barred = "|".join(table["not_last"])
    last = rf",?\s(?:{between})\s|\s?[/&]\s?"
    join = rf"(?:{last}|,\s)"
    return _Patterns(
        met=re.compile(rf"[\s-](?:{each})(?![\w-])", re.IGNORECASE),
        row=re.compile(
            rf"(?<![\w-])(?P<shared>(?:(?:{word})s?-?{join})*(?:{word})s?-?(?:{last}))"
            rf"(?!(?:{barred})\s)(?P<last>[^\W_]{{2,}})[\s-](?P<ending>{each})\Z",
            re.IGNORECASE,
        ),
        join=re.compile(join, re.IGNORECASE),
        listed=listed,
    )
