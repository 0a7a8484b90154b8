"""Reads TMX 1.4 (and 1.1–1.3) with expat: no document type is fetched, no entity is expanded, whatever the file declares.

Only what approved entries need is read: languages, segments with their inline codes, notes and our own properties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["SLOT_TYPE", "TmxCode", "TmxUnit", "read_tmx"]

SLOT_TYPE = "x-slot"
"""The type of inline codes that stand for our slots."""

_BLOCK = 1 << 16
_CODES = frozenset({"ph", "bpt", "ept", "it", "ut"})
_ANY_SOURCE = "*all*"


@dataclass(slots=True)
class TmxCode:
    """An inline code: a tag or placeholder of whatever the segment was taken from; ``content`` is its native text."""

    kind: str
    x: str = ""
    i: str = ""
    type: str = ""
    content: str = ""


@dataclass(slots=True)
class TmxUnit:
    """One translation unit; ``source`` is its source language as the file spells it, empty where any may be."""

    line: int
    source: str
    variants: list[tuple[str, list[str | TmxCode]]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problem: str = ""


def read_tmx(path: Path) -> Iterator[TmxUnit]:
    """Every unit of a file, in file order.

    Raises:
        ConfigError: the file cannot be read, is no TMX, is not well-formed, or declares or uses entities of its own.
    """
    reader = _Reader(str(path))
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield from reader.feed(block)
            yield from reader.feed(b"", final=True)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error


class _Reader:
    """Expat's handlers; elements are known by their place, so that a ``note`` of the header is none of a unit."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._path: list[str] = []
        self._source = ""
        self._done: list[TmxUnit] = []
        self._unit: TmxUnit | None = None
        self._segment: list[str | TmxCode] | None = None
        self._text: list[str] | None = None
        self._property = ""
        self._parser = self._new_parser()

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def feed(self, block: bytes, *, final: bool = False) -> list[TmxUnit]:
        """Parse a block; the units that it completed."""
        try:
            self._parser.Parse(block, final)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise ConfigError(
                f"{self._name}:{error.lineno}: not well-formed XML ({reason}).", "Export it again."
            ) from error
        except ConfigError:  # from a handler; it is a ValueError, too
            raise
        except (LookupError, ValueError) as error:  # an encoding that Python does not know or cannot use
            raise ConfigError(f"{self._name}: cannot be decoded ({error}).", "Save it as UTF-8.") from error
        done, self._done = self._done, []
        return done

    def _fail(self, reason: str, remedy: str) -> NoReturn:
        raise ConfigError(f"{self._name}:{self._parser.CurrentLineNumber}: {reason}.", remedy)

    def _refuse_entity(self, name: str, *_: object) -> NoReturn:
        self._fail(f"the entity '{name}' is declared or used", "TMX needs none: write the characters themselves.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != "tmx":
            self._fail(f"this is no TMX file, it begins with <{name[:40]}>", "Export it as TMX 1.4.")
        self._path.append(name)
        if self._segment is not None:
            self._inline(self._segment, name, attributes)
        elif name == "header":
            self._source = attributes.get("srclang", "")
        elif name == "tu":
            source = attributes.get("srclang", self._source)
            self._unit = TmxUnit(self._parser.CurrentLineNumber, "" if source.lower() == _ANY_SOURCE else source)
        elif self._unit is not None:
            self._in_unit(self._unit, name, attributes)

    def _in_unit(self, unit: TmxUnit, name: str, attributes: dict[str, str]) -> None:
        if name == "tuv":
            unit.variants.append((attributes.get("xml:lang", attributes.get("lang", "")), []))
        elif name == "seg" and unit.variants:
            self._segment = unit.variants[-1][1]
        elif name in {"note", "prop"}:
            self._text = []
            self._property = attributes.get("type", "") if name == "prop" else ""

    def _inline(self, segment: list[str | TmxCode], name: str, attributes: dict[str, str]) -> None:
        inside_code = self._path[-2] in _CODES
        if name in _CODES and not inside_code:
            keys = ("x", "i", "type")
            segment.append(TmxCode(name, *(attributes.get(key, "") for key in keys)))
        elif (name == "sub" or inside_code) and self._unit is not None:
            self._unit.problem = f"it has text inside an inline code (<{name}>)"
        # <hi> only marks words: they are read as if it were not there.

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._segment is not None:
            last = self._segment[-1] if self._segment else None
            if self._path[-1] in _CODES and isinstance(last, TmxCode):
                last.content += text
            else:
                self._segment.append(text)

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "seg":
            self._segment = None
        elif self._unit is not None and name in {"note", "prop"} and self._text is not None:
            text = "".join(self._text)
            if name == "note":
                self._unit.notes.append(text)
            else:
                self._unit.properties[self._property] = text
            self._text = None
        elif name == "tu" and self._unit is not None:
            self._done.append(self._unit)
            self._unit = None
