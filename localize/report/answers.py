"""What a person can answer to a cause: choices on the page, saved as the file that ``localize decide`` reads.

The file is JSON in the form of the tables that it becomes in ``localize.toml``::

    {"decisions": [{"option": "Size", "system": "UK"}],
     "accept": [{"code": "rate-old", "group": "rate-old:USD→BRL", "market": "pt-BR",
                 "reason": "Prices are set by hand.", "until": "2027-11-22"}]}

A decision is a ``[[decision]]`` table (:mod:`localize.decisions`); ``accept`` silences the findings of one cause in one
market up to and including the day ``until``. Which findings a decision settles is data, ``answers.toml``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.findings import finding_codes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from localize.report.causes import Cause
    from localize.report.model import ReportData

__all__ = ["Choice", "choices_for", "what_to_do"]

Labels = dict[tuple[str, str], str]
"""The seller's name of a field, by listing and path."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its words, the table that it goes to (``decisions`` or ``accept``) and its entry there."""

    words: str
    table: str
    entry: Mapping[str, str]

    @property
    def json(self) -> str:
        """The entry as the page carries it."""
        return json.dumps(self.entry, ensure_ascii=False)


def choices_for(cause: Cause, report: ReportData, labels: Labels) -> list[Choice]:
    """What can be answered to a cause, decisions first; accepting it, for a year, always can be.

    A decision is offered where the findings name one option, for it must say where it holds.
    """
    choices: list[Choice] = []
    if known := _known().get(cause.code):
        names = {labels.get((row.get("listing", ""), row.get("field", "")), "") for row in cause.rows}
        option = names.pop() if len(names) == 1 else ""
        if option:
            first = known.get("proposed", {}).get(report.source_locale.rsplit("-", 1)[-1])
            for value, words in sorted(known["values"], key=lambda item: item[0] != first):
                proposed = "Proposed: " if value == first else ""
                said = f"{proposed}{known['question']} {words} (option “{option}”, everywhere)"
                choices.append(Choice(said, "decisions", {"option": option, known["answer"]: value}))
    until = _in_a_year(report.as_of).isoformat()
    entry = {"code": cause.code, "group": cause.group, "market": report.market, "reason": "", "until": until}
    choices.append(Choice(f"Accept it until {until}", "accept", entry))
    return choices


def what_to_do(cause: Cause) -> str:
    """The one thing to do about a cause: what its findings propose, else what the registry says of their code."""
    registered = finding_codes().get(cause.code)
    return cause.suggestion or (registered.remedy if registered else "")


@cache
def _known() -> Mapping[str, Any]:
    return read_toml(package_folder("report") / "answers.toml")


def _in_a_year(day: date) -> date:
    """The same day of the next year; 1 March for a 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, month=3, day=1)
