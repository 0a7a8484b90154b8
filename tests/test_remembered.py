"""What is remembered is found again, and memory does not grow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.remembered import Remembered


def test_finds_what_was_put() -> None:
    """A value is found under its key, and nothing under another."""
    known = Remembered[int]()
    assert known.put(("a text", 1), 7, 6) == 7
    assert known.get(("a text", 1)) == 7
    assert known.get(("a text", 2)) is None


@given(st.lists(st.text(max_size=30), max_size=200))
def test_holds_two_generations_at_most(texts: list[str]) -> None:
    """Whatever is put in, it stands for no more text than two generations and a text each."""
    limit = 50
    known = Remembered[str](limit)
    for text in texts:
        known.put(text, text, len(text))
    held = [text for text in set(texts) if known.get(text) is not None]
    assert sum(map(len, held)) <= 2 * (limit + 30)


def test_the_latest_is_still_there() -> None:
    """A text that fills a generation by itself is remembered until the next comes."""
    known = Remembered[str](4)
    known.put("first", "first", 5)
    known.put("second", "second", 6)
    assert (known.get("first"), known.get("second")) == ("first", "second")
    known.put("third", "third", 5)
    assert known.get("first") is None
