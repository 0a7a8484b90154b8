"""Errors that nobody foresaw: no memory, a disk that fails elsewhere than in a run, faults of our own."""

from __future__ import annotations

import errno
import os
import traceback
from contextlib import suppress

import click

__all__ = ["FAULT", "show_unforeseen"]

_DISK, _MEMORY = 3, 3
FAULT = 70
"""Exit status of a fault of our own; sysexits.h calls it EX_SOFTWARE. Python's own 1 would say that all is written."""

_FILE = "last-error.txt"

_NO_ROOM = ("failed to map segment from shared object", "annot allocate memory")
"""What the loader of Linux says."""


def show_unforeseen(error: Exception) -> int:
    """Say what happened and what to do; returns the exit status. ``LOCALIZE_DEBUG`` shows the traceback instead."""
    if os.environ.get("LOCALIZE_DEBUG"):
        raise error
    if _lacks_memory(error):
        _say(
            "There is not enough memory. What was done is kept: the same command goes on from there.",
            "Close other programs, or work with fewer processes: --jobs 1",
        )
        return _MEMORY
    if isinstance(error, OSError) and error.strerror:
        _say(
            f"{error.filename or 'A file'} cannot be used ({error.strerror}).",
            "Free the disk, or allow reading and writing there; then give the same command again.",
        )
        return _DISK
    _say(
        f"This should not have happened, and is no fault of yours: {type(error).__name__}: {error}",
        f"What was done is kept.{_kept(error)} Please report it; LOCALIZE_DEBUG=1 shows more.",
    )
    return FAULT


def _lacks_memory(error: Exception) -> bool:
    """Is it for want of memory? The system says so in other ways, too, such as when it loads a compiled module."""
    if isinstance(error, ImportError):
        return any(words in str(error) for words in _NO_ROOM)
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


def _say(message: str, hint: str) -> None:
    color = False if os.environ.get("NO_COLOR") else None
    click.secho(f"Error: {message}", fg="red", err=True, color=color)
    click.echo(hint, err=True)


def _kept(error: Exception) -> str:
    """Where the details are now; they may quote texts, so they stay on this computer."""
    from localize.data import home_folder

    with suppress(OSError):
        path = home_folder() / _FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
        return f" The details are in {path}."
    return ""
