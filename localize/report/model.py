"""What the report is made from: plain data, as ``findings.jsonl``, ``changes.jsonl`` and the summary carry it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

__all__ = ["FieldView", "LeftOutView", "ListingView", "ReportData"]

DEFAULT_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a listing: what the catalog said, what the output says, and the changes between.

    ``changes`` has the published form (:meth:`localize.listing.Change.to_dict`), in order. ``role`` tells prices and
    sizes from texts; ``label`` is the seller's own name for the field where there is one. ``length`` of the target and
    ``limit`` are in what the marketplace counts (characters, bytes); a limit of 0 is none. ``header`` is its column's.
    """

    path: str
    source: str
    target: str
    changes: Sequence[Mapping[str, Any]] = ()
    role: Role = Role.TEXT
    label: str = ""
    length: int = 0
    limit: int = 0
    header: str = ""

    @property
    def changed(self) -> bool:
        """True if the output differs, or if a stage did something that ended where it began."""
        return self.source != self.target or bool(self.changes)


@dataclass(frozen=True, slots=True)
class ListingView:
    """One listing with its fields; ``key`` is what findings carry, ``place`` is for people (``Template!B12``).

    ``header`` tells that it is no product but the row of column names, which may be localized, too. ``category`` is the
    seller's own word for what it is, or else the marketplace's.
    """

    key: str
    place: str
    fields: Sequence[FieldView]
    title: str = ""
    header: bool = False
    category: str = ""

    @property
    def heading(self) -> str:
        """What to call it: its title, else the first text that it has, else its key."""
        if self.header:
            return "Column names"
        texts = (f.source for f in self.fields if f.role is Role.TEXT and f.source.strip())
        return self.title or next(texts, "") or self.key


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """A listing that is not in the output: ``held`` for a person, or else excluded, and why; ``rule`` may be empty."""

    key: str
    place: str
    held: bool
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything that one report says.

    ``market_name`` is for people (``Germany, German``); ``output`` is the name of the file that was written, empty for
    a dry run. ``findings`` has the published form (:meth:`localize.listing.Finding.to_dict`). ``listings`` is read
    once, in catalog order, and may be a stream; of their changes ``limit`` at most are kept, listings with errors
    first. ``truncated`` says in words what the caller had left out before (``--changes errors``). ``left_out`` names
    listings that are not in the output, as many as the caller thinks fit for a page; ``held_file`` is where the held
    ones lie.

    ``summary`` holds, each part optional::

        listings     in, out, held, excluded; with_errors: how many of those in the output carry an error
        segments     distinct, cached, approved, translated
        repairs      rung → how often it was needed
        findings     code → count, over everything that was found
        seconds      stage → seconds
        engine       the engine in words
        rates        the exchange rates in words, with their date
        rules        rule → in how many listings it held
        excluded     rule, reason, listings, examples: who was excluded on purpose
        assumptions  what the run took for granted, a sentence each
        overwrites   what uploading will overwrite, a sentence
    """

    catalog: str
    market: str
    market_name: str
    source_locale: str
    marketplace: str
    started: datetime
    as_of: date
    output: str
    summary: Mapping[str, Any] = field(default_factory=dict)
    findings: Sequence[Mapping[str, Any]] = ()
    listings: Iterable[ListingView] = ()
    truncated: str = ""
    left_out: Sequence[LeftOutView] = ()
    held_file: str = ""
    limit: int = DEFAULT_LIMIT
