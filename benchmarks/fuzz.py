"""Spoils files and texts for every reader, finder and the span mechanism, and counts what was tried.

    python -m benchmarks.fuzz --examples 2000

Runs ``tests/fuzz`` with so many examples a test; files and texts that once went wrong are kept in ``tests/fuzz/corpus``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import arguments, print_machine, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[1]
_TEST = re.compile(r"^tests/fuzz/(\w+)\.py::(.+):$")
_TRIED = re.compile(r"(\d+) passing(?: examples)?, (\d+) failing")
"""As hypothesis says it since 6.150, and before."""


def main(options: Sequence[str] | None = None) -> int:
    """Fuzz; the exit status is pytest's."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--examples", type=int, default=1000, help="for each test (default: %(default)s)")
    args = parser.parse_args(options)
    print_machine()
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics", "tests/fuzz"],
        cwd=_ROOT,
        env={**os.environ, "LOCALIZE_FUZZ_EXAMPLES": str(args.examples)},
        capture_output=True,
        text=True,
        check=False,
    )
    rows: dict[str, list[int]] = {}
    test = ""
    for line in done.stdout.splitlines():
        if found := _TEST.match(line):
            test = f"{found[1].removeprefix('test_')}: {found[2].partition('[')[0].removeprefix('test_')}"
        elif counts := _TRIED.search(line):
            row = rows.setdefault(test, [0, 0])
            row[0] += int(counts[1]) + int(counts[2])
            row[1] += int(counts[2])
    print_table(["what", "tried", "failing"], [[name, *map(str, row)] for name, row in rows.items()])
    tried, failing = (sum(row[i] for row in rows.values()) for i in range(2))
    corpus = sum(1 for path in (_ROOT / "tests" / "fuzz" / "corpus").rglob("*") if path.is_file())
    if not tried:
        raise SystemExit(f"Nothing was counted: pytest's words have changed, or nothing ran.\n{done.stdout[-8000:]}")
    print(f"\n{tried:,} tried, {failing:,} failing; {corpus} files in the corpus; {time.monotonic() - started:.0f} s")
    if done.returncode:
        print(done.stdout[-8000:])
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
