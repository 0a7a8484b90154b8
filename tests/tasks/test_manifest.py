"""The manifest names what an output was made from, exactly: the same digests mean the same files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from localize.settings import load_settings
from localize.tasks.catalog import catalog_digest
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIGURATION = """
[source]
currency = "USD"
[dictionaries]
paths = ["terms.csv"]
[rules]
paths = ["rules.toml"]
[sizes]
tables = ["sizes.csv"]
[prices]
rates = "rates.csv"
"""


@pytest.fixture
def made(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """The manifest of a run whose engine has a name."""
    write("localize.toml", CONFIGURATION)
    write("terms.csv", "term,translation\nmug,canecão\n")
    write("rules.toml", '[[rule]]\nid = "new"\nwhen = { field = "title" }\nappend = " – Novo"\n')
    write("sizes.csv", "brand,kind,audience,US,BR\nAcme,shoes,men,10,41\n")
    write("rates.csv", "date,currency,per_eur\n2026-10-30,USD,1.10\n2026-10-30,BRL,6.20\n")
    catalog = write("shop.csv", "sku,title,price\nA,Red mug for the office,12.00\n")

    def _made(engine: str) -> dict[str, Any]:
        settings = replace(load_settings(tmp_path / "localize.toml"), engine=engine)
        skip = frozenset({"translate"}) if engine == "none" else frozenset()
        out = tmp_path / "out"
        report = run_catalogs(
            [catalog], RunOptions(("pt-BR",), out, settings, date(2026, 10, 30), tmp_path / "c.sqlite", skip)
        )
        assert not report.failures, report.failures
        manifest: dict[str, Any] = json.loads((out / "shop.csv.pt-BR.run.json").read_text(encoding="utf-8"))
        return manifest

    return _made


def test_a_sellers_files_stand_in_it_by_content(made: Callable[[str], dict[str, Any]], tmp_path: Path) -> None:
    """Catalog, output, configuration, dictionaries, rules, size tables and rates."""
    manifest = made("none")
    digest = {name: catalog_digest(tmp_path / name) for name in ("terms.csv", "rules.toml", "sizes.csv", "rates.csv")}
    assert manifest["input"]["digest"] == catalog_digest(tmp_path / "shop.csv")
    assert manifest["output"]["digest"] == catalog_digest(tmp_path / "out" / "shop.pt-BR.csv")
    assert manifest["configuration_digest"] == catalog_digest(tmp_path / "localize.toml")
    assert manifest["dictionaries"] == {"terms.csv": digest["terms.csv"]}
    assert manifest["rules"] == {"rules.toml": digest["rules.toml"]}
    assert manifest["sizes"] == {"sizes.csv": digest["sizes.csv"]}
    assert manifest["rate_files"] == {"rates.csv": digest["rates.csv"]}


def test_what_ships_and_the_model_stand_in_it(made: Callable[[str], dict[str, Any]]) -> None:
    """Our dictionaries, tables, rates, markets, schemas and units by content, and the model by its files' content."""
    manifest = made("firefox")
    parts = {"dictionaries", "size_tables", "currency", "markets", "marketplaces", "units", "package"}
    assert manifest["data"].keys() == parts
    assert all(len(digest) == 20 for digest in manifest["data"].values())
    assert manifest["models"] == {"en": manifest["engine"]["fingerprint"]}
    assert manifest["engine"]["fingerprint"].startswith("firefox/")
    assert manifest["as_of"] == "2026-10-30"
    assert made("firefox")["data"] == manifest["data"]
