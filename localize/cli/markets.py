"""``localize markets``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from localize.cli.options import settings_from
from localize.cli.shared import config_option, json_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from localize.market import Market

__all__ = ["markets"]

_BY_LANGUAGE = {"phrase", "formality", "typography"}
_ABOUT = {"country", "name", "locales", "other_locales", "unverified", "contested", "sources", "checked"}
_SPACES = {"\u00a0": "no-break space", "\u202f": "narrow no-break space", " ": "space"}


@click.command(epilog="Example: localize markets fr-CH")
@click.argument("market", required=False)
@config_option
@json_option
def markets(market: str | None, config: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """List the markets, or show one's customs: currency, tax, sizes, units, typography, and what is not verified.

    What localize.toml says otherwise under [markets."fr-CH"] is shown in its place.
    """
    from localize.market import market_tags

    settings = settings_from(config)
    if market is None:
        profiles = [settings.market(tag) for tag in market_tags()]
        if as_json:
            click.echo(json.dumps([{"market": m.locale, "currency": m.currency} for m in profiles]))
            return
        for m in profiles:
            click.echo(f"{m.locale:<7} {m.currency}  {m.measures:<7} {m.data['name']}")
        return
    profile = settings.market(market)
    if as_json:
        click.echo(json.dumps({"market": profile.locale, **profile.data}, ensure_ascii=False, default=str))
        return
    click.secho(f"{profile.locale}  {profile.data['name']}", bold=True)
    for line in _lines(profile):
        click.echo(line)


def _lines(profile: Market) -> Iterator[str]:
    """The profile in the order of its file, what concerns other languages left out, then where it is from."""
    data = profile.data
    yield from _shown({key: value for key, value in data.items() if key not in _ABOUT}, profile, "", "")
    yield ""
    others = [tag for tag in (*data["locales"], *data.get("other_locales", ())) if tag != profile.locale]
    if others:
        yield f"also spoken there: {', '.join(others)}"
    yield f"checked {data['checked']} against: {'; '.join(data['sources'])}"


def _shown(data: Mapping[str, Any], profile: Market, indent: str, above: str) -> Iterator[str]:
    for key, value in data.items():
        path = f"{above}.{key}" if above else key
        if key in _BY_LANGUAGE and isinstance(value, dict):
            value = value.get(profile.language)  # noqa: PLW2901 only what concerns this language
            if value is None:
                continue
        doubt = _doubt(profile, path)
        if isinstance(value, dict):
            yield f"{indent}{key}:{doubt}"
            yield from _shown(value, profile, indent + "  ", path)
        else:
            yield f"{indent}{key}: {_text(value)}{doubt}"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _SPACES.get(value, str(value))


def _doubt(profile: Market, path: str) -> str:
    """`` (unverified)`` behind a key that rests on general knowledge, `` (contested)`` where sources differ."""
    marks = [name for name in ("unverified", "contested") if _named(profile.data.get(name, ()), path, profile)]
    return f"   ({', '.join(marks)})" if marks else ""


def _named(keys: Any, path: str, profile: Market) -> bool:
    return path in keys or f"{path}.{profile.language}" in keys
