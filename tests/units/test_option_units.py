"""Options that are called after a unit: name and values change together, or both stay."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, TextBlock
from localize.market import load_market
from localize.settings import Settings
from localize.units import convert_units, find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable


def _draft(name: str, value: str, *, named_by: Role = Role.TEXT, title: str = "") -> Draft:
    at = Address("", 2, 0)
    fields = {
        "option1/name": Field("option1/name", named_by, name, at, "A2"),
        "option1/value": Field("option1/value", Role.CHOICE, value, Address("", 2, 1), "B2", label=name),
    }
    draft = Draft.of(Listing("k", MappingProxyType(fields), Group("g", title=title), 2, 2))
    for path, field in fields.items():
        if field.role.is_text:
            draft.texts[path] = [TextBlock(field.value, list(find_quantities(field.value, "en-US")))]
    return draft


def _written(draft: Draft, market: str) -> tuple[str, ...]:
    context = Context("en-US", load_market(market), "shopify", Settings(), date(2026, 1, 2))
    (done,) = convert_units([draft], context)
    return tuple(_text(done.texts[path]).replace("\u00a0", " ").replace("\u202f", " ") for path in done.texts)


def _text(blocks: Iterable[TextBlock]) -> str:
    (block,) = blocks
    text = block.text
    for span in reversed(block.spans):
        text = text[: span.start] + span.rendered + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("name", "value", "market", "expected"),
    [
        ("Yards", "2 yds", "pt-BR", ("Metros", "1,8 m")),
        ("Yards", "1 yd", "pt-BR", ("Metros", "0,9 m")),
        ("Yards", " 2 yds ", "pt-BR", ("Metros", " 1,8 m ")),
        ("Length (ft)", " 6 ", "de-DE", ("Length (m)", " 1,83 m ")),
        ("Yards", "12", "de-DE", ("Meter", "11 m")),
        ("feet", "6", "fr-FR", ("mètres", "1,83 m")),
        ("Ounces", "4 oz", "de-DE", ("Gramm", "113 g")),
        ("Length (ft)", "6", "de-DE", ("Length (m)", "1,83 m")),
        ("Length (ft)", "10 ft", "de-DE", ("Length (m)", "3,05 m")),
        ("Area [ft]", "5 x 7", "pt-BR", ("Area [m]", "1,52 x 2,13 m")),
        ("Length (cm)", "30", "de-DE", ("Length (cm)", "30")),
        ("Inches", "12", "en-AU", ("Centimetres", "30.5 cm")),
        ("Screen size (in)", "42", "de-DE", ("Screen size (in)", "42")),
        ("Stone", "Amethyst", "de-DE", ("Stone", "Amethyst")),
        ("Length (in)", "No. 5", "de-DE", ("Length (in)", "No. 5")),
        ("L", "6", "en-US", ("L", "6")),
        ("Shelf", "6", "de-DE", ("Shelf", "6")),
    ],
)
def test_name_and_values_agree(name: str, value: str, market: str, expected: tuple[str, str]) -> None:
    """The unit is the one that the name gets, whatever the size of the value; bare numbers are of the name's unit."""
    assert _written(_draft(name, value), market) == expected


def test_what_is_poured_is_measured_in_volumes() -> None:
    """Ounces of a shampoo are fluid, in the name as in the values."""
    assert _written(_draft("Ounces", "12", title="Shampoo"), "de-DE") == ("Milliliter", "355 ml")


def test_a_name_that_is_the_platforms_own_keeps_its_numbers() -> None:
    """Where the name cannot change, a number below it does not."""
    assert _written(_draft("Length (ft)", "6", named_by=Role.REFERENCE), "de-DE") == ("6",)


def test_a_value_that_is_no_clear_number_is_said() -> None:
    """Both stay, and the finding names the option."""
    draft = _draft("Length (in)", "No. 5")
    _written(draft, "de-DE")
    (finding,) = draft.findings
    assert (finding.code, finding.group) == ("header-unit-kept", "header-unit-kept:Length (in)")
