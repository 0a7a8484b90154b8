"""What everything but the model costs: a run without an engine, and one that finds every translation in the cache.

    python -m benchmarks.pipeline --rows 1000,10000,100000

The reference is reading and writing the same file with Python's ``csv`` module: it is compiled, keeps every cell as the text
that it is (column libraries guess types, which loses leading zeros), and ``reference/performance.md`` has it ahead of all
spreadsheet readers. Each run is a process of its own, so that memory is its own; CPU seconds are those of the process and
of its children. “A row more” is the slope between the smallest and a larger catalog: what is paid once (models of
languages, dictionaries, rates) is not in it. Catalogs are of the generator, variants behind each other, each distinct text
in three cells; ``--scattered`` puts the three anywhere.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.catalog import write_catalog
from benchmarks.common import AS_OF, MARKET, arguments, engines, own_home, print_machine, print_table, shared_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

_MEGABYTE = 1024  # ru_maxrss counts kilobytes on Linux


class Cost(NamedTuple):
    """What a process took: seconds on the clock, CPU seconds with its children, peak memory in MB."""

    rows: int
    clock: float
    cpu: float
    memory: float


def measured(rows: int, action: Callable[[], object]) -> Cost:
    """What ``action`` takes in this process."""
    clock, cpu = time.perf_counter(), _cpu()
    action()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    return Cost(rows, time.perf_counter() - clock, _cpu() - cpu, peak)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def apart(what: str, path: Path, rows: int, engine: str, out: Path) -> Cost:
    """The cost of one action in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.pipeline", "--do", what, "--engine", engine]
    command += ["--catalog", str(path), "--rows", str(rows), "--out", str(out)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(*json.loads(done.stdout))


def copy(path: Path, out: Path) -> None:
    """The reference: every row read, every row written."""
    out.mkdir(parents=True, exist_ok=True)
    with path.open(encoding="utf-8", newline="") as source, (out / "copy.csv").open("w", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(csv.reader(source))


def run(path: Path, out: Path, engine: str) -> None:
    """``localize run``; what it shows goes to nobody."""
    from localize.cli.main import main as localize

    command = ["run", str(path), "--to", MARKET, "--engine", engine, "--source-currency", "USD", "--out", str(out)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        status = localize([*command, "--as-of", f"{AS_OF}", "--overwrite"])
    if status not in {0, 1}:  # 1: findings of severity error
        raise SystemExit(said.getvalue())


def without_engine(home: Path, sizes: Sequence[int], args: Namespace) -> None:
    """``--engine none`` at several sizes, each beside the reference."""
    found: list[tuple[Cost, Cost]] = []
    for rows in sizes:
        path = home / f"catalog-{rows}.csv"
        write_catalog(path, rows, args.seed, variants=not args.scattered)
        found.append(
            (apart("run", path, rows, "none", home / "out"), apart("copy", path, rows, "none", home / "copies"))
        )
    _print("--engine none", found)


def warm(home: Path, args: Namespace, engine: str) -> None:
    """A second run over the same catalog, at two sizes: every translation is in the cache."""
    found: list[tuple[Cost, Cost]] = []
    for rows in (args.warm_rows // 4, args.warm_rows):
        path = home / f"warm-{rows}.csv"
        write_catalog(path, rows, args.seed, variants=not args.scattered)
        for name in ("cold", "warm"):
            cost = apart("run", path, rows, engine, home / name)
        cold, again = ((home / name / f"{path.stem}.{MARKET}.csv").read_bytes() for name in ("cold", "warm"))
        if cold != again:
            raise SystemExit("The second run gave another file.")
        found.append((cost, apart("copy", path, rows, "none", home / "copies")))
    _print(f"re-run from the cache, {engine}", found)


def _print(name: str, found: Sequence[tuple[Cost, Cost]]) -> None:
    first = found[0][0]
    table = []
    for cost, reference in found:
        row_more, ratio = "–", "–"
        if cost.rows > first.rows:
            slope = (cost.cpu - first.cpu) / (cost.rows - first.rows)
            row_more = f"{1e6 * slope:.0f} µs"
            ratio = f"{slope / (reference.cpu / reference.rows):.0f}×"
        copied = f"{1e6 * reference.cpu / reference.rows:.0f} µs"
        table.append(
            (
                f"{cost.rows:,} rows",
                f"{cost.clock:.1f}",
                f"{cost.cpu:.1f}",
                row_more,
                copied,
                ratio,
                f"{cost.memory:.0f}",
            )
        )
    print_table((name, "seconds", "CPU s", "a row more", "csv copies a row in", "to csv", "peak MB"), table)


def startup() -> None:
    """What a person waits for before anything happens: the best of five."""
    bare = _best("pass")
    print_table(
        ("start-up", "CPU ms"),
        [
            ("Python alone", f"{bare:.0f}"),
            ("import localize, beyond that", f"{_best('import localize') - bare:.0f}"),
            ("localize --help, with Python", f"{_best(_HELP):.0f}"),
        ],
    )


_HELP = "import sys; sys.argv = ['localize', '--help']; from localize.cli.main import main; main()"


def _best(code: str) -> float:
    """Milliseconds of CPU that a program takes in a fresh interpreter."""
    found = []
    for _ in range(5):
        before = _cpu()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        found.append(1000 * (_cpu() - before))
    return min(found)


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--rows", default="1000,10000", help="sizes of the catalogs (default: %(default)s)")
    parser.add_argument("--warm-rows", type=int, default=600, help="rows of the larger re-run (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the catalogs (default: %(default)s)")
    parser.add_argument("--scattered", action="store_true", help="the rows of a text lie anywhere in the catalog")
    parser.add_argument("--do", choices=("run", "copy"), help="only this, in this process, on --catalog")
    parser.add_argument("--engine", default="none", help="for --do run (default: %(default)s)")
    parser.add_argument("--catalog", type=Path, help="for --do")
    parser.add_argument("--out", type=Path, help="for --do")
    args = parser.parse_args()
    if args.do:
        act = copy if args.do == "copy" else (lambda path, out: run(path, out, args.engine))
        print(json.dumps(measured(int(args.rows), lambda: act(args.catalog, args.out))))
        return
    print_machine()
    with own_home() as home:
        startup()
        without_engine(home, sorted(int(rows) for rows in args.rows.split(",")), args)
        if args.warm_rows:
            for engine in engines(args.engines, shared_folder(args)):
                warm(home, args, engine.name)


if __name__ == "__main__":
    main()
