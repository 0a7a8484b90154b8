"""Judges a localized file by itself: source cells and output cells side by side, re-read by :mod:`benchmarks.reading`.

It knows nothing of how the package works. From its files it takes the dictionaries, the size tables, the exchange rate
that the manifest names, and ``changes.jsonl`` as the list of cells that were changed and of terms that were applied.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from io import StringIO
from typing import TYPE_CHECKING, Any

from benchmarks.arithmetic import PRICE_SLACK
from benchmarks.reading import numbers, plain, protected, tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from benchmarks.arithmetic import Arithmetic
    from benchmarks.terms import Glossary

__all__ = ["CHECKS", "Judge", "Verdict", "read_cells"]

CHECKS = (
    "untouched cells",
    "tags",
    "placeholders",
    "URLs",
    "e-mails",
    "codes",
    "brand",
    "numbers",
    "prices",
    "terms",
    "terms noted",
)

_MONEY = re.compile(r"\b(?:price|cost)\b", re.IGNORECASE)
_BRAND = re.compile(r"^(?:vendor|brand)$", re.IGNORECASE)
_UNIT_HEADER = re.compile(r"\bunit$|weight$|\((?:kg|lbs?|oz|g|in|cm)\)$", re.IGNORECASE)
_PLACE = re.compile(r"(?:(.*)!)?([A-Z]+)(\d+)$")

Cells = dict[str, list[list[str]]]
"""Rows of texts by table (sheet; '' for CSV)."""


def read_cells(path: Path) -> Cells:
    """Every cell as text, read with other readers than the package's (``csv`` as the dialect sniffs, openpyxl)."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        book = load_workbook(path)
        return {sheet.title: [["" if v is None else str(v) for v in row] for row in sheet.values] for sheet in book}
    text = path.read_bytes().decode("utf-8-sig")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    return {"": list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))}


@dataclass(slots=True)
class Verdict:
    """How many of each check held, and of those that did not, where and why."""

    seen: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, check: str, *, held: int, of: int, what: str = "") -> None:
        """Count ``of`` things of which ``held`` came through; ``what`` is told where some did not."""
        self.seen[check] += of
        self.held[check] += held
        if held < of:
            self.failures.append(f"{check}: {what}")


@dataclass(slots=True)
class Judge:
    """One output beside its source."""

    source: Cells
    output: Cells
    changes: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    glossary: Glossary
    arithmetic: Arithmetic
    verdict: Verdict = field(default_factory=Verdict)

    def run(self) -> Verdict:
        """Every check on every cell."""
        changed = {c["place"] for c in self.changes if c["scope"] == "field"}
        noted = self._noted_terms()
        foreign = {f["place"] for f in self.findings if f["code"] in {"other-language", "untranslated"}}
        for table, rows in self.source.items():
            brands = _Brands(rows)
            for row, cells in enumerate(rows):
                for column, before in enumerate(cells):
                    place = _place(table, row, column)
                    after = self._after(table, row, column)
                    header = rows[0][column] if column < len(rows[0]) else ""
                    if place not in changed and row > 0:
                        self._untouched(place, before, after)
                    elif row > 0:
                        self._changed(place, header, before, after, brands.of(row), foreign=place in foreign)
                        self._noted(place, after, noted.get(place, []))
        return self.verdict

    def _after(self, table: str, row: int, column: int) -> str:
        rows = self.output.get(table, [])
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else "\0missing"

    def _untouched(self, place: str, before: str, after: str) -> None:
        self.verdict.add("untouched cells", held=before == after, of=1, what=f"{place} {before!r} → {after!r}")

    def _changed(self, place: str, header: str, before: str, after: str, brand: str, *, foreign: bool) -> None:
        if _MONEY.search(header):
            self._price(place, before, after)
            return
        if _UNIT_HEADER.search(header) and not re.search(r"[A-Za-z]{3}", before):
            return  # a display unit: its number stands in another column
        old, new = plain(before), plain(after)
        self._same("tags", place, tags(before), tags(after))
        kept, found = protected(old), protected(new)
        for kind, strings in kept.items():
            self._same(kind, place, strings, found[kind])
        if brand:
            count = _words(brand, " ".join(old))
            self.verdict.add(
                "brand",
                held=min(count, _words(brand, " ".join(new))),
                of=count,
                what=f"{place} {brand} in {after[:120]!r}",
            )
        self._numbers(place, old, new)
        if not foreign:
            for term, forms, times in self.glossary.expected(self._translated(place, old), brand):
                held = min(times, max(self.glossary.count(forms, new), 0))
                self.verdict.add(
                    "terms", held=held, of=times, what=f"{place} {term!r} → {forms[:3]} in {' '.join(new)[:200]!r}"
                )

    def _translated(self, place: str, texts: Sequence[str]) -> list[str]:
        """The texts without the legal passages that a finding says are kept as they are."""
        told = [f["message"] for f in self.findings if f["code"] == "legal-passage" and f["place"] == place]
        passages = [passage for message in told for passage in re.findall("“([^”]+)”", message)]
        return [reduce(lambda left, passage: left.replace(passage, "\n"), passages, text) for text in texts]

    def _same(self, check: str, place: str, before: Sequence[str], after: Sequence[str]) -> None:
        held = sum((Counter(before) & Counter(after)).values())
        wrong = list(before) != list(after)
        of = max(len(before), len(after))
        self.verdict.add(check, held=held - (wrong and held == of), of=of, what=f"{place} {before} → {after}")

    def _price(self, place: str, before: str, after: str) -> None:
        old, new, rate = _amount(before), _amount(after), self.arithmetic.rate
        fits = old is not None and new is not None and abs(new - old * rate) <= PRICE_SLACK * old * rate + 0.01
        self.verdict.add("prices", held=fits, of=1, what=f"{place} {before} → {after} at {rate}")

    def _numbers(self, place: str, old: Sequence[str], new: Sequence[str]) -> None:
        before = [n for text in old for n in numbers(text, decimal=".")]
        after = [n for text in new for n in numbers(text, decimal=",")]
        lost, invented = self.arithmetic.unexplained(before, after, " ".join(new))
        of = max(len(before), len(after))
        told = f"lost {[n.text for n in lost]} invented {[n.text for n in invented]}"
        what = f"{place} {told}: {' '.join(old)[:160]!r} → {' '.join(new)[:160]!r}"
        self.verdict.add("numbers", held=of - min(of, len(lost) + len(invented)), of=of, what=what)

    def _noted_terms(self) -> dict[str, list[tuple[str, str]]]:
        noted: dict[str, list[tuple[str, str]]] = {}
        for change in self.changes:
            if change["stage"] == "terms" and change["scope"] == "span":
                noted.setdefault(change["place"], []).append((change["before"], change["after"]))
        return noted

    def _noted(self, place: str, after: str, terms: Iterable[tuple[str, str]]) -> None:
        text = " ".join(plain(after))
        for form, times in Counter(target for _, target in terms).items():
            held = min(times, _words(form, text))
            self.verdict.add("terms noted", held=held, of=times, what=f"{place} {form!r} in {text[:160]!r}")


class _Brands:
    """The brand of each row: its own, or the one that the first row of its product states."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        header = list(rows[0]) if rows else []
        self._rows = rows
        self._column = next((i for i, name in enumerate(header) if _BRAND.match(name.strip())), None)

    def of(self, row: int) -> str:
        """The brand, or the empty string."""
        if self._column is None:
            return ""
        first = self._rows[row][0]
        while row > 0 and self._rows[row][0] == first:
            if brand := self._rows[row][self._column]:
                return brand
            row -= 1
        return ""


def _amount(text: str) -> float | None:
    digits = re.sub(r"[^\d.,]", "", text)
    if re.search(r",\d{2}$", digits):
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return None


def _words(word: str, text: str) -> int:
    pattern = r"\s+".join(map(re.escape, word.split()))
    return len(re.findall(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))


def _place(table: str, row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{table}!{letters}{row + 1}" if table else f"{letters}{row + 1}"


def read_lines(path: Path) -> list[dict[str, Any]]:
    """A JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
