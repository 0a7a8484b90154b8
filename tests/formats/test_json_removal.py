"""Amounts of money without a number are taken out of JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.formats.json_removal import without_empty_money


@pytest.mark.parametrize(
    ("text", "emptied", "left"),
    [
        ('{"a": [{"currency": "EUR", "value": null}], "b": 1}', "/a/0/value", '{"b": 1}'),
        ('{"b": 1, "a": [{"currency": "EUR", "value": null}]}', "/a/0/value", '{"b": 1}'),
        ('{"b": 1, "a": [{"currency": "EUR", "value": null}], "c": 2}', "/a/0/value", '{"b": 1, "c": 2}'),
        ('{"a": {"currency": "EUR", "value": null}}', "/a/value", '{"a": {"currency": "EUR", "value": null}}'),
        (
            '{"a": [{"currency":"EUR","value":null}, {"currency":"EUR","value":5}]}',
            "/a/0/value",
            '{"a": [{"currency":"EUR","value":5}]}',
        ),
        (
            '{"a": [{"currency":"EUR","value":5},\n  {"currency":"EUR","value":null}]}',
            "/a/1/value",
            '{"a": [{"currency":"EUR","value":5}]}',
        ),
        (
            '{"p": [{"op":"replace","path":"/x","value":[{"currency":"EUR","value":null}]},{"op":"add"}]}',
            "/p/0/value/0/value",
            '{"p": [{"op":"add"}]}',
        ),
        (
            '{"p": [{"op":"replace","path":"/x","value":[{"currency":"EUR","value":null}]}]}',
            "/p/0/value/0/value",
            '{"p": []}',
        ),
        ('{"a": {"b": [{"currency": "EUR", "value": null}]}}', "/a/b/0/value", '{"a": {}}'),
        ('{"a": {"value": null}, "b": "]}"}', "/a/value", '{"a": {"value": null}, "b": "]}"}'),
        ('{"currency": "EUR", "value": null}', "/value", '{"currency": "EUR", "value": null}'),
        ('{"a/b": [{"currency": "x", "value": null}], "c": 1}', "/a~1b/0/value", '{"c": 1}'),
    ],
)
def test_what_lost_its_number_goes(text: str, emptied: str, left: str) -> None:
    """With what held only that, its comma and its patch; other objects and the listing itself stay."""
    assert without_empty_money(text, [emptied]) == left


_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
_VALUES = st.recursive(
    _SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=3), v, max_size=3)
)


@given(st.lists(st.tuples(st.text(max_size=3), _VALUES), max_size=4), st.integers(0, 4), st.sampled_from([None, 1]))
def test_all_else_stays(members: list[tuple[str, object]], place: int, indent: int | None) -> None:
    """Whatever stands before and behind it, and however it is written."""
    others = {f"k{name}": value for name, value in members}
    names = list(others)
    ordered = [*names[:place], "money", *names[place:]]
    whole = {**others, "money": [{"currency": "EUR", "value": None}]}
    text = json.dumps({name: whole[name] for name in ordered}, indent=indent)
    left = without_empty_money(text, ["/money/0/value"])
    assert json.loads(left) == others
    assert list(json.loads(left)) == names
