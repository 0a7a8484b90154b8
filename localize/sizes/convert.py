"""One size into another system, or the reason why not.

A label is tried in every table that its kind and audience could mean; only where they all agree is there an answer.
What is never converted (waist and length), has no honest equivalent or could mean several things is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.sizes.bras import convert_bra
from localize.sizes.evidence import AUDIENCES, KINDS, Evidence
from localize.sizes.lookup import looked_up
from localize.sizes.parsing import name_value, parse_size_value
from localize.sizes.result import LETTERS, SizeResult
from localize.sizes.table_files import load_tables
from localize.sizes.tables import Hit, tables_for
from localize.sizes.words import system_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from localize.sizes.labels import SizeLabel
    from localize.sizes.result import Problem
    from localize.sizes.tables import SizeTable

    # (kind, audience) → the name of the size system there, or the empty string
    SystemOf = Callable[[str, str], str]

__all__ = ["convert_label", "convert_size", "system_slot"]

_WAIST_AND_LENGTH = frozenset({"jeans", "trousers"})
_FOR_ALL = frozenset({"ski-boots", "rings", "hats", "bras", "gloves", "belts", "mattresses", "bedcovers"})


def system_slot(kind: str, audience: str) -> str:
    """The key in a market's ``[size_systems]`` for a kind and audience.

    >>> system_slot("clothing", "women"), system_slot("shoes", "kids")
    ('women', 'shoes')
    """
    if kind in {"clothing", "shirts", "trousers", "jeans", "suits"}:
        return audience
    return "shoes" if kind == "socks" else kind


def convert_size(
    label: str,
    source_system: str,
    target_system: str,
    kind: str = "",
    audience: str = "",
    brand: str = "",
    tables: Sequence[Path] = (),
) -> SizeResult:
    """Convert one size label.

    ``kind`` is ``shoes``, ``clothing``, ``shirts``, ``trousers``, ``jeans``, ``suits``, ``rings``, ``hats``, ``bras``,
    ``gloves``, ``belts``, ``socks``, ``mattresses`` or empty,
    ``audience`` is ``men``, ``women``, ``kids``, ``unisex`` or empty; ``tables`` are a seller's own.

    >>> convert_size("10.5", "US", "EU", kind="shoes", audience="men").label
    '43.5'
    >>> convert_size("7", "US", "EU", kind="shoes").problem
    'ambiguous'

    Raises:
        ConfigError: a seller's table cannot be read.
    """
    source, target = _system(source_system), _system(target_system)
    value = name_value(label) if kind == "mattresses" else parse_size_value(label)
    if value is None or len(value.labels) > 1:
        return SizeResult(label, source, target, problem="no-equivalent", reason=f"'{label}' is not one size label.")
    one = value.labels[0]
    source = one.system or source
    whom = {"unisex": frozenset({"men", "women"}), "": frozenset[str]()}.get(audience, frozenset({audience}))
    evidence = Evidence(frozenset({kind} if kind else ()), whom).narrowed(one.audience)
    found = convert_label(one, evidence, lambda *_: source, lambda *_: target, load_tables(tuple(tables)), brand)
    return replace(found, original=label)


def _system(name: str) -> str:
    return system_names(columns=True).get(name.upper(), name.upper())


def convert_label(
    label: SizeLabel,
    evidence: Evidence,
    source_of: SystemOf,
    target_of: SystemOf,
    tables: Iterable[SizeTable],
    brand: str = "",
) -> SizeResult:
    """Convert a parsed label by what is known of its product; systems depend on kind and audience."""
    label = _dual(label, evidence)
    if label.form in {"one-size", "waist-length"}:
        return _refused(label, "kept", "Such labels are the same everywhere.")
    if label.is_letters and not evidence.kinds & {"rings"}:
        return _letters(label, source_of, target_of, tables, brand)
    every = [
        (_what(kind, audience), _one(label, kind, audience, source_of, target_of, tables, brand))
        for kind in sorted(evidence.kinds or KINDS)
        for audience in sorted(evidence.audiences or AUDIENCES)
    ]
    return _agreed(label, evidence, every)


def _dual(label: SizeLabel, evidence: Evidence) -> SizeLabel:
    """``36/38`` is waist and length of trousers, and one size for two neighbours of everything else."""
    ends = re.fullmatch(r"(\d\d) ?/ ?(\d\d)", label.text)
    if label.form != "waist-length" or not ends or not evidence.kinds or evidence.kinds & _WAIST_AND_LENGTH:
        return label
    number = f"{ends[1]}-{ends[2]}"
    return replace(label, key=number, number=number, form="range") if ends[1] < ends[2] else label


def _what(kind: str, audience: str) -> str:
    whose = "kids'" if audience == "kids" else f"{audience}'s"
    return kind if kind in _FOR_ALL else f"{whose} {kind}"


def _one(
    label: SizeLabel,
    kind: str,
    audience: str,
    source_of: SystemOf,
    target_of: SystemOf,
    tables: Iterable[SizeTable],
    brand: str,
) -> SizeResult:
    """By one kind and audience: the first of its tables that knows the label answers."""
    source, target = label.system or source_of(kind, audience), target_of(kind, audience)
    blank = SizeResult(label.text, source, target)
    what = _what(kind, audience)
    if kind == "bras":
        same = source == target != ""
        return replace(blank, problem="same") if same else convert_bra(blank, label, tables, brand)
    every = tables_for(tables, kind, audience, brand, source, target)
    deciding = tuple(table for table in every if table.counts(label.number))
    if _is_same(label, source, target, deciding):
        return replace(blank, problem="same")
    if deciding and not deciding[0].convert:
        kept: Problem = "no-equivalent" if deciding[0].say else "kept"
        return replace(blank, problem=kept, reason=deciding[0].reason)
    if not source and label.age is None:
        return replace(blank, problem="ambiguous", reason=f"Nothing says which system {what} have here.")
    if not deciding or not target:
        lacks = "There is no table for" if target else "The market has no size system on file for"
        return replace(blank, problem="no-equivalent", reason=f"{lacks} {what}.")
    results = [looked_up(blank, label, kind, table) for table in deciding]
    known = (result for result in results if result.problem not in {"unknown-label", "no-equivalent"})
    return next(known, results[0])


def _is_same(label: SizeLabel, source: str, target: str, tables: Sequence[SizeTable]) -> bool:
    """True where both systems print the same labels; an age is only the same where both count in ages."""
    if not source or not target:
        return False
    if any(source in table.columns[table.system(target)].reads for table in tables if table.knows(target)):
        return True
    table = next((table for table in tables if table.knows(source, target)), None)
    if table is None:
        return source == target
    column = table.system(source)
    if label.age is not None and table.columns[column].ages is False and label.form != "code":
        return False
    return column == table.system(target)


def _letters(
    label: SizeLabel, source_of: SystemOf, target_of: SystemOf, tables: Iterable[SizeTable], brand: str
) -> SizeResult:
    source = label.system or source_of("alpha", "") or LETTERS
    target = target_of("alpha", "") or LETTERS
    blank = SizeResult(label.text, source, target, alone=True)
    if source == target:
        return replace(blank, problem="same")
    for table in tables_for(tables, "alpha", "", brand, source, target):
        hits = [table.lookup(part, source, target) for part in label.key.split("-")]
        good = [hit for hit in hits if isinstance(hit, Hit)]
        if len(good) == len(hits):
            joined = ("/" if "/" in label.text else "-").join(hit.label for hit in good)
            by = ", ".join(hit.by for hit in good)
            return blank.answered(replace(good[0], label=joined, by=by), beside=bool(label.fit))
    return replace(blank, problem="no-equivalent", reason=f"{source} {label.text} has no equivalent in {target}.")


def _refused(label: SizeLabel, problem: Problem, reason: str) -> SizeResult:
    return SizeResult(label.text, label.system, "", problem=problem, reason=reason)


def _agreed(label: SizeLabel, evidence: Evidence, every: Sequence[tuple[str, SizeResult]]) -> SizeResult:
    """The one answer of all that the label is possible in, else the reason why there is none."""
    if not evidence.kinds:
        same = all(result.problem in {"same", "kept"} for _, result in every)
        return every[0][1] if same else _refused(label, "ambiguous", _choices(label, evidence, ()))
    possible = [(what, result) for what, result in every if result.problem != "unknown-label"]
    if not possible:
        return every[0][1]
    hits = [(what, result) for what, result in possible if result.label is not None]
    if hits and evidence.contradiction:
        return _refused(label, "ambiguous", _choices(label, evidence, hits))
    if len({result.label for _, result in possible}) == 1 and (hits or len({r.problem for _, r in possible}) == 1):
        return possible[0][1]
    if hits:
        return _refused(label, "ambiguous", _choices(label, evidence, hits))
    return next((r for _, r in possible if r.problem == "ambiguous"), possible[0][1])


def _choices(label: SizeLabel, evidence: Evidence, hits: Sequence[tuple[str, SizeResult]]) -> str:
    if evidence.contradiction:
        return f"What is known contradicts itself: {evidence.contradiction}."
    if not evidence.kinds:
        return f"Nothing says what kind of size '{label.text}' is."
    could = dict.fromkeys(f"{what} {result.label}" for what, result in hits)
    if len(could) == 1:
        return f"Nothing says for whom '{label.text}' is; as {next(iter(could))} it would be certain."
    return f"'{label.text}' could be {' or '.join(could)}."
