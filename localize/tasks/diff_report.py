"""A diff of catalogs as problems: what fails a gate is an error, the rest is for the record."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError, did_you_mean
from localize.listing import Severity
from localize.problem import Case, Problem, ProblemReport

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from localize.tasks.diff import CatalogDiff
    from localize.tasks.diff_listing import Difference, ListingDiff

__all__ = ["GATES", "diff_report", "gates_of"]

GATES = ("invalid", "lost-term", "change", "unknown", "none")
"""What may fail a diff: listings that become invalid, terms that are lost, any change, what could not be evaluated."""

_SHOWN = 400


def gates_of(names: str) -> frozenset[str]:
    """``invalid,lost-term`` as gates.

    Raises:
        UsageError: there is no such gate.
    """
    gates = frozenset(name.strip() for name in names.split(",") if name.strip())
    for name in sorted(gates - set(GATES)):
        raise UsageError(f"--fail-on knows no '{name}'.", did_you_mean(name, GATES) or f"One of: {', '.join(GATES)}.")
    return gates


def diff_report(
    command: str, diffs: Sequence[CatalogDiff], gates: Collection[str], max_changes: int | None = None
) -> ProblemReport:
    """The report of a diff. Equal changes of several listings are told once, with their number."""
    cases = [case for diff in diffs for case in _cases(diff, gates)]
    changed = sum(bool(d.changes or d.leaves or d.returns) for diff in diffs for d in diff.diffs)
    if max_changes is not None and changed > max_changes:
        message = f"{changed:,} listings change, and --max-changes allows {max_changes:,}."
        hint = "Look at the changes; if they are meant, raise the limit."
        cases.append(Case("--max-changes", problems=[Problem("diff-too-many", Severity.ERROR, message, hint)]))
    return ProblemReport(command, cases, _summary(diffs, changed), list(_notes(diffs)), _data(diffs))


def _cases(diff: CatalogDiff, gates: Collection[str]) -> Iterator[Case]:
    path = str(diff.catalog)
    by_change: defaultdict[tuple[str, str, str], list[tuple[ListingDiff, Difference]]] = defaultdict(list)
    for listing in diff.diffs:
        for change in listing.changes:
            by_change[change.field, change.before, change.after].append((listing, change))
        if problems := list(_of_listing(listing, diff, gates)):
            yield Case(f"{listing.listing.key} in {diff.market}", path, listing.listing.line, problems)
    for same in by_change.values():
        listing, change = same[0]
        name = f"{listing.listing.key} {change.field} in {diff.market}"
        yield Case(name, path, listing.listing.line, [_changed(diff, same, gates)])
    if not diff.diffs:
        yield Case(f"{diff.catalog.name} in {diff.market}", path)
    for unknown in diff.unknown:
        reason = f"needs a model: {diff.lacking}"
        problem = Problem(
            "diff-unknown",
            _severity("unknown", gates, Severity.INFO),
            f"{unknown.key} in {diff.market} changes, and without a model nobody can say how.",
            "Install the model, or run it where the cache holds its texts.",
            path=path,
            line=unknown.line,
        )
        failing = [problem] if "unknown" in gates else []
        yield Case(f"{unknown.key} in {diff.market}", path, unknown.line, failing, "" if failing else reason)


def _severity(gate: str, gates: Collection[str], otherwise: Severity) -> Severity:
    return Severity.ERROR if gate in gates else otherwise


def _changed(diff: CatalogDiff, same: Sequence[tuple[ListingDiff, Difference]], gates: Collection[str]) -> Problem:
    listing, change = same[0]
    more = f" and {len(same) - 1:,} more" if len(same) > 1 else ""
    by = f" ({', '.join(change.by)})" if change.by else ""
    return Problem(
        "diff-changed",
        _severity("change", gates, Severity.INFO),
        f"{listing.listing.key}{more} in {diff.market}: {change.field} changes{by}.",
        path=str(diff.catalog),
        line=listing.listing.line,
        detail="\n".join([*_marked("-", change.before), *_marked("+", change.after)]),
    )


def _of_listing(listing: ListingDiff, diff: CatalogDiff, gates: Collection[str]) -> Iterator[Problem]:
    key, path, line = listing.listing.key, str(diff.catalog), listing.listing.line
    name = f"{key} in {diff.market}"
    for finding in listing.broken:
        verb = "becomes invalid" if listing.becomes_invalid else "has one more error"
        message = f"{name} {verb}: {finding.field + ': ' if finding.field else ''}{finding.message}"
        severity = _severity("invalid", gates, Severity.INFO)
        yield Problem("diff-invalid", severity, message, finding.suggestion or _MEND, path=path, line=line)
    if listing.becomes_valid:
        mended = "; ".join(dict.fromkeys(finding.message for finding in listing.mended))
        yield Problem("diff-valid", Severity.INFO, f"{name} becomes valid, without: {mended}", path=path, line=line)
    for field, term in listing.lost:
        message = f"{name}: {field} no longer honours the term “{term}”."
        hint = f"Keep an entry for “{term}”, or correct its scope."
        severity = _severity("lost-term", gates, Severity.INFO)
        yield Problem("diff-lost-term", severity, message, hint, path=path, line=line)
    change = _severity("change", gates, Severity.INFO)
    if listing.leaves:
        message = f"{name} leaves the output, {listing.leaves}"
        yield Problem("diff-leaves", change, message, path=path, line=line)
    if listing.returns:
        message = f"{name} is in the output again; before it was {listing.returns}"
        yield Problem("diff-returns", change, message, path=path, line=line)


_MEND = "Correct the change, or the listing."


def _marked(mark: str, text: str) -> Iterator[str]:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    for line in shown.splitlines() or ["(nothing)"]:
        yield f"{mark} {line}"


def _summary(diffs: Sequence[CatalogDiff], changed: int) -> str:
    total = sum(diff.listings for diff in diffs)
    invalid = sum(d.becomes_invalid for diff in diffs for d in diff.diffs)
    valid = sum(d.becomes_valid for diff in diffs for d in diff.diffs)
    known = {id(d.listing) for diff in diffs for d in diff.diffs if d.changes or d.leaves or d.returns}
    unknown = sum(id(listing) not in known for diff in diffs for listing in diff.unknown)
    parts = [f"{changed:,} of {total:,} listings change"] + [f"{unknown:,} more may change"] * bool(unknown)
    parts += [f"{invalid:,} become invalid"] * bool(invalid) + [f"{valid:,} become valid"] * bool(valid)
    return ", ".join(parts)


def _notes(diffs: Iterable[CatalogDiff]) -> Iterator[str]:
    for diff in diffs:
        name = f"{diff.catalog.name} in {diff.market}"
        if diff.unknown:
            yield f"{name}: {len(diff.unknown):,} listings could not be evaluated in full. {diff.lacking}"
        if diff.translated:
            yield f"{name}: {diff.translated:,} texts were translated, {diff.cached:,} were in the cache."
        if diff.why_all:
            yield f"{name}: every listing was compared, because of {' and '.join(diff.why_all)}."


def _data(diffs: Iterable[CatalogDiff]) -> dict[str, Any]:
    """What ``--format json`` says besides the problems: every change, in full."""
    return {
        "catalogs": [
            {
                "catalog": str(diff.catalog),
                "market": diff.market,
                "listings": diff.listings,
                "reached": diff.reached,
                "unknown": [listing.key for listing in diff.unknown],
                "texts": {"cached": diff.cached, "translated": diff.translated},
                "changed": [_listing_data(listing) for listing in diff.diffs],
            }
            for diff in diffs
        ]
    }


def _listing_data(diff: ListingDiff) -> dict[str, Any]:
    return {
        "listing": diff.listing.key,
        "line": diff.listing.line,
        "changes": [
            {"field": c.field, "place": c.place, "before": c.before, "after": c.after, "by": list(c.by)}
            for c in diff.changes
        ],
        "errors": {
            "new": [finding.to_dict() for finding in diff.broken],
            "gone": [finding.to_dict() for finding in diff.mended],
        },
        "lost_terms": [{"field": field, "term": term} for field, term in diff.lost],
        "leaves": diff.leaves,
        "returns": diff.returns,
    }
