"""Which end tag ends what, and what an element means for what is inside it; in linear time, whatever is broken."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.text.markup.attributes import attributes_of
from localize.text.markup.elements import html
from localize.text.markup.lexer import Kind, Token
from localize.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Inside", "insides", "partners"]

_TELLING = re.compile(r"translate|style\s*=", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_DISPLAYED_AS_BLOCK = re.compile(r"display\s*:\s*(?!inline|contents)[a-z]", re.IGNORECASE)


@value
class Inside:
    """What holds inside an element, and for its tags.

    ``kept``: it is not translated. ``drawn``: it is no language at all. ``lines``: line breaks count.
    ``parts``: its tags end a run of text.
    """

    kept: bool = False
    drawn: bool = False
    lines: bool = False
    parts: bool = False


def partners(tokens: Sequence[Token]) -> list[int]:
    """For each tag the number of its other half; -1 for what has none. An end tag ends what was left open inside.

    >>> from localize.text.markup.lexer import tokenize
    >>> partners(tokenize("<b><i></b><br>"))
    [2, -1, 0, -1]
    """
    other = [-1] * len(tokens)
    implied = html().implied_end
    stack: list[int] = []
    waiting: defaultdict[str, int] = defaultdict(int)
    for index, token in enumerate(tokens):
        name = token.name
        if token.kind is Kind.OPEN and not token.alone:
            if stack and name in implied and tokens[stack[-1]].name == name:
                stack.pop()
                waiting[name] -= 1
            stack.append(index)
            waiting[name] += 1
        elif token.kind is Kind.CLOSE and waiting[name] > 0:
            while (ended := tokens[begin := stack.pop()].name) != name:
                waiting[ended] -= 1
            waiting[name] -= 1
            other[begin], other[index] = index, begin
    return other


def insides(tokens: Sequence[Token], other: Sequence[int]) -> list[Inside]:
    """What holds at each token; ``other`` is of :func:`partners`.

    An inline element that is never closed holds to the end of its run of text, any other one as long as its parent.
    """
    found: list[Inside] = []
    known = html()
    stack: list[tuple[int, Inside]] = [(-1, Inside())]
    for index, token in enumerate(tokens):
        here = stack[-1][1]
        if token.kind is Kind.OPEN:
            if token.name in known.implied_end and _is_open(stack[-1][0], token.name, tokens, other):
                stack.pop()
            here = _own(token, stack[-1][1])
        elif token.kind is Kind.CLOSE and other[index] >= 0:
            while stack[-1][0] > other[index]:
                stack.pop()
            here = stack.pop()[1]
        elif token.kind is Kind.CLOSE:
            here = replace(here, parts=known.is_block(token.name))
        if here.parts and token.is_tag:
            while stack[-1][0] >= 0 and other[stack[-1][0]] < 0 and not stack[-1][1].parts:
                stack.pop()
        if token.kind is Kind.OPEN and not token.alone:
            stack.append((index, here))
        found.append(here)
    return found


def _is_open(index: int, name: str, tokens: Sequence[Token], other: Sequence[int]) -> bool:
    """Is this the start of an element of that name that is never closed?"""
    return index >= 0 and other[index] < 0 and tokens[index].name == name


def _own(token: Token, parent: Inside) -> Inside:
    known, name = html(), token.name
    own = Inside(
        kept=parent.kept or name in known.code or name in known.drawn,
        drawn=parent.drawn or name in known.drawn,
        lines=parent.lines or name in known.preformatted,
        parts=known.is_block(name),
    )
    return _as_told(token, own) if _TELLING.search(token.text) else own


def _as_told(token: Token, own: Inside) -> Inside:
    """What the author's own attributes say."""
    attributes = {a.name: a.value for a in attributes_of(token)}
    style, translate = attributes.get("style", ""), attributes.get("translate")
    kept = own.kept or "notranslate" in attributes.get("class", "").split()
    return Inside(
        kept=kept if translate is None else translate.lower() == "no",
        drawn=own.drawn,
        lines=own.lines or bool(_PREFORMATTED.search(style)),
        parts=own.parts or bool(_DISPLAYED_AS_BLOCK.search(style)),
    )
