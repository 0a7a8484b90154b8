"""``[[test]]`` tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.errors import ConfigError, UsageError
from localize.rules.testing import run_rule_tests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RULES = """
[[rule]]
id = "label"
when = { market = "de-*", category = "lighting", field = "title", matches = "(?i)led" }
append = " (Energieklasse {energy_class})"

[[rule]]
id = "cheap"
when = { field = "price", below = 5 }
warn = "Below the minimum: {price}."
"""


def test_passes_and_failures(write: Callable[..., Path]) -> None:
    """A test passes if the value and the message are as expected, and a failure says what came out."""
    tests = """
[[test]]
rule = "label"
market = "de-DE"
category = "Home > Lighting"
field = "title"
given = { title = "LED lamp", energy_class = "A" }
target = "LED-Leuchte"
expected = "LED-Leuchte (Energieklasse A)"

[[test]]
rule = "label"
market = "fr-FR"
category = "lighting"
field = "title"
given = "LED lamp"
expected = "LED lamp!"

[[test]]
rule = "cheap"
market = "de-DE"
field = "price"
role = "price"
given = "4.99"
message = "Below the minimum: 4.99."

[[test]]
rule = "cheap"
market = "en-US"
field = "price"
given = "5"
message = ""
"""
    results = run_rule_tests([write(RULES + tests)])
    assert [r.passed for r in results] == [True, False, True, True]
    assert results[1].why == "title is 'LED lamp', expected 'LED lamp!'"


def test_exclusions_and_holds_are_tested_too(write: Callable[..., Path]) -> None:
    """``excluded`` is the reason, empty for a listing that stays; ``held`` says whether it waits."""
    text = """
[[rule]]
id = "dear"
when = { market = "de-*", price.above = 100 }
exclude = "customs above 100"

[[rule]]
id = "look"
when = { field = "title", matches = "knife" }
hold = "Ask the lawyer."

[[test]]
rule = "dear"
market = "de-DE"
given = { price = "120.00" }
excluded = "customs above 100"

[[test]]
rule = "dear"
market = "de-DE"
given = { price = "99.00" }
excluded = "customs above 100"

[[test]]
rule = "look"
market = "de-DE"
field = "title"
given = "A knife"
held = true
message = "Ask the lawyer."
"""
    results = run_rule_tests([write(text)])
    assert [r.why for r in results] == ["", "excluded is '', expected 'customs above 100'", ""]


def test_a_wrong_rule_or_market_is_refused(write: Callable[..., Path]) -> None:
    """A test of a rule or market that there is not is an error with a suggestion."""
    test = '[[test]]\nrule = "labl"\nmarket = "de-DE"\nfield = "title"\ngiven = "x"\nexpected = "x"\n'
    with pytest.raises(ConfigError, match=r"no rule 'labl'.*'label'"):
        run_rule_tests([write(RULES + test)])
    with pytest.raises(UsageError, match="no market"):
        run_rule_tests([write(RULES + test.replace("labl", "label").replace("de-DE", "de-XX"))])
