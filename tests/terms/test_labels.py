"""Labels in texts are names: entries for single values and names hold for the whole of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.terms.dictionary import Dictionary
from localize.terms.entry import Entry, Place
from localize.terms.labels import with_labels

DICTIONARY = Dictionary.of(
    [
        Entry("size", "tamanho", fields=("choice", "attribute*")),
        Entry("rim width", "largura do aro", fields=("choice",)),
    ]
)
PLACE = Place(field="description", role="html", market="pt-BR")


def found(text: str, *offsets: int) -> list[str]:
    """What is matched of a text beside nothing else."""
    matches = with_labels([], text, offsets, PLACE, DICTIONARY)
    return [text[m.start : m.end] for m in sorted(matches, key=lambda m: m.start)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Size: 42", ["Size"]),
        ("• Size: 42 • Rim width: 24 mm", ["Size", "Rim width"]),
        ("Soft wool.\nSize : 42", ["Size"]),
        ("* Size :- 42", ["Size"]),
        ("Rim width (mm): 24", ["Rim width"]),
        ("Size (as on the label of the box): 42", []),
        ("Choose your size: small or large", []),
        ("Size matters", []),
        ("Frame size: 42", []),
        ("10:30 size", []),
    ],
)
def test_a_label_is_all_that_stands_before_a_colon(text: str, labels: list[str]) -> None:
    """At the start of a text, a line or an item; a sentence that ends in a colon is none."""
    assert found(text) == labels


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Please tell us:\n\nSize\n- Rim width\nSize of the vest", ["Size", "Rim width"]),
        ("Size", ["Size"]),
        ("Size (inches)", ["Size"]),
        ("Size matters.", []),
        ("Size.", []),
    ],
)
def test_a_line_of_one_thing_is_a_name(text: str, lines: list[str]) -> None:
    """An item of a list, a line of a description: no sentence."""
    assert found(text) == lines


def test_a_value_behind_a_label_has_its_context() -> None:
    """*Light* as a colour is another word than a light lamp's."""
    dictionary = Dictionary.of(
        [Entry("light", "claro", fields=("*colo*r*",)), Entry("light", "leve", fields=("choice",))]
    )
    text = "• Colour: Light • Feel: light • Light and soft"
    matches = with_labels([], text, (), PLACE, dictionary)
    assert [(m.start, m.entry.translation) for m in sorted(matches, key=lambda m: m.start)] == [
        (10, "claro"),
        (24, "leve"),
    ]


def test_a_value_keeps_the_context_of_its_own_field() -> None:
    """The colour *light* is no light lamp, though it stands alone."""
    dictionary = Dictionary.of(
        [Entry("light", "claro", fields=("*colo*r*",)), Entry("light", "leve", fields=("choice",))]
    )
    place = Place(field="option1/value", label="Color", role="choice", market="pt-BR")
    matches = dictionary.candidates("Light", place)
    assert with_labels(matches, "Light", (), place, dictionary) is matches


def test_a_tag_begins_a_label() -> None:
    """Where a tag stands, a line may begin: ``Wool<br><b>Size:</b> 42``."""
    assert found("Wool Size: 42") == []
    assert found("Wool Size: 42", 5, 10) == ["Size"]


def test_the_entry_for_a_name_wins_over_that_of_all_texts() -> None:
    """Of two entries the narrower holds."""
    dictionary = Dictionary.of([Entry("light", "luz"), Entry("light", "claro", fields=("choice",))])
    text = "Light: yes"
    matches = with_labels(dictionary.candidates(text, PLACE), text, (), PLACE, dictionary)
    assert [m.entry.translation for m in matches] == ["claro"]


@given(st.text(alphabet="Size rim width:•\n ", max_size=40))
def test_nothing_but_whole_labels_is_matched(text: str) -> None:
    """Whatever the text: a colon follows each, a label or the line's start stands before it."""
    for match in with_labels([], text, (), PLACE, DICTIONARY):
        is_label = text[match.end :].lstrip(" \u00a0").startswith(":")
        assert is_label or text[: match.start].rstrip(" •")[-1:] in {"", "\n", ":"}
