"""Breaks ``localize run`` on purpose, in real processes, and looks at what is left: nothing half, nothing lost, and a way on.

    python -m benchmarks.faults --engines fake,firefox,argos

Every fault is put into a run in a folder of its own. It must end with the stated exit status and words that a seller can act
on, without a traceback, and leave no half-written file. Then the cause is taken away and the same command is given again: its
files must be those of a run that nobody disturbed, byte for byte.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import AS_OF, MARKET, arguments, print_machine, print_table, shared_folder
from benchmarks.launcher import Launcher, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.launcher import Call

__all__ = ["DONE", "FAULTY", "PATIENCE", "Bench", "Case", "Fault", "catalog_of", "main", "opened", "tried"]

FAULTY = Path(__file__).with_name("faulty")
"""The folder of the plug-in that goes wrong."""

DONE = frozenset({0, 1})
PATIENCE = 900.0
"""Seconds after which a run is taken to hang: on a busy machine a cold one with Argos takes minutes."""
_OUTPUTS: tuple[str, ...] = (
    "{0}.{1}.csv",
    "{0}.csv.{1}.findings.jsonl",
    "{0}.csv.{1}.changes.jsonl",
    "{0}.csv.{1}.review.jsonl",
)
_OUTPUTS += ("{0}.csv.{1}.rows.jsonl", "{0}.csv.{1}.prices.csv")
_NOUNS = ("mug", "shelf", "lamp", "basket", "towel", "blanket", "bowl", "stool", "mirror", "tray")
_COLOURS = ("red", "green", "white", "black", "brown", "golden")


def catalog_of(rows: int) -> str:
    """Listings with texts, quantities and prices; one of them has the word that the faulty engine fails on."""
    lines = ["sku,title,description,price"]
    for number in range(rows):
        noun, colour = _NOUNS[number % len(_NOUNS)], _COLOURS[number % len(_COLOURS)]
        if number == rows // 2:
            colour = "walnut"
        text = f"This {colour} {noun} has {number + 2} parts. It holds {number % 40 + 1} oz and is good for the home."
        lines.append(f"S-{number},The {colour} {noun} of house {number},{text},{number % 90}.50 USD")
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class Case:
    """One run in a folder of its own: its catalog, home, cache and output folder."""

    bench: Bench
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    options: tuple[str, ...] = ()

    @property
    def catalog(self) -> Path:
        """Its input."""
        return self.folder / "shop.csv"

    @property
    def out(self) -> Path:
        """Where its outputs go."""
        return self.folder / "out"

    @property
    def home(self) -> Path:
        """Its models and cache."""
        return self.folder / "home"

    @property
    def cache(self) -> Path:
        """Its cache."""
        return self.home / "cache.sqlite"

    def start(self, out: Path | None = None, limits: Limits | None = None, **environment: str) -> Call:
        """Start the command; another ``out`` is for runs beside this one."""
        command = ["run", str(self.catalog), "--to", MARKET, "--engine", "faulty", "--as-of", AS_OF.isoformat()]
        command += ["--out", str(out or self.out), *self.options]
        inner = {"LOCALIZE_HOME": str(self.home), "FAULTY_INNER": self.bench.engine}
        inner |= {"ARGOS_PACKAGES_DIR": str(self.home / "models" / "argos")}
        inner |= {"FAULTY_CATALOG": str(self.catalog), "FAULTY_ONCE": str(self.folder / "once")}
        return self.bench.launcher.start(
            command, self.folder, {**inner, **self.environment, **environment}, limits or self.limits
        )

    def outputs(self, out: Path | None = None) -> list[bytes | None]:
        """The bytes of its files; None for one that is not there."""
        paths = [(out or self.out) / name.format("shop", MARKET) for name in _OUTPUTS]
        return [path.read_bytes() if path.is_file() else None for path in paths]

    def half_files(self) -> list[str]:
        """Drafts that lie about."""
        return [str(p.relative_to(self.folder)) for p in self.folder.rglob(".*.new*")] if self.out.is_dir() else []


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to a run, the statuses that it may end with, words that it must say, and how the cause is taken away."""

    name: str
    inject: Callable[[Case], Call]
    statuses: frozenset[int]
    says: str = ""
    mend: Callable[[Case], object] = lambda _: None
    again: frozenset[int] = DONE
    same: bool = True
    """Is the end the same as that of a run that nobody disturbed?"""


@dataclass(slots=True)
class Bench:
    """An engine, a launcher, and what a run that nobody disturbs gives."""

    engine: str
    launcher: Launcher
    folder: Path
    rows: int
    prepare: Callable[[Path], None] = lambda _: None
    expected: list[bytes | None] = field(default_factory=list)
    seconds: float = 0.0
    _cases: int = 0

    def case(self) -> Case:
        """A fresh folder."""
        self._cases += 1
        case = Case(self, self.folder / f"case-{self._cases}")
        case.home.mkdir(parents=True)
        self.prepare(case.home)
        case.catalog.write_text(catalog_of(self.rows), encoding="utf-8")
        return case

    def calibrate(self) -> None:
        """The run that nobody disturbs."""
        case, started = self.case(), time.monotonic()
        call = case.start()
        if call.wait() not in DONE:
            raise SystemExit(f"The undisturbed run failed:\n{call.said}")
        self.seconds = time.monotonic() - started
        self.expected = case.outputs()


@contextmanager
def opened(engine: str, rows: int, prepare: Callable[[Path], None] = lambda _: None) -> Iterator[Bench]:
    """A bench for one engine, with its undisturbed run done."""
    with tempfile.TemporaryDirectory(prefix="localize-faults-") as name:
        folder = Path(name)
        launcher = Launcher((FAULTY,))
        try:
            bench = Bench(engine, launcher, folder, rows, prepare)
            bench.calibrate()
            yield bench
        finally:
            launcher.close()


def tried(bench: Bench, fault: Fault) -> list[str]:
    """Put one fault into a run and go on afterwards; what was wrong, in words, or nothing."""
    case = bench.case()
    wrong: list[str] = []
    call = fault.inject(case)
    status = call.wait(PATIENCE)
    said = " ".join(call.said.split())
    if status not in fault.statuses:
        wrong.append(f"status {status}, not {sorted(fault.statuses)}: {said[:600]}")
    if "Traceback" in said:
        wrong.append(f"a traceback: {said[-600:]}")
    if fault.says.lower() not in said.lower():
        wrong.append(f"it does not say “{fault.says}”: {said[:600]}")
    wrong += [f"half-written: {name}" for name in case.half_files() if status >= 0]
    torn = [i for i, data in enumerate(case.outputs()) if data not in {None, bench.expected[i]}]
    wrong += [f"an output that is neither old nor new: {_OUTPUTS[i]}" for i in torn if fault.same]
    fault.mend(case)
    again = case.start(FAULTY="")
    if (status := again.wait(PATIENCE)) not in fault.again:
        wrong.append(f"given again: status {status}: {again.said[:600]}")
    if fault.same and case.outputs() != bench.expected:
        wrong.append("given again, its files are others")
    left = [p.name for p in case.out.glob(".*")] if case.out.is_dir() else []
    wrong += [f"left behind: {name}" for name in left]
    shutil.rmtree(case.folder, ignore_errors=True)
    return wrong


def main(options: Sequence[str] | None = None) -> int:
    """Try every fault with each engine; exit status 1 where anything was wrong."""
    from benchmarks.fault_list import FAULTS, fitting

    parser = arguments(__doc__, default_engines="fake,firefox,argos")
    parser.add_argument("--rows", type=int, default=400, help="listings of the catalog (default: %(default)s)")
    parser.add_argument("--only", default="", help="faults whose name begins so")
    args = parser.parse_args(options)
    print_machine()
    rows, failed = [], 0
    for engine in args.engines.split(","):
        with _home(engine, args) as prepare, opened(engine, args.rows, prepare) as bench:
            chosen = [f for f in FAULTS if f.name.startswith(args.only) and fitting(f)]
            bad = 0
            started = time.monotonic()
            for fault in chosen:
                wrong = tried(bench, fault)
                bad += bool(wrong)
                for line in wrong:
                    print(f"{engine}, {fault.name}: {line}", file=sys.stderr)
            failed += bad
            rows.append([engine, len(chosen), len(chosen) - bad, bad, f"{bench.seconds:.1f}"])
            rows[-1].append(f"{time.monotonic() - started:.0f}")
    print_table(["engine", "faults", "as promised", "not so", "seconds undisturbed", "seconds in all"], rows)
    return 1 if failed else 0


@contextmanager
def _home(engine: str, args: object) -> Iterator[Callable[[Path], None]]:
    """What puts an engine's models into a home."""
    from benchmarks.kills import prepare_home

    with tempfile.TemporaryDirectory(prefix="localize-models-") as name:
        home = Path(name) / "home"
        prepare_home(home, engine, lambda: shared_folder(args))  # type: ignore[arg-type]

        def _put(own: Path) -> None:
            shutil.copytree(home, own, dirs_exist_ok=True)

        yield _put


if __name__ == "__main__":
    raise SystemExit(main())
