"""``--for``: limits hold by what fields mean, not by what a catalog calls them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.layouts import layout_specs
from localize.layouts.meanings import Meaning, meaning_of, path_for
from localize.listing import Role
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]


def findings(path: Path, out: Path, marketplace: str, *skip: str) -> list[dict[str, str]]:
    """The findings of a run to Great Britain for a marketplace."""
    options = RunOptions(
        ("en-GB",),
        out,
        replace(Settings(), engine="none"),
        date(2026, 10, 30),
        home_folder() / "c.sqlite",
        frozenset(skip),
        marketplaces=(marketplace,),
    )
    (output,) = run_catalogs([path], options).outputs
    return [json.loads(line) for line in output.files["findings"].read_text(encoding="utf-8").splitlines()]  # type: ignore[union-attr]


def test_a_limit_is_found_under_the_catalog_s_own_name(write: Write, tmp_path: Path) -> None:
    """WooCommerce's Name is Amazon's title: the finding stands at the column that the seller knows."""
    path = write("shop.csv", f"ID,Type,SKU,Name,Regular price\n1,simple,M-1,{'Mug ' * 60},9.50\n")
    found = [f for f in findings(path, tmp_path / "out", "amazon", "fit") if f["severity"] == "error"]
    assert {f["field"] for f in found} == {"name"}
    assert found[0]["place"] == "D2"


def test_a_text_is_fitted_under_its_own_name(write: Write, tmp_path: Path) -> None:
    """On eBay titles have at most 80 characters, also where they are called name; the change says which column it was."""
    title = "A very comfortable coffee mug of fine white porcelain with a handle for large and for small hands"
    path = write("shop.csv", f"ID,Type,SKU,Name,Regular price\n1,simple,M-1,{title},9.50\n")
    findings(path, tmp_path / "out", "ebay")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out" / "shop.en-GB.ebay.csv").read_text(encoding="utf-8")))
    assert len(row["Name"]) <= 80
    changes = (tmp_path / "out" / "shop.csv.en-GB.ebay.changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["field"] for line in changes if json.loads(line)["stage"] == "fit"} == {"name"}


def test_a_price_is_not_blamed_for_the_currency_of_its_own_file(write: Write, tmp_path: Path) -> None:
    """Google wants ``9.50 USD`` in the cell, Amazon a number alone: the master is written as its own kind wants it."""
    path = write("feed.tsv", "id\ttitle\tdescription\tlink\tprice\nM-1\tMug\tA mug\thttps://s.example/1\t9.50 USD\n")
    assert not [f for f in findings(path, tmp_path / "out", "amazon") if f["code"] == "price-format"]
    assert "GBP" in (tmp_path / "out" / "feed.en-GB.amazon.tsv").read_text(encoding="utf-8")


def test_another_platform_s_words_are_not_held_against_a_list(write: Write, tmp_path: Path) -> None:
    """A Shopify file says ``new`` in Shopify's words; eBay knows conditions by number."""
    path = write("shop.csv", "Handle,Title,Variant Price,Google Shopping / Condition\nmug,Mug,9.50,new\n")
    assert "condition-unknown" not in {f["code"] for f in findings(path, tmp_path / "out", "ebay")}


@pytest.mark.parametrize(
    ("path", "role", "label", "meaning"),
    [
        ("body_html", Role.HTML, "", Meaning("description")),
        ("bullet_point/3", Role.TEXT, "", Meaning("bullet", 3)),
        ("vendor", Role.REFERENCE, "", Meaning("brand")),
        ("option1/value", Role.CHOICE, "Colour", Meaning("color")),
        ("some_amount", Role.SALE, "", Meaning("sale_price")),
        ("markets/germany/price", Role.PRICE, "", None),
        ("other/whatever", Role.REFERENCE, "", None),
    ],
)
def test_what_a_field_means(path: str, role: Role, label: str, meaning: Meaning | None) -> None:
    """By its path, by the seller's name for it, by its role."""
    assert meaning_of(path, role, label) == meaning


@pytest.mark.parametrize("marketplace", sorted({spec.marketplace for spec in layout_specs()}))
def test_every_marketplace_has_a_place_for_titles_or_says_why_not(marketplace: str) -> None:
    """OTTO makes titles itself; all others have one."""
    assert path_for(Meaning("title"), marketplace) or marketplace == "otto"
