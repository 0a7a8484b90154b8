"""Pages that lead through commands: each is walked in a fresh folder, and what it shows is what comes out."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from localize.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "terms-howto.md"
BLOCK = re.compile(r"^```(console|csv (?P<file>\S+))\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the page says that there is: configuration, a dictionary with a line, the catalog, all committed."""
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    (tmp_path / "terms.csv").write_text(
        "term,translation,kind,note\nKestrel & Oak,,keep,a brand is never translated\n", encoding="utf-8"
    )
    (tmp_path / "products.csv").write_bytes((samples / "generic-products.csv").read_bytes())
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    return tmp_path


def test_a_translator_adds_a_term_by_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file of the page is written as shown, every command run, and every line it shows is printed, in order."""
    walked = 0
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if name := block["file"]:
            (folder / name).write_text(block["text"], encoding="utf-8")
            continue
        command, *shown = block["text"].splitlines()
        capsys.readouterr()
        code = main(shlex.split(command.removeprefix("$ localize ")))
        printed = capsys.readouterr().out.splitlines()
        assert code == 0, printed
        missing = [line for line in shown if line not in printed]
        assert not missing, printed
        where = [printed.index(line) for line in shown]
        assert where == sorted(where)
        walked += 1
    assert walked == 6


def test_the_last_hint_of_the_page_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Suggested terms are a dictionary with empty translations."""
    (call,) = re.findall(r"`localize (dict suggest [^`>]+) >", PAGE.read_text(encoding="utf-8"))
    capsys.readouterr()
    assert main(shlex.split(call)) == 0
    assert capsys.readouterr().out.startswith("term,translation,kind,note\n")
    assert folder.is_dir()
