"""Where the listings of one JSON document stand: the list that holds them, each one's place, and what its values are called.

A value is called by its JSON pointer (RFC 6901) within the listing. The values of a JSON Patch operation (RFC 6902: an
object with ``op`` and ``path``) are called by where they go, so that ``{"op": "replace", "path": "/attributes/item_name",
"value": […]}`` fills the same columns as ``{"attributes": {"item_name": […]}}``; what an operation deletes keeps its own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.errors import CatalogError
from localize.formats.json_text import MAX_DEPTH, JsonNumber, flatten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Document", "Element", "named_values", "read_document"]

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_int=JsonNumber, parse_float=JsonNumber, parse_constant=JsonNumber)
_GIVING = frozenset({"add", "replace", "merge"})
_MOST_WRAPPERS = 3


class Element(NamedTuple):
    """A listing: its text stands at ``start:end``, on ``line``."""

    start: int
    end: int
    line: int


class Document(NamedTuple):
    """A JSON document and its listings; ``pointer`` is the list that holds them, None where it is one listing itself."""

    text: str
    pointer: str | None
    elements: tuple[Element, ...]

    def values(self, number: int) -> dict[str, tuple[str, str | None]]:
        """Of listing ``number`` from 0: name of each value → its pointer within the listing, and its text."""
        element = self.elements[number]
        return named_values(_DECODER.decode(self.text[element.start : element.end]))


def read_document(text: str) -> Document:
    """A document's listings: the items of its only list of objects, or itself if it has none or several.

    Objects around a single member (``{"data": {"items": […]}}``) are looked into.

    Raises:
        CatalogError: it is not JSON (line and column in the message), or holds no object.
    """
    try:
        whole = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        hint = "Mend that place, or export the catalog again."
        if error.msg == "Extra data":
            hint = "If each line is a listing of its own, call the file .jsonl."
        raise CatalogError(f"line {error.lineno}, column {error.colno}: not valid JSON ({error.msg}).", hint) from error
    except RecursionError as error:
        raise CatalogError(f"nested more than {MAX_DEPTH} levels deep.", "Flatten the listings.") from error
    keys = _way_to_list(whole)
    start = _skip(text, 0)
    if keys is None:
        if not isinstance(whole, dict) or not whole:
            raise CatalogError("holds no listings.", "A catalog is an object, or a list of objects: [{…}, {…}].")
        return Document(text, None, (Element(start, len(text.rstrip(" \t\r\n")), 1 + text.count("\n", 0, start)),))
    for key in keys:
        start = _member(text, start, key)
    pointer = "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in keys)
    return Document(text, pointer, tuple(_elements(text, start)))


def _way_to_list(value: Any) -> tuple[str, ...] | None:
    """The keys down to the list of listings, or None if there is no such list."""
    keys: list[str] = []
    for _ in range(_MOST_WRAPPERS):
        if not isinstance(value, dict):
            break
        lists = [key for key, item in value.items() if _is_list(item)]
        if len(lists) == 1:
            return (*keys, lists[0])
        if lists or len(value) != 1:
            return None
        (key,) = value
        keys.append(key)
        value = value[key]
    return tuple(keys) if _is_list(value) else None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _member(text: str, position: int, wanted: str) -> int:
    """Where the value of a key begins in the object at ``position``; of a repeated key the last counts, as in reading."""
    found = -1
    position = _skip(text, position + 1)
    while text[position] != "}":
        key, position = _DECODER.raw_decode(text, position)
        position = _skip(text, _skip(text, position) + 1)
        if key == wanted:
            found = position
        _, position = _DECODER.raw_decode(text, position)
        position = _skip(text, position)
        if text[position] == ",":
            position = _skip(text, position + 1)
    return found


def _elements(text: str, position: int) -> Iterator[Element]:
    line, counted = 1, 0
    position = _skip(text, position + 1)
    while text[position] != "]":
        line += text.count("\n", counted, position)
        counted = position
        _, end = _DECODER.raw_decode(text, position)
        yield Element(position, end, line)
        position = _skip(text, end)
        if text[position] == ",":
            position = _skip(text, position + 1)


def named_values(listing: Mapping[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Name → pointer and text of each value of a listing.

    >>> named_values({"patches": [{"op": "replace", "path": "/name", "value": ["Mug"]}]})["/name/0"]
    ('/patches/0/value/0', 'Mug')
    """
    goals = dict(_operations(listing, ""))
    values = dict(flatten(listing))
    if not goals:
        return {pointer: (pointer, text) for pointer, text in values.items()}
    named: dict[str, tuple[str, str | None]] = {}
    for pointer, text in values.items():
        name = next((goal + pointer[len(own) :] for own, goal in goals.items() if _is_below(pointer, own)), pointer)
        if name in named or (name != pointer and name in values):
            name = pointer
        named[name] = pointer, text
    return named


def _is_below(pointer: str, own: str) -> bool:
    return pointer == own or pointer.startswith(own + "/")


def _operations(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Pointer of an operation's value → where it goes; only lists that are members of the listing itself are looked at."""
    for key, items in value.items() if isinstance(value, dict) else ():
        for index, item in enumerate(items if _is_list(items) else ()):
            if item.get("op") in _GIVING and isinstance(path := item.get("path"), str) and path.startswith("/"):
                yield f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}/{index}/value", path
