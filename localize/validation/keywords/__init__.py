"""The keywords that marketplaces need and JSON Schema lacks: a module each, its docstring its documentation page.

A keyword is ``check(limit, value, schema, language)``: one message for each way in which ``value`` breaks ``limit``, the
keyword's value in ``schema``; with it the field, where ``value`` is a whole listing. ``language`` is the text's (``de``);
empty where nobody said, which means any. What is not of the kind that a keyword is about (a number for a keyword about
texts) breaks nothing, as in JSON Schema.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.validation.keywords import (
    allowed_characters,
    check_digit,
    forbidden_characters,
    forbidden_phrases,
    html_allowed,
    html_form,
    joined_length,
    lengths,
    no_all_caps,
    price_format,
    repeated_words,
    unique_slots,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Keyword = Callable[[Any, Any, Mapping[str, Any], str], Iterator[str | tuple[str, str]]]

__all__ = ["KEYWORDS", "keyword_pages"]

KEYWORDS: Mapping[str, Keyword] = MappingProxyType(
    {
        **lengths.KEYWORDS,
        "htmlAllowed": html_allowed.check,
        "htmlForm": html_form.check,
        "joinedLength": joined_length.check,
        "allowedCharacters": allowed_characters.check,
        "forbiddenCharacters": forbidden_characters.check,
        "forbiddenPhrases": forbidden_phrases.check,
        "repeatedWords": repeated_words.check,
        "noAllCaps": no_all_caps.check,
        "checkDigit": check_digit.check,
        "priceFormat": price_format.check,
        "maxUniqueItems": unique_slots.at_most,
        "minUniqueItems": unique_slots.at_least,
    }
)
"""Keyword → what checks it."""


def keyword_pages() -> tuple[str, ...]:
    """What each keyword means: the docstrings of the modules."""
    modules = (
        lengths,
        joined_length,
        html_allowed,
        html_form,
        allowed_characters,
        forbidden_characters,
        forbidden_phrases,
        repeated_words,
        no_all_caps,
        check_digit,
        price_format,
        unique_slots,
    )
    return tuple(module.__doc__ or "" for module in modules)
