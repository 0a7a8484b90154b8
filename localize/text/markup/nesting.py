"""Which end tag ends what, and what an element means for what is inside it; in linear time, whatever is broken."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.text.markup.attributes import attributes_of
from localize.text.markup.elements import html
from localize.text.markup.lexer import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Inside", "insides", "partners"]

_TELLING = re.compile(r"translate|style\s*=", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_DISPLAYED_AS_BLOCK = re.compile(r"display\s*:\s*(?!inline|contents)[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
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
    stack: list[int] = []
    waiting: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        if token.kind is Kind.OPEN and not token.alone:
            if stack and token.name in html().implied_end and tokens[stack[-1]].name == token.name:
                stack.pop()
                waiting[token.name] -= 1
            stack.append(index)
            waiting[token.name] += 1
        elif token.kind is Kind.CLOSE and waiting[token.name]:
            while (name := tokens[begin := stack.pop()].name) != token.name:
                waiting[name] -= 1
            waiting[name] -= 1
            other[begin], other[index] = index, begin
    return other


def insides(tokens: Sequence[Token], other: Sequence[int]) -> list[Inside]:
    """What holds at each token; ``other`` is of :func:`partners`.

    An inline element that is never closed holds to the end of its run of text, any other one as long as its parent.
    """
    found: list[Inside] = []
    stack: list[tuple[int, Inside]] = [(-1, Inside())]
    for index, token in enumerate(tokens):
        here = stack[-1][1]
        if token.kind is Kind.CLOSE:
            if other[index] >= 0:
                while stack[-1][0] > other[index]:
                    stack.pop()
                here = stack.pop()[1]
            else:
                here = replace(here, parts=html().is_block(token.name))
        elif token.kind is Kind.OPEN:
            if token.name in html().implied_end and _is_open(stack[-1][0], token.name, tokens, other):
                stack.pop()
            here = _own(token, stack[-1][1])
        if here.parts and token.kind in {Kind.OPEN, Kind.CLOSE}:
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
    known = html()
    attributes = {a.name: a.value for a in attributes_of(token)} if _TELLING.search(token.text) else {}
    style, translate = attributes.get("style", ""), attributes.get("translate")
    kept = parent.kept or token.name in known.code or token.name in known.drawn
    if translate is not None:
        kept = translate.lower() == "no"
    elif "notranslate" in attributes.get("class", "").split():
        kept = True
    return Inside(
        kept=kept,
        drawn=parent.drawn or token.name in known.drawn,
        lines=parent.lines or token.name in known.preformatted or bool(_PREFORMATTED.search(style)),
        parts=known.is_block(token.name) or bool(_DISPLAYED_AS_BLOCK.search(style)),
    )
