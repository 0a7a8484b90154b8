"""A tolerant scan of the tags in a text; it never fails, and treats equal breakage equally."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from localize.text.markup import Kind, Token, attributes_of, html, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Tag", "same_tags", "scan_tags", "tag_structure"]

# So many of an element's nearest ancestors are named; those above are in a digest of the whole path.
_NAMED_ANCESTORS = 8


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; ``verbatim`` is a comment, declaration or script as it stands.

    ``attributes`` are without those whose texts people see (``alt``, ``title``): they are localized.
    """

    name: str
    closes: bool = False
    alone: bool = False
    attributes: tuple[str, ...] = ()
    verbatim: str = ""


def scan_tags(text: str) -> Iterator[Tag]:
    """Every tag in order, as browsers see them. ``a < 10 lb`` holds none.

    >>> [tag.name for tag in scan_tags('<p>a <b>c</b>')]
    ['p', 'b', 'b']
    """
    for token in tokenize(text):
        if token.kind in {Kind.MARK, Kind.RAW}:
            yield Tag(token.name or "!", alone=True, verbatim=token.text)
        elif token.kind is not Kind.TEXT:
            closes = token.kind is Kind.CLOSE
            yield Tag(token.name, closes, token.alone, () if closes else _attributes(token))


def same_tags(one: str, other: str) -> bool:
    """True if both have the same :func:`tag_structure`; cheap where the same tags stand in the same order."""
    tokens = [[token.text for token in tokenize(text) if token.kind is not Kind.TEXT] for text in (one, other)]
    return tokens[0] == tokens[1] or tag_structure(one) == tag_structure(other)


def tag_structure(text: str) -> Counter[tuple[str, ...]]:
    """How often each tag stands at each place of the nesting: ancestors, name and attributes → count.

    Elements may change places among siblings, as words do in another language; they may not change parents.
    """
    found: Counter[tuple[str, ...]] = Counter()
    path = _Path()
    for tag in scan_tags(text):
        if tag.closes:
            found[path.left(tag.name)] += 1
            continue
        found[(*path.nearest(), tag.name, *tag.attributes, tag.verbatim)] += 1
        if not tag.alone:
            path.enter(tag.name)
    return found


class _Path:
    """The open elements, outermost first; each with a digest of its whole path, so that no tag costs more than another."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._digests: list[str] = [""]
        self._open: Counter[str] = Counter()

    def nearest(self) -> tuple[str, ...]:
        """The ancestors of what stands here; beyond the nearest few a digest speaks for the rest."""
        if len(self._names) <= _NAMED_ANCESTORS:
            return tuple(self._names)
        return (f"…{self._digests[-1]}", *self._names[-_NAMED_ANCESTORS:])

    def enter(self, name: str) -> None:
        """An element begins."""
        self._names.append(name)
        self._digests.append(
            blake2b(f"{self._digests[-1]}>{name}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        )
        self._open[name] += 1

    def left(self, name: str) -> tuple[str, ...]:
        """The path of the element that an end tag ends; it ends what was left open inside, too."""
        if not self._open[name]:
            return ("/stray", name)
        ended = ""
        while ended != name:
            ended = self._names.pop()
            self._digests.pop()
            self._open[ended] -= 1
        return ("/", *self.nearest(), name)


def _attributes(tag: Token) -> tuple[str, ...]:
    """``name=value`` of each attribute that is not localized, in order of names."""
    shown = html().is_shown
    kept = (a for a in attributes_of(tag) if not shown(a.name, tag.name))
    return tuple(sorted(f"{a.name}={a.value}" for a in kept))
