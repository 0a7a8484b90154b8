"""Placeholders are looked for only where one can begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.text.placeholders import PLACEHOLDER, find_placeholders

PIECES = [
    "{{ a }}",
    "{n}",
    "{",
    "}",
    "%s",
    "%",
    "%%A%%",
    "$ORDER",
    "$5",
    "__A__",
    "_",
    "[[t]]",
    "[A_B]",
    "[",
    "]",
    "<%= a %>",
]
PIECES += ["&amp;", "&", "#tag", "#", "@me", "@", "a", "1", " ", "é", "\n", "${name}", "#{x}", "[size-chart id=3]"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_place_where_the_pattern_matches_is_found(text: str) -> None:
    """The quick way finds what trying the pattern everywhere finds, of texts without short codes that have an end."""
    assert [(s.start, s.end) for s in find_placeholders(text)] == [m.span() for m in PLACEHOLDER.finditer(text)]
