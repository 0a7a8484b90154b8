"""Links, shipping and tax cells change only by the seller's setting for a market; left as they are they are a warning."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.errors import ConfigError
from localize.layouts.market_cells import cell_kind, named_elsewhere
from localize.listing import Role
from localize.market import load_market
from localize.settings import Settings, load_settings
from localize.tasks.check import check_catalog
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

FEED = (
    "id\ttitle\tdescription\tlink\timage_link\tprice\tshipping\ttax\n"
    "M-1\tMug\tA mug\thttps://s.example/us/1\thttps://i.example/1.jpg\t9.50 USD\tUS:::4.90 USD\t\n"
    "M-2\tMug\tA mug\thttps://s.example/us/2\thttps://i.example/2.jpg\t9.50 USD\t\t\n"
)


def run(path: Path, out: Path, settings: Settings | None = None, to: str = "en-GB") -> list[dict[str, str]]:
    """The warnings of a run without an engine."""
    options = RunOptions(
        (to,), out, replace(settings or Settings(), engine="none"), date(2026, 10, 30), home_folder() / "c.sqlite"
    )
    (output,) = run_catalogs([path], options).outputs
    found = output.files["findings"]
    assert found is not None
    return [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]


def cells(path: Path) -> list[tuple[str, str]]:
    """Link and shipping of each row."""
    return [
        (r["link"], r["shipping"])
        for r in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter="\t")
    ]


def test_what_is_left_is_one_warning_a_column(write: Write, tmp_path: Path) -> None:
    """However many rows; an empty column and pictures are none."""
    found = [f for f in run(write("feed.tsv", FEED), tmp_path / "out") if f["code"] == "market-cells-kept"]
    assert [(f["field"], f["place"], f["value"]) for f in found] == [
        ("link", "D2", "https://s.example/us/1"),
        ("settings/shipping", "G2", "US:::4.90 USD"),
    ]
    assert cells(tmp_path / "out" / "feed.en-GB.tsv")[0] == ("https://s.example/us/1", "US:::4.90 USD")


def test_the_market_s_settings_change_them(write: Write, tmp_path: Path) -> None:
    """A table says how addresses begin, a text takes a cell's place; empty cells stay empty, and nothing is warned of."""
    config = write(
        "localize.toml",
        '[markets."en-GB".cells]\nshipping = "GB:::3.90 GBP"\nlink = { "https://s.example/us/" = "https://s.example/uk/" }\n',
    )
    found = run(write("feed.tsv", FEED), tmp_path / "out", load_settings(config))
    assert cells(tmp_path / "out" / "feed.en-GB.tsv") == [
        ("https://s.example/uk/1", "GB:::3.90 GBP"),
        ("https://s.example/uk/2", ""),
    ]
    assert not [f for f in found if f["code"] == "market-cells-kept"]
    changes = (tmp_path / "out" / "feed.tsv.en-GB.changes.jsonl").read_text(encoding="utf-8")
    assert '[markets.\\"en-GB\\".cells] link' in changes


def test_a_seller_may_say_that_they_are_right(write: Write, tmp_path: Path) -> None:
    """``true`` leaves the cells and the reader in peace; a header names one column."""
    config = write(
        "localize.toml", '[markets."en-GB".cells]\nlink = true\nShipping = { "US:::4.90 USD" = "GB:::1 GBP" }\n'
    )
    found = run(write("feed.tsv", FEED), tmp_path / "out", load_settings(config))
    assert not [f for f in found if f["code"] == "market-cells-kept"]
    assert cells(tmp_path / "out" / "feed.en-GB.tsv")[0] == ("https://s.example/us/1", "GB:::1 GBP")


def test_the_same_country_has_the_same_cells(write: Write, tmp_path: Path) -> None:
    """Another language of the country needs no other shipping."""
    found = run(write("feed.tsv", FEED), tmp_path / "out", replace(Settings(), source_locale="en-CA"), to="fr-CA")
    assert not [f for f in found if f["code"] == "market-cells-kept"]


OPTIONS = "name=Lid,price=5.00,price_type=fixed|name=Rush,price=10,price_type=percent|name=Bow,price=0.00"
MAGENTO = (
    "sku,attribute_set_code,product_type,product_websites,name,price,visibility,custom_options\n"
    f'M-1,Default,simple,base,Mug,19.00,"Catalog, Search","{OPTIONS}"\n'
)


def surcharges(folder: Path) -> str:
    """The cell of options in the output."""
    with (folder / "magento.en-GB.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))["custom_options"]


def test_fixed_surcharges_are_converted(write: Write, tmp_path: Path) -> None:
    """Percentages and free options stay, and the cell is no longer the source's."""
    found = run(write("magento.csv", MAGENTO), tmp_path / "out", Settings())
    assert not [f for f in found if f["code"] == "market-cells-kept"]
    cell = surcharges(tmp_path / "out")
    assert re.fullmatch(OPTIONS.replace("|", r"\|").replace("5.00", r"\d\.\d\d"), cell)
    assert "price=5.00," not in cell


def test_surcharges_that_the_seller_calls_right_stay(write: Write, tmp_path: Path) -> None:
    """A setting of the market's cells is what it was before such cells were read."""
    config = write("localize.toml", '[markets."en-GB".cells]\nsurcharge = true\n')
    run(write("magento.csv", MAGENTO), tmp_path / "out", load_settings(config))
    assert surcharges(tmp_path / "out") == OPTIONS


@pytest.mark.parametrize(
    ("price", "said"), [("5,50", True), ("five", True), ("5.00", False), ("0.00", False), ("0", False)]
)
def test_prices_inside_options_are_not_overlooked(write: Write, tmp_path: Path, price: str, said: bool) -> None:  # noqa: FBT001
    """Magento's custom options hold surcharges in the shop's currency; those that are no plain numbers are kept and said."""
    catalog = write(
        "magento.csv",
        "sku,attribute_set_code,product_type,product_websites,name,price,visibility,custom_options\n"
        f'M-1,Default,simple,base,Mug,19.00,"Catalog, Search","name=Engraving,type=field,price={price},price_type=fixed"\n',
    )
    found = run(catalog, tmp_path / "out", Settings())
    assert ("settings/custom_options" in [f["field"] for f in found if f["code"] == "market-cells-kept"]) is said


def test_a_setting_of_another_kind_is_refused(write: Write) -> None:
    """A number is no cell."""
    with pytest.raises(ConfigError, match="cells"):
        load_settings(write("localize.toml", '[markets."en-GB".cells]\nlink = 5\n'))


@pytest.mark.parametrize(
    ("path", "role", "kind"),
    [
        ("link", Role.REFERENCE, "link"),
        ("settings/link", Role.REFERENCE, "link"),
        ("image_link", Role.REFERENCE, ""),
        ("product_url", Role.CODE, "link"),
        ("settings/shipping", Role.REFERENCE, "shipping"),
        ("shipping/service", Role.SHIPPING, ""),
        ("shipping_weight", Role.QUANTITY, ""),
        ("tax_class", Role.REFERENCE, "tax"),
        ("settings/tax_class_name", Role.REFERENCE, "tax"),
        ("vat", Role.REFERENCE, "tax"),
        ("taxable", Role.REFERENCE, ""),
        ("settings/custom_options", Role.SHIPPING, "surcharge"),
        ("settings/custom_options/2", Role.SHIPPING, "surcharge"),
    ],
)
def test_which_cells_belong_to_a_market(path: str, role: Role, kind: str) -> None:
    """Addresses of pages, shipping and taxes; not pictures, nor amounts and weights, which are converted."""
    assert cell_kind(path, role) == kind


@pytest.mark.parametrize(
    ("cell", "kind", "market", "named"),
    [
        ("US:CA:Standard:6.49 USD", "shipping", "de-DE", "US"),
        ("DE:::4.90 EUR", "shipping", "de-DE", ""),
        ("Standard 4.90 USD", "shipping", "de-DE", "USD"),
        ("US", "tax", "de-DE", "US"),
        ("standard", "tax", "de-DE", ""),
        ("https://a.example/us/mug", "link", "de-DE", "us"),
        ("https://a.example/mug?lang=en", "link", "de-DE", "en"),
        ("https://a.example/de-at/mug", "link", "de-DE", "de-at"),
        ("https://a.example/de/mug", "link", "de-AT", ""),
        ("https://a.example/uk/mug", "link", "en-GB", ""),
        ("https://a.example/xy/mug", "link", "de-DE", ""),
    ],
)
def test_a_cell_may_name_another_market(cell: str, kind: str, market: str, named: str) -> None:
    """By country, by currency, or by a locale in its address."""
    assert named_elsewhere(cell, kind, load_market(market)) == named


def test_check_warns_of_cells_that_name_another_market(write: Write) -> None:
    """Nobody needs to have localized the file; the first such row counts, not the first that is filled."""
    feed = write("feed.tsv", FEED.replace("/us/1", "/gb/1").replace("\tUS:::4.90 USD\t\n", "\tGB:::4.90 GBP\t\n"))
    found = [f for f in check_catalog(feed, "en-GB", Settings()) if f.code == "market-cells-kept"]
    assert [(f.field, f.place, f.severity.value) for f in found] == [("link", "D3", "warning")]


def test_check_tells_what_comes_from_elsewhere_where_the_configuration_says_so(write: Write) -> None:
    """Without one, a file that names no market is taken for the market's own."""
    feed = write("feed.tsv", FEED.replace("/us/", "/p/").replace("US:::4.90 USD", ""))
    assert [f for f in check_catalog(feed, "en-GB", Settings()) if f.code == "market-cells-kept"] == []
    config = load_settings(write("localize.toml", '[source]\nlocale = "en-US"\n'))
    (found,) = [f for f in check_catalog(feed, "en-GB", config) if f.code == "market-cells-kept"]
    assert (found.field, found.severity.value) == ("link", "info")
    said = load_settings(write("localize.toml", '[markets."en-GB".cells]\nlink = true\n'))
    assert [f for f in check_catalog(feed, "en-GB", said) if f.code == "market-cells-kept"] == []
