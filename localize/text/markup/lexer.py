"""Cuts a value into tags and text the way browsers do; never fails, loses no character, runs in linear time.

What browsers take for a tag is a tag here: ``<`` and a letter, up to the next ``>`` that is not in a quoted attribute
value. What they show is text: ``3 < 5``, ``<10 lb``, ``<3``. Beyond the standard, calls of template languages
(``{{ a > b }}``, ``{% if a < b %}``) are never cut, in text, in tags and in attribute values.

Quotes that never close would hide the rest of the value. From there on a tag ends at the first ``>``, quoted or not: a
value is read at most twice.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from localize.text.markup.elements import html

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TEMPLATE", "Kind", "Token", "tokenize"]

TEMPLATE = r"\{\{\{[^{}]{0,200}+\}\}\}|\{\{[^{}]{0,200}+\}\}|\{%[^{}%]{0,200}+%\}"
"""Pattern of a call of a template language (Liquid, Handlebars, Jinja)."""

_INTEREST = re.compile(rf"{TEMPLATE}|<(?=[A-Za-z/!?]|\{{[{{%])|\]\]>")
_QUOTED = rf"\"(?:[^\"{{]++|{TEMPLATE}|\{{)*+\"|'(?:[^'{{]++|{TEMPLATE}|\{{)*+'"
_TAG = re.compile(rf"</?(?:[A-Za-z]|{TEMPLATE})(?:[^>=\"'{{]++|{TEMPLATE}|\{{|=\s*+(?:{_QUOTED})?+|[\"'])*+>")
_LOOSE_TAG = re.compile(rf"</?(?:[A-Za-z]|{TEMPLATE})[^>]*+>")
_NAME = re.compile(rf"</?([A-Za-z][^\s/>{{<\"'=]*+|{TEMPLATE})")
_COMMENT_END = re.compile(r"--!?>")
_CUT_OFF = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*+)(?=\s|/|\Z)")


class Kind(Enum):
    """What a token is; ``MARK`` is a comment, declaration or instruction, ``RAW`` the content of a script and its like."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    RAW = "raw"
    MARK = "mark"


class Token(NamedTuple):
    """A piece of the value as it stands; ``name`` is the element's for tags and raw content, in lower case."""

    kind: Kind
    text: str
    name: str = ""

    @property
    def alone(self) -> bool:
        """A tag without an end tag: a void element, or written as such."""
        return self.kind is Kind.OPEN and (self.name in html().void or self.text.endswith("/>"))


def tokenize(value: str) -> list[Token]:
    """The value as tokens; their texts joined are the value.

    >>> [token.text for token in tokenize('<a title="5 > 3">3 < 5</a>')]
    ['<a title="5 > 3">', '3 < 5', '</a>']
    """
    if "<" not in value:
        return [Token(Kind.TEXT, value)] if value else []
    return list(_Lexer(value).tokens())


class _Lexer:
    """One pass over one value. What was once looked for in vain is not looked for again."""

    def __init__(self, value: str) -> None:
        self._value = value
        self._vain: set[str] = set()
        self._tag = _TAG
        self._seen_tag = False
        self._in_cdata = False

    def tokens(self) -> Iterator[Token]:
        """The tokens in order, neighbouring text in one."""
        start = position = 0
        while found := _INTEREST.search(self._value, position):
            begin = found.start()
            read = self._read(found)
            if not read:
                position = found.end()
                continue
            if begin > start:
                yield Token(Kind.TEXT, self._value[start:begin])
            yield from read
            start = position = begin + sum(len(token.text) for token in read)
        if start < len(self._value):
            yield Token(Kind.TEXT, self._value[start:])

    def _read(self, found: re.Match[str]) -> list[Token]:
        """What begins here, with the content of an element that holds no tags; nothing if it is text after all."""
        begin, sign = found.start(), found.group()
        if sign == "]]>":
            closes, self._in_cdata = self._in_cdata, False
            return [Token(Kind.MARK, sign)] if closes else []
        if sign != "<":
            return []
        if name := _NAME.match(self._value, begin):
            return self._element(begin, name.group(1).lower())
        return self._mark(begin) if self._value[begin + 1] in "!?/" else []

    def _element(self, begin: int, name: str) -> list[Token]:
        tag = None if ">" in self._vain else self._tag.match(self._value, begin)
        if tag is None and self._find(">", begin) >= 0:
            self._tag = _LOOSE_TAG
            tag = self._tag.match(self._value, begin)
        if tag is None:
            return self._cut_off(begin)
        self._seen_tag = True
        if tag.group().startswith("</"):
            return [Token(Kind.CLOSE, tag.group(), name)]
        token = Token(Kind.OPEN, tag.group(), name)
        return [token, *self._content(token, tag.end())]

    def _cut_off(self, begin: int) -> list[Token]:
        """A tag without an end, as in cells that were cut at some length: no browser shows it."""
        tag = _CUT_OFF.match(self._value, begin)
        if tag is None or not self._seen_tag:
            return []
        name, cut = tag.group(1).lower(), tag.end() == len(self._value)
        if not html().is_known(name, cut=cut and len(name) > 1):
            return []
        return [Token(Kind.MARK, self._value[begin:])]

    def _content(self, tag: Token, begin: int) -> list[Token]:
        known = html()
        if tag.name not in known.raw and tag.name not in known.text_only:
            return []
        end = self._end_tag(tag.name, begin)
        if end is None:
            # Browsers take the rest for content, but nobody who writes <iframe/> means that.
            rest = "" if tag.text.endswith("/>") else self._value[begin:]
            return [Token(Kind.RAW, rest, tag.name)] if rest else []
        kind = Kind.RAW if tag.name in known.raw else Kind.TEXT
        content = [Token(kind, self._value[begin : end.start()], tag.name)] if end.start() > begin else []
        return [*content, Token(Kind.CLOSE, end.group(), tag.name)]

    def _end_tag(self, name: str, begin: int) -> re.Match[str] | None:
        if name in self._vain:
            return None
        end = re.compile(rf"</{re.escape(name)}(?=[\s/>])[^>]*+>", re.IGNORECASE).search(self._value, begin)
        if end is None:
            self._vain.add(name)
        return end

    def _mark(self, begin: int) -> list[Token]:
        """A comment, a declaration, an instruction; without an end it is what browsers make of it."""
        value = self._value
        if value.startswith("<!--", begin):
            return [Token(Kind.MARK, value[begin : self._comment_end(begin)])]
        if not self._in_cdata and value.startswith("<![CDATA[", begin) and self._find("]]>", begin) >= 0:
            self._in_cdata = True
            return [Token(Kind.MARK, "<![CDATA[")]
        if value.startswith(("<?php", "<?="), begin) and (end := self._find("?>", begin)) >= 0:
            return [Token(Kind.MARK, value[begin : end + 2])]
        end = self._find(">", begin)
        return [Token(Kind.MARK, value[begin : end + 1])] if end >= 0 else []

    def _comment_end(self, begin: int) -> int:
        for short in ("<!-->", "<!--->"):
            if self._value.startswith(short, begin):
                return begin + len(short)
        end = _COMMENT_END.search(self._value, begin + 4)
        return end.end() if end else len(self._value)

    def _find(self, needle: str, begin: int) -> int:
        if needle in self._vain:
            return -1
        end = self._value.find(needle, begin)
        if end < 0:
            self._vain.add(needle)
        return end
