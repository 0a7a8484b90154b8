from __future__ import annotations

import json
import re
import time
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from localize.data import package_folder
from localize.errors import OutputError
from localize.listing import Role
from localize.report import FieldView, LeftOutView, ListingView, write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VOID = {"meta", "input", "br", "img", "link"}
HOSTILE = [
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '"><svg onload=alert(1)>',
    "<!--<script>",
    "{{ 7 * 7 }}",
    "' onmouseover='alert(1)",
]


class Page(HTMLParser):
    """What a parser sees: elements with their attributes, texts by element, and tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text = ""
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.elements.append((tag, dict(attrs)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))
        self.text += " "
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        """Text; that of scripts is kept apart."""
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data
        elif "style" not in self.open:
            self.text += data

    def all(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, attributes in self.elements if (value := attributes.get(name))]


def full(make_finding: Callable[..., Any], make_change: Callable[..., Any]) -> dict[str, Any]:
    """A report in which every part of the page appears."""
    size = FieldView("size", "10", "EU 43", [make_change("convert", "10", "EU 43")], Role.SIZE)
    rule = FieldView("tags", "a", "a b", [make_change("rules", "a", "a b")], length=3, limit=4)
    fit = FieldView("title", "a b c", "a", [make_change("fit", "a b c", "a")])
    return {
        "summary": {
            "listings": {"in": 9, "out": 6, "held": 2, "excluded": 1, "with_errors": 1},
            "segments": {"distinct": 20, "cached": 10, "approved": 3, "translated": 7},
            "repairs": {"carrier": 2, "pieces": 1},
            "findings": {"title-too-long": 3, "unit-ambiguous": 9},
            "seconds": {"translate": 61.5, "render": 0.4},
            "engine": "Argos English to German 1.0",
            "rates": "ECB, 20 November 2026",
            "assumptions": ["Prices read as USD: no currency in the file."],
            "overwrites": "titles and prices.",
        },
        "findings": [make_finding(), make_finding("unit-ambiguous", "warning", "x", suggestion="Say fl oz.")],
        "listings": [ListingView("mug-1", "row 2", [size, rule, fit])],
        "left_out": [
            LeftOutView("mug-7", "row 8", held=True, reason="It has errors."),
            LeftOutView("mug-8", "row 9", held=False, reason="No knives.", rule="knives"),
        ],
        "held_file": "mugs.held.csv",
        "truncated": "Only listings with errors are kept.",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(render: Callable[..., str], make_finding: Callable[..., Any], text: str) -> None:
    """Whatever a catalog says, wherever it says it, the page has the same elements as with harmless text."""

    def page(words: str) -> Page:
        fields = [FieldView("title", words, words + "!", [_change(words)]), FieldView(words, words, words)]
        found = make_finding(words, "error", words, field=words, place=words, message=words, value=words, group=words)
        price = FieldView(words, words, words + "1", [_change(words, "convert")], Role.PRICE)
        fitted = FieldView(words, words, "", [{**_change(words, "fit"), "after": ""}], length=9, limit=9)
        left = [LeftOutView(words, words, held, words, words) for held in (True, False)]
        return Page(
            render(
                catalog=words,
                output=words,
                market_name=words,
                marketplace=words,
                summary={
                    "listings": {"in": 3, "out": 1, "held": 1, "excluded": 1},
                    "assumptions": [words],
                    "engine": words,
                    "overwrites": words,
                },
                findings=[found],
                listings=[ListingView(words, words, [*fields, price, fitted], words)],
                left_out=left,
                held_file=words,
                truncated=words,
            )
        )

    hostile, harmless = page(text), page("harmless words")
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in harmless.elements]
    assert [sorted(attributes) for _, attributes in hostile.elements] == [
        sorted(attributes) for _, attributes in harmless.elements
    ]
    assert json.loads(hostile.scripts[0])[0][0] == text
    assert text in hostile.text


def _change(words: str, stage: str = "translate") -> dict[str, Any]:
    keys = ("listing", "field", "place", "before", "after", "why", "by")
    return {**dict.fromkeys(keys, words), "seq": 1, "scope": "field", "stage": stage}


def test_nothing_is_fetched(
    render: Callable[..., str], make_finding: Callable[..., Any], make_change: Callable[..., Any]
) -> None:
    """The page refers to nothing outside itself, and its policy forbids it to."""
    text = render(**full(make_finding, make_change))
    page = Page(text)
    assert not re.search(r"https?:|url\(|@import|//[a-z]+\.", text)
    assert not page.all("src")
    assert all(link.startswith("#") for link in page.all("href"))
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv"))
    assert policy
    assert policy.startswith("default-src 'none'")


def test_the_policy_allows_our_script_and_style_only(render: Callable[..., str]) -> None:
    """The hashes in the policy are those of the two inline elements; no other style or handler stands in the page."""
    text = render()
    for tag in ("style", "script"):
        (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in text
    page = Page(text)
    assert not [name for _, attributes in page.elements for name in attributes if name == "style" or name[:2] == "on"]


def test_elements_match_and_references_lead_somewhere(
    render: Callable[..., str], make_finding: Callable[..., Any], make_change: Callable[..., Any]
) -> None:
    """Every tag is closed, ids are unique, and each label, link and description points to one."""
    page = Page(render(**full(make_finding, make_change)))
    assert page.faults == []
    assert page.open == []
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    wanted = (
        {link.removeprefix("#") for link in page.all("href")} | set(page.all("for")) | set(page.all("aria-labelledby"))
    )
    assert wanted <= set(ids)


def test_headings_have_an_order(
    render: Callable[..., str], make_finding: Callable[..., Any], make_change: Callable[..., Any]
) -> None:
    """There is one h1, no level is skipped, and the page says its language and title."""
    page = Page(render(**full(make_finding, make_change)))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.elements[0] == ("html", {"lang": "en"})
    assert "mugs.csv for Germany, German" in page.text


def test_every_control_has_a_label(render: Callable[..., str]) -> None:
    """Each input and select is named by a label, and the count of listings is announced."""
    page = Page(render())
    controls = {a["id"] for tag, a in page.elements if tag in {"input", "select"}}
    assert controls == set(page.all("for"))
    assert ("p", {"id": "count", "role": "status", "aria-live": "polite"}) in page.elements


def test_every_finding_is_shown(render: Callable[..., str], make_finding: Callable[..., Any]) -> None:
    """Each of many findings with its own message stands in the page itself, so it is read without JavaScript."""
    findings = [make_finding(message=f"Message number {n}.", listing=f"key-{n}") for n in range(150)]
    findings += [make_finding("file-odd", "info", "", field="", message="About the file.", suggestion="Look at it.")]
    page = Page(render(findings=findings))
    assert all(f["message"] in page.text and f["listing"] in page.text for f in findings)
    assert "Look at it." in page.text
    assert "151 findings, grouped by 2 causes" in page.text
    assert "whole file" in page.text


def test_findings_beyond_the_rows_are_counted(render: Callable[..., str], make_finding: Callable[..., Any]) -> None:
    """A cause with a thousand findings lists the first of them, counts all and says where the others are."""
    page = Page(render(findings=[make_finding(listing=f"key-{n}") for n in range(1000)]))
    assert "1,000 findings in 1,000 listings" in " ".join(page.text.split())
    assert "and 800 more, all in the findings file" in page.text


def test_causes_beyond_the_page_are_counted(render: Callable[..., str], make_finding: Callable[..., Any]) -> None:
    """A page has room for three hundred causes, the worst; it says how many more there are."""
    findings = [make_finding("odd", "info", group=f"odd:{n}") for n in range(400)]
    findings.append(make_finding(message="The worst of all."))
    text = Page(render(findings=findings)).text
    assert "grouped by 401 causes" in text
    assert "The worst of all." in text
    assert "101 causes with 101 findings have no room here" in text


def test_counts_are_those_of_the_summary(
    render: Callable[..., str], make_finding: Callable[..., Any], make_change: Callable[..., Any]
) -> None:
    """What was done, how and on which assumptions is told in the page itself."""
    text = " ".join(Page(render(**full(make_finding, make_change))).text.split())
    for words in (
        "listings in the catalog 9",
        "ready 5",
        "with errors 1",
        "held back 2",
        "excluded on purpose 1",
        "1 text was made to fit",
        "5 → 1 because",
        "2 held back for a person",
        "mug-7 row 8 It has errors.",
        "1 more are in the findings file",
        "mug-8 row 9 No knives. knives",
        "mugs.held.csv",
        "Lengths of tags",
        "Not yet: 1 listing needs a person",
        "1 warning wants a look",
        "Prices read as USD",
        "Uploading overwrites: titles and prices.",
        "carrier: 2, pieces: 1",
        "1 min 2 s (translate 1 min 2 s, render 0.4 s)",
        "22 November 2026, 01:11 UTC",
        "Only listings with errors are kept.",
        "10 more are not in this report",
    ):
        assert words in text, words


def test_a_bare_report_renders(render: Callable[..., str]) -> None:
    """Without summary, findings, listings and marketplace there is still a page that says so."""
    text = Page(render(summary={}, listings=(), marketplace="", output="")).text
    assert "There is nothing to upload" in text
    assert "dry run" in text
    assert "Nothing was changed" in text


def test_no_claim_beyond_what_was_kept(render: Callable[..., str], make_listing: Callable[..., ListingView]) -> None:
    """Where the caller left listings out, the page does not say that all else is as it was."""
    for listings in ([], [make_listing()]):
        text = Page(render(listings=listings, truncated="No changes are kept, as --changes none asks.")).text
        assert "kept for this report" in text
        assert "as it was in the catalog" not in text


def test_cells_know_language_and_direction(render: Callable[..., str]) -> None:
    """The script gets language and direction of both sides: Arabic stands right, Japanese gets its own glyphs."""
    page = Page(render(market="ar-AE"))
    (section,) = [a for _, a in page.elements if a.get("id") == "listings"]
    assert (section["data-source"], section["data-source-dir"]) == ("en-US", "ltr")
    assert (section["data-target"], section["data-target-dir"]) == ("ar-AE", "rtl")


def test_what_does_not_fit_is_said(render: Callable[..., str], make_listing: Callable[..., ListingView]) -> None:
    """Beyond the limit the page says how many listings and changes it leaves out and where they are."""
    listings = [make_listing(f"mug-{n}") for n in range(10)]
    text = Page(render(listings=iter(listings), limit=12)).text
    assert "shows 4 of 10 listings" in text
    assert "The other 18 changes are in the changes file" in text


def test_broken_unicode_is_written(render: Callable[..., str], make_listing: Callable[..., ListingView]) -> None:
    """Half a surrogate pair, as JSON can carry it, does not stop the report."""
    assert "Tasse ?" in render(listings=[make_listing(target="Tasse \ud83d")])


def test_a_folder_that_is_not_there(tmp_path: Path, make_report: Callable[..., Any]) -> None:
    """The error names the file, and nothing half-written stays."""
    with pytest.raises(OutputError, match=r"mugs\.html"):
        write_report(tmp_path / "missing" / "mugs.html", make_report())
    assert list(tmp_path.iterdir()) == []


def test_twenty_thousand_changes(tmp_path: Path, make_report: Callable[..., Any]) -> None:
    """They are written in a few seconds into a page of at most 250 bytes a change."""
    changes = [_change("Isolierte Trinkflasche")] * 4
    listings = [
        ListingView(f"key-{n}", f"row {n}", [FieldView("title", f"Bottle {n}", f"Flasche {n}", changes)])
        for n in range(5000)
    ]
    start = time.perf_counter()
    write_report(tmp_path / "page.html", make_report(listings=listings))
    assert time.perf_counter() - start < 5
    assert (tmp_path / "page.html").stat().st_size < 20_000 * 250


def test_colours_can_be_read() -> None:
    """Text on every ground it stands on has the contrast of WCAG AA, light and dark."""
    css = (package_folder("report") / "templates" / "report.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in css.split(":root {")[1:3])
    pairs = [(text, ground) for text in ("ink", "soft", "accent") for ground in ("page", "card", "sunk")]
    pairs += [(name, f"{name}-soft") for name in ("bad", "warn", "note")]
    pairs += [
        ("ink", name) for name in ("convert", "terms", "rules", "fit", "pin", "bad-soft", "warn-soft", "note-soft")
    ]
    for theme in (light, {**light, **dark}):
        for text, ground in pairs:
            assert _contrast(theme[text], theme[ground]) >= 4.5, (text, ground)


def _contrast(one: str, two: str) -> float:
    """WCAG 2.2, "contrast ratio"."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def test_rules_and_what_they_excluded_are_listed(render: Callable[..., str]) -> None:
    """Each rule with its count, each exclusion with its reason and examples; hostile texts stay texts."""
    summary = {
        "listings": {"in": 3, "out": 1, "excluded": 2},
        "rules": {"no-knives": 2, "typo": 0},
        "excluded": [{"rule": "no-knives", "reason": HOSTILE[0], "listings": 2, "examples": ["k-1"]}],
    }
    page = Page(render(summary=summary))
    assert page.faults == []
    said = " ".join(page.text.split())
    assert f"2 listings by rule no-knives: {HOSTILE[0]} (k-1, …)" in said
    assert "no-knives: 2 listings" in said
    assert "typo: matched nothing" in said
