"""What a run keeps of each listing so that a correction can be told from everything else: ``….review.jsonl``.

The first line names the output, by its digest; each other line is a listing with the values that were written, and the
segments of its texts::

    {"key": "mug/MG-1", "row": 2, "fields": [{"path": "title", "role": "text", "source": "Mug, 12 oz",
     "target": "Caneca, 355 ml", "segments": [["Mug, {1}", "Caneca, {1}", "plain", ["355 ml"]]]}]}
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError
from localize.listing import Role
from localize.remembered import Remembered
from localize.tasks.json_pieces import json_line, quoted
from localize.translation.approved import source_text
from localize.translation.slot_text import parts_of, slot_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from localize.listing import Draft
    from localize.translation.compose import Segment
    from localize.translation.plan import Translation

__all__ = ["RecordedField", "RecordedListing", "RecordedSegment", "read_record", "record_line"]

_LETTER = re.compile(r"[^\W\d_]")
_LOCALIZED = frozenset(
    {
        *(role for role in Role if role.is_text or role.is_money),
        Role.SIZE,
        Role.QUANTITY,
    }
)


@dataclass(frozen=True, slots=True)
class RecordedSegment:
    """A segment as an approved entry would have it; ``values`` are what its slots were written as, '' for tags."""

    source: str
    target: str
    rung: str
    values: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The translation as it stands in the file, tags aside."""
        return "".join(p if isinstance(p, str) else self.values[p - 1] for p in parts_of(self.target))


@dataclass(frozen=True, slots=True)
class RecordedField:
    """A field as it was read and written; ``localized`` says whether it is one of those that are taken back."""

    path: str
    role: Role
    label: str
    place: str
    source: str
    target: str
    segments: tuple[RecordedSegment, ...] = ()
    pinned: bool = False

    @property
    def localized(self) -> bool:
        """Is this a field that runs localize, so that a person may correct it?"""
        return self.role in _LOCALIZED

    @property
    def name(self) -> str:
        """What an approved entry calls it: its label, or its path without a number."""
        head, _, tail = self.path.rpartition("/")
        return self.label or (head if tail.isdigit() else self.path)


@dataclass(frozen=True, slots=True)
class RecordedListing:
    """A listing of an output."""

    key: str
    table: str
    row: int
    fields: dict[str, RecordedField] = field(default_factory=dict)


def record_line(draft: Draft) -> str:
    """What is kept of a draft that went through all stages, as a line of JSON."""
    listing = draft.listing
    answers: dict[str, list[tuple[Segment, Translation]]] = draft.state.get("answers", {})
    pinned = draft.state.get("pinned", ())
    fields = []
    for path, source in listing.fields.items():
        target = draft.values[path]
        if not source.value and not target:
            continue
        line = f'"path": {quoted(path)}, "role": "{source.role}", "place": {quoted(source.place)}, "source": '
        line += quoted(source.value)
        if source.label:
            line += f', "label": {quoted(source.label)}'
        if target != source.value:
            line += f', "target": {quoted(target)}'
        if path in answers and (segments := _segments(answers[path])):
            line += f', "segments": {segments}'
        if path in pinned:
            line += ', "pinned": true'
        fields.append(f"{{{line}}}")
    head = f'"key": {quoted(listing.key)}, "table": {quoted(listing.table)}, "row": {listing.row}'
    return f'{{{head}, "fields": [{", ".join(fields)}]}}'


_SEGMENTS = Remembered[tuple[list[tuple["Segment", "Translation"]], str]](characters=300_000)


def _segments(answers: list[tuple[Segment, Translation]]) -> str:
    """The segments of a field as JSON, '' if none has words; made once where variants share the very answers."""
    known = _SEGMENTS.get(id(answers))
    if known is None or known[0] is not answers:
        lines = [line for pair in answers if _has_words(line := _segment(*pair))]
        written = json_line(lines) if lines else ""
        known = _SEGMENTS.put(id(answers), (answers, written), len(written))
    return known[1]


def _has_words(segment: list[Any]) -> bool:
    """Has it a word outside its slots, so that a person may translate it otherwise?"""
    return any(isinstance(part, str) and _LETTER.search(part) for part in parts_of(segment[0]))


def _segment(segment: Segment, translation: Translation) -> list[Any]:
    source, slots = source_text(segment)
    number = {index: n for n, index in enumerate(slots, start=1)}
    forms = dict(translation.forms)
    known = segment.plan.slots
    parts = (
        item if isinstance(item, str) else number.get(item, forms.get(item, known[item].target))
        for item in translation.items
    )
    return [source, slot_text(parts), translation.rung, [known[index].target for index in slots]]


def read_record(path: Path) -> Iterator[RecordedListing]:
    """The listings of a record, in file order.

    Raises:
        UsageError: there is none, or it is damaged.
    """
    try:
        with path.open(encoding="utf-8") as file:
            next(file, None)  # the digest
            for line in file:
                yield _listing(json.loads(line))
    except FileNotFoundError:
        raise UsageError(
            f"There is no {path.name} in {path.parent}.", "Run 'localize run' again: it writes it."
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is damaged ({error}).", "Run 'localize run' again: it writes it anew.") from error


def _listing(data: dict[str, Any]) -> RecordedListing:
    fields = [
        RecordedField(
            f["path"],
            Role(f["role"]),
            f.get("label", ""),
            f["place"],
            f["source"],
            f.get("target", f["source"]),
            tuple(RecordedSegment(s[0], s[1], s[2], tuple(s[3])) for s in f.get("segments", ())),
            f.get("pinned", False),
        )
        for f in data["fields"]
    ]
    return RecordedListing(data["key"], data["table"], data["row"], {f.path: f for f in fields})
