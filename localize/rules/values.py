"""Tests of one value: ``matches``, ``equals``, lengths, numbers. Each is read once and asked often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from localize.rules.numbers import number_of
from localize.rules.patterns import compile_pattern

if TYPE_CHECKING:
    from localize.rules.read import Where

__all__ = ["NUMBER_KEYS", "ValueTest", "number_tests", "value_tests"]

ValueTest = Callable[[str, str], bool]
"""Does a value pass, read with a locale's numbers?"""

_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "above": Decimal.__gt__,
    "at_least": Decimal.__ge__,
    "below": Decimal.__lt__,
    "at_most": Decimal.__le__,
}
NUMBER_KEYS = tuple(_COMPARE)


def value_tests(when: Mapping[str, Any], where: Where) -> list[ValueTest]:
    """Every test of a value that a table asks for.

    Raises:
        ConfigError: a pattern is refused.
    """
    tests = number_tests(when)
    if "equals" in when:
        equals = when["equals"]
        allowed = frozenset([equals] if isinstance(equals, str) else equals)
        tests.append(lambda value, _: value in allowed)
    if "longer_than" in when:
        longest: int = when["longer_than"]
        tests.append(lambda value, _: len(value) > longest)
    if "shorter_than" in when:
        shortest: int = when["shorter_than"]
        tests.append(lambda value, _: len(value) < shortest)
    if "matches" in when:
        pattern = compile_pattern(when["matches"], where("matches"))
        tests.append(lambda value, _: pattern.search(value) is not None)
    return tests


def number_tests(when: Mapping[str, Any]) -> list[ValueTest]:
    """The comparisons with numbers; a value that is no number passes none of them."""
    return [_number_test(key, Decimal(str(when[key]))) for key in NUMBER_KEYS if key in when]


def _number_test(key: str, limit: Decimal) -> ValueTest:
    compare = _COMPARE[key]
    return lambda value, locale: (number := number_of(value, locale)) is not None and compare(number, limit)
