"""What files declare of language, country and currency, where no layout says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.formats import open_catalog
from localize.layouts import detect_layout
from localize.layouts.declared import form_of
from localize.listing import Role

if TYPE_CHECKING:
    from pathlib import Path

RSS = """<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" xml:lang="en-US"><channel>
<!-- <language>fr</language> --><title>A shop</title>
<language> en-us </language><currency>USD</currency>
<item><g:id>1</g:id><g:title xml:lang="en">White mug</g:title><g:link>https://a.example</g:link><g:price>5.00</g:price></item>
<item><g:id>2</g:id><g:title xml:lang="en">Blue mug</g:title><g:link>https://a.example</g:link><g:price>6.00</g:price></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("rss/channel/language", "en-us", "language-country"),
        ("feed/@xml:lang", "en-US", "language-COUNTRY"),
        ("locale", "en_US", "language_COUNTRY"),
        ("Language code", "EN", "LANGUAGE"),
        ("g:content_language", "en", "language"),
        ("target_country", "US", "COUNTRY"),
        ("catalog/@currency", "USD", "CURRENCY"),
        ("catalog/@currency", "Dollars", ""),
        ("title", "en", ""),
        ("language", "English", ""),
        ("country_of_origin", "US", ""),
    ],
)
def test_a_declaration_has_a_name_and_a_spelling(name: str, text: str, form: str) -> None:
    """It is rewritten in its own spelling; what is no code is no declaration."""
    assert form_of(name, text, above="/" in name) == form


def test_the_language_of_a_book_is_no_declaration() -> None:
    """A column of that name says what a book is written in; above the listings it is the feed's."""
    assert form_of("language", "en") == ""


def test_a_feed_states_its_market_above_its_listings(tmp_path: Path) -> None:
    """Attributes and elements, not comments; the currency holds for prices that state none."""
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    layout = detect_layout(open_catalog(path)).main
    stated = {c.path: c.role for c in layout.columns if c.path.startswith("stated/")}
    assert stated == dict.fromkeys(
        ("stated/rss/@xml:lang", "stated/rss/channel/language", "stated/rss/channel/currency"), Role.REFERENCE
    )
    assert [piece.declares for piece in layout.header_fields] == ["language-COUNTRY", "language-country", "CURRENCY"]
    assert {c.path: c.declares for c in layout.columns if c.declares} == {"other/g:title/@xml:lang": "language"}
    assert {c.currency for c in layout.columns if c.role is Role.PRICE} == {"USD"}
    assert layout.confidence == 0.8  # of the listings' five columns only the attribute is unknown


def test_a_column_declares_only_what_all_its_cells_say(tmp_path: Path) -> None:
    """A file of several languages in rows states no market of its own; nor does the language of a book."""
    path = tmp_path / "books.csv"
    path.write_text(
        "sku,title,locale,language,target_country\n1,A mug for tea,en_US,en,US\n2,A pot for tea,de_DE,en,US\n",
        encoding="utf-8",
    )
    layout = detect_layout(open_catalog(path)).main
    assert {c.path: c.declares for c in layout.columns if c.declares} == {"target_country": "COUNTRY"}
