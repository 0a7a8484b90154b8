"""The page for developers: each block is run, and prints what the page shows."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "developers.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def same(printed: str) -> str:
    """Text as a page can show it: no-break spaces as blanks, no blank lines at the end."""
    return printed.replace("\u00a0", " ").replace("\u202f", " ").strip()


def test_each_program_prints_what_the_page_shows() -> None:
    """Blocks of Python go on from each other; the text behind one is what it prints."""
    names: dict[str, Any] = {}
    blocks = [block for block in BLOCK.finditer(PAGE) if block["kind"] in {"python", "text"} and not block["file"]]
    printed, run = "", 0
    for block in blocks:
        if block["kind"] == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block["text"], "docs/developers.md", "exec"), names)  # noqa: S102 the page's own code
            printed, run = out.getvalue(), run + 1
        elif "acme-shouting" not in block["text"]:  # what job.py prints: the test below
            assert same(printed) == same(block["text"])
    assert run == 9


def test_the_package_of_the_page_installs_and_all_five_plug_ins_work(tmp_path: Path) -> None:
    """Its entry points are found by an interpreter that knows nothing of this test."""
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    files = {block["file"]: block["text"] for block in BLOCK.finditer(PAGE) if block["file"]}
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--target", str(site)]
    command = [sys.executable, "-m", "pip", "install", "-q", *options, str(project)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    done = subprocess.run(
        [sys.executable, str(project / "job.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    shown = next(
        block["text"] for block in BLOCK.finditer(PAGE) if "acme-shouting" in block["text"] and not block["file"]
    )
    assert same(done.stdout) == same(shown)
