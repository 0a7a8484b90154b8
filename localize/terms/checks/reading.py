"""From files and folders to items: which pair an entry is for, wide sheets taken apart, rows without a term."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.problem import Problem
from localize.terms.checks.csv_cells import Cell
from localize.terms.checks.items import Item, pair_of_folder
from localize.terms.checks.sheets import COLUMNS, read_sheet, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from localize.terms.checks.csv_cells import Record
    from localize.terms.checks.sheets import Sheet

__all__ = ["Dictionaries", "dictionary_files", "examples_beside", "read_dictionaries"]

_SUFFIXES = frozenset({".csv", ".xlsx"})
_EXAMPLES = (".tests.csv", ".tests.xlsx")
# The shipped list of what all languages have in common; it holds no translations.
_NO_DICTIONARIES = frozenset({"concepts"})


@dataclass(slots=True)
class Dictionaries:
    """Files that were read, their entries, and what is wrong with the files as files."""

    files: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def dictionary_files(paths: Iterable[Path]) -> list[Path]:
    """Dictionary files of files and folders, sorted within a folder; examples are none."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            if not path.name.casefold().endswith(_EXAMPLES):  # hooks hand over whatever was changed
                found[path] = None
            continue
        for file in sorted(path.rglob("*")):
            wanted = file.suffix.casefold() in _SUFFIXES and not file.name.casefold().endswith(_EXAMPLES)
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            if wanted and not hidden and file.is_file() and file.parent.name not in _NO_DICTIONARIES:
                found[file] = None
    return list(found)


def examples_beside(paths: Iterable[Path]) -> list[Path]:
    """The example files of dictionaries: ``colours.tests.csv`` beside ``colours.csv``, all of a folder."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(sorted(path.rglob("*.tests.csv")))
        elif path.name.endswith(".tests.csv"):
            found[path] = None
        elif (beside := path.with_suffix(".tests.csv")).is_file():
            found[beside] = None
    return list(found)


def read_dictionaries(paths: Iterable[Path], source: str = "", target: str = "") -> Dictionaries:
    """Every entry of the files; ``source`` and ``target`` are the pair of files outside the folder of a pair."""
    read = Dictionaries()
    order = count()
    for root in paths:
        for path in dictionary_files([root]):
            name = path.as_posix()
            if name in read.files:
                continue
            sheet = read_sheet(path, name)
            read.files.append(name)
            read.problems += sheet.problems
            pair = _pair(root, path)
            read.items += (
                replace(item, order=next(order))
                for item in _items(sheet, pair[0] or source, pair[1] or target, read.problems)
            )
    return read


def _pair(root: Path, path: Path) -> tuple[str, str]:
    """The pair of the innermost folder that is named after one, from the path that was given on."""
    inner = path.relative_to(root).parts[:-1]
    outer = root.resolve().parent.name if root == path else root.resolve().name
    return next((pair for name in (*reversed(inner), outer) if (pair := pair_of_folder(name))), ("", ""))


def _items(sheet: Sheet, source: str, target: str, problems: list[Problem]) -> Iterator[Item]:
    wide = sheet.locales
    for record, cells in rows_of(sheet):
        if "term" not in cells or not cells["term"].text.strip():
            if "term" in sheet.header and record.cells:
                problems.append(_without_term(sheet, record))
            continue
        own_source = _cell(cells, "source") or source
        if not wide:
            yield Item(sheet.path, record.line, cells, own_source, _cell(cells, "target") or target)
            continue
        common = {name: cell for name, cell in cells.items() if name in COLUMNS}
        if _cell(cells, "translation") or _cell(cells, "kind") not in {"", "translate"}:
            yield Item(sheet.path, record.line, common, own_source, _cell(cells, "target") or target)
        for locale in wide:
            if locale in cells and cells[locale].text.strip():
                one = {**common, "translation": cells[locale]}
                yield Item(sheet.path, record.line, one, own_source, locale.replace("_", "-"))


def _cell(cells: dict[str, Cell], name: str) -> str:
    return cells[name].text.strip() if name in cells else ""


def _without_term(sheet: Sheet, record: Record) -> Problem:
    first = next((cell for cell in record.cells if cell.text.strip()), Cell("", record.line, 1))
    return Problem(
        "dict-term-missing",
        Severity.ERROR,
        f"The row has no term (but “{first.text.strip()}”).",
        "Fill in the term, or take the row out.",
        sheet.path,
        record.line,
        1,
    )
