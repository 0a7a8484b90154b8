"""Paths as CI systems want them: relative to where the command runs, with forward slashes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

__all__ = ["relative", "uri"]


def relative(path: str) -> str:
    """The path from the working folder on; one that lies elsewhere stays as it is.

    >>> relative("dictionaries/./colours.csv")
    'dictionaries/colours.csv'
    """
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(Path.cwd()):
        given = given.relative_to(Path.cwd())
    return given.as_posix()


def uri(path: str) -> str:
    """The same as a URI reference (RFC 3986).

    >>> uri("my rules/größen.csv")
    'my%20rules/gr%C3%B6%C3%9Fen.csv'
    """
    short = relative(path)
    return Path(short).as_uri() if Path(short).is_absolute() else quote(short)
