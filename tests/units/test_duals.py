"""Two readings of one measure: the market's stands; where they differ, a person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.units.duals import readings_differ
from localize.units.find import find_quantities

if TYPE_CHECKING:
    from tests.units.conftest import Prepared, Written


@pytest.mark.parametrize(
    ("text", "source", "market", "expected"),
    [
        ("Canvas, 1.2 oz/yd² (34 g/m²)", "en-US", "de-DE", "Canvas, 34 g/m²"),
        ("Shelf 10 in (20 cm)", "en-US", "pt-BR", "Shelf 20 cm"),
        ("Regal 20 cm (10 in)", "de-DE", "en-US", "Regal 10 inches"),
        ("Regal 20 cm (10 in)", "de-DE", "fr-FR", "Regal 20 cm"),
        ("Rug 50 x 80 in (127 x 180 cm)", "en-US", "de-DE", "Rug 127 x 180 cm"),
    ],
)
def test_of_readings_that_differ_the_markets_stands(
    prepared: Prepared, written: Written, text: str, source: str, market: str, expected: str
) -> None:
    """The second reading in the market's unit is kept as it is written, once, and the finding says that one is wrong."""
    draft = prepared(text, market, source)
    assert written(draft) == expected
    assert [f.code for f in draft.findings] == ["readings-differ"]


@pytest.mark.parametrize("text", ["10 in (25 cm)", '66 cm (26")', "12 fl oz / 355 ml", "12 oz (340 g)"])
def test_readings_that_agree_are_no_finding(prepared: Prepared, text: str) -> None:
    """Sellers round."""
    (span,) = find_quantities(text, "en-US")
    assert not readings_differ(span.value)
    assert not prepared(text, "de-DE").findings


@pytest.mark.parametrize("text", ["10 in (5 m)", "12 oz (250 ml)", "10 in / 20 cm", "30 in (24 in)", "20 in (60 lb)"])
def test_what_measures_something_else_is_no_second_reading(text: str) -> None:
    """Another kind, far apart, of the same system or without brackets: two measures, each converted by itself."""
    assert not any(span.value.other for span in find_quantities(text, "en-US"))
