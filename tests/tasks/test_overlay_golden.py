"""Overlays of the samples, as the golden files in ``golden/overlay`` say; LOCALIZE_GOLDEN=write writes them anew, to be read."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from localize.data import data_folder, home_folder
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

GOLDEN = Path(__file__).parent / "golden" / "overlay"
SAMPLES = (
    "amazon-us-legacy-template.txt",
    "amazon-us-listings-feed.json",
    "magento-us-products.csv",
    "meta-us-catalog.csv",
    "shopify-us-translations.csv",
)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_overlay_is_what_its_golden_file_says(name: str, tmp_path: Path) -> None:
    """Without an engine: what is forced, converted and declared, and what is left out."""
    settings = replace(Settings(), engine="none", shipped_dictionaries=False, dictionaries=(GOLDEN / "en-de",))
    options = RunOptions(("de-DE",), tmp_path, settings, date(2026, 10, 30), home_folder() / "c.sqlite", mode="overlay")
    report = run_catalogs([data_folder("samples") / name], options)
    assert report.failures == []
    (output,) = report.outputs
    written = [path for kind, path in output.files.items() if path and kind in {"catalog", "country", "markets"}]
    for path in written:
        golden = GOLDEN / path.name
        if os.environ.get("LOCALIZE_GOLDEN") == "write":
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(path.read_bytes())
        assert path.read_bytes() == golden.read_bytes(), path.name
