"""``rules check``: every planted fault at its line with the fix, and not a word about sound rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.errors import UsageError
from localize.listing import Severity
from localize.settings import Settings
from localize.tasks.rules_check import check_rule_files

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).resolve().parents[1] / "rules"
FAULTY = sorted((FOLDER / "faulty").glob("*.toml"))
_MARK = re.compile(r"#! (?P<code>[a-z-]+): ?(?P<hint>.*)$")

CATALOG = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,SEO Title\n"
    "lamp,LED Lamp,<p>A lamp</p>,Acme,Lamps,Title,Default Title,L-1,19.90,Lamp\n"
)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A small Shopify catalog."""
    path = tmp_path / "shop.csv"
    path.write_text(CATALOG, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", FAULTY, ids=lambda p: p.stem)
def test_a_planted_fault_is_found_at_its_line_with_its_fix(path: Path, catalog: Path) -> None:
    """What stands behind ``#!`` in the file is found there, and nothing else."""
    expected = {
        (number, mark["code"]): mark["hint"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := _MARK.search(line))
    }
    assert expected
    report = check_rule_files([path], Settings(), [catalog] if path.stem.startswith("on-catalog") else [])
    assert {(p.line, p.code) for p in report.problems} == set(expected)
    assert len(report.problems) == len(expected)
    for problem in report.problems:
        assert problem.path == str(path)
        assert problem.hint
        assert expected[problem.line, problem.code] in problem.hint


def test_there_are_enough_of_them() -> None:
    """Every code of a rule file has a file that shows it."""
    from localize.problem_codes import problem_codes

    shown = {mark["code"] for path in FAULTY for mark in map(_MARK.search, path.read_text().splitlines()) if mark}
    elsewhere = {"rule-overlap", "rule-test-failed"}
    assert shown | elsewhere == {code for code in problem_codes() if code.startswith("rule-")}
    assert len(FAULTY) >= 20


def test_sound_rules_are_left_in_peace(samples: Path) -> None:
    """Neither rules that only look like faulty ones nor the shipped samples."""
    report = check_rule_files([FOLDER / "sound.toml", samples / "demo"], Settings())
    assert report.problems == []
    assert len(report.cases) >= 2


def test_what_overlaps_is_said_and_is_no_fault(write: Callable[[str, str | bytes], Path]) -> None:
    """Two rules that may set one field: the later wins, and a person may want to know."""
    rule = '[[rule]]\nid = "{}"\nwhen = {{ {}, field = "title" }}\nset = "{}"\n'
    path = write("r.toml", rule.format("a", 'brand = "Acme"', "A") + rule.format("b", 'market = "de-*"', "B"))
    report = check_rule_files([path], Settings())
    assert [(p.code, p.severity, p.line) for p in report.problems] == [("rule-overlap", Severity.INFO, 8)]
    assert not report.failed
    apart = write("s.toml", rule.format("a", 'market = "fr-FR"', "A") + rule.format("b", 'market = "de-*"', "B"))
    assert check_rule_files([apart], Settings()).problems == []


def test_what_is_no_text_is_a_problem_too(write: Callable[[str, str | bytes], Path]) -> None:
    """A file in an old encoding is told with its line, beside the problems of others."""
    bad = write("rules/bad.toml", '# ok\n[[rule]]\nid = "größe"\n'.encode("latin-1"))
    write("rules/good.toml", '[[rule]]\nid = "a"\nfield = "t"\nst = "x"\n')
    report = check_rule_files([bad.parent], Settings())
    assert [(Path(p.path).name, p.line, p.code) for p in report.problems] == [
        ("bad.toml", 3, "rule-unreadable"),
        ("good.toml", 4, "rule-malformed"),
    ]


def test_a_rule_for_another_marketplace_is_not_held_against_the_catalog(
    write: Callable[[str, str | bytes], Path], catalog: Path
) -> None:
    """Fields of WooCommerce are none of Shopify's."""
    path = write("r.toml", '[[rule]]\nid = "w"\nwhen = { marketplace = "woocommerce", field = "name" }\nappend = "!"\n')
    assert check_rule_files([path], Settings(), [catalog]).problems == []


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    """A wrong call, not a fault of rules."""
    with pytest.raises(UsageError, match="no rule file"):
        check_rule_files([tmp_path / "none.toml"], Settings())
