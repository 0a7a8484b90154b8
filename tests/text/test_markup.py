"""Markup: nothing is lost, text is text, tags are anchors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.markup import Block, Document, tag_skeleton

PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<li>", "<ul>", "</ul>", "<!-- note -->", '<img src="x" alt="Red shoe">',
    "<a href='https://x.y/z?a=1&b=2' title='See \"this\"'>", "</a>", "<script>if (a<b) {}</script>", "<table><tr><td>",
    "&amp;", "&nbsp;", "&#8217;", "&copy", "A & B", "<10 lb", "a > b", "word ", "zwei\u200b", "{{ x }}", "<", ">", "\n", '"', "'",
]  # fmt: skip
values = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)


def whole(block: Block) -> list[str | int]:
    """A block's own content as replacement parts."""
    parts: list[str | int] = []
    position = 0
    for anchor in block.anchors:
        parts += [block.text[position : anchor.offset], anchor.token]
        position = anchor.offset
    return [*parts, block.text[position:]]


@given(values, st.booleans())
def test_what_was_not_replaced_comes_back_byte_for_byte(value: str, entities: bool) -> None:  # noqa: FBT001
    """Parsing and writing is the identity for every string."""
    assert Document(value, entities=entities).render({}) == value


@given(values)
def test_replacing_every_block_by_itself_keeps_all_tags_in_order(value: str) -> None:
    """Tags survive a replacement of all their texts."""
    document = Document(value, entities=True)
    written = document.render({n: whole(b) for n, b in enumerate(document.blocks)})
    assert tag_skeleton(written) == tag_skeleton(value)
    assert [b.text for b in Document(written, entities=True).blocks] == [b.text for b in document.blocks]


@pytest.mark.parametrize("value", ["<10 lb & A&B", "3 < 5", "a > b", "R&D <3"])
def test_what_is_not_markup_is_text(value: str) -> None:
    """Signs that only look like markup belong to the words."""
    assert [b.text for b in Document(value, entities=True).blocks] == [value]


def test_inline_tags_are_anchors_and_block_tags_part_blocks() -> None:
    """A sentence with bold words is one block; list items are several."""
    document = Document("<ul><li>One <b>two</b> three</li><li>Four</li></ul>", entities=True)
    assert [b.text for b in document.blocks] == ["One two three", "Four"]
    assert [a.offset for a in document.blocks[0].anchors] == [4, 7]


def test_texts_in_attributes_are_blocks_of_their_own() -> None:
    """An alt text is localized inside its tag; the address is not touched."""
    document = Document('<img src="a.jpg" alt="Red &amp; blue">', entities=True)
    assert [b.text for b in document.blocks] == ["Red & blue"]
    assert document.render({0: ["Vermelho & azul"]}) == '<img src="a.jpg" alt="Vermelho &amp; azul">'


def test_entities_keep_the_spelling_of_the_source() -> None:
    """Where the source wrote ``&nbsp;`` the target does too; where it wrote a bare ampersand it stays bare."""
    document = Document("<p>Tea&nbsp;pot A & B</p>", entities=True)
    assert document.render({0: ["Bule\xa0A & B"]}) == "<p>Bule&nbsp;A & B</p>"


def test_an_attribute_text_cannot_break_out_of_its_quotes() -> None:
    """A quotation mark in a translation is written as an entity there."""
    document = Document('<img alt="inch">', entities=True)
    assert document.render({0: ['12"']}) == '<img alt="12&quot;">'


def test_scripts_and_styles_are_no_text() -> None:
    """Code is never shown to a translator."""
    assert Document("<style>p {color: red}</style><script>var a = 'x'</script>", entities=True).blocks == []
