"""``localize dict``: exit statuses, screens, formats."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from localize.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def test_a_faulty_dictionary_ends_with_one(
    write: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each problem with place and fix, the verdict last."""
    path = write("en-de/a.csv", "term,translation\nred ,rot\nblue,\n")
    assert main(["dict", "check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{path}:2:4: warning: A blank stands behind 'red'. [dict-blank]"
    assert lines[1] == "    Take it out."
    assert lines[-1] == "2 entries in 1 file: 1 error, 1 warning"


def test_a_good_one_ends_with_zero(write: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    """And says what was looked at."""
    path = write("en-de/a.csv", "term,translation\nred,rot\n")
    assert main(["dict", "check", str(path)]) == 0
    assert capsys.readouterr().out == "1 entry in 1 file: nothing to complain about\n"


def test_a_wrong_call_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing path, a market that is none, a command that is none."""
    assert main(["dict", "check", str(tmp_path / "a.csv")]) == 2
    assert main(["dict", "check", str(tmp_path), "--to", "de-DD"]) == 2
    assert main(["dict", "chek"]) == 2
    assert "Did you mean 'check'?" in capsys.readouterr().err


def test_json_is_one_object(write: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    """With every problem at its place."""
    path = write("en-de/a.csv", "term,translation\nred,\n")
    assert main(["dict", "check", str(path), "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["line"]) == ("dict-translation-missing", 2)


def test_the_check_imports_no_engine(write: Callable[[str, str], Path]) -> None:
    """It runs in CI, where there are no models and little time."""
    path = write("en-de/a.csv", "term,translation\nred,rot\n")
    code = (
        "import sys; from localize.cli.main import main; main(['dict', 'check', sys.argv[1]]);"
        "print([m for m in sys.modules if m.startswith(('ctranslate2', 'fxtranslate', 'argostranslate',"
        " 'sentencepiece', 'lingua', 'localize.translation'))])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
