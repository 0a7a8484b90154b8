"""Plain numbers written the target locale's way: 1,234.5 → 1.234,5; never inside codes and version numbers."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["localize_number", "number_symbols"]

# A name right before a decimal makes it a version: Bluetooth 5.0, USB 3.1, v2.0, IP 6.7.
_VERSION_BEFORE = re.compile(r"(?:\b(?:[A-Z][\w.\-]*|v|ver\.?|version)\s*)\Z")


@cache
def number_symbols(locale: str) -> tuple[str, str]:
    """Decimal mark and group separator of a locale (``pt-BR`` → ``,`` and ``.``)."""
    from babel import Locale  # late: 20 ms

    symbols = Locale.parse(locale.replace("-", "_")).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


@cache
def _written_numbers(decimal: str, group: str) -> re.Pattern[str]:
    d, g = re.escape(decimal), re.escape(group)
    return re.compile(
        rf"(?P<grouped>\d{{1,3}}(?:{g}\d{{3}})+)(?:{d}(?P<after>\d+))?\Z|(?P<plain>\d+){d}(?P<rest>\d+)\Z"
    )


def localize_number(text: str, before: str, source: str, target: str) -> str:
    """A number of the source locale as the target locale writes it.

    ``before`` is the text in front of it. What is not surely a number of the source locale stays as it is.

    >>> localize_number("1,234.5", "holds ", "en-US", "pt-BR"), localize_number("5.0", "Bluetooth ", "en-US", "pt-BR")
    ('1.234,5', '5.0')
    """
    decimal, group = number_symbols(source)
    new_decimal, new_group = number_symbols(target)
    if (decimal, group) == (new_decimal, new_group):
        return text
    match = _written_numbers(decimal, group).match(text)
    if match is None:
        return text
    if match["plain"] is not None:
        return text if _VERSION_BEFORE.search(before) else f"{match['plain']}{new_decimal}{match['rest']}"
    whole = match["grouped"].replace(group, new_group)
    return f"{whole}{new_decimal}{match['after']}" if match["after"] else whole
