"""What the changes and findings say of a text that the file cannot take."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import localize
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

SHOP = (
    "ID,Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
    "77,cups,Set of cups,<p>Red</p>,Acme,Title,Default Title,S1,9.50\n"
)


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(path: Path, terms: Path, out: Path, mode: str) -> None:
    """A run without an engine, with a dictionary whose translation a spreadsheet would run."""
    settings = Settings(source_locale="en-US", engine="none", dictionaries=(terms,))
    localize.run([path], to=["de-DE"], out=out, settings=settings, as_of=date(2026, 9, 1), mode=mode)


def test_the_changes_of_a_refused_cell_end_at_the_cell_as_it_is(write: Write, tmp_path: Path) -> None:
    """A text that would be run as a formula is not written; finding and changes say so."""
    path, terms = write("shop.csv", SHOP), write("terms.csv", "term,translation\nSet of cups,=Tassen\n")
    run(path, terms, tmp_path / "out", "copy")
    changes = [
        c
        for c in lines(tmp_path / "out/shop.csv.de-DE.changes.jsonl")
        if (c["field"], c["scope"]) == ("title", "field")
    ]
    assert (changes[0]["before"], changes[-1]["after"]) == ("Set of cups", "Set of cups")
    assert changes[-1]["why"].startswith("not written: it would begin with '='")
    assert [c["seq"] for c in changes] == sorted({c["seq"] for c in changes})
    codes = [f["code"] for f in lines(tmp_path / "out/shop.csv.de-DE.findings.jsonl")]
    assert codes.count("cell-not-writable") == 1
    assert "=Tassen" not in (tmp_path / "out/shop.de-DE.csv").read_text(encoding="utf-8")


def test_an_overlay_tells_what_it_leaves_out(write: Write, tmp_path: Path) -> None:
    """It has no row for such a text."""
    path, terms = write("shop.csv", SHOP), write("terms.csv", "term,translation\nSet of cups,=Tassen\n")
    run(path, terms, tmp_path / "out", "overlay")
    found = [f for f in lines(tmp_path / "out/shop.csv.de-DE.findings.jsonl") if f["code"] == "cell-not-writable"]
    assert [(f["listing"], f["place"], f["value"]) for f in found] == [("cups/Default Title", "C2", "=Tassen")]
