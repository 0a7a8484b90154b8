"""Size tables: what a row says, and the label that answers another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

__all__ = ["AGES", "STATUSES", "Column", "Hit", "Miss", "Row", "SizeTable", "Status", "tables_for", "worst"]

Status = Literal["verified", "contested", "unverified"]
STATUSES: tuple[Status, ...] = get_args(Status)
_FIRST_NUMBER = re.compile(r"\d+")
AGES = "AGE"
"""The system of labels that are ages ("6-12 months"), in tables whose rows say an age."""


def worst(*statuses: Status) -> Status:
    """The least certain of ``statuses``.

    >>> worst("verified", "contested")
    'contested'
    """
    return max(statuses, key=STATUSES.index)


@dataclass(frozen=True, slots=True)
class Column:
    """A size system in a table.

    ``also`` are other systems that print the same labels, ``reads`` those whose labels buyers here read though no row
    answers them ("EU 38" on women's clothing may be German or French). ``countries`` are those whose buyers read this
    column where their market's profile does not say. ``unit`` is written behind the labels, ``suffixes`` are other
    letters for a suffix, ``restarts`` says that numbers begin again (children's 13.5, then 1), ``cup_first`` that bra
    sizes are written B75, ``ages`` that a number is an age. ``answer`` is the column that answers where another market
    has names of its own (mattresses).
    """

    system: str
    status: Status = "verified"
    note: str = ""
    unit: str = ""
    cup_first: bool = False
    restarts: bool = False
    ages: bool = False
    answer: str = ""
    suffixes: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Labels per system (the first is the one written), the body measure in mm if there is one, the file's line.

    ``age`` is the first and last month of life that the row is for, where the table says so.
    """

    line: int
    labels: Mapping[str, tuple[str, ...]]
    measure: Decimal | None = None
    status: Status = "verified"
    age: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """The answering label, where it stands (``shoes-men.csv:12``) and how certain it is."""

    label: str
    by: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class Miss:
    """Why there is no answer; ``ambiguous`` where there would be several, ``unknown`` where it is no such label."""

    reason: str
    ambiguous: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class SizeTable:
    """One table; empty ``kinds``, ``audiences`` or ``brand`` mean any. ``convert`` False: labels stay as they are.

    ``say`` asks for a finding where labels stay, ``names`` that labels are words ("Queen"), ``partial``
    that there are other ways to size these things, ``elsewhere`` is the system of
    countries that no column and no market profile names; numbers below ``from_number`` are another table's (a woman's jeans
    of size 8 are numbered as her dresses are, and no waist has 8 inches).
    """

    name: str
    title: str
    kinds: frozenset[str]
    audiences: frozenset[str]
    columns: Mapping[str, Column]
    rows: tuple[Row, ...] = ()
    tolerance: Decimal | None = None
    convert: bool = True
    reason: str = ""
    note: str = ""
    brand: str = ""
    seller: bool = False
    say: bool = False
    names: bool = False
    partial: bool = False
    elsewhere: str = ""
    from_number: int = 0
    index: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict, repr=False)

    def covers(self, kind: str, audience: str, brand: str) -> bool:
        """True where the table speaks of this kind, audience and brand."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.audiences or audience in self.audiences)
            and (not self.brand or self.brand.casefold() == brand.casefold())
        )

    def counts(self, number: str) -> bool:
        """Is a label's number (``8``, ``8-10``, or none) one that this table speaks of?"""
        match = _FIRST_NUMBER.match(number)
        return match is None or int(match[0]) >= self.from_number

    def system(self, name: str) -> str:
        """The column that holds the labels of a system; the name itself where none does.

        ``US-C`` is the system US read with the letter C, which a seller's decision may say of bare numbers.
        """
        base = name if name in self.columns else name.partition("-")[0]
        return next((s for s, column in self.columns.items() if base == s or base in column.also), name)

    def knows(self, *systems: str) -> bool:
        """True where every one of ``systems`` has a column."""
        return all(self.system(name) in self.columns for name in systems)

    def default_system(self, country: str) -> str:
        """The system of a country by this table, or the empty string."""
        return next((s for s, column in self.columns.items() if country in column.countries), self.elsewhere)

    def lookup(self, key: str, source: str, target: str) -> Hit | Miss:
        """The label of ``target`` that answers the label ``key`` (see :func:`label_key`) of ``source``.

        In a table with a body measure a label between two of the target's becomes the nearest, a tie the larger.
        """
        source, key = self._read(source, key)
        target = self.system(target)
        found = self.index.get((source, key)) or self.index.get((source, self._respelled(source, key)), ())
        if not found:
            return self._missed(key, source)
        hits = [hit for position in found if (hit := self._answer(self.rows[position], source, target))]
        labels = list(dict.fromkeys(hit.label for hit in hits))
        if len(labels) > 1:
            return Miss(f"{source} {key} answers {' and '.join(labels)} in {target}.", ambiguous=True)
        return hits[0] if hits else Miss(f"{source} {key} has no equivalent in {target}.")

    def at_age(self, first: int, last: int, target: str) -> Hit | Miss:
        """The label or range of labels for an age, from the first to the last month of life."""
        target = self.system(target)
        fit = [
            row
            for row in self.rows
            if target in row.labels
            and row.age
            and ((first <= row.age[0] and row.age[1] <= last) if first < last else row.age[1] == last)
        ]
        if not fit:
            return Miss(f"The table of {self.title.lower()} has no row for that age.", unknown=True)
        labels = list(dict.fromkeys(row.labels[target][0] for row in fit))
        status = worst(*(row.status for row in fit), self.columns[target].status)
        lines = ",".join(str(row.line) for row in fit)
        return Hit("-".join(dict.fromkeys((labels[0], labels[-1]))), f"{self.name}:{lines}", status, self.note)

    def _read(self, source: str, key: str) -> tuple[str, str]:
        """Column and key; of a system with a letter (``US-C``) the key with that letter."""
        system = self.system(source)
        letter = source.removeprefix(f"{system}-") if source != system and "-" in source else ""
        return system, key if not letter or key[-1:].isalpha() else key + letter

    def _missed(self, key: str, source: str) -> Miss:
        """A bare 5 of children's shoes is no label, but 5C and 5Y are."""
        longer = [label for system, label in self.index if system == source and label.rstrip(ascii_uppercase) == key]
        if longer:
            return Miss(f"{source} {key} needs its letter ({', '.join(longer)}).", ambiguous=True)
        return Miss(f"{source} {key} is not in the table of {self.title.lower()}.", unknown=not self.partial)

    def _respelled(self, source: str, key: str) -> str:
        """The key with its last letter as this table writes it (5T → 5C)."""
        suffixes = self.columns[source].suffixes if source in self.columns else {}
        return key[:-1] + suffixes.get(key[-1:], key[-1:])

    def _answer(self, row: Row, source: str, target: str) -> Hit | None:
        other = row if target in row.labels else self._nearest(row, target)
        if other is None:
            return None
        column = self.columns[target]
        status = worst(row.status, other.status, self.columns[source].status, column.status)
        lines = f"{row.line}" if other is row else f"{row.line},{other.line}"
        return Hit(other.labels[target][0], f"{self.name}:{lines}", status, self.note)

    def _nearest(self, row: Row, target: str) -> Row | None:
        here, tolerance = row.measure, self.tolerance
        if here is None or tolerance is None:
            return None
        near = [
            (abs(other.measure - here), -other.measure, other)
            for other in self.rows
            if target in other.labels and other.measure is not None and abs(other.measure - here) <= tolerance
        ]
        return min(near, key=lambda item: item[:2])[2] if near else None


def tables_for(
    tables: Iterable[SizeTable], kind: str, audience: str, brand: str, source: str, target: str
) -> tuple[SizeTable, ...]:
    """The tables that decide: a seller's for the brand, a seller's for all brands, or ours.

    A seller's table that knows both systems decides alone, even where it lacks the label: charts are not mixed. Of ours
    there may be several (sock numbers, then shoe sizes on socks); the one made for the fewest kinds is asked first.
    """
    known = [table for table in tables if table.covers(kind, audience, brand)]
    own = [t for t in known if t.seller and (not t.convert or t.knows(source, target))]
    branded = [table for table in own if table.brand]
    ours = sorted((table for table in known if not table.seller), key=lambda table: len(table.kinds))
    return tuple((branded or own)[:1] or ours)
