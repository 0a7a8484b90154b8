"""``localize check``."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.options import settings_from, values_option
from localize.errors import CatalogError

if TYPE_CHECKING:
    from localize.listing import Finding

__all__ = ["check"]

_MOST = 50


@click.command(epilog="Example: localize check shoes.csv --market pt-BR --marketplace shopify")
@click.argument("catalogs", metavar="CATALOG...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--market", required=True, metavar="MARKET", help="The market whose customs hold.")
@click.option("--marketplace", metavar="NAME", help="Whose limits (default: detected).")
@click.option("--config", type=click.Path(path_type=Path), help="Default: the nearest localize.toml upwards.")
@click.option("--encoding", metavar="NAME", help="Encoding of the input, where it is not detected right.")
@values_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def check(
    ctx: click.Context,
    catalogs: tuple[Path, ...],
    market: str,
    marketplace: str | None,
    config: Path | None,
    encoding: str | None,
    values: tuple[Path, ...],
    form: str,
) -> None:
    """Check catalogs against a marketplace's limits; change nothing, write nothing. Exit status 1 for errors."""
    from localize.market import load_market
    from localize.tasks.check import check_catalog

    tag = load_market(market).locale
    settings = settings_from(config, marketplace=marketplace, encoding=encoding, values=values)
    settings = replace(settings, source_locale=tag)
    found: list[tuple[Path, Finding]] = []
    unreadable: list[CatalogError] = []
    for path in catalogs:
        try:
            found += [(path, finding) for finding in check_catalog(path, tag, settings)]
        except CatalogError as error:
            unreadable.append(error)
    if form == "json":
        click.echo(json.dumps([{"catalog": str(p), **f.to_dict()} for p, f in found], ensure_ascii=False))
    else:
        for path, finding in found[:_MOST]:
            colour = {"error": "red", "warning": "yellow"}.get(finding.severity.value)
            click.secho(
                f"{path.name}:{finding.place or finding.line}: {finding.severity}: {finding.message} ",
                fg=colour,
                nl=False,
            )
            click.echo(f"[{finding.code}] {finding.listing}")
            if finding.suggestion:
                click.echo(f"    {finding.suggestion}")
        if len(found) > _MOST:
            click.echo(f"… and {len(found) - _MOST:,} more; --format json lists all.")
        counts = Counter(f.severity.value for _, f in found)
        summary = ", ".join(f"{counts[s]} {s}s" for s in ("error", "warning") if counts[s])
        if summary or not unreadable:
            click.echo(summary or "Nothing to complain about.")
    for failure in unreadable:
        click.secho(f"✗ {failure.message}", fg="red", err=True)
        click.echo(f"  {failure.hint}", err=True)
    ctx.exit(3 if unreadable else 1 if any(f.severity.value == "error" for _, f in found) else 0)
