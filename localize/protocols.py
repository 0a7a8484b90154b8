"""Every plug-in protocol in one place: format, layout codec, finder, engine and its factory, check.

Ours and a user's plug-ins meet the same protocols; entry points ``localize.formats``, ``localize.layouts``,
``localize.finders``, ``localize.engines`` and ``localize.checks`` announce a user's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.context import Context
    from localize.listing import Address, Draft, Span

__all__ = [
    "Check",
    "Codec",
    "Engine",
    "EngineFactory",
    "EngineSession",
    "Finder",
    "Format",
    "Row",
    "RowPatch",
    "Source",
    "Stage",
    "TranslateOptions",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table: its number from 1 (the header counts), its first physical line, its cells.

    A cell is the text that a person would see, or None where the format has no cell there.
    """

    number: int
    line: int
    cells: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class RowPatch:
    """New texts for some cells of one record: column from 0 → text; ``drop`` leaves the whole record out instead.

    A format of lines leaves the line out. A worksheet keeps its row, so that formulas, drop-downs and names that refer to
    rows stay right, and empties its cells; an empty row is no listing, neither for us nor for a marketplace.
    """

    table: str
    row: int
    cells: Mapping[int, str]
    drop: bool = False


class Source(Protocol):
    """A catalog file, opened: it can be read row by row, any number of times, and written again with patches."""

    @property
    def tables(self) -> Sequence[str]:
        """Names of its tables: sheets of a workbook; one table named '' for other formats."""
        ...

    @property
    def notes(self) -> Mapping[str, str]:
        """What was detected (encoding, delimiter, …), for ``inspect`` and the manifest."""
        ...

    @property
    def refused(self) -> Sequence[tuple[Address, str]]:
        """Patches that the last :meth:`write` could not apply (a formula, a date cell), each with the reason."""
        ...

    def rows(self, table: str) -> Iterator[Row]:
        """Every record in file order, the header included.

        Raises:
            CatalogError: the file turns out to be damaged; the message names the line.
        """
        ...

    def place(self, table: str, row: int, column: int) -> str:
        """Where a cell is, for people: ``B12``, ``Template!B12``, ``/title``."""
        ...

    def write(self, target: Path, patches: Iterable[RowPatch]) -> None:
        """Write the file with ``patches`` (in the order of tables and rows) applied; all else byte for byte the same.

        Raises:
            OutputError: the target cannot be written.
        """
        ...


class Format(Protocol):
    """Bytes ⇄ cells; knows no marketplace."""

    name: str
    suffixes: tuple[str, ...]

    def open(self, path: Path, encoding: str = "") -> Source:
        """Open a file.

        Raises:
            CatalogError: it is not a file of this format, or is damaged.
        """
        ...


class Codec(Protocol):
    """Takes a cell apart into values and puts it back; ``put(cell, get(cell)) == cell`` always."""

    def get(self, cell: str) -> tuple[str, ...]:
        """The values that the cell holds, in order."""
        ...

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The cell with its values replaced, all between them as it was."""
        ...


class Finder(Protocol):
    """Finds spans of one kind in plain text of a source locale; knows no other finder."""

    def __call__(self, text: str, locale: str) -> Iterable[Span]:
        """Every span it sees; overlaps are settled by precedence afterwards."""
        ...


@dataclass(frozen=True, slots=True)
class TranslateOptions:
    """Decoder options; part of the cache's key."""

    beam: int = 2

    @property
    def key(self) -> str:
        """A stable text of the options."""
        return f"beam={self.beam}"


@runtime_checkable
class EngineSession(Protocol):
    """An opened engine; belongs to the worker that opened it."""

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The translation of each text, in order. Never fewer, never more."""
        ...

    def close(self) -> None:
        """Let go of what it holds: worker processes, memory."""
        ...


class Engine(Protocol):
    """A translation back end for one language pair; small, picklable, opens nothing until asked."""

    @property
    def name(self) -> str:
        """``argos``, ``firefox`` or a plug-in's."""
        ...

    @property
    def source(self) -> str:
        """Language it translates from."""
        ...

    @property
    def target(self) -> str:
        """Language it translates to."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could translate differently: engine, model files, version."""
        ...

    @property
    def description(self) -> str:
        """Engine and model in words, for the manifest and the summary."""
        ...

    def open(self) -> EngineSession:
        """Load the model; the session is used by the calling worker alone."""
        ...


class EngineFactory(Protocol):
    """What the entry point ``localize.engines`` names, and what :class:`localize.Localizer` takes: engines by pair."""

    def __call__(self, source: str, target: str, /) -> Engine:
        """The engine from a language (``en``) to a locale (``pt-BR``).

        Raises:
            MissingDataError: it has no model for the pair.
        """
        ...


class Check(Protocol):
    """A user's own check of the final values of a listing; the entry point ``localize.checks`` names it."""

    def __call__(self, draft: Draft, context: Context, /) -> None:
        """Report with ``draft.find(code, severity, message, path)``; ``draft.values`` are read and not changed."""
        ...


class Stage(Protocol):
    """One step on the way of a listing."""

    def __call__(self, drafts: Iterable[Draft], context: Context) -> Iterable[Draft]:
        """The same drafts, in the same order, a step further."""
        ...
