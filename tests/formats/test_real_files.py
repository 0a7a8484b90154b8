"""Real files of sellers and marketplaces."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from localize.formats import open_catalog
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from localize.protocols import Source


def _cells(source: Source) -> dict[str, list[Sequence[str | None]]]:
    return {table: [row.cells for row in source.rows(table)] for table in source.tables}


def test_identity(real_files: list[Path], tmp_path: Path) -> None:
    """Without patches, and with patches that say what stands there already, the bytes are the same."""
    for path in real_files:
        source = open_catalog(path)
        rows = [(table, row) for table in source.tables for row in source.rows(table)]
        same = [
            RowPatch(table, row.number, {column: text for column, text in enumerate(row.cells) if text})
            for table, row in rows
        ]
        for number, patches in enumerate(([], same)):
            target = tmp_path / f"{number}{path.name}"
            source.write(target, patches)
            assert target.read_bytes() == path.read_bytes(), path


def test_one_patch(real_files: list[Path], tmp_path: Path) -> None:
    """A patched cell has the new text, every other cell what it had, every other part of a workbook its bytes."""
    for path in real_files:
        source = open_catalog(path)
        table = source.tables[0]
        before = _cells(source)
        target = tmp_path / path.name
        source.write(target, [RowPatch(table, 2, {1: 'Größe "L", 漢字\nzwei'})])
        after = _cells(open_catalog(target))
        old, new = list(before[table][1]), list(after[table][1])
        assert new[1] == 'Größe "L", 漢字\nzwei'
        old[1] = new[1] = None
        before[table][1] = after[table][1] = []
        assert (old, before) == (new, after), path
        if path.suffix == ".xlsx":
            assert _changed_parts(path, target) == {"xl/worksheets/sheet1.xml"}


def _changed_parts(before: Path, after: Path) -> set[str]:
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        assert old.namelist() == new.namelist()
        return {name for name in old.namelist() if old.read(name) != new.read(name)}
