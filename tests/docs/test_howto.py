"""How-to pages, each walked in a copy of the project: files are written as shown, commands typed, and what is shown is printed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
DATA = ("dictionaries", "size_tables", "currency", "samples")
CATALOG = "SKU,Product title,Size,Price USD\nB-1,Steel bottle 32 oz,,24.00\n"
GERMAN = {"Keeps your coffee hot": "Hält Ihren Kaffee heiß"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The package in a folder that a page may add files to; its data is the project's own."""
    shutil.copytree(ROOT / "localize", tmp_path / "localize", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "localize" / "_data").mkdir()
    for name in DATA:  # as in a wheel, so that what a page writes lies nowhere but here
        (tmp_path / "localize" / "_data" / name).symlink_to(ROOT / name)
    (tmp_path / "products.csv").write_text(CATALOG, encoding="utf-8")
    return tmp_path


class _Translator(BaseHTTPRequestHandler):
    """A server that speaks LibreTranslate's protocol and knows one sentence."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = [text.replace(*pair) for text in asked["q"] for pair in GERMAN.items()]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"translatedText": texts}).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 http.server's name
        """Not to the tests' output."""


@contextmanager
def serving() -> Iterator[str]:
    """Its address while it runs."""
    server = HTTPServer(("127.0.0.1", 0), _Translator)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/translate"
    finally:
        server.shutdown()
        server.server_close()


def typed(command: str, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """What a command prints; it may find something (exit status 1), but must not be a wrong call."""
    program, *arguments = shlex.split(command)
    if program == "pip":
        options = ["--no-index", "--no-deps", "--no-build-isolation", "--target", "site"]
        call = [sys.executable, "-m", "pip", "install", "-q", *options, *arguments[1:]]
    else:
        call = [sys.executable, "-m", "localize", *arguments]
    done = subprocess.run(
        call, cwd=folder, env=dict(environment), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode in {0, 1}, f"{command}: {done.stderr}"
    return [line.rstrip().replace("\u00a0", " ") for line in done.stdout.splitlines()]


@pytest.mark.parametrize("page", ["market", "sizes", "dictionary", "marketplace", "engine"])
def test_a_page_is_walked(page: str, checkout: Path) -> None:
    """Every line that it shows under a command is printed by it, in order."""
    text = (ROOT / "docs" / f"howto-{page}.md").read_text(encoding="utf-8")
    shown_lines = 0
    with serving() as url:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(checkout), str(checkout / "site")]),
            "PYTHONIOENCODING": "utf-8",
            "ACME_URL": url,
        }
        for block in BLOCK.finditer(text):
            if block["file"]:
                path = checkout / block["file"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block["text"], encoding="utf-8")
            elif block["kind"] == "console":
                for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                    command, *shown = [line.rstrip() for line in part.splitlines()]
                    printed = typed(command, checkout, environment)
                    missing = [line for line in shown if line not in printed]
                    assert not missing, "\n".join(printed)
                    where = [printed.index(line) for line in shown]
                    assert where == sorted(where)
                    shown_lines += len(shown)
    assert shown_lines
