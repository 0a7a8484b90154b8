"""A schema for one text as a plain function: does the text meet it? What it returns is true or false, as Python sees it.

Nearly all values of a catalog do, and to know that needs no error objects. :func:`passing` says the same as the validator
(:func:`~localize.validation.vocabulary.compile_schema`) where it knows every keyword, and nothing where it does not;
what breaks the schema, and how, is the validator's to say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.validation.keywords import KEYWORDS
from localize.validation.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Test = Callable[[str], object]

__all__ = ["all_of", "passing"]

# Beyond this a value is hardly ever seen twice, and would only fill the memory.
_LONGEST_REMEMBERED = 120
_REMEMBERED = 1 << 14
_SILENT = frozenset({"$defs", "$comment", "title", "description", "examples", "default"})
# Keywords of lists and of whole listings, which a text never breaks.
_NOT_OF_TEXTS = frozenset({"maxUniqueItems", "minUniqueItems", "selectors", "joinedLength"})
# Most that one character adds to each measure: what is short enough by that needs no counting.
_MOST_A_CHARACTER = MappingProxyType(
    {"maxLength": 1, "maxUtf8Bytes": 4, "maxUtf8ByteLength": 4, "maxUtf16Units": 2, "displayWidthMax": 2}
)


def passing(schema: Any, language: str = "") -> Test | None:
    """A test that is true for the texts that meet ``schema``; None where it has a keyword that only the validator knows.

    >>> test = passing({"maxLength": 5, "allOf": [{"pattern": "^m"}]})
    >>> [bool(test(text)) for text in ("mug", "a mug", "mugs for tea")]
    [True, False, False]
    """
    if isinstance(schema, bool):
        return lambda _: schema
    tests, slow = [], False
    for keyword, limit in schema.items():
        if keyword in _SILENT or keyword in _NOT_OF_TEXTS or keyword.startswith("x-") or keyword in {"then", "else"}:
            continue
        test = _test(keyword, limit, schema, language)
        if test is None:
            return None
        slow = slow or keyword not in _FAST
        tests.append(test)
    return _remembered(all_of(tests)) if slow else all_of(tests)


def all_of(tests: Iterable[Test]) -> Test:
    """A test that is true where all of these are."""
    given = tuple(tests)
    if len(given) == 1:
        return given[0]

    def every(text: str) -> bool:
        for test in given:  # noqa: SIM110  a generator costs more than most tests
            if not test(text):
                return False
        return True

    return every


def _remembered(test: Test) -> Test:
    """The same test, asked once for each short text: variants repeat their product's."""
    known = lru_cache(_REMEMBERED)(test)
    return lambda text: known(text) if len(text) <= _LONGEST_REMEMBERED else test(text)


def _test(keyword: str, limit: Any, schema: Mapping[str, Any], language: str) -> Test | None:
    if keyword in MEASURES:
        return _short_enough(keyword, limit)
    if keyword in KEYWORDS:
        check = KEYWORDS[keyword]
        return lambda text: next(iter(check(limit, text, schema, language)), None) is None
    if keyword == "if":
        return _condition(limit, schema, language)
    make = _MAKERS.get(keyword)
    return make(limit, language) if make else None


def _short_enough(keyword: str, limit: Any) -> Test:
    longest = limit["limit"] if isinstance(limit, dict) else limit
    surely, measure = longest // _MOST_A_CHARACTER[keyword], MEASURES[keyword]
    return lambda text: len(text) <= surely or measure(text, limit) <= longest


def _condition(limit: Any, schema: Mapping[str, Any], language: str) -> Test | None:
    asked = passing(limit, language)
    then, other = passing(schema.get("then", True), language), passing(schema.get("else", True), language)
    if asked is None or then is None or other is None:
        return None
    return lambda text: then(text) if asked(text) else other(text)


def _pattern(limit: str, _language: str) -> Test:
    return re.compile(limit).search


def _all(limit: list[Any], language: str) -> Test | None:
    tests = [passing(part, language) for part in limit]
    return all_of(t for t in tests if t) if all(tests) else None


def _any(limit: list[Any], language: str) -> Test | None:
    tests = [passing(part, language) for part in limit]
    known = [t for t in tests if t]
    return (lambda text: any(test(text) for test in known)) if len(known) == len(tests) else None


def _not(limit: Any, language: str) -> Test | None:
    test = passing(limit, language)
    return (lambda text: not test(text)) if test else None


def _one_of_values(limit: list[Any], _language: str) -> Test:
    values = frozenset(value for value in limit if isinstance(value, str))
    return lambda text: text in values


def _type(limit: Any, _language: str) -> Test:
    meets = "string" in ([limit] if isinstance(limit, str) else limit)
    return lambda _: meets


_MAKERS: Mapping[str, Callable[[Any, str], Test | None]] = MappingProxyType(
    {
        "pattern": _pattern,
        "allOf": _all,
        "anyOf": _any,
        "not": _not,
        "enum": _one_of_values,
        "const": lambda limit, _: lambda text: text == limit,
        "minLength": lambda limit, _: lambda text: len(text) >= limit,
        "type": _type,
    }
)
# What costs no more than looking up whether it was asked before; those inside 'allOf' remember for themselves.
_FAST = frozenset({*MEASURES, "pattern", "enum", "const", "minLength", "type", "allOf", "anyOf", "not", "if"})
