"""Makes markup shorter at the ends of its blocks: whole paragraphs, list items and lines go, then sentences, from the end.

What is left is well-formed if the value was; the first block stays, and so does every block or sentence with a number or
with something protected. A heading that nothing follows any more goes, and so does a list without items.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.text.markup import Kind, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from localize.text.markup import Token

    Piece = tuple[int, int]

__all__ = ["shorten_html"]

_SENTENCE = re.compile(r"\s*\S.*?(?:[.!?…]+(?=\s|$)|[。！？]|(?=\n)|$)", re.DOTALL)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def shorten_html(value: str, fits: Callable[[str], bool], protected: Iterable[str] = ()) -> str | None:
    """The value with as few blocks less as it takes to fit; None if it cannot be made to, or is not well-formed.

    >>> shorten_html("<p>A mug.</p><ul><li>Blue</li><li>500 ml</li><li>Nice</li></ul>", lambda t: len(t) <= 50)
    '<p>A mug.</p><ul><li>Blue</li><li>500 ml</li></ul>'
    """
    tokens = tokenize(value)
    pieces = _pieces(tokens)
    if pieces is None:
        return None
    keep = tuple(filter(None, protected))
    spare = [piece for piece in reversed(pieces[1:]) if _may_go(tokens, piece, keep)]
    fewest = bisect_left(
        range(len(spare) + 1), True, key=lambda n: fits("".join(_without(tokens, pieces, spare[:n], keep)[0]))
    )
    texts, left = _without(tokens, pieces, spare[:fewest], keep)
    if fewest <= len(spare):
        return "".join(texts)
    for piece in reversed(left):
        for candidate in _without_sentences(tokens, texts, piece, keep, whole=piece != left[0]):
            if fits(candidate):
                return candidate
    return None


def _may_go(tokens: list[Token], piece: Piece, keep: Sequence[str]) -> bool:
    """Does a piece hold words alone, and none that must stay? Pictures and links are no words."""
    inside = tokens[slice(*piece)]
    shown = "".join(token.text for token in inside if token.kind is Kind.TEXT)
    return _is_spare(shown, keep) and not any(token.name in _facts()["shown"] for token in inside)


def _without(
    tokens: list[Token], pieces: list[Piece], gone: list[Piece], keep: Sequence[str]
) -> tuple[list[str], list[Piece]]:
    """The texts of the tokens without some pieces and what these leave idle, and the pieces that are left."""
    texts = [token.text for token in tokens]
    for piece in gone:
        texts[slice(*piece)] = [""] * (piece[1] - piece[0])
    taken = frozenset(gone)
    left = [piece for piece in pieces if piece not in taken]
    for start, end in _elements(tokens):
        inside = texts[start + 1 : end]
        if "" in inside and not "".join(inside).strip():
            texts[start : end + 1] = [""] * (end + 1 - start)
    for piece, behind in reversed([*zip(left, [*left[1:], None], strict=False)][1:]):
        is_last = behind is None or tokens[behind[0]].name in _HEADINGS
        lost = "" in texts[piece[1] : behind[0] if behind else None]
        if tokens[piece[0]].name in _HEADINGS and is_last and lost and _may_go(tokens, piece, keep):
            texts[slice(*piece)] = [""] * (piece[1] - piece[0])
            left.remove(piece)
    return texts, left


def _without_sentences(
    tokens: list[Token], texts: list[str], piece: Piece, keep: Sequence[str], *, whole: bool
) -> Iterator[str]:
    """The value with one spare sentence of a piece less each time, the last first; at least one stays, and the first of all.

    A piece with tags inside is left alone: what stands between them is no sentence.
    """
    inside = [
        n
        for n in range(*piece)
        if texts[n].strip() and (tokens[n].kind is Kind.TEXT or tokens[n].name not in _blocks())
    ]
    if len(inside) != 1 or tokens[inside[0]].kind is not Kind.TEXT:
        return
    (number,) = inside
    sentences = _SENTENCE.findall(texts[number])
    for index in range(len(sentences) - 1, -1 if whole else 0, -1):
        if len(sentences) > 1 and _is_spare(sentences[index], keep):
            del sentences[index]
            texts[number] = "".join(sentences)
            yield "".join(texts)


def _is_spare(text: str, keep: Sequence[str]) -> bool:
    return not any(map(str.isdigit, text)) and not any(phrase in text for phrase in keep)


def _elements(tokens: list[Token]) -> Iterator[Piece]:
    """Start and end tag of each block element, the inner ones first."""
    path: list[int] = []
    for number, token in enumerate(tokens):
        if token.name not in _blocks():
            continue
        if token.kind is Kind.OPEN and not token.alone:
            path.append(number)
        elif token.kind is Kind.CLOSE and path and tokens[path[-1]].name == token.name:
            yield path.pop(), number


def _pieces(tokens: list[Token]) -> list[Piece] | None:
    """Blocks without blocks inside, and lines between blocks and breaks, in order; None if elements overlap or stay open."""
    found: list[Piece] = []
    path: list[tuple[int, int]] = []
    start = 0
    for number, token in enumerate(tokens):
        if token.name not in _blocks():
            continue
        if token.kind is Kind.CLOSE:
            if not path or tokens[path[-1][0]].name != token.name:
                return None
            begun, known = path.pop()
            if len(found) == known:  # no block and no break inside
                found.append((begun, number + 1))
            else:
                found += _line(tokens, start, number)
        elif token.alone and found and found[-1][1] == start and not _line(tokens, start, number):
            found[-1] = (found[-1][0], number + 1)  # an empty line goes with the one before it
        else:
            found += _line(tokens, start, number + token.alone)
            if not token.alone:
                path.append((number, len(found)))
        start = number + 1
    found += _line(tokens, start, len(tokens))
    return None if path else [piece for piece in found if _is_balanced(tokens[slice(*piece)])]


def _line(tokens: list[Token], start: int, end: int) -> list[Piece]:
    """A line of its own, where there is any text in it."""
    return [(start, end)] if any(t.kind is Kind.TEXT and t.text.strip() for t in tokens[start:end]) else []


def _is_balanced(tokens: Iterable[Token]) -> bool:
    """Does every element that begins here end here?"""
    path: list[str] = []
    for token in tokens:
        if token.kind is Kind.OPEN and not token.alone:
            path.append(token.name)
        elif token.kind is Kind.CLOSE and (not path or path.pop() != token.name):
            return False
    return not path


@cache
def _blocks() -> frozenset[str]:
    return frozenset(_facts()["breaks"])


@cache
def _facts() -> dict[str, Any]:
    return read_toml(package_folder("validation") / "markup.toml")
