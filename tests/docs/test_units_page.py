"""The page on measures: its commands say what the page says they do."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from localize.cli.convert import convert

PAGE = Path(__file__).resolve().parents[2] / "docs" / "units.md"
COMMANDS = re.findall(r"^    localize convert (.+)\n    → (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_page_has_commands() -> None:
    """Each is followed by its result."""
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize(("command", "result"), COMMANDS)
def test_a_command_of_the_page_says_what_stands_there(command: str, result: str) -> None:
    """Character for character, but for no-break spaces."""
    ran = CliRunner().invoke(convert, shlex.split(command))
    assert ran.exit_code == 0, ran.output
    assert ran.output.replace("\u00a0", " ").replace("\u202f", " ").strip() == result
