"""``--as overlay``: what lies over the same store."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import localize
from localize.data import home_folder
from localize.errors import UsageError
from localize.settings import Settings, load_settings
from localize.tasks.run import RunOptions, run_catalogs
from localize.tasks.uploaded import mark_uploaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import OutputSummary

    Write = Callable[[str, str | bytes], Path]

TERMS = "term,translation\nMug,Becher\nWhite mug,Weißer Becher\nBlue mug,Blauer Becher\nBlue,Blau\n"


NO_DELTA = {"groups": 0, "listings": 0, "new": 0, "changed": 0, "gone": 0}


def run(
    path: Path, out: Path, settings: Settings | None = None, mode: str = "overlay", changed_since: str = ""
) -> OutputSummary:
    """A run to Germany without an engine: dictionaries, units and prices do the work."""
    configured = replace(settings or Settings(), engine="none")
    if not configured.dictionaries:
        terms = path.parent / "en-de" / "terms.csv"
        terms.parent.mkdir(exist_ok=True)
        terms.write_text(TERMS, encoding="utf-8")
        configured = replace(configured, dictionaries=(terms.parent,))
    asked = RunOptions(("de-DE",), out, configured, date(2026, 10, 30), home_folder() / "c.sqlite", mode=mode)
    report = run_catalogs([path], replace(asked, changed_since=changed_since))
    assert report.failures == []
    return report.outputs[0]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by its header."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def codes(output: OutputSummary) -> dict[str, int]:
    """Findings by code."""
    return output.findings


SHOP = (
    "ID,Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty\n"
    "77,mug,White mug,<p>Mug</p>,Color,Blue,20.00,5\n"
    "77,mug,,,,Red,22.00,6\n"
)


def test_a_shopify_product_csv_becomes_translations_and_prices_of_the_market(write: Write, tmp_path: Path) -> None:
    """Texts go into a Translate & Adapt file, prices into the market's own columns; stock is in neither."""
    out = tmp_path / "out"
    output = run(write("shop.csv", SHOP), out)
    rows = table(out / "shop.de-DE.csv")
    assert list(rows[0]) == [
        *("Type", "Identification", "Field", "Locale", "Market", "Status", "Default content", "Translated content"),
    ]
    assert [(r["Identification"], r["Field"], r["Locale"], r["Translated content"]) for r in rows] == [
        ("'77", "title", "de", "Weißer Becher"),
        ("'77", "body_html", "de", "<p>Becher</p>"),
    ]
    assert rows[0]["Default content"] == "White mug"
    prices = table(out / "shop.de-DE.markets.csv")
    assert [row["Included / Germany"] for row in prices] == ["TRUE", ""]
    assert [row["Option1 Value"] for row in prices] == ["Blue", "Red"]
    assert all(row["Price / Germany"] not in {"", "20.00", "22.00"} for row in prices)
    assert "Variant Inventory Qty" not in prices[0]
    assert output.files["markets"] == out / "shop.de-DE.markets.csv"


def test_localized_cells_without_a_place_are_told_once_a_column(write: Write, tmp_path: Path) -> None:
    """Option values are translated elsewhere in Shopify; one finding for the column says so."""
    output = run(write("shop.csv", SHOP), tmp_path / "out")
    assert codes(output)["overlay-no-place"] == 2  # Option1 Name, Option1 Value
    assert "overlay-id-missing" not in codes(output)


def test_translations_without_ids_are_an_error(write: Write, tmp_path: Path) -> None:
    """Shopify knows products by number there; the finding says where to get it."""
    catalog = "\n".join(line.partition(",")[2] for line in SHOP.splitlines()) + "\n"
    out = tmp_path / "out"
    output = run(write("shop.csv", catalog), out)
    assert codes(output)["overlay-id-missing"] == 1
    assert output.severities["error"] == 1
    assert [row["Identification"] for row in table(out / "shop.de-DE.csv")] == ["", ""]


def test_a_price_that_the_market_has_already_is_kept(write: Write, tmp_path: Path) -> None:
    """``Price / Germany`` of the export wins over a computed one."""
    lines = SHOP.splitlines()
    catalog = "\n".join([f"{lines[0]},Price / Germany", f"{lines[1]},19.00", f"{lines[2]},"]) + "\n"
    out = tmp_path / "out"
    run(write("shop.csv", catalog), out)
    first, second = (row["Price / Germany"] for row in table(out / "shop.de-DE.markets.csv"))
    assert first == "19.00"
    assert second


def test_a_store_calls_a_market_as_its_seller_says(write: Write, tmp_path: Path) -> None:
    """``names`` of the market's settings fill headers and store views; then nothing is assumed."""
    config = write("localize.toml", '[markets."de-DE"]\nnames = { shopify = "Europe" }\n')
    out = tmp_path / "out"
    output = run(write("shop.csv", SHOP), out, load_settings(config))
    assert "Price / Europe" in table(out / "shop.de-DE.markets.csv")[0]
    assert "market-name-assumed" not in codes(output)


MAGENTO = (
    "sku,store_view_code,attribute_set_code,product_type,name,price,qty\n"
    "M-1,,Default,simple,White mug,20.00,5\nM-2,,Default,simple,Blue mug,20.00,5\n"
    "M-2,de,,,Mein Becher,,\n"
)


def test_a_magento_overlay_names_the_store_view_and_keeps_what_it_says(write: Write, tmp_path: Path) -> None:
    """Only texts, in rows with the view's code; a text that the view has already stays."""
    out = tmp_path / "out"
    run(write("shop.csv", MAGENTO), out)
    rows = table(out / "shop.de-DE.csv")
    assert [(r["sku"], r["store_view_code"], r["name"]) for r in rows] == [
        ("M-1", "de", "Weißer Becher"),
        ("M-2", "de", "Mein Becher"),
    ]
    assert not {"price", "qty"} & rows[0].keys()


META = (
    "id,title,description,availability,condition,price,link,image_link,brand\n"
    "M-1,White mug,Mug,in stock,new,20.00 USD,https://s.example/1,https://s.example/1.jpg,Potters\n"
)


def test_meta_gets_a_language_feed_and_a_country_feed(write: Write, tmp_path: Path) -> None:
    """Texts by language, prices by country, no field in both."""
    out = tmp_path / "out"
    run(write("feed.csv", META), out, replace(Settings(), marketplace="meta"))
    assert table(out / "feed.de-DE.csv") == [
        {"id": "M-1", "override": "de_DE", "title": "Weißer Becher", "description": "Becher"}
    ]
    (country,) = table(out / "feed.de-DE.country.csv")
    assert country["override"] == "DE"
    assert country["price"].endswith(" EUR")
    assert list(country) == ["id", "override", "price"]


AMAZON = (
    "TemplateType=fptcustom\tVersion=2019.0519\n\n"
    "feed_product_type\titem_sku\tupdate_delete\titem_name\tbrand_name\tstandard_price\tquantity\tcolor_name\n"
    "mug\tM-1\tUpdate\tWhite mug\tPotters\t20.00\t5\tBlue\nmug\tM-2\tDelete\t\t\t\t\t\n"
)


def test_an_amazon_overlay_is_a_partial_update_of_what_was_localized(write: Write, tmp_path: Path) -> None:
    """The row keeps what names it and what was localized; stock and brand of the target store stay as they are there."""
    out = tmp_path / "out"
    run(write("template.txt", AMAZON), out)
    lines = (out / "template.de-DE.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == AMAZON.splitlines()[:3]
    mug = lines[3].split("\t")
    assert mug[:5] == ["mug", "M-1", "PartialUpdate", "Weißer Becher", ""]
    assert mug[6:] == ["", "Blau"]
    assert lines[4] == AMAZON.splitlines()[4]


def test_a_layout_that_knows_no_overlay_refuses_it(write: Write, tmp_path: Path) -> None:
    """Nothing is written; the message says what such a file can be."""
    with pytest.raises(UsageError, match="--as overlay") as error:
        run(write("mugs.csv", "sku,title,description,price\nM-1,Mug,A mug,9.50\n"), tmp_path / "out")
    assert "--as copy" in error.value.hint
    assert not (tmp_path / "out").exists()


def test_the_api_makes_overlays_too(write: Write, tmp_path: Path) -> None:
    """``localize.run`` takes what the command takes."""
    report = localize.run(
        [write("shop.csv", SHOP)], ["de-DE"], tmp_path / "out", settings=Settings(engine="none"), mode="overlay"
    )
    assert report.outputs[0].files["markets"] == tmp_path / "out" / "shop.de-DE.markets.csv"


def test_a_delta_of_an_overlay_has_the_rows_of_what_changed(write: Write, tmp_path: Path) -> None:
    """What no file of it says (a stock) is no change; a new price is one in the market's file, with the product's other rows."""
    out = tmp_path / "out"
    shop = SHOP + "78,pot,Blue mug,<p>Mug</p>,Color,Blue,30.00,1\n"
    run(write("shop.csv", shop), out)
    assert [(marked.output, marked.refused) for marked in mark_uploaded(out)] == [("shop.de-DE.csv", "")]
    same = write("shop.csv", shop.replace("20.00,5", "20.00,4"))
    assert run(same, out, changed_since="last").delta == {
        **NO_DELTA,
        "since": str(out / "shop.csv.de-DE.uploaded.jsonl"),
    }
    assert list(out.glob("*.delta.*")) == []
    output = run(
        write("shop.csv", shop.replace("22.00", "25.00").replace("Blue mug", "White mug")), out, changed_since="last"
    )
    assert (output.delta["groups"], output.delta["changed"], output.delta["new"]) == (2, 2, 0)
    assert [row["Translated content"] for row in table(out / "shop.de-DE.delta.csv")] == [
        "Weißer Becher",
        "<p>Becher</p>",
        "Weißer Becher",
        "<p>Becher</p>",
    ]
    assert [row["Handle"] for row in table(out / "shop.de-DE.delta.markets.csv")] == ["mug", "mug", "pot"]
    assert output.files["markets delta"] == out / "shop.de-DE.delta.markets.csv"


def test_a_listing_that_is_gone_from_an_overlay_is_told(write: Write, tmp_path: Path) -> None:
    """A delta cannot take translations away."""
    out = tmp_path / "out"
    run(write("shop.csv", SHOP + "78,pot,Blue mug,<p>Mug</p>,Color,Blue,30.00,1\n"), out)
    mark_uploaded(out)
    output = run(write("shop.csv", SHOP), out, changed_since="last")
    assert (output.delta["gone"], codes(output)["gone-since-upload"]) == (1, 1)


def test_a_person_s_edits_in_an_overlay_are_put_aside(write: Write, tmp_path: Path) -> None:
    """The next run writes its files anew and keeps the edited ones beside them."""
    out = tmp_path / "out"
    path = write("shop.csv", SHOP)
    run(path, out)
    for name in ("shop.de-DE.csv", "shop.de-DE.markets.csv"):
        with (out / name).open("a", encoding="utf-8") as file:
            file.write("edited\n")
    run(path, out)
    kept = sorted(p.name for p in out.glob("*edited-1*"))
    assert kept == ["shop.de-DE.edited-1.csv", "shop.de-DE.markets.edited-1.csv"]
    assert "edited" not in (out / "shop.de-DE.markets.csv").read_text(encoding="utf-8")


def test_an_excluded_product_is_not_included_in_the_market(write: Write, tmp_path: Path) -> None:
    """Shopify has a word for that; the market's file says it on the product's first row."""
    rules = write("rules.toml", '[[rule]]\nid = "no"\nwhen = { field = "title", matches = "White" }\nexclude = "No."\n')
    out = tmp_path / "out"
    run(write("shop.csv", SHOP), out, replace(Settings(), rules=(rules,)))
    (row,) = table(out / "shop.de-DE.markets.csv")
    assert row["Included / Germany"] == "FALSE"
    assert row["Price / Germany"] == ""


def test_the_copy_is_what_it_was(write: Write, tmp_path: Path) -> None:
    """Without --as, a Shopify product CSV is localized as a whole."""
    out = tmp_path / "out"
    output = run(write("shop.csv", SHOP), out, mode="")
    assert table(out / "shop.de-DE.csv")[0]["Title"] == "Weißer Becher"
    manifest = json.loads((out / "shop.csv.de-DE.run.json").read_text(encoding="utf-8"))
    assert "markets" not in manifest
    assert "own" in output.overwrites
