"""Links, shipping and tax cells change only by the seller's setting for a market; left as they are they are a warning."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.errors import ConfigError
from localize.layouts.market_cells import cell_kind
from localize.listing import Role
from localize.settings import Settings, load_settings
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
    ],
)
def test_which_cells_belong_to_a_market(path: str, role: Role, kind: str) -> None:
    """Addresses of pages, shipping and taxes; not pictures, nor amounts and weights, which are converted."""
    assert cell_kind(path, role) == kind
