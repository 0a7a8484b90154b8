"""The real Ray: a command on this machine's own and on a cluster, and the examples of the page; skips without the extra."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytest.importorskip("ray")

ENVIRONMENT = {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}
PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"


def localize(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, as a user gives it."""
    command = [sys.executable, "-m", "localize", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | ENVIRONMENT, timeout=240
    )


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of one machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "ray.scripts.scripts",
        "start",
        "--head",
        "--block",
        f"--port={port}",
        "--num-cpus=2",
    ]
    command += ["--include-dashboard=false", "--disable-usage-stats", f"--temp-dir={tmp_path_factory.mktemp('r')}"]
    quiet = subprocess.DEVNULL
    ray = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=os.environ | ENVIRONMENT)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        ray.terminate()
        ray.wait(90)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["cluster", "here"])
def test_ray_writes_the_same_bytes_and_says_nothing(
    where: str,
    write: Callable[[str, str | bytes], Path],
    written: Callable[[Path], dict[str, bytes]],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """``--on ray`` writes what the plain run writes, and standard error has no line of Ray's."""
    address = ["--ray-address", request.getfixturevalue("head")] if where == "cluster" else []
    rows = (f"M-{n},Red mug {n} oz,Keeps your coffee warm on the way.,{n}.50" for n in range(8, 28))
    catalog = write("mugs.csv", "\n".join(["sku,title,description,price", *rows]) + "\n")
    common = (
        "run",
        catalog,
        "--to",
        "pt-BR",
        "--engine",
        "firefox",
        "--source-currency",
        "USD",
        "--as-of",
        "2026-10-30",
    )
    plain = localize(*common, "--out", tmp_path / "plain", "--cache", tmp_path / "1.sqlite")
    ray = localize(
        *common, "--out", tmp_path / "ray", "--cache", tmp_path / "2.sqlite", "--on", "ray", "--jobs", "2", *address
    )
    assert (ray.returncode, ray.stderr) == (plain.returncode, plain.stderr)
    assert ray.stdout == plain.stdout.replace(str(tmp_path / "plain"), str(tmp_path / "ray"))
    assert written(tmp_path / "ray") == written(tmp_path / "plain")


@pytest.mark.slow
def test_the_pages_example_for_ray_runs(head: str, tmp_path: Path) -> None:
    """The Ray block of docs/scale.md localizes its records."""
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    [example] = [block for block in blocks if "map_batches" in block]
    program = tmp_path / "job.py"
    program.write_text(example, encoding="utf-8")
    environment = os.environ | ENVIRONMENT | {"RAY_ADDRESS": head}
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, check=False, env=environment, timeout=240
    )
    assert done.returncode == 0, done.stderr
    assert "Becher" in done.stdout
