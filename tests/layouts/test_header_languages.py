"""What a header says of language or country: every way to read it."""

import pytest

from localize.layouts.header_languages import readings


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("title_de", ("title", "end", "de", "")),
        ("name-pt_BR", ("name", "end", "pt_BR", "")),
        ("name(pt-br)", ("name", "end", "pt-br", "")),
        ("Title [fr]", ("Title", "end", "fr", "")),
        ("Name UK", ("Name", "end", "", "en_GB")),
        ("Name DE", ("Name", "end", "DE", "")),  # three markets speak German there or elsewhere: the language it is
        ("Bezeichnung (Englisch)", ("Bezeichnung", "end", "en", "")),
        ("Titre anglais", ("Titre", "end", "en", "")),
        ("de_title", ("title", "begin", "de", "")),
        ("Deutsch: Titel", ("Titel", "begin", "de", "")),
        ("i18n.es.name", ("name", "end", "es", "")),
    ],
)
def test_the_likeliest_reading_comes_first(header: str, expected: tuple[str, str, str, str]) -> None:
    """Codes of languages and countries, and names of languages in nine languages."""
    first = next(readings(header))
    assert (first.base, first.place, first.locale) == expected[:3]
    assert not expected[3] or first.country == expected[3]


@pytest.mark.parametrize("header", ["title", "Weight (kg)", "item_id2", "Size EU", "Price USD", "", "de"])
def test_what_names_no_language_has_no_reading(header: str) -> None:
    """Units, currencies and systems of sizes are none."""
    assert list(readings(header)) == []
