"""What users' repositories call: the GitHub action, the pre-commit hooks, and the page that documents them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from localize.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
CHECK, COMPARE = (step for step in ACTION["runs"]["steps"][2:])

CONFIG = '[run]\nto = ["pt-BR"]\n[dictionaries]\npaths = ["terms.csv"]\n[rules]\npaths = ["rules.toml"]\n'
RULES = """\
[[rule]]
id = "gift"
when = { market = "pt-BR", field = "title", matches = "(?i)gift" }
append = " (presente)"

[[test]]
rule = "gift"
market = "pt-BR"
field = "title"
given = "Gift mug"
target = "Caneca"
expected = "Caneca (presente)"
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seller's repository with one commit; the folder that the commands run in."""
    files = {
        "localize.toml": CONFIG,
        "rules.toml": RULES,
        "terms.csv": "term,translation\nmug,caneca\n",
        "terms.tests.csv": "text,expected,not_expected,market,field\nMug,Caneca,,pt-BR,title\n",
        "shoes.sample.csv": "sku,title\nA,Mug\nB,Gift mug\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    return tmp_path


def step(which: Mapping[str, Any], folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script as written, with its variables filled in as GitHub would."""
    defaults = {name: str(data.get("default", "")) for name, data in ACTION["inputs"].items()}
    values = defaults | {"before": "HEAD"} | {name.replace("_", "-"): value for name, value in inputs.items()}
    variables = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], text)
        for name, text in which["env"].items()
    }
    assert not any("${{" in text for text in variables.values())
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", which["run"]],
        cwd=folder,
        env=os.environ | variables | {"PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_marks_a_fault_and_goes_on(repository: Path) -> None:
    """A fault is an annotation at its line; the step fails after all six commands ran."""
    (repository / "terms.csv").write_text("term,translation\nmug,caneca\ncup,\n", encoding="utf-8")
    done = step(CHECK, repository)
    assert done.returncode == 1
    assert "::error file=terms.csv,line=3" in done.stdout
    assert "1 test of 1 rule in 1 file: nothing to complain about" in done.stdout
    assert done.stdout.count("names no size tables") == 2


def test_the_action_shows_what_a_change_does(repository: Path) -> None:
    """The table stands on the summary page, and each change is a notice; nothing that must not change did."""
    (repository / "terms.csv").write_text("term,translation\nmug,xícara\n", encoding="utf-8")
    done = step(COMPARE, repository, catalogs="shoes.sample.csv\n", to="pt-BR", engine="none", max_changes="5")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Xícara" in (repository / "summary.md").read_text(encoding="utf-8")
    assert "::notice" in done.stdout


def test_the_action_has_nothing_to_compare_with_at_a_first_push(repository: Path) -> None:
    """GitHub names forty zeros as the revision before."""
    done = step(COMPARE, repository, catalogs="shoes.sample.csv", before="0" * 40)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_input_of_the_action_stands_in_a_script() -> None:
    """Inputs reach scripts as variables only, so that none is run as code."""
    scripts = [s["run"] for s in ACTION["runs"]["steps"] if "run" in s]
    assert len(scripts) == 3
    for script in scripts:
        assert "${{" not in script
        subprocess.run(["bash", "-n", "-c", script], check=True)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_every_hook_runs(hook: dict[str, Any], repository: Path) -> None:
    """The entry as pre-commit calls it, from the top of the repository."""
    assert (repository / ".git").is_dir()
    program, *arguments = shlex.split(hook["entry"])
    assert program == "localize"
    more = ["--on", "shoes.sample.csv", "--to", "pt-BR", "--engine", "none"] if hook["id"] == "localize-diff" else []
    assert main([*arguments, *more]) == 0


def test_a_hook_finds_the_fault(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An example that no longer holds stops the commit, with a path that an editor links."""
    (repository / "terms.csv").write_text("term,translation\nmug,xícara\n", encoding="utf-8")
    assert main(["dict", "test"]) == 1
    assert capsys.readouterr().out.startswith("terms.tests.csv:2:1: error")


def test_what_a_configuration_does_not_name_is_no_failure(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said, in every format; without any configuration a path is asked for."""
    assert main(["sizes", "check"]) == 0
    assert "localize.toml names no size tables" in capsys.readouterr().out
    (repository / "terms.tests.csv").unlink()
    assert main(["dict", "test", "--format", "github"]) == 0
    (repository / "localize.toml").unlink()
    assert main(["dict", "check"]) == 2
    assert "Which dictionaries?" in capsys.readouterr().err


def test_the_page_names_what_there_is(
    repository: Path, samples: Path, write: Callable[[str, str | bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its workflow uses inputs of the action, its hooks exist, its table lists every input, its commands run."""
    workflow, hooks = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
    used = workflow["jobs"]["check"]["steps"][1]["with"]
    assert set(used) <= set(ACTION["inputs"])
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]
    assert set(ACTION["inputs"]) <= set(re.findall(r"`([\w-]+)`", PAGE))
    (repository / "shoes.sample.csv").unlink()
    write("shoes.csv", (samples / "generic-products.csv").read_bytes())
    assert main(shlex.split(_line("localize sample"))[1:]) == 0
    for start in ("localize dict check --format", "localize rules check --format"):
        assert main(shlex.split(_line(start).partition(" > ")[0])[1:]) == 0
    shown = _line("localize diff").replace("main", "HEAD").split("     ")[0]
    assert main([*shlex.split(shown)[1:], "--engine", "none"]) == 0
    capsys.readouterr()


def _line(start: str) -> str:
    return next(line for line in PAGE.splitlines() if line.startswith(start))
