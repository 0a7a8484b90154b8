"""One label in one table: by its key, its age, without its width, or both ends of a range."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from localize.sizes.tables import AGES, Hit, Miss
from localize.sizes.words import words

if TYPE_CHECKING:
    from localize.sizes.labels import SizeLabel
    from localize.sizes.result import SizeResult
    from localize.sizes.tables import Column, SizeTable

__all__ = ["looked_up"]

_SLEEVE_DIGITS = 2


def looked_up(blank: SizeResult, label: SizeLabel, kind: str, table: SizeTable) -> SizeResult:
    """``blank`` filled in with what ``table`` says of a label of this kind."""
    if table.names:
        blank = _answered_in_measures(blank, table)
    source, target = table.system(blank.source), table.system(blank.target)
    if target not in table.columns or (source not in table.columns and label.age is None):
        missing = target if target not in table.columns else source
        reason = f"The table of {table.title.lower()} has no {missing}; it has {', '.join(table.columns)}."
        return replace(blank, problem="no-equivalent", reason=reason)
    column = table.columns.get(source)
    if label.age is not None:
        return _at_age(blank, label, table, column)
    if label.unit and (column is None or column.unit.strip() != label.unit):
        return replace(blank, problem="kept", reason=f"'{label.text}' is a measure, not a {blank.source} size.")
    found = table.lookup(label.key, blank.source, target)
    beside = False
    if isinstance(found, Miss) and _may_stand_beside(kind, label):
        found, beside = table.lookup(label.number, blank.source, target), True
    if isinstance(found, Miss) and found.ambiguous and label.letters:
        found, beside = table.lookup(_with_letter(label), blank.source, target), bool(label.suffix)
    if label.fit and kind in words()["beside"] and label.fit not in words()["beside"][kind]:
        found = Miss(f"{blank.source} {label.text} is a cut of its own, which {blank.target} sizes have no number for.")
    beside = beside or bool(label.fit)
    if isinstance(found, Miss) and label.form == "range":
        ends = _both_ends(label, table, blank)
        found = found if isinstance(ends, Miss) and label.suffix else ends
    if beside and isinstance(found, Hit) and found.label == label.number:
        found, beside = replace(found, label=label.text), False  # 40R is 40R in both
    return blank.answered(found, table.columns[target].unit, beside=beside)


def _with_letter(label: SizeLabel) -> str:
    """``4`` of a big kid is 4Y, ``7`` of a toddler 7C; a little kid's sizes run from 8C to 13.5C and on from 1Y."""
    letter = label.letters
    if len(letter) > 1:
        letter = "C" if Decimal(label.number) >= words()["little_kid"]["least"] else "Y"
    return label.number + letter


def _answered_in_measures(blank: SizeResult, table: SizeTable) -> SizeResult:
    """Names are answered by another market's names only where both mean the same beds: never."""
    answer = table.columns[blank.target].answer if blank.target in table.columns else ""
    return replace(blank, target=answer) if answer and blank.target != blank.source else blank


def _at_age(blank: SizeResult, label: SizeLabel, table: SizeTable, column: Column | None) -> SizeResult:
    """An age: by the source's own label where that system counts in ages, else by the ages of the rows."""
    target = table.system(blank.target)
    found: Hit | Miss = Miss("", unknown=True)
    if column is not None and column.ages:
        found = table.lookup(label.key, blank.source, target)
    if isinstance(found, Miss) and table.columns[target].ages:
        found = table.lookup(label.key, target, target)
    if isinstance(found, Miss) and label.age is not None:
        found = table.at_age(*label.age, target)
    if isinstance(found, Miss):  # an age is understood everywhere
        return replace(blank, problem="same", reason=found.reason)
    return replace(blank, source=AGES).answered(found, table.columns[target].unit)


def _may_stand_beside(kind: str, label: SizeLabel) -> bool:
    """True for a width, a cut or a sleeve, which the new label has no place for."""
    allowed = frozenset(words()["beside"].get(kind, ()))
    width = label.suffix.split("(")[0].strip()
    if label.suffix.startswith("(") and allowed:
        return True
    sleeve = kind in {"shirts", "clothing"} and label.suffix[:2].isdigit() and len(label.suffix) >= _SLEEVE_DIGITS
    return width in allowed or sleeve


def _both_ends(label: SizeLabel, table: SizeTable, blank: SizeResult) -> Hit | Miss:
    """``2T-5T``: both ends by what they are; the letter at the end belongs to each where the table has such labels."""
    parts = label.number.split("-")
    ends = [table.lookup(f"{part}{label.suffix}", blank.source, blank.target) for part in parts]
    if any(isinstance(end, Miss) for end in ends):
        ends = [table.lookup(part, blank.source, blank.target) for part in parts]
    hits = [end for end in ends if isinstance(end, Hit)]
    if len(hits) < len(ends):
        return next(end for end in ends if isinstance(end, Miss))
    first, last = hits[0].label, hits[-1].label
    joined = "/" if "/" in label.text else "-"
    if "-" in first or "-" in last:  # 4-5 and 5-6 are 4-6
        first, last, joined = first.partition("-")[0], last.rpartition("-")[2], "-"
    return replace(hits[0], label=joined.join((first, last)), by=", ".join(hit.by for hit in hits))
