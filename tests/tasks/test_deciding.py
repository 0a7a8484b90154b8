"""``decide`` and ``[[accept]]``: answers reach localize.toml with its comments, and nobody is asked again."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from localize.acceptances import acceptance_of
from localize.cli.decide import decide as command
from localize.data import home_folder
from localize.errors import ConfigError, UsageError
from localize.listing import Finding, Severity
from localize.settings import load_settings
from localize.tasks.deciding import decide
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

TOML = '# our shop\n[source]\nlocale = "en-US"  # Boston\n\n[[decision]]\noption = "Length"\nunit = "in"\n'
ANSWERS = {
    "decisions": [{"option": "Size", "system": "UK"}, {"option": "Length", "unit": "in"}],
    "accept": [
        {"code": "rate-old", "group": "", "market": "pt-BR", "reason": "set by hand", "until": "2027-11-22"},
        {"code": "tax-not-set", "reason": ""},
    ],
}


def test_answers_are_written_once_and_comments_stay(write: Write) -> None:
    """New tables are added, known ones are counted, one without a reason is left out; a second time changes nothing."""
    config, answers = write("localize.toml", TOML), write("a.json", json.dumps(ANSWERS))
    result = decide(answers, config)
    assert (len(result.decisions), len(result.accepted), result.known, len(result.left_out)) == (1, 1, 1, 1)
    text = config.read_text(encoding="utf-8")
    assert text.startswith(TOML.rstrip("\n"))
    settings = load_settings(config)
    assert [d.system for d in settings.decisions] == ["", "UK"]
    assert settings.accepted[0].until == date(2027, 11, 22)
    assert decide(answers, config).known == 3
    assert config.read_text(encoding="utf-8") == text


def test_a_new_answer_takes_the_place_of_the_old(write: Write) -> None:
    """The same question, answered otherwise, is one table with the new answer."""
    config = write("localize.toml", TOML)
    decide(write("a.json", '{"decisions": [{"option": "Length", "unit": "cm"}]}'), config)
    assert [d.unit for d in load_settings(config).decisions] == ["cm"]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ("no", UsageError),
        ("[]", UsageError),
        ("{}", UsageError),
        ('{"decisions": ["x"]}', UsageError),
        ('{"decisions": [{"option": "Size", "sistem": "UK"}]}', ConfigError),
        ('{"accept": [{"code": "x", "reason": "y", "until": "soon"}]}', ConfigError),
    ],
)
def test_wrong_answers_change_nothing(write: Write, answers: str, error: type[Exception]) -> None:
    """What localize.toml would refuse is refused before anything is written."""
    config = write("localize.toml", TOML)
    with pytest.raises(error):
        decide(write("a.json", answers), config)
    assert config.read_text(encoding="utf-8") == TOML


def test_an_accepted_finding_is_silent_until_its_day(write: Write, tmp_path: Path) -> None:
    """Up to and including the day it is not reported; from the next day it is, and so is that the acceptance is over."""
    catalog = write(
        "shop.csv", "Handle,Title,Vendor,Variant SKU,Variant Price\r\nmug," + "Mug " * 80 + ",Acme,M-1,9.50\r\n"
    )
    config = write(
        "localize.toml", '[[accept]]\ncode = "title-too-long"\nmarket = "pt-BR"\nreason = "later"\nuntil = 2026-10-30\n'
    )

    def codes(day: date) -> dict[str, int]:
        settings = load_settings(config)
        options = RunOptions(
            ("pt-BR",),
            tmp_path / "o",
            settings,
            day,
            home_folder() / "c.sqlite",
            skip=frozenset({"translate", "fit"}),
            overwrite=True,
        )
        return run_catalogs([catalog], options).outputs[0].findings

    silent, again = codes(date(2026, 10, 30)), codes(date(2026, 10, 31))
    assert set(again) - set(silent) == {"title-too-long", "acceptance-over"}


def test_an_acceptance_holds_where_it_says() -> None:
    """Market, listing, field and group narrow it; the star stands for any letters, brackets for themselves."""
    finding = Finding("a-b", Severity.ERROR, "", listing="mug[1]", field="title", group="g")
    for table, holds in (
        ({}, True),
        ({"market": "de-DE"}, False),
        ({"listing": "mug[*"}, True),
        ({"listing": "mug1"}, False),
        ({"field": "body*"}, False),
        ({"group": "g"}, True),
    ):
        accepted = acceptance_of({"code": "a-b", "reason": "r", **table}, "x")
        assert accepted.concerns(finding, "pt-BR") is holds, table


def test_the_command_says_what_it_wrote(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables as they stand in localize.toml, and what needs a reason."""
    config = write("localize.toml", TOML)
    monkeypatch.chdir(config.parent)
    done = CliRunner().invoke(command, [str(write("a.json", json.dumps(ANSWERS)))], catch_exceptions=False)
    assert "[[decision]] option = Size, system = UK" in done.output
    assert "a reason is needed" in done.output
