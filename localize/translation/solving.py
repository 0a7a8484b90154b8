"""Solving a desk: rounds of attempts, laid out in blocks, answered by the cache or by an engine.

Round *n* of a source language asks for attempt *n* of each of its plans that is not solved yet. Blocks are fixed before the
first of them is translated, and a finished block or round is kept at once, so a run that died goes on where it was.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from localize.protocols import TranslateOptions
from localize.translation.ampersand import spelled_out
from localize.translation.cache import cache_key
from localize.translation.careful import open_carefully, translate_carefully
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Translation, unchanged
from localize.translation.proof import accept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from localize.protocols import Engine, EngineSession
    from localize.translation.attempt import Attempt, Failure
    from localize.translation.cache import Cache
    from localize.translation.desk import Desk
    from localize.translation.ladder import Rungs

    Progress = Callable[[int, int], None]
    Asked = list[tuple[int, Plan, Attempt, Rungs]]

__all__ = ["BLOCK_SIZE", "solve"]

BLOCK_SIZE = 2000
"""The most engine inputs in a block: the unit of batching, committing, resuming and distribution."""
_SHARES = 4
"""Blocks that a round of repairs is cut into, so that other machines' workers have something to do in it, too."""
_SHARE_SIZE = 80
"""The fewest inputs of such a block: a call with less leaves this machine's cores waiting for its last batch."""


def solve(
    desk: Desk,
    engines: Mapping[str, Engine],
    cache: Cache,
    options: TranslateOptions | None = None,
    progress: Progress = lambda _done, _total: None,
) -> None:
    """Solve every plan on the desk; ``engines`` by source language. An engine is opened only if something is missing.

    ``progress`` hears how many inputs of the current round are done, and of how many.
    """
    for source in desk.sources():
        _Solver(desk, source, engines[source], cache, options or TranslateOptions(), progress).solve()


class _Solver:
    """The rounds of one source language; its engine session is opened at first need."""

    def __init__(
        self, desk: Desk, source: str, engine: Engine, cache: Cache, options: TranslateOptions, progress: Progress
    ) -> None:
        self._desk, self._source, self._engine = desk, source, engine
        self._cache, self._options, self._progress = cache, options, progress
        self._session: EngineSession | None = None
        self._fingerprint = engine.fingerprint  # a stat of every model file: once, not for each input
        self._refused: dict[int, tuple[Rungs, Failure]] = {}

    def solve(self) -> None:
        """Rounds until every plan is solved; the last rung of the ladder refuses nothing."""
        try:
            while asked := self._waiting():
                self._translate_round(asked)
                self._judge(asked)
        finally:
            if self._session is not None:
                with suppress(Exception):  # what it translated is here
                    self._session.close()

    def _waiting(self) -> Asked:
        """Plans that need an answer, each with its current attempt; those without words are settled at once."""
        wordless: list[tuple[int, Translation]] = []
        asked: Asked = []
        for number, index, plan in self._desk.open_plans(self._source):
            if plan.needs_engine:
                asked.append((number, plan, *self._attempt(number, index, plan)))
            else:
                plain = unchanged(plan, "none")
                wordless.append((number, replace(plain, items=spelled_out(plan, plain.items))))
        self._desk.record(wordless)
        return asked

    def _attempt(self, number: int, index: int, plan: Plan) -> tuple[Attempt, Rungs]:
        """What is asked for a plan now. Where this solver refused the last answer, nothing is judged a second time."""
        if number in self._refused:
            rungs, failure = self._refused.pop(number)
            return rungs.send(failure), rungs
        rungs = attempts(plan, self._known)
        attempt = next(rungs)
        for _ in range(index):
            attempt = next(rungs, attempt)
        return attempt, rungs

    def _known(self, text: str) -> str | None:
        return self._desk.output(self._source, text)

    def _translate_round(self, asked: Asked) -> None:
        number = self._desk.round_of(self._source)
        blocks = self._desk.blocks(self._source, number)
        if blocks is None:
            self._lay_out(number, _distinct(attempt for _, _, attempt, _ in asked))
            blocks = self._desk.blocks(self._source, number) or []
        total = sum(len(texts) for _, texts, _ in blocks)
        done = 0
        for block, texts, finished in blocks:
            if not finished:
                self._translate_block((number, block), texts)
            done += len(texts)
            self._progress(done, total)

    def _lay_out(self, number: int, inputs: list[str]) -> None:
        new = [text for text in inputs if self._known(text) is None]
        keys = {text: self._key(text) for text in new}
        answers = self._cache.get(list(keys.values()))
        cached = {text: answers[key] for text, key in keys.items() if key in answers}
        self._desk.keep_outputs(self._source, cached)
        missing = [text for text in new if text not in cached]
        self._desk.lay_out(self._source, number, _blocks(missing, repairs=number > 0), len(cached))

    def _translate_block(self, block: tuple[int, int], texts: list[str]) -> None:
        if self._session is None:
            self._session = open_carefully(self._engine)
        answers = translate_carefully(self._session, texts, self._options, self._engine.name)
        self._desk.keep_outputs(self._source, {text: answer or "" for text, answer in answers.items()}, block)
        self._cache.put({self._key(text): answer for text, answer in answers.items() if answer is not None})

    def _judge(self, asked: Asked) -> None:
        solved: list[tuple[int, Translation]] = []
        moved: list[int] = []
        for number, plan, attempt, rungs in asked:
            verdict = accept(plan, attempt, [self._known(text) or "" for text in attempt.inputs])
            if isinstance(verdict, Translation):
                solved.append((number, verdict))
            else:
                moved.append(number)
                self._refused[number] = rungs, verdict
        self._desk.record(solved, moved, round_of=self._source)

    def _key(self, text: str) -> bytes:
        return cache_key(self._fingerprint, self._options.key, text)


def _blocks(texts: list[str], *, repairs: bool = False) -> list[list[str]]:
    """A round in blocks of one length or one less: nobody waits for the last worker's long one.

    As few as there can be, for each costs this machine's cores a wait at its end; short ``repairs`` are shared out all the same.
    """
    fewest = -(-len(texts) // BLOCK_SIZE)
    count = max(fewest, min(_SHARES, len(texts) // _SHARE_SIZE)) if repairs else fewest
    cuts = [len(texts) * n // count for n in range(count + 1)] if count else []
    return [texts[start:end] for start, end in pairwise(cuts)]


def _distinct(asked: Iterable[Attempt]) -> list[str]:
    return list(dict.fromkeys(text for attempt in asked for text in attempt.inputs))
