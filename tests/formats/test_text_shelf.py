"""Texts on a shelf are found again by their numbers, wherever they lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.formats.shared_strings import NewStrings, read_shared_strings
from localize.formats.text_shelf import TextShelf

_TEXTS = st.lists(st.text(st.characters(), max_size=8), max_size=40)


@given(_TEXTS, st.integers(0, 60))
def test_every_text_has_its_number(texts: list[str], characters: int) -> None:
    """However many lie in the file, halves of characters among them, each comes back, also between two that are put on."""
    shelf = TextShelf(characters)
    for number, text in enumerate(texts):
        shelf.append(text)
        assert shelf[number // 2] == texts[number // 2]
    assert list(shelf) == texts


@given(_TEXTS, st.integers(0, 60))
def test_there_are_no_other_numbers(texts: list[str], characters: int) -> None:
    """Numbers before the first and after the last have no text."""
    shelf = TextShelf(characters)
    for text in texts:
        shelf.append(text)
    for number in (-1, len(texts)):
        with pytest.raises(IndexError):
            shelf[number]


@pytest.mark.parametrize("tag", ["<sst/>", "<sst></sst>"])
def test_new_strings_stand_under_their_numbers(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where so many are new that equal ones no longer all share one."""
    monkeypatch.setattr("localize.formats.shared_strings._SHARED", 3)
    new = NewStrings(0)
    texts = [f"text {number % 7}" for number in range(30)]
    numbers = [new.index(text) for text in texts]
    written = read_shared_strings(new.appended([tag.encode()], "part"), "part")
    assert [written[number] for number in numbers] == texts
    assert len(written) == len(new) > 7
