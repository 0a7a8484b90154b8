"""Prefixes as Portuguese writes them since 1990: “antirreflexo”, “micro-ondas”, “super-resistente”, “multicâmera”.

Source: Acordo Ortográfico da Língua Portuguesa (1990), base XVI. Before h, and between equal letters, stands a hyphen;
otherwise prefix and word are one, and an r or s behind a vowel is doubled.
"""

from __future__ import annotations

__all__ = ["prefixed"]

_VOWELS = "aeiou"
_PLAIN = str.maketrans("áâãàéêíóôõú", "aaaaeeiooou")


def prefixed(prefix: str, word: str) -> str:
    """The word with a prefix, which keeps a hyphen of its own (``pré-``); names and codes are never grown onto.

    >>> prefixed("anti", "reflexo"), prefixed("micro", "ondas"), prefixed("super", "resistente"), prefixed("anti", "idade")
    ('antirreflexo', 'micro-ondas', 'super-resistente', 'anti-idade')
    >>> prefixed("multi", "câmera"), prefixed("mini", "HDMI"), prefixed("pré-", "lavado")
    ('multicâmera', 'mini-HDMI', 'pré-lavado')
    """
    if prefix.endswith("-"):
        return prefix + word
    last, first = prefix[-1:].casefold(), word[:1].translate(_PLAIN)
    if not first.islower() or first in {"h", last} or (prefix.casefold() == "sub" and first == "r"):
        return f"{prefix}-{word}"
    if last in _VOWELS and first in "rs":
        return prefix + first + word
    return prefix + word
