"""Texts as words and marks: what terms are compared by.

* A number with its separators is one token, so that ``{n}`` never stands for the 500 of ``1,500``.
* In scripts without blanks every character is a token, for only the dictionary knows where a word ends; a run of katakana
  is one, since it is a word or a compound of words (``パン``, bread, does not stand in ``パンツ``, trousers).
* Capitals, composed and decomposed letters, straight and curly apostrophes, soft hyphens make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from localize.text.borders import JOINERS, MARKS, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NUMBER", "TOKEN", "Token", "folded", "is_number", "tokens_of", "with_numbers", "words_of"]

NUMBER = "{n}"
"""What stands for any number in a term."""

_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_LETTER = rf"(?:[^\W_{UNSPACED}]|[{MARKS}{JOINERS}])"
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
TOKEN = re.compile(
    r"\{n\}"
    rf"|\d+(?:[.,]\d+)+{_LETTER}*"
    rf"|{_LETTER}+(?:['’ʼ]{_LETTER}+)*"
    rf"|[{_KATAKANA}]+"
    rf"|[{UNSPACED}][{_THAI_MARKS}]*"
    r"|[^\w\s]|_"
)
"""Pattern of a word or a mark."""
_IS_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PLAIN = re.compile("[A-Za-z ]+")
_ODD = re.compile(rf"[{JOINERS}]")
_FOLDS = str.maketrans({"’": "'", "ʼ": "'", "ı": "i", "\u0307": None})


class Token(NamedTuple):
    """A word or a mark, folded, at ``start`` to ``end`` of its text."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Words and marks of a text, folded, with their places.

    >>> [t.text for t in tokens_of("Men's T-Shirt, 1,500 pieces")]
    ["men's", 't', '-', 'shirt', ',', '1,500', 'pieces']
    """
    return [Token(folded(m.group()), m.start(), m.end()) for m in TOKEN.finditer(text)]


def words_of(text: str) -> tuple[str, ...]:
    """The tokens of a text without their places; quickly for plain English words, of which dictionaries mostly consist."""
    if _PLAIN.fullmatch(text):
        return tuple(text.lower().split())
    return tuple(token.text for token in tokens_of(text))


def folded(word: str) -> str:
    """A word as it is compared: without capitals and without what people do not see.

    Turkish capitals have no lower case of their own here: ``I``, ``İ``, ``ı`` and ``i`` are one letter.
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFC", _ODD.sub("", word))
    return plain.casefold().translate(_FOLDS)


def with_numbers(form: str, numbers: Sequence[str]) -> str:
    """An entry's words with each ``{n}`` as its number, in their order; what is left over gets the last one.

    >>> with_numbers("{n} to {n}", ("6", "12")), with_numbers("pack of {n}", ("3",)), with_numbers("a pack", ())
    ('6 to 12', 'pack of 3', 'a pack')
    """
    for number in numbers[:-1]:
        form = form.replace(NUMBER, number, 1)
    return form.replace(NUMBER, numbers[-1]) if numbers else form


def is_number(token: str) -> bool:
    """Is it all digits and separators?"""
    return token[:1].isdigit() and _IS_NUMBER.fullmatch(token) is not None
