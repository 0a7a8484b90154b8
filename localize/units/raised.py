"""Exponents that a tag raises: ``50 ft<sup>2</sup>`` is 4.6 m<sup>2</sup>, and never 15 m<sup>2</sup>.

In a parsed text the span ends before the tag (:mod:`localize.text.crossing`); what is read as plain text has the tags as signs
while it is converted.
"""

from __future__ import annotations

import re

__all__ = ["UNRAISED", "UNRAISED_HINT", "raised_again", "with_signs"]

UNRAISED = "stays: its new unit has no place for the raised digit"
UNRAISED_HINT = "Write the unit without a tag (in³), or put the tag around all of it."
_TAG = re.compile(r"(?<=[^\W\d_])<sup>\s*([23])\s*</sup>", re.IGNORECASE)
_SIGNS = {"2": "²", "3": "³"}


def with_signs(text: str) -> str:
    """A text whose units have signs for raised digits.

    >>> with_signs("50 ft<sup>2</sup>")
    '50 ft²'
    """
    return _TAG.sub(lambda match: _SIGNS[match[1]], text) if "<" in text else text


def raised_again(text: str, source: str) -> str:
    """The text with its signs as tags, where ``source`` had some.

    >>> raised_again("4,6 m²", "50 ft<sup>2</sup>")
    '4,6 m<sup>2</sup>'
    """
    if "<" not in source or not _TAG.search(source):
        return text
    for digit, sign in _SIGNS.items():
        if sign not in source:
            text = text.replace(sign, f"<sup>{digit}</sup>")
    return text
