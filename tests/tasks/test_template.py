"""``--template``: a marketplace's own empty template, filled by what fields mean."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from localize.data import home_folder
from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs
from localize.tasks.uploaded import mark_uploaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import RunReport

    Write = Callable[[str, str | bytes], Path]

TERMS = "term,translation\nWhite mug,Weißer Becher\nMug,Becher\nBlue,Blau\nColor,Farbe\n"
AMAZON = "item_sku\titem_name\tstandard_price\tupdate_delete\texternal_product_id\tproduct_description\n"
MASTER = (
    "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Barcode,Image Alt Text\n"
    "mug,White mug,<p>Mug</p>,Potters,Color,Blue,M-1,20.00,4006381333931,Mug\n"
    "mug,,,,,Red,M-2,22.00,,\n"
)


def run(path: Path, out: Path, template: Path, *marketplaces: str, changed_since: str = "") -> RunReport:
    """A run to Germany without an engine."""
    terms = path.parent / "en-de" / "terms.csv"
    terms.parent.mkdir(exist_ok=True)
    terms.write_text(TERMS, encoding="utf-8")
    settings = replace(Settings(), engine="none", dictionaries=(terms.parent,))
    options = RunOptions(
        ("de-DE",),
        out,
        settings,
        date(2026, 10, 30),
        home_folder() / "c.sqlite",
        template=template,
        marketplaces=marketplaces,
        changed_since=changed_since,
    )
    return run_catalogs([path], options)


def workbook(path: Path) -> Path:
    """An operator's template as Mirakl makes them: labels, codes, lists and a sheet that says what is required."""
    book = openpyxl.Workbook()
    data = book.active
    assert data is not None
    data.title = "Data"
    data.append(["Offer SKU", "Product ID", "Product ID Type", "Offer Description", "Offer Price", "Offer State"])
    data.append(["sku", "product-id", "product-id-type", "description", "price", "state"])
    lists = book.create_sheet("ReferenceData")
    for row in (["product-id-type", "state"], ["EAN", "Neu"], ["SKU", "Gebraucht"]):
        lists.append(row)
    told = book.create_sheet("Columns")
    for row in (["Code", "Label", "Requirement level"], ["sku", "Offer SKU", "REQUIRED"]):
        told.append(row)
    for row in (
        ["product-id-type", "Type", "REQUIRED"],
        ["product-id", "ID", "REQUIRED"],
        ["state", "State", "OPTIONAL"],
    ):
        told.append(row)
    book.save(path)
    return path


def test_a_workbook_is_filled_by_what_its_columns_mean(write: Write, tmp_path: Path) -> None:
    """Codes, texts and prices go where the template has them; what one row says of a product holds for all of it."""
    template = workbook(tmp_path / "offers.xlsx")
    report = run(write("shop.csv", MASTER), tmp_path / "out", template)
    assert report.failures == []
    written = tmp_path / "out" / "shop.de-DE.mirakl.xlsx"
    assert report.outputs[0].files["catalog"] == written
    sheet = openpyxl.load_workbook(written)["Data"]
    first, second = list(sheet.iter_rows(min_row=3, values_only=True))
    assert first[:4] == ("M-1", "4006381333931", None, "Becher")
    assert second[:4] == ("M-2", None, None, "Becher")
    assert first[4] not in {None, "20.00"}


def test_every_other_part_of_the_template_stays(write: Write, tmp_path: Path) -> None:
    """Other sheets, styles and properties byte for byte; of the sheet the rows that were there."""
    template = workbook(tmp_path / "offers.xlsx")
    run(write("shop.csv", MASTER), tmp_path / "out", template)
    with ZipFile(template) as before, ZipFile(tmp_path / "out" / "shop.de-DE.mirakl.xlsx") as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert before.namelist() == after.namelist()
    assert changed - {"xl/sharedStrings.xml"} == {"xl/worksheets/sheet1.xml"}


def test_what_is_required_and_has_no_source_is_an_error(write: Write, tmp_path: Path) -> None:
    """One finding a column; what only some listings lack is told with the first of them."""
    report = run(write("shop.csv", MASTER), tmp_path / "out", workbook(tmp_path / "offers.xlsx"))
    lines = (tmp_path / "out" / "shop.csv.de-DE.mirakl.findings.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    required = [f["message"] for f in found if f["code"] == "template-required-empty"]
    assert required == [
        "offers.xlsx requires “product-id”, which is empty for 1 of 2 listings.",
        "offers.xlsx requires “product-id-type”, which has no source.",
    ]
    places = {f["field"] for f in found if f["code"] == "template-no-place"}
    assert {"image/alt", "title"} <= places
    assert report.outputs[0].findings["template-no-source"] == 1


def test_a_value_that_is_not_offered_stays_away(write: Write, tmp_path: Path) -> None:
    """The template's list has other words for it; the finding names them."""
    master = "sku,title,description,price,condition\nM-1,White mug,A mug,9.50,brandneu\nM-2,White mug,A mug,9.50,NEU\n"
    run(write("shop.csv", master), tmp_path / "out", workbook(tmp_path / "offers.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "out" / "shop.de-DE.mirakl.xlsx")["Data"]
    assert [row[5] for row in sheet.iter_rows(min_row=3, values_only=True)] == [None, "Neu"]
    findings = (tmp_path / "out" / "shop.csv.de-DE.mirakl.findings.jsonl").read_text(encoding="utf-8")
    assert "One of: Neu, Gebraucht." in findings


def test_a_csv_template_keeps_its_lines_and_says_what_holds_for_all(write: Write, tmp_path: Path) -> None:
    """What its first free row says already is said of each listing; delimiter and line ends are its own."""
    template = write("toys.csv", "product_category;sku;price;product_title;long_description\r\ntoys;;;;\r\n")
    run(write("shop.csv", MASTER), tmp_path / "out", template, "mirakl")
    text = (tmp_path / "out" / "shop.de-DE.mirakl.csv").read_bytes().decode()
    assert text.startswith("product_category;sku;price;product_title;long_description\r\ntoys;M-1;")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(r["product_category"], r["sku"], r["product_title"]) for r in rows] == [
        ("toys", "M-1", "Weißer Becher"),
        ("toys", "M-2", "Weißer Becher"),
    ]
    assert rows[0]["long_description"] == "<p>Becher</p>"


def test_listings_of_a_template_that_has_some_stay(write: Write, tmp_path: Path) -> None:
    """New ones go under them."""
    template = write("toys.csv", "product_category,sku,product_title,price\ntoys,OLD,Alt,")
    run(write("shop.csv", MASTER), tmp_path / "out", template)
    lines = (tmp_path / "out" / "shop.de-DE.mirakl.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "toys,OLD,Alt,"
    assert [line.split(",")[1] for line in lines[2:]] == ["M-1", "M-2"]


def test_a_template_of_another_market_is_an_error(write: Write, samples: Path, tmp_path: Path) -> None:
    """Amazon's say which store they are for."""
    report = run(write("shop.csv", MASTER), tmp_path / "out", samples / "amazon-us-listing-template.xlsx")
    assert report.outputs[0].findings["template-other-market"] == 1


def test_a_template_is_refused_where_it_does_not_fit(write: Write, tmp_path: Path) -> None:
    """Another marketplace's, no template at all, the catalog itself: nothing is written."""
    master = write("shop.csv", MASTER)
    for template, names, message in (
        (workbook(tmp_path / "offers.xlsx"), ("ebay",), "--for says ebay"),
        (write("no.csv", "a;b\n1;2\n"), (), "names columns"),
        (master, (), "its own template"),
        (write("t.json", '[{"sku": "1"}]'), (), "no XLSX"),
    ):
        with pytest.raises(UsageError, match=message):
            run(master, tmp_path / "out", template, *names)
    assert not (tmp_path / "out").exists()


def test_the_operator_s_own_template_takes_listings(write: Write, shared: Path, tmp_path: Path) -> None:
    """Mirakl's real file: its lists are in another sheet, and all parts but the sheet stay."""
    (template,) = (shared / "data" / "mirakl-templates").glob("offers-*.xlsx")
    run(write("shop.csv", MASTER), tmp_path / "out", template)
    out = tmp_path / "out" / "shop.de-DE.mirakl.xlsx"
    with ZipFile(template) as before, ZipFile(out) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed
    assert all("sheet1" in name or "sharedStrings" in name for name in changed)


def test_a_delta_of_a_template_has_what_changed(write: Write, tmp_path: Path) -> None:
    """Whole products; where nothing differs, there is no such file, and the filled template stays whole."""
    out, template = tmp_path / "out", write("t.csv", "sku,title,description,price\n")
    master = MASTER + "pot,Pot,<p>Pot</p>,Potters,Color,Blue,P-1,30.00,,Pot\n"
    run(write("shop.csv", master), out, template)
    assert [marked.refused for marked in mark_uploaded(out)] == [""]
    run(write("shop.csv", master.replace("Potters", "Others")), out, template, changed_since="last")
    assert not (out / "shop.de-DE.delta.csv").exists()  # the template has no column for it
    (output,) = run(write("shop.csv", master.replace("22.00", "25.00")), out, template, changed_since="last").outputs
    rows = list(csv.DictReader(io.StringIO((out / "shop.de-DE.delta.csv").read_text(encoding="utf-8"))))
    assert [row["sku"] for row in rows] == ["M-1", "M-2"]
    assert (output.delta["changed"], output.delta["listings"]) == (1, 2)
    whole = list(csv.DictReader(io.StringIO((out / "shop.de-DE.csv").read_text(encoding="utf-8"))))
    assert [row["sku"] for row in whole] == ["M-1", "M-2", "P-1"]


def test_a_delta_of_a_template_says_the_platform_s_word_for_an_update(write: Write, tmp_path: Path) -> None:
    """Amazon's templates have one; a listing that was not uploaded before does not say it."""
    template = write("t.txt", AMAZON)
    out = tmp_path / "out"
    run(write("shop.csv", MASTER), out, template)
    mark_uploaded(out)
    more = MASTER.replace("22.00", "25.00") + "mug,,,,,Green,M-3,22.00,,\n"
    run(write("shop.csv", more), out, template, changed_since="last")
    lines = (out / "shop.de-DE.amazon.delta.txt").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    rows = [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
    assert [(row["item_sku"], row["update_delete"]) for row in rows] == [
        ("M-1", "PartialUpdate"),
        ("M-2", "PartialUpdate"),
        ("M-3", ""),
    ]
