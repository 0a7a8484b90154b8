"""Realistic pieces of listings, and how they must read in two markets."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.market import load_market
from localize.units import convert_quantities

_LINES = (Path(__file__).parent / "fragments.txt").read_text(encoding="utf-8").splitlines()
FRAGMENTS = [tuple(line.split(" | ")) for line in _LINES if not line.startswith("#")]


def _expected(before: str, cell: str) -> str:
    return before if cell == "=" else cell.replace("~", "\u00a0")


def test_there_are_enough_fragments() -> None:
    """The table covers at least 120 different fragments."""
    assert len({source for source, *_ in FRAGMENTS}) >= 120


@pytest.mark.parametrize(("source", "portuguese", "german"), FRAGMENTS)
def test_a_fragment_reads_as_buyers_expect(source: str, portuguese: str, german: str) -> None:
    """Each quantity is converted or kept as the table says, and every other character stays."""
    in_portuguese = _expected(source, portuguese)
    assert convert_quantities(source, load_market("pt-BR"), "en-US") == in_portuguese
    assert convert_quantities(source, load_market("de-DE"), "en-US") == _expected(in_portuguese, german)


@pytest.mark.parametrize(
    ("source", "locale", "market", "expected"),
    [
        ("Länge 1.234,5 mm", "de-DE", "en-US", "Länge 48.6 in"),
        ("24 Zoll x 10 Zoll", "de-DE", "fr-FR", "61 x 25,4 cm"),
        ("2 Pfund Kaffee", "de-DE", "en-US", "2.2 lb Kaffee"),
        ("15,6 pouces", "fr-FR", "de-DE", "39,6 cm"),
        ("1 500 g", "fr-FR", "de-DE", "1.500 g"),
        ("botella 32 onzas", "es-MX", "es-ES", "botella 946 ml"),
        ("20 polegadas", "pt-BR", "de-DE", "50,8 cm"),
        ("3 pollici", "it-IT", "de-DE", "7,6 cm"),
        ("61 cm", "de-DE", "en-US", "24 in"),
        ("500 ml", "de-DE", "en-US", "16.9 fl oz"),
        ("500 g", "de-DE", "en-US", "1.1 lb"),
        ("250 g", "de-DE", "en-US", "8.82 oz"),
        ("20 °C", "de-DE", "en-US", "68°F"),
        ("100 km/h", "de-DE", "en-US", "62.1 mph"),
        ("2,5 m²", "de-DE", "en-US", "26.9 sq ft"),
        ("24 in", "en-US", "en-GB", "24 in"),
        ("12 fl oz", "en-US", "en-GB", "355 ml"),
        ("3 lb", "en-US", "en-GB", "1.36 kg"),
        ("12 fl oz", "en-GB", "de-DE", "341 ml"),
        ("1 gal", "en-GB", "de-DE", "4,55 l"),
        ("75ml", "en-US", "en-GB", "75ml"),
    ],
)
def test_other_sources_and_markets(source: str, locale: str, market: str, expected: str) -> None:
    """Other source languages, US and British markets: names, notation and gallons follow the locale."""
    assert (
        convert_quantities(source, load_market(market), locale).replace("\u00a0", " ").replace("\u202f", " ")
        == expected
    )
