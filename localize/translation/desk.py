"""The desk: every distinct plan of a run, the rounds that solve them, and the blocks that engines are given.

Round *n* asks for attempt *n* of each plan that is not solved yet. What the cache lacks goes to the engine in blocks that
are fixed when the round is laid out and kept with the desk, so that a resumed run, or another machine, translates the
very same batches. The desk is one SQLite file in the run folder, or lives in memory for the API. Each source language
has its own rounds.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.translation.plan import Plan, Translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Desk", "DeskStats"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS plans
    (id INTEGER PRIMARY KEY, key TEXT UNIQUE, source TEXT, body TEXT, attempt INTEGER, result TEXT);
CREATE TABLE IF NOT EXISTS outputs (source TEXT, input TEXT, output TEXT, PRIMARY KEY (source, input)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocks
    (source TEXT, round INTEGER, number INTEGER, inputs TEXT, done INTEGER, PRIMARY KEY (source, round, number));
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
"""


@dataclass(slots=True)
class DeskStats:
    """What solving took: distinct segments, inputs from cache and engine, how many plans each rung solved."""

    distinct: int = 0
    cached: int = 0
    translated: int = 0
    untranslated: int = 0
    rungs: dict[str, int] = field(default_factory=dict)


class Desk:
    """Distinct plans and their translations; ``path`` None keeps it in memory."""

    def __init__(self, path: str | None = None) -> None:
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._db.executescript(_SCHEMA)
        if path:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
        self._solved: dict[str, Translation] = {}

    def add(self, plans: Iterable[Plan]) -> None:
        """Lay plans on the desk; known ones are not doubled."""
        distinct = {plan.key: plan for plan in plans}  # a listing's variants ask for the same ones
        rows = [(key, plan.source, plan.to_json()) for key, plan in distinct.items()]
        with self._db:
            self._db.executemany("INSERT OR IGNORE INTO plans (key, source, body, attempt) VALUES (?, ?, ?, 0)", rows)

    def __getitem__(self, key: str) -> Translation:
        """The translation of a plan by its key.

        Raises:
            KeyError: it is not on the desk or not solved.
        """
        if (known := self._solved.get(key)) is not None:
            return known
        row = self._db.execute("SELECT result FROM plans WHERE key = ?", (key,)).fetchone()
        if row is None or row[0] is None:
            raise KeyError(key)
        if len(self._solved) > 50_000:
            self._solved.clear()
        translation = self._solved[key] = Translation.from_json(row[0])
        return translation

    def sources(self) -> list[str]:
        """The source languages of its plans, in order of first appearance."""
        rows = self._db.execute("SELECT source FROM plans GROUP BY source ORDER BY min(id)")
        return [str(source) for (source,) in rows]

    def open_plans(self, source: str) -> Iterator[tuple[int, int, Plan]]:
        """Number, attempt and plan of each that is not solved, in order of first appearance."""
        query = "SELECT id, attempt, body FROM plans WHERE result IS NULL AND source = ? ORDER BY id"
        for number, attempt, body in self._db.execute(query, (source,)).fetchall():
            yield number, attempt, Plan.from_json(body)

    def record(self, solved: Iterable[tuple[int, Translation]], moved: Iterable[int] = (), round_of: str = "") -> None:
        """Keep translations, and move plans to their next attempt; ``round_of`` ends that source's round with it."""
        with self._db:
            self._db.executemany(
                "UPDATE plans SET result = ? WHERE id = ?", [(t.to_json(), number) for number, t in solved]
            )
            self._db.executemany("UPDATE plans SET attempt = attempt + 1 WHERE id = ?", [(n,) for n in moved])
            if round_of:
                self._bump(f"round-{round_of}", 1)

    def round_of(self, source: str) -> int:
        """The number of the round that a source language is in."""
        return self._count(f"round-{source}")

    def output(self, source: str, text: str) -> str | None:
        """The engine's output for an input, if this run has it."""
        query = "SELECT output FROM outputs WHERE source = ? AND input = ?"
        row = self._db.execute(query, (source, text)).fetchone()
        return None if row is None else str(row[0])

    def keep_outputs(self, source: str, outputs: dict[str, str], block: tuple[int, int] | None = None) -> None:
        """Keep outputs; with ``block`` (round and number), mark it as done in the same transaction."""
        with self._db:
            rows = [(source, text, output) for text, output in outputs.items()]
            self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", rows)
            if block is not None:
                query = "UPDATE blocks SET done = 1 WHERE source = ? AND round = ? AND number = ?"
                self._db.execute(query, (source, *block))

    def blocks(self, source: str, round_number: int) -> list[tuple[int, list[str], bool]] | None:
        """The blocks of a round as they were laid out, or None if it was not yet."""
        if not self._count(f"laid-{source}-{round_number}"):
            return None
        query = "SELECT number, inputs, done FROM blocks WHERE source = ? AND round = ? ORDER BY number"
        rows = self._db.execute(query, (source, round_number))
        return [(number, json.loads(inputs), bool(done)) for number, inputs, done in rows]

    def lay_out(self, source: str, round_number: int, blocks: list[list[str]], cached: int) -> None:
        """Fix a round's blocks before the first of them is translated."""
        rows = [(source, round_number, n, json.dumps(b, ensure_ascii=False), 0) for n, b in enumerate(blocks)]
        with self._db:
            self._db.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)", rows)
            self._bump(f"laid-{source}-{round_number}", 1)
            self._bump("cached", cached)
            self._bump("translated", sum(map(len, blocks)))

    def stats(self) -> DeskStats:
        """The figures of the summary."""
        stats = DeskStats(cached=self._count("cached"), translated=self._count("translated"))
        for (result,) in self._db.execute("SELECT result FROM plans WHERE result IS NOT NULL ORDER BY id"):
            translation = Translation.from_json(result)
            if translation.rung == "none":
                continue
            stats.distinct += 1
            stats.rungs[translation.rung] = stats.rungs.get(translation.rung, 0) + 1
            stats.untranslated += bool(translation.problem)
        return stats

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _count(self, name: str) -> int:
        row = self._db.execute("SELECT value FROM counts WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def _bump(self, name: str, by: int) -> None:
        self._db.execute(
            "INSERT INTO counts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
            (name, by),
        )
