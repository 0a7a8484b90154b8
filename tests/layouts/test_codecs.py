"""What codecs make of cells as shops have them."""

from __future__ import annotations

import pytest

from localize.layouts.codecs import codec_named


@pytest.mark.parametrize(
    ("cell", "put"),
    [
        ("<p>A</p>\\n<p>B</p>", "<p>C</p>\\n<p>D</p>"),
        ("<p>A</p>\n<p>B</p>", "<p>C</p>\n<p>D</p>"),
        ("<p>A</p>\n<p>B\\n</p>", "<p>C</p>\\n<p>D</p>"),
        ("<p>A</p>", "<p>C</p>\\n<p>D</p>"),
        ("C:\\\\new\nB", "<p>C</p>\n<p>D</p>"),
    ],
)
def test_line_breaks_are_written_as_the_cell_has_them(cell: str, put: str) -> None:
    """WooCommerce escapes them, a file made by hand has real ones; its importer reads both."""
    codec = codec_named("escaped-lines")
    assert codec.put(cell, ["<p>C</p>\n<p>D</p>"]) == put
    assert codec.put(cell, codec.get(cell)) == cell
