"""Character references: read as browsers read them, written as the source wrote them.

A replaced text keeps the source's spelling of a character (``&nbsp;``, ``&#8217;``) where the source mostly wrote it so,
and is escaped exactly where browsers would take it for something else: it can open no tag, close no attribute, make no
reference and no call of a template language.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5

from localize.text.markup.lexer import TEMPLATE

__all__ = ["Spelling", "decode", "without_invisible"]

# Where a word may be parted, and byte order marks: they have no width and hide words from dictionaries.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_READ = re.compile(rf"{TEMPLATE}|&(?:#(?:[0-9]{{1,7}}+|[xX][0-9A-Fa-f]{{1,6}}+);?|[A-Za-z][A-Za-z0-9]{{1,31}}+;?)")
_WRITE = re.compile(rf"{TEMPLATE}|[^\w\s]|[^\x00-\x7f]")
_TEMPLATE = re.compile(TEMPLATE)
_OPENS = re.compile(r"[A-Za-z/!?]|\{[{%]")
_LONGEST_LEGACY = max(len(name) for name in html5 if not name.endswith(";"))
_JOINS = re.compile(r"[0-9A-Za-z;=]")


_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", '"': "&quot;", "'": "&#39;"}


@dataclass(slots=True)
class Spelling:
    """How a stretch of source spells characters: by which reference, and what it holds verbatim.

    ``stray_end``: braces end in it that no call of a template language began (``{n, plural, one {cup}}``).
    """

    references: dict[str, str] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    stray_end: bool = False
    _balance: Counter[str] = field(default_factory=Counter)

    def learn(self, reference: str, character: str) -> None:
        """The source has ``reference`` for ``character``; the first spelling is kept."""
        self.references.setdefault(character, reference)
        self._balance[character] += 1

    def weigh(self, text: str) -> None:
        """``text`` is the whole stretch, decoded; what it mostly writes without a reference is written so."""
        bare = _TEMPLATE.sub("", text) if "}}" in text else ""
        self.stray_end = "}}" in bare and "{{" not in bare and "{%" not in bare
        for character, times in self._balance.items():
            if 2 * times < text.count(character):
                self.references.pop(character, None)

    def inherit(self, other: Spelling, text: str) -> None:
        """For characters that this stretch, decoded ``text``, does not have at all: as the other one spells them."""
        for character, reference in other.references.items():
            if character not in text:
                self.references.setdefault(character, reference)

    def write(self, text: str, ends: str = "", *, attribute: bool = False) -> str:
        """The text as markup; ``ends`` are signs that would end what stands around it and must be escaped."""
        return _WRITE.sub(lambda match: self._written(match, ends, attribute=attribute), text)

    def _written(self, match: re.Match[str], ends: str, *, attribute: bool) -> str:
        piece, text, end = match.group(), match.string, match.end()
        if len(piece) > 1:  # a call of a template language: the source's own, or one that must not become one
            return piece if piece in self.templates else f"&#123;{self.write(piece[1:], ends, attribute=attribute)}"
        if reference := self.references.get(piece):
            return reference if reference.endswith(";") or not _JOINS.match(text, end) else f"{reference};"
        if piece == "}" and self.stray_end and piece not in ends:
            return piece
        return _ESCAPES[piece] if piece in ends or _means_markup(piece, text, end, attribute=attribute) else piece


def decode(source: str, spelling: Spelling, *, attribute: bool = False) -> str:
    """The text that people see, without characters that have no width; ``spelling`` learns how it was written.

    >>> decode("R&D &mdash; caf&#233; &copy 2 &unknown; {{ a && b }}", Spelling())
    'R&D — café © 2 &unknown; {{ a && b }}'
    """
    if "&" not in source and "{" not in source:
        return without_invisible(source)

    def read(match: re.Match[str]) -> str:
        piece = match.group()
        if piece[0] == "{":
            spelling.templates.add(piece)
            return piece
        follower = source[match.end() : match.end() + 1] if attribute else ""
        resolved = _resolve(piece, follower=follower, attribute=attribute)
        if resolved is None:
            return piece
        character, length = resolved
        if len(character) == 1:
            spelling.learn(piece[:length], character)
        return character + piece[length:]

    return without_invisible(_READ.sub(read, source))


def without_invisible(text: str) -> str:
    r"""The text without the characters that have no width and mean nothing to a reader.

    >>> without_invisible("Hand\u00adtuch")
    'Handtuch'
    """
    return text if text.isascii() else text.translate(_INVISIBLE)


def _means_markup(piece: str, text: str, end: int, *, attribute: bool) -> bool:
    """Would a reader of markup take this character, which ends at ``end``, for more than itself?"""
    if piece == "&":
        return _resolve(_candidate(text, end - 1), follower="") is not None
    if piece == "<":
        return _OPENS.match(text, end) is not None
    if piece == ">":
        return attribute or text[max(0, end - 3) : end] == "]]>"
    if piece == "}":
        return text[end : end + 1] == "}" or text[max(0, end - 2) : end] == "%}"
    return piece == "{" and text[end : end + 1] in {"{", "%"}


def _candidate(text: str, start: int) -> str:
    match = _READ.match(text, start)
    return match.group() if match else ""


def _resolve(piece: str, *, follower: str, attribute: bool = False) -> tuple[str, int] | None:
    """The characters that a reference stands for and how much of ``piece`` it is; None if it is text.

    Without a semicolon only the names of old count, in an attribute only where no letter, digit or ``=`` follows.
    """
    if piece.startswith("&#"):
        character = unescape(piece)
        return (character, len(piece)) if character not in {"", "\ufffd"} else None
    if piece[1:] in html5:
        joined = attribute and not piece.endswith(";") and _JOINS.match(follower)
        return None if joined else (html5[piece[1:]], len(piece))
    for length in range(min(len(piece), _LONGEST_LEGACY + 1), 2, -1):
        if piece[1:length] in html5 and not attribute:
            return html5[piece[1:length]], length
    return None
