"""Fast ways through records and their plain twins: they must agree, whatever the file holds."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from localize.formats.dialect import Dialect
from localize.formats.json_text import locate, located
from localize.formats.records import plain_split, raw_records, split_record

DIALECTS = st.builds(Dialect, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(['"', ""]))
MARKS = st.text(st.sampled_from('a ",;\t|\r\n\\é'), max_size=40)
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
OBJECTS = st.dictionaries(st.text(max_size=4), VALUES | st.lists(VALUES, max_size=2) | st.dictionaries(MARKS, VALUES))


@given(MARKS, DIALECTS)
def test_a_record_is_split_the_same_at_once_and_cell_by_cell(text: str, dialect: Dialect) -> None:
    """Quotes, line breaks in them, text behind a closing quote, stray ends of line."""
    for _, raw in raw_records(text.splitlines(keepends=True), dialect, lenient=True):
        assert split_record(raw, dialect) == plain_split(raw, dialect)


@given(value=OBJECTS, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_values_of_a_flat_object_are_where_the_plain_way_finds_them(
    value: dict[str, object], *, ascii_only: bool, indent: int | None
) -> None:
    """Of one with objects or lists in it, too, which goes the plain way."""
    text = f" {json.dumps(value, ensure_ascii=ascii_only, indent=indent)}\n"
    assert list(located(text)) == list(locate(text))
