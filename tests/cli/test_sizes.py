"""``localize sizes``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main
from localize.data import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]


def test_check_and_test_of_the_shipped_tables_succeed(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 0, and a line that says what was looked at."""
    folder = str(data_folder("size_tables"))
    assert main(["sizes", "check", folder]) == 0
    assert main(["sizes", "test", folder]) == 0
    said = capsys.readouterr().out
    assert "tables" in said
    assert "examples" in said


@pytest.mark.parametrize("form", ["text", "json", "markdown", "github", "sarif", "junit"])
def test_every_format_names_file_and_line(write: Write, capsys: pytest.CaptureFixture[str], form: str) -> None:
    """A fault makes the exit status 1 in each of them."""
    path = write("own.csv", "US,EU\n9,42\n10,41\n")
    assert main(["sizes", "check", str(path), "--format", form]) == 1
    said = capsys.readouterr().out
    assert "own.csv" in said
    assert "41 stands after 42" in said
    if form == "json":
        assert json.loads(said)["problems"][0]["line"] == 3


@pytest.mark.parametrize("arguments", [["check", "missing.csv"], ["test", "missing.csv"], ["chek", "."]])
def test_a_wrong_call_is_exit_status_2(arguments: list[str]) -> None:
    """Nothing is there to check."""
    assert main(["sizes", *arguments]) == 2


def test_a_conversion_uses_the_sellers_tables(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tables of the nearest localize.toml are asked before ours."""
    write("acme.csv", "brand,kind,audience,US,EU\nAcme,shoes,men,10,44\n")
    monkeypatch.chdir(write("localize.toml", '[sizes]\ntables = ["acme.csv"]\n').parent)
    call = ["convert", "size", "10", "--from", "US", "--to", "EU", "--kind", "shoes", "--for", "men"]
    assert main([*call, "--brand", "Acme"]) == 0
    assert main(call) == 0
    said = capsys.readouterr().out
    assert "EU 44\n" in said
    assert "EU 42.5\n" in said


def test_a_mistyped_kind_is_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    """Did you mean, exit status 2."""
    assert main(["convert", "size", "10", "--from", "US", "--to", "EU", "--kind", "shoos"]) == 2
    assert "Did you mean 'shoes'?" in capsys.readouterr().err
