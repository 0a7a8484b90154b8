"""Plural forms: which agrees with a number, in any language, with however many forms given."""

from __future__ import annotations

import pytest

from localize.terms.plurals import plural_form

DE, FR, PL, RU, JA = "Stück|Stücke", "pièce|pièces", "karton|kartony|kartonów|kartonu", "a|b|c|d", "個"


@pytest.mark.parametrize(
    ("forms", "number", "source", "target", "form"),
    [
        (DE, "1", "en-US", "de-DE", "Stück"),
        (DE, "0", "en-US", "de-DE", "Stücke"),
        (DE, "1,500", "en-US", "de-DE", "Stücke"),
        (DE, "1.500", "en-US", "de-DE", "Stücke"),
        (DE, "", "en-US", "de-DE", "Stücke"),
        (FR, "0", "en-US", "fr-FR", "pièce"),
        (FR, "1.5", "en-US", "fr-FR", "pièce"),
        (FR, "2", "en-US", "fr-FR", "pièces"),
        (FR, "1,000,000", "en-US", "fr-FR", "pièces"),
        ("um|uns", "1.5", "en-US", "pt-BR", "um"),
        ("um|uns", "1.5", "en-US", "pt-PT", "uns"),
        (PL, "1", "en-US", "pl-PL", "karton"),
        (PL, "3", "en-US", "pl-PL", "kartony"),
        (PL, "12", "en-US", "pl-PL", "kartonów"),
        (PL, "22", "en-US", "pl-PL", "kartony"),
        (PL, "2.5", "en-US", "pl-PL", "kartonu"),
        (PL, "", "en-US", "pl-PL", "kartony"),
        ("a|b|c", "2.5", "en-US", "pl-PL", "c"),
        (RU, "21", "en-US", "ru-RU", "a"),
        (JA, "7", "en-US", "ja-JP", "個"),
        ("x|y", "7", "en-US", "ja-JP", "y"),
        (DE, "1,5", "de-DE", "de-AT", "Stücke"),
        (DE, "1.2.3", "en-US", "de-DE", "Stücke"),
    ],
)
def test_the_form_agrees_with_the_number(forms: str, number: str, source: str, target: str, form: str) -> None:
    """CLDR's rules for the target, the number read as the source writes it; without one, the form for several."""
    assert plural_form(forms.split("|"), number, source, target) == form
