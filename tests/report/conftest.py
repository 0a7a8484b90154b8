"""Made-up reports, small and plain; each test adds what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from localize.listing import Role
from localize.report import FieldView, ListingView, ReportData, write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def change(stage: str, before: str, after: str, *, scope: str = "field", why: str = "because", by: str = "") -> Any:
    """A change in its published form."""
    return {
        "listing": "mug-1",
        "field": "title",
        "place": "B2",
        "seq": 1,
        "scope": scope,
        "stage": stage,
        "before": before,
        "after": after,
        "why": why,
        "by": by,
    }


def finding(code: str = "title-too-long", severity: str = "error", listing: str = "mug-1", **more: str) -> Any:
    """A finding in its published form."""
    return {
        "code": code,
        "severity": severity,
        "listing": listing,
        "field": "title",
        "place": "B2",
        "line": 2,
        "message": f"Something about {code}.",
        "value": "",
        "suggestion": "",
        "group": code,
        **more,
    }


def listing(key: str = "mug-1", source: str = "Mug, 12 oz", target: str = "Tasse, 355 ml") -> ListingView:
    """A listing with a translated title, a price and an untouched code."""
    title = (change("convert", "12 oz", "355 ml", scope="span"), change("translate", source, target))
    price = (change("convert", "19.99", "18,90", why="1 USD = 0.86 EUR", by="ECB 2026-11-20"),)
    fields = (
        FieldView("title", source, target, title),
        FieldView("price", "19.99", "18,90", price, Role.PRICE),
        FieldView("sku", "M-1", "M-1", (), Role.CODE),
    )
    return ListingView(key, "row 2", fields)


def report(**over: Any) -> ReportData:
    """A report on one flawless listing, with whatever ``over`` replaces."""
    plain: dict[str, Any] = {
        "catalog": "mugs.csv",
        "market": "de-DE",
        "market_name": "Germany, German",
        "source_locale": "en-US",
        "marketplace": "Shopify",
        "started": datetime(2026, 11, 22, 1, 11, tzinfo=UTC),
        "as_of": date(2026, 11, 22),
        "output": "mugs.de-DE.csv",
        "summary": {"listings": {"in": 1, "out": 1}},
        "listings": [listing()],
    }
    return ReportData(**{**plain, **over})


@pytest.fixture
def make_change() -> Callable[..., Any]:
    """Makes a change: stage, before, after, and what differs from a plain one."""
    return change


@pytest.fixture
def make_finding() -> Callable[..., Any]:
    """Makes a finding: code, severity, listing, and what differs from a plain one."""
    return finding


@pytest.fixture
def make_listing() -> Callable[..., ListingView]:
    """Makes a listing: key, source title, target title."""
    return listing


@pytest.fixture
def make_report() -> Callable[..., ReportData]:
    """Makes report data with some of its fields replaced."""
    return report


@pytest.fixture
def render(tmp_path: Path) -> Callable[..., str]:
    """Writes a report with some fields replaced, and reads the page."""

    def write(**over: Any) -> str:
        target = tmp_path / "mugs.csv.de-DE.html"
        write_report(target, report(**over))
        return target.read_text(encoding="utf-8")

    return write
