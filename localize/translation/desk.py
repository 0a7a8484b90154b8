"""The desk: every distinct plan of a run, the rounds that solve them, and the blocks that engines are given.

Round *n* asks for attempt *n* of each plan that is not solved yet. What the cache lacks goes to the engine in blocks that
are fixed when the round is laid out and kept with the desk, so that a resumed run, or another machine, translates the
very same batches. The desk is one SQLite file in the run folder, or lives in memory for the API.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.protocols import TranslateOptions
from localize.translation.cache import cache_key
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Translation, unchanged
from localize.translation.proof import accept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from localize.protocols import Engine, EngineSession
    from localize.translation.attempt import Attempt
    from localize.translation.cache import Cache

__all__ = ["BLOCK_SIZE", "Desk", "DeskStats", "solve"]

BLOCK_SIZE = 2000
"""Engine inputs in a block: the unit of batching, committing, resuming and distribution."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS plans (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT, attempt INTEGER, result TEXT);
CREATE TABLE IF NOT EXISTS outputs (input TEXT PRIMARY KEY, output TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocks (round INTEGER, number INTEGER, inputs TEXT, done INTEGER, PRIMARY KEY (round, number));
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
        rows = [(plan.key, plan.to_json()) for plan in plans]
        with self._db:
            self._db.executemany("INSERT OR IGNORE INTO plans (key, body, attempt) VALUES (?, ?, 0)", rows)

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

    def open_plans(self) -> Iterator[tuple[int, int, Plan]]:
        """Number, attempt and plan of each that is not solved, in order of first appearance."""
        rows = self._db.execute("SELECT id, attempt, body FROM plans WHERE result IS NULL ORDER BY id").fetchall()
        for number, attempt, body in rows:
            yield number, attempt, Plan.from_json(body)

    def record(self, solved: Iterable[tuple[int, Translation]], moved: Iterable[int]) -> None:
        """Keep translations, and move plans to their next attempt."""
        with self._db:
            self._db.executemany(
                "UPDATE plans SET result = ? WHERE id = ?", [(t.to_json(), number) for number, t in solved]
            )
            self._db.executemany("UPDATE plans SET attempt = attempt + 1 WHERE id = ?", [(n,) for n in moved])

    def output(self, text: str) -> str | None:
        """The engine's output for an input, if this run has it."""
        row = self._db.execute("SELECT output FROM outputs WHERE input = ?", (text,)).fetchone()
        return None if row is None else str(row[0])

    def keep_outputs(self, outputs: dict[str, str], block: tuple[int, int] | None = None) -> None:
        """Keep outputs; with ``block``, mark that block as done in the same transaction."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?)", outputs.items())
            if block is not None:
                self._db.execute("UPDATE blocks SET done = 1 WHERE round = ? AND number = ?", block)

    def blocks(self, round_number: int) -> list[tuple[int, list[str], bool]] | None:
        """The blocks of a round as they were laid out, or None if it was not yet."""
        if not self._count(f"laid-{round_number}"):
            return None
        rows = self._db.execute(
            "SELECT number, inputs, done FROM blocks WHERE round = ? ORDER BY number", (round_number,)
        )
        return [(number, json.loads(inputs), bool(done)) for number, inputs, done in rows]

    def lay_out(self, round_number: int, blocks: list[list[str]], cached: int) -> None:
        """Fix a round's blocks before the first of them is translated."""
        rows = [(round_number, n, json.dumps(b, ensure_ascii=False), 0) for n, b in enumerate(blocks)]
        with self._db:
            self._db.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?)", rows)
            self._bump(f"laid-{round_number}", 1)
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


def solve(
    desk: Desk,
    engine: Engine,
    cache: Cache,
    options: TranslateOptions | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Solve every plan on the desk. The engine is opened only if something is missing.

    ``progress`` hears how many inputs of the current round are done, and of how many.
    """
    worker = _Worker(engine, cache, options or TranslateOptions())
    round_number = 0
    try:
        while waiting := list(_waiting(desk)):
            _settle_wordless(desk, waiting)
            asked = [(number, plan, attempt) for number, plan, attempt in waiting if attempt is not None]
            worker.translate_round(desk, round_number, _distinct(a for _, _, a in asked), progress)
            _judge(desk, asked)
            round_number += 1
    finally:
        worker.close()


def _waiting(desk: Desk) -> Iterator[tuple[int, Plan, Attempt | None]]:
    for number, index, plan in desk.open_plans():
        yield number, plan, _nth(attempts(plan, desk.output), index) if plan.needs_engine else None


def _nth(rungs: Iterator[Attempt], index: int) -> Attempt:
    attempt = next(rungs)
    for _ in range(index):
        attempt = next(rungs, attempt)
    return attempt


def _settle_wordless(desk: Desk, waiting: list[tuple[int, Plan, Attempt | None]]) -> None:
    desk.record([(number, unchanged(plan, "none")) for number, plan, attempt in waiting if attempt is None], [])


def _distinct(asked: Iterable[Attempt]) -> list[str]:
    return list(dict.fromkeys(text for attempt in asked for text in attempt.inputs))


def _judge(desk: Desk, asked: list[tuple[int, Plan, Attempt]]) -> None:
    solved: list[tuple[int, Translation]] = []
    moved: list[int] = []
    for number, plan, attempt in asked:
        outputs = [desk.output(text) or "" for text in attempt.inputs]
        verdict = accept(plan, attempt, outputs)
        if isinstance(verdict, Translation):
            solved.append((number, verdict))
        else:
            moved.append(number)
    desk.record(solved, moved)


class _Worker:
    """One engine session, opened at first need, in front of the cache."""

    def __init__(self, engine: Engine, cache: Cache, options: TranslateOptions) -> None:
        self._engine, self._cache, self._options = engine, cache, options
        self._session: EngineSession | None = None

    def translate_round(
        self, desk: Desk, round_number: int, inputs: list[str], progress: Callable[[int, int], None]
    ) -> None:
        blocks = desk.blocks(round_number)
        if blocks is None:
            self._lay_out(desk, round_number, inputs)
            blocks = desk.blocks(round_number) or []
        total = sum(len(texts) for _, texts, _ in blocks)
        done = 0
        for number, texts, finished in blocks:
            if not finished:
                self._translate_block(desk, (round_number, number), texts)
            done += len(texts)
            progress(done, total)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def _lay_out(self, desk: Desk, round_number: int, inputs: list[str]) -> None:
        new = [text for text in inputs if desk.output(text) is None]
        keys = {text: self._key(text) for text in new}
        known = self._cache.get(list(keys.values()))
        cached = {text: known[key] for text, key in keys.items() if key in known}
        desk.keep_outputs(cached)
        missing = [text for text in new if text not in cached]
        blocks = [missing[i : i + BLOCK_SIZE] for i in range(0, len(missing), BLOCK_SIZE)]
        desk.lay_out(round_number, blocks, len(cached))

    def _translate_block(self, desk: Desk, block: tuple[int, int], texts: list[str]) -> None:
        if self._session is None:
            self._session = self._engine.open()
        outputs = dict(zip(texts, self._session.translate(texts, self._options), strict=True))
        desk.keep_outputs(outputs, block)
        self._cache.put({self._key(text): output for text, output in outputs.items()})

    def _key(self, text: str) -> bytes:
        return cache_key(self._engine.fingerprint, self._options.key, text)
