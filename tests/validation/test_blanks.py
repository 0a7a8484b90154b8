from __future__ import annotations

from typing import TYPE_CHECKING

import localize
from localize.data import data_folder
from localize.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_stays_in_the_marketplaces_encoding(tmp_path: Path) -> None:
    """Blanks that cp932 lacks are written plainly, so nothing has to become UTF-8 that Rakuten does not read."""
    path = data_folder("samples") / "rakuten-jp-items.csv"
    localize.run([path], to=["en-US"], out=tmp_path, settings=Settings(source_locale="ja-JP", engine="none"))
    made = (tmp_path / "rakuten-jp-items.en-US.csv").read_bytes()
    assert "Fern & Fell" in made.decode("cp932")
