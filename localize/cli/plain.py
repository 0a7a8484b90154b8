"""What an old code page cannot show: our own signs in plain letters, everything else escaped as JSON escapes it."""

from __future__ import annotations

import codecs

__all__ = ["PLAIN", "use_plain_signs"]

PLAIN = "localize-plain"
"""The name of the way to encode."""

_SIGNS = {"✓": "+", "✗": "x", "✎": "*", "→": "->", "…": "...", "“": '"', "”": '"', "·": "-", "×": "x"}


def use_plain_signs() -> str:
    """Make the way known to Python's codecs; its name, for ``errors=``."""
    codecs.register_error(PLAIN, _plain)
    return PLAIN


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_SIGNS.get(letter) or _escaped(letter) for letter in lost), error.end


def _escaped(letter: str) -> str:
    r"""``\u2603``; a pair of halves beyond the first plane, so that JSON on such a stream stays JSON.

    >>> _escaped("☃"), _escaped("😀")
    ('\\u2603', '\\ud83d\\ude00')
    """
    halves = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4))
