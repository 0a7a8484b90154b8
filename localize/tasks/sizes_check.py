"""``sizes check``: everything that is wrong with size tables, in one pass."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from localize.data import read_toml
from localize.errors import ConfigError, UsageError
from localize.listing import Severity
from localize.problem import Case, Problem, ProblemReport
from localize.sizes import check_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["check_tables", "existing", "table_files"]

TESTS = ".tests.csv"


def check_tables(paths: Sequence[Path]) -> ProblemReport:
    """What is wrong with files and folders of size tables, one case a file.

    Raises:
        UsageError: a path does not exist, or there is no table.
    """
    existing(paths)
    files = table_files(paths)
    if not files:
        raise UsageError(
            "There is no size table.", "Give a CSV with columns like brand,kind,audience,US,EU, or a TOML."
        )
    found = {path: check_file(path) for path in files}
    overlaps = _overlaps(path for path in files if not any(p.severity is Severity.ERROR for p in found[path]))
    cases = [Case(path.name, path.as_posix(), problems=[*found[path], *overlaps.get(path, ())]) for path in files]
    rows = sum(_rows(path) for path in files)
    return ProblemReport(
        "sizes check", cases, f"{rows:,} rows in {len(files):,} {'table' if len(files) == 1 else 'tables'}"
    )


def existing(paths: Iterable[Path]) -> None:
    """Refuse a path that is not there.

    Raises:
        UsageError: with the path.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no size table {path}.", "Give a CSV or TOML file, or a folder of them.")


def table_files(paths: Iterable[Path]) -> list[Path]:
    """Table files in order: those named, and in folders every description and every CSV that none describes."""
    return list(dict.fromkeys(file for path in paths for file in ([path] if path.is_file() else _in_folder(path))))


def _in_folder(folder: Path) -> Iterator[Path]:
    described = {path: _rows_of(path) for path in sorted(folder.rglob("*.toml"))}
    yield from described
    taken = set(described.values())
    yield from (path for path in sorted(folder.rglob("*.csv")) if not path.name.endswith(TESTS) and path not in taken)


def _rows_of(description: Path) -> Path | None:
    try:
        name = read_toml(description).get("rows")
    except ConfigError:
        return description.with_suffix(".csv")
    return description.parent / name if isinstance(name, str) else None


def _rows(path: Path) -> int:
    try:
        return sum(len(table.rows) for table in read_table(path))
    except ConfigError:
        return 0


def _overlaps(files: Iterable[Path]) -> dict[Path, list[Problem]]:
    """Tables of sellers that speak of the same brand, kind and audience: the first alone would ever be asked."""
    seen: dict[tuple[str, frozenset[str], frozenset[str]], Path] = {}
    problems: dict[Path, list[Problem]] = defaultdict(list)
    for path in files:
        if path.suffix == ".toml":
            continue
        for table in read_table(path):
            key = table.brand.casefold(), table.kinds, table.audiences
            first = seen.setdefault(key, path)
            if first != path:
                message = (
                    f"{first.name} has a table for {table.title or 'everything'}, too; the first that is named decides."
                )
                hint = "Join the two, or say brand, kind and audience."
                line = table.rows[0].line
                problems[path].append(
                    Problem("size-table-overlap", Severity.WARNING, message, hint, path.as_posix(), line)
                )
    return problems
