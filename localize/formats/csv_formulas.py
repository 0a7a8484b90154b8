"""Texts that a spreadsheet program would run as a formula when it opens a CSV file.

A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is one. It is written only where the cell
held such a text before (a bullet stays a bullet); a number with its unit (``-20 °C``) is none. Everything else is refused
and told rather than made harmless: an apostrophe or blank in front would be seen by buyers, since marketplaces do not take
it away again.
"""

from __future__ import annotations

import re

__all__ = ["FORMULA_REASON", "becomes_formula"]

FORMULA_REASON = "it would begin with {!r}, which spreadsheet programs run as a formula"

_FORMULA = re.compile(r"[=+\-@\t\r]")
# A signed number, alone or with plain words behind it: nothing that calls, refers or computes.
_SIGNED = re.compile(r"[+-]\s?\d[\d.,\s\u00a0\u202f]*(?:[^\W\d_]|[ \u00a0\u202f.,;:°%€$£¥'’\n-]|\d(?![(!|]))*")


def becomes_formula(text: str, before: str) -> bool:
    """True if ``text`` would be run as a formula in a cell that held none.

    >>> [becomes_formula(text, "Shelf") for text in ("=1+1", "-5", "+49 years", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)")]
    [True, False, False, True, True]
    >>> becomes_formula("- Weiche Baumwolle", "- Soft cotton")
    False
    """
    return bool(_FORMULA.match(text)) and not _FORMULA.match(before) and not _SIGNED.fullmatch(text)
