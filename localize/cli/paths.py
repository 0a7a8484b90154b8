"""Paths as a person would type them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["short_path"]


def short_path(path: Path) -> Path:
    """From the working folder on, where the path lies in it; so a line fits the terminal and an annotation its file.

    >>> short_path(Path.cwd() / "localized" / "shoes.csv").as_posix()
    'localized/shoes.csv'
    """
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
