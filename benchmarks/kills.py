"""Kills ``localize run`` again and again, in every phase, goes on with the same command, and compares what comes out in the end.

    python -m benchmarks.kills --kills 200 --engines firefox --budget 25

A *life* is one run in an empty folder with an empty cache that is killed (``SIGKILL``) many times and then left to finish. Each
kill picks a phase, waits until the run is there, and strikes after a random time; every second one spares the workers, which must
end by themselves. At a life's end its files must be those of the undisturbed run, byte for byte; every row must be there once;
the cache must be whole and say the same; no half-written file, run folder or process may be left. ``--budget`` ends the kills in
time, and says how many there were.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.catalog import write_catalog
from benchmarks.common import AS_OF, MARKET, arguments, print_machine, print_table, shared_folder
from benchmarks.launcher import Launcher

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.launcher import Call

__all__ = ["Outcome", "main", "prepare_home"]

PHASES = {"opening": 15, "reading": 15, "translating": 30, "rendering": 25, "writing": 15}
"""Phases of a run in their order, and how often of a hundred times a kill waits for each."""

_NAMES: tuple[str, ...] = ("catalog.{0}.csv", "catalog.csv.{0}.findings.jsonl", "catalog.csv.{0}.changes.jsonl")
_NAMES += ("catalog.csv.{0}.review.jsonl", "catalog.csv.{0}.rows.jsonl", "catalog.csv.{0}.prices.csv")
_PATIENCE = 3600.0
"""Seconds after which a run that nobody kills is taken to hang: on a busy machine 10,000 segments take a quarter of an hour."""
_SOON = 3.0
"""Seconds after a phase has begun within which most kills strike."""
_LATE = 30.0
"""The same for one kill in five; on a busy machine a phase may last for minutes, and nothing else happens in them."""


@dataclass(slots=True)
class Outcome:
    """What the lives of one engine gave."""

    segments: int = 0
    seconds: float = 0.0
    lives: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    different: int = 0
    caches: int = 0
    left_behind: int = 0

    @property
    def bad(self) -> int:
        """How much is not as it must be."""
        return self.lost + self.different + self.caches + self.left_behind


def main(options: Sequence[str] | None = None) -> int:
    """Kill; exit status 1 where anything was lost, doubled, different or left behind."""
    parser = arguments(__doc__, default_engines="firefox")
    parser.add_argument("--kills", type=int, default=200, help="kills for each engine (default: %(default)s)")
    parser.add_argument("--rows", type=int, default=2000, help="rows; 2000 hold 10,000 segments (default: %(default)s)")
    parser.add_argument("--each", type=int, default=50, help="kills of one life (default: %(default)s)")
    parser.add_argument("--budget", type=float, default=25.0, help="minutes for each engine (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(options)
    print_machine()
    rows, bad = [], 0
    for engine in args.engines.split(","):
        with tempfile.TemporaryDirectory(prefix="localize-kills-") as folder:
            launcher = Launcher()
            try:
                outcome = _lives(Path(folder), engine, args, launcher)
            finally:
                launcher.close()
        bad += outcome.bad
        kills = sum(outcome.phases.values())
        if kills < args.kills:
            print(f"{engine}: {kills} of {args.kills} kills; the budget of {args.budget:g} minutes was used up")
        figures = (outcome.segments, kills, *(outcome.phases[phase] for phase in PHASES), outcome.lives)
        wrong = (outcome.lost, outcome.different, outcome.caches, outcome.left_behind)
        rows.append([engine, *map(str, (*figures, *wrong)), f"{outcome.seconds:.0f}"])
    header = ["engine", "segments", "kills", *PHASES, "lives", "rows lost", "outputs that differ", "bad caches"]
    print_table([*header, "left behind", "seconds undisturbed"], rows)
    return 1 if bad else 0


def _lives(folder: Path, engine: str, args: Namespace, launcher: Launcher) -> Outcome:
    catalog, random, outcome = folder / "catalog.csv", Random(args.seed), Outcome()  # noqa: S311 chance, no secret
    write_catalog(catalog, args.rows, args.seed)
    models = folder / "models"
    prepare_home(models, engine, lambda: shared_folder(args))
    started = time.monotonic()
    alone = _Life(folder / "alone", catalog, engine, models, launcher)
    lengths = alone.watched()
    expected, cache = alone.outputs(), alone.cache()
    outcome.segments, outcome.seconds = len(cache), time.monotonic() - started
    until = started + 60 * args.budget - 1.5 * outcome.seconds  # the last life is to end, too
    while sum(outcome.phases.values()) < args.kills and time.monotonic() < until:
        life = _Life(folder / "life", catalog, engine, models, launcher)
        most = min(args.each, args.kills - sum(outcome.phases.values()))
        for target in _plan(random, most):
            if time.monotonic() > until:
                break
            after = random.uniform(0, min(lengths[target], _LATE if random.random() < 0.2 else _SOON))
            phase = life.killed(target, after, whole=random.random() < 0.5)
            if not phase:
                break
            outcome.phases[phase] += 1
        life.finish()
        outcome.lives += 1
        made = life.outputs()
        outcome.lost += _rows(made[0]) != _rows(expected[0])
        outcome.different += made != expected
        outcome.caches += life.cache() != cache
        outcome.left_behind += life.left_behind
        shutil.rmtree(life.folder)
    return outcome


def _plan(random: Random, kills: int) -> list[str]:
    """The phases of one life's kills, in the order of phases: what is done is not undone by a kill."""
    chosen = random.choices(list(PHASES), weights=list(PHASES.values()), k=kills)
    return sorted(chosen, key=list(PHASES).index)


class _Life:
    """One run in a folder of its own, with a cache of its own."""

    def __init__(self, folder: Path, catalog: Path, engine: str, models: Path, launcher: Launcher) -> None:
        self.folder, self._out, self._launcher = folder, folder / "out", launcher
        shutil.copytree(models, folder / "home")
        self._command = ["run", str(catalog), "--to", MARKET, "--engine", engine, "--out", str(self._out)]
        self._command += ["--as-of", AS_OF.isoformat()]
        self._groups: list[int] = []
        self._began = 0.0

    def _start(self) -> Call:
        home = self.folder / "home"
        environment = {"LOCALIZE_HOME": str(home), "ARGOS_PACKAGES_DIR": str(home / "models" / "argos")}
        call = self._launcher.start(self._command, self.folder, environment)
        self._began = time.time()
        self._groups.append(call.pid)
        return call

    def killed(self, target: str, after: float, *, whole: bool) -> str:
        """Kill it some seconds after it has come to a phase; the phase it was in then, or nothing where it was done before.

        ``whole`` kills its workers, too.
        """
        call, order = self._start(), list(PHASES)
        until: float | None = None
        while call.running:
            if until is None and order.index(self._phase(call)) >= order.index(target):
                until = time.monotonic() + after
            if until is not None and time.monotonic() >= until:
                phase = self._phase(call)
                if whole:
                    call.kill(signal.SIGKILL)
                else:
                    self._launcher.signal(call.pid, signal.SIGKILL)
                return phase if call.wait() == -signal.SIGKILL else ""
            time.sleep(0.005)
        self._check(call)
        return ""

    def watched(self) -> dict[str, float]:
        """Let it run to its end; how many seconds it was in each phase."""
        call, lengths = self._start(), dict.fromkeys(PHASES, 0.0)
        last = time.monotonic()
        while call.running:
            time.sleep(0.005)
            now = time.monotonic()
            lengths[self._phase(call)] += now - last
            last = now
        self._check(call)
        return lengths

    def finish(self) -> None:
        """Let it run to its end."""
        self._check(self._start())

    def _check(self, call: Call) -> None:
        """End the program with its message where a run fails that nobody killed."""
        if call.wait(_PATIENCE) not in {0, 1}:
            raise SystemExit(f"The run failed with {call.status}:\n{call.said}")

    def _phase(self, call: Call) -> str:
        """Where it is, by the files that it leaves."""
        if (
            any(islice(self._out.glob(f".*.{call.pid}.new"), 1))
            or _age(self._out / _NAMES[0].format(MARKET)) < time.time() - self._began
        ):
            return "writing"
        for owner in self._out.glob(".localize-run/*/owner"):
            if _text(owner) == str(call.pid):
                if (owner.parent / MARKET).exists() or (owner.parent / f"{MARKET}.claims").exists():
                    return "rendering"
                return "translating" if (owner.parent / "scanned").exists() else "reading"
        return "opening"

    @property
    def left_behind(self) -> int:
        """Half-written files, run folders and workers that nobody took away."""
        until = time.monotonic() + 5
        while (alive := sum(map(_is_group, self._groups))) and time.monotonic() < until:
            time.sleep(0.1)
        return alive + sum(1 for path in self._out.iterdir() if path.name.startswith("."))

    def outputs(self) -> list[bytes]:
        """The bytes of catalog, findings, changes and what the next run reads."""
        return [(self._out / name.format(MARKET)).read_bytes() for name in _NAMES]

    def cache(self) -> dict[bytes, str]:
        """What the cache says; nothing where it is not whole."""
        with closing(sqlite3.connect(self.folder / "home" / "cache.sqlite")) as db:
            whole = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return dict(db.execute("SELECT key, output FROM texts")) if whole else {}


def _age(path: Path) -> float:
    """Seconds since a file was written."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _is_group(number: int) -> bool:
    """Is any process of the group alive?"""
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


def _rows(catalog: bytes) -> list[str]:
    """The first cell of each row, in order."""
    return [row[0] for row in csv.reader(_lines(catalog)) if row]


def _lines(catalog: bytes) -> Iterator[str]:
    return iter(catalog.decode("utf-8").splitlines(keepends=True))


def prepare_home(home: Path, engine: str, shared: Callable[[], Path]) -> None:
    """A home with the engine's models and no cache."""
    home.mkdir()
    if engine == "argos":
        package = shared() / "models" / "translate-en_pt-1_0.argosmodel"
        environment = {**os.environ, "LOCALIZE_HOME": str(home), "ARGOS_PACKAGES_DIR": str(home / "models" / "argos")}
        command = [sys.executable, "-m", "localize", "models", "import", str(package)]
        subprocess.run(command, env=environment, check=True, capture_output=True)


if __name__ == "__main__":
    raise SystemExit(main())
