"""What a header says in words: its name, the unit or currency that it states, and the spellings that roles are sought by."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from localize.layouts.spec import fold_header

__all__ = ["HeaderWords", "header_words", "is_unit", "path_names", "spellings"]

_IN_BRACKETS = re.compile(r"\s*[(\[]([^)\]]{1,12})[)\]]\s*$")
_SIGN = re.compile(r"[(\[]?\s*(?:\b(?:us|r|c|a|hk|nz|mx))?[€£¥₹₩₺$]\s*[)\]]?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|#\d+(?:\.value)?\b|[*?#:]+$")
_NUMBER_SIGN = re.compile(r"(?<=[^\W\d_]) ?#$|(?<=[^\W\d_]) ?(?:n[°º]|№)$")
_STEP = re.compile(r"/|(?<=[^\W\d_]{3})\.(?=[^\W\d_]{3})")  # variation.number, but p.v.p.
_MONEY = re.compile(
    r"price|cost|msrp|rrp|amount|fee|surcharge|preis|kosten|prix|precio|prezzo|preço|valor|prijs|pris|cena"
)
_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_UNITS = (
    frozenset(
        "in inch inches ft foot feet yd yards mm cm m meters kg g grams lb lbs pounds oz ounces ml cl l liters fl gal".split()  # noqa: SIM905 one line reads better
    )
    | frozenset(
        "litres gallons pt qt zoll pouces pulgadas polegadas pollici °f °c".split()  # noqa: SIM905 as above
    )
    | {"fl oz", "fl. oz", "fl. oz.", "sq ft", "cu ft"}
)


class HeaderWords(NamedTuple):
    """A header taken apart: ``Price (USD)`` is name ``price``, currency ``USD``."""

    name: str
    unit: str = ""
    currency: str = ""


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies  # late

    return frozenset(list_currencies())


def header_words(header: str) -> HeaderWords:
    """A header's name without the unit or currency that it states; ``camelCase`` and ``snake_case`` are words.

    >>> header_words("Price (USD)")
    HeaderWords(name='price', unit='', currency='USD')
    >>> header_words("productOptionName1").name
    'product option name1'
    """
    name = fold_header(_CAMEL.sub(" ", header).replace("_", " ").strip("/"))
    name = " ".join(_SIGN.sub(" ", name).split()) or name  # what money stands in is read where amounts are
    unit = currency = ""
    if match := _IN_BRACKETS.search(name):
        inside = match.group(1).strip()
        if inside.upper() in _currencies():
            name, currency = name[: match.start()], inside.upper()
        elif inside in _UNITS:
            name, unit = name[: match.start()], inside
    words = name.split()
    for word in (words[-1:] + words[:1]) if len(words) > 1 else ():
        rest = " ".join(w for w in words if w != word)
        if word.upper() in _currencies() and not currency and _MONEY.search(rest):  # “Cup size” is no Cuban peso
            name, currency = rest, word.upper()
    return HeaderWords(name, unit, currency)


def is_unit(word: str) -> bool:
    """Is a word of a header the name of a unit?

    >>> is_unit("cm"), is_unit("usd")
    (True, False)
    """
    return word in _UNITS


def spellings(name: str) -> list[str]:
    """The spellings under which a header's role is sought, the likeliest first.

    Asides in brackets say nothing. Of a path the last name counts, then the last two; numbers in it are positions.

    >>> spellings("attributes/dims/unit")
    ['unit', 'dims unit']
    >>> spellings("item name (aka title)"), spellings("item #")
    (['item name'], ['item number'])
    >>> spellings("variation.number"), spellings("p.v.p.")
    (['number', 'variation number'], ['p.v.p.'])
    """
    parts = path_names(name)
    return list(dict.fromkeys(" ".join(parts[-count:]) for count in (1, 2) if parts))


def path_names(name: str) -> list[str]:
    """The names that a header's path is made of, without the positions in lists; one for a plain header.

    >>> path_names("categories/0/@name")
    ['categories', 'name']
    """
    return [plain for part in _STEP.split(name) if (plain := _plain(part.lstrip("@"))) and not plain.isdigit()]


def _plain(text: str) -> str:
    text = _NUMBER_SIGN.sub(" number", text.strip())
    return " ".join(_DIGITS.sub(" ", _ASIDE.sub(" ", text).strip().rstrip("*?#:")).replace("-", " ").split())
