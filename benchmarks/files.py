"""Files in and out as a ratio to the fastest library that does only that: rows of 40 columns as CSV, XLSX, XML and JSON Lines.

    python -m benchmarks.files --rows 100000

*In* is every cell of the file as a text, row by row; *out* is reading the file and writing it again with six texts of each
row changed. Libraries do it their own way, without places, encodings, hostile files or bytes that stay: ``csv``, polars,
calamine, openpyxl and XlsxWriter, ElementTree and lxml, ``json`` and orjson. Seconds of CPU, the better of some rounds.
"""

from __future__ import annotations

import csv
import json
import os
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from benchmarks.common import print_machine, print_table
from localize.formats import open_catalog
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Way = Callable[[Path, Path], int]

_COLUMNS = 40
_CHANGED = range(1, 7)
_NEW = "A text that says another thing now"
_WORDS = ["clay", "glass", "steel", "mug", "bowl", "lamp", "shelf", "large", "small", "blue", "green", "red", "soft"]


def main() -> None:
    """The command line."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000, help="rows of 40 columns (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many counts (default: %(default)s)")
    parser.add_argument("--only", default="csv,xlsx,xml,jsonl", help="kinds of files (default: %(default)s)")
    args = parser.parse_args()
    print_machine()
    print(f"load {os.getloadavg()[0]:.0f}, {args.rows:,} rows of {_COLUMNS} columns\n")
    with TemporaryDirectory() as folder:
        for kind in args.only.split(","):
            path = Path(folder) / f"catalog.{kind}"
            _MAKERS[kind](path, args.rows)
            for what in ("in", "out"):
                ways = {**_ours(what), **_libraries(kind, what)}
                taken = {name: min(_timed(way, path) for _ in range(args.rounds)) for name, way in ways.items()}
                best = min(seconds for name, seconds in taken.items() if name != "localize")
                print_table(
                    (f"{kind} {what}, {path.stat().st_size / 1e6:.0f} MB", "seconds", "rows a second", "ratio"),
                    [(n, f"{s:.2f}", f"{args.rows / s:,.0f}", f"{s / best:.2f}") for n, s in sorted(taken.items())],
                )


def _timed(way: Way, path: Path) -> float:
    target = path.with_name(f"out.{path.suffix}")
    started = time.process_time()
    way(path, target)
    return time.process_time() - started


def _ours(what: str) -> dict[str, Way]:
    return {"localize": _read if what == "in" else _written}


def _read(path: Path, _: Path) -> int:
    source = open_catalog(path)
    return sum(len(row.cells) for row in source.rows(source.tables[0]))


def _written(path: Path, target: Path) -> int:
    source = open_catalog(path)
    table = source.tables[0]
    numbers = (row.number for row in source.rows(table) if row.number > 1)
    source.write(target, (RowPatch(table, number, dict.fromkeys(_CHANGED, _NEW)) for number in numbers))
    return 0


def _row(number: int, random: Random) -> list[str]:
    texts = [f"SKU-{number}", *(" ".join(random.choices(_WORDS, k=words)) for words in (6, 30, 8, 8, 4, 4))]
    return [*texts, *(random.choice(_WORDS) for _ in range(_COLUMNS - len(texts)))]


def _rows(count: int) -> Iterator[list[str]]:
    random = Random(1)  # noqa: S311  invented rows, no secrets
    yield [f"column{n}" for n in range(_COLUMNS)]
    for number in range(count):
        yield _row(number, random)


def _make_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(count))


def _make_xlsx(path: Path, count: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Products")
    for number, row in enumerate(_rows(count)):
        sheet.write_row(number, 0, row)
    book.close()


def _make_xml(path: Path, count: int) -> None:
    rows = _rows(count)
    names = next(rows)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<products>\n')
        for row in rows:
            inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in zip(names, row, strict=True))
            file.write(f"<product>{inner}</product>\n")
        file.write("</products>\n")


def _make_jsonl(path: Path, count: int) -> None:
    rows = _rows(count)
    names = next(rows)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows)


_MAKERS: dict[str, Callable[[Path, int], None]] = {
    "csv": _make_csv,
    "xlsx": _make_xlsx,
    "xml": _make_xml,
    "jsonl": _make_jsonl,
}


def _libraries(kind: str, what: str) -> dict[str, Way]:
    """The libraries that are installed, each with its own way of doing it."""
    known: dict[tuple[str, str], dict[str, tuple[str, Way]]] = {
        ("csv", "in"): {"csv": ("csv", _csv_in), "polars": ("polars", _polars_in)},
        ("csv", "out"): {"csv": ("csv", _csv_out), "polars": ("polars", _polars_out)},
        ("xlsx", "in"): {"calamine": ("python_calamine", _calamine_in), "openpyxl": ("openpyxl", _openpyxl_in)},
        ("xlsx", "out"): {"calamine and XlsxWriter": ("python_calamine", _xlsx_out)},
        ("xml", "in"): {"ElementTree": ("xml", _etree_in), "lxml": ("lxml", _lxml_in)},
        ("xml", "out"): {"ElementTree": ("xml", _etree_out), "lxml": ("lxml", _lxml_out)},
        ("jsonl", "in"): {"json": ("json", _json_in), "orjson": ("orjson", _orjson_in)},
        ("jsonl", "out"): {"json": ("json", _json_out), "orjson": ("orjson", _orjson_out)},
    }
    return {name: way for name, (module, way) in known[kind, what].items() if find_spec(module)}


def _with_new(row: Sequence[Any]) -> list[Any]:
    changed = list(row)
    for at in _CHANGED:
        changed[at] = _NEW
    return changed


def _csv_in(path: Path, _: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(len(row) for row in csv.reader(file))


def _csv_out(path: Path, target: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file, target.open("w", encoding="utf-8", newline="") as out:
        reader, writer = csv.reader(file), csv.writer(out)
        writer.writerow(next(reader))
        writer.writerows(map(_with_new, reader))
    return 0


def _polars_in(path: Path, _: Path) -> int:
    import polars as pl

    return sum(len(row) for row in pl.read_csv(path, infer_schema=False).iter_rows())


def _polars_out(path: Path, target: Path) -> int:
    import polars as pl

    frame = pl.read_csv(path, infer_schema=False)
    frame.with_columns(**{frame.columns[at]: pl.lit(_NEW) for at in _CHANGED}).write_csv(target)
    return 0


def _calamine_in(path: Path, _: Path) -> int:
    from python_calamine import CalamineWorkbook

    return sum(len(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())


def _openpyxl_in(path: Path, _: Path) -> int:
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    return sum(len(row) for row in sheet.iter_rows(values_only=True))


def _xlsx_out(path: Path, target: Path) -> int:
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet("Products")
    for number, row in enumerate(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()):
        sheet.write_row(number, 0, _with_new(row) if number else row)
    book.close()
    return 0


def _etree_in(path: Path, _: Path) -> int:
    return _iterated(ET.iterparse(path))  # noqa: S314 our own file


def _lxml_in(path: Path, _: Path) -> int:
    from lxml import etree  # type: ignore[import-untyped]

    return _iterated(etree.iterparse(path, tag="product"))


def _iterated(events: Any) -> int:
    count = 0
    for _, element in events:
        if element.tag == "product":
            count += len([child.text for child in element])
            element.clear()
    return count


def _etree_out(path: Path, target: Path) -> int:
    return _rewritten(ET.parse(path), target)  # noqa: S314 our own file


def _lxml_out(path: Path, target: Path) -> int:
    from lxml import etree

    return _rewritten(etree.parse(path), target)


def _rewritten(tree: Any, target: Path) -> int:
    for product in tree.getroot():
        for at in _CHANGED:
            product[at].text = _NEW
    tree.write(target, encoding="UTF-8", xml_declaration=True)
    return 0


def _json_in(path: Path, _: Path) -> int:
    with path.open("rb") as file:
        return sum(len(json.loads(line)) for line in file)


def _orjson_in(path: Path, _: Path) -> int:
    import orjson

    with path.open("rb") as file:
        return sum(len(orjson.loads(line)) for line in file)


def _json_out(path: Path, target: Path) -> int:
    with path.open("rb") as file, target.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(_renewed(json.loads(line)), ensure_ascii=False) + "\n" for line in file)
    return 0


def _orjson_out(path: Path, target: Path) -> int:
    import orjson

    with path.open("rb") as file, target.open("wb") as out:
        out.writelines(orjson.dumps(_renewed(orjson.loads(line))) + b"\n" for line in file)
    return 0


def _renewed(record: dict[str, str]) -> dict[str, str]:
    return record | {f"column{at}": _NEW for at in _CHANGED}


if __name__ == "__main__":
    main()
