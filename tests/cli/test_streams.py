"""``-`` as a catalog: piped in, and its result on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_ITEM = "<item><id>1</id><title>Red shelf, 24 inches wide</title><price>19.00 USD</price></item>"
CATALOGS = {
    "csv": b"sku,title,price\r\n1,Red shelf,19.00\r\n",
    "tsv": b"sku\ttitle\tprice\n1\tRed shelf\t19.00\n",
    "jsonl": b'{"sku": "1", "title": "Red shelf", "price": "19.00"}\n',
    "xml": f'<?xml version="1.0"?><rss><channel>{_ITEM * 2}</channel></rss>'.encode(),
}


def _run(tmp_path: Path, data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LOCALIZE_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "localize", "run", "-", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, cwd=tmp_path, env=environment)


@pytest.mark.parametrize("kind", CATALOGS)
def test_what_goes_in_comes_out(tmp_path: Path, kind: str) -> None:
    """To the market that it comes from, the very bytes are on standard output, and messages on standard error."""
    done = _run(tmp_path, CATALOGS[kind], "--to", "en-US")
    assert done.stdout == CATALOGS[kind], done.stderr.decode()
    assert b"standard output" in done.stderr
    assert not (tmp_path / "localized").exists()


def test_out_keeps_the_rest(tmp_path: Path) -> None:
    """With --out, findings, changes and report stay, and the catalog is what was piped out."""
    done = _run(tmp_path, CATALOGS["xml"], "--to", "de-DE", "--engine", "none", "--out", "out")
    assert (tmp_path / "out" / "stdin.de-DE.xml").read_bytes() == done.stdout
    assert b"61" in done.stdout
    assert (tmp_path / "out" / "stdin.xml.de-DE.findings.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "data", "status", "message"),
    [
        (["--to", "de-DE,fr-FR"], b"a,b\n", 2, b"one catalog for one market"),
        (["x.csv", "--to", "de-DE"], b"a,b\n", 2, b"one catalog for one market"),
        (["--to", "de-DE", "--json"], b"a,b\n", 2, b"cannot both"),
        (["--to", "de-DE"], b"", 3, b"Standard input is empty"),
        (["--to", "de-DE"], b"\0\1\2", 3, b"no text at all"),
        (["--to", "de-DE"], b'{"a": {\n"b": 1', 3, b"JSON"),
    ],
)
def test_what_cannot_be(tmp_path: Path, arguments: list[str], data: bytes, status: int, message: bytes) -> None:
    """Nothing is on standard output, and the message says what to do."""
    done = _run(tmp_path, data, *arguments)
    assert (done.returncode, done.stdout) == (status, b""), done.stderr.decode()
    assert message in done.stderr
