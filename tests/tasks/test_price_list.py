"""The price list of a run and what the next one does with it."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

from localize.price_settings import PriceSettings
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, per_eur: str, **options: object) -> list[str]:
    """The prices of a run with this rate."""
    rates = folder / "rates.csv"
    rates.write_text(f"date,currency,per_eur\n2026-11-20,USD,{per_eur}\n", encoding="utf-8")
    catalog = folder / "goods.csv"
    catalog.write_text("sku,title,price\n1,Red mug,100.00\n2,Blue mug,19.99\n3,Green mug,100.00\n", encoding="utf-8")
    settings = Settings(engine="none", source_currency="USD", prices=PriceSettings(rates=rates, add_target_tax=False))
    wanted = {"markets": ("de-DE",), "out": folder / "out", "skip": frozenset({"translate"}), **options}
    report = run_catalogs(
        [catalog],
        RunOptions(settings=settings, as_of=date(2026, 11, 21), cache=folder / "cache.sqlite", **wanted),  # type: ignore[arg-type]
    )
    assert not report.failures
    written = report.outputs[0].files["catalog"]
    assert written is not None
    with written.open(encoding="utf-8", newline="") as file:
        return [row["price"] for row in csv.DictReader(file)]


def test_a_ripple_of_the_rate_moves_no_price(tmp_path: Path) -> None:
    """0.8 % less: everything stays; 1.6 % less: everything moves."""
    assert run(tmp_path, "1.25") == ["80.00", "15.99", "80.00"]
    assert run(tmp_path, "1.26") == ["80.00", "15.99", "80.00"]
    assert run(tmp_path, "1.27") == ["78.74", "15.74", "78.74"]


def test_the_list_says_what_each_amount_became(tmp_path: Path) -> None:
    """One line for each amount, beside the output."""
    run(tmp_path, "1.25")
    with (tmp_path / "out" / "goods.csv.de-DE.prices.csv").open(encoding="utf-8", newline="") as file:
        lines = [(row["amount"], row["exact"], row["price"], row["rate"]) for row in csv.DictReader(file)]
    assert lines == [("19.99", "15.992", "15.99", "2026-11-20"), ("100", "80", "80", "2026-11-20")]


def test_trying_things_out_reads_the_list_and_leaves_it(tmp_path: Path) -> None:
    """A sample shows what the whole run would write, and is no run."""
    run(tmp_path, "1.25")
    before = (tmp_path / "out" / "goods.csv.de-DE.prices.csv").read_bytes()
    assert run(tmp_path, "1.26", limit=1)[0] == "80.00"
    assert (tmp_path / "out" / "goods.csv.de-DE.prices.csv").read_bytes() == before
    assert [p.name for p in (tmp_path / "out").glob("*.prices.csv")] == ["goods.csv.de-DE.prices.csv"]
