"""Which language or country a header states, and what is left of it: ``title_de``, ``Title (German)``, ``de_title``, ``Name UK``.

A header alone proves nothing (``color-no`` is not Norwegian); :mod:`localize.layouts.language_columns` believes it only
where other columns bear it out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.data import package_folder, read_toml
from localize.layouts.spec import fold_header
from localize.market import market_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Reading", "readings"]

_SEPARATORS = r"[\s._:@/|-]"
_CODE = r"(?P<said>[a-z]{2,3}(?:[-_](?:[A-Z]{2}|[a-z]{2}))?|[A-Z]{2}(?:[-_][A-Z]{2})?)"
_CODE_AT_END = re.compile(rf"(?P<base>.*?[^\s._:@/|\-\[(]){_SEPARATORS}*[._:@/|\-\s\[(]{_CODE}[\])]?\s*")
_CODE_FIRST = re.compile(rf"\s*[\[(]?{_CODE}[\])]?{_SEPARATORS}+(?P<base>[^\s._:@/|-].*)")
_CODE_BETWEEN = re.compile(
    rf"(?P<before>(?:.*[/.])?)(?:translations?|i18n|locali[sz]ations?|languages?|locales?)[/.]{_CODE}[/.](?P<after>.+)"
)
_WORD_IN_BRACKETS = re.compile(r"(?P<base>.*[^\s])\s*[\[(]\s*(?P<said>[^\[\]]+?)\s*[\])]\s*")
_WORD_AT_END = re.compile(r"(?P<base>.*[^\s._:@/|-])[\s._:@/|-]+(?P<said>[^\W\d]{4,})\s*")
_WORD_FIRST = re.compile(r"\s*(?P<said>[^\W\d]{4,})[\s._:@/|-]+(?P<base>[^\s._:@/|-].*)")


class Reading(NamedTuple):
    """One way to read a header: ``base`` without the statement, ``place`` where that stood.

    ``locale`` is the language it may mean (``de``, ``pt_BR``, in the header's own spelling), ``country`` the locale of the
    only market of that country (``GB`` is ``en_GB``); one of them may be ''.
    """

    base: str
    place: str
    locale: str
    country: str = ""


@cache
def _languages() -> frozenset[str]:
    return frozenset(tag.split("-")[0] for tag in market_tags())


@cache
def _words() -> dict[str, str]:
    """Language names, folded → tag."""
    data = read_toml(package_folder("layouts") / "language_words.toml")
    return {fold_header(word): tag for tag, words in data.items() for word in words}


@cache
def _countries() -> dict[str, str]:
    """Country → locale, of countries with one language there."""
    found: dict[str, list[str]] = {}
    for tag in market_tags():
        found.setdefault(tag.split("-")[1], []).append(tag.replace("-", "_"))
    single = {country: tags[0] for country, tags in found.items() if len(tags) == 1}
    return {**single, "UK": single["GB"]}


def readings(header: str) -> Iterator[Reading]:
    """Every way to read a header, the likeliest first.

    >>> [tuple(r) for r in readings("title_de")]
    [('title', 'end', 'de', '')]
    >>> [tuple(r) for r in readings("Name UK")]
    [('Name', 'end', '', 'en_GB')]
    >>> [tuple(r) for r in readings("Beschreibung (Englisch)")]
    [('Beschreibung', 'end', 'en', '')]
    """
    if (match := _CODE_BETWEEN.fullmatch(header)) and (found := _of_code(match["said"])):
        yield Reading(match["before"] + match["after"], "end", *found)
    for pattern, place in ((_CODE_AT_END, "end"), (_CODE_FIRST, "begin")):
        if (match := pattern.fullmatch(header)) and (found := _of_code(match["said"])):
            yield Reading(match["base"], place, *found)
    for pattern, place in ((_WORD_IN_BRACKETS, "end"), (_WORD_AT_END, "end"), (_WORD_FIRST, "begin")):
        if (match := pattern.fullmatch(header)) and (tag := _words().get(fold_header(match["said"]))):
            yield Reading(match["base"], place, tag)


def _of_code(said: str) -> tuple[str, str] | None:
    """Language and country that a code may mean; None if neither."""
    language = re.split("[-_]", said)[0].lower()
    locale = said if language in _languages() else ""
    country = _countries().get(said, "")
    return (locale, country) if locale or country else None
