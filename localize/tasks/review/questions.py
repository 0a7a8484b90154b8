"""The questions of a report in a review workbook, and the answers that a person gave there, for ``decide``.

Each row carries what its answers become, so that it may be sorted, and its sheet saved as CSV.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.formats import open_catalog
from localize.tasks.review.damage import repaired
from localize.tasks.review.sheets import ANSWER, CHOICES, OWN_WORDS, QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from localize.protocols import Source

__all__ = ["Answers", "QuestionUnit", "answers_of_sheet", "joined_questions"]

_HEADER_WITHIN = 5
_NEEDED = frozenset({QUESTION, ANSWER, CHOICES})


@dataclass(slots=True)
class QuestionUnit:
    """A question that one or more outputs ask, and its answers: words → table, entries, and what is asked for."""

    markets: list[str]
    says: str
    remedy: str
    severity: str
    findings: int
    examples: list[str]
    choices: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, market: str, asked: Mapping[str, Any]) -> QuestionUnit:
        """A question as a manifest has it."""
        choices = {
            answer["says"]: {"table": answer["table"], "entries": [answer["entry"]], "asks": answer.get("asks", "")}
            for answer in asked["answers"]
        }
        facts = (asked["says"], asked["do"], asked["severity"], asked["findings"], list(asked["examples"]))
        return cls([market], *facts, choices)

    @property
    def key(self) -> str:
        """What it shares with the same question about another output: its answers, accepting aside."""
        own = {words: choice for words, choice in self.choices.items() if choice["table"] != "accept"}
        return json.dumps(own or [self.choices, self.markets], sort_keys=True)

    def join(self, other: QuestionUnit) -> None:
        """Ask the same about another output, too."""
        self.markets += [market for market in other.markets if market not in self.markets]
        self.findings += other.findings
        self.examples += [text for text in other.examples if text not in self.examples][
            : max(0, 3 - len(self.examples))
        ]
        for words, choice in other.choices.items():
            known = self.choices.setdefault(words, choice)["entries"]
            known += [entry for entry in choice["entries"] if entry not in known]


def joined_questions(asked: Iterable[tuple[str, Mapping[str, Any]]]) -> list[QuestionUnit]:
    """The questions of outputs, each with its market, asked once."""
    found: dict[str, QuestionUnit] = {}
    for market, data in asked:
        unit = QuestionUnit.of(market, data)
        if (known := found.get(unit.key)) is not None:
            known.join(unit)
        else:
            found[unit.key] = unit
    return list(found.values())


@dataclass(slots=True)
class Answers:
    """What a person answered, by table of ``localize.toml``, and what cannot be taken, with the reason."""

    tables: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"decisions": [], "settings": [], "accept": []}
    )
    left_out: list[str] = field(default_factory=list)


def answers_of_sheet(file: Path) -> Answers | None:
    """The answers of a review workbook, or of its sheet saved in another format; None if it asks nothing.

    Raises:
        CatalogError: it cannot be read.
    """
    source = open_catalog(file)
    found = Answers()
    asks = False
    for table in source.tables:
        for place, row in _rows(source, table):
            asks = True
            _take(found, place, row)
    return found if asks else None


def _rows(source: Source, table: str) -> Iterator[tuple[str, dict[str, str]]]:
    names: list[str] = []
    for row in source.rows(table):
        cells = [(cell or "").strip() for cell in row.cells]
        if names:
            yield source.place(table, row.number, names.index(ANSWER)), dict(zip(names, cells, strict=False))
        elif set(cells) >= _NEEDED:
            names = cells
        elif row.number >= _HEADER_WITHIN:
            return


def _take(found: Answers, place: str, row: Mapping[str, str]) -> None:
    said, words = row.get(ANSWER, ""), row.get(OWN_WORDS, "")
    if not said:
        if words:
            found.left_out.append(f"{place}: “{words}” answers nothing: choose an answer beside it, too")
        return
    choice = _chosen(row.get(CHOICES, ""), said)
    if choice is None:
        found.left_out.append(f"{place}: “{said}” is none of the answers that are offered")
        return
    if choice["asks"] and not words:
        found.left_out.append(f"{place}: “{said}” needs “{OWN_WORDS}”")
        return
    for entry in choice["entries"]:
        found.tables[choice["table"]].append(_filled(entry, choice["asks"], words))


def _chosen(text: str, said: str) -> dict[str, Any] | None:
    """The choice with these words, also where a program spoilt letters of both."""
    for undo in (str, repaired):
        try:
            choices: dict[str, dict[str, Any]] = json.loads(undo(text) or "{}")
        except ValueError:
            continue
        wanted = (undo(said) or said).casefold()
        if found := next((choice for words, choice in choices.items() if words.casefold() == wanted), None):
            return found
    return None


def _filled(entry: Any, key: str, words: str) -> Any:
    """The entry with a person's words wherever the key stands that asks for them."""
    if not isinstance(entry, dict):
        return entry
    return {name: words if key and name == key else _filled(value, key, words) for name, value in entry.items()}
