"""What is spilled to a file is there as if it were in memory."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import OutputError
from localize.spilled import Spilled

_KEYS = st.text(st.characters(), max_size=3) | st.sampled_from(["a", "A", "\ud800", "\0"])


@given(st.lists(st.tuples(_KEYS, st.dictionaries(_KEYS, _KEYS, max_size=2))), st.integers(1, 5))
def test_is_a_dict_whatever_lies_in_the_file(pairs: list[tuple[str, dict[str, str]]], at_hand: int) -> None:
    """Values set and set again, of keys with NULs and halves of characters, are those that a dict would give."""
    spilled, plain = Spilled[dict[str, str]](at_hand), dict[str, dict[str, str]]()
    for key, value in pairs:
        assert spilled.get(key) == plain.get(key)
        spilled[key] = plain[key] = value
    assert {key: spilled.get(key) for key in plain} == plain
    assert len(spilled) == len(plain)
    assert spilled.get("no such key") is None


def test_holds_no_more_in_memory_than_it_may() -> None:
    """However much is set and read, only some of it is at hand."""
    spilled = Spilled[int](at_hand=10)
    for number in range(1_000):
        spilled[f"{number}"] = number
    assert sum(spilled.get(f"{number}") or 0 for number in range(1_000)) == 499_500
    assert len(spilled._new) <= 10
    assert len(spilled._read) <= 10


def test_says_what_to_do_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is an error that names a way out."""

    def full(*_args: object, **_named: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    spilled = Spilled[int](at_hand=1)
    spilled["a"] = 1
    with pytest.raises(OutputError, match="disk is full") as caught:
        spilled["b"] = 2
    assert "SQLITE_TMPDIR" in caught.value.hint
