"""Do files come back intact? Every workbook, CSV and feed of the real data and of our own making.

    python -m benchmarks.identity

For each file: *identity*, ``--to`` equal to ``--from``, output bytes = input bytes; and *one changed cell in each row of
the first table*, where every other cell must read as before, and in workbooks every part but those that hold cells and
their strings must be the same bytes. Formulas lose their old values, which programs compute anew.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import arguments, own_home, print_machine, print_table, shared_folder
from benchmarks.workbooks import rich_workbook
from localize.api import run
from localize.errors import LocalizeError
from localize.formats import SUFFIXES, open_catalog
from localize.protocols import RowPatch
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.protocols import Source

__all__ = ["changed_as_asked", "main", "same_bytes", "same_parts"]

_TEXT = 'Größe "L", 漢字'
_CELLS = ("worksheets/", "sharedStrings.xml", "workbook.xml", "content.xml")
_PROBE = 500


def same_bytes(path: Path, out: Path) -> bool:
    """True if the identity run gives the input's bytes."""
    locale = _locale(path)
    run([path], to=[locale], out=out, settings=Settings(source_locale=locale))
    return (out / f"{path.stem}.{locale}{path.suffix}").read_bytes() == path.read_bytes()


def _locale(path: Path) -> str:
    """Our samples name their country (``kaufland-de-products.csv``); everything else is American English."""
    country = re.search(r"-(de|fr|pl|es|it|jp)-", path.name)
    return {"jp": "ja-JP"}.get(country[1], f"{country[1]}-{country[1].upper()}") if country else "en-US"


def changed_as_asked(path: Path, target: Path) -> bool:
    """True if, after a new text in one cell of each of the first rows, everything else reads as before."""
    source = open_catalog(path)
    table = source.tables[0]
    rows = [row for row in source.rows(table) if any(row.cells)][1 : _PROBE + 1]
    patches = [RowPatch(table, row.number, {_filled(row.cells): f"{_TEXT} {row.number}"}) for row in rows]
    source.write(target, patches)
    refused = {(a.table, a.row, a.column) for a, _ in source.refused}
    expected = dict(_cells(source))
    for patch in patches:
        ((column, text),) = patch.cells.items()
        if (table, patch.row, column) not in refused:
            expected[table, patch.row, column] = text
    found = dict(_cells(open_catalog(target)))
    locked = getattr(source, "read_only_reason", lambda *_: "")
    differing = {place for place in expected.keys() | found.keys() if expected.get(place) != found.get(place)}
    return all(locked(*place) == "formula" for place in differing)


def _filled(cells: Iterable[str | None]) -> int:
    """The second filled cell, or the only one."""
    filled = [column for column, text in enumerate(cells) if text]
    return filled[min(1, len(filled) - 1)]


def _cells(source: Source) -> Iterator[tuple[tuple[str, int, int], str]]:
    for table in source.tables:
        for row in source.rows(table):
            for column, text in enumerate(row.cells):
                if text:
                    yield (table, row.number, column), text


def same_parts(before: Path, after: Path) -> bool:
    """True if a package has the same parts, those without cells with the same bytes, packed as they were."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        if old.namelist() != new.namelist():
            return False
        others = [name for name in old.namelist() if not any(part in name for part in _CELLS)]
        return all(old.read(name) == new.read(name) for name in others)


def _made(folder: Path, data: Path) -> list[Path]:
    """Files of our own making: rich workbooks, and real rows as XML and JSON Lines."""
    folder.mkdir()
    made = [
        rich_workbook(folder / "rich.xlsx"),
        rich_workbook(folder / "macros.xlsm", macros=True),
        rich_workbook(folder / "inline.xlsx", inline=True),
        rich_workbook(folder / "hundred-sheets.xlsx", sheets=100),
    ]
    for path in sorted(data.glob("shopify-product-csvs/*.csv")):
        made += [_feed(path, folder), _lines(path, folder)]
    return made


def _records(path: Path) -> Iterator[dict[str, str]]:
    header, *rows = open_catalog(path).rows("")
    names = [name or "" for name in header.cells]
    return (dict(zip(names, (cell or "" for cell in row.cells), strict=False)) for row in rows)


def _feed(path: Path, folder: Path) -> Path:
    from xml.sax.saxutils import escape

    target = folder / f"{path.stem}.xml"
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\r\n<products>\r\n')
        for record in _records(path):
            fields = (
                f"    <field name='{escape(name)}'><![CDATA[{text}]]></field>\r\n"
                for name, text in record.items()
                if text
            )
            file.write("  <product>\r\n" + "".join(fields) + "  </product>\r\n")
        file.write("</products>")
    return target


def _lines(path: Path, folder: Path) -> Path:
    target = folder / f"{path.stem}.jsonl"
    text = "".join(json.dumps(record) + "\n" for record in _records(path))
    target.write_text(text, encoding="utf-8", newline="")
    return target


def _judge(path: Path, folder: Path) -> tuple[bool, bool, bool | None]:
    out = folder / "out"
    target = folder / f"patched{path.suffix}"
    same, patched = same_bytes(path, out), changed_as_asked(path, target)
    return same, patched, same_parts(path, target) if zipfile.is_zipfile(path) else None


def main() -> None:
    """Print the figures and every file that failed."""
    args = arguments(__doc__, default_engines="").parse_args()
    print_machine()
    data = shared_folder(args) / "data"
    results: dict[str, list[tuple[bool, bool, bool | None]]] = {}
    with own_home(), tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        groups = {
            "real": [
                p for p in sorted(data.rglob("*")) if p.suffix in SUFFIXES and p.suffix not in {".txt", ".json", ".xml"}
            ],
            "samples": [
                p for p in sorted(Path(__file__).parents[1].joinpath("samples").iterdir()) if p.suffix in SUFFIXES
            ],
            "made": _made(folder / "made", data),
        }
        for group, paths in groups.items():
            for path in paths:
                try:
                    result = _judge(path, folder)
                except LocalizeError as error:
                    print(f"{path.name}: {error}")
                    continue
                results.setdefault(f"{group} {path.suffix}", []).append(result)
                if not (result[0] and result[1] and result[2] is not False):
                    print(f"FAILED {path.name}: {result}")
    rows = [
        [
            kind,
            f"{sum(r[0] for r in found)} of {len(found)}",
            f"{sum(r[1] for r in found)} of {len(found)}",
            f"{sum(bool(r[2]) for r in found)} of {len(found)}" if found[0][2] is not None else "",
        ]
        for kind, found in results.items()
    ]
    print_table(["files", "identity: same bytes", "a cell in each row: the rest reads as before", "other parts"], rows)


if __name__ == "__main__":
    main()
