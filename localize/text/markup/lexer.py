"""Cuts a value into tags and text the way browsers do; never fails, loses no character, runs in linear time.

What browsers take for a tag is a tag here: ``<`` and a letter, up to the next ``>`` that is not in a quoted attribute
value. What they show is text: ``3 < 5``, ``<10 lb``, ``<3``. Beyond the standard, calls of template languages
(``{{ a > b }}``, ``{% if a < b %}``) are never cut, in text, in tags and in attribute values.

A tag that never ends hides the rest of the value from everybody; if it is one of HTML, that rest is left alone here, too.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from localize.text.markup.elements import html

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ATTRIBUTE", "TAG_START", "TEMPLATE", "Kind", "Lexer", "Token", "tokenize"]

TEMPLATE = r"\{\{\{[^{}]{0,200}+\}\}\}|\{\{[^{}]{0,200}+\}\}|\{%[^{}%]{0,200}+%\}"
"""Pattern of a call of a template language (Liquid, Handlebars, Jinja)."""

_INTEREST = re.compile(rf"{TEMPLATE}|<(?=[A-Za-z/!?]|\{{[{{%])")
_START = rf"</?(?:[A-Za-z](?:[^\s/>{{]++|\{{(?![{{%]))*+|{TEMPLATE})"
_ATTRIBUTE_NAME = r"[^\s>/={\"']++"


def _attribute(group: str) -> str:
    """Pattern of what stands in a tag behind its name; ``group`` begins a group: ``(`` or ``(?:``."""
    double, single = (rf"{quote}{group}(?:[^{quote}{{]++|{TEMPLATE}|\{{)*+){quote}" for quote in "\"'")
    bare = rf"(?![\"']){group}(?:[^\s>{{]++|{TEMPLATE}|\{{)*+)"
    return rf"{TEMPLATE}|{group}{_ATTRIBUTE_NAME})(?:\s*+=\s*+(?:{double}|{single}|{bare})|(?!\s*+=))"


ATTRIBUTE = re.compile(_attribute("("))
"""A call of a template language; or an attribute: its name, and its value in double, in single or without quotes."""
TAG_START = re.compile(_START)
"""The beginning of a tag, its name included."""

# A tag without its ">": it stops there, before an attribute whose value does not end, or with the value.
_TAG = re.compile(rf"{_START}(?:{_attribute('(?:')}|[\s/={{\"'])*+")
_OPEN_QUOTE = re.compile(rf"{_ATTRIBUTE_NAME}\s*+=\s*+([\"'])")
_NAME = re.compile(rf"</?([A-Za-z][^\s/>{{<\"'=]*+|{TEMPLATE})")
_CDATA = "<![CDATA["
_COMMENT_END = re.compile(r"--!?>")
_CUT_OFF = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*+)(?=\s|/|\Z)(?P<attribute>\s+[A-Za-z-]++\s*+=\s*+[\"'])?")


class Kind(Enum):
    """What a token is; ``MARK`` is a comment, declaration or instruction, ``RAW`` the content of a script and its like."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    RAW = "raw"
    MARK = "mark"


class Token(NamedTuple):
    """A piece of the value as it stands; ``name`` is the element's for tags and raw content, in lower case.

    ``alone`` says of a tag that it has no other half: a void element, or written as such.
    """

    kind: Kind
    text: str
    name: str = ""
    alone: bool = False

    @property
    def is_tag(self) -> bool:
        """A start or end tag."""
        return self.kind is Kind.OPEN or self.kind is Kind.CLOSE


def tokenize(value: str) -> list[Token]:
    """The value as tokens; their texts joined are the value.

    >>> [token.text for token in tokenize('<a title="5 > 3">3 < 5</a>')]
    ['<a title="5 > 3">', '3 < 5', '</a>']
    """
    if "<" not in value:
        return [Token(Kind.TEXT, value)] if value else []
    return list(Lexer(value).tokens())


class Lexer:
    """One pass over one value. What was once looked for in vain is not looked for again.

    ``ends`` are the signs that would end what begins in the text like a tag and never ends: none may be written behind it.
    """

    def __init__(self, value: str) -> None:
        self.ends = ""
        self._value = value
        self._vain: set[str] = set()
        self._seen_tag = False
        self._resume = 0

    def tokens(self) -> Iterator[Token]:
        """The tokens in order, neighbouring text in one."""
        start = position = 0
        while found := _INTEREST.search(self._value, position):
            begin = found.start()
            read = self._read(found)
            if not read:
                position = max(found.end(), self._resume)
                continue
            if begin > start:
                yield Token(Kind.TEXT, self._value[start:begin])
            yield from read
            start = position = begin + (len(read[0].text) if len(read) == 1 else sum(len(token.text) for token in read))
        if start < len(self._value):
            yield Token(Kind.TEXT, self._value[start:])

    def _read(self, found: re.Match[str]) -> list[Token]:
        """What begins here, with the content of an element that holds no tags; nothing if it is text after all."""
        begin, sign = found.start(), found.group()
        if sign != "<":
            return []
        if name := _NAME.match(self._value, begin):
            return self._element(begin, name.group(1).lower())
        return self._mark(begin) if self._value[begin + 1] in "!?/" else []

    def _element(self, begin: int, name: str) -> list[Token]:
        body = _TAG.match(self._value, begin)
        end = body.end() if body else begin
        if self._value[end : end + 1] != ">":
            return self._cut_off(begin, end)
        self._seen_tag = True
        text = self._value[begin : end + 1]
        if text.startswith("</"):
            return [Token(Kind.CLOSE, text, name)]
        known = html()
        token = Token(Kind.OPEN, text, name, text.endswith("/>") or name in known.void)
        if name in known.raw or name in known.text_only:
            return [token, *self._content(token, end + 1)]
        return [token]

    def _cut_off(self, begin: int, end: int) -> list[Token]:
        """A tag without an end, as in cells that were cut at some length; or text, which goes on at ``end``."""
        tag = _CUT_OFF.match(self._value, begin)
        if tag is not None and (self._seen_tag or tag["attribute"]):
            name, cut = tag.group(1).lower(), tag.end() == len(self._value)
            if html().is_known(name, cut=cut and len(name) > 1):
                return [Token(Kind.MARK, self._value[begin:])]
        self._resume = end
        quote = _OPEN_QUOTE.match(self._value, end)
        self._expect(quote.group(1) if quote else ">")
        return []

    def _content(self, tag: Token, begin: int) -> list[Token]:
        """What an element holds that holds no tags, and its end."""
        end = self._end_tag(tag.name, begin)
        if end is None:
            # Browsers take the rest for content, but nobody who writes <iframe/> means that.
            rest = "" if tag.text.endswith("/>") else self._value[begin:]
            return [Token(Kind.RAW, rest, tag.name)] if rest else []
        kind = Kind.RAW if tag.name in html().raw else Kind.TEXT
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
        if value.startswith(_CDATA, begin) and (end := self._find("]]>", begin)) >= 0:
            return self._section(value[begin + len(_CDATA) : end])
        if value.startswith(("<?php", "<?="), begin) and (end := self._find("?>", begin)) >= 0:
            return [Token(Kind.MARK, value[begin : end + 2])]
        if (end := self._find(">", begin)) < 0:
            self._expect(">")
            return []
        return [Token(Kind.MARK, value[begin : end + 1])]

    def _section(self, content: str) -> list[Token]:
        """A CDATA section, as feeds wrap around HTML: what is in it ends with it."""
        inner = Lexer(content)
        tokens = [Token(Kind.MARK, _CDATA), *inner.tokens(), Token(Kind.MARK, "]]>")]
        self._expect(inner.ends)
        return tokens

    def _expect(self, signs: str) -> None:
        self.ends += "".join(sign for sign in signs if sign not in self.ends)

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
