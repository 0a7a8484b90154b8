"""Every command of docs/marketplaces.md runs beside the samples, and every setting is one."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from localize.cli.main import cli
from localize.settings import load_settings

PAGE = (Path(__file__).parents[2] / "docs" / "marketplaces.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ localize (.+)$", PAGE, re.MULTILINE)
SETTINGS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(
    command: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It writes a catalog; what it finds may make its status 1, never 2 or 3."""
    for path in samples.glob("*.*"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    options = ("--limit", "5") if "shopify-us-store" in command else ()
    result = CliRunner().invoke(cli, [*shlex.split(command), "--as-of", "2026-10-30", *options])
    assert result.exit_code in {0, 1}, result.output
    assert [path for path in (tmp_path / "localized").iterdir() if ".de-DE." in path.name or ".en-GB." in path.name]


@pytest.mark.parametrize("text", SETTINGS)
def test_a_setting_of_the_page_is_one(text: str, tmp_path: Path) -> None:
    """It is accepted, and says what the page says."""
    (tmp_path / "localize.toml").write_text(text, encoding="utf-8")
    market = load_settings(tmp_path / "localize.toml").market_overrides["de-DE"]
    assert {**market}.keys() - {"_base"} == tomllib.loads(text)["markets"]["de-DE"].keys()
