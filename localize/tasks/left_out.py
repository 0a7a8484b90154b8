"""What a partition means for the files of an output: rows that go, words of the platform, findings, the held file."""

from __future__ import annotations

import json
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from localize.listing import Change, Finding, Role, Severity
from localize.protocols import RowPatch
from localize.rules.patterns import compile_glob
from localize.tasks.excluded import word_for
from localize.tasks.held import Partition, Place, Standing, partition

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from localize.listing import Listing
    from localize.tasks.held import Left
    from localize.tasks.job import MarketJob

__all__ = ["LeftOut", "joined", "left_out_of"]

_EXAMPLES = 10


def left_out_of(job: MarketJob) -> LeftOut:
    """Settle who stays in a job's output, once all its chunks are finished."""
    standings = (Standing(*line) for line in job.folder.lines(job.market, "standings"))
    if next(standings, None) is None:  # no rule can exclude or hold, and nobody asked to hold errors
        return LeftOut(job, Partition())
    hold_errors = job.options.hold == "errors"
    return LeftOut(
        job, partition(lambda: _standings(job), lambda groups: _filled(job, groups), hold_errors=hold_errors)
    )


def _standings(job: MarketJob) -> Iterator[Standing]:
    return (Standing(*line) for line in job.folder.lines(job.market, "standings"))


def _filled(
    job: MarketJob, groups: Container[tuple[str, str]]
) -> Mapping[tuple[str, str], Mapping[Place, frozenset[str]]]:
    """Which of the fields that exclude rules read the rows of some groups fill."""
    names = {name for rule in job.stages.rules if rule.action_name == "exclude" for name in rule.reads}
    found: defaultdict[tuple[str, str], dict[Place, frozenset[str]]] = defaultdict(dict)
    for layout in job.catalog.detection.layouts:
        for listing in job.catalog.listings(layout):
            key = (listing.table, listing.group.key)
            if key in groups:
                found[key][Place(listing.table, listing.row)] = frozenset(n for n in names if _fills(listing, n))
    return found


def _fills(listing: Listing, name: str) -> bool:
    if name == "price":
        return any(f.role is Role.PRICE and f.value.strip() for f in listing.fields.values())
    matches = compile_glob(name)
    return any(matches(path) and f.value.strip() for path, f in listing.fields.items())


@dataclass
class LeftOut:
    """The rows of one output that are held or excluded, and what is written in their place.

    A row that is excluded by the platform's own word stays in the file; ``omitted`` are the others. A sample shows what
    would leave, and keeps all rows, for it is no file to upload.
    """

    job: MarketJob
    partition: Partition
    counted: Counter[str] = field(default_factory=Counter)

    @cached_property
    def marks(self) -> dict[Place, RowPatch]:
        """The platform's words for the rows that have one."""
        if self.job.options.sample:
            return {}
        words = {
            layout.table: word_for(layout, self.job.context.market) for layout in self.job.catalog.detection.layouts
        }
        marks: dict[Place, RowPatch] = {}
        for place, left in self.partition.excluded.items():
            word = words[place.table]
            if word is None or (word.group and (place.table, left.standing.group) not in self.partition.whole_groups):
                continue
            says = not word.group or left.standing.lead or left.standing.word_cell.strip()
            marks[place] = RowPatch(place.table, place.row, {word.column: word.value} if says else {})
        return marks

    @cached_property
    def omitted(self) -> frozenset[Place]:
        """Rows that are not in the output."""
        if self.job.options.sample:
            return frozenset()
        return frozenset((*self.partition.held, *(p for p in self.partition.excluded if p not in self.marks)))

    def row_patches(self, patches: Iterable[Any]) -> Iterator[RowPatch]:
        """The patches of an output: new texts of rows that stay, words of the platform, rows that go; in file order."""
        staying = (
            RowPatch(table, row, {int(column): text for column, text in cells.items()})
            for table, row, cells in patches
            if Place(table, row) not in self.omitted
        )
        if not self.partition:
            yield from staying
            return
        order = {layout.table: number for number, layout in enumerate(self.job.catalog.detection.layouts)}
        others = [RowPatch(place.table, place.row, {}, drop=True) for place in self.omitted]
        others += [patch for patch in self.marks.values() if patch.cells]
        others.sort(key=lambda patch: (order[patch.table], patch.row))
        yield from joined(merge(staying, others, key=lambda patch: (order[patch.table], patch.row)))

    def held_patches(self) -> Iterator[RowPatch]:
        """The patches that leave of the input nothing but what is held, as the seller wrote it."""
        for standing in _standings(self.job):
            if not standing.header and standing.place not in self.partition.held:
                yield RowPatch(standing.table, standing.row, {}, drop=True)

    def lines(self, kind: str, read: Callable[[str], Any] = json.loads) -> Iterator[Any]:
        """The lines of a kind, without those of rows that are not in the output."""
        lines = map(read, self.job.folder.written_lines(self.job.market, kind))
        gone: Container[Place] = self.omitted
        if kind in {"findings", "views"}:  # what is held is to be looked at
            gone = self.omitted - self.partition.held.keys()
        if not gone:
            yield from lines
            return
        for standing in _standings(self.job):
            own = islice(lines, standing.counts.get(kind, 0))
            if standing.place in gone:
                deque(own, maxlen=0)
            else:
                yield from own

    def changes(self, *, whole: bool = False) -> Iterator[dict[str, Any] | str]:
        """Changes of cells that are in the output, the platform's words among them; counts them by stage.

        Where nothing is left out they are the written lines themselves, which need no reading and no counting again;
        ``whole`` says that nobody looks at them one by one.
        """
        if not self.partition:
            folder = self.job.folder
            yield from (folder.written if whole else folder.written_lines)(self.job.market, "changes")
            return
        for change in self.lines("changes"):
            if change["scope"] == "field":
                self.counted[change["stage"]] += 1
            yield change
        source = self.job.catalog.source
        layouts = {layout.table: layout for layout in self.job.catalog.detection.layouts}
        for place, patch in self.marks.items():
            left = self.partition.excluded[place]
            for column, value in patch.cells.items():
                path = layouts[place.table].columns[column].path
                at = source.place(place.table, place.row, column)
                before = left.standing.word_cell
                if before != value:
                    self.counted["rules"] += 1
                    yield Change(
                        left.standing.key, path, at, 1, "field", "rules", before, value, left.reason, left.rule
                    ).to_dict()

    def findings(self) -> Iterator[dict[str, Any]]:
        """Who was left out and why."""
        market = self.job.market
        for left in self.partition.excluded.values():
            with_whom = f" with {left.because}, of the same product" if left.because else ""
            message = f"Excluded from {market}{with_whom}: {left.reason}"
            yield _finding("excluded", Severity.INFO, message, left, left.rule)
            if left.widened:
                message = f"Rule '{left.rule}' excludes this variant, but its row states what the others need: all of it went."
                advice = 'Put another variant first in the catalog, or say scope = "group" if the product is meant.'
                yield _finding("exclude-widened", Severity.WARNING, message, left, left.rule, advice)
        for left in self.partition.held.values():
            if left.because:
                message = f"Held back because {left.because}, of the same product, is."
                advice = f"Mend {left.because} in the held file, and run that file again."
                yield _finding("held", Severity.INFO, message, left, "", advice)

    def reasons(self) -> list[dict[str, Any]]:
        """By rule and reason, how many listings are excluded, with some of them; the most frequent first."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for left in self.partition.excluded.values():
            found[left.rule, left.reason].append(left.standing.key)
        ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        return [
            {"rule": rule, "reason": reason, "listings": len(keys), "examples": keys[:_EXAMPLES]}
            for (rule, reason), keys in ordered
        ]


def joined(patches: Iterable[RowPatch]) -> Iterator[RowPatch]:
    """Patches to one row as one: the localized texts, and the platform's word."""
    held: RowPatch | None = None
    for patch in patches:
        if held is not None and (held.table, held.row) == (patch.table, patch.row):
            held = RowPatch(held.table, held.row, {**held.cells, **patch.cells}, drop=held.drop or patch.drop)
            continue
        if held is not None:
            yield held
        held = patch
    if held is not None:
        yield held


def _finding(
    code: str, severity: Severity, message: str, left: Left, rule: str, suggestion: str = ""
) -> dict[str, Any]:
    standing = left.standing
    return Finding(
        code,
        severity,
        message,
        listing=standing.key,
        place=standing.place_text,
        line=standing.line,
        suggestion=suggestion,
        group=f"{code}:{rule}" if rule else code,
    ).to_dict()
