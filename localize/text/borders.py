"""Where a word begins and ends: in scripts with blanks at letters, in scripts without them nearly anywhere.

Japanese, Chinese, Thai, Lao, Khmer and Burmese write no blanks between words, so a word there has no border that a
pattern could see. Whether ``シャツ`` stands in ``シャツは`` is asked without borders on those sides; Latin words beside such
characters keep theirs (``LED`` stands in ``LEDライト``, not in ``LEDs``).
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["JOINERS", "MARKS", "UNSPACED", "edges", "has_unspaced", "is_unspaced", "standing"]

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""Characters of scripts without blanks, as a range inside ``[…]``."""

MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
"""Signs that belong to the letter before them, which ``\\w`` leaves out; as a range inside ``[…]``."""

JOINERS = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters without width that may stand inside a word: soft hyphen, zero-width blanks and joiners."""

_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_SPACED_LETTER = rf"[^\W{UNSPACED}]"
_STARTS_BARE = re.compile(rf"[\W{UNSPACED}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_COMPOUND_REST = 3


@lru_cache(maxsize=65_536)
def standing(form: str, *, spaced: bool = False) -> re.Pattern[str]:
    """A pattern, blind to capitals, for a form that stands as a word of its own.

    ``spaced`` promises that :func:`has_unspaced` is false of the text: the pattern for such a text is compiled in a
    fraction of the time. ``-stiefel`` stands at the end of a longer word and ``leder-`` at its beginning: the parts of a compound.

    >>> bool(standing("Stiefel").search("Wanderstiefel")), bool(standing("-stiefel").search("Wanderstiefel"))
    (False, True)
    """
    compound_end = len(form) > 1 and form[0] == "-" and form[1].isalpha()
    compound_start = len(form) > 1 and form[-1] == "-" and form[-2].isalpha()
    word = form.strip("-") if compound_end or compound_start else form
    body = r"\s+".join(re.escape(part) for part in word.split())
    left, right = edges(word, spaced=spaced)
    before = rf"(?<=[^\W\d_]{{{_COMPOUND_REST}}})" if compound_end else left
    after = rf"(?=[^\W\d_]{{{_COMPOUND_REST}}})" if compound_start else right
    return re.compile(before + body + after, re.IGNORECASE)


def edges(word: str, *, spaced: bool = False) -> tuple[str, str]:
    """What must not stand before and behind a word, as patterns; empty where its script or a mark at its edge has no border.

    ``spaced`` as for :func:`standing`.
    """
    if not word:
        return "", ""
    letter = r"\w" if spaced else _SPACED_LETTER
    before = "" if _STARTS_BARE.match(word) else rf"(?<!{letter})"
    if not _STARTS_BARE.match(word[-1]):
        return before, rf"(?!{letter})"
    return before, rf"(?![{_THAI_MARKS}])" if "\u0e00" <= word[-1] <= "\u0e7f" else ""


def has_unspaced(text: str) -> bool:
    """Is there a character of a script without blanks in it?

    >>> has_unspaced("Wanderstiefel für Männer"), has_unspaced("LEDライト")
    (False, True)
    """
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_unspaced(text: str) -> bool:
    """Does it begin in a script without blanks?"""
    return _UNSPACED.match(text) is not None
