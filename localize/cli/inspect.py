"""``localize inspect``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from localize.cli.options import settings_from, values_option
from localize.cli.shared import config_option, encoding_option, json_option
from localize.errors import UsageError

if TYPE_CHECKING:
    from localize.tasks.catalog import Catalog

__all__ = ["inspect"]

_WIDE, _NARROW = (26, 34), (18, 18)
"""Widths of header and example; the narrow ones leave room for the reason in a terminal of 80 columns."""


@click.command(epilog="Example: localize inspect products.csv --set 'Colour=choice' --save")
@click.argument("catalog", type=click.Path(path_type=Path, readable=False))
@click.option("--set", "assignments", metavar="COLUMN=ROLE", multiple=True, help="Correct a column's role; repeatable.")
@click.option("--save", is_flag=True, help="Keep corrections, or what was inferred, in localize.toml.")
@click.option("--marketplace", metavar="NAME", help="Whose layout it has (default: detected).")
@config_option
@encoding_option
@values_option
@json_option
def inspect(
    catalog: Path,
    assignments: tuple[str, ...],
    save: bool,  # noqa: FBT001
    marketplace: str | None,
    config: Path | None,
    encoding: str | None,
    values: tuple[Path, ...],
    as_json: bool,  # noqa: FBT001
) -> None:
    """Show what was detected in a catalog, column by column and why; correct it, and keep the correction."""
    from localize.tasks.catalog import Catalog
    from localize.tasks.inspect import inspect_catalog

    settings = settings_from(config, marketplace=marketplace, encoding=encoding, values=values)
    roles = _roles(assignments)
    opened = Catalog.open(catalog, replace(settings, columns={**settings.columns, **roles}))
    tables = inspect_catalog(opened)
    saved = _save(opened, roles) if save else None
    if as_json:
        plain = [
            {**t, "columns": [asdict(c) for c in t["columns"]], "findings": [f.to_dict() for f in t["findings"]]}
            for t in tables
        ]
        click.echo(
            json.dumps({"file": str(catalog), "read": dict(opened.source.notes), "tables": plain}, ensure_ascii=False)
        )
        return
    notes = ", ".join(f"{name} {value}" for name, value in opened.source.notes.items() if value != "")
    click.echo(f"{catalog.name}: {notes}")
    for table in tables:
        _show(table)
    if opened.detection.others:
        click.echo(f"Carried over as they are: {', '.join(opened.detection.others)}")
    if saved:
        click.echo(f"Kept in {saved}")
    elif save:
        click.echo(f"Nothing to keep: the layout “{opened.detection.main.name}” is known, and no role was set.")
    elif roles:
        click.echo("Add --save to keep this in localize.toml.")


def _save(catalog: Catalog, roles: dict[str, str]) -> Path | None:
    """Keep what was inferred as a layout of the seller's own; of a known layout, the corrected roles."""
    from localize.tasks.inspect import save_columns
    from localize.tasks.saved_layout import save_layouts

    inferred = [layout for layout in catalog.detection.layouts if layout.spec is None]
    if inferred:
        return save_layouts(inferred, catalog.path, Path.cwd())
    return save_columns(roles, Path.cwd()) if roles else None


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
    narrow = sys.stdout.isatty() and get_terminal_size().columns < 100
    head, example = _NARROW if narrow else _WIDE
    click.echo(f"{'':>4} {'column':<{head}} {'role':<11} {'example':<{example}} why")
    for column in table["columns"]:
        mark = " " if column.sure else "?"
        click.echo(
            f"{column.number:>3}{mark} {_short(column.header or '(blank)', head):<{head}} {column.role:<11} "
            f"{_short(column.example, example):<{example}} {column.why}"
        )
    for finding in table["findings"]:
        click.secho(f"! {finding.message} [{finding.code}]", fg="yellow")
    if any(not c.sure for c in table["columns"]):
        click.echo("? not sure: such columns are kept as they are. Correct one with --set 'COLUMN=role'.")


def _short(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
