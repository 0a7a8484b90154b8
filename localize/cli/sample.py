"""``localize sample``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from localize.cli.options import settings_from
from localize.cli.shared import config_option, encoding_option, json_option
from localize.errors import UsageError

__all__ = ["sample"]

_SHOWN = 5


@click.command(epilog="Example: localize sample shoes.csv --out tests/shoes.sample.csv")
@click.argument("catalog", metavar="CATALOG", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="The sample (default: NAME.sample.EXT here).")
@click.option("--groups", type=click.IntRange(1), default=25, show_default=True, help="About so many products.")
@click.option("--overwrite", is_flag=True, help="Replace a sample that is there.")
@click.option("--marketplace", metavar="NAME", help="Whose layout it has (default: detected).")
@config_option
@encoding_option
@json_option
def sample(
    catalog: Path,
    out: Path | None,
    groups: int,
    marketplace: str | None,
    config: Path | None,
    encoding: str | None,
    *,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Make a small catalog for CI: some products of each type, whole, with every column, without prices and stock.

    Commit it beside your dictionaries, and 'dict check --on' and 'diff --on' show what a change does to real listings.
    """
    from localize.tasks.sample import make_sample

    if not catalog.is_file():
        raise UsageError(f"There is no catalog {catalog}.")
    target = out or Path(f"{catalog.stem}.sample{catalog.suffix}")
    if target.exists() and not overwrite:
        raise UsageError(f"{target} is there already.", "Add --overwrite to replace it, or give --out FILE.")
    settings = settings_from(config, marketplace=marketplace, encoding=encoding)
    made = make_sample(catalog, target, settings, most=groups)
    if as_json:
        figures = {
            "file": str(made.path),
            "listings": made.listings,
            "groups": made.groups,
            "of_listings": made.of_listings,
            "of_groups": made.of_groups,
            "emptied": made.emptied,
            "refused": made.refused,
        }
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    click.secho(
        f"✓ {made.listings:,} of {made.of_listings:,} listings ({made.groups:,} products) in {target}", fg="green"
    )
    for name, count in made.emptied.items():
        click.echo(f"  Emptied: {name} ({count:,})")
    for line in made.refused[:_SHOWN]:
        click.secho(f"  Not emptied: {line}", fg="yellow")
    click.echo("  Look at it before you commit it: texts, codes and names are as they were.")
