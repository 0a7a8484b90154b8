"""How what stands for a slot may look in an engine's output: exactly that, but for what engines respell at will."""

from __future__ import annotations

import re
from functools import lru_cache

from localize.text.borders import edges

__all__ = ["form_pattern"]

_CARRIER = re.compile(r"\[(\d+)\]")
_LOOSE = re.compile(r"(?P<blanks>\s+)|(?<=\d)(?:(?P<mark>[.,])|[–-])(?=\d)")
_LOOSELY = {"blanks": r"\s*", "mark": "[.,]", None: r"(?:\s*[–—-]\s*|\s[^\W\d_]{1,4}\s)"}


@lru_cache(maxsize=10_000)
def form_pattern(form: str, *, spaced: bool = False) -> re.Pattern[str]:
    """Where a form stands in an output: blanks come and go, a decimal mark may be the other one, a range have a word.

    ``spaced`` promises that the output has no character of a script without blanks, which makes for quicker patterns.
    What is found is replaced by the slot's target, so the engine's spelling is not kept.

    >>> bool(form_pattern("1,134 kg").search("pesa 1.134 kg")), bool(form_pattern("1,134 kg").search("pesa 11.134 kg"))
    (True, False)
    """
    if match := _CARRIER.fullmatch(form):
        return re.compile(rf"\[\s*{match.group(1)}\s*\]")
    text, body, position = form.strip(), "", 0
    for loose in _LOOSE.finditer(text):
        body += re.escape(text[position : loose.start()]) + _LOOSELY[loose.lastgroup]
        position = loose.end()
    body += re.escape(text[position:])
    left, right = edges(text, spaced=spaced)
    before = left + r"(?<!\d[.,])" if form[:1].isalnum() else ""
    after = right + r"(?![.,]\d)" if form[-1:].isalnum() else ""
    return re.compile(before + body + after)
