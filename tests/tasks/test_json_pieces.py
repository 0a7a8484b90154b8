"""Lines put together from pieces against the encoder that writes whole ones."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from localize.listing import Change
from localize.tasks.json_pieces import change_lines, json_line, quoted

TEXTS = st.one_of(st.text(), st.text(min_size=1).map(lambda text: text * 80))


@given(TEXTS)
def test_a_piece_is_what_the_encoder_writes(text: str) -> None:
    """Short or long, new or written before."""
    assert quoted(text) == quoted(text) == json.dumps(text, ensure_ascii=False)


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.integers(1, 10**6), st.sampled_from(["field", "span"]))
def test_a_change_is_the_line_that_its_published_form_gives(
    listing: str, place: str, before: str, after: str, seq: int, scope: str
) -> None:
    """Byte for byte, whatever stands in it."""
    change = Change(listing, "title", place, seq, scope, "terms", before, after, "dictionary", "a.csv:2")  # type: ignore[arg-type]
    assert list(change_lines([change])) == [json_line(change.to_dict())]


def test_changes_of_other_places_share_their_piece_but_not_their_place() -> None:
    """What is remembered of a change is never where it was."""
    first = Change("a", "title", "C2", 1, "field", "terms", "cup", "xícara", "dictionary")
    second = Change("b", "name", "D3", 4, "field", "terms", "cup", "xícara", "dictionary")
    third = Change("b", "title", "C3", 5, "field", "terms", "cup", "xícara", "dictionary")
    lines = [*change_lines([first]), *change_lines([second, third, second])]
    assert list(map(json.loads, lines)) == [change.to_dict() for change in (first, second, third, second)]
