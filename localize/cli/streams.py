"""``-`` as a catalog: what is piped in becomes a file for the time of the call, and its result goes to standard output."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from localize.errors import CatalogError, UsageError
from localize.formats.signature import is_ods, is_xml, is_zip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.tasks.summary import RunReport

__all__ = ["Piped", "piped"]

_STANDARD = Path("-")
_HEAD = 1 << 16


class Piped:
    """A call's catalogs and output folder; with ``stdout`` they stand for what is piped in and out."""

    def __init__(self, catalogs: Sequence[Path], out: Path | None, stdout: BinaryIO | None = None) -> None:
        self.catalogs = catalogs
        self.out = out
        self._stdout = stdout

    def deliver(self, report: RunReport, *, kept: bool) -> None:
        """Write the localized catalog, if there is one, to standard output; ``kept``: its files stay as well."""
        for output in report.outputs if self._stdout else ():
            path = output.files.get("catalog")
            if self._stdout and path is not None and path.exists():
                with path.open("rb") as file:
                    shutil.copyfileobj(file, self._stdout)
                self._stdout.flush()
            if not kept:
                click.echo("  The catalog went to standard output. To keep findings and report, too, add: --out DIR")


@contextmanager
def piped(catalogs: Sequence[Path], out: Path | None, outputs: Sequence[object], *, as_json: bool) -> Iterator[Piped]:
    """The catalogs of a call; for ``-`` a file with what is piped in, and messages go to standard error meanwhile.

    Without ``out`` only the result is left of the call; with it, findings, changes and report are there as always.

    Raises:
        UsageError: ``-`` stands beside other catalogs, for several ``outputs`` (market and marketplace), or with ``--json``; or
            nothing is piped in.
        CatalogError: what is piped in is empty.
    """
    if _STANDARD not in catalogs:
        yield Piped(catalogs, out)
        return
    if len(catalogs) > 1 or len(outputs) > 1:
        raise UsageError(
            "'-' is one catalog for one market and marketplace.", "Name files to localize several of them."
        )
    if as_json:
        raise UsageError("--json and the catalog cannot both go to standard output.", "Name a file instead of '-'.")
    if sys.stdin.isatty():
        raise UsageError(
            "Nothing is piped in for '-'.", "Example: localize run - --to de-DE < shoes.csv > shoes.de.csv"
        )
    stdout = sys.stdout.buffer
    with tempfile.TemporaryDirectory(prefix="localize-") as folder, redirect_stdout(sys.stderr):
        path = Path(folder) / "stdin"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield Piped((path.rename(path.with_suffix(_suffix(path))),), out or Path(folder) / "out", stdout)


def _suffix(path: Path) -> str:
    """The suffix of the format that the first bytes look like."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(0)
        line = file.readline(8 << 20) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else b""
    if not head.strip():
        raise CatalogError("Standard input is empty.", "Pipe a catalog in: localize run - --to de-DE < shoes.csv")
    if is_zip(head):
        return ".ods" if is_ods(head) else ".xlsx"
    if is_xml(head):
        return ".xml"
    if line:
        return ".jsonl" if _is_json(line) else ".json"
    return ".json" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") else ".csv"


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return False
    return True
