"""Kills ``localize run`` at random moments, runs the same command again, and compares what comes out with a run left alone.

    python -m benchmarks.kills --kills 200 --rows 4000 --engines firefox

Each trial starts in an empty folder with an empty cache, is killed (``SIGKILL``, the whole process group) at a random moment of
its life up to ``--most`` times, and is then left to finish. The catalog, findings and changes must be those of the run that
nobody disturbed, byte for byte; every row must be there once; no half-written file may stand beside them.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.catalog import write_catalog
from benchmarks.common import AS_OF, MARKET, arguments, print_machine, print_table, shared_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

__all__ = ["Outcome", "main", "prepare_home"]

_OUTPUTS = (".{market}.csv", ".csv.{market}.findings.jsonl", ".csv.{market}.changes.jsonl")


@dataclass(slots=True)
class Outcome:
    """What the trials of one engine gave."""

    trials: int = 0
    kills: int = 0
    resumed: int = 0
    lost: int = 0
    different: int = 0
    left_behind: int = 0
    seconds: float = 0.0


def main(options: Sequence[str] | None = None) -> int:
    """Run the trials; exit status 1 where anything was lost, doubled or different."""
    parser = arguments(__doc__)
    parser.add_argument("--kills", type=int, default=200, help="kills for each engine (default: %(default)s)")
    parser.add_argument("--rows", type=int, default=4000, help="rows of the catalog (default: %(default)s)")
    parser.add_argument("--most", type=int, default=4, help="most kills of one run (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(options)
    print_machine()
    rows, bad = [], 0
    for engine in args.engines.split(","):
        with tempfile.TemporaryDirectory(prefix="localize-kills-") as folder:
            outcome = _trials(Path(folder), engine, args)
        bad += outcome.lost + outcome.different + outcome.left_behind
        rows.append(
            [engine, *map(str, (outcome.trials, outcome.kills, outcome.resumed, outcome.lost, outcome.different))]
        )
        rows[-1] += [str(outcome.left_behind), f"{outcome.seconds:.0f}"]
    header = [
        "engine",
        "runs",
        "kills",
        "resumed",
        "rows lost",
        "outputs that differ",
        "half files",
        "seconds undisturbed",
    ]
    print_table(header, rows)
    return 1 if bad else 0


def _trials(folder: Path, engine: str, args: Namespace) -> Outcome:
    catalog, random, outcome = folder / "catalog.csv", Random(args.seed), Outcome()  # noqa: S311 chance, no secret
    write_catalog(catalog, args.rows, args.seed)
    models = folder / "models"
    prepare_home(models, engine, lambda: shared_folder(args))
    started = time.perf_counter()
    expected = _finished(_Trial(folder / "alone", catalog, engine, models))
    outcome.seconds = time.perf_counter() - started
    while outcome.kills < args.kills:
        trial = _Trial(folder / "trial", catalog, engine, models)
        for _ in range(random.randint(1, min(args.most, args.kills - outcome.kills))):
            if not trial.killed(random.uniform(0, outcome.seconds)):
                break
            outcome.kills += 1
        outcome.resumed += trial.run_folder_stands
        made = _finished(trial)
        outcome.trials += 1
        outcome.lost += _rows(made[0]) != _rows(expected[0])
        outcome.different += made != expected
        outcome.left_behind += trial.left_behind
        shutil.rmtree(trial.folder)
    return outcome


class _Trial:
    """One run in a folder of its own, with a cache of its own."""

    def __init__(self, folder: Path, catalog: Path, engine: str, models: Path) -> None:
        self.folder, self._out = folder, folder / "out"
        shutil.copytree(models, folder / "home")
        self._command = [
            *(sys.executable, "-m", "localize", "run", str(catalog), "--to", MARKET, "--engine", engine),
            *("--out", str(self._out), "--as-of", AS_OF.isoformat()),
        ]

    def start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "LOCALIZE_HOME": str(self.folder / "home")}
        return subprocess.Popen(
            self._command,
            env=environment,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def killed(self, after: float) -> bool:
        """Kill it after some seconds; False where it was done before."""
        process = self.start()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return True
        process.communicate()
        return False

    @property
    def run_folder_stands(self) -> bool:
        """Is there finished work of a killed run?"""
        return any((self._out / ".localize-run").glob("*/*"))

    @property
    def left_behind(self) -> int:
        """Half-written files and run folders that nobody took away."""
        return sum(1 for path in self._out.iterdir() if path.name.startswith("."))

    def outputs(self) -> list[bytes]:
        """The bytes of catalog, findings and changes."""
        return [(self._out / f"catalog{name.format(market=MARKET)}").read_bytes() for name in _OUTPUTS]


def _finished(trial: _Trial) -> list[bytes]:
    """Let it run to its end; ends the program with its message where it fails."""
    process = trial.start()
    _, errors = process.communicate()
    if process.returncode not in {0, 1}:
        raise SystemExit(f"The run failed with {process.returncode}:\n{errors.decode(errors='replace')}")
    return trial.outputs()


def _rows(catalog: bytes) -> list[str]:
    """The first cell of each row, in order."""
    return [row[0] for row in csv.reader(catalog.decode("utf-8").splitlines()) if row]


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
