from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from localize.cli.models import models
from localize.errors import LocalizeError
from localize.translation.argos_packages import installed_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("home")


def run(*arguments: str) -> Result:
    """Run ``localize models`` with these arguments; errors of ours are left to the caller."""
    return CliRunner().invoke(models, arguments, catch_exceptions=False)


def test_list_without_models() -> None:
    """An empty list says how to get a model."""
    assert run("list").output == "No model is installed. 'localize models install en de' gets one.\n"
    assert json.loads(run("list", "--json").output) == {"models": [], "broken": []}


def test_import_list_remove(make_package: Any) -> None:
    """What is imported is listed, in words and as JSON, and can be removed."""
    assert run("import", str(make_package("en", "pb", "1.9"))).output.startswith("Installed argos en→pt-BR 1.9 in ")
    (header, row) = run("list").output.splitlines()
    assert header.split() == ["ENGINE", "FROM", "TO", "VERSION", "SIZE", "ORIGIN", "FOLDER"]
    assert row.split()[:4] == ["argos", "en", "pt-BR", "1.9"]
    (model,) = json.loads(run("list", "--json").output)["models"]
    assert model["path"] == str(installed_folder() / "translate-en_pb")
    assert json.loads(run("remove", "en", "pt-BR", "--json").output) == {"removed": [model["path"]]}
    assert json.loads(run("list", "--json").output)["models"] == []


def test_list_shows_broken_folders() -> None:
    """A folder that holds no usable model is listed with the reason."""
    folder = installed_folder() / "broken"
    folder.mkdir(parents=True)
    assert f"Not usable (argos, installed): {folder}: has no metadata.json." in run("list").output
    (broken,) = json.loads(run("list", "--json").output)["broken"]
    assert broken["path"] == str(folder)


def test_import_of_a_firefox_folder_with_its_pair(make_firefox: Any) -> None:
    """--from and --to say the pair that the file names do not."""
    result = run("import", str(make_firefox("nonsense")), "--from", "en", "--to", "is", "--json")
    assert json.loads(result.output)["installed"]["target"] == "is"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        ("import missing.argosmodel", 2, "cannot be read"),
        ("remove en de", 2, "No model en→de is installed"),
        ("list --engine argso", 2, "Did you mean 'argos'"),
        ("install en de --index http://127.0.0.1:9/index.json", 4, "localize models import FILE"),
    ],
)
def test_errors_are_left_to_the_outermost_layer(
    arguments: str, exit_code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every error is one of ours, with its exit code and what to do."""
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(LocalizeError, match=words) as caught:
        run(*shlex.split(arguments))
    assert caught.value.exit_code == exit_code


@pytest.mark.parametrize("command", ["", "list", "install", "import", "remove"])
def test_help_ends_with_an_example(command: str) -> None:
    """Help begins with what a command is for and ends with an example; each command has --json."""
    text = run(*filter(None, [command]), "--help").output.strip()
    example = text.splitlines()[-1].strip()
    assert example.startswith("Example: localize models")
    assert command in example
    assert not command or "--json" in text


def test_examples_run(make_package: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of import, list and remove work as printed, one after the other."""
    make_package("en", "pt", "1.0")
    monkeypatch.chdir(tmp_path)
    for command in ("import", "list", "remove"):
        example = run(command, "--help").output.strip().splitlines()[-1].strip()
        assert run(*shlex.split(example)[3:]).exit_code == 0
