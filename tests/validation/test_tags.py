"""The tolerant scan of tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.validation.tags import same_tags, scan_tags, tag_structure


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("<p>a <b>c</b></p>", "<p><b>x</b> y</p>", True),
        ("<b>a</b> <i>c</i>", "<i>c</i> <b>a</b>", True),
        ("<b>a <i>c</i></b>", "<b>a</b> <i>c</i>", False),
        ("<p>a</p>", "<p>a", False),
        ("<p>a<br>b <b>c</b></p>", "<p><b>c</b> a<br/>b</p>", True),
        ('<a href="x">a</a>', '<a href="y">a</a>', False),
        ('<img src="x" alt="mug">', '<img alt="Becher" src="x">', True),
        ("a < 10 lb & b > c", "b", True),
        ("<!-- a -->", "<!-- b -->", False),
        ("</p>a", "a</p>", True),
        ("</p>a", "a", False),
        ("<P>a</P>", "<p>a</p>", True),
        ("<script>a<b</script>", "<script>a<b</script>", True),
        ("<script>x</script>", "<script>y</script>", False),
    ],
)
def test_structures(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Order among siblings and shown attributes may change; tags, parents and other attributes may not."""
    assert (tag_structure(one) == tag_structure(other)) is same
    assert same_tags(one, other) is same


markup = st.text(alphabet='<>/bpi "=!-', max_size=30)


@given(markup, markup)
def test_the_cheap_comparison_agrees_with_the_structures(one: str, other: str) -> None:
    """Comparing tags one by one gives the verdict of the structures, for a text and itself, too."""
    assert same_tags(one, other) is (tag_structure(one) == tag_structure(other))
    assert same_tags(one, one + "text") is (tag_structure(one) == tag_structure(one + "text"))


@given(st.text(alphabet="<>/abpi \"'=!-&;", max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    """The scan never fails, and equal texts have equal structures."""
    assert list(scan_tags(text)) == list(scan_tags(text))
    assert tag_structure(text) == tag_structure(text)


def test_deep_nesting_is_told_apart() -> None:
    """Beyond the nearest ancestors a digest speaks for the path; parents still count."""
    deep, moved = "<i>" * 20 + "<b>x</b>" + "</i>" * 20, "<i>" * 19 + "<b><i>x</i></b>" + "</i>" * 19
    assert tag_structure(deep) == tag_structure(deep)
    assert not same_tags(deep, moved)


def test_texts_that_people_read_may_differ_and_nothing_else() -> None:
    """A translated alt text is no change of markup, an address is."""
    assert same_tags("<img src=x alt=mug>", '<img src=x alt="eine Tasse">')
    assert same_tags("<input placeholder='Name' value='a'>", "<input placeholder='Nome' value='a'>")
    assert not same_tags("<input placeholder='Name' value='a'>", "<input placeholder='Name' value='b'>")
