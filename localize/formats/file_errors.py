"""Where an OSError becomes one of our errors, and every error gets the name of its file."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from localize.errors import CatalogError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["copy_file", "reading", "writing"]


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except CatalogError as error:
        if error.message.startswith(str(path)):
            raise
        raise CatalogError(f"{path}, {error.message}", error.hint) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Within it, reading ``path`` raises only :class:`CatalogError`, with the path in its message.

    Raises:
        CatalogError: the file is damaged, or the operating system refuses.
    """
    try:
        with _named(path):
            yield
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read ({error.strerror or error}).") from error


@contextmanager
def writing(target: Path, source: Path) -> Iterator[None]:
    """Within it, writing ``target`` from ``source`` raises only :class:`OutputError`.

    Raises:
        OutputError: the target is the source itself, or the operating system refuses.
    """
    try:
        _refuse_same(target, source)
        with _named(source):
            yield
    except OutputError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{target}: cannot be written ({reason}).") from error


def _refuse_same(target: Path, source: Path) -> None:
    if target.exists() and target.samefile(source):
        raise OutputError(f"{target}: is the input itself.", "Write to another file.")


def copy_file(source: Path, target: Path) -> None:
    """The bytes of ``source``, nothing else (no times, no permissions)."""
    shutil.copyfile(source, target)
