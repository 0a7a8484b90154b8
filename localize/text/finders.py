"""Finders that need no domain: placeholders, URLs, e-mail addresses, codes, numbers, symbols.

Every pattern runs in linear time: alternatives start differently or quantifiers are possessive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_codes", "find_emails", "find_numbers", "find_placeholders", "find_symbols", "find_urls"]

_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{0,200}+\}\}"  # {{ shop.name }}
    r"|\{%[^{}%]{0,200}+%\}"  # {% if %}
    r"|\$?\{(?:[A-Za-z_][\w.\-]{0,60}+|\d{1,3})\}"  # {name} ${name} {0}
    r"|%\([A-Za-z_]\w{0,60}+\)[sdif]"  # %(name)s
    r"|%[sd](?!\w)"  # %s
    r"|%%[A-Za-z_]\w{0,60}+%%"  # %%NAME%%
    r"|\[\[[^\[\]]{1,200}+\]\]"  # [[token]]
    r"|\[/?[a-z]++(?:[-_][a-z0-9]++)++(?: [^\[\]]{0,200}+)?\]"  # [size-chart id=3]
)
_URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"'“”{}|\\^`\[\]]++"
    r"|(?<![\w@.\-])[a-z0-9\-]{2,40}+(?:\.[a-z0-9\-]{2,40}+)*?\.(?:com|net|org|shop|store|info|eu|co\.uk)\b(?:/[^\s<>\"']*+)?"
)
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5}(?![\w@])")
_WORDLIKE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_./+]*+")
_CODE = re.compile(
    r"(?=[^\s]*\d)(?:"
    r"[A-Z]{1,5}[-_]?\d{2,}[A-Z0-9]*+(?:[-_/][A-Z0-9]++)*+"  # KX-1400B, WH1000XM5
    r"|[A-Z]{2,}[A-Z0-9]*(?:[-_][A-Z0-9]+)+"  # ABC-D12
    r"|\d+[A-Z]{2,}\d+[A-Z0-9]*"  # 55QLED80
    r"|[A-Z]\d+[A-Z]+\d*"  # X2A
    r"|\d+[A-Z]"  # 3M
    r")\Z"
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,'’]\d+)*+(?!\w)")
# What small models carry safely: letters, digits, spaces, everyday punctuation. Everything else travels as a span.
_SAFE_PUNCTUATION = "".join(map(re.escape, ".,;:!?'\"()-/%&’‘“”–—…"))
_SYMBOL = re.compile(rf"[^\w\s{_SAFE_PUNCTUATION}]++(?:[\u200d\ufe0f]++[^\w\s{_SAFE_PUNCTUATION}]*+)*+|_+")


def _spans(pattern: re.Pattern[str], text: str, kind: SpanKind) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end(), kind, match.group())


def find_placeholders(text: str, locale: str = "") -> Iterator[Span]:
    """Template variables and short codes: ``{{ shop.name }}``, ``{name}``, ``%s``, ``[size-chart]``."""
    del locale
    return _spans(_PLACEHOLDER, text, SpanKind.PLACEHOLDER)


def find_urls(text: str, locale: str = "") -> Iterator[Span]:
    """Web addresses, without the punctuation that ends the sentence."""
    del locale
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?)")
        yield Span(match.start(), match.start() + len(url), SpanKind.URL, url)


def find_emails(text: str, locale: str = "") -> Iterator[Span]:
    """E-mail addresses."""
    del locale
    if "@" in text:
        yield from _spans(_EMAIL, text, SpanKind.EMAIL)


def find_codes(text: str, locale: str = "") -> Iterator[Span]:
    """Model numbers and article codes: words that mix capitals and digits (``KX-1400B``, ``3M``)."""
    del locale
    for match in _WORDLIKE.finditer(text):
        word = match.group().rstrip("./-_")
        if _CODE.match(word) and not any(c.islower() for c in word):
            yield Span(match.start(), match.start() + len(word), SpanKind.CODE, word)


def find_numbers(text: str, locale: str = "") -> Iterator[Span]:
    """Every number that is written in digits; the last resort, owned by whatever contains it."""
    del locale
    return _spans(_NUMBER, text, SpanKind.NUMBER)


def find_symbols(text: str, locale: str = "") -> Iterator[Span]:
    """Emoji, bullets, stars, currency signs and whatever else a small vocabulary lacks."""
    del locale
    return _spans(_SYMBOL, text, SpanKind.SYMBOL)
