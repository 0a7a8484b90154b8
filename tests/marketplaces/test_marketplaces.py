"""Every marketplace: its samples, its limits and what a localized file of it looks like.

Every published limit has a planted fault that is found at its place, and nothing else is.
A folder ``tests/marketplaces/NAME`` holds ``faults.EXT`` and ``faults.json``; ``golden/`` the localized samples. They are
written anew with ``LOCALIZE_GOLDEN=write``, to be read before they are kept.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

import localize
from localize.data import data_folder, package_folder
from localize.settings import Settings
from localize.tasks.check import check_catalog

HERE = Path(__file__).parent
FOLDERS = sorted(p for p in HERE.iterdir() if (p / "faults.json").is_file())
SAMPLES = {
    path: (folder.name, case)
    for folder in FOLDERS
    for name, case in json.loads((folder / "faults.json").read_text(encoding="utf-8"))["samples"].items()
    for path in [data_folder("samples") / name]
}


def limits(marketplace: str) -> set[str]:
    """Codes of every limit that a marketplace publishes."""
    schema = json.loads((package_folder("marketplaces") / marketplace / "schema.json").read_text(encoding="utf-8"))
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            found.update([node["x-code"]] if "x-code" in node else [])
            for item in node.values():
                walk(item)
        elif isinstance(node, list):
            for item in node:
                walk(item)

    walk(schema)
    return found


def complaints(path: Path, market: str) -> list[tuple[str, str, str, str]]:
    """Place, listing, field and code of every error and warning of a catalog."""
    settings = Settings(source_locale=market)
    found = [f for f in check_catalog(path, market, settings) if f.severity.value != "info"]
    return sorted((f.place, f.listing, f.field, f.code) for f in found)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_planted_fault_is_found_at_its_place(folder: Path) -> None:
    """All of them, and none that was not planted."""
    expected = json.loads((folder / "faults.json").read_text(encoding="utf-8"))
    (path,) = folder.glob("faults.[!j]*")
    planted = sorted(tuple(fault) for fault in expected["faults"])
    assert complaints(path, expected["market"]) == planted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_limit_has_a_planted_fault(folder: Path) -> None:
    """No limit is without proof, and there are five at least."""
    faults = json.loads((folder / "faults.json").read_text(encoding="utf-8"))["faults"]
    assert limits(folder.name) <= {code for *_, code in faults}
    assert len(faults) >= 5


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_samples_are_known_and_clean(path: Path) -> None:
    """A sample is detected as its marketplace's file and breaks no limit of it."""
    from localize.tasks.catalog import Catalog

    name, case = SAMPLES[path]
    assert Catalog.open(path, Settings()).marketplace == name
    assert complaints(path, case["from"]) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_samples_come_back_as_they_were(path: Path, tmp_path: Path) -> None:
    """The identity run changes no byte."""
    source = SAMPLES[path][1]["from"]
    localize.run([path], to=[source], out=tmp_path, settings=Settings(source_locale=source, engine="none"))
    assert (tmp_path / f"{path.stem}.{source}{path.suffix}").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_samples_are_localized_as_the_golden_files_say(path: Path, tmp_path: Path) -> None:
    """Without an engine: structure, terms, numbers, lists and statements about the market."""
    name, case = SAMPLES[path]
    golden = HERE / name / "golden"
    for market in case["to"]:
        settings = Settings(source_locale=case["from"], engine="none")
        localize.run([path], to=[market], out=tmp_path, settings=settings, as_of=date(2026, 9, 1))
        made = tmp_path / f"{path.stem}.{market}{path.suffix}"
        kept = golden / made.name
        if os.environ.get("LOCALIZE_GOLDEN") == "write":
            golden.mkdir(exist_ok=True)
            kept.write_bytes(made.read_bytes())
        assert content(made) == content(kept)


def content(path: Path) -> object:
    """A file's bytes; of a workbook those of its parts, which libraries of compression pack differently."""
    if path.suffix not in {".xlsx", ".xlsm"}:
        return path.read_bytes()
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
