"""The ``firefox`` engine: the small CPU models that Firefox ships, run by the compiled package ``fxtranslate``.

A ``Translator`` works only in the thread that made it and takes one sentence a call, so long lists go to worker processes,
one a core. Each text is translated by itself: how many workers there are changes nothing in the output.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError, MissingDataError
from localize.translation.careful import raise_if_no_memory
from localize.translation.cores import usable_cores
from localize.translation.firefox_worker import load_translator, translate_one
from localize.translation.models import InstalledModel, model_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.protocols import TranslateOptions

__all__ = ["FirefoxEngine", "FirefoxSession", "firefox_available"]

_FEWEST_FOR_WORKERS = 200
"""Texts; below that starting a process (0.3 s) costs more than it brings."""

_PORTION = 50

_PATIENCE = 300.0
"""Seconds for one portion, after which a worker is taken to hang and is ended; it takes about one."""


def firefox_available() -> bool:
    """Is the extra ``firefox`` installed?"""
    return find_spec("fxtranslate") is not None


@dataclass(frozen=True, slots=True)
class FirefoxEngine:
    """A folder with a Firefox model as an engine for its pair."""

    model: InstalledModel
    name: str = "firefox"

    @property
    def source(self) -> str:
        """Language it translates from."""
        return self.model.source

    @property
    def target(self) -> str:
        """Language it translates to."""
        return self.model.target

    @property
    def fingerprint(self) -> str:
        """Engine, its version and content of the model."""
        from importlib.metadata import version

        return f"firefox/{version('fxtranslate')}:{model_fingerprint(self.model)}"

    @property
    def description(self) -> str:
        """For people."""
        return f"firefox {self.model.name} ({self.model.origin})"

    def open(self) -> FirefoxSession:
        """Load the model."""
        return FirefoxSession(self.model)


class FirefoxSession:
    """A loaded model, and worker processes once there is much to do."""

    def __init__(self, model: InstalledModel, workers: int | None = None) -> None:
        if not firefox_available():
            raise MissingDataError(
                "The Firefox engine is not installed.", "Run: pip install 'listing-localizer[firefox]'"
            )
        files = model.files
        wanted = (files.model, files.source_tokenizer, files.target_tokenizer, files.shortlist)
        self._files: list[Path] = [path for path in wanted if path is not None]
        self._wanted = workers if workers is not None else usable_cores()
        self._workers: list[_Worker] = []
        try:
            self._translator: Any = load_translator(self._files)
        except (OSError, ValueError) as error:
            raise_if_no_memory(error)
            raise ConfigError(
                f"The Firefox model in {model.path} cannot be loaded ({error}).",
                f"Import it again: localize models remove {model.source} {model.target} --engine firefox",
            ) from error

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The translation of each text, in order; a text that makes the engine panic comes back empty."""
        del options  # these models decode greedily
        if len(texts) < _FEWEST_FOR_WORKERS or self._wanted < 2:
            return [translate_one(self._translator, text) for text in texts]
        if not self._workers:
            self._workers = [_Worker(self._files) for _ in range(self._wanted)]
        return self._in_workers(texts)

    def close(self) -> None:
        """End the worker processes."""
        for worker in self._workers:
            worker.close()
        self._workers = []

    def __del__(self) -> None:
        self.close()

    def _in_workers(self, texts: Sequence[str]) -> list[str]:
        portions = [list(texts[start : start + _PORTION]) for start in range(0, len(texts), _PORTION)]
        answers: dict[int, list[str]] = {}
        numbers = count()
        threads = [
            threading.Thread(target=_feed, args=(worker, portions, numbers, answers), daemon=True)
            for worker in self._workers
        ]
        started = []
        with suppress(RuntimeError):  # no memory for a thread
            for thread in threads:
                thread.start()
                started.append(thread)
        for thread in started:
            thread.join()
        # A worker that died (out of memory, killed) or has no thread leaves its portion to this process: nothing is lost.
        return [
            text
            for number, portion in enumerate(portions)
            for text in answers.get(number) or [translate_one(self._translator, t) for t in portion]
        ]


def _feed(
    worker: _Worker, portions: Sequence[list[str]], numbers: Iterator[int], answers: dict[int, list[str]]
) -> None:
    """Give a worker one portion after another until none is left or it dies."""
    while (number := next(numbers)) < len(portions):
        answer = worker.ask(portions[number])
        if answer is None:
            return
        answers[number] = answer


class _Worker:
    """One worker process."""

    def __init__(self, files: Sequence[Path]) -> None:
        command = [sys.executable, "-m", "localize.translation.firefox_worker", *map(str, files)]
        self._process = subprocess.Popen(  # noqa: S603 our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, texts: list[str]) -> list[str] | None:
        """Translations of the texts, or None if the process is gone."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return None
        hanging = threading.Timer(_PATIENCE, self._process.kill)
        hanging.daemon = True
        try:
            hanging.start()
            stdin.write(json.dumps(texts) + "\n")
            stdin.flush()
            line = stdout.readline()
        except (OSError, ValueError, RuntimeError):  # RuntimeError: no memory for the timer's thread
            return None
        finally:
            hanging.cancel()
        answer: list[str] | None = json.loads(line) if line.endswith("\n") else None
        return answer

    def close(self) -> None:
        """End it; it has nothing to lose."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it is dead, and what it was asked last was never sent
                    pipe.close()
        self._process.kill()
        self._process.wait()
