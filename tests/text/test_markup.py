"""Markup: nothing is lost, text is text, tags are anchors."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localize.text.markup import Block, Document, tag_skeleton, tokenize
from localize.text.markup.entities import without_invisible
from localize.validation.tags import same_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECES = [
    "<p>", "</p>", "<P CLASS=x>", "<b>", "</b>", "<i class=icon></i>", "<br>", "<br/>", "<li>", "<ul>", "</ul>", "<pre>",
    "<!-- note -->", "<!---->", "<!--[if mso]><p>x</p><![endif]-->", "<![if !mso]>", "<![endif]>", "<![CDATA[", "]]>",
    "<?php echo '>'; ?>", "<o:p></o:p>", "<my-tabs open>", "</my-tabs>", '<img src="x" alt="Red > blue">', "<img alt=shoe />",
    "<a href='https://x.y/z?a=1&b=2' title='See \"this\"'>", "</a>", "<script>if (a<b) {}</script>", "<style>", "</style>",
    "<table><tr><td>", "<code>x < 1</code>", "<span translate=no>", "</span>", "<textarea placeholder='Text'>", "</textarea>",
    "<svg><title>x</title></svg>", '<a href="', '" title="', "<a title=", '<XL a="', "<b ", "</", "<!", "<!--", "&amp;",
    "&nbsp;", "&nbsp;&nbsp;&nbsp;", "&#8217;", "&#x2019", "&copy", "&notin", "&amp", "&", "A & B", "<10 lb", "<3", "a > b",
    "->", "word ", "x", "zwei\u200b", "so\u00adft", "{{ x }}", "{{ a > b }}", "{% if a < b %}", "{{", "}}", "{",
    "<{{ tag }}>", "<", ">", "\n", " ", '"', "'", "=",
]  # fmt: skip
values = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)
TEXTS = [
    "<b>", "</p>", "<!--", "-->", "]]>", "&amp;", "&copy", "&", "&#65;", "&#65", ";", "lt;", "amp", '"', "'", '" onload="x',
    ">", "<", "/", "{{ x }}", "{{", "{%", "%}", "{", "}}", "{% if a < b %}", "{{ '<b>' }}", "</textarea>", "<script>",
    "caf\u00e9", "\u2019", "\u00a9", "a", "1", "=", " ",
]  # fmt: skip
texts = st.lists(st.sampled_from(TEXTS) | st.text(max_size=3), min_size=1, max_size=8).map("".join)


def whole(block: Block) -> list[str | int]:
    """A block's own content as replacement parts."""
    parts: list[str | int] = []
    position = 0
    for anchor in block.anchors:
        parts += [block.text[position : anchor.offset], anchor.token]
        position = anchor.offset
    return [*parts, block.text[position:]]


def signs(texts: Iterable[str]) -> Counter[str]:
    """How often each sign is read; blanks are layout, and where they are many, blocks may be cut otherwise."""
    return Counter(re.sub(r"\s+", "", without_invisible("".join(texts))))


@given(values, st.booleans())
def test_what_was_not_replaced_comes_back_byte_for_byte(value: str, entities: bool) -> None:  # noqa: FBT001
    """Parsing and writing is the identity for every string."""
    assert Document(value, entities=entities).render({}) == value
    assert "".join(token.text for token in tokenize(value)) == value


@given(values)
def test_replacing_every_block_by_itself_keeps_all_tags_in_order(value: str) -> None:
    """Tags survive a replacement of all their texts, and the texts are read back as they were."""
    document = Document(value, entities=True)
    written = document.render({n: whole(b) for n, b in enumerate(document.blocks)})
    assert tag_skeleton(written) == tag_skeleton(value)
    assert same_tags(written, value)
    # What could not be told from a tag without an end is escaped now, and long gaps behind it are layout then.
    assert signs(b.text for b in Document(written, entities=True).blocks) == signs(b.text for b in document.blocks)


@given(values, texts)
@example("<p>a{{ x }}</p>", "{{{ x }}")
@example("<p>a <b>b</b></p>", "&copy")
@example("<![CDATA[<p>a</p>]]>", "]]>")
@example('<img alt="a">', '" onload="x')
@example("<img alt=a>", "b c")
@example("<textarea>a</textarea>", "</textarea><b>")
def test_no_text_becomes_markup(value: str, text: str) -> None:
    """Whatever a block is replaced by: read again it is that very text, between the very same tags."""
    document = Document(value, entities=True)
    for number, block in enumerate(document.blocks):
        parts = [text if isinstance(part, str) and part.strip() else part for part in whole(block)]
        written = document.render({number: parts})
        others = (other.text for other in document.blocks if other is not block)
        assert tag_skeleton(written) == tag_skeleton(value)
        assert same_tags(written, value)
        wanted = [*others, *(part for part in parts if isinstance(part, str))]
        assert signs(b.text for b in Document(written, entities=True).blocks) == signs(wanted)


@pytest.mark.parametrize(
    "value", ["<10 lb & A&B", "3 < 5", "a > b", "R&D <3", "->", "5' <-> 6'", "AT&T; x", "a <", "under <$50", "</ 3"]
)
def test_what_is_not_markup_is_text(value: str) -> None:
    """Signs that only look like markup belong to the words."""
    assert [b.text for b in Document(value, entities=True).blocks] == [value]


@pytest.mark.parametrize(
    ("value", "blocks"),
    [
        ("<ul><li>One <b>two</b> three</li><li>Four</li></ul>", ["One two three", "Four"]),
        ("One<br>two<BR/>three<br />", ["One", "two", "three"]),
        ("Plain text<ul><li>a</li></ul>behind it", ["Plain text", "a", "behind it"]),
        ("<table><tr><th>Size<td>Large<tr><td>L", ["Size", "Large", "L"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<my-tab>One</my-tab><my-tab>two</my-tab>", ["One", "two"]),
        ("<span style='display:block'>One</span>two", ["One", "two"]),
        ("<span style='display: inline-block'>One</span> two", ["One two"]),
        ("<p class=MsoNormal>One<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>", ["One"]),
        ("<p>&nbsp;</p>\n<p>\u200b</p> <p>&shy;</p>", []),
        ("Size&nbsp;&nbsp; &nbsp;&nbsp;32 oz", ["Size", "32 oz"]),
        ("<title>A</title><textarea>B <b></textarea>", ["A", "B <b>"]),
        ("<![CDATA[<p>One &amp; two</p>]]>", ["One & two"]),
        ("<!--[if mso]>hidden<![endif]--><![if !mso]>shown<![endif]>", ["shown"]),
        ("<!-- never closed <p>x</p>", []),
        ("<style>p {color: red}</style><script>var a = '<p>x</p>'</script>", []),
        ("<style><!--td {border: 1px}--></style><p>shown</p>", ["shown"]),
        ("<svg><text>drawn</text></svg><math><mi>x</mi></math>", []),
        ("<iframe src='x'>Your browser is old</iframe><noscript>no</noscript>", []),
        ('<p>text <span style="color', ["text "]),
        ("<li Foo</li>seen", ["seen"]),
    ],
)  # fmt: skip
def test_blocks(value: str, blocks: list[str]) -> None:
    """Block-level tags part blocks; what nobody reads is none."""
    assert [b.text for b in Document(value, entities=True).blocks] == blocks


@pytest.mark.parametrize(
    ("value", "text", "words"),
    [
        ("Press <kbd>Ctrl</kbd> now", "Press  now", "Ctrl"),
        ("Run <code>a &lt; b</code> once", "Run  once", "a < b"),
        ("By <span translate='no'>Kestrel &amp; Oak</span>, since 1987", "By , since 1987", "Kestrel & Oak"),
        ("By <i class='x notranslate'>Kestrel</i>, since 1987", "By , since 1987", "Kestrel"),
        ("<div translate=no>a <b translate=yes>b</b> c</div>", "b", "ac"),
        ("An <svg><title>x</title></svg> icon", "An  icon", ""),
    ],
)
def test_what_is_not_translated_is_an_anchor(value: str, text: str, words: str) -> None:
    """Code, keys and what the author marked as not to be translated keep their place and their characters."""
    (block,) = Document(value, entities=True).blocks
    assert block.text == text
    assert "".join(anchor.words for anchor in block.anchors) == words


def test_inline_tags_are_anchors_with_their_other_halves() -> None:
    """A sentence with bold words is one block."""
    (block,) = Document("<p>One <b>two</i><img></b></p>", entities=True).blocks
    assert block.text == "One two"
    anchors = [(4, 2, True, 6), (7, 4, True, -1), (7, 5, False, -1), (7, 6, True, 2)]
    assert [(a.offset, a.token, a.half, a.partner) for a in block.anchors] == anchors


@pytest.mark.parametrize("tag", ["<pre>", "<textarea>", "<div style='white-space: pre-line'>"])
def test_line_breaks_count_where_they_are_shown(tag: str) -> None:
    """In HTML a line break is a blank, but not in preformatted text."""
    name = tag[1:-1].split(maxsplit=1)[0]
    assert Document(f"{tag}a\nb</{name}>", entities=True).blocks[0].lines
    assert not Document("<p>a\nb</p>", entities=True).blocks[0].lines


@pytest.mark.parametrize(
    ("value", "texts", "replaced", "written"),
    [
        ('<img src="a.jpg" alt="Red &amp; blue">', ["Red & blue"], "Azul", '<img src="a.jpg" alt="Azul">'),
        ("<img ALT=shoe src=x>", ["shoe"], "sapato", "<img ALT=sapato src=x>"),
        ("<img alt=shoe/>", ["shoe"], "um sapato", '<img alt="um sapato"/>'),
        ("<a title='a > b'>", ["a > b"], "b's > a", "<a title='b&#39;s &gt; a'>"),
        ('<img alt="{{ "a" | t }} shoe">', ['{{ "a" | t }} shoe'], '{{ "a" | t }} "x"', '<img alt="{{ "a" | t }} &quot;x&quot;">'),
        ("<button aria-label='Buy'>", ["Buy"], "Comprar", "<button aria-label='Comprar'>"),
        ("<input placeholder=Name value=x>", ["Name"], "Nome", "<input placeholder=Nome value=x>"),
        ("<img alt='{% if a > b %}x{% endif %}' title=y>", ["{% if a > b %}x{% endif %}", "y"], "z", "<img alt='z' title=y>"),
    ],
)  # fmt: skip
def test_texts_in_attributes(value: str, texts: list[str], replaced: str, written: str) -> None:
    """They are blocks of their own; a text can leave its quotes in no way."""
    document = Document(value, entities=True)
    assert [b.text for b in document.blocks] == texts
    assert document.render({0: [replaced]}) == written


@pytest.mark.parametrize(
    "value",
    [
        '<img src="Red shoe.jpg">',
        '<a href="/Red shoe" data-title="Red shoe" class="title">',
        "<link title='x'><meta title='x'>",
        "<img alt=''>",
        "<b translate=no title='Kestrel'>x</b>",
        "<option value='Red'>",
    ],
)
def test_other_attributes_are_no_text(value: str) -> None:
    """Addresses, classes and values are nobody's language."""
    assert Document(value, entities=True).blocks == []


@pytest.mark.parametrize(
    ("value", "replaced", "written"),
    [
        ("<p>Tea&nbsp;pot A & B</p>", "Bule\u00a0A & B", "<p>Bule&nbsp;A & B</p>"),
        ("<p>A &amp; B & C &amp; D</p>", "E & F & G", "<p>E &amp; F &amp; G</p>"),
        ("<p>A &amp; B & C & D</p>", "E & F", "<p>E & F</p>"),
        ("<p>it&#8217;s</p>", "l\u2019eau", "<p>l&#8217;eau</p>"),
        ("<p>&copy 2024</p>", "\u00a92024", "<p>&copy;2024</p>"),
        ("<p>A & B</p>", "A&amp;B &lt A&B", "<p>A&amp;amp;B &amp;lt A&B</p>"),
        ("<p>a <3 b</p>", "b <3 a <b", "<p>b <3 a &lt;b</p>"),
        ("<p>5&nbsp;oz</p><p>x</p>", "5\u00a0ml", "<p>5&nbsp;ml</p><p>x</p>"),
        ("<p>a {{ x }}</p>", "{{ y }} {{ x }}", "<p>&#123;{ y &#125;} {{ x }}</p>"),
        ("<p>caf&eacute;</p>", "caf\u00e9 \u00e3", "<p>caf&eacute; \u00e3</p>"),
    ],
)
def test_entities_keep_the_spelling_of_the_source(value: str, replaced: str, written: str) -> None:
    """A character is written as the source mostly writes it, and escaped only where it would mean something else."""
    assert Document(value, entities=True).render({0: [replaced]}) == written


def test_a_block_is_spelled_as_the_rest_of_its_value() -> None:
    """For a character that the block itself does not have, the whole value is the model."""
    document = Document("<p>a&nbsp;b</p><p>c</p>", entities=True)
    assert document.render({1: ["5\u00a0ml"]}) == "<p>a&nbsp;b</p><p>5&nbsp;ml</p>"


def test_characters_without_width_are_no_letters() -> None:
    """Soft hyphens and zero-width blanks do not hide a word; they stay where nothing is replaced."""
    document = Document("<p>Hand&shy;tuch\u200b \ufeffrot</p><p>so\u00adft</p>", entities=True)
    assert [b.text for b in document.blocks] == ["Handtuch rot", "soft"]
    assert document.render({1: ["macio"]}) == "<p>Hand&shy;tuch\u200b \ufeffrot</p><p>macio</p>"


def test_plain_fields_have_no_entities() -> None:
    """In a title ``&amp;`` is four letters and two signs, unless there are tags."""
    assert [b.text for b in Document("A &amp; B", entities=False).blocks] == ["A &amp; B"]
    assert Document("A &amp; B", entities=False).render({0: ["<C> &amp; D"]}) == "<C> &amp; D"
    assert [b.text for b in Document("A &amp; <b>B</b>", entities=False).blocks] == ["A & B"]
