"""Decides the sizes of one market: which systems meet there, which tables count, what each label becomes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError
from localize.market import load_market
from localize.sizes.convert import SizeResult, convert_label, system_slot
from localize.sizes.evidence import Evidence, evidence_for
from localize.sizes.labels import label_key
from localize.sizes.table_files import load_tables
from localize.sizes.words import system_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.listing import Group
    from localize.market import Market
    from localize.sizes.labels import SizeLabel, SizeValue

__all__ = ["SizeDesk"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=\D*\Z)")
_HALF_A_SIZE = Decimal("0.5")


class SizeDesk:
    """What one market needs to decide sizes; decisions are remembered, so equal sizes are written alike."""

    def __init__(self, context: Context) -> None:
        self._settings = context.settings.sizes
        self._language = context.source_language
        self._target = context.market
        self._source = _source_market(context.source_locale)
        self._tables = load_tables(self._settings.tables)
        self._told = _system(self._settings.source)
        self._known: dict[tuple[Any, ...], SizeResult] = {}

    def decide(self, value: SizeValue, group: Group, name: str = "", hint: str = "") -> SizeResult:
        """What a size becomes; ``name`` is its option's own name, ``hint`` the system stated beside it."""
        evidence = evidence_for(group, name, self._language)
        key = (value, evidence, group.brand, hint)
        if key not in self._known:
            self._known[key] = self._decided(value, evidence, group.brand, hint)
        return self._known[key]

    def contradicted(self, group: Group, name: str = "") -> str:
        """What contradicts what about this product, or the empty string."""
        return evidence_for(group, name, self._language).contradiction

    def _decided(self, value: SizeValue, evidence: Evidence, brand: str, hint: str) -> SizeResult:
        results = [self._one(label, evidence, brand, hint) for label in value.labels if label.system or _alone(value)]
        blank = replace(results[0], original=value.text)
        if same := next((result for result in results if result.problem == "same"), None):
            return replace(same, original=value.text)
        if unclear := next((result for result in results if result.label is None), None):
            return replace(unclear, original=value.text)
        answers = list(dict.fromkeys(result.label for result in results))
        bare = [label.key for label in value.labels if not label.system and not _alone(value)]
        if not _alike(answers) or any(key != label_key(answers[0] or "") for key in bare):
            said = " and ".join(str(answer) for answer in answers)
            return replace(blank, label=None, problem="ambiguous", reason=f"Its parts disagree: {said} by our tables.")
        return replace(blank, problem="same", label=None) if bare else blank

    def _one(self, label: SizeLabel, evidence: Evidence, brand: str, hint: str) -> SizeResult:
        told = _system(hint) or self._told

        def source_of(kind: str, audience: str) -> str:
            return told if told and kind != "alpha" else _of(self._source, kind, audience)

        def target_of(kind: str, audience: str) -> str:
            return _of(self._target, kind, audience)

        result = convert_label(label, evidence.narrowed(label.audience), source_of, target_of, self._tables, brand)
        if result.label is not None and self._doubtful(result.target):
            return replace(result, status="unverified")
        return result

    def _doubtful(self, system: str) -> bool:
        """True where the market's file marks every use of this system as unverified."""
        marks = frozenset(self._target.data.get("unverified", ()))
        slots = [slot for slot, name in self._target.size_systems.items() if name == system]
        return "size_systems" in marks or (bool(slots) and all(f"size_systems.{slot}" in marks for slot in slots))


def _alike(answers: list[str | None]) -> bool:
    """True for one answer, or for labels half a size apart: a seller's dual label and a table may differ by that."""
    if len(answers) == 1:
        return True
    keys = [label_key(answer or "") for answer in answers]
    if not all(_NUMBER.match(key) for key in keys):
        return False
    numbers = [Decimal(match.group()) for key in keys if (match := _NUMBER.match(key))]
    return max(numbers) - min(numbers) <= _HALF_A_SIZE


def _alone(value: SizeValue) -> bool:
    """True where no part names a system: then each part speaks for itself."""
    return not any(label.system for label in value.labels)


def _of(market: Market | None, kind: str, audience: str) -> str:
    systems: Mapping[str, str] = market.size_systems if market else {}
    return systems.get(system_slot(kind, audience), "")


def _source_market(locale: str) -> Market | None:
    try:
        return load_market(locale)
    except UsageError:
        return None  # a source without a country states no systems; labels and settings still may


def _system(name: str) -> str:
    return system_names(columns=True).get(name.upper(), name.upper())
