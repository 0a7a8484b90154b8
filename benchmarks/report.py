"""How long a report takes to write, to open and to filter, in a headless Chromium.

    python -m benchmarks.report --changes 50000

The listings are rows of ``catalog.py``: a title and an HTML text with conversions and terms, five bullet points, a price, a
size; 10 changes each. *Opened* is from the start of the navigation to the paint that follows the first listings, *filtered*
from the last key or choice to the paint that follows the new count; the wait for more keys is within it. Medians.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.catalog import TEXT_COLUMNS, write_catalog
from benchmarks.common import AS_OF, MARKET, arguments, print_machine, print_table
from localize.listing import Role
from localize.report import FieldView, ListingView, ReportData, write_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_PER_LISTING = 10
_PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
_FILTER = """([id, value]) => new Promise(done => {
  const field = document.getElementById(id), count = document.getElementById("count");
  const start = performance.now();
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => done([performance.now() - start, count.textContent]))))
    .observe(count, { childList: true, characterData: true, subtree: true });
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""
_FILTERS = (
    ("words", "f-text", "flasche 1234"),
    ("finding", "f-code", "title-long"),
    ("severity", "f-severity", "error"),
    ("stage", "f-stage", "fit"),
    ("field", "f-field", "size"),
)


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--changes", type=int, default=50_000, help="changes on the page (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: %(default)s)")
    args = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("There is no chromium on the path. Install it: apt-get install chromium.")
    from playwright.sync_api import sync_playwright

    print_machine()
    with tempfile.TemporaryDirectory() as name:
        page_file = Path(name) / "report.html"
        seconds = _write(page_file, args.changes)
        print(f"page      {page_file.stat().st_size / 1e6:.1f} MB, written in {seconds:.1f} s")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            print(f"browser   Chromium {browser.version}")
            _measure(browser, page_file.as_uri(), args.rounds)
            browser.close()


def _write(target: Path, changes: int) -> float:
    """Write the report; how many seconds that took, its listings being at hand."""
    count = changes // _PER_LISTING
    listings = list(_listings(target.parent / "catalog.csv", count))
    findings = [finding for number, view in enumerate(listings) for finding in _findings(number, view.key)]
    started = time.perf_counter()
    write_report(
        target,
        ReportData(
            catalog="catalog.csv",
            market=MARKET,
            market_name="Portuguese (Brazil)",
            source_locale="en-US",
            marketplace="Shopify",
            started=datetime.now(UTC),
            as_of=AS_OF,
            output="catalog.pt-BR.csv",
            summary={
                "listings": {"in": count, "out": count, "with_errors": sum(f["severity"] == "error" for f in findings)}
            },
            findings=findings,
            listings=listings,
            limit=changes,
        ),
    )
    return time.perf_counter() - started


def _listings(catalog: Path, count: int) -> Iterator[ListingView]:
    write_catalog(catalog, count, 1, variants=False)
    with catalog.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            texts = [row[column] for column in TEXT_COLUMNS]
            yield ListingView(f"key-{number}", f"row {number + 2}", list(_fields(number, texts)))


def _fields(number: int, texts: list[str]) -> Iterator[FieldView]:
    """Ten changes in seven fields: as many words as in a real listing, half of them exchanged for the other language's."""
    for place, text in enumerate((texts * 5)[:5]):
        source = f"{text}, 12 oz"
        target = f"Flasche {number} " + " ".join(word[::-1] for word in text.split()) + ", 355 ml"
        changes = [_change("convert", "12 oz", "355 ml", "span"), _change("translate", source, target)][
            : 2 if place < 3 else 1
        ]
        if place == 0 and not number % 9:
            changes[0] = _change("fit", f"{target} extra", target)
        yield FieldView(f"text/{place + 1}", source, target, changes, Role.TEXT, "", len(target), 500)
    price = f"{number % 90 + 9}.99"
    yield FieldView("price", price, f"{5.43 * float(price):.2f}", [_change("convert", price, "9")], Role.PRICE)
    yield FieldView("size", str(number % 12), "38", [_change("convert", str(number % 12), "38")], Role.SIZE, "Size")


def _change(stage: str, before: str, after: str, scope: str = "field") -> dict[str, Any]:
    return {
        "stage": stage,
        "before": before,
        "after": after,
        "scope": scope,
        "why": f"because of {stage}",
        "by": "here",
    }


def _findings(number: int, key: str) -> Iterator[dict[str, Any]]:
    """An error in one of fifty listings, a warning in one of five; a cause of its own for every hundredth product."""
    for code, severity, every in (("legal-passage", "error", 50), ("title-long", "warning", 5)):
        if not number % every:
            group = f"{code}:{number // 100}"
            yield {
                "code": code, "severity": severity, "listing": key, "field": "text/1", "place": f"B{number + 2}",
                "line": number + 2, "message": f"A text of {key} is odd.", "value": "odd", "suggestion": "", "group": group,
            }  # fmt: skip


def _measure(browser: Browser, url: str, rounds: int) -> None:
    opened: list[float] = []
    filtered: dict[str, list[float]] = {name: [] for name, _, _ in _FILTERS}
    counts: dict[str, str] = {}
    for _ in range(rounds):
        context = browser.new_context(bypass_csp=True)  # the page forbids what measures it
        page = context.new_page()
        page.goto(url)
        opened.append(page.evaluate(_PAINTED))
        for name, control, value in _FILTERS:
            milliseconds, counts[name] = _one(page, control, value)
            filtered[name].append(milliseconds)
        context.close()
    rows = [("opened", "", *_figures(opened))]
    rows += [(f"filtered by {name}", counts[name], *_figures(times)) for name, times in filtered.items()]
    print_table(("what", "shown", "median ms", "slowest ms"), rows)


def _one(page: Page, control: str, value: str) -> tuple[float, str]:
    milliseconds, count = page.evaluate(_FILTER, [control, value])
    page.evaluate("document.getElementById('reset').click()")
    return float(milliseconds), str(count)


def _figures(times: list[float]) -> tuple[str, str]:
    return f"{statistics.median(times):,.0f}", f"{max(times):,.0f}"


if __name__ == "__main__":
    main()
