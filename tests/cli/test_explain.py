"""``localize explain``: the way of a text, so that a seller sees why a word came out as it did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from localize.cli.explain_screen import _RUNGS
from localize.cli.main import main
from localize.translation.ladder import _Level

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = "Dishwasher safe, not for hot drinks above 140°F."


def test_every_rung_has_words() -> None:
    """No way through the ladder ends in a name that only programmers know."""
    assert {level.name.lower() for level in _Level} <= set(_RUNGS)
    assert {"cased", "pieces", "none", "off", "approved"} <= set(_RUNGS)


def test_what_was_asked_answered_and_refused_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The engine's own words stand beside what came of them, and the reason for a second try."""
    assert main(["explain", TEXT, "--to", "pt-BR", "--engine", "firefox"]) == 0
    lines = capsys.readouterr().out.splitlines()
    order = [
        "Source",
        "  shipped term  Dishwasher safe  → Seguro para lava-louças",
        "  quantity      140°F  → 60 °C",
        "    asked     Dishwasher safe, not for hot drinks above 11 °C.",
        "    refused   a term or a protected piece did not come back as it must; asked in another way",
        "    asked     dishwasher safe",
        "Result",
    ]
    shown = [line.replace("\u00a0", " ") for line in lines]
    assert [line for line in shown if line in order] == order


def test_json_has_every_attempt(capsys: pytest.CaptureFixture[str]) -> None:
    """All are refused but the last; a text without an engine has none."""
    assert main(["explain", TEXT, "--to", "pt-BR", "--engine", "firefox", "--json"]) == 0
    (segment,) = json.loads(capsys.readouterr().out)["segments"]
    refused = [attempt["refused"] for attempt in segment["attempts"]]
    assert len(refused) > 1
    assert all(refused[:-1])
    assert refused[-1] == ""
    assert segment["rung"] == segment["attempts"][-1]["rung"]
    assert main(["explain", TEXT, "--to", "pt-BR", "--engine", "none", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["segments"][0]["attempts"] == []


def test_a_cell_of_a_catalog_is_explained_by_header_or_path(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A price shows its rate; a name that is not there is met with the nearest, or with all that there are."""
    call = ["explain", str(samples / "generic-products.csv"), "--listing", "KO-2002", "--to", "pt-BR", "--field"]
    day = ["--as-of", "2026-10-30"]
    assert main([*call, "price usd", *day]) == 0
    said = capsys.readouterr().out
    assert "convert       32.00" in said
    assert "USD→BRL" in said
    assert main([*call, "prise usd", *day]) == 2
    assert "Did you mean 'price usd'?" in capsys.readouterr().err
    assert main([*call, "xyzzy", *day]) == 2
    assert "It has: " in capsys.readouterr().err


def test_a_rule_is_shown_where_it_acts(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the translation, with its id and note."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.toml").write_text(
        '[[rule]]\nid = "label"\nnote = "The shop\'s name"\nfield = "product_name"\nwhen = { market = "pt-BR" }\n'
        'append = " | Loja"\n',
        encoding="utf-8",
    )
    call = ["explain", str(samples / "generic-products.csv"), "--listing", "KO-2002", "--field", "product_name"]
    assert main([*call, "--to", "pt-BR", "--engine", "none", "--rules", "rules.toml"]) == 0
    said = capsys.readouterr().out
    assert "Changed afterwards\n  rules " in said
    assert "label" in said
    assert said.rstrip().endswith("| Loja")
