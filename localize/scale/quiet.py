"""Ray's messages kept off the screen: its compiled part writes to standard error past every setting of logging."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["own_words_only"]


@contextmanager
def own_words_only() -> Iterator[None]:
    """Only what this program writes by ``sys.stderr`` reaches standard error; what libraries write to its file goes nowhere.

    For a command line, which has its process to itself. What Ray says is in its own log files all the same.
    """
    old = sys.stderr
    if not isinstance(old, io.TextIOWrapper) or old.fileno() != 2:
        yield  # somebody looks after it already: a test, a notebook
        return
    old.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    own = os.fdopen(kept, "w", encoding=old.encoding, errors=old.errors, buffering=1, closefd=False)
    try:
        os.dup2(nowhere, 2)
        sys.stderr = own
        yield
    finally:
        own.flush()
        sys.stderr = old
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
