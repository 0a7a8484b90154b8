"""Progress on standard error, and only to a terminal."""

from __future__ import annotations

import sys
import time
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Progress"]

_EVERY_SECONDS = 0.1
_SETTLED_SECONDS = 2.0


class Progress:
    """One line that says what is being done, how fast, and how long it will still take."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._phase = ""
        self._started = self._last = 0.0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the line."""
        if self._shown and self._phase:
            self._write("")

    def update(self, phase: str, done: int, total: int) -> None:
        """Tell how far a phase is; ``total`` 0 where nobody knows."""
        now = time.monotonic()
        if phase != self._phase:
            self._phase, self._started, self._last = phase, now, 0.0
        if not self._shown or (now - self._last < _EVERY_SECONDS and done != total):
            return
        self._last = now
        self._write(self._line(done, total, now - self._started))

    def _write(self, line: str) -> None:
        """In place of the line that is there. Not by click, which takes the escape for a colour and leaves it out."""
        width = get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{line[:width]}")
        sys.stderr.flush()

    def _line(self, done: int, total: int, seconds: float) -> str:
        line = f"{self._phase}: {done:,}" + (f" of {total:,}" if total else "")
        rate = done / seconds if seconds > _SETTLED_SECONDS else 0.0
        if rate:
            line += f" · {rate:,.0f}/s"
            if total:
                line += f" · {_time((total - done) / rate)} left"
        return line


def _time(seconds: float) -> str:
    """A time as people say it.

    >>> _time(42.4), _time(130), _time(7 * 3600 + 120)
    ('42 s', '2 min', '7 h 2 min')
    """
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
