"""Bare numbers whose unit a person has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

SHOP = (
    "Handle,Title,Option1 Name,Option1 Value,Variant SKU\n"
    "leash,Dog Leash,Length,48,L-1\nleash,,,6 ft,L-2\nleash,,,XL,L-3\n"
)
TABLE = "sku,title,length,lens\nA-1,Leash of nylon,48,12\nA-2,Leash of leather,72.5,13\n"
DECISION = '[source]\nlocale = "en-US"\n[[decision]]\n{place} = "Length"\nunit = "{unit}"\n'


def localized(tmp_path: Path, market: str) -> str:
    """The catalog as it leaves; the configuration is the one beside it."""
    arguments = ["run", str(tmp_path / "in.csv"), "--to", market, "--out", str(tmp_path / "out")]
    assert not main([*arguments, "--engine", "none", "--config", str(tmp_path / "localize.toml")])
    return (tmp_path / "out" / f"in.{market}.csv").read_text(encoding="utf-8")


def test_a_bare_number_of_an_option_is_in_the_decided_unit(write: Write, tmp_path: Path) -> None:
    """It is converted like one that states its unit; what is no number, or states one, is as ever."""
    write("in.csv", SHOP)
    write("localize.toml", DECISION.format(place="option", unit="in"))
    values = [line.split(",L-")[0].split(",", 3)[3] for line in localized(tmp_path, "de-DE").splitlines()[1:]]
    assert values == ["122\u00a0cm", '"1,83\u00a0m"', "XL"]


def test_a_bare_number_of_a_column_is_in_the_decided_unit(write: Write, tmp_path: Path) -> None:
    """Only that column; it says its unit then, for its header does not."""
    write("in.csv", TABLE)
    write("localize.toml", DECISION.format(place="column", unit="in"))
    lines = localized(tmp_path, "de-DE").splitlines()[1:]
    assert [line.split(",")[2:] for line in lines] == [["122 cm", "12"], ["184 cm", "13"]]


@pytest.mark.parametrize(("unit", "market"), [("in", "en-US"), ("cm", "de-DE")])
def test_what_the_market_measures_so_stays_a_bare_number(write: Write, tmp_path: Path, unit: str, market: str) -> None:
    """A decision is no reason to write a unit where none stood."""
    write("in.csv", TABLE)
    write("localize.toml", DECISION.format(place="column", unit=unit))
    lines = localized(tmp_path, market).splitlines()[1:]
    assert next(line.split(",")[2] for line in lines) == "48"


def test_a_decided_unit_must_be_one(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt unit ends the run with what to write, and nothing is written."""
    path = write("in.csv", TABLE)
    config = write("localize.toml", DECISION.format(place="column", unit="imches"))
    arguments = ["run", str(path), "--to", "de-DE", "--out", str(tmp_path / "out"), "--config", str(config)]
    assert main([*arguments, "--engine", "none"]) == 2
    said = capsys.readouterr()
    assert "'imches' is no unit" in said.out + said.err
    assert not list((tmp_path / "out").glob("*.csv"))
