"""What the benchmarks share: arguments, engines in a home of their own, a table, and the machine."""

from __future__ import annotations

import os
import platform
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from localize.translation.engines import find_engine
from localize.translation.models import import_model

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from localize.protocols import Engine

__all__ = [
    "AS_OF",
    "MARKET",
    "arguments",
    "engines",
    "own_home",
    "percent",
    "print_machine",
    "print_table",
    "shared_folder",
]

MARKET = "pt-BR"
AS_OF = date(2026, 10, 30)
"""Whose exchange rates the benchmarks use, so that two runs compare."""

_ARGOS_PACKAGE = "translate-en_pt-1_0.argosmodel"
_LIBRARIES = ("ctranslate2", "fxtranslate", "argos-translate-lt", "sentencepiece", "sacrebleu")


def arguments(description: str | None, *, default_engines: str = "argos,firefox") -> ArgumentParser:
    """A parser with the options that every benchmark has."""
    parser = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, help="folder with data/ and models/ (default: LOCALIZE_SHARED, or ../shared)"
    )
    if default_engines:
        parser.add_argument("--engines", default=default_engines, help="which engines (default: %(default)s)")
    return parser


def shared_folder(args: Namespace) -> Path:
    """The folder with real data and models; ends the program with a message where there is none."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = args.shared or Path(os.environ.get("LOCALIZE_SHARED") or beside)
    if not (folder / "data").is_dir():
        raise SystemExit(f"{folder} has no folder 'data'. Name the right one with --shared PATH.")
    return Path(folder)


@contextmanager
def own_home() -> Iterator[Path]:
    """A fresh ``LOCALIZE_HOME`` in a temporary folder: neither the user's models nor caches are seen or changed."""
    before = {name: os.environ.get(name) for name in ("LOCALIZE_HOME", "ARGOS_PACKAGES_DIR")}
    with tempfile.TemporaryDirectory(prefix="localize-benchmark-") as folder:
        os.environ["LOCALIZE_HOME"] = folder
        os.environ["ARGOS_PACKAGES_DIR"] = str(Path(folder) / "models" / "argos")
        try:
            yield Path(folder)
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def engines(names: str, shared: Path) -> list[Engine]:
    """The English–Portuguese engines named (``argos,firefox``); the Argos package is imported into our home."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if "argos" in wanted:
        import_model(shared / "models" / _ARGOS_PACKAGE)
    return [find_engine(name, "en", MARKET) for name in wanted]


def percent(part: float, whole: float) -> str:
    """A share for a table: ``98.7 %``; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def print_machine() -> None:
    """One block that says where and with what the figures below it were measured."""
    print(f"machine   {_processor()}, {os.cpu_count()} CPUs, {_memory()}, load {os.getloadavg()[0]:.1f}")
    print(f"system    {platform.system()} {platform.release()}, Python {platform.python_version()}")
    print("versions  " + ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name))))
    print(f"date      {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table in plain text: the first column to the left, the others to the right."""
    cells = [list(map(str, row)) for row in (header, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    print()
    for number, row in enumerate(cells):
        padded = (c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        print("  ".join(padded).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GiB"
