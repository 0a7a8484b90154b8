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


ATTRIBUTES = codec_named("pairs", between=",", values="|")
VARIATIONS = codec_named("pairs", between="|,", keep=["sku"])


def test_a_new_value_of_a_pair_brings_no_separator_along() -> None:
    """“rate=1,75” would be two pairs: a decimal comma becomes a point, another separator a blank."""
    cell = "power=8.8 kW,season=hot|cold"
    assert ATTRIBUTES.put(cell, ["power", "8,8 kW", "season", "heiß, trocken", "kalt|nass"]) == (
        "power=8.8 kW,season=heiß trocken|kalt nass"
    )


def test_pairs_of_several_products_stand_in_one_cell() -> None:
    """Magento's configurable_variations: the numbers of the products are kept, their values are those of their own rows."""
    cell = "sku=A-1,size=S,colour=Red|sku=A-2,size=M,colour=Red"
    assert VARIATIONS.get(cell)[:4] == ("sku", "A-1", "size", "S")
    labels = getattr(VARIATIONS, "labels")(cell)  # noqa: B009 not every codec has them
    assert labels[:6] == ("=", "=", "=", "size", "=", "colour")
    new = [{"Red": "Rot", "S": "P"}.get(text, text) for text in VARIATIONS.get(cell)]
    assert VARIATIONS.put(cell, new) == "sku=A-1,size=P,colour=Rot|sku=A-2,size=M,colour=Rot"
