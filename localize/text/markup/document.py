"""A parsed value: its blocks, and the value written again with some of them replaced."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from localize.text.markup.blocks import blocks_of, split_layout
from localize.text.markup.entities import Spelling, decode
from localize.text.markup.lexer import Kind, Lexer, tokenize
from localize.text.markup.marks import split_marks

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from localize.text.markup.blocks import Block

__all__ = ["Document", "tag_skeleton"]

_NEEDS_QUOTES = re.compile(r"[\s\"'`=<>{]|/\Z|\A\Z")


class Document:
    """A parsed value; ``blocks`` are what there is to localize.

    >>> document = Document("<p>Tea &amp; <b>milk</b></p>", entities=True)
    >>> [block.text for block in document.blocks]
    ['Tea & milk']
    >>> document.render({0: ["Chá & ", 2, "leite", 4]})
    '<p>Chá &amp; <b>leite</b></p>'
    """

    def __init__(self, value: str, *, entities: bool, marks: bool = False) -> None:
        """Parse ``value``; ``entities`` says whether ``&amp;`` is markup (HTML) or text (plain fields without tags).

        ``marks``: pairs like ``*bold*`` and ``[b]…[/b]`` are anchors, too.
        """
        lexer = Lexer(value)
        tokens = list(lexer.tokens())
        self._ends = lexer.ends
        self._entities = entities or any(token.is_tag for token in tokens)
        if self._entities and not lexer.ends:
            tokens = list(split_layout(tokens))
        if marks:
            tokens = list(split_marks(tokens))
        self._tokens = [token.text for token in tokens]
        self._texts = [token.text for token in tokens if token.kind is Kind.TEXT]
        self.blocks: list[Block] = blocks_of(tokens, entities=self._entities)
        self.known: dict[Hashable, Any] = {}
        """What stages worked out of it, for all drafts that share it; forgotten with it."""

    @property
    def tokens(self) -> Sequence[str]:
        """The value in pieces: tags and the texts between them; blocks say by number where they stand."""
        return self._tokens

    def render(self, replaced: Mapping[int, Sequence[str | int]]) -> str:
        """The value with some blocks replaced: block number → texts and anchor token numbers, in order.

        Every anchor of a replaced block must be given exactly once. What was not replaced keeps the source's characters.
        """
        tokens = list(self._tokens)
        for tag, numbers in self._attributes(replaced).items():
            tokens[tag] = self._tag(tokens[tag], numbers, replaced)
        written = list(tokens)
        for number, parts in replaced.items():
            block = self.blocks[number]
            if block.attribute < 0:
                written[block.first : block.last + 1] = [""] * (block.last + 1 - block.first)
                written[block.first] = self._written(block, parts, tokens)
        return "".join(written)

    def _attributes(self, replaced: Mapping[int, Sequence[str | int]]) -> dict[int, list[int]]:
        """The replaced attribute blocks by their tag's token, in order."""
        found: dict[int, list[int]] = {}
        for number in sorted(replaced):
            if self.blocks[number].attribute >= 0:
                found.setdefault(self.blocks[number].attribute, []).append(number)
        return found

    def _tag(self, tag: str, numbers: Sequence[int], replaced: Mapping[int, Sequence[str | int]]) -> str:
        parts: list[str] = []
        position = 0
        for number in numbers:
            block = self.blocks[number]
            text = "".join(part for part in replaced[number] if isinstance(part, str))
            quote = block.quote or ("'" if '"' in self._ends else '"')
            value = block.spelling.write(text, quote + self._ends, attribute=True)
            if not block.quote and _NEEDS_QUOTES.search(value):
                value = f"{quote}{value}{quote}"
            parts += [tag[position : block.start], value]
            position = block.end
        return "".join([*parts, tag[position:]])

    @cached_property
    def _prevailing(self) -> Spelling:
        """How the texts of the whole value are spelled: the model for characters that a block does not have."""
        spelling = Spelling()
        spelling.weigh("".join(decode(text, spelling) for text in self._texts))
        return spelling

    def _written(self, block: Block, parts: Sequence[str | int], tokens: Sequence[str]) -> str:
        """The parts of a block as markup; neighbouring texts are one, for what follows decides what must be escaped."""
        if self._entities:
            block.spelling.inherit(self._prevailing, block.text)
        out: list[str] = []
        text: list[str] = []
        for part in parts:
            if isinstance(part, str):
                text.append(part)
                continue
            out += [self._escaped("".join(text), block), tokens[part]]
            text.clear()
        return "".join([*out, self._escaped("".join(text), block)])

    def _escaped(self, text: str, block: Block) -> str:
        return block.spelling.write(text, self._ends) if self._entities else text


def tag_skeleton(value: str) -> tuple[str, ...]:
    """The tags of a value in order, without attributes: what must not change.

    >>> tag_skeleton('<p class="x">A <b>B</b></p>')
    ('<p', '<b', '</b', '</p')
    """
    start = {Kind.OPEN: "<", Kind.CLOSE: "</"}
    return tuple(start[token.kind] + token.name for token in tokenize(value) if token.kind in start)
