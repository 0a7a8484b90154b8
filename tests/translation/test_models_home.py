from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from localize.translation.argos_packages import argos_environment, argos_package_module

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("home")

IMPORTS = """
import os, pathlib, sys
before = dict(os.environ)
from localize.translation.models import import_model, installed_models
import_model(pathlib.Path(sys.argv[1]))
assert len(installed_models("argos")) == 1
assert dict(os.environ, KMP_DUPLICATE_LIB_OK="") == dict(before, KMP_DUPLICATE_LIB_OK="")
assert "argostranslate" not in sys.modules
"""

THEIRS_AFTER_OURS = """
import pathlib
from localize.translation.argos_packages import argos_package_module
ours = argos_package_module()
import argostranslate.package, argostranslate.settings
assert argostranslate.package is not ours
assert argostranslate.settings.package_data_dir.is_relative_to(pathlib.Path.home())
assert not ours.settings.package_data_dir.is_relative_to(pathlib.Path.home())
assert argos_package_module() is ours
"""

OURS_AFTER_THEIRS = """
import argostranslate.package, argostranslate.settings, sys
from localize.translation.argos_packages import argos_package_module
assert argos_package_module() is not argostranslate.package
assert sys.modules["argostranslate.package"] is argostranslate.package
assert sys.modules["argostranslate.settings"] is argostranslate.settings
"""


def run(code: str, *arguments: str, **more: str) -> str:
    """Run Python in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_a_model_leaves_the_home_directory_untouched(make_package: Any, tmp_path: Path) -> None:
    """A whole import in a fresh process makes nothing in the home directory, and the environment is as before."""
    assert run(IMPORTS, str(make_package()), ARGOS_DEBUG="1", ARGOS_CHUNK_TYPE="mistyped") == ""
    assert list((tmp_path / "user").iterdir()) == []
    assert (tmp_path / "home" / "models" / "argos" / "translate-en_pt").is_dir()


@pytest.mark.parametrize("code", [THEIRS_AFTER_OURS, OURS_AFTER_THEIRS])
def test_a_program_keeps_its_own_argostranslate(code: str) -> None:
    """A program that uses argostranslate has its own copy with its own folders, whichever was imported first."""
    assert run(code) == ""


def test_environment_is_restored_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was set comes back, what was not set is gone, also after an exception."""
    monkeypatch.setenv("XDG_DATA_HOME", "theirs")
    monkeypatch.setenv("ARGOS_DEBUG", "1")
    before = dict(os.environ)

    def fail() -> None:
        with argos_environment():
            assert os.environ["XDG_DATA_HOME"] != "theirs"
            assert "ARGOS_DEBUG" not in os.environ
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert dict(os.environ) == before


def test_module_is_imported_once() -> None:
    """The private copy is kept."""
    assert argos_package_module() is argos_package_module()
