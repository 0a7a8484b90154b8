"""Decisions: answers of a person, and where they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.decisions import Decision, decided
from localize.errors import ConfigError
from localize.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("decision", "here", "holds"),
    [
        (Decision(option="Size"), {"option": "size"}, True),
        (Decision(option="Size"), {"option": "Ring size"}, False),
        (Decision(option="Size"), {}, False),
        (Decision(category="Shoes > Kids*"), {"category": "shoes > kids > boots"}, True),
        (Decision(category="Shoes"), {"category": "Shoes > Kids"}, False),
        (Decision(column="Length [cm]?"), {"column": "length [cm]?"}, True),
        (Decision(column="Length [cm]?"), {"column": "length c1"}, False),
        (Decision(brand="Acme", option="Size"), {"brand": "acme", "option": "Size"}, True),
        (Decision(brand="Acme", option="Size"), {"brand": "Other", "option": "Size"}, False),
        (Decision(), {"brand": "Any"}, True),
    ],
)
def test_a_decision_holds_where_all_that_it_names_is_so(
    decision: Decision, here: dict[str, str], *, holds: bool
) -> None:
    """Names are compared without case, the star stands for any letters, nothing else is special."""
    assert decision.holds(**here) is holds


def test_the_last_answer_counts() -> None:
    """Of several decisions that hold, the later one; those that answer something else do not count."""
    decisions = [Decision(system="US"), Decision(system="UK"), Decision(brand="X", system="EU"), Decision(unit="in")]
    assert decided(decisions, "system", brand="Y") == "UK"
    assert decided(decisions, "system", brand="X") == "EU"
    assert decided(decisions, "audience") == ""


def test_decisions_are_read_from_the_configuration(write: Write) -> None:
    """Every ``[[decision]]`` in file order."""
    path = write(
        "localize.toml", '[[decision]]\noption = "Size"\nsystem = "UK"\n[[decision]]\ncolumn = "L"\nunit = "in"\n'
    )
    assert load_settings(path).decisions == (Decision(option="Size", system="UK"), Decision(column="L", unit="in"))


@pytest.mark.parametrize("table", ['sistem = "UK"\noption = "Size"', 'option = "Size"', 'option = ""\nsystem = "UK"'])
def test_a_wrong_decision_is_an_error(write: Write, table: str) -> None:
    """Unknown keys, no answer and empty names are refused with the file's name."""
    path = write("localize.toml", f"[[decision]]\n{table}\n")
    with pytest.raises(ConfigError, match=r"localize\.toml"):
        load_settings(path)
