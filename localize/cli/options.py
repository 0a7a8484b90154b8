"""Options that several commands share, and settings with options laid over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from localize.cli.shared import config_option, encoding_option
from localize.errors import UsageError, did_you_mean
from localize.settings import Settings, find_config, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "as_of_date",
    "common_options",
    "currency_code",
    "locale_tag",
    "markets_of",
    "settings_from",
    "values_option",
]

F = TypeVar("F", bound="Callable[..., Any]")

_OPTIONS = [
    click.option("--from", "source", metavar="LOCALE", help="Language and country of the input (default en-US)."),
    click.option("--marketplace", metavar="NAME", help="Whose layout the input has (default: detected)."),
    config_option,
    click.option(
        "--dictionary",
        "dictionaries",
        type=click.Path(path_type=Path),
        multiple=True,
        help="A CSV or folder; repeatable.",
    ),
    click.option("--rules", "rules", type=click.Path(path_type=Path), multiple=True, help="A TOML file; repeatable."),
    encoding_option,
]


def values_option(command: F) -> F:
    """``--values`` of the commands that read catalogs."""
    return click.option(
        "--values",
        "values",
        type=click.Path(path_type=Path),
        multiple=True,
        help="Closed lists: CSV with field and a column per locale; repeatable.",
    )(command)


def common_options(command: F) -> F:
    """Options of every command that reads a catalog or a text."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_from(
    config: Path | None,
    *,
    source: str | None = None,
    marketplace: str | None = None,
    dictionaries: tuple[Path, ...] = (),
    rules: tuple[Path, ...] = (),
    encoding: str | None = None,
    engine: str | None = None,
    currency: str | None = None,
    units: str | None = None,
    sizes: str | None = None,
    rates: Path | None = None,
    max_rate_age: int | None = None,
    values: tuple[Path, ...] = (),
) -> Settings:
    """The configuration with options laid over it: options win."""
    if config is not None and not config.is_file():
        raise UsageError(f"There is no configuration {config}.", "'localize init' makes one.")
    settings = load_settings(config or find_config(Path.cwd()))
    for path in rules:
        if not path.exists():
            raise UsageError(f"There is no rule file {path}.")
    prices = settings.prices
    if rates is not None:
        prices = replace(prices, rates=rates)
    if max_rate_age is not None:
        prices = replace(prices, max_rate_age=max_rate_age)
    return replace(
        settings,
        source_locale=locale_tag(source or settings.source_locale),
        source_currency=currency_code(currency) if currency else settings.source_currency.upper(),
        source_units=units or settings.source_units,
        marketplace=marketplace or settings.marketplace,
        engine=engine or settings.engine,
        encoding=encoding or settings.encoding,
        dictionaries=(*dictionaries, *settings.dictionaries),
        rules=(*settings.rules, *rules),
        sizes=replace(settings.sizes, source=_size_system(sizes, settings) if sizes else settings.sizes.source),
        prices=prices,
        values=(*values, *settings.values),
    )


def currency_code(name: str) -> str:
    """The code of a currency that a person named: ``usd`` and ``US$`` are USD.

    Raises:
        UsageError: it is none, or may be several.
    """
    from localize.money.symbols import candidates, codes_in_text  # late: reads the symbols

    found = candidates(name)
    if len(found) == 1:
        return found[0]
    hint = f"'{name}' may be {', '.join(found)}: write the code." if found else did_you_mean(name, codes_in_text())
    raise UsageError(f"'{name}' is not one currency.", hint or "Write its code, such as USD.")


def _size_system(name: str, settings: Settings) -> str:
    from localize.sizes import load_tables  # late: reads the tables

    known = {system for table in load_tables(settings.sizes.tables) for system in table.columns}
    if name.upper() not in known:
        raise UsageError(
            f"There is no size system '{name}'.", did_you_mean(name, known) or f"Known: {', '.join(sorted(known))}."
        )
    return name.upper()


def locale_tag(name: str) -> str:
    """A source locale as a tag: ``de`` and ``DE`` mean the main market of the language or country.

    Raises:
        UsageError: it is no locale that we know.
    """
    from localize.market import load_market, market_tags

    if "-" not in name and "_" not in name:
        from babel.core import get_global  # CLDR's likely subtags: en → en_Latn_US

        likely = get_global("likely_subtags").get(name.lower(), "").split("_")
        tag = f"{likely[0]}-{likely[-1]}"
        if tag in market_tags():
            return tag
    return load_market(name).locale


def markets_of(to: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    """Markets from ``--to a,b --to c``, or from the configuration."""
    named = tuple(part.strip() for item in to for part in item.split(",") if part.strip())
    return named or settings.markets


def as_of_date(text: str | None) -> date:
    """``--as-of``, or today.

    Raises:
        UsageError: it is not a date.
    """
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a date.", "Write it as 2026-10-30.") from None
