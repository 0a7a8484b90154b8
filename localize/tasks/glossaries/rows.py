"""What every glossary format is read into and written from: rows with our columns, and what could not be carried."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from localize.terms.entry import Kind
from localize.terms.files import COLUMNS

__all__ = ["COLUMNS", "SCOPES", "Glossary", "Losses", "Row"]

SCOPES = ("fields", "category", "brand", "market", "marketplace")

Row = dict[str, str]
"""Column → text; a column that is not there is empty. ``source`` and ``target`` are always filled where known."""


@dataclass(slots=True)
class Losses:
    """What the target format cannot hold, counted: entries left out, and columns of entries that were kept."""

    left_out: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """For people, the most frequent first."""
        out = [f"{count:,} left out: {reason}" for reason, count in self.left_out.most_common()]
        return out + [f"{count:,} without their {what}" for what, count in self.dropped.most_common()]


@dataclass(slots=True)
class Glossary:
    """Rows in file order; ``notes`` are for the person who converts."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def plain(self, losses: Losses, name: str, keeps: tuple[str, ...] = ()) -> list[tuple[Row, str, str]]:
        """The rows that fit a format of bare pairs, each with term and translation; the rest goes into ``losses``.

        ``keeps`` are columns that the format has besides. An entry that applies in some places only is left out, for it
        would apply everywhere.
        """
        fitting = []
        for row in self.rows:
            if reason := _unfit(row, name):
                losses.left_out[reason] += 1
                continue
            translation = row["term"] if row.get("kind") == Kind.KEEP else row.get("translation", "").split("|")[0]
            lost = [c for c in ("forms", "pos", "gender", "concept", "note", "case") if row.get(c) and c not in keeps]
            losses.dropped.update(lost + ["plural forms"] * ("|" in row.get("translation", "")))
            fitting.append((row, row["term"], translation.strip()))
        return fitting


def _unfit(row: Row, name: str) -> str:
    kind = row.get("kind") or Kind.TRANSLATE
    if kind in {Kind.FORBID, Kind.LEGAL}:
        return f"{name} has no entries of kind {kind}"
    if "{n}" in row["term"]:
        return f"{name} has no {{n}} for numbers"
    if scoped := [c for c in SCOPES if row.get(c)]:
        return f"{name} cannot say that an entry holds in some places only ({', '.join(scoped)})"
    return "" if row.get("translation") or kind == Kind.KEEP else "no translation"
