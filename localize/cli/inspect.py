"""``localize inspect``."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from localize.cli.options import settings_from
from localize.errors import UsageError

__all__ = ["inspect"]

_WIDE, _EXAMPLE = 26, 34


@click.command(epilog="Example: localize inspect products.csv --set 'Colour=choice' --save")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.option("--set", "assignments", metavar="COLUMN=ROLE", multiple=True, help="Correct a column's role; repeatable.")
@click.option("--save", is_flag=True, help="Keep the corrections in localize.toml.")
@click.option("--marketplace", metavar="NAME", help="Whose layout it has (default: detected).")
@click.option("--config", type=click.Path(path_type=Path), help="Default: the nearest localize.toml upwards.")
@click.option("--encoding", metavar="NAME", help="Encoding of the input, where it is not detected right.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def inspect(
    catalog: Path,
    assignments: tuple[str, ...],
    save: bool,  # noqa: FBT001
    marketplace: str | None,
    config: Path | None,
    encoding: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Show what was detected in a catalog, column by column and why; correct it, and keep the correction."""
    from localize.tasks.catalog import Catalog
    from localize.tasks.inspect import inspect_catalog, save_columns

    settings = settings_from(config, marketplace=marketplace, encoding=encoding)
    roles = _roles(assignments)
    opened = Catalog.open(catalog, replace(settings, columns={**settings.columns, **roles}))
    tables = inspect_catalog(opened)
    saved = save_columns(roles, Path.cwd()) if save and roles else None
    if as_json:
        plain = [{**t, "columns": [asdict(c) for c in t["columns"]]} for t in tables]
        click.echo(
            json.dumps({"file": str(catalog), "read": dict(opened.source.notes), "tables": plain}, ensure_ascii=False)
        )
        return
    notes = ", ".join(f"{name} {value}" for name, value in opened.source.notes.items())
    click.echo(f"{catalog.name}: {notes}")
    for table in tables:
        _show(table)
    if opened.detection.others:
        click.echo(f"Carried over as they are: {', '.join(opened.detection.others)}")
    if saved:
        click.echo(f"Kept in {saved}")
    elif roles:
        click.echo("Add --save to keep this in localize.toml.")


def _roles(assignments: tuple[str, ...]) -> dict[str, str]:
    roles = {}
    for assignment in assignments:
        header, sign, role = assignment.rpartition("=")
        if not sign or not header.strip() or not role.strip():
            raise UsageError(f"'{assignment}' does not name a column and a role.", "Write it as 'COLUMN=role'.")
        roles[header.strip()] = role.strip()
    return roles


def _show(table: dict[str, Any]) -> None:
    name = f"{table['table']}: " if table["table"] else ""
    click.secho(f"\n{name}{table['title']}", bold=True, nl=False)
    click.echo(
        f"  (confidence {table['confidence']:.0%}, header in row {table['header_row']}, {table['groups']:,} products)"
    )
    click.echo(f"{'':>4} {'column':<{_WIDE}} {'role':<11} {'example':<{_EXAMPLE}} why")
    for column in table["columns"]:
        mark = " " if column.sure else "?"
        click.echo(
            f"{column.number:>3}{mark} {_short(column.header or '(blank)', _WIDE):<{_WIDE}} {column.role:<11} "
            f"{_short(column.example, _EXAMPLE):<{_EXAMPLE}} {column.why}"
        )
    if any(not c.sure for c in table["columns"]):
        click.echo("? not sure: such columns are kept as they are. Correct one with --set 'COLUMN=role'.")


def _short(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
