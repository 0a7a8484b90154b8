"""The list of checks, in the order in which their subjects depend on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.terms.checks.characters import check_characters
from localize.terms.checks.common_words import check_common_words
from localize.terms.checks.forbidden import check_forbidden
from localize.terms.checks.numbers import check_numbers
from localize.terms.checks.pairing import check_brackets, check_outer_blanks
from localize.terms.checks.placeholders import check_placeholders
from localize.terms.checks.repeats import check_repeats
from localize.terms.checks.scripts import check_scripts
from localize.terms.checks.values import check_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["CHECKS", "check_items"]

CHECKS: tuple[Callable[[Sequence[Item]], Iterator[Problem]], ...] = (
    check_values,
    check_outer_blanks,
    check_brackets,
    check_characters,
    check_scripts,
    check_placeholders,
    check_numbers,
    check_repeats,
    check_forbidden,
    check_common_words,
)
"""Every check that needs nothing but the entries."""


def check_items(items: Sequence[Item]) -> list[Problem]:
    """What all checks say. Rows of a wide sheet share cells: what is said of one is said once."""
    return list(dict.fromkeys(problem for check in CHECKS for problem in check(items)))
