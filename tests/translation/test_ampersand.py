"""“&” between words that were translated becomes a word; between names it stays."""

from __future__ import annotations

import pytest

from localize.text.casing import Casing
from localize.translation.ampersand import spelled_out
from localize.translation.plan import Plan, Slot, Travel

SALT, PEPPER = Slot(Travel.TERM, "salt", "sal"), Slot(Travel.TERM, "pepper", "pimenta")


@pytest.mark.parametrize(
    ("source", "target", "items", "expected"),
    [
        (("Salt & pepper",), "pt", ("Sal & pimenta",), ("Sal e pimenta",)),
        (("Dolce & Gabbana dress",), "pt", ("Vestido Dolce & Gabbana",), ("Vestido Dolce & Gabbana",)),
        (("Salt & Kestrel",), "pt", ("Sal & Kestrel",), ("Sal & Kestrel",)),
        (("R&D & more",), "pt", ("R&D e mais",), ("R&D e mais",)),
        (("Father & sons",), "es", ("Padres & hijos",), ("Padres e hijos",)),
        (("Salt & ice",), "es", ("Sal & hielo",), ("Sal y hielo",)),
        (("Salt & pepper",), "ja", ("塩 & 胡椒",), ("塩 & 胡椒",)),
        ((SALT, " & ", PEPPER), "pt", (0, " & ", 1), (0, " e ", 1)),
        ((SALT, " & ", PEPPER, " & more"), "pt", (0, " & ", 1, " & mais"), (0, " e ", 1, " e mais")),
    ],
)
def test_the_sign_is_spelled_out_between_translated_words(
    source: tuple[str | Slot, ...], target: str, items: tuple[str | int, ...], expected: tuple[str | int, ...]
) -> None:
    """A word that stands in the source, too, may be half of a name."""
    assert spelled_out(Plan(source, Casing.PLAIN, "en", target), items) == expected


def test_capitals_stay() -> None:
    """In ALL CAPS the word is, too."""
    assert spelled_out(Plan(("SALT & PEPPER",), Casing.UPPER, "en", "pt"), ("SAL & PIMENTA",)) == ("SAL E PIMENTA",)
