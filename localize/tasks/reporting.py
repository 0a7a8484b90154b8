"""What the report of one output is made from: the summary, the kept findings, the views of the run folder."""

from __future__ import annotations

from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any

from localize.listing import Role
from localize.remembered import Remembered
from localize.report import FieldView, LeftOutView, ListingView, ReportData
from localize.tasks.views import changes_of, read_field, read_view
from localize.validation.limits import limits_of
from localize.validation.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.tasks.held import Left
    from localize.tasks.job import MarketJob
    from localize.tasks.kept import Kept
    from localize.tasks.left_out import LeftOut
    from localize.tasks.summary import OutputSummary
    from localize.tasks.views import KeptField, View
    from localize.validation.limits import Limits

__all__ = ["report_of"]

LISTED = 200
"""Held listings, and excluded ones, that the report names; ``findings.jsonl`` has all."""


def report_of(
    job: MarketJob, summary: OutputSummary, findings: Sequence[dict[str, Any]], left_out: LeftOut, kept: Kept
) -> ReportData:
    """Everything that the report says of an output; its listings are a stream."""
    from babel import Locale  # late: 20 ms

    output, held = summary.files["catalog"], summary.files["held"]
    limits = limits_of(job.context)
    return ReportData(
        catalog=job.catalog.path.name,
        market=job.market,
        market_name=Locale.parse(job.context.market.babel).get_display_name("en") or job.market,
        source_locale=job.context.source_locale,
        marketplace=job.catalog.detection.main.title,
        started=job.started.astimezone(UTC),
        as_of=job.context.as_of,
        output=output.name if output else "",
        summary=summary.to_dict(),
        findings=findings,
        listings=_listings(kept.views(left_out.lines("views", read_view)), limits),
        left_out=_left_out(left_out, findings),
        held_file=held.name if held else "",
    )


def _listings(views: Iterable[View], limits: Limits) -> Iterator[ListingView]:
    """The listings of an output; equal fields of listings near each other are one and the same."""
    known = Remembered[FieldView]()
    for view in views:
        fields = [
            known.get(piece) or known.put(piece, _field(read_field(piece), limits), len(piece)) for piece in view.fields
        ]
        yield ListingView(view.key, view.place, fields, view.title, view.header, view.category)


def _field(kept: KeptField, limits: Limits) -> FieldView:
    role, target = Role(kept.role), kept.target
    tightest = limits.longest(kept.path) if role.is_text and target else None
    length = limit = 0
    if tightest:
        keyword, value = tightest
        length = MEASURES[keyword](target, value)
        limit = value["limit"] if isinstance(value, dict) else value
    return FieldView(kept.path, kept.source, target, changes_of(kept), role, kept.label, length, limit, kept.header)


def _left_out(left_out: LeftOut, findings: Sequence[dict[str, Any]]) -> list[LeftOutView]:
    partition = left_out.partition
    said = {found["listing"]: found["message"] for found in findings if found["code"] == "rule-hold"}
    held = [_held(left, said) for left in islice(partition.held.values(), LISTED)]
    return held + [_excluded(left) for left in islice(partition.excluded.values(), LISTED)]


def _held(left: Left, said: Mapping[str, str]) -> LeftOutView:
    standing = left.standing
    if standing.held:
        reason = said.get(standing.key, "A rule holds it.")
    elif left.because:
        reason = f"{left.because}, of the same product, is held."
    else:
        reason = "It has errors."
    return LeftOutView(standing.key, standing.place_text, held=True, reason=reason, rule=", ".join(standing.held))


def _excluded(left: Left) -> LeftOutView:
    with_whom = f" (with {left.because}, of the same product)" if left.because else ""
    return LeftOutView(
        left.standing.key, left.standing.place_text, held=False, reason=f"{left.reason}{with_whom}", rule=left.rule
    )
