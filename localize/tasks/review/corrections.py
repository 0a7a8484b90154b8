"""Corrections, and what becomes of them: approved entries for segments, pins for fields, conflicts for a person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError
from localize.pins import Pin, pins_file, pins_folder, read_pins, source_hash, write_pins
from localize.settings import APPROVED_FOLDER
from localize.tasks.review.conflicts import Conflict, read_conflicts, write_conflicts
from localize.translation.approved_entry import ApprovedEntry, Pair, entry_key
from localize.translation.approved_files import approved_files, read_entries, write_entries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.settings import Settings

__all__ = ["FieldCorrection", "Problem", "Review", "SegmentCorrection", "settle"]


@dataclass(frozen=True, slots=True)
class SegmentCorrection:
    """A person's translation of a segment; ``before`` is what the person saw, ``field`` where alone it holds.

    ``instead`` are pins of the fields that it was made in, for when it cannot hold everywhere.
    """

    market: str
    source: str
    target: str
    before: str = ""
    field: str = ""
    instead: tuple[FieldCorrection, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class FieldCorrection:
    """A person's value for a field of a listing."""

    market: str
    listing: str
    field: str
    value: str
    source: str
    before: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken, where it stands, and why."""

    place: str
    text: str
    reason: str


@dataclass(slots=True)
class Review:
    """Everything that an import found, and, once it is settled, what it did.

    ``entries`` and ``pins`` are new or changed; ``known`` were so already; ``damage`` was done by programs, ``problems``
    need a person; ``rows`` counts listings in the file, ``missing`` those of the output that it does not have.
    """

    segments: list[SegmentCorrection] = field(default_factory=list)
    fields: list[FieldCorrection] = field(default_factory=list)
    damage: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    missing: int = 0
    entries: list[tuple[Pair, ApprovedEntry]] = field(default_factory=list)
    pins: list[tuple[str, Pin]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    known: int = 0
    suggestions: list[dict[str, Any]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "rows": self.rows,
            "missing_rows": self.missing,
            "approved": [{"pair": p.name, "source": e.source, "target": e.target} for p, e in self.entries],
            "pinned": [
                {"market": market, "listing": p.listing, "field": p.field, "value": p.value} for market, p in self.pins
            ],
            "known": self.known,
            "conflicts": [c.to_dict() for c in self.conflicts],
            "damage": [{"place": p.place, "text": p.text, "reason": p.reason} for p in self.damage],
            "problems": [{"place": p.place, "text": p.text, "reason": p.reason} for p in self.problems],
            "suggestions": self.suggestions,
        }


def settle(review: Review, settings: Settings, *, write: bool = True) -> None:
    """Work out what the corrections of a review do, and write it beside ``localize.toml``.

    Raises:
        UsageError: there is no ``localize.toml``, so that no run would find them.
        ConfigError: a file of approved entries or pins is wrong.
        OutputError: a file cannot be written.
    """
    pins = pins_folder(settings)
    if settings.source_file is None or pins is None:
        raise UsageError("Corrections live beside localize.toml, and there is none.", "'localize init' makes one.")
    base = settings.source_file.parent
    store = _Entries(settings.approved or base / APPROVED_FOLDER, settings.source_locale.split("-", 1)[0])
    conflicts = {conflict.key: conflict for conflict in read_conflicts(base)}
    fields = list(review.fields)
    for key, corrections in _by_source(review.segments).items():
        targets = list(dict.fromkeys(c.target for c in corrections))
        settled = len(targets) == 1 and (key in conflicts or not store.contradicts(corrections[0]))
        if settled:
            _take(review, store.take(corrections[0], force=key in conflicts))
            conflicts.pop(key, None)
            continue
        candidates = [*targets, *store.targets(corrections[0])]
        old = conflicts[key].candidates if key in conflicts else ()
        conflict = Conflict(*key, tuple(dict.fromkeys([*old, *candidates])))
        conflicts[key] = conflict
        review.conflicts.append(conflict)
        fields += [pin for c in corrections for pin in c.instead]
    changed = _settle_pins(review, pins, fields)
    if not write:
        return
    store.write()
    for path, lines in changed.items():
        write_pins(path, lines)
    write_conflicts(base, conflicts.values())


def _by_source(
    corrections: Iterable[SegmentCorrection],
) -> dict[tuple[str, str, str], list[SegmentCorrection]]:
    found: defaultdict[tuple[str, str, str], list[SegmentCorrection]] = defaultdict(list)
    for correction in corrections:
        found[correction.market, entry_key(correction.source), correction.field.casefold()].append(correction)
    return dict(found)


def _take(review: Review, taken: list[tuple[Pair, ApprovedEntry]]) -> None:
    review.entries += taken
    review.known += not taken


class _Entries:
    """The approved entries of a folder, as corrections change them."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        files = approved_files(folder) if folder.is_dir() else {}
        self._known = {pair: {e.key: e for e in read_entries(path)} for pair, path in files.items()}
        self._changed: set[Pair] = set()

    def targets(self, correction: SegmentCorrection) -> list[str]:
        """What is approved for the source already, in the market and the field of a correction."""
        known = self._known.get(self._pair(correction), {}).get(_entry(correction).key)
        return [known.target] if known else []

    def contradicts(self, correction: SegmentCorrection) -> bool:
        """Has somebody approved another translation that the person who corrected did not see?"""
        return any(target not in {correction.target, correction.before} for target in self.targets(correction))

    def take(self, correction: SegmentCorrection, *, force: bool = False) -> list[tuple[Pair, ApprovedEntry]]:
        """Make it an entry. Every entry that the corrected text came from says so from now on, in its own context."""
        entry, pair = _entry(correction), self._pair(correction)
        known = self._known.setdefault(pair, {})
        taken: list[tuple[Pair, ApprovedEntry]] = []
        for place, old in self._origins(correction):
            new = replace(old, target=correction.target)
            self._known[place][old.key] = new
            self._changed.add(place)
            taken.append((place, new))
        present = known.get(entry.key)
        if present is None and not taken:
            known[entry.key] = entry
        elif present is not None and present.target != entry.target and force:
            known[entry.key] = replace(present, target=entry.target)
        else:
            return taken
        self._changed.add(pair)
        return [*taken, (pair, known[entry.key])]

    def _origins(self, correction: SegmentCorrection) -> list[tuple[Pair, ApprovedEntry]]:
        if not correction.before or correction.before == correction.target:
            return []
        key = entry_key(correction.source)
        return [
            (pair, entry)
            for pair, entries in self._known.items()
            if correction.market.startswith(pair.target) and pair.source.startswith(self._language)
            for entry in entries.values()
            if entry_key(entry.source) == key and entry.target == correction.before
        ]

    def _pair(self, correction: SegmentCorrection) -> Pair:
        return Pair(self._language, correction.market)

    def write(self) -> None:
        """Write the files that changed."""
        for pair in sorted(self._changed):
            write_entries(self._folder, pair, self._known[pair].values())


def _entry(correction: SegmentCorrection) -> ApprovedEntry:
    return ApprovedEntry(correction.source, correction.target, correction.field)


def _settle_pins(review: Review, folder: Path, corrections: Iterable[FieldCorrection]) -> dict[Path, list[Pin]]:
    """The files of pins that change, whole; the newest word of a person on a field counts."""
    by_market: defaultdict[str, list[FieldCorrection]] = defaultdict(list)
    for correction in corrections:
        by_market[correction.market].append(correction)
    changed: dict[Path, list[Pin]] = {}
    for market, items in by_market.items():
        path = pins_file(folder, market)
        known = {pin.key: pin for pin in read_pins(path)}
        for item in items:
            pin = Pin(item.listing, item.field, item.value, source_hash(item.source))
            old = known.get(pin.key)
            if old is not None and (old.value, old.source) == (pin.value, pin.source):
                review.known += 1
                continue
            known[pin.key] = replace(pin, note=old.note) if old else pin
            review.pins.append((market, pin))
            changed[path] = []
        if path in changed:
            changed[path] = list(known.values())
    return changed
