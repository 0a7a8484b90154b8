"""Which element of a feed is a listing: the one that repeats and has most to say.

RSS calls it ``item`` and Atom ``entry`` (their specifications); everything else is told by its shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.xml_parser import FeedParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.limits import Limits

__all__ = ["listing_path"]

_KNOWN = {"rss": ("channel", "item"), "RDF": ("item",), "feed": ("entry",)}
_ENOUGH = 3
"""Times after which repeating more often says nothing new."""
_MOST_PATHS = 100_000


@dataclass(slots=True)
class _Kind:
    """All elements of one path: how many share a parent at most, what their attributes and children are."""

    name: str
    most: int = 0
    children: dict[str, _Kind] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)

    @property
    def width(self) -> int:
        """How many values such an element may have of its own."""
        return len(self.attributes) + sum(not child.children for child in self.children.values())


class _Survey(FeedParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.root = _Kind("")
        self._open: list[tuple[_Kind, dict[str, int]]] = [(self.root, {})]
        self._paths = 0

    def start(self, name: str, attributes: list[str]) -> None:
        parent, siblings = self._open[-1]
        kind = parent.children.get(name)
        if kind is None:
            kind = parent.children[name] = _Kind(name)
            self._paths += 1
            if self._paths > _MOST_PATHS:
                raise self.fault(
                    f"there are more than {_MOST_PATHS} kinds of element.",
                    "Give fields the same names in every listing.",
                )
        siblings[name] = number = siblings.get(name, 0) + 1
        kind.most = max(kind.most, number)
        if attributes:
            kind.attributes.update(key for key in attributes[::2] if not key.startswith("xmlns"))
        self._open.append((kind, {}))

    def end(self, name: str) -> None:  # noqa: ARG002 - what expat tells
        self._open.pop()


def listing_path(blocks: Iterable[bytes], limits: Limits) -> tuple[str, ...]:
    """The names of the elements from the root down to a listing, as they are written.

    Raises:
        CatalogError: it is not well-formed, or nothing in it looks like a listing.
    """
    survey = _Survey(limits)
    for block in blocks:
        survey.parse(block)
    survey.parse(b"", final=True)
    (root,) = survey.root.children.values()
    path = _known(root) or _widest(root)
    if not path:
        raise CatalogError(
            f"<{root.name}> has no elements with fields in them.",
            "A feed holds one element for each listing. Open it: it may be a server's message instead.",
        )
    return path


def _known(root: _Kind) -> tuple[str, ...]:
    path, kind = [root.name], root
    for wanted in _KNOWN.get(_local(root.name), ()):
        found = next((child for child in kind.children.values() if _local(child.name) == wanted), None)
        if found is None:
            return ()
        path.append(found.name)
        kind = found
    return tuple(path) if len(path) > 1 else ()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _widest(root: _Kind) -> tuple[str, ...]:
    """Of the elements that are in no other repeated one, the widest, where those that repeat count more."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for path, kind in _candidates(root, ()):
        score = kind.width**2 * min(kind.most, _ENOUGH)
        if score > best[0]:
            best = (score, path)
    return best[1]


def _candidates(kind: _Kind, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], _Kind]]:
    path = (*above, kind.name)
    if kind.width > 1 or (kind.width == 1 and kind.most > 1 and kind.children):
        yield path, kind
        if kind.most > 1:
            return
    for child in kind.children.values():
        yield from _candidates(child, path)
