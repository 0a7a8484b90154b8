"""HTML whose marks a shop has escaped: translated as HTML, written as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.layouts.codecs import codec_named
from localize.layouts.inference import infer_layout
from localize.listing import Role

CODEC = codec_named("escaped-html")
CELLS = st.lists(st.sampled_from(["&lt;p&gt;", "&lt;/p&gt;", "&amp;", "&quot;", '"', "a", "<", "&", "&amp;nbsp;"])).map(
    "".join
)


@given(CELLS)
def test_what_is_put_back_is_the_cell(cell: str) -> None:
    """Whatever it holds, escaped or half so."""
    assert CODEC.put(cell, CODEC.get(cell)) == cell


def test_a_new_text_is_escaped_as_the_old_one_was() -> None:
    """Quotes only where they were; entities inside stay entities; a cell that is no such HTML is written plainly."""
    cell = "&lt;p class=&quot;a&quot;&gt;A lamp &amp;amp; a mug&lt;/p&gt;"
    assert CODEC.get(cell) == ('<p class="a">A lamp &amp; a mug</p>',)
    assert CODEC.put(cell, ['<p class="a">"x" &amp; y</p>']) == (
        "&lt;p class=&quot;a&quot;&gt;&quot;x&quot; &amp;amp; y&lt;/p&gt;"
    )
    assert CODEC.put('&lt;b&gt;"a"&lt;/b&gt;', ['<b>"é"</b>']) == '&lt;b&gt;"é"&lt;/b&gt;'
    assert CODEC.put("a &lt; b", ["c < d"]) == "c < d"


def test_a_column_of_such_html_is_html() -> None:
    """OpenCart's descriptions."""
    (column,) = infer_layout("", 1, ["description(en-gb)"], [["&lt;p&gt;A bright lamp&lt;/p&gt;"]]).columns
    assert column.role is Role.HTML
    assert column.codec.get("&lt;p&gt;Lamp&lt;/p&gt;") == ("<p>Lamp</p>",)
