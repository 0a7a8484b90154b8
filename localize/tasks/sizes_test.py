"""``sizes test``: the examples beside size tables, with a diff for each that comes out otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.data import data_folder
from localize.errors import UsageError
from localize.problem import Case, ProblemReport
from localize.sizes.examples import judge, read_size_examples
from localize.tasks.sizes_check import TESTS, existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["check_size_examples"]


def check_size_examples(paths: Sequence[Path], tables: Sequence[Path] = ()) -> ProblemReport:
    """Run the examples of files and folders; ``tables`` are a seller's own, asked before ours.

    The table beside an example file (``acme.csv`` beside ``acme.tests.csv``) is asked first of all.

    Raises:
        UsageError: a path does not exist, or there are no examples.
        ConfigError: a table is wrong.
    """
    existing(paths)
    files = _example_files(paths)
    if not files:
        raise UsageError("There are no examples.", "They stand beside a table: acme.csv, acme.tests.csv.")
    cases: list[Case] = []
    count = 0
    for file in files:
        examples, problems = read_size_examples(file)
        count += len(examples)
        if problems:
            cases.append(Case(file.name, file.as_posix(), problems=problems))
        asked = (*_beside(file), *tables)
        for example in examples:
            problem = judge(example, asked)
            cases.append(Case(example.name, example.path, example.line, [problem] if problem else []))
    return ProblemReport("sizes test", cases, f"{_count(count, 'example')} in {_count(len(files), 'file')}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)


def _example_files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(path.rglob(f"*{TESTS}"))
        elif path.name.endswith(TESTS):
            found.append(path)
        else:
            found += [beside for beside in [path.with_name(path.stem + TESTS)] if beside.is_file()]
    return list(dict.fromkeys(found))


def _beside(file: Path) -> list[Path]:
    """The table that an example file is for, unless it is one of ours, which are asked anyway."""
    stem = file.name.removesuffix(TESTS)
    shipped = data_folder("size_tables").resolve()
    tables = [file.with_name(stem + suffix) for suffix in (".toml", ".csv")]
    return [table for table in tables if table.is_file() and table.resolve().parent != shipped][:1]
