"""``localize rates``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from localize.cli.options import as_of_date, settings_from
from localize.cli.shared import Group, config_option, json_option

__all__ = ["rates"]


@click.group(cls=Group, epilog="Example: localize rates show USD BRL --as-of 2026-10-30")
def rates() -> None:
    """Show, update and import the exchange rates that prices are converted with."""


@rates.command(epilog="Example: localize rates show USD BRL --as-of 2026-10-30")
@click.argument("source", default="USD")
@click.argument("target", default="EUR")
@click.option("--as-of", metavar="DATE", help="Default: today.")
@config_option
@json_option
def show(source: str, target: str, as_of: str | None, config: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Show the rate of a day: the last one on or before it, with its date and where it is from."""
    from localize.money import rate_source

    prices = settings_from(config).prices
    day = as_of_date(as_of)
    rate = rate_source(prices.rates, prices.max_rate_age, prices.stated_rates).rate(source.upper(), target.upper(), day)
    age = (day - rate.date).days
    if as_json:
        facts = {"value": str(rate.value), "date": rate.date.isoformat(), "source": rate.source, "age_days": age}
        click.echo(json.dumps(facts))
        return
    mark = " (unverified)" if rate.unverified else ""
    days = "1 day" if age == 1 else f"{age} days"
    old = f"   {days} before {day}" if age else ""
    click.echo(f"1 {source.upper()} = {rate.shown} {target.upper()}   {rate.source}{mark}{old}")


@rates.command(epilog="Example: localize rates update")
@click.option(
    "--url", metavar="URL", default="", help="Where from: the ECB's XML or CSV, zipped or not (default: its history)."
)
@json_option
def update(url: str, as_json: bool) -> None:  # noqa: FBT001
    """Fetch the ECB's newest rates. Without a connection the embedded ones serve, and an old rate is said."""
    from localize.tasks.rates_update import update_rates

    done = update_rates(url)
    newest = done.newest.isoformat() if done.newest else None
    if as_json:
        facts = {"url": done.url, "currencies": done.currencies, "kept": done.kept, "newest": newest}
        click.echo(json.dumps(facts | {"path": str(done.path)}))
    elif newest is None:
        click.echo(f"{done.currencies} currencies read; nothing is newer than the embedded rates.")
    else:
        click.echo(f"{done.currencies} currencies read; rates up to {newest} are kept in {done.path}")


@rates.command("import", epilog="Example: localize rates import rates.csv")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
def import_rates(file: Path, as_json: bool) -> None:  # noqa: FBT001
    """Keep your own rates (CSV with date,currency,per_eur, JSON, or the ECB's files): they win over all others."""
    from localize.money import imported_rates_path, read_rates
    from localize.money.rate_files import write_rates

    known = read_rates(file)
    target = imported_rates_path()
    write_rates(target, known)
    if as_json:
        newest = max((days[-1] for days, _ in known.values()), default=None)
        facts = {"currencies": len(known), "newest": newest.isoformat() if newest else None, "path": str(target)}
        click.echo(json.dumps(facts))
        return
    click.echo(f"Kept the rates of {len(known)} currencies in {target}")
