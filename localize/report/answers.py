"""What a person can answer to a cause: choices on the page, saved as the file that ``localize decide`` reads.

The file is JSON in the form of the tables that it becomes in ``localize.toml``::

    {"decisions": [{"option": "Size", "system": "UK"}],
     "settings": [{"source": {"currency": "USD"}}],
     "accept": [{"code": "rate-old", "group": "rate-old:USD→BRL", "market": "pt-BR",
                 "reason": "Prices are set by hand.", "until": "2027-11-22"}]}

A decision is a ``[[decision]]`` table (:mod:`localize.decisions`); ``settings`` are keys of other tables; ``accept`` silences
the findings of one cause in one market up to and including the day ``until``. What settles which findings is data,
``answers.toml``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import UsageError
from localize.findings import finding_codes
from localize.market import load_market

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from localize.report.causes import Cause
    from localize.report.model import FieldView, ReportData

__all__ = ["Choice", "Place", "choices_for", "place_of", "what_to_do"]

Place = tuple[str, str]
"""What a decision calls the place of a field, and its name: ``("option", "Size")``, ``("column", "Shoe size")``."""
_NOWHERE: Place = ("", "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its words, the table that it goes to (``decisions``, ``settings`` or ``accept``) and its entry there.

    ``asks`` is the key of the entry that the person writes, ``input`` what the page calls it; both are mostly empty.
    """

    words: str
    table: str
    entry: Mapping[str, Any]
    asks: str = ""
    input: str = ""

    @property
    def json(self) -> str:
        """The entry as the page carries it."""
        return json.dumps(self.entry, ensure_ascii=False)


def place_of(view: FieldView) -> Place:
    """Where a decision about a field holds: in the option that the seller named, else in the column."""
    return ("option", view.label) if view.label else ("column", view.header) if view.header else _NOWHERE


def choices_for(cause: Cause, report: ReportData, places: Mapping[tuple[str, str], Place]) -> list[Choice]:
    """What can be answered to a cause, decisions first; accepting it, for a year, always can be.

    ``places`` are those of fields, by listing and path. A decision is offered where the findings name one option or column,
    for it must say where it holds.
    """
    known = _known().get(cause.code, {})
    if known.get("place") == "value":
        places = {_where(row): ("column", str(row.get("value", ""))) for row in cause.rows}
    found = {places.get(_where(row), _NOWHERE) for row in cause.rows}
    place = found.pop() if len(found) == 1 else _NOWHERE
    choices: list[Choice] = []
    if place[1] and (question := _question(known.get("decisions", ()), cause)):
        choices += _decisions(question, place, report)
    if "settings" in known:
        choices += _settings(known["settings"], report)
    if place[1] and "asks" in known and cause.group.startswith(f"{cause.code}:"):
        choices += _written(known, cause, place, report)
    until = _in_a_year(report.as_of).isoformat()
    entry = {"code": cause.code, "group": cause.group, "market": report.market, "reason": "", "until": until}
    return [*choices, Choice(f"Accept it until {until}", "accept", entry, "reason", "Why is it fine?")]


def _where(row: Mapping[str, Any]) -> tuple[str, str]:
    return row.get("listing", ""), row.get("field", "")


def _question(known: Sequence[Mapping[str, Any]], cause: Cause) -> Mapping[str, Any] | None:
    """What to ask: the first question that all messages of the cause are about."""
    for question in known:
        if all(re.search(question.get("about", ""), str(row["message"])) for row in cause.rows):
            return question
    return None


def _decisions(known: Mapping[str, Any], place: Place, report: ReportData) -> Iterator[Choice]:
    first = known.get("proposed", {}).get(report.source_locale.rsplit("-", 1)[-1])
    for value, words in sorted(known["values"], key=lambda item: item[0] != first):
        proposed = "Proposed: " if value == first else ""
        said = f"{proposed}{known['question']} {words} ({place[0]} “{place[1]}”, everywhere)"
        yield Choice(said, "decisions", {place[0]: place[1], known["answer"]: value})


def _settings(known: list[Mapping[str, Any]], report: ReportData) -> Iterator[Choice]:
    """Answers that set keys, each once; none where the catalog's market is not known."""
    try:
        source, target = load_market(report.source_locale), load_market(report.market)
    except UsageError:
        return
    facts = {
        "market": target.locale,
        "currency": target.currency,
        "country": target.data["name"],
        "source_country": source.data["name"],
        "source_currency": source.currency,
    }
    side = "target" if target.prices_include_tax else "source"
    told: list[Any] = []
    for answer in known:
        entry = _filled(answer["set"], facts)
        if answer.get("where", side) == side and entry not in told:
            told.append(entry)
            yield Choice(answer["words"].format_map(facts), "settings", entry)


def _filled(table: Any, facts: Mapping[str, str]) -> Any:
    if isinstance(table, dict):
        return {key.format_map(facts): _filled(value, facts) for key, value in table.items()}
    return table.format_map(facts) if isinstance(table, str) else table


def _written(known: Mapping[str, Any], cause: Cause, place: Place, report: ReportData) -> Iterator[Choice]:
    """One value in one column, for this market, as the person writes it."""
    values = {str(row.get("value", "")).strip() for row in cause.rows}
    value = values.pop() if len(values) == 1 else ""
    if value and "*" not in value:  # a star would stand for any letters
        words = known["question"].format(value=value, market=report.market)
        entry = {place[0]: place[1], "value": value, "market": report.market, known["asks"]: ""}
        yield Choice(words, "decisions", entry, known["asks"], known["input"])


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
