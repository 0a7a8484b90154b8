"""What a review file holds: each segment once, and the fields that a person should look at as a whole."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

from localize.errors import UsageError, did_you_mean
from localize.tasks.review.catalog_import import field_context
from localize.tasks.review.conflicts import read_conflicts
from localize.tasks.review.outputs import outputs_in
from localize.tasks.review.questions import QuestionUnit, joined_questions
from localize.tasks.review.record import read_record
from localize.translation.approved import RUNG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from localize.settings import Settings
    from localize.tasks.review.outputs import Output
    from localize.tasks.review.record import RecordedField, RecordedListing

__all__ = ["FieldUnit", "Only", "SegmentUnit", "Units", "collect_units", "unit_id"]

Only = Literal["new", "changed", "findings", "conflicts"]

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SLOT = re.compile(r"\{\d+\}")
_PLACES = 3


def unit_id(*texts: str) -> str:
    """What a row is known by; another text in any of its locked cells is another row."""
    return blake2b("\x1f".join(texts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass(slots=True)
class SegmentUnit:
    """A segment with one translation; ``values`` are what its slots are in the example, ``field`` where alone it holds."""

    market: str
    source: str
    target: str
    field: str = ""
    values: tuple[str, ...] = ()
    made_by: str = ""
    times: int = 0
    places: list[str] = dataclasses.field(default_factory=list)
    findings: list[str] = dataclasses.field(default_factory=list)

    @property
    def id(self) -> str:
        """What its row is known by."""
        return unit_id(self.market, self.source, self.target, self.field)

    @property
    def words(self) -> int:
        """Words of the source, slots aside."""
        return len(_WORD.findall(_SLOT.sub(" ", self.source)))


@dataclass(slots=True)
class FieldUnit:
    """A field of a listing, to be looked at as a whole."""

    market: str
    listing: str
    field: str
    source: str
    target: str
    place: str = ""
    findings: list[str] = dataclasses.field(default_factory=list)

    @property
    def id(self) -> str:
        """What its row is known by."""
        return unit_id(self.market, self.listing, self.field, self.source, self.target)


@dataclass(slots=True)
class Units:
    """The content of a review file."""

    source_locale: str = ""
    segments: list[SegmentUnit] = dataclasses.field(default_factory=list)
    fields: list[FieldUnit] = dataclasses.field(default_factory=list)
    questions: list[QuestionUnit] = dataclasses.field(default_factory=list)

    @property
    def words(self) -> int:
        """Words to be read: each segment once."""
        return sum(unit.words for unit in self.segments)


def collect_units(
    folder: Path,
    settings: Settings,
    *,
    only: Only | None = None,
    fields: Collection[str] = (),
    markets: Collection[str] = (),
) -> Units:
    """Read what the runs in a folder kept.

    Raises:
        UsageError: there is no run in the folder, or none for a market; or no field of a name.
    """
    outputs = [output for output in outputs_in(folder) if output.record.is_file()] if folder.is_dir() else []
    if not outputs:
        raise UsageError(f"There is no run in {folder}.", "Name the folder that 'localize run' wrote to (--out).")
    known = {output.market for output in outputs}
    for market in markets:
        if market not in known:
            raise UsageError(
                f"There is no output for {market} in {folder}.",
                did_you_mean(market, known) or f"There are: {', '.join(sorted(known))}.",
            )
    units = Units(outputs[0].source_locale)
    chosen = [output for output in outputs if not markets or output.market in markets]
    base = settings.source_file.parent if settings.source_file else None
    conflicts = [c for c in read_conflicts(base) if not markets or c.market in markets] if base else []
    if only in {None, "conflicts"}:
        for conflict in conflicts:
            said = [f"conflict: {len(conflict.candidates)} translations of one text; accept one of them"]
            units.segments += [
                SegmentUnit(conflict.market, conflict.source, target, conflict.field, findings=list(said))
                for target in conflict.candidates
            ]
    if only in {None, "findings"} and not fields:
        units.questions = joined_questions((output.market, asked) for output in chosen for asked in output.questions)
    if only != "conflicts":
        _Collector(units, only, frozenset(fields)).collect(chosen)
    return units


class _Collector:
    def __init__(self, units: Units, only: Only | None, fields: frozenset[str]) -> None:
        self._units = units
        self._only = only
        self._fields = fields
        self._seen = {unit.id: unit for unit in units.segments}
        self._names: Counter[str] = Counter()

    def collect(self, outputs: Iterable[Output]) -> None:
        """Add what the outputs hold."""
        for output in outputs:
            findings = _findings(output)
            last = _last(output) if self._only == "changed" else {}
            for listing in read_record(output.record):
                for recorded in listing.fields.values():
                    names = {recorded.path, recorded.label, recorded.name}
                    self._names.update(names)
                    if recorded.localized and (not self._fields or self._fields & names):
                        said = findings.get((listing.key, recorded.path), [])
                        self._add(output, listing, recorded, said, last)
        for name in sorted(self._fields):
            if name not in self._names:
                raise UsageError(f"There is no field '{name}'.", did_you_mean(name, filter(None, self._names)))

    def _add(
        self,
        output: Output,
        listing: RecordedListing,
        recorded: RecordedField,
        said: list[str],
        last: dict[tuple[str, str], str],
    ) -> None:
        if self._only == "findings" and not said:
            return
        if self._only == "changed" and last.get((listing.key, recorded.path), recorded.source) == recorded.target:
            return
        place = f"{listing.key}: {recorded.path}"
        for segment in recorded.segments if not recorded.pinned else ():
            if self._only == "new" and segment.rung == RUNG:
                continue
            context = field_context(segment.source, recorded)
            unit = SegmentUnit(output.market, segment.source, segment.target, context, segment.values, segment.rung)
            known = self._seen.setdefault(unit.id, unit)
            if known is unit:
                self._units.segments.append(unit)
            known.times += 1
            if len(known.places) < _PLACES:
                known.places.append(place)
            known.findings += [text for text in said if text not in known.findings]
        whole = said or recorded.pinned or self._fields
        if whole and self._only != "new":
            texts = recorded.source, recorded.target, recorded.place, list(said)
            self._units.fields.append(FieldUnit(output.market, listing.key, recorded.path, *texts))


def _findings(output: Output) -> dict[tuple[str, str], list[str]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    if output.findings.is_file():
        with output.findings.open(encoding="utf-8") as file:
            for line in file:
                data = json.loads(line)
                found[data["listing"], data["field"]].append(f"{data['code']}: {data['message']}")
    return dict(found)


def _last(output: Output) -> dict[tuple[str, str], str]:
    """What the run before wrote."""
    if not output.last_record.is_file():
        return {}
    return {(item.key, f.path): f.target for item in read_record(output.last_record) for f in item.fields.values()}
