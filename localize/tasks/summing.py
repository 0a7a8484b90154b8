"""From figures and findings to the summary of one output."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from localize.tasks.overlay import overwritten
from localize.tasks.summary import OutputSummary

if TYPE_CHECKING:
    from localize.tasks.gathered import Gathered
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut
    from localize.tasks.outputs import OutputPaths

__all__ = ["summary_of"]

_RATE = re.compile(r'"stage": "convert", .*"by": "(?:ECB|rates|peg)')


def summary_of(job: MarketJob, paths: OutputPaths, findings: Gathered, left_out: LeftOut) -> OutputSummary:
    """What was done for one output, in the published form."""
    catalog, desk = job.catalog, job.desk
    figures = job.folder.figures(job.market)
    stats = desk.stats() if desk else None
    count, leaving = figures["listings"], left_out.partition
    if leaving:  # only what was done to cells that are in the output
        figures = Counter({k: v for k, v in figures.items() if not k.startswith("change:")})
        figures.update({f"change:{stage}": n for stage, n in left_out.counted.items()})
    held, excluded = len(leaving.held), len(leaving.excluded)
    return OutputSummary(
        catalog=catalog.path.name,
        market=job.market,
        marketplace=job.context.marketplace,
        files={
            "catalog": None if job.options.dry_run else paths.catalog,
            "held": paths.held if held and not (job.options.dry_run or job.options.sample) else None,
            "findings": paths.findings,
            "changes": paths.changes,
            "report": paths.report,
            "manifest": None if job.options.dry_run else paths.manifest,
        },
        listings={
            "in": count,
            "out": count - held - excluded,
            "held": held,
            "excluded": excluded,
            "with_errors": figures["with_errors"] - leaving.with_errors,
        },
        segments={
            "distinct": stats.distinct if stats else 0,
            "cached": stats.cached if stats else 0,
            "approved": sum(key.startswith("approved:") for key in figures),
            "translated": stats.translated if stats else 0,
            "untranslated": stats.untranslated if stats else 0,
        },
        repairs=dict(sorted(stats.rungs.items())) if stats else {},
        changes={k.split(":", 1)[1]: v for k, v in sorted(figures.items()) if k.startswith(("change:", "span:"))},
        findings=dict(findings.codes.most_common()),
        severities=dict(findings.severities),
        seconds=_seconds(job, figures),
        engine=job.engine.description if job.engine else "none",
        rates=_rates(job),
        assumptions=findings.assumptions,
        overwrites="" if job.options.template else overwritten(catalog, job.options.mode),
        rules={rule.id: figures[f"rule:{rule.id}"] for rule in job.stages.rules},
        excluded=left_out.reasons(),
    )


def _seconds(job: MarketJob, figures: Counter[str]) -> dict[str, float]:
    """What each stage took, here and in worker processes."""
    elsewhere = {name: figures[f"microseconds:{name}"] / 1e6 for name in job.stages.seconds}
    return {name: round(here + elsewhere[name], 3) for name, here in job.stages.seconds.items()}


def _rates(job: MarketJob) -> str:
    """The rate that prices were converted with, as a change says it."""
    for line in job.folder.written_lines(job.market, "changes"):
        if _RATE.search(line):
            change = json.loads(line)
            return f"{change['why']} ({change['by']})"
    return ""
