"""Marks as engines know them: models learned from texts with straight quotes and blanks behind commas.

Curly quotes come back as dashes or not at all, and take letters with them ("Choose “State” or “Name”"); a word behind a comma
without a blank is left as it is. What the market writes instead is the business of its typography.
"""

from __future__ import annotations

import re

__all__ = ["with_known_marks"]

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_GLUED = re.compile(r"(?<=[^\W\d_]{2}),(?=[^\W\d_]{2})")


def with_known_marks(text: str) -> str:
    """An engine's input with straight quotes and with a blank behind each comma between words.

    >>> with_known_marks("For Pool,Pond and “Spa”")
    'For Pool, Pond and "Spa"'
    """
    return _GLUED.sub(", ", text.translate(_QUOTES))
