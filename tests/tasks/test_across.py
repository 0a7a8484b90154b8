"""Catalogs of one call that tell the same listing differently."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from localize.data import home_folder
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]


def test_the_same_key_with_another_price_is_a_finding(write: Write, tmp_path: Path) -> None:
    """The later catalog's output tells it, with the earlier file; a file that is silent on a field contradicts nobody."""
    paths = [
        write("a.csv", "id,title,price\nMG-1,Red mug,9.50\nMG-2,Blue mug,9.50\n"),
        write("b.csv", "id,title,price\nMG-1,Red mug,8.50\nMG-2,Blue  mug,9.50\n"),
        write("c.csv", "id,title\nMG-1,Red mug\n"),
    ]
    configured = replace(Settings(), engine="none")
    out = tmp_path / "out"
    run_catalogs(paths, RunOptions(("de-DE",), out, configured, date(2026, 10, 30), home_folder() / "c.sqlite"))
    found = {
        name: [
            (f["listing"], f["field"], f["value"])
            for f in map(json.loads, (out / f"{name}.csv.de-DE.findings.jsonl").read_text("utf-8").splitlines())
            if f["code"] == "same-key-other-content"
        ]
        for name in "abc"
    }
    assert found == {"a": [], "b": [("MG-1", "price", "8.50")], "c": []}
