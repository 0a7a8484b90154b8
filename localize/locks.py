"""Locks between processes: files that the system unlocks by itself when their process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["is_alive", "locked"]

_PAUSE = 0.05


@contextmanager
def locked(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock file ``path``, which is there as long as it is held; ``wait`` for a process that holds it.

    Where the file system knows no locks, or the folder cannot be written, nobody is kept away.

    Raises:
        BlockingIOError: another process holds it; its text is that process's number, if it is known.
    """
    descriptor = _acquired(path, wait=wait)
    try:
        yield
    finally:
        if descriptor is not None:
            with suppress(OSError):
                path.unlink()  # while it is still ours: who has opened this file sees that it is gone
            os.close(descriptor)


def is_alive(process: int) -> bool:
    """Is there a process of this number? Where nobody can say: yes."""
    if sys.platform == "win32":  # there, asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _acquired(path: Path, *, wait: bool) -> int | None:
    """The lock file, opened and locked; None where nobody can lock here."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            return None
        try:
            _lock(descriptor)
        except BlockingIOError as error:
            owner = os.read(descriptor, 20).decode(errors="replace").strip()
            os.close(descriptor)
            if not wait:
                raise BlockingIOError(error.errno, owner) from error
            time.sleep(_PAUSE)
            continue
        except OSError:
            os.close(descriptor)
            return None
        if _is_still(path, descriptor):
            with suppress(OSError):  # a full disk: the number is for messages only
                os.truncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
            return descriptor
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Is the open file the one at its path? Its owner may have ended and taken it away while we opened it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _lock(descriptor: int) -> None:
    """Lock the file for this process, or raise BlockingIOError if another has."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from error
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
