from __future__ import annotations

import pytest

from localize.choices import ClosedList, stated

CONDITION = ClosedList(
    "x/condition",
    (
        {"en": ("New", "Brand New"), "de": ("Neu",), "AT": ("Neuware",)},
        {"any": ("used",)},
    ),
)


@pytest.mark.parametrize(
    ("value", "locale", "written"),
    [
        ("brand  new", "de-DE", "Neu"),
        ("Neu", "de-DE", "Neu"),
        ("New", "de-AT", "Neuware"),
        ("Brand New", "en-GB", "Brand New"),
        ("Used", "fr-FR", "Used"),
        ("New", "fr-FR", None),
        ("open box", "de-DE", None),
    ],
)
def test_a_value_is_called_what_the_list_says(value: str, locale: str, written: str | None) -> None:
    """The narrowest spelling wins, the market's own spelling stays, and nothing is guessed."""
    assert CONDITION.in_market(value, locale) == written


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("language_COUNTRY", "de_AT"),
        ("language-COUNTRY", "de-AT"),
        ("language", "de"),
        ("COUNTRY", "AT"),
        ("CURRENCY", "EUR"),
    ],
)
def test_what_a_file_states_of_its_market(form: str, text: str) -> None:
    """Each form is written the platform's way."""
    assert stated(form, "de-AT", "EUR") == text
