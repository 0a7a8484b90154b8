"""Makes a text shorter at a word boundary, without losing what must survive."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["connectors", "is_kept_whole", "is_unspaced", "loose_ends", "shorten"]

# A no-break space binds its neighbours into one word: "500 ml".
_WORD = re.compile(r"(?:[^\s]|[\u00a0\u2007\u202f])+")
_TRAILING = re.compile(r"[\s,;:/|&+·•(\[{<«„“\"'–—-]+$")
_LETTERS = re.compile(r"\w")
_BRACKETS = ("()", "[]", "{}", "«»", "„“", "“”")


@cache
def connectors(*languages: str) -> frozenset[str]:
    """Words of these languages, or of all where none is named, that a text cannot end with (``and``, ``für``)."""
    data = _words()
    return frozenset(word for language in languages or data.keys() - {"unspaced"} for word in data.get(language, ()))


@cache
def loose_ends(*languages: str) -> frozenset[str]:
    """Connectors of these languages, and participles that say nothing without what followed them (``made``, ``hergestellt``)."""
    data = read_toml(package_folder("validation") / "participles.toml")
    return connectors(*languages).union(*(data.get(language, ()) for language in languages))


def is_unspaced(language: str) -> bool:
    """Does the language put no blanks between words (Japanese, Thai)?"""
    return language in _words()["unspaced"]


@cache
def _words() -> dict[str, list[str]]:
    return read_toml(package_folder("validation") / "connectors.toml")


def shorten(
    text: str,
    fits: Callable[[str], bool],
    protected: Iterable[str] = (),
    dangling: frozenset[str] = frozenset(),
) -> str | None:
    """The longest cut of ``text`` that fits, or None if there is none.

    Words go from the end. ``protected`` strings stay, whole and as often as they occur; no other word with a digit is
    cut either. The rest never ends with a word of ``dangling``, with an opening bracket or with punctuation that joins,
    and no bracket is left open.

    >>> shorten("Large mug made of clay and glass, 500 ml", lambda t: len(t) <= 26, ["500 ml"], connectors("en"))
    'Large mug made 500 ml'
    """
    keep = Counter(protected)
    words = [match.span() for match in _WORD.finditer(text)]
    kept_words = _protected_words(text, words, keep)
    for cut in range(len(words) - 1, 0, -1):
        start, end = words[cut]
        if cut in kept_words:
            continue
        if any(map(str.isdigit, text[start:end])):
            return None
        candidate = _joined(text, words, cut, kept_words, dangling)
        if candidate and fits(candidate) and is_kept_whole(candidate, text, keep):
            return candidate
    return None


def _protected_words(text: str, words: Sequence[tuple[int, int]], keep: Iterable[str]) -> frozenset[int]:
    spans = [span for phrase in keep for span in _occurrences(phrase, text)]
    return frozenset(i for i, (a, b) in enumerate(words) if any(a < end and start < b for start, end in spans))


def _occurrences(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands as words of its own: ``M`` is not in ``Mug``."""
    start = text.find(phrase) if phrase else -1
    while start >= 0:
        end = start + len(phrase)
        glued_before = start > 0 and text[start - 1].isalnum() and phrase[0].isalnum()
        glued_behind = end < len(text) and text[end].isalnum() and phrase[-1].isalnum()
        if not glued_before and not glued_behind:
            yield start, end
        start = text.find(phrase, end)


def _joined(
    text: str, words: Sequence[tuple[int, int]], cut: int, kept: frozenset[int], dangling: frozenset[str]
) -> str:
    """The words before ``cut`` without loose ends, then the protected ones behind it."""
    last = cut - 1
    while last >= 0 and last not in kept and _is_loose(text[slice(*words[last])], dangling):
        last -= 1
    head = text[words[0][0] : words[last][1]] if last >= 0 else ""
    if last not in kept:
        head = _TRAILING.sub("", head)
    behind = [i for i in range(cut, len(words)) if i in kept]
    # Protected neighbours keep the blank that stood between them.
    tail = "".join(
        (text[words[i - 1][1] : words[i][0]] if i - 1 in behind else " ") + text[slice(*words[i])] for i in behind
    )
    return (head + tail).strip()


def _is_loose(word: str, dangling: frozenset[str]) -> bool:
    return not _LETTERS.search(word) or word.strip(".,;:!?()[]{}\"'«»„“”–—-").casefold() in dangling


def is_kept_whole(candidate: str, text: str, keep: Iterable[str]) -> bool:
    """Every protected string is there as before, and what was balanced still is."""
    survived = all(sum(1 for _ in _occurrences(p, candidate)) >= sum(1 for _ in _occurrences(p, text)) for p in keep)
    return survived and all(_balance(pair, candidate) == 0 for pair in _BRACKETS if _balance(pair, text) == 0)


def _balance(pair: str, text: str) -> int:
    return text.count(pair[0]) - text.count(pair[1])
