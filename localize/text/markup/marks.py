"""Marks that texts carry instead of tags, in pairs: ``*bold*``, ``[New]``, ``[link](/x)``, ``[b]…[/b]``, ``{% if %}…{% endif %}``.

They become tokens like tags, so that an engine never sees them and each pair stays around its words. Only pairs count: what
has no other half is text, or a placeholder.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from localize.text.markup.lexer import Kind, Token
from localize.text.placeholders import PLACEHOLDER, SHORTCODE_CLOSE, SHORTCODE_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["split_marks"]

_HINT = re.compile(r"[*_~`\[]|\{%")
_CANDIDATE = re.compile(
    r"(?P<line>\n)"
    r"|(?P<address>(?<![^\s<>\[\]()])[^\s<>\[\]()]*(?:://|@\w)[^\s<>\[\]()]*)"  # never cut
    rf"|(?P<code>{SHORTCODE_CLOSE.pattern}|{SHORTCODE_OPEN.pattern})"
    r"|(?P<call>\{%-?\s*[a-z]+[^{}%]{0,200}+%\})"
    rf"|(?P<kept>{PLACEHOLDER.pattern})"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?:\([^()\s]{1,300}+\))?)"
    r"|(?P<emphasis>(?<!\*)\*{1,3}+(?!\*)|(?<!_)_{1,3}+(?!_)|(?<!~)~~(?!~)|`)"
)
# Brackets are marks around words; around a number or a measure they belong to what is before them: 66 cm [26 inches].
_NUMBER = re.compile(r"\s*\d")
_MEASURE_END = re.compile(r"\d\s?\S{0,12}\s?\Z")
_CALL = re.compile(r"\{%-?\s*(end)?([a-z]+)")
_NAME = re.compile(r"[A-Za-z][\w\-]*")
_WORDS = re.compile(r"\s*[^\W\d_]{2}|.*\s[^\W\d_]{3}", re.DOTALL)


class _Mark(NamedTuple):
    start: int
    end: int
    kind: Kind
    name: str


def split_marks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, paired marks in texts as tokens of their own.

    >>> [token.text for token in split_marks([Token(Kind.TEXT, "A *bold* [New] x_y_z 5 * 3")])]
    ['A ', '*', 'bold', '*', ' ', '[', 'New', ']', ' x_y_z 5 * 3']
    """
    for token in tokens:
        if token.kind is not Kind.TEXT or token.name or not _HINT.search(token.text):
            yield token
            continue
        position = 0
        for mark in sorted(_paired(token.text)):
            if mark.start > position:
                yield Token(Kind.TEXT, token.text[position : mark.start])
            yield Token(mark.kind, token.text[mark.start : mark.end], mark.name)
            position = mark.end
        if position < len(token.text):
            yield Token(Kind.TEXT, token.text[position:])


def _paired(text: str) -> list[_Mark]:
    """The marks of the pairs, in no order; an end takes the nearest beginning, and what was opened in between is none."""
    found: list[_Mark] = []
    stack: list[_Mark] = []
    waiting: Counter[str] = Counter()
    for mark, may_open, may_close in _candidates(text):
        if may_close and waiting[mark.name]:
            while (begun := stack.pop()).name != mark.name:
                waiting[begun.name] -= 1
            waiting[mark.name] -= 1
            if _encloses(text, begun, mark):
                found += [begun, mark._replace(kind=Kind.CLOSE)]
        elif may_open:
            stack.append(mark)
            waiting[mark.name] += 1
    return found


def _candidates(text: str) -> Iterator[tuple[_Mark, bool, bool]]:
    """What may be a mark, with whether it may open and close a pair."""
    ends = {match[1] for match in SHORTCODE_CLOSE.finditer(text)} if "[/" in text else set()
    position = line = 0
    while match := _CANDIDATE.search(text, position):
        start, position = match.span()
        piece = match.group()
        line += match.lastgroup == "line"
        match match.lastgroup:
            case "code" if piece[1] == "/" or _name(piece) in ends:
                yield _Mark(start, position, Kind.OPEN, f"[{_name(piece)}"), piece[1] != "/", piece[1] == "/"
            case "code" if PLACEHOLDER.match(text, start) is None:
                position = start + 1
                yield _Mark(start, position, Kind.OPEN, "["), True, False
            case "call" if call := _CALL.match(piece):
                yield _Mark(start, position, Kind.OPEN, "{%" + call[2]), not call[1], bool(call[1])
            case "open" | "close" as sort:
                yield _Mark(start, position, Kind.OPEN, "["), sort == "open", sort == "close"
            case "emphasis":
                before, behind = text[start - 1 : start] if start else "", text[position : position + 1]
                opens = bool(behind.strip()) and not before.isalnum()
                closes = bool(before.strip()) and not behind.isalnum()
                yield _Mark(start, position, Kind.OPEN, f"{piece}{line}"), opens, closes  # it ends with its line


def _name(shortcode: str) -> str:
    found = _NAME.search(shortcode)
    return found.group() if found else ""


def _encloses(text: str, begun: _Mark, ended: _Mark) -> bool:
    inside = text[begun.end : ended.start]
    if begun.name == "[" and ended.end - ended.start == 1:
        measured = _NUMBER.match(inside) and _MEASURE_END.search(text, max(0, begun.start - 24), begun.start)
        return len(inside) < 200 and _WORDS.match(inside) is not None and not measured
    return bool(inside.strip())
