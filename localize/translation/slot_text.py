r"""Texts with numbered slots, as people write them: ``Coffee mug, {1}``.

``{1}``, ``{2}`` … are slots; ``\{1}`` is the very characters, and backslashes before a slot or such characters are doubled.
Every other brace and backslash stands for itself.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Parts", "merged", "parts_of", "slot_fault", "slot_text"]

Parts = tuple[str | int, ...]
"""Literal texts, never empty and never two in a row, and slot numbers."""

_SLOT = re.compile(r"(\\*)\{([0-9]{1,4})\}")
_LITERAL = re.compile(r"(\\*)(\{[0-9]{1,4}\})")
_LAST = re.compile(r"\\+\Z")


def parts_of(text: str) -> Parts:
    r"""The literal texts and slots of a text.

    >>> parts_of(r"{1} of \{1}")
    (1, ' of {1}')
    """
    if "{" not in text:
        return (text,) if text else ()
    parts: list[str | int] = []
    position = 0
    for match in _SLOT.finditer(text):
        slashes = len(match.group(1))
        parts += [text[position : match.start()], "\\" * (slashes // 2)]
        parts.append(int(match.group(2)) if slashes % 2 == 0 else f"{{{match.group(2)}}}")
        position = match.end()
    return merged([*parts, text[position:]])


def slot_text(parts: Iterable[str | int]) -> str:
    r"""The inverse of :func:`parts_of`.

    >>> slot_text(["{1} costs ", 1])
    '\\{1} costs {1}'
    """
    parts = merged(parts)
    written: list[str] = []
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, int):
            written.append(f"{{{part}}}")
            continue
        literal = part
        if "{" in part:
            literal = _LITERAL.sub(lambda m: m.group(1) * 2 + "\\" + m.group(2), part)
        if isinstance(following, int) and literal.endswith("\\"):
            literal = _LAST.sub(lambda m: m.group() * 2, literal)
        written.append(literal)
    return "".join(written)


def merged(parts: Iterable[str | int]) -> Parts:
    """The same with neighbouring texts joined and empty ones left out."""
    joined: list[str | int] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def slot_fault(source: Parts, target: Parts) -> tuple[str, str]:
    """What is wrong with the slots of a translation, and what to do; two empty texts if nothing is.

    The source numbers its slots from 1 in their order; the translation has each exactly once, in any order.
    """
    wanted = [part for part in source if isinstance(part, int)]
    if wanted != list(range(1, len(wanted) + 1)):
        return (
            f"the source's slots are {_listed(wanted)}",
            "Number them {1}, {2} … in their order, or write \\\\{0} for the very characters {0}.",
        )
    found = [part for part in target if isinstance(part, int)]
    for number in found:
        if number not in wanted:
            has = f"The source has {_listed(wanted)}." if wanted else "The source has none."
            return f"unknown slot {{{number}}} in the translation", has
    for number in wanted:
        if found.count(number) != 1:
            how = "is missing from the translation" if number not in found else "is repeated in the translation"
            return f"slot {{{number}}} {how}", "Each slot of the source stands in the translation exactly once."
    return "", ""


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(f"{{{number}}}" for number in numbers)
