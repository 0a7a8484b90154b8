"""An engine that goes wrong as it is told: a plug-in like any other, around an engine that works.

``FAULTY`` names what goes wrong, ``FAULTY_INNER`` the engine behind it (``fake``, ``firefox``, ``argos``). With ``FAULTY_ONCE``,
the path of a file, it goes wrong only until that file is there, which it makes itself.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.protocols import Engine, EngineSession, TranslateOptions

__all__ = ["WORD", "FaultyEngine"]

WORD = "walnut"
"""A text with this word is the one that makes an engine fail which fails on texts."""


class PanicException(BaseException):
    """What compiled engines in Rust raise: no ``Exception``."""


@dataclass(frozen=True)
class FaultyEngine:
    """The engine of a pair; fingerprint and description are those of the one behind it."""

    source: str
    target: str
    name: str = "faulty"

    @property
    def inner(self) -> Engine:
        """The engine that works."""
        name = os.environ.get("FAULTY_INNER", "fake")
        if name == "fake":
            from localize.testing import FakeEngine

            return FakeEngine(self.source, self.target)
        from localize.translation.engines import find_engine

        return find_engine(name, self.source, self.target)

    @property
    def fingerprint(self) -> str:
        """That of the engine that works."""
        return self.inner.fingerprint

    @property
    def description(self) -> str:
        """Likewise."""
        return self.inner.description

    def open(self) -> Session:
        """A session, unless that is what goes wrong."""
        if _goes_wrong("open"):
            raise RuntimeError("no device")
        return Session(self.inner.open())


class Session:
    """Translates as the engine behind it does, or goes wrong."""

    def __init__(self, inner: EngineSession) -> None:
        self._inner = inner

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> Any:
        """What the fault makes of the answer."""
        fault = os.environ.get("FAULTY", "")
        if fault in _ON_A_TEXT and any(WORD in text for text in texts):
            _ON_A_TEXT[fault]()
        answers = self._inner.translate(texts, options)
        if fault in _INSTEAD and _goes_wrong(fault):
            return _INSTEAD[fault](answers)
        return answers

    def close(self) -> None:
        """Closes the session behind it, too."""
        self._inner.close()
        if os.environ.get("FAULTY") == "close":
            raise RuntimeError("already closed")


def _goes_wrong(fault: str) -> bool:
    if os.environ.get("FAULTY") != fault:
        return False
    once = os.environ.get("FAULTY_ONCE")
    if once:
        if Path(once).exists():
            return False
        Path(once).touch()
    return True


def _raise(error: BaseException) -> Any:
    raise error


def _hang() -> None:
    while True:
        time.sleep(60)


def _change(how: str) -> None:
    """What somebody does to the catalog while it is read."""
    path = Path(os.environ["FAULTY_CATALOG"])
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "replaced":
        new = path.with_name("new")
        new.write_bytes(data.replace(b"mug", b"cup"))
        new.replace(path)
    else:
        path.write_bytes({"longer": data + data.splitlines(keepends=True)[-1], "shorter": data[: len(data) // 2]}[how])


def _changed(how: str) -> Callable[[list[str]], list[str]]:
    def _then(answers: list[str]) -> list[str]:
        _change(how)
        return answers

    return _then


_ON_A_TEXT: dict[str, Callable[[], Any]] = {
    "raises-on-a-text": lambda: _raise(ValueError("what a word")),
    "panics-on-a-text": lambda: _raise(PanicException("index out of bounds")),
}
_INSTEAD: dict[str, Callable[[list[str]], Any]] = {
    "raises": lambda _: _raise(RuntimeError("CUDA error")),
    "panics": lambda _: _raise(PanicException("index out of bounds")),
    "no-memory": lambda _: _raise(MemoryError()),
    "exits": lambda _: os._exit(9),
    "aborts": lambda _: os.kill(os.getpid(), signal.SIGABRT),
    "crashes": lambda _: os.kill(os.getpid(), signal.SIGSEGV),
    "hangs": lambda _: _hang(),
    "one-too-few": lambda answers: answers[:-1],
    "one-too-many": lambda answers: [*answers, "more"],
    "none": lambda _: None,
    "nones": lambda answers: [None for _ in answers],
    "numbers": lambda answers: [*range(len(answers))],
    "half-characters": lambda answers: ["\ud800" + answer for answer in answers],
    "empty": lambda answers: ["" for _ in answers],
    **{f"catalog-{how}": _changed(how) for how in ("longer", "shorter", "replaced", "gone")},
}
