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
_WRITE = re.compile(rf"{TEMPLATE}|\{{(?=[{{%])|[^\w\s]|[^\x00-\x7f]")
_OPENS = re.compile(r"[A-Za-z/!?]|\{[{%]")
_LONGEST_LEGACY = max(len(name) for name in html5 if not name.endswith(";"))
_JOINS = re.compile(r"[0-9A-Za-z;=]")


@dataclass(slots=True)
class Spelling:
    """How a stretch of source spells characters: by which reference, and what it holds verbatim."""

    references: dict[str, str] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    _balance: Counter[str] = field(default_factory=Counter)

    def learn(self, reference: str, character: str) -> None:
        """The source has ``reference`` for ``character``; the first spelling is kept."""
        self.references.setdefault(character, reference)
        self._balance[character] += 1

    def weigh(self, text: str) -> None:
        """``text`` is the whole stretch, decoded; what it mostly writes without a reference is written so."""
        for character, times in self._balance.items():
            if 2 * times < text.count(character):
                self.references.pop(character, None)

    def write(self, text: str, quote: str = "") -> str:
        """The text as markup; ``quote`` is what stands around it if it is an attribute's value."""
        return _WRITE.sub(lambda match: self._written(match, quote), text)

    def _written(self, match: re.Match[str], quote: str) -> str:
        piece, text, end = match.group(), match.string, match.end()
        if piece[0] == "{" and piece in self.templates:
            return piece
        if len(piece) > 1:
            return "&#123;" + self.write(piece[1:], quote)
        if piece == "{":
            return "&#123;" if text[end : end + 1] in {"{", "%"} else piece
        if reference := self.references.get(piece):
            return reference if reference.endswith(";") or not _JOINS.match(text, end) else f"{reference};"
        if piece == "&" and _resolve(_candidate(text, match.start()), follower="") is not None:
            return "&amp;"
        if piece == "<" and _OPENS.match(text, end):
            return "&lt;"
        if piece == ">" and (quote or text[max(0, end - 3) : end] == "]]>"):
            return "&gt;"
        return ("&quot;" if piece == '"' else "&#39;") if piece == quote else piece


def decode(source: str, spelling: Spelling, *, attribute: bool = False) -> str:
    """The text that people see, without characters that have no width; ``spelling`` learns how it was written.

    >>> decode("R&D &mdash; caf&#233; &copy 2 &nothing; {{ a && b }}", Spelling())
    'R&D — café © 2 &nothing; {{ a && b }}'
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
    """The text without the characters that have no width and mean nothing to a reader.

    >>> without_invisible("Hand­tuch​")
    'Handtuch'
    """
    return text.translate(_INVISIBLE)


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
