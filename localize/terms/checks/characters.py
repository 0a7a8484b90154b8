"""Characters that nobody sees or that look like others: they make a term that is found nowhere, a text that is not found."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_characters", "look_alikes"]

_CHECKED = ("term", "translation", "forms", "fields", "category", "brand")
_WORD = re.compile(r"[^\W\d_]+")
# UTF-8 that somebody read as Windows-1252: é becomes Ã©, “ becomes â€œ, and the sign for what could not be read at all.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]|â€.|\ufffd|ï»¿")
_JOINERS = "\u200c\u200d"
_SCRIPTS_WITH_JOINERS = ("ARABIC", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI")


def check_characters(items: Sequence[Item]) -> Iterator[Problem]:
    """Invisible characters, letters of two scripts in one word, letters in two pieces, broken encodings."""
    for item in items:
        for column in _CHECKED:
            cell = item.cells.get(column)
            if cell is not None and (not cell.text.isascii() or not cell.text.isprintable()):
                yield from _check(item, column, cell.text)


def _check(item: Item, column: str, text: str) -> Iterator[Problem]:
    if broken := _MOJIBAKE.search(text):
        yield item.problem_within(
            "dict-mojibake",
            Severity.ERROR,
            f"'{broken.group()}' is a letter that was read in the wrong encoding.",
            "Type the letter again, and save the file as UTF-8.",
            column,
            broken.start(),
            len(broken.group()),
        )
    yield from _invisible(item, column, text)
    for word in _WORD.finditer(text):
        if fault := _mixed(word.group()):
            at, message, hint = fault
            yield item.problem_within("dict-look-alike", Severity.ERROR, message, hint, column, word.start() + at, 1)
    if (composed := unicodedata.normalize("NFC", text)) != text and not _hangul_or_variant(text):
        at = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), 0)
        yield item.problem_within(
            "dict-decomposed",
            Severity.WARNING,
            f"'{composed[at]}' is written in two pieces (letter and accent apart), as texts do not write it.",
            f"Type it as one letter: {composed.strip()}",
            column,
            at,
        )


def _hangul_or_variant(text: str) -> bool:
    """Compatibility ideographs change under normalization, too, but are no pieces."""
    return not any(unicodedata.combining(c) for c in text)


def _invisible(item: Item, column: str, text: str) -> Iterator[Problem]:
    for at, mark in enumerate(text):
        category = unicodedata.category(mark)
        if category not in {"Cf", "Cc", "Co", "Cn", "Zl", "Zp"} or (mark in "\n\r" and column == "translation"):
            continue
        if mark in _JOINERS and _joins(text, at):
            continue
        name = unicodedata.name(mark, f"U+{ord(mark):04X}").lower()
        yield item.problem_within(
            "dict-invisible",
            Severity.ERROR,
            f"An invisible character (U+{ord(mark):04X}, {name}) stands in '{_shown(text)}'.",
            f"Take it out, or type the cell again: {_visible(text)}",
            column,
            at,
        )


def _joins(text: str, at: int) -> bool:
    """Joiners belong to some scripts and to emoji."""
    before = text[at - 1 : at]
    if not before:
        return False
    script = unicodedata.name(before, "").split(" ")[0]
    return script in _SCRIPTS_WITH_JOINERS or unicodedata.category(before) in {"So", "Sk", "Mn"}


def _visible(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c)[0] != "C").strip()


def _shown(text: str) -> str:
    """The text with what cannot be seen written as its number."""
    return "".join(c if unicodedata.category(c)[0] != "C" else f"\\u{ord(c):04x}" for c in text)


@cache
def look_alikes() -> dict[str, str]:
    """Letters of other scripts → the Latin letter that they look like."""
    data = read_toml(package_folder("terms") / "checks" / "look_alikes.toml")
    return {other: latin for script in data.values() for other, latin in script.items()}


def _mixed(word: str) -> tuple[int, str, str] | None:
    """The place of a letter that only looks as if it belonged to its word."""
    if word.isascii():
        return None
    alike = look_alikes()
    latin = [c for c in word if c.isascii() or unicodedata.name(c, "").startswith("LATIN ")]
    foreign = [(i, c) for i, c in enumerate(word) if c in alike]
    if latin and foreign:
        others = [c for c in word if c not in alike and c not in latin]
        if others:  # a word of the other script with Latin letters in it
            at = next(i for i, c in enumerate(word) if c in latin)
            message = f"The Latin letter '{word[at]}' stands in '{word}', a word of another script."
            return at, message, "Type the word again with the keyboard of its language."
        at, mark = foreign[0]
        name = unicodedata.name(mark).lower()
        plain = "".join(alike.get(c, c) for c in word)
        return at, f"'{mark}' in '{word}' is a {name}, no '{alike[mark]}'.", f"Write it in Latin letters: {plain}"
    plain = unicodedata.normalize("NFKC", word)
    styled = next((i for i, c in enumerate(word) if _styled(c)), None)
    if styled is not None:
        return styled, f"'{word}' is written in special characters that only look like letters.", f"Write: {plain}"
    return None


def _styled(mark: str) -> bool:
    """Bold, script or full-width variants of Latin letters (𝐀, Ａ)."""
    plain = unicodedata.normalize("NFKC", mark)
    name = unicodedata.name(mark, "")
    return plain != mark and plain.isascii() and plain.isalpha() and name.startswith(("MATHEMATICAL", "FULLWIDTH"))
