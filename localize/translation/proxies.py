"""Proxies: everyday words that hold a term's place in an engine's input. Facts lie in ``proxies.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["proxies_for"]


@cache
def _tables() -> Mapping[str, Any]:
    return read_toml(package_folder("translation") / "proxies.toml")


@cache
def _plural(source: str) -> re.Pattern[str] | None:
    pattern = _tables().get(source, {}).get("plural")
    return re.compile(pattern) if pattern else None


def proxies_for(term: str, pos: str, gender: str, source: str, target: str) -> tuple[str, ...]:
    """Words that may stand in for a term of this part of speech and gender; none where the pair has no table.

    >>> proxies_for("canvas sneakers", "noun", "m", "en", "pt")[:2]
    ('hats', 'books')
    """
    kinds = _tables().get(source, {}).get(target, {})
    table = kinds.get(f"{pos}_{gender}" if pos == "noun" else pos)
    if table is None:
        return ()
    plural = _plural(source)
    many = plural is not None and plural.search(term.casefold()) is not None
    return tuple(table["plural" if many else "singular"])
