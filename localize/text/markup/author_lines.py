"""Is a text in markup written in lines, though a browser would run them together?

Descriptions that were typed or pasted without tags stand in HTML columns, too: a heading, a specification or a sentence a
line. Asked as one sentence they come back as one, and their lines with it. A source that an editor wrapped or indented
is another thing: its lines go on in small letters, are long, or hang under a tag.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["written_in_lines"]

_SHORTER_THAN_WRAPPED = 50
"""Characters; no editor wraps earlier, where it does not indent."""

_INDENTED = re.compile(r"[\r\n](?: {2,}|\t)\s*\S")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")
_GOES_ON = re.compile(r"[,.;:!?)\]}&/…]")
_OPENS = "\"'“‘(["


def written_in_lines(text: str) -> bool:
    r"""Do most of a text's line breaks end something?

    >>> written_in_lines("Care\nMachine wash cold.\nLine dry")
    True
    >>> written_in_lines("A mug that keeps\nyour tea warm")
    False
    """
    if "\n" not in text and "\r" not in text:
        return False
    lines = [line for raw in text.splitlines() if (line := raw.strip())]
    if len(lines) < 2 or _INDENTED.search(text.strip()):
        return False
    if any(line[0].islower() or _GOES_ON.match(line) for line in lines):
        return False
    pairs = list(pairwise(lines))
    return 2 * sum(_ended(*pair) for pair in pairs) > len(pairs)


def _ended(line: str, following: str) -> bool:
    first = following[0]
    starts_with_sign = not first.isalnum() and first not in _OPENS
    return starts_with_sign or len(line) < _SHORTER_THAN_WRAPPED or _ENDS.search(line) is not None
