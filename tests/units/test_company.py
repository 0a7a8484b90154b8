"""The words around a quantity that say what it is."""

from __future__ import annotations

import pytest

from localize.units.company import said
from localize.units.find import find_quantities
from localize.units.kept import rule_that_keeps


def test_expressions_and_ends_of_compounds_are_words_of_their_own() -> None:
    """Behind the words that make it up stands what data rows name: an expression, the end of a compound."""
    assert said(("Columna de agua: ", " Winterreifen")).before == ("columna", "de", "agua", "columna de agua")
    assert said(("Columna de agua: ", " Winterreifen")).behind == ("winterreifen", "-reifen")
    assert "-reifen" in said(("reifen", "")).words


def test_an_expression_begins_with_a_whole_word() -> None:
    """The tail of a longer word is no beginning; curly apostrophes are straight ones."""
    assert "water column" not in said(("Backwater column", "")).words
    assert "colonna d'acqua" in said(("Colonna d’acqua", "")).words


@pytest.mark.parametrize(
    ("text", "locale", "rule"),
    [
        ("Wassersäule 10.000 mm", "de-DE", "water-columns"),
        ("Wassersäule 400 mm", "de-DE", ""),  # less than any fabric's: a height
        ("Waterproof tarp, 3000 mm long", "en-GB", ""),
        ("Zoomobjektiv 50 mm", "de-DE", "film"),
        ("Kochlöffel 50 mm", "de-DE", ""),
        ("Towel 500 gsm", "en-GB", "paper-and-towels"),
        ("T-shirt 180 gsm", "en-GB", ""),
    ],
)
def test_numbers_and_words_together_decide_what_stays(text: str, locale: str, rule: str) -> None:
    """A rule with ``between`` keeps only numbers of that size."""
    (span,) = find_quantities(text, locale)
    kept = rule_that_keeps(span.value, text, "US")
    assert (kept.id if kept else "") == rule
