"""What a terminal sees and a pipe does not: progress, colours, completion; and ``--json``, which every command has."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main
from localize.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

LOCALIZE = str(Path(sys.executable).with_name("localize"))


class Terminal(io.StringIO):
    """A standard error that a person looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until a test moves it."""
    now = [100.0]
    monkeypatch.setattr("localize.cli.progress.time.monotonic", lambda: now[0])
    return now


def test_progress_says_rate_and_remaining_time(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line takes the place of the one before; the last leaves nothing."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress() as progress:
        progress.update("translating", 0, 12_000)
        clock[0] += 10
        progress.update("translating", 2_000, 12_000)
        clock[0] += 50
        progress.update("translating", 6_000, 12_000)
    lines = [line.removeprefix("\x1b[K") for line in terminal.getvalue().split("\r")]
    assert lines == [
        "",
        "translating: 0 of 12,000",
        "translating: 2,000 of 12,000 · 200/s · 50 s left",
        "translating: 6,000 of 12,000 · 100/s · 60 s left",
        "",
    ]


def test_progress_keeps_to_its_line(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that wrapped could not be replaced."""
    assert clock
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "30")
    with Progress() as progress:
        progress.update("a very long name of a phase of the run", 1, 10)
    assert max(len(line.removeprefix("\x1b[K")) for line in terminal.getvalue().split("\r")) == 29


def test_progress_is_quiet_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it ends up in a log."""
    with Progress() as progress:
        progress.update("translating", 1, 2)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_no_color_is_respected(environment: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 - a parameter
    """Colours in a terminal, unless the person asked for none (no-color.org)."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [LOCALIZE, "run", "none.csv", "--to", "pt-BR"],
        stdout=theirs,
        stderr=theirs,
        env=plain | environment,
        check=False,
    )
    os.close(theirs)
    said = os.read(ours, 10_000)
    os.close(ours)
    assert b"there is no such file" in said
    assert (b"\x1b[31m" in said) is coloured


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_each_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It calls localize back by the variable that it listens to."""
    assert main(["completion", shell]) == 0
    assert f"_LOCALIZE_COMPLETE={shell}_complete" in capsys.readouterr().out


def test_completion_completes() -> None:
    """The call that the bash script makes at the tabulator key."""
    typed = {"COMP_WORDS": "localize dict c", "COMP_CWORD": "2", "_LOCALIZE_COMPLETE": "bash_complete"}
    done = subprocess.run([LOCALIZE], env=os.environ | typed, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["plain,check", "plain,convert"]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("localize run shoes.csv --to pt-", ["pt-BR", "pt-PT"]),
        ("localize run shoes.csv --to pt-BR,pt-", ["pt-BR,pt-PT"]),
        ("localize run shoes.csv --for ebay,kau", ["ebay,kaufland"]),
        ("localize check shoes.csv --marketplace shop", ["shopify"]),
        ("localize markets ja", ["ja-JP"]),
        ("localize convert price 1 USD --to ja", ["ja-JP"]),
    ],
)
def test_names_of_markets_and_marketplaces_are_proposed(typed: str, proposed: list[str]) -> None:
    """Behind every option that takes one, and behind a comma those that are not named yet."""
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_LOCALIZE_COMPLETE": "bash_complete"}
    done = subprocess.run([LOCALIZE], env=os.environ | words, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [f"plain,{name}" for name in proposed]


@pytest.mark.parametrize("group", ["dict", "rules"])
def test_json_is_short_for_the_format(
    group: str, write: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Check and test commands have the option of all others, too."""
    path = write("a.toml", "") if group == "rules" else write("en-de/a.csv", "term,translation\nred,rot\n")
    assert main([group, "check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["command"] == f"{group} check"


def test_the_summary_fits_a_screen_and_says_the_next_step(
    write: Callable[[str, str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Paths as a person would type them; what to do with a file that is ready, and with one that is not."""
    monkeypatch.chdir(tmp_path)
    write("a.csv", "sku,title\nA,Mug\n")
    assert main(["run", "a.csv", "--to", "en-GB"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  File:   localized/a.en-GB.csv" in lines
    assert lines[-1] == "  Next:   look at the report in a browser, then upload the file."
    assert len(lines) < 24
    write("b.csv", "Handle,Title,Variant SKU,Status\nmy mug,Mug,M,aktiv\n")
    assert main(["run", "b.csv", "--to", "en-GB"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("  Next:   open the report, see what needs a person")


def test_inspect_fits_eighty_columns(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal the columns make room for the reason; in a pipe they are as wide as is good."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["inspect", str(samples / "generic-products.csv")]) == 0
    piped = capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["inspect", str(samples / "generic-products.csv")]) == 0
    shown = capsys.readouterr().out
    row = next(line for line in shown.splitlines() if "colour" in line)
    assert len(row) <= 80
    assert len(row) < len(next(line for line in piped.splitlines() if "colour" in line))


def test_an_old_code_page_gets_plain_signs(tmp_path: Path) -> None:
    """What cp1252 lacks is written in its letters or escaped; JSON stays JSON, with the very characters."""
    (tmp_path / "a.csv").write_text("sku,title\nA,Mug\n", encoding="utf-8")
    environment = {**os.environ, "LOCALIZE_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "localize", "run", "a.csv", "--to", "de-DE", "--engine", "none"]

    def said(*more: str) -> str:
        done = subprocess.run([*command, *more], capture_output=True, check=True, cwd=tmp_path, env=environment)
        return done.stdout.decode("cp1252")

    assert said().startswith("+ a.csv -> de-DE")
    (tmp_path / "😀.csv").write_text("sku,title\nA,Mug\n", encoding="utf-8")
    command[4] = "😀.csv"
    assert json.loads(said("--json"))["outputs"][0]["catalog"] == "😀.csv"


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (["run", "sohes.csv", "--to", "de-DE"], "Did you mean 'shoes.csv'?"),
        (["check", "shoes.xlsx", "--market", "de-DE"], "Did you mean 'shoes.csv'?"),
        (["run", "shoes.csv", "--to", "de-DE", "--source-currency", "USA"], "Did you mean 'USD'?"),
        (["run", "shoes.csv", "--to", "de-DE", "--source-currency", "$"], "write the code"),
    ],
)
def test_files_and_currencies_are_names_too(
    call: list[str], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was mistyped is answered with what is there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shoes.csv").write_text("sku,title\nA,Mug\n", encoding="utf-8")
    assert main(call) in {2, 3}
    assert hint in capsys.readouterr().err
