"""``localize review``: from a run to a person, and back."""

from __future__ import annotations

import json
from pathlib import Path

import click

from localize.cli.options import settings_from
from localize.cli.shared import Group, config_option, json_option, typed
from localize.errors import UsageError

__all__ = ["review"]

_XLIFF = frozenset({".xliff", ".xlf"})


@click.group(cls=Group, epilog="Example: localize review export localized review.xlsx")
def review() -> None:
    """Hand localized texts to a person, and take the corrections back.

    What comes back holds in every later run: a corrected segment wherever its text occurs (approved/), a corrected field
    for its listing and market (pins/). Both are text files beside localize.toml.
    """


@review.command(epilog="Example: localize review export localized review.xlsx --only new --market de-DE")
@click.argument("run_dir", metavar="RUN_DIR", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.xlsx|.xliff", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--only",
    type=click.Choice(["new", "changed", "findings", "conflicts"]),
    help="What nobody approved; what the last run changed; what has findings; what was corrected in different ways.",
)
@click.option("--fields", metavar="NAME[,NAME...]", multiple=True, help="Only these fields, e.g. title.")
@click.option("--market", "markets", metavar="MARKET[,MARKET...]", multiple=True, help="Only these markets.")
@config_option
@json_option
def export(
    run_dir: Path,
    target: Path,
    only: str | None,
    fields: tuple[str, ...],
    markets: tuple[str, ...],
    config: Path | None,
    *,
    as_json: bool,
) -> None:
    """Write a file for a person: each segment once, with its findings.

    A workbook (.xlsx) has drop-downs and columns to fill in; XLIFF 2.0 is for a translator's tool, one market a file.
    """
    from localize.tasks.review.units import collect_units
    from localize.tasks.review.workbook import write_workbook
    from localize.tasks.review.xliff import write_xliff

    suffix = target.suffix.lower()
    if suffix not in {".xlsx", *_XLIFF}:
        raise UsageError(f"'{target.suffix}' is no format for reviews.", "Name it OUT.xlsx or OUT.xliff.")
    settings = settings_from(config)
    units = collect_units(run_dir, settings, only=only, fields=_names(fields), markets=_names(markets))  # type: ignore[arg-type]
    if suffix in _XLIFF:
        found = sorted({unit.market for unit in units.segments})
        if len(found) > 1:
            raise UsageError("XLIFF holds one market.", f"Add: --market {found[0]}  (there are {', '.join(found)})")
        write_xliff(units, target, found[0] if found else "")
        left_out = 0
    else:
        left_out = write_workbook(units, target)
    facts = {"file": str(target), "segments": len(units.segments), "words": units.words, "fields": len(units.fields)}
    if as_json:
        click.echo(json.dumps({**facts, "left_out": left_out}, ensure_ascii=False))
        return
    click.secho(f"✓ {target}", fg="green", bold=True)
    click.echo(f"  {len(units.segments):,} segments, each once: {units.words:,} words; {len(units.fields):,} fields")
    if left_out:
        click.secho(f"  {left_out:,} were left out: their text is longer than the format can hold", fg="yellow")
    click.echo(f"  Next:   fill it in, then: localize review import {typed(target)} --dry-run")


@review.command("import", epilog="Example: localize review import review.xlsx --dry-run")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what it would do; write nothing.")
@click.option(
    "--run", "run_dir", metavar="DIR", type=click.Path(path_type=Path), help="Where the run wrote the edited catalog."
)
@config_option
@json_option
def import_(file: Path, run_dir: Path | None, config: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Take corrections back, from a review file or from the localized catalog itself, edited.

    Rows may come in any order and number. Damage that programs did (mojibake, 8.80609E+12, split rows) is told from
    corrections and listed; nothing of it is taken.
    """
    from localize.cli.review_screen import show_review
    from localize.tasks.review.importing import import_review

    result = import_review(file, settings_from(config), run=run_dir, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({**result.to_dict(), "dry_run": dry_run}, ensure_ascii=False))
        return
    click.secho(f"{file.name}: {result.rows:,} rows", bold=True)
    show_review(result, dry_run=dry_run)
    if dry_run and (result.entries or result.pins or result.conflicts):
        click.echo(f"  Nothing was written. Next: localize review import {typed(file)}")
    elif result.entries or result.pins:
        click.echo("  The next run uses them.")


def _names(options: tuple[str, ...]) -> list[str]:
    return [part.strip() for item in options for part in item.split(",") if part.strip()]
