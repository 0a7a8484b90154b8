"""Markup as plain text with anchors: parsed without loss, written back with the same tags in the same order.

A :class:`Document` is a list of tokens. Block-level tags part it into blocks of plain text; inline tags inside a block
are anchors of no width; texts in ``alt`` and ``title`` attributes are blocks of their own. What was not replaced comes
back as the source's own characters.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Anchor", "Block", "Document", "tag_skeleton"]

_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|svg|noscript|iframe)\b[^>]*+>.*?</(?P=raw)\s*>"
    r"|<!\[CDATA\[.*?\]\]>"
    r"|<[!?][^>]*+>"
    r"|</?[A-Za-z](?:[^<>\"']|\"[^\"<>]*+\"|'[^'<>]*+')*+>",
    re.DOTALL | re.IGNORECASE,
)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:\-]*)")
_ATTRIBUTE = re.compile(r"""\s(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LOOKS_LIKE_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LOOKS_LIKE_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An inline tag or comment at an offset of a block's text; ``token`` is its number in the document."""

    offset: int
    token: int


@dataclass(slots=True)
class Block:
    """A run of plain text; ``anchors`` in order. ``attribute`` is the tag token that holds it, else -1."""

    text: str
    anchors: list[Anchor] = field(default_factory=list)
    first: int = 0
    last: int = -1
    attribute: int = -1
    start: int = 0
    end: int = 0
    spelled: dict[str, str] = field(default_factory=dict)
    quote: str = ""


class Document:
    """A parsed value; ``blocks`` are what there is to localize."""

    def __init__(self, value: str, *, entities: bool) -> None:
        """Parse ``value``; ``entities`` says whether ``&amp;`` is markup (HTML) or text (plain fields)."""
        self._tokens: list[str] = []
        self._is_tag: list[bool] = []
        self.blocks: list[Block] = []
        self._split(value)
        self._entities = entities or any(self._is_tag)
        self._collect()

    def _split(self, value: str) -> None:
        position = 0
        for match in _TOKEN.finditer(value):
            if match.start() > position:
                self._add(value[position : match.start()], tag=False)
            self._add(match.group(), tag=True)
            position = match.end()
        if position < len(value):
            self._add(value[position:], tag=False)

    def _add(self, token: str, *, tag: bool) -> None:
        self._tokens.append(token)
        self._is_tag.append(tag)

    def _collect(self) -> None:
        current: Block | None = None
        for index, token in enumerate(self._tokens):
            if not self._is_tag[index]:
                current = self._extend(current, index, token)
                continue
            self._attribute_blocks(index, token)
            if _is_block_tag(token):
                current = None
            elif current is not None:
                current.anchors.append(Anchor(len(current.text), index))
                current.last = index
        for block in self.blocks:
            _trim_anchors(block)

    def _extend(self, current: Block | None, index: int, token: str) -> Block:
        if current is None:
            current = Block("", first=index)
            self.blocks.append(current)
        current.last = index
        if self._entities:
            for entity in _ENTITY.findall(token):
                current.spelled.setdefault(html.unescape(entity), entity)
            token = _ENTITY.sub(lambda m: html.unescape(m.group()), token)
        current.text += token
        return current

    def _attribute_blocks(self, index: int, token: str) -> None:
        if token.startswith(("<!", "<?", "</")) or "=" not in token or _TAG_NAME.match(token) is None:
            return
        if _is_raw(token):
            return
        for match in _ATTRIBUTE.finditer(token):
            group = 1 if match.group(1) is not None else 2
            raw = match.group(group)
            if not raw.strip():
                continue
            spelled = {html.unescape(e): e for e in _ENTITY.findall(raw)}
            self.blocks.append(
                Block(
                    html.unescape(raw),
                    attribute=index,
                    start=match.start(group),
                    end=match.end(group),
                    spelled=spelled,
                    quote='"' if group == 1 else "'",
                )
            )

    def render(self, replaced: Mapping[int, Sequence[str | int]]) -> str:
        """The value with some blocks replaced: block number → texts and anchor token numbers, in order.

        Every anchor of a replaced block must be given exactly once.
        """
        tokens: list[str] = list(self._tokens)
        for number in sorted(replaced, key=lambda n: -self.blocks[n].start):
            block = self.blocks[number]
            if block.attribute >= 0:
                text = "".join(part for part in replaced[number] if isinstance(part, str))
                tag = tokens[block.attribute]
                tokens[block.attribute] = tag[: block.start] + _encode(text, block) + tag[block.end :]
        for number, parts in replaced.items():
            block = self.blocks[number]
            if block.attribute < 0:
                written = [
                    _encode(p, block, entities=self._entities) if isinstance(p, str) else tokens[p] for p in parts
                ]
                tokens[block.first : block.last + 1] = ["".join(written)] + [""] * (block.last - block.first)
        return "".join(tokens)


def tag_skeleton(value: str) -> tuple[str, ...]:
    """The tags of a value in order, without attributes: what must not change.

    >>> tag_skeleton('<p class="x">A <b>B</b></p>')
    ('<p', '<b', '</b', '</p')
    """
    found = (_TAG_NAME.match(m.group()) for m in _TOKEN.finditer(value))
    return tuple(m.group().lower() for m in found if m)


def _is_block_tag(token: str) -> bool:
    match = _TAG_NAME.match(token)
    return match is not None and match.group(1).lower() in _BLOCK_TAGS


def _is_raw(token: str) -> bool:
    return token[1:7].lower().startswith(("script", "style", "svg", "noscri", "iframe"))


def _trim_anchors(block: Block) -> None:
    """Tags behind the block's last word stay outside it: they need no place in a translation."""
    while block.anchors and block.anchors[-1].token == block.last and block.attribute < 0:
        block.anchors.pop()
        block.last -= 1


def _encode(text: str, block: Block, *, entities: bool = True) -> str:
    """Text as the block's source spells it: entities where the source used them, escapes only where they are needed."""
    if not entities:
        return text
    text = text.replace("&", block.spelled["&"]) if "&" in block.spelled else _LOOKS_LIKE_ENTITY.sub("&amp;", text)
    for character, entity in block.spelled.items():
        if character != "&":
            text = text.replace(character, entity)
    text = _LOOKS_LIKE_TAG.sub("&lt;", text)
    if block.quote:
        text = text.replace(block.quote, "&quot;" if block.quote == '"' else "&#39;")
    return text
