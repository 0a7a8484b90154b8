"""What the checks look at: one item for each entry, with the place of every cell and the pair that it is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from localize.problem import Problem
from localize.terms.entry import Entry, Kind, tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.listing import Severity
    from localize.terms.checks.csv_cells import Cell

__all__ = ["SCOPES", "Item", "pair_of_folder"]

SCOPES = ("fields", "category", "brand", "market", "marketplace")
"""Columns that say where an entry applies."""


@dataclass(frozen=True)
class Item:
    """One entry as its file says it. ``source`` and ``target`` are languages or locales, empty for any."""

    path: str
    line: int
    cells: Mapping[str, Cell]
    source: str = ""
    target: str = ""
    order: int = field(default=0, compare=False)

    def text(self, name: str) -> str:
        """A cell without the blanks around it; empty where there is none."""
        cell = self.cells.get(name)
        return cell.text.strip() if cell else ""

    @cached_property
    def kind(self) -> str:
        """The kind in small letters, ``translate`` where nothing is written."""
        return self.text("kind").casefold() or Kind.TRANSLATE.value

    @cached_property
    def term(self) -> str:
        """The term without blanks around it."""
        return self.text("term")

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The term as it is matched."""
        return tuple(token for token, _, _ in tokens_of(self.term))

    @cached_property
    def exact(self) -> bool:
        """Only in these capitals?"""
        return self.text("case").casefold() == "exact"

    @cached_property
    def translations(self) -> tuple[str, ...]:
        """The translation's plural forms."""
        return _parts(self.text("translation"))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Accepted inflected forms."""
        return _parts(self.text("forms"))

    @cached_property
    def scope(self) -> tuple[str, ...]:
        """Where it applies, in the order of :data:`SCOPES`."""
        return tuple(self.text(name).casefold() for name in SCOPES)

    @cached_property
    def entry(self) -> Entry:
        """The same as the matcher knows it, so that checks and runs agree about precedence."""
        return Entry(
            term=self.term,
            translation=self.text("translation"),
            kind=Kind(self.kind) if self.kind in set(Kind) else Kind.TRANSLATE,
            exact_case=self.exact,
            fields=_parts(self.text("fields").replace(",", "|")),
            category=self.text("category"),
            brand=self.text("brand"),
            market=self.text("market"),
            marketplace=self.text("marketplace"),
        )

    @property
    def target_language(self) -> str:
        """The target's language subtag; empty where it is for any."""
        return self.target.split("-", 1)[0]

    @property
    def source_language(self) -> str:
        """The source's language subtag; empty where it is for any."""
        return self.source.split("-", 1)[0]

    @property
    def where(self) -> str:
        """``file:line``, for messages about two entries."""
        return f"{self.path}:{self.line}"

    def problem(self, code: str, severity: Severity, message: str, hint: str, column: str = "term") -> Problem:
        """A problem at one of the entry's cells."""
        cell = self.cells.get(column)
        if cell is None:
            return Problem(code, severity, message, hint, self.path, self.line)
        end = cell.end if cell.text and "\n" not in cell.text else 0
        return Problem(code, severity, message, hint, self.path, cell.line, cell.column, end)

    def problem_within(
        self, code: str, severity: Severity, message: str, hint: str, column: str, start: int, length: int = 1
    ) -> Problem:
        """A problem at some characters of a cell; ``start`` counts from 0 in the cell's text."""
        cell = self.cells[column]
        before = cell.text[:start]
        breaks = before.count("\n")
        at = start - (before.rfind("\n") + 1) + 1 if breaks else cell.column + start
        return Problem(code, severity, message, hint, self.path, cell.line + breaks, at, at + length)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def pair_of_folder(name: str) -> tuple[str, str] | None:
    """Source and target that a folder is for, empty for any; None where the name is no such folder's.

    >>> pair_of_folder("en-de-AT"), pair_of_folder("en-US-en-GB"), pair_of_folder("any"), pair_of_folder("spring-sale")
    (('en', 'de-AT'), ('en-US', 'en-GB'), ('', ''), None)
    """
    if name.casefold() == "any":
        return "", ""
    parts = name.split("-")
    tags: list[str] = []
    for position, part in enumerate(parts):
        region = tags and "-" not in tags[-1] and len(part) == 2 and _is_region(part, position, parts)
        if region:
            tags[-1] += f"-{part.upper()}"
        elif len(part) == 2 and part.isalpha() and part.isascii():
            tags.append(part.lower())
        else:
            return None
    return (tags[0], tags[1] if len(tags) == 2 else "") if len(tags) in {1, 2} else None


def _is_region(part: str, position: int, parts: list[str]) -> bool:
    """Capitals are a region; in a name without capitals the last part of three is, and the even ones of four."""
    if any(p.isupper() for p in parts):
        return part.isupper()
    return (len(parts) == 3 and position == 2) or (len(parts) == 4 and position % 2 == 1)
