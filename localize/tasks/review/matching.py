"""Which row of an edited file is which listing of the output, in whatever order and shape it came back.

All codes of a listing together are tried first, for a key that counts repeated rows changes with their order. Where a
program spoilt a code, the key tells the listing, and where localizing changed what the key is made of (an option's value),
the listing that shares most values with the row and stands nearest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.listing import Listing
    from localize.tasks.review.record import RecordedListing

__all__ = ["match_rows"]

Place = tuple[str, str]
"""A table and a key."""

Name = tuple[str, ...]
_FEWEST_SHARED = 2
_COMMON = 50
"""A value that more listings have than that tells none of them."""


def match_rows(
    rows: Sequence[Listing], recorded: Sequence[RecordedListing]
) -> Iterator[tuple[Listing, RecordedListing | None]]:
    """Each row with its listing, None where there is none; no listing is given to two rows."""
    free = {(item.table, item.key): item for item in recorded}
    found: dict[int, RecordedListing] = {}
    _unique([_row_codes(row) for row in rows], {p: _record_codes(item) for p, item in free.items()}, free, found)
    _unique([(row.key,) for row in rows], {place: (item.key,) for place, item in free.items()}, free, found)
    _nearest(rows, free, found)
    for number, row in enumerate(rows):
        yield row, found.get(number)


def _row_codes(row: Listing) -> tuple[str, ...]:
    return _codes((path, f.role, f.value) for path, f in row.fields.items())


def _record_codes(item: RecordedListing) -> tuple[str, ...]:
    return _codes((path, f.role, f.target) for path, f in item.fields.items())


def _codes(values: Iterable[tuple[str, Role, str]]) -> tuple[str, ...]:
    codes = sorted(f"{path}={value.strip()}" for path, role, value in values if role is Role.CODE and value.strip())
    return tuple(codes)


def _unique(
    rows: Sequence[Name],
    names: Mapping[Place, Name],
    free: dict[Place, RecordedListing],
    found: dict[int, RecordedListing],
) -> None:
    """Match rows and listings by a name that one of each has alone."""
    wanted: defaultdict[Name, list[Place]] = defaultdict(list)
    for place, name in names.items():
        wanted[name].append(place)
    having = Counter(name for number, name in enumerate(rows) if number not in found)
    for number, name in enumerate(rows):
        places = wanted.get(name, ())
        if number not in found and any(name) and having[name] == 1 and len(places) == 1 and places[0] in free:
            found[number] = free.pop(places[0])


def _nearest(
    rows: Sequence[Listing],
    free: dict[Place, RecordedListing],
    found: dict[int, RecordedListing],
) -> None:
    """Match the rest by what they share; of equals the one at the same row."""
    by_value: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, item in free.items():
        for path, recorded in item.fields.items():
            by_value[path, recorded.target.strip()].append(place)
    for number, row in enumerate(rows):
        if number in found:
            continue
        best = _best(row, free, by_value)
        if best is not None:
            found[number] = free.pop(best)


def _best(
    row: Listing,
    free: Mapping[Place, RecordedListing],
    by_value: Mapping[tuple[str, str], list[Place]],
) -> Place | None:
    shared: Counter[Place] = Counter()
    for path, cell in row.fields.items():
        places = by_value.get((path, cell.value.strip()), ()) if cell.value.strip() else ()
        if len(places) <= _COMMON:
            shared.update(place for place in places if place in free)
    if not shared:
        return None
    place, count = max(shared.items(), key=lambda item: (item[1], free[item[0]].row == row.row, -free[item[0]].row))
    filled = sum(bool(cell.value.strip()) for cell in row.fields.values())
    return place if count >= min(_FEWEST_SHARED, filled) and not _contradicts(row, free[place]) else None


def _contradicts(row: Listing, item: RecordedListing) -> bool:
    """Do both state codes, and none the same?"""
    ours, theirs = set(_row_codes(row)), set(_record_codes(item))
    return bool(ours and theirs) and not ours & theirs
