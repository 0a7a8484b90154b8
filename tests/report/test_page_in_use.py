"""The page as people use it, in a real Chromium; skipped where browser or driver are not installed."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.decisions import decided, decision_of
from localize.listing import Role
from localize.report import FieldView, LeftOutView, ListingView, write_report
from localize.tasks.deciding import decide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
HAS_DRIVER = find_spec("playwright") is not None and find_spec("axe_playwright_python") is not None

pytestmark = pytest.mark.skipif(not (CHROMIUM and HAS_DRIVER), reason="chromium or its driver is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all pages of this file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visit(
    browser: Browser, tmp_path: Path, make_report: Callable[..., Any], full: Callable[[], dict[str, Any]]
) -> Iterator[Callable[..., Page]]:
    """Opens a report in which every part appears; what ``over`` names is replaced. An error in the script fails."""
    faults: list[str] = []
    contexts = []

    def open_page(window: dict[str, Any] | None = None, **over: Any) -> Page:
        file = tmp_path / "page.html"
        write_report(file, make_report(**{**full(), **over}))
        context = browser.new_context(**(window or {}))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def full(
    make_listing: Callable[..., ListingView], make_finding: Callable[..., Any], make_change: Callable[..., Any]
) -> Callable[[], dict[str, Any]]:
    """The parts of a report in which everything appears."""

    def parts() -> dict[str, Any]:
        size = FieldView("option1/value", "10", "EU 43", [make_change("convert", "10", "EU 43")], Role.SIZE, "Size")
        fit = FieldView("title", "red mug", "Tasse", [make_change("fit", "Tasse rot", "Tasse")], length=5, limit=6)
        dear = FieldView("price", "10", "99", [make_change("convert", "10", "99")], Role.PRICE)
        return {
            "summary": {
                "listings": {"in": 6, "out": 3, "held": 2, "excluded": 1, "with_errors": 1},
                "segments": {"cached": 4, "translated": 7},
                "rules": {"knives": 1},
                "assumptions": ["Prices read as USD."],
                "overwrites": "Titles and prices.",
            },
            "findings": [
                make_finding(),
                make_finding("size-ambiguous", "warning", "boot-1", field="option1/value"),
                make_finding("rate-old", "info", "", field=""),
            ],
            "listings": [
                make_listing("mug-1"),
                make_listing("mug-2", "Cup, 12 oz"),
                ListingView("boot-1", "row 4", [size, fit, dear]),
            ],
            "left_out": [LeftOutView("mug-7", "row 8", held=True, reason="It has errors.")],
        }

    return parts


WINDOWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True},
}


@pytest.mark.parametrize("name", WINDOWS)
def test_axe_finds_nothing(visit: Callable[..., Page], name: str) -> None:
    """No rule of axe is broken, in light, in dark and on a phone, with an explanation and an answer open."""
    folder = find_spec("axe_playwright_python")
    assert folder is not None
    assert folder.origin is not None
    page = visit({**WINDOWS[name], "bypass_csp": True})
    page.locator(".target .mark").first.focus()
    page.locator(".answer-choice").first.select_option(index=1)
    axe = Path(folder.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    found = page.evaluate(f"{axe}; axe.run()")
    assert len(found["passes"]) > 25
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


def test_an_explanation_by_keyboard(visit: Callable[..., Page]) -> None:
    """Tab reaches a marked word, which says stage, before, after and why, and is described by it; Escape closes."""
    page = visit()
    page.locator("#f-only").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    tip = page.locator("#tip")
    assert tip.inner_text().split("\n")[0] == "Conversion"
    assert " ".join(tip.inner_text().split()) == "Conversion from 12 oz → to 355 ml because"
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_an_explanation_by_mouse_and_finger(visit: Callable[..., Page]) -> None:
    """Hovering shows it, a tap does, too, and a tap beside it closes it."""
    page = visit()
    mark = page.locator(".target .mark").first
    mark.scroll_into_view_if_needed()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # a scroll closes it
    mark.hover()
    page.locator("#tip").wait_for()
    assert page.locator("#tip").inner_text()
    phone = visit(WINDOWS["phone"])
    phone.locator(".target .mark").first.tap()
    phone.locator("#tip").wait_for()
    assert phone.locator("#tip").inner_text()
    phone.locator("#listings-title").tap()
    phone.locator("#tip").wait_for(state="hidden")


def test_filters(visit: Callable[..., Page]) -> None:
    """By finding, severity, stage, field and words; the count is said, and one button shows all again."""
    page = visit()
    for control, value, key in (
        ("code", "size-ambiguous", "boot-1"),
        ("severity", "error", "mug-1"),
        ("stage", "fit", "boot-1"),
        ("field", "option1/value", "boot-1"),
        ("text", "cup 12", "mug-2"),
    ):
        field = page.locator(f"#f-{control}")
        field.fill(value) if control == "text" else field.select_option(value)
        page.locator("#count", has_text="1 of 3").wait_for()
        assert page.locator(".listing .key").all_text_contents() == [key], control
        page.locator("#reset").click()
        assert page.locator("#count").inner_text() == "3 listings"
        assert field.input_value() == ""


def test_a_cause_leads_to_its_listings(visit: Callable[..., Page]) -> None:
    """The button of a cause shows its listings alone, and the focus goes there."""
    page = visit()
    page.locator("[data-code=size-ambiguous]").click()
    assert page.locator(".listing .key").all_text_contents() == ["boot-1"]
    assert page.evaluate("document.activeElement.id") == "listings-title"


def test_answers_are_saved(visit: Callable[..., Page], tmp_path: Path) -> None:
    """A decision and an acceptance become a file that ``decide`` takes as it is; without its reason an acceptance is not saved."""
    page = visit()
    size = page.locator(".cause", has_text="size-ambiguous").locator("select")
    size.select_option(index=1)
    rate = page.locator(".cause", has_text="rate-old")
    rate.locator("select").select_option("accept")
    assert page.locator("#answers-save").is_hidden()
    rate.locator("input").fill("Prices are set by hand.")
    with page.expect_download() as download:
        page.locator("#answers-save").click()
    assert download.value.suggested_filename == "mugs.csv.de-DE.answers.json"
    download.value.save_as(tmp_path / "answers.json")
    saved = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    assert decided(map(decision_of, saved["decisions"]), "system", option="Size") == "US"
    (accepted,) = saved["accept"]
    assert accepted == {
        "code": "rate-old",
        "group": "rate-old",
        "market": "de-DE",
        "reason": "Prices are set by hand.",
        "until": "2027-11-22",
    }
    config = tmp_path / "localize.toml"
    config.write_text("", encoding="utf-8")
    result = decide(tmp_path / "answers.json", config)
    assert (len(result.decisions), len(result.accepted), result.left_out) == (1, 1, [])


def test_answers_that_differ_are_not_saved(visit: Callable[..., Page], make_finding: Callable[..., Any]) -> None:
    """Two answers for one option cannot both hold: the page says so instead of saving."""
    told = {"size-ambiguous": "Nothing says for whom it is.", "size-evidence-contradicts": "Men's or women's?"}
    twice = [
        make_finding(code, "warning", "boot-1", field="option1/value", message=message)
        for code, message in told.items()
    ]
    page = visit(findings=twice)
    for number in (0, 1):
        page.locator(".answer-choice").nth(number).select_option(index=number + 1)
    assert "differ" in page.locator("#answers-state").inner_text()
    assert page.locator("#answers-save").is_hidden()


def test_a_product_s_doubts_about_one_column_are_one_question(
    visit: Callable[..., Page], make_finding: Callable[..., Any]
) -> None:
    """Findings of many groups that one decision settles are asked about once, and shown by one button."""
    many = [make_finding("size-ambiguous", "warning", "boot-1", field="option1/value", group=g) for g in "abc"]
    page = visit(findings=many)
    assert page.locator(".answer-choice").count() == 1
    page.locator(".cause footer button").click()
    assert "1 of" in page.locator("#count").inner_text()


def test_a_rate_is_written_where_the_entry_has_room(
    visit: Callable[..., Page], make_finding: Callable[..., Any]
) -> None:
    """What the answer asks for goes deep into what is saved; until it is there nothing can be saved."""
    page = visit(findings=[make_finding("rate-missing", group="rate-missing:XAF")])
    page.locator(".answer-choice").select_option(index=1)
    assert "1 EUR is how many XAF?" in page.locator(".choose").inner_text()
    assert page.locator("#answers-save").is_hidden()
    page.locator(".choose input").fill("655,957")
    saved = json.loads(page.locator("#answers-text").text_content() or "")
    assert saved["settings"][0]["prices"]["exchange"]["XAF"]["per_eur"] == "655,957"
    assert page.locator("#answers-save").is_visible()


def test_tables_are_cards_on_a_phone(visit: Callable[..., Page]) -> None:
    """Nothing of a row is beyond the edge, and it still is a table to those who cannot see it."""
    page = visit()
    page.set_viewport_size({"width": 375, "height": 800})
    for table in ("#prices table", "#fits table"):
        assert page.locator(table).evaluate("t => t.scrollWidth <= t.parentNode.clientWidth")
        assert page.locator(table).get_by_role("cell").count() >= 6


def test_nothing_hangs_over_the_edge(visit: Callable[..., Page], make_listing: Callable[..., ListingView]) -> None:
    """The page never scrolls sideways, not with words of three hundred letters."""
    page = visit(listings=[make_listing("k" * 300, "w" * 300)])
    for width in (320, 375, 768, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_shows_contents_only(visit: Callable[..., Page]) -> None:
    """On paper stand verdict, findings, tables and listings, no controls; a long text is not cut."""
    page = visit()
    page.emulate_media(media="print")
    for hidden in (".jump", ".filters", ".choose", ".answers", ".skip"):
        assert page.locator(hidden).first.is_hidden(), hidden
    for shown in (".verdict", ".cause", "#prices", "#fits", "#left-out", ".listing"):
        assert page.locator(shown).first.is_visible(), shown
    assert page.pdf().startswith(b"%PDF")


def test_paper_has_room_for_two_hundred_listings(
    visit: Callable[..., Page], make_listing: Callable[..., ListingView]
) -> None:
    """More listings than are on the screen are printed, and beyond two hundred the page says that there are others."""
    page = visit(listings=[make_listing(f"mug-{n}") for n in range(300)])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".listing").count() == 200
    assert page.locator("#printed").inner_text().startswith("The first 200 of 300 listings are printed")


def test_scripts_from_right_to_left_and_without_spaces(
    visit: Callable[..., Page], make_listing: Callable[..., ListingView]
) -> None:
    """Arabic stands at the right also after a Latin brand, Japanese carries its language, and both keep their marks."""
    arabic = visit(market="ar-AE", listings=[make_listing(target="Northpeak قدح 355 ml")])
    cell = arabic.locator(".cell.target").first
    assert cell.evaluate("node => getComputedStyle(node).direction") == "rtl"
    japanese = visit(market="ja-JP", listings=[make_listing(target="マグカップ355 ml大")])
    cell = japanese.locator(".cell.target").first
    assert cell.get_attribute("lang") == "ja-JP"
    assert cell.locator(".mark").text_content() == "355 ml"


def test_hostile_text_runs_nothing(
    visit: Callable[..., Page], make_listing: Callable[..., ListingView], make_finding: Callable[..., Any]
) -> None:
    """Scripts in any text run neither on opening nor when listings are drawn, explained or searched."""
    text = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'><svg onload=alert(3)> 12 oz"
    page = visit(
        catalog=text,
        listings=[make_listing(text, text, text)],
        findings=[make_finding(text, listing=text, message=text, value=text, suggestion=text, group=text)],
        left_out=[LeftOutView(text, text, held=True, reason=text, rule=text)],
    )
    page.locator(".answer-choice").first.select_option("accept")
    page.locator(".cause input").first.fill(text)
    for details in page.locator("details").all():
        details.evaluate("node => { node.open = true; }")
    page.locator("#f-text").fill("<img")
    page.wait_for_timeout(250)
    assert page.locator(".listing").count() == 1
    assert page.evaluate("document.querySelectorAll('img, main script:not([type])').length") == 0
