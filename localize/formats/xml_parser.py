"""Expat as we use it for feeds: no declared entities, a limit to nesting, and faults told with line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from localize.errors import CatalogError

if TYPE_CHECKING:
    from localize.limits import Limits

__all__ = ["FeedParser"]

_LAST_OF_ASCII = 0x7F


class FeedParser:
    """Follows an XML document in UTF-8; subclasses override :meth:`start`, :meth:`end` and :meth:`text`.

    A document type is accepted (some feeds name a DTD, which is never fetched); entities of its own are not, for a few
    of them can stand for gigabytes or for another file.
    """

    other_encoding = "A character there is not in the encoding that the feed says it is in: export it again, in UTF-8."
    advice = "Export the feed again, or mend that place: a bare & must be &amp;, every tag must be closed."

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.depth = 0
        self._taken = 0
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._skipped_entity
        self._parser = parser
        self._most = limits.nesting

    @property
    def offset(self) -> int:
        """Bytes before the current event."""
        return self._parser.CurrentByteIndex

    @property
    def line(self) -> int:
        """Line of the current event, from 1."""
        return self._parser.CurrentLineNumber

    def parse(self, block: bytes, *, final: bool = False) -> None:
        """Take the next piece of the document.

        Raises:
            CatalogError: it is not well-formed, or beyond a limit; line and column are in the message.
        """
        try:
            self._parser.Parse(block, final)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code).removeprefix("not well-formed (").removesuffix(")")
            at = self._parser.ErrorByteIndex - self._taken
            odd = 0 <= at < len(block) and block[at] > _LAST_OF_ASCII
            raise CatalogError(
                f"line {error.lineno}, column {error.offset + 1}: is not well-formed XML ({what}).",
                self.other_encoding if odd else self.advice,
            ) from error
        self._taken += len(block)

    def fault(self, message: str, hint: str) -> CatalogError:
        """An error at the current place."""
        return CatalogError(f"line {self.line}, column {self._parser.CurrentColumnNumber + 1}: {message}", hint)

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins; ``attributes`` are names and values in turn."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters, plain or CDATA."""

    def _start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        if self.depth > self._most:
            raise self.fault(
                f"elements are nested more than {self.limits.nesting} levels deep.",
                "Flatten the feed, or raise nesting under [limits] of localize.toml.",
            )
        self.start(name, attributes)

    def _end(self, name: str) -> None:
        self.end(name)
        self.depth -= 1

    def _refuse_entity(self, name: str, *_: object) -> NoReturn:
        raise self.fault(
            f"declares the entity '{name}', which could stand for anything.",
            "Export the feed without a document type, with the texts themselves in it.",
        )

    def _skipped_entity(self, name: str, *_: object) -> NoReturn:
        raise self.fault(
            f"uses the entity &{name};, which the file does not declare.",
            f"Write the character itself, or as a number (&#160;), instead of &{name};.",
        )
