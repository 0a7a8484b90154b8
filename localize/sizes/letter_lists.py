"""``S/M/L`` and ``XS–3XL`` without the word "size": letters in rising order, sizes where the product has some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.sizes.mention import SizeMention
from localize.sizes.parsing import parse_size_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_letter_lists", "rises"]

_ONE = r"(?:[2-6]?X{1,4}[SL]|[SML])"
_LIST = re.compile(
    rf"(?=[2-6SMLX])(?<![^\s(\[:,;|]){_ONE}(?P<join>[ ]?[/–-][ ]?){_ONE}(?:(?P=join){_ONE})*(?![\w'’/–-])"
)
_JOINED = re.compile(r"[SML][ ]?[/–-]")  # behind every first one: a search skips to a set of letters fast
_ONE_ALONE = re.compile(_ONE)
_SCALE = ("S", "M", "L")


def find_letter_lists(text: str) -> Iterator[Span]:
    """Every such list or range.

    >>> [span.text for span in find_letter_lists("Hoodie (XS–3XL), M/S Caribbean, L/S tee")]
    ['XS–3XL']
    """
    if not _JOINED.search(text):
        return
    for match in _LIST.finditer(text):
        join = match["join"]
        parts = match.group().split(join)
        values = [value for part in parts if (value := parse_size_value(part))]
        is_range = "/" not in join and len(parts) == 2
        if rises(parts) and len(values) == len(parts) and (is_range or "/" in join):
            mention = SizeMention(tuple(values), joined=join, needs="letters")
            yield Span(match.start(), match.end(), SpanKind.SIZE, match.group(), mention)


def rises(letters: Sequence[str]) -> bool:
    """True for letter sizes from the smallest to the largest.

    >>> rises(["XS", "S", "2XL"]), rises(["M", "S"]), rises(["A", "B"])
    (True, False, False)
    """
    ranks = [_rank(one) for one in letters if _ONE_ALONE.fullmatch(one)]
    return len(ranks) == len(letters) and ranks == sorted(set(ranks))


def _rank(letters: str) -> int:
    """Where a letter size stands: -1 for XS, 0 for S, 4 for XXL and 2XL."""
    many = int(letters[0]) if letters[0].isdigit() else letters.count("X")
    return _SCALE.index(letters[-1]) + (many if letters[-1] == "L" else -many)
