"""``localize check``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.formats import format_option
from localize.cli.options import settings_from, values_option
from localize.cli.shared import config_option, encoding_option
from localize.errors import CatalogError, UsageError
from localize.listing import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.listing import Finding

__all__ = ["check"]

_MOST = 50


@click.command(epilog="Example: localize check shoes.csv --market pt-BR --marketplace shopify")
@click.argument(
    "catalogs", metavar="CATALOG...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option("--market", required=True, metavar="MARKET", help="The market whose customs hold.")
@click.option("--marketplace", metavar="NAME", help="Whose limits (default: detected).")
@config_option
@encoding_option
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
    help="The marketplace's own JSON Schema: a file, or a folder by product type.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "new"]),
    default="error",
    help="What makes the exit status 1 (default error); new: errors and warnings that --against does not have.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Earlier findings: a ….findings.jsonl, or what --format json printed.",
)
@values_option
@format_option
@click.pass_context
def check(
    ctx: click.Context,
    catalogs: tuple[Path, ...],
    market: str,
    marketplace: str | None,
    config: Path | None,
    encoding: str | None,
    schema: Path | None,
    fail_on: str,
    against: Path | None,
    values: tuple[Path, ...],
    form: str,
) -> None:
    """Check catalogs against a marketplace's limits; change nothing, write nothing. Exit status 1 for errors."""
    from localize.market import load_market
    from localize.tasks.check import check_catalog

    if fail_on == "new" and against is None:
        raise UsageError(
            "--fail-on new compares with earlier findings.",
            "Add --against FILE; 'localize check … --format json > FILE' makes one.",
        )
    tag = load_market(market).locale
    settings = settings_from(config, marketplace=marketplace, encoding=encoding, values=values)
    settings = replace(settings, source_locale=tag)
    checked: list[tuple[Path, Sequence[Finding]]] = []
    unreadable: list[CatalogError] = []
    for path in catalogs:
        try:
            checked.append((path, list(check_catalog(path, tag, settings, schema))))
        except CatalogError as error:
            unreadable.append(error)
    if form != "text":
        _print(checked, tag, form)
    elif checked:
        _show([(path, finding) for path, found in checked for finding in found])
    for failure in unreadable:
        click.secho(f"✗ {failure.message}", fg="red", err=True)
        click.echo(f"  {failure.hint}", err=True)
    ctx.exit(3 if unreadable else 1 if _fails(checked, fail_on, against) else 0)


def _fails(checked: Sequence[tuple[Path, Sequence[Finding]]], fail_on: str, against: Path | None) -> bool:
    """Is there what ``--fail-on`` names?"""
    from localize.tasks.novelty import Novelty

    if fail_on == "new" and against is not None:
        return any(
            [novelty.is_new(f.to_dict()) for f in found].count(True)
            for path, found in checked
            for novelty in [Novelty.against(against, str(path))]
        )
    counted = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    return any(finding.severity in counted for _, found in checked for finding in found)


def _print(checked: Sequence[tuple[Path, Sequence[Finding]]], market: str, form: str) -> None:
    """For programs; JSON holds the findings in full beside the problems that all check commands have."""
    from localize.problem import Case, ProblemReport, problem_of
    from localize.report.problems import render

    cases = [Case(path.name, str(path), problems=[problem_of(f, str(path)) for f in found]) for path, found in checked]
    findings = [{"catalog": str(path), **f.to_dict()} for path, found in checked for f in found]
    summary = f"{len(cases):,} {'catalog' if len(cases) == 1 else 'catalogs'} for {market}"
    click.echo(render(ProblemReport("check", cases, summary, data={"findings": findings}), form), nl=False)


def _show(found: Sequence[tuple[Path, Finding]]) -> None:
    """For people, with the place as the marketplace's own program names it."""
    for path, finding in found[:_MOST]:
        colour = {Severity.ERROR: "red", Severity.WARNING: "yellow"}.get(finding.severity)
        where = f"{path.name}:{finding.place or finding.line}: {finding.severity}: {finding.message} "
        click.secho(where, fg=colour, nl=False)
        click.echo(f"[{finding.code}] {finding.listing}")
        if finding.suggestion:
            click.echo(f"    {finding.suggestion}")
    if len(found) > _MOST:
        click.echo(f"… and {len(found) - _MOST:,} more; --format json lists all.")
    counts = Counter(finding.severity for _, finding in found)
    summary = ", ".join(
        f"{n:,} {s.value}{'s' * (n > 1)}" for s in (Severity.ERROR, Severity.WARNING) if (n := counts[s])
    )
    click.echo(summary or "Nothing to complain about.")
