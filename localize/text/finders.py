"""Finders that need no domain: URLs, e-mail addresses, codes, numbers, symbols; placeholders have a module of their own.

Every pattern runs in linear time: alternatives start differently or quantifiers are possessive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.text.placeholders import find_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "OTHER_DIGITS",
    "find_codes",
    "find_emails",
    "find_numbers",
    "find_placeholders",
    "find_symbols",
    "find_urls",
]

OTHER_DIGITS = "\u0660-\u1c5f\ua620-\uffff\U00010000-\U0010ffff"
r"""Where Unicode has the digits of other scripts, for a set of characters: a search for a set is faster than one for ``\d``."""

_URL = re.compile(
    r"(?:https?://|ftp://|www\.)(?:[^\s<>\"'“”{}|\\^`\[\]]++|(?<=[\w)\]])\[[\w.\-]{0,40}\](?!\())++"
    r"|(?<![\w@.\-])[a-z0-9\-]{2,40}+(?:\.[a-z0-9\-]{2,40}+)*?\.(?:com|net|org|shop|store|info|eu|co\.uk)\b(?:/[^\s<>\"']*+)?"
)
_DOMAIN_END = re.compile(r"\.(?:com|net|org|shop|store|info|eu|co\.uk)\b")
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5}(?![\w@])")
# A run of what words and codes are written with that has no small letter: nearly no word.
_WITHOUT_SMALL = re.compile(r"(?<![A-Za-z0-9\-_./+])[\-_./+]*+([A-Z0-9][A-Z0-9\-_./+]*+)(?![a-z])")
_CODE = re.compile(
    r"(?=[^\s]*\d)(?:"
    r"[A-Z]{1,5}[-_]?\d{2,}[A-Z0-9]*+(?:[-_/][A-Z0-9]++)*+"  # KX-1400B, WH1000XM5
    r"|[A-Z]{2,}[A-Z0-9]*(?:[-_][A-Z0-9]+)+"  # ABC-D12
    r"|\d+[A-Z]{2,}\d+[A-Z0-9]*"  # 55QLED80
    r"|[A-Z]\d+[A-Z]+\d*"  # X2A
    r"|\d+[A-Z]"  # 3M
    r")\Z"
)
# Standards, with part and year: ISO 9001:2015, DIN EN 1335-1, ASTM F2413-18, EN 71-3.
_STANDARD = re.compile(
    r"(?<![\w-])(?:"
    r"(?:(?:DIN|BS|NF|UNI|UNE|NEN|PN|SS|SN|ABNT)[ -])?(?:(?:EN[ -])?ISO(?:/(?:IEC|TS|TR|ASTM))?|IEC|ASTM|ANSI(?:/[A-Z]{2,5})?|NBR"
    r"|AS/NZS|MIL-STD|CSA)[ -](?:[A-Z]{1,2}-?)?\d[\d.]*+[A-Z]?"
    r"|(?:DIN|BS|NF|UNI|UNE|NEN|PN|SS|SN)[ -]EN[ -]\d{2,5}+"
    r"|(?:DIN|EN) (?:\d{3,5}+|\d{2}+(?=[-:]\d))"
    r")(?:-\d{1,4}+)*+(?:[:+][A-Z]?\d{1,4}+)*+(?!\w)"
)
_BODY_OF_STANDARDS = re.compile(r"[A-Z]{2}[ /-]")  # how the names of all of them end
# Without a digit: a part that nobody can say (BLK, TSH), or a word in front that announces a code.
_LETTER_CODE = re.compile(r"(?=(?:[A-Z]+-)*[B-DF-HJ-NP-TV-XZ]{3,}(?:-|\Z))[A-Z]{2,}(?:-[A-Z]{1,})+\Z")
_ANY_CAPITALS = re.compile(r"[A-Z]{2,}(?:[-_/][A-Z]+)+\Z")
_ANNOUNCED = re.compile(
    r"\b(?:SKU|MPN|UPC|EAN|ASIN|(?:model|item|style|part|article|art|ref)(?:\s?(?:no|number|code|nr|#))?)\.?\s?[:#]?\s?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,'’]\d+)*+(?!\w)")
_TRADEMARK = re.compile(r"(?<![\w'’\-])(?=[\w'’\-]{0,40}[A-Z])[\w'’\-]{1,40}+[®™]++")
_CAPITALIZED_BEFORE = re.compile(r"(?<![\w'’\-])(?:[A-Z][\w'’\-]{0,30} ){1,2}\Z")
_LOWER_WORD = re.compile(r"(?<![\w'’\-])[a-z]{4}")
# Letters of other scripts; Latin ones are those of Unicode's Latin blocks, the ordinal signs and the micro sign.
_LATIN = "A-Za-zªºµÀ-ʯᴀ-ᶿḀ-ỿⁿﬀ-ﬆＡ-Ｚａ-ｚ"
_FOREIGN_WORD = (
    rf"[^\W\d_{_LATIN}](?:[^\W\d_{_LATIN}]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff\u200c\u200d])*+"
)
_FOREIGN = re.compile(rf"{_FOREIGN_WORD}(?:[ \u00a0]{_FOREIGN_WORD})*+")
_LATIN_SCRIPT = frozenset(
    {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "no", "fi", "cs", "ro", "tr", "hu"}
)
# What small models carry safely: letters, digits, spaces, everyday punctuation. Everything else travels as a span.
_SAFE_PUNCTUATION = "".join(map(re.escape, ".,;:!?'\"()-/%&’‘“”–—…"))
_SYMBOL = re.compile(rf"[^\w\s{_SAFE_PUNCTUATION}]++(?:[\u200d\ufe0f]++[^\w\s{_SAFE_PUNCTUATION}]*+)*+|_+")


def _spans(pattern: re.Pattern[str], text: str, kind: SpanKind) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end(), kind, match.group())


def find_urls(text: str, locale: str = "") -> Iterator[Span]:
    """Web addresses, without the punctuation that ends the sentence."""
    del locale
    if "://" not in text and "www." not in text and not _DOMAIN_END.search(text):
        return
    for match in _URL.finditer(text):
        url = _without_end(match.group())
        yield Span(match.start(), match.start() + len(url), SpanKind.URL, url)


def _without_end(url: str) -> str:
    """Without the sentence's punctuation; a bracket that the address opened is its own."""
    while url[-1:] in ".,;:!?*_" or (url.endswith(")") and url.count(")") > url.count("(")):
        url = url[:-1]
    return url


def find_emails(text: str, locale: str = "") -> Iterator[Span]:
    """E-mail addresses."""
    del locale
    if "@" in text:
        yield from _spans(_EMAIL, text, SpanKind.EMAIL)


def find_codes(text: str, locale: str = "") -> Iterator[Span]:
    """Model numbers and article codes: words that mix capitals and digits (``KX-1400B``, ``3M``), and names of standards."""
    standards = list(_standards(text, locale)) if _BODY_OF_STANDARDS.search(text) else []
    yield from standards
    for match in _WITHOUT_SMALL.finditer(text):
        word, start = match[1].rstrip("./-_"), match.start(1)
        if any(s.start <= start < s.end for s in standards):
            continue
        if _CODE.match(word) or _is_letter_code(text, start, word):
            yield Span(start, start + len(word), SpanKind.CODE, word)


def _standards(text: str, locale: str) -> Iterator[Span]:
    """Names of standards; “EN 100 DIAS” in Spanish and French is none, for there the word means *in*."""
    en_is_a_word = locale.partition("-")[0] in {"es", "fr"}
    for span in _spans(_STANDARD, text, SpanKind.CODE):
        if not (en_is_a_word and span.text.startswith("EN ") and "-" not in span.text and ":" not in span.text):
            yield span


def _is_letter_code(text: str, start: int, word: str) -> bool:
    if _LETTER_CODE.match(word):
        return True
    return _ANY_CAPITALS.match(word) is not None and _ANNOUNCED.search(text, max(0, start - 24), start) is not None


def find_numbers(text: str, locale: str = "") -> Iterator[Span]:
    """Every number that is written in digits; the last resort, owned by whatever contains it."""
    del locale
    return _spans(_NUMBER, text, SpanKind.NUMBER)


def find_symbols(text: str, locale: str = "") -> Iterator[Span]:
    """Emoji, bullets, stars, currency signs and whatever else a small vocabulary lacks; ``Gore-Tex®`` with its name."""
    yield from _spans(_SYMBOL, text, SpanKind.SYMBOL)
    if not text.isascii() and locale.partition("-")[0] in _LATIN_SCRIPT:
        yield from _spans(_FOREIGN, text, SpanKind.SYMBOL)
    if "®" in text or "™" in text:
        for match in _TRADEMARK.finditer(text):
            start = _name_start(text, match.start())
            yield Span(start, match.end(), SpanKind.SYMBOL, text[start : match.end()], why="trademark")


def _name_start(text: str, start: int) -> int:
    """Where a name begins whose last word begins at ``start``: words in capitals before it, but for the sentence's first."""
    before = _CAPITALIZED_BEFORE.search(text, max(0, start - 60), start)
    if before is None or not _LOWER_WORD.search(text):
        return start
    begins = not text[: before.start()].strip() or text[: before.start()].rstrip()[-1] in ".!?:\n"
    return start if begins else before.start()
