"""What a market asks beside the marketplace's limits."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.findings import told_once
from localize.market import load_market
from localize.validation.market_checks import MARKET_CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.listing import Draft

    MakeDraft = Callable[..., Draft]

CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}: {case['says']}": case
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}


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


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_cases(make_draft: MakeDraft, case: dict[str, Any]) -> None:
    """What should pass passes, what should fail fails at its field; every case has something to say."""
    fault = (case.get("field"), case["code"], case.get("severity", "warning"))
    assert case.get("pass", ()) or case.get("fail", ())
    for kind, told in {"pass": [], "fail": [fault]}.items():
        for values in case.get(kind, ()):
            draft = make_draft({**case.get("values", {}), **values}, **case["group"])
            found(draft, case["market"])
            assert [(f.field, f.code, f.severity) for f in draft.findings if f.code == case["code"]] == told, values


def test_what_a_file_has_no_column_for_is_told_once(make_draft: MakeDraft) -> None:
    """All listings of a run have one cause; those of a file with empty columns are each told."""
    one = make_draft({"price": "1"}, category="Coffee", title="Espresso 340 g")
    other = make_draft({"price": "2"}, category="Tea", title="Assam 90 g")
    for draft in (one, other):
        found(draft, "de-DE")
    (first,), (second,) = one.findings, other.findings
    assert len(list(told_once([first.to_dict(), second.to_dict()]))) == 1


def test_a_row_of_a_picture_offers_nothing(make_draft: MakeDraft) -> None:
    """A row without a price and without the product's title continues it: another picture."""
    group = {"category": "Coffee", "title": "Espresso 340 g"}
    picture = make_draft({"sku": "1"}, **group)
    offer = make_draft({"sku": "1", "title": "Espresso 340 g"}, **group)
    assert (found(picture, "de-DE"), len(found(offer, "de-DE"))) == ([], 1)
