"""``--for``: one master, fitted and validated for several marketplaces."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from localize.cli.main import cli
from localize.data import home_folder
from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import RunReport

    Write = Callable[[str, str | bytes], Path]

TITLE = "A very comfortable coffee mug of fine white porcelain with a handle for large and for small hands"
CATALOG = f"id,item_group_id,title,price\nMG-1,MG,{TITLE},9.50\n"


def run(path: Path, out: Path, *marketplaces: str) -> RunReport:
    """A run without an engine."""
    configured = replace(Settings(), engine="none")
    cache = home_folder() / "c.sqlite"
    return run_catalogs(
        [path], RunOptions(("en-GB",), out, configured, date(2026, 10, 30), cache, marketplaces=marketplaces)
    )


def title(path: Path) -> str:
    """The title of the only listing."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(iter(csv.DictReader(file)))["title"]


def test_each_marketplace_gets_a_file_that_keeps_its_own_limits(write: Write, tmp_path: Path) -> None:
    """On eBay titles have at most 80 characters; where more fit, they stay as long as they were."""
    out = tmp_path / "out"
    report = run(write("mugs.csv", CATALOG), out, "ebay", "google")
    assert report.failures == []
    assert [output.marketplace for output in report.outputs] == ["ebay", "google"]
    assert len(TITLE) > 80
    assert len(title(out / "mugs.en-GB.ebay.csv")) <= 80
    assert title(out / "mugs.en-GB.google.csv") == TITLE
    names = {path.name for path in out.iterdir()}
    assert {"mugs.csv.en-GB.ebay.findings.jsonl", "mugs.csv.en-GB.google.run.json"} <= names
    assert "mugs.en-GB.csv" not in names


def test_an_unknown_marketplace_is_refused_before_anything_is_written(write: Write, tmp_path: Path) -> None:
    """The message suggests the one that was meant."""
    with pytest.raises(UsageError, match="no marketplace 'ebya'") as error:
        run(write("mugs.csv", CATALOG), tmp_path / "out", "ebya")
    assert "ebay" in error.value.hint
    assert not (tmp_path / "out").exists()


def test_the_command_takes_several(write: Write, tmp_path: Path) -> None:
    """``--for a,b`` names both in the summary."""
    path = write("mugs.csv", CATALOG)
    call = [
        "run",
        str(path),
        "--to",
        "en-GB",
        "--for",
        "ebay,google",
        "--engine",
        "none",
        "--json",
        "--out",
        str(tmp_path / "o"),
    ]
    result = CliRunner().invoke(cli, call)
    assert [o["marketplace"] for o in json.loads(result.stdout)["outputs"]] == ["ebay", "google"]


def test_what_an_upload_overwrites_is_told_before_anything_is_written(write: Write, tmp_path: Path) -> None:
    """The one who starts a run can stop it: nothing is there yet when it is said."""
    told: list[tuple[str, bool]] = []
    path = write("shop.csv", "Handle,Title,Variant Price\nmug,Mug,9.50\n")
    out = tmp_path / "out"
    run_catalogs(
        [path],
        RunOptions(("en-GB",), out, replace(Settings(), engine="none"), date(2026, 10, 30), home_folder() / "c.sqlite"),
        announce=lambda name, overwrites: told.append((f"{name}: {overwrites}", out.exists())),
    )
    ((text, written),) = told
    assert text.startswith("shop.csv: ")
    assert "overwrites" in text
    assert not written


def test_standard_output_takes_one_marketplace() -> None:
    """Two files cannot both go there; the call is refused."""
    result = CliRunner().invoke(cli, ["run", "-", "--to", "en-GB", "--for", "ebay,google"], input=CATALOG)
    assert isinstance(result.exception, UsageError)
    assert "one market and marketplace" in result.exception.message
