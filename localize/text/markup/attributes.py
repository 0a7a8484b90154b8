"""The attributes of a tag, with the extent of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from localize.text.markup.lexer import ATTRIBUTE, TAG_START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.text.markup.lexer import Token

__all__ = ["Attribute", "attributes_of"]

_QUOTES = {2: '"', 3: "'", 4: ""}


class Attribute(NamedTuple):
    """An attribute's name in lower case and its raw value, at ``start`` to ``end`` of the tag's text.

    ``quote`` is the empty string where the value stands without quotes, or where there is no value (``end`` is 0).
    """

    name: str
    value: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


def attributes_of(tag: Token) -> Iterator[Attribute]:
    """The attributes of a tag in order; calls of a template language between them are skipped.

    >>> from localize.text.markup.lexer import tokenize
    >>> [(a.name, a.value) for a in attributes_of(tokenize('<img ALT="a > b" src=x.png hidden>')[0])]
    [('alt', 'a > b'), ('src', 'x.png'), ('hidden', '')]
    """
    begin = TAG_START.match(tag.text)
    last = len(tag.text) - (2 if tag.text.endswith("/>") else 1)
    for found in ATTRIBUTE.finditer(tag.text, begin.end() if begin else 1, last):
        if found[1] is None:
            continue
        name, group = found[1].lower(), found.lastindex or 1
        if group == 1 or not found[group]:
            yield Attribute(name)
        else:
            yield Attribute(name, found[group], found.start(group), found.end(group), _QUOTES[group])
