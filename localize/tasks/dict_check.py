"""``dict check``: everything that is wrong with dictionaries, in one pass and without an engine."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.listing import Severity
from localize.problem import Case, ProblemReport
from localize.tasks.dict_limits import check_limits
from localize.terms.checks import check_items, dictionary_files, read_dictionaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from localize.problem import Problem
    from localize.settings import Settings
    from localize.terms.checks.items import Item

__all__ = ["check_dictionaries", "existing"]


def check_dictionaries(
    paths: Sequence[Path], *, settings: Settings, to: Sequence[str] = (), catalogs: Sequence[Path] = ()
) -> ProblemReport:
    """What is wrong with files and folders of dictionaries.

    ``to`` are the markets that files outside the folder of a pair are for; with ``catalogs``, entries that none of their
    texts uses are said, too.

    Raises:
        UsageError: a path does not exist, or catalogs are given without a market.
        CatalogError: a catalog cannot be read.
    """
    existing(paths)
    if catalogs and not to:
        raise UsageError("--on needs a market.", "Say which: --to de-DE")
    if (empty := [p for p in paths if p.is_dir()]) and not dictionary_files(paths):
        raise UsageError(
            f"There is no dictionary in {empty[0]}.", "A dictionary is a CSV or XLSX file with a column 'term'."
        )
    target = to[0] if len(to) == 1 else ""
    read = read_dictionaries(paths, settings.source_locale if target else "", target)
    problems = [*read.problems, *check_items(read.items), *check_limits(read.items)]
    notes = []
    if catalogs:
        broken = {p.path for p in problems if p.severity is Severity.ERROR}
        files = [f for f in dictionary_files(paths) if f.as_posix() not in broken]
        items = [item for item in read.items if item.path not in broken]
        problems += _usage(items, files, catalogs, to, settings)
        if broken:
            notes.append(f"Not held against the catalog, because they have errors: {', '.join(sorted(broken))}")
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_file[problem.path].append(problem)
    cases = [Case(name.rsplit("/", 1)[-1], name, problems=by_file[name]) for name in read.files]
    summary = f"{len(read.items):,} {_plural(len(read.items), 'entry', 'entries')} in {_files(len(read.files))}"
    return ProblemReport("dict check", cases, summary, notes)


def _usage(
    items: Sequence[Item], files: Sequence[Path], catalogs: Sequence[Path], to: Sequence[str], settings: Settings
) -> list[Problem]:
    from localize.tasks.dict_usage import check_usage  # late: reads catalogs

    return list(check_usage(items, files, catalogs, to, settings))


def existing(paths: Iterable[Path]) -> None:
    """Refuse a path that is not there.

    Raises:
        UsageError: with the path.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no dictionary {path}.", "Give a CSV or XLSX file, or a folder of them.")


def _files(count: int) -> str:
    return f"{count:,} {_plural(count, 'file', 'files')}"


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
