"""What only shows across listings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.validation.duplicates import KeyRecord, TitleRecord, find_equal_titles, find_same_key_other_content


def test_titles_that_became_equal_are_told_once_a_group() -> None:
    """Cup and Mug both became Becher: one finding for each product, whatever its variants."""
    index = [
        TitleRecord("cup-s", "cup", "Cup", "Becher", place="B2", line=2),
        TitleRecord("cup-m", "cup", "Cup", "Becher", place="B3", line=3),
        TitleRecord("mug", "mug", "Mug", " becher", place="B4", line=4),
        TitleRecord("lid", "lid", "Lid", "Deckel", place="B5", line=5),
    ]
    findings = find_equal_titles(index)
    assert [(f.code, f.listing, f.place, f.line) for f in findings] == [
        ("titles-became-equal", "cup-s", "B2", 2),
        ("titles-became-equal", "mug", "B4", 4),
    ]
    assert len({f.group for f in findings}) == 1
    assert "'mug'" in findings[0].message


def test_what_was_equal_before_is_not_told() -> None:
    """Titles that were equal in the source, empty ones, and variants of one product are no finding."""
    index = [
        TitleRecord("a", "a", "Mug", "Becher"),
        TitleRecord("b", "b", "mug", "Becher"),
        TitleRecord("c", "c", "Cup", ""),
        TitleRecord("d", "d", "Lid", ""),
        TitleRecord("e1", "e", "Big lid", "Deckel"),
        TitleRecord("e2", "e", "Small lid", "Deckel"),
    ]
    assert find_equal_titles(index) == []


titles = st.sampled_from(["", "a", "A", "b", "c"])


@given(st.lists(st.tuples(st.sampled_from("xyz"), titles, titles), max_size=12))
def test_equal_titles_agree_with_the_plain_definition(rows: list[tuple[str, str, str]]) -> None:
    """A finding is there exactly if two groups' first records with that title differ in the source."""
    index = [TitleRecord(str(i), group, source, target) for i, (group, source, target) in enumerate(rows)]
    expected: set[str] = set()
    for record in index:
        firsts: dict[str, TitleRecord] = {}
        for other in index:
            if other.target and other.target.casefold() == record.target.casefold():
                firsts.setdefault(other.group, other)
        if len({r.source.casefold() for r in firsts.values()}) > 1:
            expected |= {r.key for r in firsts.values()}
    assert {f.listing for f in find_equal_titles(index)} == expected


def test_a_key_with_two_contents() -> None:
    """The later listing gets the finding, which names the earlier one; a mere repetition is none."""
    index = [
        KeyRecord("mug", {"title": "Mug", "price": "9.50"}, "A2", 2, 0, "a.csv"),
        KeyRecord("mug", {"title": "Mug"}, "A3", 3, 1, "b.csv"),
        KeyRecord("mug", {"title": "Mug", "price": "8.00"}, "A4", 4, 2, "c.csv"),
        KeyRecord("cup", {"title": "Cup"}, "A5", 5, 2, "c.csv"),
    ]
    ((source, finding),) = find_same_key_other_content(index)
    assert (source, finding.code, finding.listing, finding.field, finding.place) == (
        2,
        "same-key-other-content",
        "mug",
        "price",
        "A4",
    )
    assert "a.csv A2" in finding.message


def test_a_key_that_repeats_within_one_catalog_is_not_compared() -> None:
    """Rows of one file are told apart when it is read."""
    index = [KeyRecord("mug", {"title": "Mug"}), KeyRecord("mug", {"title": "Cup"})]
    assert find_same_key_other_content(index) == []
