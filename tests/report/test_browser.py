"""The page in a real browser; skipped where there is no ``chromium``."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from localize.report import write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.report import ListingView

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=2000",
    "--dump-dom",
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture
def dom(tmp_path: Path, make_report: Callable[..., Any]) -> Callable[..., str]:
    """Writes a report, opens it in the browser and returns the document as it is after the script."""

    def load(**over: Any) -> str:
        page = tmp_path / "page.html"
        write_report(page, make_report(**over))
        command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=60, encoding="utf-8").stdout

    return load


def test_listings_are_drawn(dom: Callable[..., str], make_listing: Callable[..., ListingView]) -> None:
    """The script runs under the page's policy: a first chunk of listings is drawn, marked, and counted."""
    page = dom(listings=[make_listing(f"mug-{n}") for n in range(3000)])
    drawn = page.count('<article class="card listing">')
    assert 25 <= drawn < 500
    assert "3,000 listings</p>" in page
    assert re.search(r'<span class="mark convert"[^>]*role="button"[^>]*>355 ml</span>', page)
    assert '<option value="price">price</option>' in page
    assert re.search(r'<div class="cell target" lang="de-DE" dir="auto">', page)


def test_hostile_text_runs_nothing(
    dom: Callable[..., str], make_listing: Callable[..., ListingView], make_finding: Callable[..., Any]
) -> None:
    """Scripts in titles, keys and messages are shown as text and change nothing in the document."""
    text = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    page = dom(
        catalog=text,
        listings=[make_listing(text, text, text + "!")],
        findings=[make_finding(listing=text, message=text, value=text)],
    )
    assert "owned</title>" not in page
    assert "<img" not in page
    assert page.count('<article class="card listing">') == 1
    assert "1 listing</p>" in page


def test_arabic_runs_from_the_right(dom: Callable[..., str], make_listing: Callable[..., ListingView]) -> None:
    """An Arabic title that begins with a Latin brand still is a text from right to left."""
    page = dom(market="ar-AE", listings=[make_listing(target="Northpeak قدح 355 ml")])
    assert '<div class="cell target" lang="ar-AE" dir="rtl">' in page
