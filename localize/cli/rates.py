"""``localize rates``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from localize.cli.options import as_of_date, settings_from

__all__ = ["rates"]


@click.group(epilog="Example: localize rates show USD BRL --as-of 2026-10-30")
def rates() -> None:
    """Show the exchange rates that prices are converted with."""


@rates.command(epilog="Example: localize rates show USD BRL --as-of 2026-10-30")
@click.argument("source", default="USD")
@click.argument("target", default="EUR")
@click.option("--as-of", metavar="DATE", help="Default: today.")
@click.option("--config", type=click.Path(path_type=Path), help="Default: the nearest localize.toml upwards.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def show(source: str, target: str, as_of: str | None, config: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Show the rate of a day: the last one on or before it, with its date and where it is from."""
    from localize.money import rate_source

    prices = settings_from(config).prices
    rate = rate_source(prices.rates, prices.max_rate_age).rate(source.upper(), target.upper(), as_of_date(as_of))
    if as_json:
        click.echo(json.dumps({"value": str(rate.value), "date": rate.date.isoformat(), "source": rate.source}))
        return
    mark = " (unverified)" if rate.unverified else ""
    click.echo(f"1 {source.upper()} = {rate.shown} {target.upper()}   {rate.source}{mark}")


@rates.command("import", epilog="Example: localize rates import rates.csv")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def import_rates(file: Path) -> None:
    """Keep your own rates (CSV with date,currency,per_eur): they win over the embedded ones in every run."""
    from localize.money import imported_rates_path, rate_source, read_rates

    known = read_rates(file)
    target = imported_rates_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.read_bytes())
    rate_source.cache_clear()
    click.echo(f"Kept the rates of {len(known)} currencies in {target}")
