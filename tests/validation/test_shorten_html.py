"""Markup that is too long gets shorter at the ends of its blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.listing import Severity
from localize.text.markup import Kind, tokenize
from localize.validation.check import check_drafts
from localize.validation.fit import fit_drafts
from localize.validation.shorten_html import shorten_html
from localize.validation.verify import verify_drafts

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context
    from localize.listing import Draft


def at_most(limit: int) -> Callable[[str], bool]:
    """Texts of so many characters fit."""
    return lambda text: len(text) <= limit


@pytest.mark.parametrize(
    ("value", "limit", "short"),
    [
        ("<p>A mug.</p><p>Nice.</p><p>Very nice.</p>", 30, "<p>A mug.</p><p>Nice.</p>"),
        ("<p>A mug.</p><p>Holds 500 ml.</p><p>Nice.</p>", 35, "<p>A mug.</p><p>Holds 500 ml.</p>"),
        ("<p>A mug.</p><ul><li>Blue</li><li>Green</li></ul>", 36, "<p>A mug.</p><ul><li>Blue</li></ul>"),
        ("<p>A mug.</p>\n<ul>\n<li>Blue</li>\n<li>Green</li>\n</ul>", 20, "<p>A mug.</p>\n"),
        ("<p>A mug.</p><h2>Care</h2><p>Wash by hand.</p>", 20, "<p>A mug.</p>"),
        ("<div><p>A <b>mug</b>.</p><p>Nice <i>one</i>.</p></div>", 40, "<div><p>A <b>mug</b>.</p></div>"),
        ("A mug.<br>Soft.<br><br>Round.<br>Blue.", 25, "A mug.<br>Soft.<br><br>"),
        ("<p>A mug. It is blue. It is soft.</p>", 27, "<p>A mug. It is blue.</p>"),
        ("A mug.\nBlue\nSoft and round", 12, "A mug.\nBlue"),
        ("マグカップ。青い。丸い。", 9, "マグカップ。青い。"),
        ("<table><tr><td>A mug</td></tr><tr><td>Blue</td></tr></table>", 45, "<table><tr><td>A mug</td></tr></table>"),
    ],
)
def test_the_last_spare_blocks_go(value: str, limit: int, short: str) -> None:
    """Whole blocks, items and lines, then sentences; with them lists and headings that hold nothing any more."""
    assert (shorten_html(value, at_most(limit)) or "").strip() == short.strip()


@pytest.mark.parametrize(
    ("value", "limit"),
    [
        ("<p>A mug.</p><p>500 ml</p>", 15),
        ("<p>One long sentence that does not end before this</p>", 20),
        ("<p>A <b>mug</p></b><p>Nice.</p>", 20),
        ("<p>A mug. <b>Blue</b> and soft.</p>", 20),
        ('<p>A mug.</p><p>See <a href="x">it</a></p><p><img src="x"></p>', 30),
    ],
)
def test_what_cannot_be_shortened_honestly_stays(value: str, limit: int) -> None:
    """Numbers stay, no sentence is cut, and overlapping elements are not touched."""
    assert shorten_html(value, at_most(limit)) is None


def test_protected_pieces_stay() -> None:
    """A block with a brand or a forced term is not spare; the one before it may go."""
    value = "<p>A mug.</p><p>Nice.</p><p>By ACME.</p>"
    assert shorten_html(value, at_most(30), ["ACME"]) == "<p>A mug.</p><p>By ACME.</p>"


blocks = st.recursive(
    st.sampled_from(["Soft and round.", "Holds 500 ml.", "<b>Blue</b> clay", "a<br>b", "ACME"]),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "ul", "li", "h2", "b"]), st.lists(inner, min_size=1, max_size=4)
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=12,
)


@given(value=st.lists(blocks, min_size=1, max_size=6).map("".join), limit=st.integers(5, 200))
def test_what_is_left_is_well_formed_and_keeps_what_must_stay(value: str, limit: int) -> None:
    """Tags are still balanced, numbers and protected words are all there, and the words are those of the value, in order."""
    short = shorten_html(value, at_most(limit), ["ACME"])
    if short is None:
        return
    assert len(short) <= limit
    path: list[str] = []
    for token in tokenize(short):
        if token.kind is Kind.OPEN and not token.alone:
            path.append(token.name)
        elif token.kind is Kind.CLOSE:
            assert path.pop() == token.name
    assert path == []
    seen, before = (re.sub("<[^>]*>", " ", text) for text in (short, value))
    assert re.findall(r"\d+|ACME", seen) == re.findall(r"\d+|ACME", before)
    rest = iter(before.split())
    assert all(word in rest for word in seen.split())


def test_fit_shortens_descriptions_and_verify_agrees(
    make_draft: Callable[..., Draft], make_context: Callable[..., Context]
) -> None:
    """Through the stages: a description over its limit loses its last blocks, and the proof takes that."""
    context = make_context(marketplace="walmart")
    long = "<p>A clay mug for 500 ml.</p>" + "<p>It is very nice and soft to hold.</p>" * 200
    draft = make_draft({"sku": "1", "title": "Mug", "description": long})
    (done,) = check_drafts(verify_drafts(fit_drafts([draft], context), context), context)
    assert 3900 < len(done.values["description"]) <= 4000
    assert done.values["description"].startswith("<p>A clay mug for 500 ml.</p>")
    assert [f.code for f in done.findings if f.severity is Severity.ERROR] == []
