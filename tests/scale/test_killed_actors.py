"""Ray's processes and the run's own, killed on the way: the run ends as if nobody had, or says how to go on and does.

Real processes and eight times Ray, so minutes: only where LOCALIZE_RAY_KILLS is set, as in ``.ci/full``. Linux alone tells
whose child a process is in ``/proc``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.catalog import write_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

pytest.importorskip("ray")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("LOCALIZE_RAY_KILLS" not in os.environ, reason="takes minutes: set LOCALIZE_RAY_KILLS"),
    pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc to look for processes in"),
]

HAND, FEED = "RayHand", "Feed"
"""What stands in the title of an actor's process: Ray calls it by its class."""


class Shop:
    """One catalog, and runs of it by Ray."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder = folder
        self._catalog = folder / "catalog.csv"
        write_catalog(self._catalog, rows, seed=3)

    def start(self, name: str, *more: str) -> subprocess.Popen[str]:
        """The command, in a session of its own, with a cache of its own."""
        command = [sys.executable, "-m", "localize", "run", str(self._catalog), "--to", "pt-BR", "--engine", "firefox"]
        command += ["--source-currency", "USD", "--as-of", "2026-10-30", "--out", str(self.out(name))]
        command += ["--cache", str(self._folder / f"{name}.sqlite"), *more]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True)

    def out(self, name: str) -> Path:
        """Where a run writes."""
        return self._folder / name


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Long enough that kills find it at work."""
    return Shop(tmp_path_factory.mktemp("shop"), rows=150)


@pytest.fixture(scope="module")
def expected(shop: Shop) -> dict[str, bytes]:
    """What a run here writes."""
    _, said = ended(shop.start("here", "--jobs", "1"))
    files = made(shop.out("here"))
    assert len(files) > 4, said
    return files


def ended(run: subprocess.Popen[str]) -> tuple[int, str]:
    """Its status and what it said on standard error."""
    _, said = run.communicate(timeout=500)
    return run.returncode, said


def made(out: Path) -> dict[str, bytes]:
    """The files that must be the same bytes whoever worked and whoever was killed."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix in {".csv", ".jsonl"}}


def processes(session: int) -> dict[int, str]:
    """The processes that a run's session brought forth, by number, with their titles; Ray gives some sessions of their own."""
    parents: dict[int, tuple[int, int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                title = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1]), int(fields[3]), title
    ours = {number for number, (_, own, _) in parents.items() if own == session}
    while more := {number for number, (parent, _, _) in parents.items() if parent in ours} - ours:
        ours |= more
    return {number: parents[number][2] for number in ours}


def wait_for(run: subprocess.Popen[str], true: Callable[[], bool]) -> None:
    """Wait until something is true; it must become so before the run ends."""
    while not true():
        assert run.poll() is None, ended(run)
        time.sleep(0.05)


def actors(run: subprocess.Popen[str], kind: str) -> list[int]:
    """The living actors of a class."""
    return [number for number, title in processes(run.pid).items() if "ray::" in title and kind in title]


def _left(born: Iterable[int]) -> list[int]:
    """Those that are still there after a while."""
    until = time.monotonic() + 60
    while (left := [number for number in born if Path(f"/proc/{number}/exe").exists()]) and time.monotonic() < until:
        time.sleep(0.2)
    return left


def test_actors_that_are_killed_cost_time_alone(shop: Shop, expected: dict[str, bytes]) -> None:
    """Actor after actor is killed while it finds, translates and finishes: another takes over, and the bytes are the same."""
    run = shop.start("actors", "--on", "ray", "--jobs", "2")
    known: set[int] = set()
    killed: set[int] = set()
    wait_for(run, lambda: bool(actors(run, HAND)))
    niceness = {os.getpriority(os.PRIO_PROCESS, number) for number in actors(run, HAND)}
    assert niceness == {os.getpriority(os.PRIO_PROCESS, 0)}, (
        "workers are no nicer to other programs than the run itself"
    )
    while run.poll() is None and len(killed) < 5:
        known |= set(actors(run, HAND))
        living = sorted(known - killed)
        for number in living[:1]:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
            killed.add(number)
        time.sleep(2)
    status, said = ended(run)
    assert status in {0, 1}, said
    assert len(killed) >= 2, "else nothing was tried"
    assert not _left(known), "a worker holds a model: it may not stay behind"
    assert made(shop.out("actors")) == expected
    assert not (shop.out("actors") / ".localize-run").exists()


@pytest.mark.parametrize("after", ["asked", "translated"])
def test_a_run_that_is_killed_goes_on(shop: Shop, expected: dict[str, bytes], after: str) -> None:
    """Its actors end with it; the same command goes on from what was kept, on Ray again."""
    name = f"driver-{after}"
    run = shop.start(name, "--on", "ray", "--jobs", "2")
    pattern = {"asked": ".localize-run/*/*.asked/*", "translated": ".localize-run/*/pt-BR/0*"}[after]
    wait_for(run, lambda: any(shop.out(name).glob(pattern)))
    born = actors(run, HAND)
    assert len(born) == 2
    os.kill(run.pid, signal.SIGKILL)
    ended(run)
    assert not _left(born), "a worker holds a model: it may not stay behind"
    status, said = ended(shop.start(name, "--on", "ray", "--jobs", "2"))
    assert status in {0, 1}, said
    assert made(shop.out(name)) == expected
    assert not (shop.out(name) / ".localize-run").exists()


def test_a_ray_that_breaks_down_is_said_and_gone_on_from(shop: Shop, expected: dict[str, bytes]) -> None:
    """Where Ray itself cannot go on the message says so, with status 3; the same command does, here or there."""
    run = shop.start("broken", "--on", "ray", "--jobs", "2")
    wait_for(run, lambda: any(shop.out("broken").glob(".localize-run/*/*.asked/*")))
    [feed] = actors(run, FEED)
    os.kill(feed, signal.SIGKILL)
    status, said = ended(run)
    assert status == 3, said
    assert "Ray stopped working" in said
    assert "the same command goes on" in said
    assert "Traceback" not in said
    status, said = ended(shop.start("broken", "--jobs", "1"))
    assert status in {0, 1}, said
    assert made(shop.out("broken")) == expected
