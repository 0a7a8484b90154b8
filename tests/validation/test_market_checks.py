"""What a market asks beside the marketplace's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.market import load_market
from localize.validation.market_checks import MARKET_CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.listing import Draft

    MakeDraft = Callable[..., Draft]


def found(draft: Draft, market: str) -> list[tuple[str, str]]:
    """Field and code of what the checks say."""
    for find in MARKET_CHECKS:
        find(draft, load_market(market))
    return [(f.field, f.code) for f in draft.findings]


@pytest.mark.parametrize(
    ("text", "market", "fits"),
    [
        ("Toaster 120V", "de-DE", False),
        ("Toaster 110-120 V, 60 Hz", "de-DE", False),
        ("Toaster 120V", "en-US", True),
        ("Toaster 110 volt", "en-US", True),
        ("Toaster 230 V", "de-DE", True),
        ("Toaster 220-240V", "de-DE", True),
        ("Netzteil 100–240 V", "de-DE", True),
        ("Netzteil 100 V - 240 V", "ja-JP", True),
        ("Toaster 230 V", "en-US", False),
        ("Toaster 127 V", "pt-BR", True),
        ("Battery 12 V, 500 V cable", "de-DE", True),
        ("Model X120V2", "de-DE", True),
        ("120 verses", "de-DE", True),
        ("Toaster", "de-DE", True),
    ],
)
def test_voltage(make_draft: MakeDraft, text: str, market: str, *, fits: bool) -> None:
    """Told where none of the stated mains voltages is the market's."""
    assert found(make_draft({"title": text}), market) == ([] if fits else [("title", "voltage-of-another-market")])


def test_a_second_voltage_elsewhere_counts(make_draft: MakeDraft) -> None:
    """One text may speak of the version for this market."""
    assert found(make_draft({"title": "Toaster 120 V", "body_html": "Also for 230 V"}), "de-DE") == []


@pytest.mark.parametrize(
    ("values", "market", "missing"),
    [
        ({"gpsr_manufacturer_reference": ""}, "de-DE", True),
        ({"gpsr_manufacturer_reference": "a@example.com"}, "de-DE", False),
        ({"gpsr_manufacturer_reference": "", "rtip_manufacturer_contact_information": "ACME"}, "fr-FR", False),
        ({"gpsr_manufacturer_reference": ""}, "en-US", False),
        ({"title": ""}, "de-DE", False),
    ],
)
def test_product_safety(make_draft: MakeDraft, values: dict[str, str], market: str, *, missing: bool) -> None:
    """Told in the EU alone, and where the file has the fields."""
    expected = [("gpsr_manufacturer_reference", "product-safety-missing")] if missing else []
    assert found(make_draft(values), market) == expected
