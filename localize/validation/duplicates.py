"""What can only be seen across listings: titles that became equal, keys that stand for two things.

Works on small records of a run's index, read twice, so that a million listings need one number each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["KeyRecord", "TitleRecord", "find_equal_titles", "find_same_key_other_content"]


class TitleRecord(NamedTuple):
    """A listing's title before and after; ``field``, ``place`` and ``line`` are for the finding."""

    key: str
    group: str
    source: str
    target: str
    field: str = "title"
    place: str = ""
    line: int = 0


class KeyRecord(NamedTuple):
    """A listing's key and what it says, by field; ``source`` and ``file`` are the number and name of its catalog."""

    key: str
    content: Mapping[str, str]
    place: str = ""
    line: int = 0
    source: int = 0
    file: str = ""


def find_equal_titles(index: Iterable[TitleRecord]) -> list[Finding]:
    """One ``titles-became-equal`` for each group whose title differed from another's in the source and no longer does.

    ``index`` is read twice, so it may be anything but an iterator; of it only titles that several groups have are kept.
    Capitals and blanks make no difference; titles that were equal before are the seller's own business.
    """
    doubled = _doubled(_titles_of_groups(index))
    by_target: dict[str, dict[str, TitleRecord]] = defaultdict(dict)
    for record in index:
        target = _folded(record.target)
        if target and hash(target) in doubled:
            by_target[target].setdefault(record.group, record)
    return [f for target, groups in by_target.items() for f in _equal(target, list(groups.values()))]


def _titles_of_groups(index: Iterable[TitleRecord]) -> Iterator[str]:
    """The titles of each group, each once."""
    seen: set[int] = set()
    for record in index:
        target = _folded(record.target)
        number = hash((target, record.group))
        if target and number not in seen:
            seen.add(number)
            yield target


def _equal(target: str, records: list[TitleRecord]) -> Iterator[Finding]:
    sources = {_folded(record.source) for record in records}
    if len(sources) < 2:
        return
    for record in records:
        other = next(r for r in records if _folded(r.source) != _folded(record.source))
        yield Finding(
            "titles-became-equal",
            Severity.WARNING,
            f"Another listing ('{other.key}') has the same title in this market; in the source it is '{other.source}'.",
            listing=record.key,
            field=record.field,
            place=record.place,
            line=record.line,
            value=record.target,
            suggestion="Add a dictionary entry or pin a title for the word that tells them apart.",
            group=f"titles-became-equal:{target}",
        )


def find_same_key_other_content(index: Iterable[KeyRecord]) -> list[tuple[int, Finding]]:
    """One ``same-key-other-content`` for each listing that says otherwise than the first of its key in another catalog.

    Only fields that both fill are compared. Each finding comes with the number of its catalog. ``index`` is read twice, so it
    may be anything but an iterator; of it only keys that several catalogs have are kept.
    """
    doubled = _doubled(key for key, _ in _keys_of_sources(index))
    first: dict[str, KeyRecord] = {}
    findings: list[tuple[int, Finding]] = []
    for record in index:
        if hash(record.key) not in doubled:
            continue
        earlier = first.setdefault(record.key, record)
        differing = [p for p, value in record.content.items() if earlier.content.get(p, value) != value]
        if differing and earlier.source != record.source:
            findings.append((record.source, _repeated(record, earlier, differing)))
    return findings


def _keys_of_sources(index: Iterable[KeyRecord]) -> Iterator[tuple[str, int]]:
    """The keys of each catalog, each once."""
    seen: set[int] = set()
    for record in index:
        number = hash((record.key, record.source))
        if number not in seen:
            seen.add(number)
            yield record.key, record.source


def _repeated(record: KeyRecord, earlier: KeyRecord, differing: list[str]) -> Finding:
    path = differing[0]
    where = " ".join(filter(None, (earlier.file, earlier.place)))
    more = f" (and {len(differing) - 1} more fields)" if len(differing) > 1 else ""
    return Finding(
        "same-key-other-content",
        Severity.WARNING,
        f"The key '{record.key}' says “{earlier.content[path]}” in {where}, and something else here{more}.",
        listing=record.key,
        field=path,
        place=record.place,
        line=record.line,
        value=record.content[path],
        suggestion="Give each listing a key of its own, or remove the one that is out of date.",
        group=f"same-key-other-content:{earlier.file}",
    )


def _doubled(texts: Iterable[str]) -> set[int]:
    """Hashes of texts that occur more than once."""
    seen: set[int] = set()
    twice: set[int] = set()
    for text in texts:
        number = hash(text)
        (twice if number in seen else seen).add(number)
    return twice


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
