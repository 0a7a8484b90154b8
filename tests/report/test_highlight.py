from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from localize.report.highlight import Piece, marked_source, marked_target
from localize.report.model import FieldView

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.text(alphabet="ab 12.é水-", max_size=30)


def plain(pieces: list[Piece]) -> str:
    """The text that the pieces make up."""
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)


def marks(pieces: list[Piece]) -> list[tuple[str, int]]:
    """The marked pieces alone."""
    return [piece for piece in pieces if not isinstance(piece, str)]


def test_converted_values_are_marked_on_both_sides(make_change: Callable[..., Any]) -> None:
    """In a translated text the spans are marked, not the words that the translation changed anyway."""
    view = FieldView(
        "title",
        "24-inch shelf",
        "Regal, 61 cm",
        [
            make_change("convert", "24-inch", "61 cm", scope="span"),
            make_change("translate", "24-inch shelf", "Regal, 61 cm"),
        ],
    )
    assert marked_source(view) == [("24-inch", 0), " shelf"]
    assert marked_target(view) == ["Regal, ", ("61 cm", 0)]


def test_a_value_is_not_found_inside_another(make_change: Callable[..., Any]) -> None:
    """10 cm is not marked in 110 cm, and a value that occurs twice is marked twice."""
    spans = [make_change("convert", "4 in", "10 cm", scope="span") for _ in range(2)]
    view = FieldView("title", "", "110 cm, 10 cm, 10 cm", spans)
    assert plain(marked_target(view)) == "110 cm, 10 cm, 10 cm"
    assert marks(marked_target(view)) == [("10 cm", 0), ("10 cm", 1)]
    assert marked_target(view)[0] == "110 cm, "


def test_the_longer_value_comes_first(make_change: Callable[..., Any]) -> None:
    """A single value does not take a piece out of a range that contains the same words."""
    spans = [
        make_change("convert", "24 in", "61 cm", scope="span"),
        make_change("convert", "24 in x 12 in", "61 cm x 30 cm", scope="span"),
    ]
    view = FieldView("title", "", "61 cm x 30 cm, 61 cm", spans)
    assert marked_target(view) == [("61 cm x 30 cm", 1), ", ", ("61 cm", 0)]


def test_scripts_without_spaces(make_change: Callable[..., Any]) -> None:
    """A term is found between Japanese characters."""
    view = FieldView("title", "bottle", "新しい水筒です", [make_change("terms", "bottle", "水筒", scope="span")])
    assert marked_target(view) == ["新しい", ("水筒", 0), "です"]


def test_what_a_rule_added_is_marked(make_change: Callable[..., Any]) -> None:
    """After a translation the words that a rule put in are marked in the output, and nothing in the source."""
    after = "Lampe (Energieklasse A)"
    view = FieldView(
        "title", "Lamp", after, [make_change("translate", "Lamp", "Lampe"), make_change("rules", "Lampe", after)]
    )
    assert marks(marked_target(view)) == [("(Energieklasse A)", 1)]
    assert marked_source(view) == ["Lamp"]


def test_edits_within_one_language(make_change: Callable[..., Any]) -> None:
    """Without a translation both sides show the words that differ."""
    view = FieldView(
        "title",
        "grey color shirt",
        "grey colour shirt",
        [make_change("terms", "grey color shirt", "grey colour shirt")],
    )
    assert marks(marked_source(view)) == [("color", 0)]
    assert marks(marked_target(view)) == [("colour", 0)]


def test_a_number_is_one_word(make_change: Callable[..., Any]) -> None:
    """8.5 that became EU 41.5 is marked with its decimals, although both end alike."""
    view = FieldView("size", "8.5", "EU 41.5", [make_change("convert", "8.5", "EU 41.5")])
    assert marked_source(view) == [("8.5", 0)]
    assert marked_target(view) == [("EU 41.5", 0)]


def test_a_long_edit_is_marked_as_a_whole(make_change: Callable[..., Any]) -> None:
    """Two texts of thousands of different words are not compared word by word."""
    before, after = "old " * 3000 + "end", "new " * 3000 + "end"
    view = FieldView("body", before, after, [make_change("rules", before, after)])
    assert len(marks(marked_target(view))) == 1


@given(TEXTS, TEXTS, st.lists(st.tuples(st.sampled_from(["span", "field"]), TEXTS, TEXTS), max_size=6))
def test_no_character_is_lost(source: str, target: str, changes: list[tuple[str, str, str]]) -> None:
    """Whatever the changes claim, the pieces make up exactly the text."""
    made = [{"scope": s, "stage": "rules", "before": b, "after": a} for s, b, a in changes]
    view = FieldView("title", source, target, made)
    assert plain(marked_source(view)) == source
    assert plain(marked_target(view)) == target


def test_a_cell_with_thousands_of_changes_is_shown_in_time() -> None:
    """A huge cell is shown with its first marks, and the report does not wait for the rest."""
    changes = [
        {"scope": "span", "stage": "convert", "before": "2 in", "after": "5 cm", "why": "", "by": ""}
        for _ in range(20_000)
    ]
    view = FieldView("description", "2 in and " * 20_000, "5 cm e " * 20_000, changes)
    marks = [piece for piece in marked_target(view) if isinstance(piece, tuple)]
    assert 0 < len(marks) <= 300
