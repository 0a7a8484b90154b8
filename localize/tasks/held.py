"""What becomes of each listing: it stays in the output, is held back, or is excluded. The three together are the input.

Chunks leave a line for each listing (its *standing*); groups are settled when all chunks are done, for their rows need not
be adjacent. A product leaves as a whole or not at all: what is held takes its group with it, and so does an excluded row
that the others lean on. Of a catalog only the groups that are concerned are held in memory.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Severity
from localize.rules.outcomes import exclusion_of, held_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from localize.layouts import BoundLayout
    from localize.listing import Draft, Listing
    from localize.tasks.excluded import Word

__all__ = ["Left", "Partition", "Place", "Standing", "is_lead", "partition", "standing_of"]


class Place(NamedTuple):
    """A row of a catalog."""

    table: str
    row: int


class Standing(NamedTuple):
    """A listing as its chunk left it.

    ``lead`` says that the group's other rows lean on it, ``parent`` that it is no variant itself; ``errors`` that it has
    error findings; ``rule``, ``reason``, ``whole``, ``reads`` tell of its exclusion; ``counts`` are the lines by kind that its
    chunk wrote for it; ``header`` marks the row of column names, which always stays.
    """

    table: str
    row: int
    line: int
    key: str
    group: str
    place_text: str
    lead: bool
    parent: bool
    errors: bool
    held: list[str]
    rule: str
    reason: str
    whole: bool
    reads: list[str]
    word_cell: str
    header: bool
    counts: dict[str, int]

    @property
    def place(self) -> Place:
        """Its row."""
        return Place(self.table, self.row)


def standing_of(draft: Draft, layout: BoundLayout, word: Word | None, counts: Mapping[str, int]) -> Standing:
    """The standing of a finished draft; ``word`` is the platform's word for exclusion, if the file has one."""
    listing, exclusion = draft.listing, exclusion_of(draft)
    lead = is_lead(listing, layout)
    cells = listing.cells
    first = next(iter(listing.fields.values()), None)
    return Standing(
        listing.table,
        listing.row,
        listing.line,
        listing.key,
        listing.group.key,
        first.place if first else "",
        lead,
        lead and layout.lead is not None and not layout.lead.sold,
        any(f.severity is Severity.ERROR for f in draft.findings),
        list(dict.fromkeys(held_by(draft))),
        exclusion.rule if exclusion else "",
        exclusion.reason if exclusion else "",
        exclusion.whole if exclusion else False,
        list(exclusion.reads) if exclusion else [],
        (cells[word.column] or "") if word and word.column < len(cells) else "",
        listing.header,
        {kind: count for kind, count in counts.items() if count},
    )


def is_lead(listing: Listing, layout: BoundLayout) -> bool:
    """Does the group lean on this row? As the layout says, else the row that has the group's own key."""
    if layout.lead is None:
        return bool(layout.groups) and listing.key == listing.group.key
    own = listing.fields.get(layout.lead.path)
    value = own.value.strip().casefold() if own else ""
    return bool(value) and (not layout.lead.values or value in layout.lead.values)


@dataclass(frozen=True, slots=True)
class Left:
    """Why a listing is not for upload: by which rule or which listing of its group (``because``), and its standing."""

    standing: Standing
    rule: str = ""
    reason: str = ""
    because: str = ""
    widened: bool = False


@dataclass(slots=True)
class Partition:
    """Who is held and who is excluded, by row; everybody else stays."""

    excluded: dict[Place, Left] = field(default_factory=dict)
    held: dict[Place, Left] = field(default_factory=dict)
    whole_groups: set[tuple[str, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.excluded or self.held)

    @property
    def with_errors(self) -> int:
        """How many of those that leave have errors."""
        return sum(left.standing.errors for left in (*self.excluded.values(), *self.held.values()))


def partition(
    standings: Callable[[], Iterable[Standing]],
    filled: Callable[[set[tuple[str, str]]], Mapping[tuple[str, str], Mapping[Place, frozenset[str]]]],
    *,
    hold_errors: bool,
) -> Partition:
    """Settle every group. ``standings`` can be read twice; ``filled`` tells of some groups which fields their rows fill."""
    concerned = {
        (s.table, s.group) for s in standings() if not s.header and (s.rule or s.held or (hold_errors and s.errors))
    }
    found = Partition()
    if not concerned:
        return found
    groups: defaultdict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in standings():
        if not standing.header and (standing.table, standing.group) in concerned:
            groups[standing.table, standing.group].append(standing)
    doubtful = {key for key, rows in groups.items() if any(map(_may_be_a_variants, rows)) and len(rows) > 1}
    facts = filled(doubtful) if doubtful else {}
    for key, rows in groups.items():
        for left in _excluded(rows, facts.get(key, {})):
            found.excluded[left.standing.place] = left
        staying = [s for s in rows if s.place not in found.excluded]
        if not staying:
            found.whole_groups.add(key)
        for left in _held(staying, hold_errors=hold_errors):
            found.held[left.standing.place] = left
    return found


def _may_be_a_variants(standing: Standing) -> bool:
    """An excluded row that the others lean on and that is a variant itself: the rule may have meant this variant alone."""
    return bool(standing.rule) and standing.lead and not standing.parent and not standing.whole


def _excluded(rows: list[Standing], filled: Mapping[Place, frozenset[str]]) -> Iterator[Left]:
    own = [s for s in rows if s.rule]
    for standing in own:
        yield Left(standing, standing.rule, standing.reason, widened=_is_widened(standing, rows, filled))
    head = next((s for s in own if s.whole), None) or next((s for s in own if s.lead), None)
    for standing in rows if own else ():
        if standing.rule:
            continue
        if head is not None:
            yield Left(standing, head.rule, head.reason, because=head.key)
        elif standing.parent and all(s.rule for s in rows if not s.parent):
            last = own[-1]
            yield Left(standing, last.rule, last.reason, because=last.key)


def _is_widened(standing: Standing, rows: list[Standing], filled: Mapping[Place, frozenset[str]]) -> bool:
    """The rule decided by a field that other variants fill for themselves, and they go all the same."""
    if not _may_be_a_variants(standing):
        return False
    others = [s for s in rows if s is not standing and not s.rule]
    return any(set(standing.reads) & filled.get(other.place, frozenset()) for other in others)


def _held(rows: list[Standing], *, hold_errors: bool) -> Iterator[Left]:
    causes = [s for s in rows if s.held or (hold_errors and s.errors)]
    if not causes:
        return
    for standing in rows:
        own = standing in causes
        yield Left(standing, rule=", ".join(standing.held), because="" if own else causes[0].key)
