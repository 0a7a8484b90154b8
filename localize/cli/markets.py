"""``localize markets``."""

from __future__ import annotations

import json
from typing import Any

import click

__all__ = ["markets"]


@click.command(epilog="Example: localize markets pt-BR")
@click.argument("market", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def markets(market: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List the markets, or show one's customs: currency, tax, sizes, units, and where a fact is not verified."""
    from localize.market import load_market, market_tags

    if market is None:
        profiles = [load_market(tag) for tag in market_tags()]
        if as_json:
            click.echo(json.dumps([{"market": m.locale, "currency": m.currency} for m in profiles]))
            return
        for m in profiles:
            click.echo(f"{m.locale:<7} {m.currency}  {m.measures:<7} {m.data['name']}")
        return
    profile = load_market(market)
    if as_json:
        click.echo(json.dumps({"market": profile.locale, **profile.data}, ensure_ascii=False, default=str))
        return
    click.secho(f"{profile.locale}  {profile.data['name']}", bold=True)
    _show(profile.data, "")


def _show(data: Any, indent: str) -> None:
    for key, value in data.items():
        if isinstance(value, dict):
            click.echo(f"{indent}{key}:")
            _show(value, indent + "  ")
        else:
            text = ", ".join(map(str, value)) if isinstance(value, list) else value
            click.echo(f"{indent}{key}: {text}")
