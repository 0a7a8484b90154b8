"""The examples of docs/layouts.md are layouts and lists that work."""

from __future__ import annotations

import re
from pathlib import Path

from localize.choices import closed_list, values_file
from localize.settings import load_settings
from localize.tasks.catalog import Catalog

PAGE = (Path(__file__).parents[1] / "docs" / "layouts.md").read_text(encoding="utf-8")


def example(kind: str) -> str:
    """The page's example in one language."""
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_layout_of_the_page_reads_its_file(tmp_path: Path) -> None:
    """It is valid, and comes before all others."""
    (tmp_path / "localize.toml").write_text(example("toml"), encoding="utf-8")
    (tmp_path / "a.csv").write_text("Artikel-Nr,Bezeichnung,Farbe 1\nA,Blue mug,Teal\n")
    layout = Catalog.open(tmp_path / "a.csv", load_settings(tmp_path / "localize.toml")).detection.main
    assert (layout.name, [c.path for c in layout.columns]) == ("our-erp", ["sku", "title", "color/1"])


def test_the_list_of_the_page_names_values(tmp_path: Path) -> None:
    """Each spelling finds the market's own."""
    (tmp_path / "lists.csv").write_text(example("csv"), encoding="utf-8")
    colours = closed_list(values_file(tmp_path / "lists.csv")["Color"])
    assert [colours.in_market("deep red", tag) for tag in ("de-DE", "fr-FR")] == ["Karmesin", "Cramoisi"]
