"""``--over``: an overlay of Shopify's product CSV takes ids and what is translated from the store's own export."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import OutputSummary

    Write = Callable[[str, str | bytes], Path]

TERMS = (
    "term,translation\nMug,Becher\nWhite mug,Weißer Becher\nBlue mug,Blauer Becher\nColor,Farbe\nBlue,Blau\nRed,Rot\n"
)
SHOP = (
    "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant Price\n"
    "mug-1,White mug,<p>Mug</p>,Color,Blue,20.00\n"
    "mug-1,,,,Red,22.00\n"
    "mug-2,Blue mug,<p>Mug</p>,Color,Blue,20.00\n"
)
HEADER = "Type,Identification,Field,Locale,Market,Status,Default content,Translated content\n"
STORE = HEADER + (
    "PRODUCT,'811,title,de,,,White mug,\n"
    "PRODUCT,'811,handle,de,,,mug-1,\n"
    "PRODUCT,'811,body_html,de,,,<p>Mug</p>,<p>Haferl</p>\n"
    "PRODUCT,'812,title,de,,,Blue mug,\n"
    "PRODUCT,'812,title,fr,,,Blue mug,Tasse\n"
    "PRODUCT_OPTION,'901,name,de,,,Color,\n"
    "PRODUCT_OPTION_VALUE,'911,name,de,,,Blue,\n"
    "PRODUCT_OPTION_VALUE,'912,name,de,Austria,,Red,Roth\n"
    "PRODUCT_OPTION_VALUE,'913,name,de,,,Green,\n"
)


def run(path: Path, over: Path, out: Path, **more: object) -> OutputSummary:
    """A run to Germany without an engine, over a store."""
    terms = path.parent / "en-de" / "terms.csv"
    terms.parent.mkdir(exist_ok=True)
    terms.write_text(TERMS, encoding="utf-8")
    settings = replace(Settings(), engine="none", dictionaries=(terms.parent,))
    options = RunOptions(("de-DE",), out, settings, date(2026, 10, 30), home_folder() / "c.sqlite", over=over)
    report = run_catalogs([path], replace(options, **more))  # type: ignore[arg-type]
    assert report.failures == []
    return report.outputs[0]


def rows(path: Path) -> list[tuple[str, ...]]:
    """Type, id, field, locale and text of each row."""
    read = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return [tuple(r[n] for n in ("Type", "Identification", "Field", "Locale", "Translated content")) for r in read]


def test_rows_take_their_ids_from_the_store(write: Write, tmp_path: Path) -> None:
    """By handle, else by title; options by what they say; what the store has translated is kept, but for other markets."""
    output = run(write("shop.csv", SHOP), write("store.csv", STORE), tmp_path / "out")
    assert rows(tmp_path / "out" / "shop.de-DE.csv") == [
        ("PRODUCT", "'811", "title", "de", "Weißer Becher"),
        ("PRODUCT", "'811", "body_html", "de", "<p>Haferl</p>"),
        ("PRODUCT", "'812", "title", "de", "Blauer Becher"),
        ("PRODUCT", "'812", "body_html", "de", "<p>Becher</p>"),
        ("PRODUCT_OPTION", "'901", "name", "de", "Farbe"),
        ("PRODUCT_OPTION_VALUE", "'911", "name", "de", "Blau"),
        ("PRODUCT_OPTION_VALUE", "'912", "name", "de", "Rot"),
    ]
    assert not {"overlay-id-missing", "overlay-no-place"} & output.findings.keys()


def test_retranslate_writes_over_what_the_store_has(write: Write, tmp_path: Path) -> None:
    """Only then."""
    run(write("shop.csv", SHOP), write("store.csv", STORE), tmp_path / "out", retranslate=True)
    assert rows(tmp_path / "out" / "shop.de-DE.csv")[1][-1] == "<p>Becher</p>"


def test_a_product_that_the_store_does_not_have_is_an_error(write: Write, tmp_path: Path) -> None:
    """So is one whose title two products have; the message names the export."""
    store = STORE.replace("PRODUCT,'812,title,de,,,Blue mug,\n", "PRODUCT,'813,title,de,,,Blue mug,\n")
    output = run(write("shop.csv", SHOP), write("store.csv", store), tmp_path / "out")
    assert [row[1] for row in rows(tmp_path / "out" / "shop.de-DE.csv")[:4]] == ["'811", "'811", "", ""]
    assert output.findings["overlay-id-missing"] == 1


def test_an_option_that_the_store_has_no_row_for_has_no_place(write: Write, tmp_path: Path) -> None:
    """It is told, once a column; the others have theirs."""
    store = STORE.replace("PRODUCT_OPTION,'901,name,de,,,Color,\n", "")
    output = run(write("shop.csv", SHOP), write("store.csv", store), tmp_path / "out")
    assert output.findings["overlay-no-place"] == 1  # the column Option1 Name
    assert not [row for row in rows(tmp_path / "out" / "shop.de-DE.csv") if row[0] == "PRODUCT_OPTION"]


def test_another_file_is_refused_before_anything_is_written(write: Write, tmp_path: Path) -> None:
    """The product CSV instead of the export, a catalog without such an overlay, a copy, a template."""
    shop, store = write("shop.csv", SHOP), write("store.csv", STORE)
    with pytest.raises(UsageError, match="not for the store's own export"):
        run(shop, shop, tmp_path / "out")
    with pytest.raises(UsageError, match="is nothing that a"):
        run(write("a.csv", "sku,title,price\n1,White mug,5.00\n"), store, tmp_path / "out")
    with pytest.raises(UsageError, match="speaks of an overlay"):
        run(shop, store, tmp_path / "out", mode="copy")
    assert not (tmp_path / "out").exists()
