"""``localize models``: which translation models there are, and getting, importing and removing one."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from localize.cli.shared import Group, json_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.translation.models import BrokenModel, InstalledModel, Progress

__all__ = ["models"]


@click.group("models", cls=Group, epilog="Example: localize models list")
def models() -> None:
    """Manage the translation models on this machine.

    Models translate offline; each serves one pair of languages. LOCALIZE_HOME moves where they are kept.
    """


@models.command("list", epilog="Example: localize models list --engine argos")
@click.option("--engine", default="", metavar="NAME", help="Only models of this engine: argos, firefox.")
@json_option
def list_models(engine: str, *, as_json: bool) -> None:
    """List the models that can be used, and folders that hold a broken one."""
    from localize.translation.models import broken_models, installed_models

    usable, broken = installed_models(engine), broken_models(engine)
    if as_json:
        _echo_json({"models": [m.to_dict() for m in usable], "broken": [b.to_dict() for b in broken]})
        return
    for line in _table(usable):
        click.echo(line)
    for model in broken:
        click.echo(_broken_line(model))
    if not usable:
        click.echo("No model is installed. 'localize models install en de' gets one.")


@models.command("install", epilog="Example: localize models install en de")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--engine", default="argos", show_default=True, metavar="NAME", help="argos or firefox.")
@click.option(
    "--index", "index_url", default="", metavar="URL", help="An index of models, instead of the official one."
)
@json_option
def install(source: str, target: str, engine: str, index_url: str, *, as_json: bool) -> None:
    """Download and install the model that translates FROM one language TO another.

    FROM and TO are language codes (en, pt-BR). A model that is installed for this pair is replaced. Without a
    connection, download the model elsewhere and use 'localize models import'.
    """
    from localize.translation.models import install_model

    with _progress() as progress:
        model = install_model(source, target, engine, index_url, progress)
    _echo_installed(model, as_json=as_json)


@models.command("import", epilog="Example: localize models import translate-en_pt-1_0.argosmodel")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--from", "source", default="", metavar="CODE", help="Source language, if the file names do not tell.")
@click.option("--to", "target", default="", metavar="CODE", help="Target language, if the file names do not tell.")
@json_option
def import_(path: Path, source: str, target: str, *, as_json: bool) -> None:
    """Install a model from a file or folder on this machine.

    PATH is an .argosmodel file, or a folder with a Firefox model (model.enpt.*.bin, vocab.enpt.spm, …). A model that is
    installed for this pair is replaced.
    """
    from localize.translation.models import import_model

    _echo_installed(import_model(path, source, target), as_json=as_json)


@models.command("remove", epilog="Example: localize models remove en pt")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--engine", default="", metavar="NAME", help="Only the model of this engine.")
@json_option
def remove(source: str, target: str, engine: str, *, as_json: bool) -> None:
    """Remove the installed models that translate FROM one language TO another."""
    from localize.translation.models import remove_model

    removed = remove_model(source, target, engine)
    if as_json:
        _echo_json({"removed": [str(path) for path in removed]})
        return
    for path in removed:
        click.echo(f"Removed {path}")


def _echo_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _echo_installed(model: InstalledModel, *, as_json: bool) -> None:
    if as_json:
        _echo_json({"installed": model.to_dict()})
    else:
        click.echo(f"Installed {model} in {model.path}")


def _table(usable: Sequence[InstalledModel]) -> list[str]:
    """Columns as wide as they need to be; none for no models."""
    rows = [("ENGINE", "FROM", "TO", "VERSION", "SIZE", "ORIGIN", "FOLDER")] if usable else []
    rows += [(m.engine, m.source, m.target, m.version, _size(m.bytes), m.origin, str(m.path)) for m in usable]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _broken_line(model: BrokenModel) -> str:
    return f"Not usable ({model.engine}, {model.origin}): {model.note}"


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A line on standard error that says how much has arrived; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def show(received: int, total: int | None) -> None:
        of_all = f" of {_size(total)}" if total else ""
        click.echo(f"\r\033[K{_size(received)}{of_all}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)
