"""What can only be seen across listings: titles that became equal, keys that stand for two things.

Works on small records of a run's index, read twice, so that a million listings need one number each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator

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
    """A listing's key and a hash of its content."""

    key: str
    content: Hashable
    place: str = ""
    line: int = 0


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


def find_same_key_other_content(index: Collection[KeyRecord]) -> list[Finding]:
    """One ``same-key-other-content`` for each listing whose key stands for something else before it in the file."""
    doubled = _doubled(record.key for record in index)
    first: dict[str, KeyRecord] = {}
    findings: list[Finding] = []
    for record in index:
        if hash(record.key) not in doubled:
            continue
        earlier = first.setdefault(record.key, record)
        if earlier.content != record.content:
            findings.append(_repeated(record, earlier))
    return findings


def _repeated(record: KeyRecord, earlier: KeyRecord) -> Finding:
    where = f" ({earlier.place})" if earlier.place else f" (line {earlier.line})" if earlier.line else ""
    return Finding(
        "same-key-other-content",
        Severity.WARNING,
        f"The key '{record.key}' stands for another listing with other content{where}.",
        listing=record.key,
        place=record.place,
        line=record.line,
        suggestion="Give each listing a key of its own, or remove the one that is out of date.",
        group=f"same-key-other-content:{record.key}",
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
