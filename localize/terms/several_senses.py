"""Words that mean several things in a sentence of their language: French *été* is summer, and been."""

from __future__ import annotations

from functools import cache

from localize.data import package_folder, read_toml
from localize.terms.tokens import folded

__all__ = ["words_of_several_senses"]


@cache
def words_of_several_senses(language: str) -> frozenset[str]:
    """Those words of a language (``fr``), folded; none of a language that nobody wrote a list for.

    >>> "été" in words_of_several_senses("fr"), words_of_several_senses("xx")
    (True, frozenset())
    """
    data = read_toml(package_folder("terms") / "several_senses.toml")
    return frozenset(map(folded, data.get(language, ())))
