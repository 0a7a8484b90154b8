"""What differs between the two localized forms of one listing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.rules.outcomes import exclusion_of, held_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.listing import Change, Draft, Finding, Listing, Span

__all__ = ["Difference", "ListingDiff", "compare", "same_so_far"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that comes out otherwise; ``by`` are the rules, entries and rates behind its new value."""

    field: str
    place: str
    before: str
    after: str
    by: tuple[str, ...] = ()


@dataclass(slots=True)
class ListingDiff:
    """What differs for one listing.

    ``broken`` are errors that only the after side has, ``mended`` those that only the before side has; ``lost`` are
    dictionary terms (field, source term) that the before side honoured and the after side does not know; ``leaves`` and
    ``returns`` tell of exclusions and holds.
    """

    listing: Listing
    changes: list[Difference] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    mended: list[Finding] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    leaves: str = ""
    returns: str = ""
    becomes_invalid: bool = False
    becomes_valid: bool = False

    def of(self, listing: Listing) -> ListingDiff:
        """The same for another listing of the same content."""
        fields = listing.fields
        changes = [replace(c, place=fields[c.field].place) if c.field in fields else c for c in self.changes]
        return replace(
            self,
            listing=listing,
            changes=changes,
            broken=[_moved(finding, listing) for finding in self.broken],
            mended=[_moved(finding, listing) for finding in self.mended],
        )

    def without(self, needy: set[str]) -> bool:
        """Take out what is said of fields that could not be translated; True if anything was.

        Terms that were lost stay: which entries a text honours, the dictionary alone decides.
        """
        count = len(self.changes) + len(self.broken) + len(self.mended)
        self.changes = [c for c in self.changes if c.field not in needy]
        self.broken = [f for f in self.broken if f.field not in needy]
        self.mended = [f for f in self.mended if f.field not in needy]
        if needy:
            self.becomes_invalid, self.becomes_valid = bool(self.broken), False
        return count > len(self.changes) + len(self.broken) + len(self.mended)

    def __bool__(self) -> bool:
        return bool(self.changes or self.broken or self.mended or self.lost or self.leaves or self.returns)


def _moved(finding: Finding, listing: Listing) -> Finding:
    own = listing.fields.get(finding.field)
    return replace(finding, listing=listing.key, line=listing.line, place=own.place if own else finding.place)


def same_so_far(one: Draft, other: Draft) -> bool:
    """Are two prepared drafts of a listing alike, so that they come out alike but for target rules and checks?"""
    if one.values != other.values or exclusion_of(one) != exclusion_of(other) or _errors(one) != _errors(other):
        return False
    return one.texts.keys() == other.texts.keys() and all(
        [_spans(block.spans) for block in blocks] == [_spans(block.spans) for block in other.texts[path]]
        for path, blocks in one.texts.items()
    )


def _spans(spans: Iterable[Span]) -> list[object]:
    return [(s.start, s.end, s.kind, s.target, s.accepted, s.kin) for s in spans]


def compare(before: Draft, after: Draft) -> ListingDiff:
    """What differs between the finished drafts of one listing."""
    diff = ListingDiff(after.listing)
    out, now_out = _outside(before), _outside(after)
    if out or now_out:
        diff.leaves = now_out if not out else ""
        diff.returns = out if not now_out else ""
        if now_out:
            return diff
    diff.changes = [
        Difference(path, source.place, before.values[path], after.values[path], _behind(after.changes, path))
        for path, source in after.listing.fields.items()
        if before.values[path] != after.values[path]
    ]
    old, new = _errors(before), _errors(after)
    diff.broken = [f for key, f in new.items() if key not in old]
    diff.mended = [f for key, f in old.items() if key not in new]
    diff.becomes_invalid, diff.becomes_valid = bool(new) and not old, bool(old) and not new
    if not out:
        diff.lost = list(dict.fromkeys(_lost(before, after)))
    return diff


def _lost(before: Draft, after: Draft) -> Iterator[tuple[str, str]]:
    """Terms that only the before side honours; one inside a longer term of the after side is honoured with it."""
    known = [(c.field, c.before.casefold()) for c in after.changes if _is_term(c)]
    for change in before.changes:
        if not _is_term(change) or change.after in after.values[change.field]:
            continue
        if not any(path == change.field and change.before.casefold() in words for path, words in known):
            yield change.field, change.before


def _outside(draft: Draft) -> str:
    if (exclusion := exclusion_of(draft)) is not None:
        return f"excluded by rule '{exclusion.rule}': {exclusion.reason}"
    return f"held back by rule {', '.join(sorted(set(held_by(draft))))}" if held_by(draft) else ""


def _errors(draft: Draft) -> dict[tuple[str, str, str], Finding]:
    return {(f.code, f.field, f.group): f for f in draft.findings if f.severity is Severity.ERROR}


def _is_term(change: Change) -> bool:
    return change.scope == "span" and change.stage == "terms"


def _behind(changes: Iterable[Change], path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.by for c in changes if c.field == path and c.by and c.stage != "translate"))
