"""Numbers in terms: what ``{n}`` stands for, which plural form agrees with it, how the target writes it.

The forms of a translation, separated by ``|``, are in CLDR's order of the target's categories, each locale leaving out
those it does not have:

    zero | one | two | few | many | other

``Stück|Stücke`` for German, ``karton|kartony|kartonów|kartonu`` for Polish. Where fewer are given than the language has,
the last one stands for the rest: two for French are *one* and everything else. A decimal agrees as CLDR says: German
``1,5`` is *other*, French ``1,5`` is *one*, Polish ``2,5`` is *other* (the last form, a genitive).
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.text.numbers import localize_number, number_symbols

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["form_for", "plural_categories", "plural_form", "written"]

_ORDER = ("zero", "one", "two", "few", "many", "other")
_SEVERAL = Decimal(3)
"""What an unsaid number of several things is: CLDR's *few* where there is one, else *other*."""


@cache
def _rule(locale: str) -> Any:
    from babel import Locale, UnknownLocaleError  # late: 20 ms

    try:
        return Locale.parse(locale, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return Locale.parse(locale.split("-", maxsplit=1)[0]).plural_form


@cache
def plural_categories(locale: str) -> tuple[str, ...]:
    """The plural categories of a locale, in the order that forms are written in.

    >>> plural_categories("de-DE"), plural_categories("pl-PL")
    (('one', 'other'), ('one', 'few', 'many', 'other'))
    """
    tags = {*_rule(locale).tags, "other"}
    return tuple(name for name in _ORDER if name in tags)


def form_for(category: str, forms: Sequence[str], locale: str) -> str:
    """The form for a category; the last where there are fewer forms than categories, or only one category."""
    categories = plural_categories(locale)
    at = categories.index(category)
    return forms[at] if len(categories) > 1 and at < len(forms) else forms[-1]


def plural_form(forms: Sequence[str], number: str, source: str, target: str) -> str:
    """The form that agrees with a number as the source locale writes it; without one the form for several.

    >>> [plural_form(["Stück", "Stücke"], n, "en-US", "de-DE") for n in ("1", "1,500", "1.5")]
    ['Stück', 'Stücke', 'Stücke']
    """
    if len(forms) == 1:
        return forms[0]
    value = _SEVERAL if not number else _value(number, source)
    category = "other" if value is None else str(_rule(target)(value))
    return form_for(category, forms, target)


def written(number: str, before: str, source: str, target: str) -> str:
    """The number as the target locale writes it; ``before`` is the text in front of it."""
    return localize_number(number, before, source, target)


def _value(number: str, locale: str) -> Decimal | None:
    """What a number is; None if the locale does not write numbers so."""
    decimal, group = number_symbols(locale)
    plain = rf"(?:\d+|\d{{1,3}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(decimal)}\d+)?"
    if not re.fullmatch(plain, number):
        return None
    try:
        return Decimal(number.replace(group, "").replace(decimal, "."))
    except InvalidOperation:
        return None
