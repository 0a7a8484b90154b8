"""Pins: kept in sorted text files, locked against every stage, met by the check, flagged where the source moved on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.data import home_folder
from localize.errors import ConfigError
from localize.pins import Pin, read_pins, source_hash, write_pins
from localize.settings import load_settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import OutputSummary

    Write = Callable[[str, str | bytes], Path]

CATALOG = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price\r\n"
    "mug,Coffee Mug,<p>A red mug.</p>,Acme,Mugs,Title,Default Title,MG-1,9.50\r\n"
)
KEY = "mug/Default Title"
TEXT = st.one_of(st.text(st.characters(codec="utf-8"), max_size=8), st.just("half \ud83d of one"))


def run(folder: Path, market: str = "pt-BR") -> tuple[OutputSummary, str]:
    """Run the catalog in a folder with its configuration; the summary and the output."""
    options = RunOptions(
        (market,),
        folder / "out",
        load_settings(folder / "localize.toml"),
        date(2026, 10, 30),
        home_folder() / "c.sqlite",
    )
    report = run_catalogs([folder / "shop.csv"], options)
    assert not report.failures
    return report.outputs[0], (folder / "out" / f"shop.{market}.csv").read_text(encoding="utf-8")


@pytest.fixture
def project(write: Write) -> Path:
    """A project with the catalog and an empty configuration."""
    write("shop.csv", CATALOG)
    return write("localize.toml", "").parent


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), unique_by=lambda p: p[:2], max_size=6))
def test_a_file_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, ...]]
) -> None:
    """Any text comes back as it was, half characters too, in the order of listing and field."""
    pins = [Pin(*four) for four in texts]
    path = tmp_path_factory.mktemp("pins") / "de-DE.jsonl"
    write_pins(path, pins)
    assert read_pins(path) == sorted(pins, key=lambda pin: pin.key)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no json", "not a JSON object"),
        ('["x"]', "not a JSON object"),
        ('{"listing": "a", "field": "title"}', "'value' is missing"),
        ('{"listing": "a", "field": "title", "valeu": "x"}', "Did you mean 'value'"),
        ('{"listing": "a", "field": "title", "value": 3}', "must be a text"),
        ('{"listing": "a", "field": "t", "value": "1"}\n{"listing": "a", "field": "t", "value": "2"}', "in line 1"),
    ],
)
def test_a_wrong_line_is_named(write: Write, line: str, message: str) -> None:
    """A line that is wrong stops the run with file, line and remedy."""
    with pytest.raises(ConfigError, match=message):
        read_pins(write("pins/de-DE.jsonl", line))


def test_a_pin_wins_over_every_stage(project: Path) -> None:
    """Translation, prices, rules and fit leave pinned fields alone, and the change says who wrote them."""
    (project / "rules.toml").write_text('[[rule]]\nid = "loud"\nnote = "x"\nwhen = { field = "title" }\nappend = "!"\n')
    (project / "localize.toml").write_text('[rules]\npaths = ["rules.toml"]\n')
    write_pins(
        project / "pins" / "pt-BR.jsonl",
        [Pin(KEY, "title", "Caneca da casa", source_hash("Coffee Mug")), Pin(KEY, "price", "77.70")],
    )
    _, text = run(project)
    assert "Caneca da casa" in text
    assert "77.70" in text
    changes = (project / "out" / "shop.csv.pt-BR.changes.jsonl").read_text(encoding="utf-8").splitlines()
    title = [line for line in changes if '"field": "title"' in line]
    assert len(title) == 1
    assert '"stage": "pin"' in title[0]
    assert '"by": "pins/pt-BR.jsonl:2"' in title[0]


def test_an_outdated_pin_is_kept_and_flagged(project: Path) -> None:
    """A pin that was made for another source still holds, and a finding asks a person to look."""
    write_pins(project / "pins" / "pt-BR.jsonl", [Pin(KEY, "title", "Caneca velha", source_hash("Old Mug"))])
    summary, text = run(project)
    assert "Caneca velha" in text
    assert summary.findings["pin-outdated"] == 1


def test_the_check_sees_pinned_values(project: Path) -> None:
    """What a person wrote is held against the marketplace's limits, and not shortened."""
    long = "Caneca " * 60
    write_pins(project / "pins" / "pt-BR.jsonl", [Pin(KEY, "title", long.strip())])
    summary, text = run(project)
    assert long.strip() in text
    assert any(code.startswith("title-too-long") for code in summary.findings), summary.findings


def test_a_pin_holds_in_its_market_alone(project: Path) -> None:
    """Another market, and the identity run, know nothing of it."""
    write_pins(project / "pins" / "pt-BR.jsonl", [Pin(KEY, "title", "Caneca da casa")])
    assert "Caneca da casa" not in run(project, "en-GB")[1]
    write_pins(project / "pins" / "en-US.jsonl", [Pin(KEY, "title", "House mug")])
    assert run(project, "en-US")[1] == CATALOG.replace("\r\n", "\n")


def test_source_hash_forgives_blanks_only() -> None:
    """Line ends and blanks at the edges do not make a pin outdated; a word does."""
    assert source_hash(" a\r\nb ") == source_hash("a\nb")
    assert source_hash("a") != source_hash("b")
