"""Does the name of an option or attribute say that it holds a size: ``Ring Size (US)``, ``Men's shoe size``, ``Größe EU``?"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from localize.data import package_folder, read_toml
from localize.layouts.spec import fold_header, size_labels

__all__ = ["is_size_name"]

_WORDS = re.compile(r"[^\s()/:,–-]+")


@lru_cache(maxsize=4_096)
def is_size_name(name: str) -> bool:
    """True for a name of the list, also with a size system, with for whom it is, or with a request to choose.

    >>> is_size_name("Ring Size (US)"), is_size_name("Choose your size"), is_size_name("Pack size")
    (True, True, False)
    """
    folded = fold_header(name.replace("’", "'"))
    if folded in size_labels():
        return True
    words = _WORDS.findall(folded)
    told = " ".join(word for word in words if word.strip(".*") not in _beside())
    return bool(told) and told in size_labels()


@cache
def _beside() -> frozenset[str]:
    """Words that change nothing about what it is."""
    data = read_toml(package_folder("layouts") / "size_labels.toml")
    return frozenset(word for words in data["beside"].values() for word in words)
