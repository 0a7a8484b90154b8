"""``localize demo``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

__all__ = ["demo"]

_MARKET = "pt-BR"
_SHOWN = ("title", "option1/value", "option2/value", "price", "body_html")


@click.command(epilog="Example: localize demo")
@click.option("--out", type=click.Path(path_type=Path), default=Path("localize-demo"), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object.")
@click.pass_context
def demo(ctx: click.Context, out: Path, *, as_json: bool) -> None:
    """Localize a sample store for Brazil and show what was done. Works without a translation model, too."""
    from localize.cli.progress import Progress
    from localize.cli.screens import show_run
    from localize.data import data_folder, home_folder
    from localize.errors import MissingDataError
    from localize.settings import load_settings
    from localize.tasks.run import RunOptions, run_catalogs
    from localize.translation.engines import find_engine

    samples = data_folder("samples")
    settings = load_settings(samples / "demo" / "localize.toml")
    missing = None
    try:
        find_engine("auto", "en", _MARKET)
    except MissingDataError as error:
        missing, settings = error, replace(settings, engine="none")
    from localize.cli.options import as_of_date

    with Progress() as progress:
        report = run_catalogs(
            [samples / "shopify-us-store.csv"],
            RunOptions(
                markets=(_MARKET,),
                out=out,
                settings=settings,
                as_of=as_of_date(None),
                cache=home_folder() / "cache.sqlite",
                skip=frozenset({"translate"}) if missing else frozenset(),
                progress=progress.update,
            ),
        )
    code = max((failure.exit_code for failure in report.failures), default=0)
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False))
        ctx.exit(code)
    for output in report.outputs:
        if changes := output.files["changes"]:
            _show_examples(changes)
    show_run(report)
    click.echo()
    if missing:
        click.secho("This was without translation: " + missing.message, fg="yellow")
        click.echo(f"  {missing.hint}")
    click.echo(f"Open the report in a browser: {out / f'shopify-us-store.csv.{_MARKET}.html'}")
    click.echo("Your own catalog:             localize run CATALOG --to pt-BR,de-DE")
    ctx.exit(code)


def _show_examples(changes: Path) -> None:
    """A few changes that show what it is about, one of each kind."""
    click.secho("A US store, localized for Brazil:", bold=True)
    seen: set[str] = set()
    with changes.open(encoding="utf-8") as file:
        for line in file:
            change = json.loads(line)
            kind = _kind(change)
            if kind and kind not in seen and len(change["before"]) < 70:
                seen.add(kind)
                click.echo(f"  {kind:<9} {change['before']}  →  ", nl=False)
                click.secho(change["after"], fg="green")
    click.echo()


def _kind(change: dict[str, str]) -> str:
    if change["scope"] == "span":
        return "quantity" if " to " in change["why"] and change["stage"] == "convert" else ""
    return {"title": "title", "option1/value": "size", "option2/value": "option", "price": "price"}.get(
        change["field"], ""
    )
