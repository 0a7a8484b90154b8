"""``localize decide``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from localize.cli.shared import config_option, json_option, typed

__all__ = ["decide"]


@click.command(epilog="Example: localize decide answers.json")
@click.argument("file", type=click.Path(path_type=Path))
@config_option
@click.option("--dry-run", is_flag=True, help="Show what it would do; write nothing.")
@json_option
def decide(file: Path, config: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Write the answers that you gave in a report or a review workbook to localize.toml, so that nobody is asked again.

    Decisions become [[decision]] tables, answers about the whole catalog keys of their tables, accepted findings [[accept]]
    tables with reason and last day. Comments stay.
    """
    from localize.settings import find_config
    from localize.tasks.deciding import decide as write_answers

    target = config or find_config(Path.cwd())
    result = write_answers(file, target, write=not dry_run)
    if as_json:
        click.echo(json.dumps({**result.to_dict(), "dry_run": dry_run}, ensure_ascii=False))
        return
    for name, entries in (("decision", result.decisions), ("accept", result.accepted)):
        for entry in entries:
            said = ", ".join(f"{key} = {value}" for key, value in entry.items())
            click.secho(f"✓ [[{name}]] {said}", fg="green")
    for key, value in result.settings.items():
        click.secho(f"✓ {key} = {json.dumps(value, ensure_ascii=False)}", fg="green")
    if result.known:
        click.echo(f"  {result.known:,} were answered so already")
    for reason in result.left_out:
        click.secho(f"! {reason}", fg="yellow")
    if dry_run:
        click.echo(f"Nothing was written. Next: localize decide {typed(file)}")
    elif result:
        click.echo(f"Written to {target}. The next run knows.")
