"""Takes out the findings that a person accepted, and says so when an acceptance is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.acceptances import Acceptance
    from localize.context import Context
    from localize.listing import Draft

__all__ = ["drop_accepted"]


def drop_accepted(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Each draft without the findings that ``[[accept]]`` silences on the run's as-of date. Runs behind all checks."""
    accepted, market = context.settings.accepted, context.market.locale
    for draft in drafts:
        if accepted and draft.findings:
            over: dict[Acceptance, None] = {}
            kept = []
            for finding in draft.findings:
                concerning = [a for a in accepted if a.concerns(finding, market)]
                if any(a.holds_on(context.as_of) for a in concerning):
                    continue
                kept.append(finding)
                over.update(dict.fromkeys(concerning))
            draft.findings = kept
            for acceptance in over:
                _say_over(draft, acceptance)
        yield draft


def _say_over(draft: Draft, acceptance: Acceptance) -> None:
    draft.find(
        "acceptance-over",
        Severity.INFO,
        f"“{acceptance.code}” was accepted until {acceptance.until} ({acceptance.reason}) and is reported again.",
        suggestion="Look again; set a later day in [[accept]], or remove the table.",
        group=f"run:acceptance-over:{acceptance.code}",
    )
