"""Which dictionary terms a text holds, and which words may stand for them: read from the CSV files, not by the package."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.reading import without_protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Glossary"]

_TOKEN = re.compile(r"\{n\}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_MEASURES = frozenset(["x", "×", '"', "″", "in", "inch", "inches", "ft", "cm", "mm", "oz", "lb", "-"])
_SCOPES = ("fields", "category", "brand", "market", "marketplace", "case")


@dataclass(frozen=True, slots=True)
class _Entry:
    tokens: tuple[str, ...]
    forms: tuple[str, ...]
    everywhere: bool
    """True for an entry that holds in any field; the others only take their words away from shorter ones."""


@dataclass(slots=True)
class Glossary:
    """Entries by first word, the longest first."""

    entries: dict[str, list[_Entry]] = field(default_factory=dict)

    @classmethod
    def read(cls, files: Iterable[Path]) -> Glossary:
        """All entries of some dictionary files."""
        glossary = cls()
        for path in files:
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    glossary._add(row)
        for entries in glossary.entries.values():
            entries.sort(key=lambda entry: (-len(entry.tokens), not entry.everywhere))
        return glossary

    def _add(self, row: dict[str, str]) -> None:
        kind = row.get("kind") or "translate"
        tokens = tuple(_tokens(row["term"]))
        if kind not in {"translate", "keep"} or not tokens:
            return
        forms = (*row["translation"].split("|"), *(row.get("forms") or "").split("|"))
        everywhere = kind == "translate" and not any(row.get(scope) for scope in _SCOPES)
        entry = _Entry(tokens, tuple(form.strip() for form in forms if form.strip()), everywhere)
        self.entries.setdefault(tokens[0], []).append(entry)

    def expected(self, texts: Sequence[str], brand: str) -> Iterator[tuple[str, list[str], int]]:
        """Terms that stand in the texts, the forms that honour each, and how often it stands there.

        The longest entry at a word wins; where an entry for some fields only has the same words, none is expected.
        """
        found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for text in texts:
            hidden = without_protected(text)
            if brand:
                hidden = re.sub(re.escape(brand), lambda match: " \x01" * len(match.group()), hidden)
            found.update(self._in(_tokens(hidden)))
        for (term, forms), times in found.items():
            yield term, list(forms), times

    def _in(self, tokens: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Of entries that overlap the longer holds, then the earlier."""
        found = [(at, match) for at in range(len(tokens)) if (match := self._at(tokens, at))]
        taken: set[int] = set()
        for at, (entry, number, rivals) in sorted(found, key=lambda f: (-len(" ".join(f[1][0].tokens)), f[0])):
            extent = range(at, at + len(entry.tokens))
            if taken.isdisjoint(extent):
                taken.update(extent)
                if entry.everywhere and not rivals and not _in_compound(tokens, at, len(entry.tokens)):
                    yield " ".join(entry.tokens), tuple(form.replace("{n}", number) for form in entry.forms)

    def _at(self, tokens: Sequence[str], position: int) -> tuple[_Entry, str, bool] | None:
        keys = (tokens[position], "{n}") if tokens[position][0].isdigit() else (tokens[position],)
        fitting = [
            (entry, number)
            for key in keys
            for entry in self.entries.get(key, ())
            if (number := _fits(entry.tokens, tokens, position)) is not None
        ]
        if not fitting:
            return None
        longest = max(len(entry.tokens) for entry, _ in fitting)
        best = [(entry, number) for entry, number in fitting if len(entry.tokens) == longest]
        rivals = any(not entry.everywhere for entry, _ in best)
        entry = max((e for e, _ in best), key=lambda e: e.everywhere)
        forms = tuple(form for other, _ in best for form in other.forms)
        return _Entry(entry.tokens, forms, entry.everywhere), best[0][1], rivals

    @staticmethod
    def count(forms: Sequence[str], texts: Sequence[str]) -> int:
        """How often any of the forms stands in the texts as whole words, capitals aside; the longest first."""
        text = " ".join(" ".join(texts).split()).replace("’", "'")
        alternatives = "|".join(re.escape(form.replace("’", "'")) for form in sorted(forms, key=len, reverse=True))
        return len(re.findall(rf"(?<!\w)(?:{alternatives})(?!\w)", text, re.IGNORECASE)) if alternatives else 0


def _tokens(text: str) -> list[str]:
    return [token.replace("’", "'") for token in _TOKEN.findall(text.casefold())]


def _fits(wanted: Sequence[str], tokens: Sequence[str], position: int) -> str | None:
    number = ""
    if position + len(wanted) > len(tokens):
        return None
    for at, (word, token) in enumerate(zip(wanted, tokens[position:], strict=False), start=position + 1):
        if word == "{n}" and token.isdigit():
            if tokens[at : at + 1] and tokens[at] in _MEASURES:
                return None  # box of 71 x 18 in
            number = token
        elif word != token:
            return None
    return number


def _in_compound(tokens: Sequence[str], position: int, length: int) -> bool:
    return "-" in (tokens[position - 1] if position else "", *tokens[position + length : position + length + 1])
