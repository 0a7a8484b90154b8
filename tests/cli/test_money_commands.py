"""``convert price``, ``rates`` and ``markets`` as users meet them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

RATES = "date,currency,per_eur\n2026-11-20,USD,1.25\n"
CONFIG = """
[prices]
rates = "rates.csv"
source_includes_tax = false
add_target_tax = true
endings = [".99"]
[[prices.margin]]
brand = "ACME"
percent = 10
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings and round rates."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "home"))
    (tmp_path / "rates.csv").write_text(RATES, encoding="utf-8")
    (tmp_path / "localize.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """Exit status and everything that was said."""
    code = main(list(args))
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_trace_prints_net_rate_and_gross(capsys: pytest.CaptureFixture[str]) -> None:
    """Every step with its amount and reason."""
    day = ("--as-of", "2026-11-21")
    code, out = call(capsys, "convert", "price", "100", "USD", "--to", "de-DE", "--brand", "ACME", *day)
    assert code == 0
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "100 USD",
        "net 100.00 no tax taken out",
        "rate 1 USD = 0.8 EUR rates.csv 2026-11-20",
        "rate 80.00 USD→EUR 0.8 of 2026-11-20",
        "margin 88.00 margin 10 % for brand ACME",
        "tax in 104.72 19 % tax of DE added",
        "ending 104.99 nearest ending .99",
        "net 88.226891 without 19 % tax",
        "gross 104.99 as it stands in the output",
        "104.99 EUR (rates.csv 2026-11-20)",
    ]


def test_the_trace_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """For programs, with exact amounts."""
    code, out = call(capsys, "convert", "price", "119", "EUR", "--to", "fr-FR", "--from", "de-DE", "--json")
    facts = json.loads(out)
    assert (code, facts["value"], facts["net"], facts["rate"]) == (0, "142.99", facts["net"], None)
    assert (facts["source_tax"], facts["target_tax"]) == (None, "20")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("x", "USD"), "'x' is not an amount."),
        (("NaN", "USD"), "'NaN' is not an amount."),
        (("5", "$"), "write the code"),
        (("5", "UDS"), "Did you mean 'USD'"),
    ],
)
def test_a_wrong_call_says_what_to_write(capsys: pytest.CaptureFixture[str], args: tuple[str, str], said: str) -> None:
    """Exit 2 and a hint."""
    code, out = call(capsys, "convert", "price", *args, "--to", "de-DE")
    assert (code, said in out) == (2, True)


def test_no_rate_is_exit_4(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the command that brings one."""
    code, out = call(capsys, "convert", "price", "5", "XAF", "--to", "de-DE", "--as-of", "2026-11-21")
    assert (code, "localize rates import FILE" in out) == (4, True)


def test_imported_rates_are_used(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    """JSON of a rate service, kept for all runs."""
    (project / "localize.toml").unlink()
    rates = '{"date": "2026-11-20", "base": "USD", "rates": {"EUR": 0.5, "XAF": 600}}'
    (project / "mine.json").write_text(rates, encoding="utf-8")
    assert call(capsys, "rates", "import", "mine.json")[0] == 0
    code, out = call(capsys, "rates", "show", "XAF", "EUR", "--as-of", "2026-11-22")
    assert (code, out) == (0, "1 XAF = 0.000833333 EUR   rates.csv 2026-11-20   2 days before 2026-11-22\n")


def test_an_update_without_a_connection_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 4, nothing is kept."""
    code, out = call(capsys, "rates", "update", "--url", "http://127.0.0.1:9/none")
    assert (code, "localize rates import FILE" in out) == (4, True)


def test_a_market_is_shown_with_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    """What concerns French in Switzerland, doubts beside the facts, sources last."""
    code, out = call(capsys, "markets", "fr-CH")
    assert code == 0
    for line in ("phrase: TVA incl.   (unverified)", "formality: vous   (unverified)", "inside: narrow no-break space"):
        assert line in out
    assert "no ß" not in out
    assert "also spoken there: de-CH, it-CH" in out
    assert "ß" in call(capsys, "markets", "de-CH")[1]


def test_what_the_configuration_says_is_shown(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    """An overridden profile, also as JSON."""
    with (project / "localize.toml").open("a", encoding="utf-8") as file:
        file.write('[markets."fr-CH"]\ncurrency = "EUR"\n')
    assert "currency: EUR" in call(capsys, "markets", "fr-CH")[1]
    assert json.loads(call(capsys, "markets", "fr-CH", "--json")[1])["currency"] == "EUR"
    assert "fr-CH   EUR" in call(capsys, "markets")[1]
