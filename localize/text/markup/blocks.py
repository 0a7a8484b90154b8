"""What there is to localize in a value: blocks of plain text, with inline tags as anchors of no width."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.text.markup.attributes import attributes_of
from localize.text.markup.author_lines import written_in_lines
from localize.text.markup.elements import html
from localize.text.markup.entities import Spelling, decode, without_invisible
from localize.text.markup.lexer import TEMPLATE, Kind, Token
from localize.text.markup.nesting import insides, partners

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.text.markup.nesting import Inside

__all__ = ["Anchor", "Block", "blocks_of", "split_layout"]

# Three or more no-break spaces in a row are layout, as a table would be.
_GAP = r"(?:(?:&nbsp;|&#160;|&#[xX][aA]0;|\u00a0)[ \t\r\n]*+){3,}+"
_LAYOUT = re.compile(rf"{TEMPLATE}|(?P<gap>{_GAP})")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A tag, a comment or a piece that is not translated, at an offset of a block's text.

    ``token`` is its number in the document. ``words`` is what people read there (of ``<kbd>Ctrl</kbd>`` the middle).
    ``half`` says that it is one of two tags, ``partner`` which token is the other (-1: it is missing), ``name`` whose they are.
    """

    offset: int
    token: int
    words: str = ""
    half: bool = False
    partner: int = -1
    name: str = ""


@dataclass(slots=True)
class Block:
    """A run of plain text; ``anchors`` in order. ``lines`` says that its line breaks are shown, or that it was written in lines.

    It stands in the tokens ``first`` to ``last``; or, where ``attribute`` is not -1, in that tag's text from ``start``
    to ``end``, in ``quote``.
    """

    text: str
    anchors: list[Anchor] = field(default_factory=list)
    lines: bool = False
    spelling: Spelling = field(default_factory=Spelling)
    first: int = 0
    last: int = -1
    attribute: int = -1
    start: int = 0
    end: int = 0
    quote: str = ""


def split_layout(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, long runs of no-break spaces as tokens of their own."""
    for token in tokens:
        if token.kind is Kind.TEXT and not token.name and ("&" in token.text or "\u00a0" in token.text):
            yield from (Token(Kind.TEXT, piece) for piece in _parted(token.text) if piece)
        else:
            yield token


def _parted(text: str) -> Iterator[str]:
    position = 0
    for found in _LAYOUT.finditer(text):
        if found["gap"]:
            yield from (text[position : found.start()], found["gap"])
            position = found.end()
    yield text[position:]


def blocks_of(tokens: Sequence[Token], *, entities: bool) -> list[Block]:
    """The blocks of a value in order of appearance; ``entities`` says whether ``&amp;`` is one character."""
    collector = _Collector(tokens, entities=entities)
    collector.collect()
    return [block for block in collector.blocks if block.text.strip()]


def _is_gap(token: Token) -> bool:
    if token.kind is not Kind.TEXT or token.text[0] not in "&\u00a0":
        return False
    found = _LAYOUT.fullmatch(token.text)
    return found is not None and found["gap"] is not None


class _Collector:
    """Gathers text and inline tags into runs; block-level tags and layout end them."""

    def __init__(self, tokens: Sequence[Token], *, entities: bool) -> None:
        self.blocks: list[Block] = []
        self._tokens = tokens
        self._entities = entities
        self._other = partners(tokens)
        self._run: Block | None = None
        self._texts: list[str] = []
        self._length = 0

    def collect(self) -> None:
        for index, (token, inside) in enumerate(zip(self._tokens, insides(self._tokens, self._other), strict=True)):
            if (inside.parts and token.is_tag and not inside.drawn) or _is_gap(token):
                self._end()
            elif token.kind is Kind.TEXT and not inside.kept:
                self._begun(index, inside)
                self._add(token.text)
            else:
                self._begun(index, inside).anchors.append(self._anchor(index, token, inside))
            if token.kind is Kind.OPEN and not inside.kept and token.text[0] == "<" and "=" in token.text:
                self._attributes(index, token)
        self._end()

    def _begun(self, index: int, inside: Inside) -> Block:
        if self._run is None:
            self._run = Block("", lines=inside.lines, first=index)
            self.blocks.append(self._run)
        self._run.last = index
        return self._run

    def _add(self, source: str) -> None:
        if self._run is not None:
            text = decode(source, self._run.spelling) if self._entities else without_invisible(source)
            self._texts.append(text)
            self._length += len(text)

    def _end(self) -> None:
        if self._run is not None:
            self._run.text = "".join(self._texts)
            self._run.lines = self._run.lines or written_in_lines(self._run.text)
            self._run.spelling.weigh(self._run.text)
        self._run, self._texts, self._length = None, [], 0

    def _anchor(self, index: int, token: Token, inside: Inside) -> Anchor:
        shown = token.kind is Kind.TEXT and not inside.drawn
        words = decode(token.text, Spelling()).strip() if shown else ""
        half = token.kind is Kind.CLOSE or (token.kind is Kind.OPEN and not token.alone)
        return Anchor(self._length, index, words, half, self._other[index], token.name)

    def _attributes(self, index: int, token: Token) -> None:
        for attribute in attributes_of(token):
            if html().is_shown(attribute.name, token.name) and attribute.value.strip():
                block = Block("", attribute=index, start=attribute.start, end=attribute.end, quote=attribute.quote)
                block.text = decode(attribute.value, block.spelling, attribute=True)
                block.spelling.weigh(block.text)
                self.blocks.append(block)
