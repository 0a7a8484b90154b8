"""Layouts that a seller saved or wrote: matched first, by trimmed header names, and watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.errors import ConfigError
from localize.settings import Settings, load_settings
from localize.tasks.catalog import Catalog
from localize.tasks.check import check_catalog
from localize.tasks.saved_layout import layout_table, save_layouts

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Art,Product Title,Color,Weight (lb),Price (USD)\nA1,Warm wool blanket,Red,2,10.00\nA2,Cotton blanket,Blue,3,12.00\n"


@pytest.fixture
def saved(tmp_path: Path) -> Settings:
    """The settings after the inferred layout of ``ROWS`` was saved."""
    path = tmp_path / "blankets.csv"
    path.write_text(ROWS)
    config = save_layouts(Catalog.open(path, Settings()).detection.layouts, path, tmp_path)
    return load_settings(config)


def test_a_saved_layout_reads_the_file_as_it_was_inferred(tmp_path: Path, saved: Settings) -> None:
    """Paths, roles, units and currencies are the same, whatever blanks and capitals the headers have next time."""
    plain = Catalog.open(tmp_path / "blankets.csv", Settings()).detection.main
    (tmp_path / "next.csv").write_text(ROWS.replace("Product Title", " product  title "))
    again = Catalog.open(tmp_path / "next.csv", saved).detection.main
    assert again.name == "blankets"
    assert [(c.path, c.role, c.unit, c.currency, c.unit_rule) for c in again.columns] == [
        (c.path, c.role, c.unit, c.currency, c.unit_rule) for c in plain.columns
    ]
    assert (again.keys, again.groups) == (plain.keys, plain.groups)
    assert dict(again.nature) == {name: paths for name, paths in plain.nature.items() if paths}


def test_new_and_missing_columns_are_findings(tmp_path: Path, saved: Settings) -> None:
    """Each at the header, before anything is translated."""
    path = tmp_path / "next.csv"
    path.write_text("Art,Product Title,Weight (lb),Price (USD),Care\nA1,Warm wool blanket,2,10.00,Wash cold\n")
    found = [(f.code, f.place, f.value) for f in check_catalog(path, "en-US", saved) if f.code.startswith("column-")]
    assert found == [("column-new", "E1", "Care"), ("column-missing", "A1", "color")]


def test_another_kind_of_file_is_not_taken_for_a_saved_one(tmp_path: Path, saved: Settings) -> None:
    """Fewer than half of the saved columns: the layout says nothing of it."""
    path = tmp_path / "other.csv"
    path.write_text("Art,Product Title\nA1,Warm wool blanket\n")
    assert Catalog.open(path, saved).detection.main.spec is None


def test_names_of_saved_layouts_differ(tmp_path: Path, saved: Settings) -> None:
    """A second file of the same name gets a number."""
    layouts = Catalog.open(tmp_path / "blankets.csv", Settings()).detection.layouts
    config = save_layouts(layouts, tmp_path / "blankets.csv", tmp_path)
    assert [table["name"] for table in load_settings(config).layouts] == ["blankets", "blankets-2"]
    assert saved.source_file == config


def test_own_layouts_come_before_shipped_ones(tmp_path: Path) -> None:
    """A seller's layout wins over one that ships, and may be of any marketplace."""
    (tmp_path / "localize.toml").write_text(
        '[[layout]]\nname = "mine"\nmarketplace = "ebay"\nrequired = [["sku"]]\nkeys = [["sku"]]\n'
        '[[layout.column]]\npath = "sku"\nrole = "code"\nheaders = ["Variant SKU"]\n'
        '[[layout.column]]\npath = "title"\nrole = "reference"\nheaders = ["Title"]\n'
        '[[layout.column]]\npath = "handle"\nrole = "code"\nheaders = ["Handle"]\n'
    )
    (tmp_path / "a.csv").write_text("Handle,Title,Variant SKU\nmug,Blue Mug,M1\n")
    layout = Catalog.open(tmp_path / "a.csv", load_settings(tmp_path / "localize.toml")).detection.main
    assert (layout.name, layout.marketplace) == ("mine", "ebay")
    assert layout.column("title").role == "reference"  # type: ignore[union-attr]


def test_a_wrong_layout_is_named(tmp_path: Path) -> None:
    """The message says which layout and what in it is wrong."""
    (tmp_path / "localize.toml").write_text('[[layout]]\nname = "mine"\nkeys = []\nrequired = []\ncolumn = []\n')
    (tmp_path / "a.csv").write_text("sku,title\nA,Mug\n")
    with pytest.raises(ConfigError, match="the layout 'mine' is wrong at /column"):
        Catalog.open(tmp_path / "a.csv", load_settings(tmp_path / "localize.toml"))


def test_a_plug_in_brings_layouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry point ``localize.layouts`` may be a mapping, a file, a folder, a list or a function of these."""
    from importlib.metadata import EntryPoint

    from localize.layouts import spec_files

    (tmp_path / "a.csv").write_text(ROWS)
    (layout,) = Catalog.open(tmp_path / "a.csv", Settings()).detection.layouts
    folder = tmp_path / "plug"
    folder.mkdir()
    text = (
        layout_table(layout, "plugged").replace("[[layout]]\n", "").replace("[layout.", "[").replace("[[layout.", "[[")
    )
    (folder / "a.toml").write_text(text)
    entry = EntryPoint("x", "x:y", "localize.layouts")
    monkeypatch.setattr(EntryPoint, "load", lambda _: lambda: [folder])
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: [entry])
    assert [spec.name for spec in spec_files._plug_ins()] == ["plugged"]
    monkeypatch.setattr(EntryPoint, "load", lambda _: 7)
    with pytest.raises(ConfigError, match="layout plug-in 'x'"):
        list(spec_files._plug_ins())
