"""What Ray costs and brings: the same cold run with one actor, with two, and as the plain run with two cores.

    python -m benchmarks.ray_scale --rows 1680

One catalog of the generator, the real Argos package, an empty cache for each run, each run a ``localize run`` of its own as a
user gives it. On a machine of two cores one actor has the second core for the run's own process, and two have not; so one actor
is also run all on one core, where the system can confine a process: that says what an actor with its core brings, and 1.7 is asked
of that. “Start” is the same command over a catalog of one row: Ray, its actors and the model, paid once a run (the second actor
loads only when there is something for it); the ratios are stated with it and without it, and longer runs come nearer to the
second: with 8,000 rows there is little between them. The files of all runs must be the same bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.catalog import write_catalog
from benchmarks.common import AS_OF, MARKET, arguments, engines, own_home, print_machine, print_table, shared_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WAYS: Mapping[str, Sequence[str]] = {
    "plain run, two workers": ("--on", "local", "--jobs", "2"),
    "Ray, one actor": ("--on", "ray", "--jobs", "1"),
    "Ray, two actors": ("--on", "ray", "--jobs", "2"),
}
_PLAIN, _ONE, _TWO = _WAYS
_SINGLE = "Ray, one actor, all on one core"
if hasattr(os, "sched_setaffinity"):
    _WAYS = {**_WAYS, _SINGLE: _WAYS[_ONE]}
_COMPARED = {".csv", ".jsonl"}


class Took(NamedTuple):
    """One run: seconds on the clock, load of the machine before it, and what its summary says."""

    clock: float
    load: float
    asked: int
    cache: int


def run(catalog: Path, out: Path, way: str) -> Took:
    """``localize run`` with an empty cache, one of the ways.

    Raises:
        SystemExit: it failed; what it said is shown.
    """
    cache = out.with_suffix(".sqlite")
    command = [sys.executable, "-m", "localize", "run", str(catalog), "--to", MARKET, "--engine", "argos", "--json"]
    command += [
        "--out",
        str(out),
        "--cache",
        str(cache),
        "--as-of",
        f"{AS_OF}",
        "--source-currency",
        "USD",
        *_WAYS[way],
    ]
    environment = os.environ | {"OMP_NUM_THREADS": "2"}  # the plain run uses two cores of whatever machine this is
    load, started = os.getloadavg()[0], time.perf_counter()
    confine = _on_one_core if way == _SINGLE else None
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, preexec_fn=confine)
    clock = time.perf_counter() - started
    if done.returncode not in {0, 1}:  # 1: findings of severity error
        raise SystemExit(done.stderr)
    [output] = json.loads(done.stdout)["outputs"]
    return Took(clock, load, output["segments"]["translated"], cache.stat().st_size)


def _on_one_core() -> None:
    """This process, and all that it starts, share the first core that it may use."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def written(out: Path) -> dict[str, bytes]:
    """The files that must be the same bytes however the work was done."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix in _COMPARED}


def main() -> None:
    """The command line."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument(
        "--rows", type=int, default=1680, help="of the catalog (default: %(default)s, four full blocks)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the catalog (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=1, help="best of so many (default: %(default)s)")
    args = parser.parse_args()
    shared = shared_folder(args)
    print_machine()
    with own_home() as home:
        engines("argos", shared)
        catalog, single = home / "catalog.csv", home / "single.csv"
        write_catalog(catalog, args.rows, args.seed)
        write_catalog(single, 1, args.seed)
        start = {name: run(single, home / f"start-{i}", name).clock for i, name in enumerate(_WAYS)}
        rounds = [
            {name: run(catalog, home / f"out-{turn}-{i}", name) for i, name in enumerate(_WAYS)}
            for turn in range(args.rounds)
        ]
        files = [written(home / f"out-{turn}-{i}") for turn in range(args.rounds) for i in range(len(_WAYS))]
    best = {name: min((each[name] for each in rounds), key=lambda took: took.clock) for name in _WAYS}
    _print(args.rows, best, start)
    same = all(each == files[0] for each in files)
    print(f"\nfiles of all runs: {'the same bytes' if same else 'NOT the same'} ({', '.join(files[0])})")
    if not same:
        raise SystemExit(1)


def _print(rows: int, best: Mapping[str, Took], start: Mapping[str, float]) -> None:
    print_table(
        (f"{rows} rows, {best[_PLAIN].asked} inputs", "seconds", "start", "without start", "load before"),
        [
            (name, f"{t.clock:.1f}", f"{start[name]:.1f}", f"{t.clock - start[name]:.1f}", f"{t.load:.1f}")
            for name, t in best.items()
        ],
    )
    net = {name: took.clock - start[name] for name, took in best.items()}
    ratios = {"two actors and cores to one of each": (_SINGLE, "≥ 1.7×"), "two actors to one": (_ONE, "")}
    ratios["two actors to the plain run"] = _PLAIN, "≥ 0.85×"
    print_table(
        ("ratio", "whole", "without start", "aim"),
        [
            (said, f"{best[to].clock / best[_TWO].clock:.2f}×", f"{net[to] / net[_TWO]:.2f}×", aim)
            for said, (to, aim) in ratios.items()
            if to in best
        ],
    )
    print(f"\ncache: {best[_PLAIN].cache / max(1, best[_PLAIN].asked):.0f} bytes an input")


if __name__ == "__main__":
    main()
