"""``localize marketplaces``."""

from __future__ import annotations

import json

import click

from localize.cli.shared import json_option
from localize.errors import UsageError, did_you_mean

__all__ = ["marketplaces"]


@click.command(epilog="Example: localize marketplaces shopify")
@click.argument("name", required=False)
@json_option
def marketplaces(name: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List the marketplaces whose files are known, or show one's layouts with their sources."""
    from localize.layouts import layout_specs

    specs = [spec for spec in layout_specs() if name in {None, spec.marketplace}]
    known = {spec.marketplace for spec in layout_specs()}
    if not specs:
        raise UsageError(
            f"There is no marketplace '{name}'.",
            did_you_mean(str(name), known) or f"Known: {', '.join(sorted(known))}.",
        )
    if as_json:
        rows = [{"marketplace": s.marketplace, "layout": s.name, "title": s.title, "source": s.source} for s in specs]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for spec in specs:
        click.echo(f"{spec.marketplace:<12} {spec.title}")
        if name:
            click.echo(f"  source: {spec.source}\n  upload: {spec.upload}")
            for column in spec.columns:
                heads = ", ".join(sorted(column.headers)) or (column.pattern.pattern if column.pattern else "")
                click.echo(f"  {column.path:<26} {column.role.value:<11} {heads}")
    if not name:
        click.echo("generic      any other table: columns are inferred, 'localize inspect' explains how")
