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
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.data import package_folder, read_toml
from localize.errors import UsageError
from localize.findings import finding_codes
from localize.market import load_market

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from localize.report.causes import Cause
    from localize.report.model import FieldView, ListingView, ReportData

__all__ = ["Choice", "Place", "Places", "by_question", "choices_for", "places_of", "what_to_do"]

_MOST_CATEGORIES = 12
"""In a column with more of them one answer for all is asked for."""


class Place(NamedTuple):
    """Where a decision holds: what it calls the place of a field, its name, and the category if there are several.

    ``Place("option", "Size")``, ``Place("column", "Size", "Sandals")``.
    """

    kind: str = ""
    name: str = ""
    category: str = ""

    @property
    def entry(self) -> dict[str, str]:
        """What the decision says of it."""
        return {self.kind: self.name, **({"category": self.category} if self.category else {})}

    @property
    def said(self) -> str:
        """For people."""
        where = f"category “{self.category}”" if self.category else "everywhere"
        return f"{self.kind} “{self.name}”, {where}"


Places = Mapping[tuple[str, str], Place]
"""Places of fields, by listing and path."""
_NOWHERE = Place()


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


def places_of(listings: Iterable[ListingView], findings: Mapping[str, Sequence[Mapping[str, Any]]]) -> Places:
    """Where decisions about the fields of ``findings``, which are by listing, hold.

    That is the option that the seller named, else the column; and the listing's category where listings of several stand
    in it, for shoes and rings may share a column of sizes.
    """
    found: dict[tuple[str, str], Place] = {}
    categories: defaultdict[Place, set[str]] = defaultdict(set)
    for listing in listings:
        for view in listing.fields:
            place = _place(view)
            categories[place].add(listing.category)
            if listing.key in findings:
                found[listing.key, view.path] = place._replace(category=listing.category)
    return {
        where: place
        if 1 < len(categories[place._replace(category="")]) <= _MOST_CATEGORIES
        else place._replace(category="")
        for where, place in found.items()
    }


def _place(view: FieldView) -> Place:
    return Place("option", view.label) if view.label else Place("column", view.header) if view.header else _NOWHERE


def by_question(findings: Iterable[Mapping[str, Any]], places: Places) -> list[Mapping[str, Any]]:
    """The findings, those that one decision settles with a ``cause`` of their own: a column is asked about once."""
    told = []
    for finding in findings:
        known = _known().get(finding["code"], {})
        place = places.get(_where(finding), _NOWHERE)
        if place.name and "decisions" in known and "place" not in known:
            number = next((n for n, q in enumerate(known["decisions"]) if _is_about(q, finding)), -1)
            finding = {**finding, "cause": "/".join((finding["code"], *place, str(number)))}  # noqa: PLW2901
        told.append(finding)
    return told


def choices_for(cause: Cause, report: ReportData, places: Places) -> list[Choice]:
    """What can be answered to a cause, decisions first; accepting it, for a year, always can be.

    ``places`` are those of fields, by listing and path. A decision is offered where the findings name one option or column,
    for it must say where it holds.
    """
    known = _known().get(cause.code, {})
    if known.get("place") == "value":
        places = {_where(row): Place("column", str(row.get("value", ""))) for row in cause.rows}
    found = {places.get(_where(row), _NOWHERE) for row in cause.rows}
    place = found.pop() if len(found) == 1 else _NOWHERE
    choices: list[Choice] = []
    if place.name and (question := _question(known.get("decisions", ()), cause)):
        choices += _decisions(question, place, report)
    if "settings" in known:
        choices += _settings(known["settings"], cause, report)
    if place.name and "asks" in known and cause.group.startswith(f"{cause.code}:"):
        choices += _written(known, cause, place, report)
    until = _in_a_year(report.as_of).isoformat()
    of = _accepted(cause)
    entry = {"code": cause.code, **of, "market": report.market, "reason": "", "until": until}
    where = "" if "group" in of else f" wherever “{of['field']}” has it" if of else " wherever it is"
    return [*choices, Choice(f"Accept it{where} until {until}", "accept", entry, "reason", "Why is it fine?")]


def _accepted(cause: Cause) -> dict[str, str]:
    """Which findings of the code are meant: those of one group, or of one field."""
    for key in ("group", "field"):
        said = {str(row.get(key) or "") for row in cause.rows}
        if len(said) == 1 and (text := said.pop()):
            return {key: text}
    return {}


def _where(row: Mapping[str, Any]) -> tuple[str, str]:
    return row.get("listing", ""), row.get("field", "")


def _question(known: Sequence[Mapping[str, Any]], cause: Cause) -> Mapping[str, Any] | None:
    """What to ask: the first question that all messages of the cause are about."""
    for question in known:
        if all(_is_about(question, row) for row in cause.rows):
            return question
    return None


def _is_about(question: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    return bool(re.search(question.get("about", ""), str(finding["message"])))


def _decisions(known: Mapping[str, Any], place: Place, report: ReportData) -> Iterator[Choice]:
    first = known.get("proposed", {}).get(report.source_locale.rsplit("-", 1)[-1])
    for value, words in sorted(known["values"], key=lambda item: item[0] != first):
        proposed = "Proposed: " if value == first else ""
        said = f"{proposed}{known['question']} {words} ({place.said})"
        yield Choice(said, "decisions", {**place.entry, known["answer"]: value})


def _settings(known: list[Mapping[str, Any]], cause: Cause, report: ReportData) -> Iterator[Choice]:
    """Answers that set keys, each once; none where the catalog's market is not known.

    What an answer ``asks`` for the person writes; it is about what the cause's group names behind the code.
    """
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
        "subject": cause.group.partition(":")[2],
        "day": report.as_of.isoformat(),
    }
    side = "target" if target.prices_include_tax else "source"
    told: list[Any] = []
    for answer in known:
        entry = _filled(answer["set"], facts)
        if answer.get("where", side) != side or entry in told or ("asks" in answer and not facts["subject"]):
            continue
        told.append(entry)
        words, asked = (answer.get(key, "").format_map(facts) for key in ("words", "input"))
        yield Choice(words, "settings", entry, answer.get("asks", ""), asked)


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
        entry = {place.kind: place.name, "value": value, "market": report.market, known["asks"]: ""}
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
