"""What commands show at their end: a summary that fits a screen and says the next step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from localize.cli.paths import short_path
from localize.cli.review_screen import show_review
from localize.cli.shared import typed
from localize.settings import find_config

if TYPE_CHECKING:
    from localize.tasks.review.taking_in import TakenIn
    from localize.tasks.summary import OutputSummary, RunReport

__all__ = ["show_run"]

_FILES = frozenset({"catalog", "held", "findings", "changes", "report", "manifest", "delta"})
_MOST_CODES = 6
_MOST_REASONS = 5
_CHANGES = {
    "translate": ("cell", "cells", "translated"),
    "terms": ("cell", "cells", "by dictionary"),
    "convert": ("cell", "cells", "converted"),
    "quantity": ("quantity", "quantities", "in texts"),
    "size": ("size", "sizes", "in texts"),
    "price": ("price", "prices", "in texts"),
    "rules": ("cell", "cells", "by rules"),
    "source-rules": ("cell", "cells", "by source rules"),
    "fit": ("cell", "cells", "fitted"),
    "pin": ("cell", "cells", "as a person said"),
}


def show_run(report: RunReport) -> None:
    """The end of ``localize run``."""
    for note in report.notes:
        click.secho(f"! {note}", fg="yellow", err=True)
    for taken in report.taken_in:
        _show_taken(taken)
    for output in report.outputs:
        _show_output(output, taken_in=output.edited in {taken.kept for taken in report.taken_in})
    for failure in report.failures:
        click.secho(f"✗ {failure.what}", fg="red", bold=True, err=True)
        click.echo(f"  {_without_name(failure.message, failure.what)}", err=True)
        if failure.hint:
            click.echo(f"  {failure.hint}", err=True)
    if any(failure.exit_code == 4 for failure in report.failures) and report.outputs:
        click.echo("The other markets were written.", err=True)


def _without_name(message: str, name: str) -> str:
    """A message about a catalog whose name stands above it already: ``shop.csv, line 2: …`` is ``line 2: …``."""
    return next(
        (message.removeprefix(start) for start in (f"{name}: ", f"{name}, ") if message.startswith(start)), message
    )


def _show_output(output: OutputSummary, *, taken_in: bool = False) -> None:
    errors, warnings = output.severities.get("error", 0), output.severities.get("warning", 0)
    mark, colour = ("✓", "green") if not errors else ("!", "yellow")
    click.secho(f"{mark} {output.catalog} → {output.market}", fg=colour, bold=True)
    click.echo(f"  {_listings(output)}")
    if texts := _texts(output):
        click.echo(f"  {texts}")
    if changed := _changed(output):
        click.echo(f"  {changed}")
    for out in output.excluded[:_MOST_REASONS]:
        count = out["listings"]
        click.echo(f"  Excluded: {count:,} {_plural(count, 'listing')} by rule {out['rule']}: {out['reason']}")
    if output.rules:
        click.echo(f"  Rules:    {_rules(output)}")
    for assumption in output.assumptions[:3]:
        click.echo(f"  Assumed: {assumption}")
    if _without_engine(output):
        click.echo("  Texts stay in their language but for your terms and ours: no engine was asked")
    if output.delta:
        click.echo(f"  {_delta(output.delta)}")
    if errors or warnings:
        click.echo(f"  Findings: {_findings(output)}")
    if output.new and not output.first:
        new = ", ".join(f"{count:,} × {code}" for code, count in [*output.new.items()][:_MOST_CODES])
        click.echo(f"  New since the last run: {new}")
    if output.edited and not taken_in:
        click.secho(f"  The file there was not as we wrote it (edited?): it is kept as {output.edited}", fg="yellow")
        first = "" if find_config(Path.cwd()) else "localize init, then "
        click.echo(
            f"  To have the edits in every later run: {first}localize review import {typed(short_path(output.edited))}"
        )
    _show_files(output, errors)


def _show_taken(taken: TakenIn) -> None:
    """What was taken from an output that a person edited."""
    click.secho(
        f"✎ {taken.output.name} was edited since the last run; the edited file is kept as {taken.kept}", bold=True
    )
    if taken.review is None:
        click.secho(f"  Nothing was taken from it: {taken.failure}", fg="yellow")
        return
    show_review(taken.review)


def _listings(output: OutputSummary) -> str:
    count, bad = output.listings["out"], output.listings["with_errors"]
    left = _left(output)
    if not count:
        return f"no listings to upload: {left}" if left else "no listings"
    good = "without errors" if _without_engine(output) else "ready to upload"
    ready = f"all {good}" if not bad else f"{count - bad:,} {good}, {bad:,} {'needs' if bad == 1 else 'need'} a look"
    return f"{count:,} {_plural(count, 'listing')}: {ready}" + (f"; {left}" if left else "")


def _without_engine(output: OutputSummary) -> bool:
    """Were texts left because no engine was asked? Such a file is not announced as if it were done."""
    return output.engine == "none" and bool(output.findings.get("untranslated"))


def _left(output: OutputSummary) -> str:
    held, excluded = output.listings["held"], output.listings["excluded"]
    return ", ".join([f"{held:,} held back"] * bool(held) + [f"{excluded:,} excluded"] * bool(excluded))


def _delta(delta: dict[str, Any]) -> str:
    """What differs from what was uploaded."""
    if not delta["since"]:
        return "Changed since the last upload: all, for nothing was marked as uploaded ('localize uploaded DIR' does)"
    figures = ", ".join(f"{delta[name]:,} {name}" for name in ("new", "changed", "gone") if delta[name])
    return f"Changed since the last upload: {figures or 'nothing'}"


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _texts(output: OutputSummary) -> str:
    segments = output.segments
    approved = f"{segments['approved']:,} approved by a person" if segments["approved"] else ""
    if not segments["distinct"]:
        return approved
    text = f"{segments['distinct']:,} distinct {_plural(segments['distinct'], 'text')} by {output.engine}"
    details = [f"{segments['translated']:,} asked" if segments["translated"] else "none asked again"]
    if segments["cached"]:
        details.append(f"{segments['cached']:,} from the cache")
    if segments["untranslated"]:
        details.append(f"{segments['untranslated']:,} left untranslated")
    return f"{text} ({', '.join(details)})" + (f", {approved}" if approved else "")


def _changed(output: OutputSummary) -> str:
    return ", ".join(
        f"{count:,} {one if count == 1 else many} {how}"
        for name, (one, many, how) in _CHANGES.items()
        if (count := output.changes.get(name))
    )


def _rules(output: OutputSummary) -> str:
    """How often each rule matched, the busiest first; those that never did are told, for they may be mistyped."""
    hits = sorted(((n, rule) for rule, n in output.rules.items() if n), key=lambda hit: (-hit[0], hit[1]))
    shown = [f"{rule} × {n:,}" for n, rule in hits[:_MOST_CODES]]
    if len(hits) > _MOST_CODES:
        shown.append(f"{len(hits) - _MOST_CODES} more")
    idle = sum(not n for n in output.rules.values())
    return ", ".join(shown) + (f"{'; ' if shown else ''}{idle} of {len(output.rules)} matched nothing" if idle else "")


def _findings(output: OutputSummary) -> str:
    shown = [f"{count} × {code}" for code, count in list(output.findings.items())[:_MOST_CODES]]
    more = len(output.findings) - len(shown)
    return ", ".join(shown) + (f" and {more} more kinds" if more > 0 else "")


def _show_files(output: OutputSummary, errors: int) -> None:
    if catalog := output.files["catalog"]:
        click.echo(f"  File:   {short_path(catalog)}")
    for name in output.files.keys() - _FILES:  # an overlay's
        if path := output.files[name]:
            click.echo(f"          {short_path(path)}")
    if held := output.files.get("held"):
        click.echo(f"  Held:   {short_path(held)}  (mend it there, and give it to the same command)")
    if delta := output.files.get("delta"):
        click.echo(f"  Delta:  {short_path(delta)}")
    if report := output.files["report"]:
        click.echo(f"  Report: {short_path(report)}")
    if output.overwrites and output.files["catalog"]:
        click.echo(f"  Note:   {output.overwrites}")
    if errors:
        click.echo("  Next:   open the report, see what needs a person, and run again.")
    elif output.files["catalog"]:
        click.echo("  Next:   look at the report in a browser, then upload the file.")
