"""Takes out of a JSON text what says nothing any more: an amount of money without its number from a list of such amounts.

``[{"currency": "EUR", "value": null}]`` is refused where an amount is asked for, a list that is not there is not. With it goes
a list that is left empty, and a patch (RFC 6902) that has lost its value. All other characters stay as they are.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["without_empty_money"]

_TOKEN = re.compile(r'[ \t\r\n]*("(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s,\]}:]+)')
_CURRENCY = ("currency", "currency_code", "currencyCode")


@dataclass(slots=True)
class _Node:
    """A value: where it begins (with its name) and ends, what holds it, what it holds."""

    name: str
    start: int
    parent: _Node | None = None
    end: int = 0
    is_list: bool = False
    children: list[_Node] = field(default_factory=list)

    def child(self, name: str) -> _Node | None:
        """The last part of this name, as in reading."""
        return next((node for node in reversed(self.children) if node.name == name), None)


def without_empty_money(text: str, emptied: Iterable[str]) -> str:
    """The text of a JSON object without the amounts of money whose number, at one of these pointers, is null.

    >>> without_empty_money('{"a": 1, "price": [{"currency": "EUR", "value": null}]}', ["/price/0/value"])
    '{"a": 1}'
    """
    pointers = [pointer for pointer in emptied if pointer.count("/") > 1]
    if not pointers:
        return text
    root = _tree(text)
    doomed = [node for pointer in pointers if (node := _money(root, pointer)) is not None]
    for node in doomed:
        _take_out(node)
    gone = list(_gaps(root, _tree(text))) if doomed else []
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:]
    return text


def _money(root: _Node, pointer: str) -> _Node | None:
    """The object that holds the number at a pointer, if a list holds it and it says a currency; None for others."""
    node: _Node | None = root
    for token in pointer.split("/")[1:-1]:
        if node is None:
            return None
        name = token.replace("~1", "/").replace("~0", "~")
        node = node.children[int(name)] if node.is_list else node.child(name)
    if node is None or node.parent is None or not node.parent.is_list:
        return None
    return node if any(node.child(name) for name in _CURRENCY) else None


def _take_out(node: _Node) -> None:
    """Take a node from what holds it, and that along if it is a list of which nothing is left; objects stay, though empty."""
    parent = node.parent
    if parent is None or node not in parent.children:
        return
    parent.children.remove(node)
    is_patch = node.name == "value" and parent.child("op") and parent.child("path")
    if is_patch or (parent.is_list and not parent.children and not node.child("op")):
        _take_out(parent)


def _gaps(kept: _Node, whole: _Node) -> Iterator[tuple[int, int]]:
    """What must be cut out of the text: each part that is gone, with a comma beside it."""
    left = {node.start: node for node in kept.children}
    before = next((node for node in whole.children if node.start in left), None)
    first_kept = before.start if before else 0
    last_end = 0
    for node in whole.children:
        if node.start in left:
            yield from _gaps(left[node.start], node)
            last_end = node.end
        elif last_end:
            yield last_end, node.end
            last_end = node.end
        elif first_kept:
            following = whole.children[whole.children.index(node) + 1]
            yield node.start, following.start
    if whole.children and not kept.children:
        yield whole.children[0].start, whole.children[-1].end


def _tree(text: str) -> _Node:
    """The whole text as nodes."""
    tokens = list(_TOKEN.finditer(text))
    root = _Node("", tokens[0].start(1))
    holder: _Node | None = None
    name, start, position = "", -1, 0
    while position < len(tokens):
        word, at = tokens[position][1], tokens[position].start(1)
        if word in "]}":
            assert holder is not None  # noqa: S101 - the text is valid JSON
            holder.end = tokens[position].end(1)
            holder = holder.parent
        elif word != ",":
            if holder is not None and not holder.is_list and start < 0:
                name, start = json.loads(word), at
                position += 2  # beyond the colon
                continue
            node = root if holder is None else _Node(name, start if start >= 0 else at, holder)
            if holder is not None:
                holder.children.append(node)
            node.end, node.is_list = tokens[position].end(1), word == "["
            name, start = "", -1
            if word in "[{":
                holder = node
        position += 1
    return root
