"""Numbers of a term come through: as digits, or as the word for them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import Severity
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_numbers"]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def check_numbers(items: Sequence[Item]) -> Iterator[Problem]:
    """A number that the term has and a form of its translation does not."""
    for item in items:
        if item.kind != Kind.TRANSLATE or not any(c.isdigit() for c in item.term):
            continue
        wanted = _numbers(item.term)
        for column, parts in (("translation", item.translations), ("forms", item.forms)):
            for part in parts:
                lost = [n for n in wanted if n not in _numbers(part) and not _spelled(n, part, item.target_language)]
                if lost:
                    yield item.problem(
                        "dict-number-lost",
                        Severity.ERROR if column == "translation" else Severity.WARNING,
                        f"'{part}' has not the number {', '.join(lost)} of '{item.term}'.",
                        "Write the number into the translation, too.",
                        column,
                    )


def _numbers(text: str) -> list[str]:
    return [m.replace(",", ".") for m in _DIGITS.findall(text.translate(_FULL_WIDTH).replace("{n}", ""))]


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    data: dict[str, dict[str, list[str]]] = read_toml(package_folder("terms") / "checks" / "number_words.toml")
    return data


def _spelled(number: str, text: str, language: str) -> bool:
    words = _words().get(language, {}).get(number, ())
    folded = text.casefold()
    return any(word in folded for word in words)
