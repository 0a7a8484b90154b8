"""``localize uploaded``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

__all__ = ["uploaded"]


@click.command(epilog="Example: localize uploaded localized")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="What was marked as one JSON object.")
@click.pass_context
def uploaded(ctx: click.Context, folder: Path, *, as_json: bool) -> None:
    """Mark a run's files as uploaded: 'localize run --changed-since last' then writes what has changed since."""
    from localize.tasks.uploaded import mark_uploaded

    marks = mark_uploaded(folder)
    if as_json:
        click.echo(json.dumps({"outputs": [asdict(mark) for mark in marks]}, ensure_ascii=False))
    else:
        for mark in marks:
            if mark.refused:
                click.secho(f"✗ {mark.output}: {mark.refused}", fg="red", err=True)
            else:
                noun = "listing" if mark.listings == 1 else "listings"
                click.secho(f"✓ {mark.output}: {mark.listings:,} {noun} marked as uploaded", fg="green")
        if any(not mark.refused for mark in marks):
            click.echo(f"  Next:   localize run CATALOG --to MARKET --out {folder} --changed-since last")
    ctx.exit(1 if any(mark.refused for mark in marks) else 0)
