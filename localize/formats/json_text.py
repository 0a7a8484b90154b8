"""One JSON text taken apart without losing how it is written: each value's pointer, its text, and where it stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.errors import CatalogError
from localize.formats.json_removal import without_empty_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "MAX_DEPTH",
    "JsonNumber",
    "Style",
    "Value",
    "flatten",
    "json_bytes",
    "locate",
    "located",
    "parse_object",
    "replace_values",
    "style_of",
]

MAX_DEPTH = 50
"""Levels of objects and lists in each other; no feed of listings comes near."""

_SPACE = re.compile(r"[ \t\r\n]*")
_WORDS = r'"(?:[^"\\]++|\\.)*+"'
_STRING = re.compile(_WORDS)
_SCALAR = re.compile(r"[^\s,\]}]+")
_PLAIN = r'[^\s",\[\]{}]++'
_MEMBER = re.compile(rf"({_WORDS})\s*+:\s*+({_WORDS}|{_PLAIN})")
_MEMBERS = re.compile(rf"\s*+\{{((?:\s*+{_WORDS}\s*+:\s*+(?:{_WORDS}|{_PLAIN})\s*+,?)*+)\s*+\}}\s*+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Style:
    r"""How a file writes strings: beyond ASCII as ``\uXXXX``, a slash as ``\/``."""

    ascii_only: bool = False
    escaped_slash: bool = False

    def string(self, text: str) -> str:
        """``text`` as a JSON string."""
        written = json.dumps(text, ensure_ascii=self.ascii_only)
        return written.replace("/", "\\/") if self.escaped_slash else written


def style_of(texts: Iterable[str]) -> Style:
    """How JSON texts write their strings: escapes only where they all do."""
    raw = escaped = slashed = plain = False
    for text in texts:
        raw = raw or not text.isascii()
        escaped = escaped or "\\u" in text
        slashed = slashed or "\\/" in text
        plain = plain or ("/" in text and "\\/" not in text)
    return Style(ascii_only=escaped and not raw, escaped_slash=slashed and not plain)


def json_bytes(text: str, encoding: str) -> bytes:
    """JSON text in an encoding; a character that it lacks is escaped."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_encoded(char, encoding) for char in text)


def _encoded(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(char)[1:-1].encode(encoding)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is neither object nor list: its raw text stands at ``start:end``."""

    pointer: str
    start: int
    end: int


class JsonNumber(str):
    """A number as it is written (``1.50`` stays ``1.50``)."""

    __slots__ = ()


def parse_object(text: str) -> dict[str, Any]:
    """A JSON object with numbers as their text.

    Raises:
        CatalogError: it is not JSON, not an object, or nested too deeply.
    """
    try:
        value = json.loads(text, parse_int=JsonNumber, parse_float=JsonNumber, parse_constant=JsonNumber)
    except json.JSONDecodeError as error:
        raise CatalogError(
            f"not valid JSON at character {error.pos + 1} ({error.msg}).", "Each line must be one complete JSON object."
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    if not isinstance(value, dict):
        raise CatalogError("not a JSON object.", "Each line must be one listing: {…}.")
    return value


def _too_deep() -> CatalogError:
    return CatalogError(f"nested more than {MAX_DEPTH} levels deep.", "Flatten the listing.")


def flatten(value: object, pointer: str = "", depth: int = 0) -> Iterator[tuple[str, str | None]]:
    """Each value that is neither object nor list, by JSON pointer (RFC 6901), in order; None for null.

    >>> list(flatten({"title": "Shelf", "bullets": ["a", "b"], "a/b": True}))
    [('/title', 'Shelf'), ('/bullets/0', 'a'), ('/bullets/1', 'b'), ('/a~1b', 'true')]
    """
    found: list[tuple[str, str | None]] = []
    _flatten(value, pointer, depth, found)
    return iter(found)


def _flatten(value: object, pointer: str, depth: int, found: list[tuple[str, str | None]]) -> None:
    # Into one list: generators in each other would hand every value up through all levels.
    if depth > MAX_DEPTH:
        raise _too_deep()
    if isinstance(value, str):
        found.append((pointer, str(value)))
    elif isinstance(value, dict):
        for key, item in value.items():
            name = f"{pointer}/{_token(key)}"
            if type(item) is str:
                found.append((name, item))
            else:
                _flatten(item, name, depth + 1, found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _flatten(item, f"{pointer}/{index}", depth + 1, found)
    elif isinstance(value, bool):
        found.append((pointer, "true" if value else "false"))
    else:
        found.append((pointer, None if value is None else str(value)))


def _token(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def located(text: str) -> Iterable[Value]:
    """The same as :func:`locate`, faster where the object holds neither objects nor lists."""
    members = _MEMBERS.fullmatch(text)
    if members is None:
        return locate(text)
    at = members.start(1)
    return [
        Value(f"/{_token(_name(member[1]))}", at + member.start(2), at + member.end(2))
        for member in _MEMBER.finditer(members[1])
    ]


def _name(raw: str) -> str:
    name: str = json.loads(raw) if "\\" in raw else raw[1:-1]
    return name


def locate(text: str) -> Iterator[Value]:
    """Where each value stands in the text of a valid JSON object; the pointers are those of :func:`flatten`."""
    position = _skip(text, 0)
    containers: list[tuple[str, int]] = []  # pointer; next index in a list, or -1 in an object
    while True:
        pointer = ""
        if containers:
            base, index = containers[-1]
            if text[position] in "}]":
                containers.pop()
                position = _skip(text, position + 1)
                if not containers:
                    return
                position = _after_comma(text, position)
                continue
            if index < 0:
                end = _end_of(_STRING, text, position)
                pointer = f"{base}/{_token(json.loads(text[position:end]))}"
                position = _skip(text, _skip(text, end) + 1)  # beyond the colon
            else:
                pointer = f"{base}/{index}"
                containers[-1] = (base, index + 1)
        if text[position] in "{[":
            containers.append((pointer, -1 if text[position] == "{" else 0))
            position = _skip(text, position + 1)
            continue
        end = _end_of(_STRING if text[position] == '"' else _SCALAR, text, position)
        yield Value(pointer, position, end)
        position = _after_comma(text, _skip(text, end))


def _skip(text: str, position: int) -> int:
    return _end_of(_SPACE, text, position)


def _after_comma(text: str, position: int) -> int:
    return _skip(text, position + 1) if text[position] == "," else position


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    if match is None:
        raise CatalogError("not valid JSON.", "Each line must be one complete JSON object.")
    return match.end()


def replace_values(text: str, new: Mapping[str, str], style: Style) -> tuple[str, set[str]]:
    """The object's text with the values at some pointers replaced, and the pointers that it does not have.

    A number stays a number if its new text is one, and is null if that is empty (an amount of money in a list goes with all
    that says its currency, see :mod:`json_removal`); true and false stay if they can; everything else becomes a string. A
    value whose text is what it was keeps how it is written.
    """
    found = {value.pointer: value for value in located(text)}  # of a repeated key, the last counts, as in reading
    edits = [(found[pointer], words) for pointer, words in new.items() if pointer in found]
    emptied = []
    for value, words in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        raw = text[value.start : value.end]
        if not words and _NUMBER.fullmatch(raw):
            emptied.append(value.pointer)
        text = text[: value.start] + _rewritten(raw, words, style) + text[value.end :]
    return without_empty_money(text, emptied), set(new) - set(found)


def _rewritten(raw: str, words: str, style: Style) -> str:
    if raw.startswith('"'):
        if json.loads(raw) == words:
            return raw
        return Style(style.ascii_only, "\\/" in raw or (style.escaped_slash and "/" not in raw)).string(words)
    if raw in {"true", "false"}:
        stays = words in {"true", "false"}
    else:
        stays = raw != "null" and (words == raw or _NUMBER.fullmatch(words) is not None)
        if raw != "null" and not words:
            return "null"
    return words if stays else style.string(words)
