"""Decides the sizes of one market: which systems meet there, which tables count, what each label becomes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.decisions import decided
from localize.errors import UsageError
from localize.market import load_market
from localize.sizes.convert import convert_label, system_slot
from localize.sizes.evidence import AUDIENCES, Evidence, evidence_for
from localize.sizes.labels import label_key
from localize.sizes.own_charts import OwnChart
from localize.sizes.table_files import load_tables
from localize.sizes.words import any_of, system_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.decisions import Answer
    from localize.listing import Group
    from localize.market import Market
    from localize.sizes.labels import SizeLabel, SizeValue
    from localize.sizes.own_charts import OwnSizes
    from localize.sizes.result import SizeResult
    from localize.sizes.tables import SizeTable

__all__ = ["NOWHERE", "Place", "SizeDesk", "nearly", "system_in"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=\D*\Z)")
_SELLER = "the seller's own label"
_HALF_A_SIZE = Decimal("0.5")
_UNISEX = frozenset({"men", "women"})


class Place(NamedTuple):
    """Where a size stands: the seller's name of the option or attribute, the column's header, the system beside it."""

    option: str = ""
    column: str = ""
    system: str = ""

    @property
    def name(self) -> str:
        """What names the size: the option, else the column."""
        return self.option or self.column


NOWHERE = Place()


class SizeDesk:
    """What one market needs to decide sizes; what was decided is remembered, so equal sizes are written alike."""

    def __init__(self, context: Context) -> None:
        self._settings = context.settings.sizes
        self._decisions = context.settings.decisions
        self._language = context.source_language
        self._target = context.market
        self._source = _source_market(context.source_locale)
        self._tables = load_tables(self._settings.tables)
        self._told = _system(self._settings.source)
        self._own: OwnChart | None = None
        self._known: dict[tuple[Any, ...], SizeResult] = {}

    def decide(self, value: SizeValue, group: Group, place: Place = NOWHERE) -> SizeResult:
        """What a size becomes. Its system: as decided, as its name says, as the column beside it says, as set."""
        evidence = self.evidence(group, place)
        told = self._answer("system", group, place) or system_in(place.name) or _system(place.system) or self._told
        key = (value, evidence, group.brand, told, self._own)
        if key not in self._known:
            self._known[key] = self._decided(value, evidence, group.brand, told)
        return self._known[key]

    def learn(self, own: OwnSizes) -> None:
        """What the charts of the product say that is decided next; it comes before our tables, behind the seller's."""
        self._own = OwnChart(own, self._tables) if own else None

    def evidence(self, group: Group, place: Place = NOWHERE) -> Evidence:
        """Kind and audience of a product's sizes, a person's decision before everything else."""
        found = evidence_for(group, place.name, self._language)
        kind, audience = self._answer("kind", group, place), self._answer("audience", group, place)
        if kind:
            found = replace(found, kinds=frozenset({kind}), contradiction="")
        if audience:
            whom = _UNISEX if audience == "unisex" else frozenset({audience})
            found = replace(found, audiences=whom, contradiction="")
        return found

    def _answer(self, answer: Answer, group: Group, place: Place) -> str:
        if not self._decisions:
            return ""
        where = {"column": place.column, "option": place.option, "brand": group.brand}
        by_category = decided(self._decisions, answer, category=group.category, **where)
        return by_category or decided(self._decisions, answer, category=group.product_type, **where)

    def _decided(self, value: SizeValue, evidence: Evidence, brand: str, told: str) -> SizeResult:
        """The one answer of all labels, the first's; a bare number beside others (``8 (EU 38.5)``) is the source's own."""
        alone = not any(label.system for label in value.labels)
        if len(value.labels) == 2 and value.labels[0].is_letters != value.labels[1].is_letters:
            return self._both(value, evidence, brand, told)
        read = [(label, self._one(label, evidence, brand, told)) for label in value.labels]
        named = [(label, result) for label, result in read if alone or label.system]
        named = [p for p in named if p[1].problem != "no-equivalent" or self._is_readable(p[0], evidence)] or named
        bare = [(label, result) for label, result in read if not (alone or label.system)]
        if own := next((pair for pair in named if pair[1].problem == "same"), None):
            return replace(_beside(own[0], own[1], bare), original=value.text)
        if unclear := next((result for _, result in named if result.label is None), None):
            return replace(unclear, original=value.text)
        answers = list(dict.fromkeys(result.label for _, result in named))
        first = replace(named[0][1], original=value.text)
        if bare and all(_alike([answers[0], label.key]) for label, _ in bare):
            return replace(first, problem="same", label=None)
        said = answers + [result.label or label.key for label, result in bare if result.problem != "ambiguous"]
        if not _alike(said):
            disagree = " and ".join(dict.fromkeys(str(answer) for answer in said))
            return replace(
                first, label=None, problem="ambiguous", reason=f"Its parts disagree: {disagree} by our tables."
            )
        return next((replace(r, original=value.text) for _, r in read[:1] if r.label is not None), first)

    def _is_readable(self, label: SizeLabel, evidence: Evidence) -> bool:
        """False for a system that no table of the kind has: "EU 38" of a dress may be German or French."""
        if not label.system or label.is_letters or not evidence.kinds or "bras" in evidence.kinds:
            return True
        pairs = tuple(product(evidence.kinds, evidence.audiences or AUDIENCES))
        return any(
            table.knows(label.system) and any(table.covers(*pair, "") for pair in pairs) for table in self._tables
        )

    def _both(self, value: SizeValue, evidence: Evidence, brand: str, told: str) -> SizeResult:
        """``S (4-6)``: letters and numbers, each in the market's."""
        letters, number = sorted(value.labels, key=lambda label: not label.is_letters)
        ours, result = (self._one(label, evidence, brand, told) for label in (letters, number))
        if result.label is None or (ours.label is None and ours.problem != "same"):
            return replace(ours if result.label is not None else result, original=value.text)
        whole = f"{ours.label or letters.text} / {result.label}"
        return replace(result, original=value.text, label=whole, alone=True, beside=True)

    def _one(self, label: SizeLabel, evidence: Evidence, brand: str, told: str) -> SizeResult:
        def source_of(kind: str, audience: str) -> str:
            return told if told and kind != "alpha" else self._of(self._source, kind, audience)

        def target_of(kind: str, audience: str) -> str:
            return self._of(self._target, kind, audience)

        result = convert_label(label, evidence.narrowed(label.audience), source_of, target_of, self._tables, brand)
        if self._own and result.problem not in {"same", "kept"} and not label.is_letters:
            pairs = {
                (source_of(k, a), target_of(k, a)) for k in evidence.kinds for a in evidence.audiences or AUDIENCES
            }
            if len(pairs) == 1 and (said := self._own.answer(label, evidence, *pairs.pop(), result)):
                return said
        if result.label is not None and self._doubtful(result.target):
            return replace(result, status="unverified")
        return result

    def _of(self, market: Market | None, kind: str, audience: str) -> str:
        """The system of a market for a kind and audience: by its profile, else by the countries that a table names."""
        if market is None:
            return ""
        systems: Mapping[str, str] = market.size_systems
        return systems.get(system_slot(kind, audience), "") or _by_country(self._tables, kind, market.country)

    def _doubtful(self, system: str) -> bool:
        """True where the market's file marks every use of this system as unverified."""
        marks = frozenset(self._target.data.get("unverified", ()))
        slots = [slot for slot, name in self._target.size_systems.items() if name == system]
        return "size_systems" in marks or (bool(slots) and all(f"size_systems.{slot}" in marks for slot in slots))


def nearly(one: str, other: str) -> bool:
    """True for labels half a size apart at most: a seller's dual label and a table may differ by that."""
    return _alike([one, other])


def _alike(answers: list[str | None]) -> bool:
    """True for one answer, or for labels half a size apart: a seller's dual label and a table may differ by that."""
    if len(set(answers)) == 1:
        return True
    keys = [label_key(answer or "") for answer in answers]
    if not all(_NUMBER.match(key) for key in keys):
        return False
    numbers = [Decimal(match.group()) for key in keys if (match := _NUMBER.match(key))]
    return max(numbers) - min(numbers) <= _HALF_A_SIZE


def _beside(own: SizeLabel, same: SizeResult, bare: list[tuple[SizeLabel, SizeResult]]) -> SizeResult:
    """The seller's own label of the market, where a number of the source's stands before it: ``8 (EU 38.5)``."""
    readings = [result for _, result in bare if result.label is not None or result.problem == "ambiguous"]
    if own.form != "number" or not readings or len(readings) < len(bare):
        return same
    return replace(readings[0], target=same.target, label=own.key, problem="", reason="", by=_SELLER, status="verified")


def _by_country(tables: tuple[SizeTable, ...], kind: str, country: str) -> str:
    found = (table.default_system(country) for table in tables if kind in table.kinds)
    return next((system for system in found if system), "")


def _source_market(locale: str) -> Market | None:
    try:
        return load_market(locale)
    except UsageError:
        return None  # a source without a country states no systems; labels and settings still may


def _system(name: str) -> str:
    return system_names(columns=True).get(name.upper(), name.upper())


@lru_cache(maxsize=512)
def system_in(name: str) -> str:
    """The system that an option's name states: ``US Size``, ``Size (UK)``, ``EU-Größe``."""
    names = system_names(columns=True)
    found = re.findall(rf"(?<!\w)(?:{any_of(names)})(?!\w)", name.upper())
    systems = {names[word] for word in found}
    return systems.pop() if len(systems) == 1 else ""
