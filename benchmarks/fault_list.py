"""The faults that :mod:`benchmarks.faults` and the tests put into runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.common import MARKET
from benchmarks.faults import DONE, FAULTY, PATIENCE, Fault, catalog_of
from benchmarks.launcher import Launcher, Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.faults import Case
    from benchmarks.launcher import Call

__all__ = ["FAULTS", "fault", "fitting"]

_REFUSED, _MISSING = frozenset({3}), frozenset({4})
_CLOCK = Path(__file__).with_name("faulty") / "clock.c"
_RANDOM = Random(7)  # noqa: S311 chance, no secret


def fault(name: str) -> Fault:
    """The fault of a name."""
    return next(each for each in FAULTS if each.name == name)


def fitting(each: Fault) -> bool:
    """Can it be put in here? Some need root, a C compiler, or Linux."""
    if each.name.startswith("disk full"):
        return os.getuid() == 0 and sys.platform == "linux"
    if each.name.startswith("clock"):
        return shutil.which("cc") is not None and sys.platform == "linux"
    return True


def _engine(kind: str) -> Callable[[Case], Call]:
    return lambda case: case.start(FAULTY=kind)


def _interrupted(kind: str, number: int) -> Callable[[Case], Call]:
    """A signal while the engine hangs."""

    def _inject(case: Case) -> Call:
        call = case.start(FAULTY=kind)
        _until((case.folder / "once").exists)
        call.kill(number)
        return call

    return _inject


def _signalled(number: int) -> Callable[[Case], Call]:
    """A signal at a random moment."""

    def _inject(case: Case) -> Call:
        call = case.start()
        time.sleep(_RANDOM.uniform(0.0, case.bench.seconds))
        call.kill(number)
        return call

    return _inject


def _until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.01)


def _limited(limits: Limits) -> Callable[[Case], Call]:
    return lambda case: case.start(limits=limits)


def _after_a_kill(spoil: Callable[[Case], None]) -> Callable[[Case], Call]:
    """Something is spoilt between a run that was killed and the next."""

    def _inject(case: Case) -> Call:
        case.start(FAULTY="exits").wait()
        spoil(case)
        return case.start()

    return _inject


def _after_a_run(spoil: Callable[[Case], None]) -> Callable[[Case], Call]:
    """Something is spoilt between a run that was finished and the next."""

    def _inject(case: Case) -> Call:
        case.start().wait()
        spoil(case)
        return case.start()

    return _inject


def _with_terms(case: Case) -> Path:
    """A dictionary whose term no text has, so that it changes no output."""
    path = case.folder / "terms.csv"
    path.write_text("term,translation\nzyzzyva,gorgulho\n", encoding="utf-8")
    case.options = ("--dictionary", str(path))
    return path


def _terms_edited_in_between(case: Case) -> Call:
    """A dictionary is edited between a run that was killed and the next."""
    path = _with_terms(case)
    case.start(FAULTY="exits").wait()
    path.write_text("term,translation\nzyzzyva,besouro\n", encoding="utf-8")
    return case.start()


def _terms_edited_meanwhile(case: Case) -> Call:
    """A dictionary is edited while the engine works."""
    return case.start(FAULTY="catalog-longer", FAULTY_CATALOG=str(_with_terms(case)))


def _killed_between_markets(case: Case) -> Call:
    """A run for two markets of a language is killed as soon as the first has its price list, and begun again."""
    case.options = ("--to", "pt-PT")
    call = case.start()
    _until(lambda: _prices(case).exists() or not call.running)
    call.kill(signal.SIGKILL)
    call.wait()
    return case.start()


def _protected(of: Callable[[Case], Path], mode: int) -> Callable[[Case], Call]:
    """A file or folder that may not be written, for a process without root's rights."""

    def _inject(case: Case) -> Call:
        path = of(case)
        if not path.exists():
            path.mkdir()
        path.chmod(mode)
        return case.start(limits=Limits(plain=True))

    return _inject


def _writable(of: Callable[[Case], Path], mode: int = 0o777) -> Callable[[Case], object]:
    return lambda case: of(case).chmod(mode)


def _owned_output(case: Case) -> Path:
    """The output of a run before, as another one would find it."""
    case.start(limits=Limits(plain=True)).wait()
    return _output(case)


def _write(of: Callable[[Case], Path], data: bytes) -> Callable[[Case], None]:
    return lambda case: void(of(case).write_bytes(data))


def void(_: object) -> None:
    """Nothing."""


def _desk(case: Case) -> Path:
    return next(case.out.glob(".localize-run/*/desk.sqlite"))


def _flip(of: Callable[[Case], Path]) -> Callable[[Case], None]:
    """Other bytes in the middle of a file."""

    def _spoil(case: Case) -> None:
        path = of(case)
        data = bytearray(path.read_bytes())
        for at in range(len(data) // 3, len(data), 997):
            data[at] ^= 0x55
        path.write_bytes(data)
        for name in ("-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)

    return _spoil


def _halve(of: Callable[[Case], Path]) -> Callable[[Case], None]:
    return lambda case: os.truncate(of(case), of(case).stat().st_size // 2)


def _small_disk(of: Callable[[Case], Path], size: int) -> Callable[[Case], Call]:
    """A real file system without room."""

    def _inject(case: Case) -> Call:
        folder = of(case)
        folder.mkdir(exist_ok=True)
        kept = folder.with_name(folder.name + "-kept")
        shutil.copytree(folder, kept)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        shutil.rmtree(kept)
        return case.start()

    return _inject


def _larger_disk(of: Callable[[Case], Path]) -> Callable[[Case], object]:
    """Room at last, and the file system goes away with what is on it taken back to the folder."""

    def _mend(case: Case) -> None:
        folder, kept = of(case), of(case).with_name("kept")
        shutil.copytree(folder, kept)
        subprocess.run(["umount", str(folder)], check=True)
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        shutil.rmtree(kept)

    return _mend


def _one_cache(case: Case) -> Call:
    """Four runs on one new cache at once, each with an output folder of its own."""
    others = [case.start(case.folder / f"out-{n}") for n in range(3)]
    call = case.start()
    for n, other in enumerate(others):
        if other.wait(PATIENCE) not in DONE or case.outputs(case.folder / f"out-{n}") != case.bench.expected:
            call.wait(PATIENCE)
            other.status = -1
            return other
    return call


def _one_output(case: Case) -> Call:
    """A second run on the same output while the first one's engine works."""
    first = case.start(FAULTY="hangs")
    _until((case.folder / "once").exists)
    second = case.start()
    second.wait(60)
    first.kill(signal.SIGKILL)
    first.wait()
    return second


def _both_at_once(case: Case) -> Call:
    """Two runs on the same output that begin together."""
    first, second = case.start(), case.start()
    first.wait(PATIENCE)
    second.wait(PATIENCE)
    return first if first.status not in {0, 1, 3} else second


def _clock(by: str) -> Callable[[Case], Call]:
    """The clock jumps while the run works: every second look at it is so many seconds away from the first."""

    def _inject(case: Case) -> Call:
        library = case.folder / "clock.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(_CLOCK), "-ldl"], check=True)
        launcher, kept = Launcher((FAULTY,), {"LD_PRELOAD": str(library), "CLOCK_JUMP": by}), case.bench.launcher
        case.bench.launcher = launcher
        try:
            call = case.start()
            call.wait(PATIENCE)
            call.keep()
        finally:
            case.bench.launcher = kept
            launcher.close()
        return call

    return _inject


def _stopped_worker(number: int) -> Callable[[Case], Call]:
    """The worker processes of an engine or of rendering are killed as soon as they are there."""

    def _inject(case: Case) -> Call:
        call = case.start()
        until = time.monotonic() + case.bench.seconds
        while time.monotonic() < until and (call.status is None):
            for pid in _workers(call.pid):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    continue
            time.sleep(0.05)
        return call

    return _inject


def _workers(parent: int) -> list[int]:
    """Child processes of a process, on Linux."""
    try:
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def _always(kind: str) -> Callable[[Case], Call]:
    return lambda case: case.start(FAULTY=kind, FAULTY_ONCE="")


def _after(arrange: Callable[[Case], None]) -> Callable[[Case], Call]:
    """Something is there before the first run."""

    def _inject(case: Case) -> Call:
        arrange(case)
        return case.start()

    return _inject


def _out(case: Case) -> Path:
    return case.out


def _home(case: Case) -> Path:
    return case.home


def _catalog(case: Case) -> Path:
    return case.catalog


def _output(case: Case) -> Path:
    return case.out / f"shop.{MARKET}.csv"


def _cache(case: Case) -> Path:
    return case.cache


def _cache_folder(case: Case) -> Path:
    return case.folder / "cache"


def _manifest(case: Case) -> Path:
    return case.out / f"shop.csv.{MARKET}.run.json"


def _review(case: Case) -> Path:
    return case.out / f"shop.csv.{MARKET}.review.jsonl"


def _prices(case: Case) -> Path:
    return case.out / f"shop.csv.{MARKET}.prices.csv"


def _catalog_back(case: Case) -> None:
    case.catalog.write_text(catalog_of(case.bench.rows), encoding="utf-8")


def _folder(of: Callable[[Case], Path]) -> Callable[[Case], None]:
    return lambda case: of(case).mkdir(parents=True)


def _unlink(of: Callable[[Case], Path]) -> Callable[[Case], None]:
    return lambda case: of(case).rmdir() if of(case).is_dir() else of(case).unlink()


def _named_cache(case: Case) -> None:
    """Somebody names the catalog where the cache was meant."""
    case.options = ("--cache", str(case.catalog))


def _unname_cache(case: Case) -> None:
    case.options = ()


def _cache_on_a_small_disk(size: int) -> Callable[[Case], Call]:
    def _inject(case: Case) -> Call:
        case.options = ("--cache", str(_cache_folder(case) / "cache.sqlite"))
        return _small_disk(_cache_folder, size)(case)

    return _inject


FAULTS: tuple[Fault, ...] = (
    # an engine that goes wrong
    Fault("engine cannot be opened", _engine("open"), _MISSING, "cannot be started (RuntimeError: no device)"),
    Fault("engine raises", _engine("raises"), DONE),
    Fault("engine panics", _engine("panics"), DONE),
    Fault("engine raises on a text", _engine("raises-on-a-text"), frozenset({1}), "untranslated", same=False),
    Fault("engine panics on a text", _engine("panics-on-a-text"), frozenset({1}), "untranslated", same=False),
    Fault("engine has no memory", _engine("no-memory"), _REFUSED, "not enough memory"),
    Fault("engine exits", _engine("exits"), frozenset({9})),
    Fault("engine aborts", _engine("aborts"), frozenset({-signal.SIGABRT})),
    Fault("engine crashes", _engine("crashes"), frozenset({-signal.SIGSEGV})),
    Fault("engine gives one too few", _engine("one-too-few"), DONE),
    Fault("engine gives one too many", _engine("one-too-many"), DONE),
    Fault("engine gives None", _engine("none"), DONE),
    Fault("engine gives Nones", _engine("nones"), DONE),
    Fault("engine gives numbers", _engine("numbers"), DONE),
    Fault("engine gives half characters", _engine("half-characters"), DONE),
    Fault("engine hangs, SIGINT", _interrupted("hangs", signal.SIGINT), frozenset({130}), "the same command goes on"),
    Fault("engine hangs, SIGTERM", _interrupted("hangs", signal.SIGTERM), frozenset({143}), "the same command goes on"),
    Fault("engine cannot be closed", _engine("close"), DONE),
    Fault("engine always raises", _always("raises"), _MISSING, "fails on every text (RuntimeError: CUDA error)"),
    Fault("engine always gives None", _always("none"), _MISSING, "fails on every text"),
    # an input that changes under our hands
    Fault("catalog grows", _engine("catalog-longer"), _REFUSED, "was changed", same=False),
    Fault("catalog shrinks", _engine("catalog-shorter"), _REFUSED, "was changed", same=False),
    Fault("catalog is replaced", _engine("catalog-replaced"), _REFUSED, "was changed", same=False),
    Fault("catalog is taken away", _engine("catalog-gone"), _REFUSED, "taken away", mend=_catalog_back),
    # what decides the output beside the catalog
    Fault("dictionary edited after a kill", _terms_edited_in_between, DONE, "began anew: dictionaries, rules"),
    Fault("dictionary edited while it runs", _terms_edited_meanwhile, _REFUSED, "terms.csv was changed while the run"),
    Fault("killed between two markets", _killed_between_markets, DONE),
    # signals and kills at any moment
    *(Fault(f"SIGINT {n}", _signalled(signal.SIGINT), DONE | {130}) for n in range(6)),
    *(Fault(f"SIGTERM {n}", _signalled(signal.SIGTERM), DONE | {143}) for n in range(6)),
    *(Fault(f"SIGKILL {n}", _signalled(signal.SIGKILL), DONE | {-9}) for n in range(12)),
    Fault("workers killed", _stopped_worker(signal.SIGKILL), DONE),
    # no room, no rights, no memory
    *(
        Fault(f"files of {size} bytes at most", _limited(Limits(file=size)), DONE | {3}, "")
        for size in (3_000, 8_000, 20_000, 33_000, 60_000, 100_000, 150_000, 300_000, 600_000)
    ),
    *(
        Fault(f"disk full at {size} KB: outputs", _small_disk(_out, size * 1024), DONE | {3}, "", _larger_disk(_out))
        for size in (8, 40, 100, 200, 400, 700, 1000)
    ),
    *(
        Fault(
            f"disk full at {size} KB: cache",
            _cache_on_a_small_disk(size * 1024),
            DONE | {3},
            "",
            _larger_disk(_cache_folder),
        )
        for size in (8, 32, 64, 120)
    ),
    *(
        Fault(f"{size} MB of memory", _limited(Limits(memory=size << 20)), DONE | {3, 4, -6, -9, -11}, "")
        for size in (150, 250, 350, 600)
    ),
    Fault("output folder read-only", _protected(_out, 0o555), _REFUSED, "cannot be written", _writable(_out)),
    Fault("home read-only", _protected(_home, 0o555), _REFUSED, "cache", _writable(_home)),
    Fault("output read-only", _protected(_owned_output, 0o444), _REFUSED, "write-protected", _writable(_output, 0o666)),
    Fault("catalog unreadable", _protected(_catalog, 0o000), _REFUSED, "shop.csv", _writable(_catalog, 0o666)),
    Fault("output folder is a file", _after(_write(_out, b"x")), _REFUSED, "cannot be written", _unlink(_out)),
    Fault("output is a folder", _after(_folder(_output)), _REFUSED, "cannot be written", _unlink(_output)),
    # files that are spoilt between two runs
    Fault("cache is garbage", _after(_write(_cache, b"garbage " * 4000)), DONE, "was damaged"),
    Fault("cache is halved", _after_a_run(_halve(_cache)), DONE, ""),
    Fault("cache has other bytes", _after_a_run(_flip(_cache)), DONE, "was damaged"),
    Fault("cache is empty", _after(_write(_cache, b"")), DONE),
    Fault("cache is a catalog", _after(_named_cache), _REFUSED, "cannot be used", _unname_cache),
    Fault("desk is garbage", _after_a_kill(_write(_desk, b"garbage " * 4000)), DONE, "began anew"),
    Fault("desk has other bytes", _after_a_kill(_flip(_desk)), DONE, ""),
    Fault("manifest is garbage", _after_a_run(_write(_manifest, b"{")), DONE),
    Fault("review record is garbage", _after_a_run(_write(_review, b"\xff\xfe{")), DONE),
    Fault("price list is garbage", _after_a_run(_write(_prices, b"\xff\xfe,,\n\0")), DONE),
    # others at the same time
    Fault("four runs on one cache", _one_cache, DONE),
    Fault("a second run on one output", _one_output, _REFUSED, "another run"),
    Fault("two runs on one output", _both_at_once, DONE | {3}),
    # time
    Fault("clock jumps forward", _clock("+400000000"), DONE),
    Fault("clock jumps back", _clock("-400000000"), DONE),
)
