"""``localize explain``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.options import as_of_date, common_options, markets_of, settings_from
from localize.cli.shared import json_option
from localize.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from localize.context import Context
    from localize.settings import Settings

__all__ = ["explain"]


@click.command(epilog="Example: localize explain '24-inch shelf' --to pt-BR --engine none")
@click.argument("text")
@click.option("--to", "to", metavar="MARKET", multiple=True, help="The market.")
@common_options
@click.option("--listing", metavar="KEY", help="TEXT is a catalog: explain this listing's field.")
@click.option("--field", metavar="NAME", default="", help="The field it stands in.")
@click.option("--category", metavar="NAME", default="", help="The listing's category.")
@click.option("--brand", metavar="NAME", default="", help="The listing's brand.")
@click.option("--engine", metavar="NAME", help="auto, argos, firefox or none.")
@click.option("--as-of", metavar="DATE", help="Date whose rates are used.")
@json_option
def explain(
    text: str,
    to: tuple[str, ...],
    source: str | None,
    marketplace: str | None,
    config: Path | None,
    dictionaries: tuple[Path, ...],
    rules: tuple[Path, ...],
    encoding: str | None,
    listing: str | None,
    field: str,
    category: str,
    brand: str,
    engine: str | None,
    as_of: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Show the way of one text: what was protected, converted and translated, and why it came out as it did.

    With --listing, TEXT is a catalog, and one cell of it is explained: its own rules, category and brand hold.
    """
    from localize.cli.explain_screen import show_explanation
    from localize.tasks.catalog import Catalog
    from localize.tasks.explain import explain_cell, explain_text

    settings = settings_from(
        config,
        source=source,
        marketplace=marketplace,
        dictionaries=dictionaries,
        rules=rules,
        encoding=encoding,
        engine=engine,
    )
    tags = markets_of(to, settings)
    if len(tags) != 1:
        raise UsageError("Explain one market at a time.", "Add: --to pt-BR")
    catalog = Catalog.open(Path(text), settings) if listing else None
    context = _context(settings, tags[0], catalog.marketplace if catalog else "", as_of_date(as_of))
    if catalog and listing:
        if not field:
            raise UsageError("Which field of the listing?", "Add: --field title")
        explanation = explain_cell(catalog, context, listing, field)
    else:
        explanation = explain_text(text, context, name=field or "text", category=category, brand=brand)
    if as_json:
        click.echo(json.dumps(explanation.to_dict(), ensure_ascii=False))
    else:
        show_explanation(explanation)


def _context(settings: Settings, tag: str, marketplace: str, as_of: date) -> Context:
    """What the stages know of the market; without a catalog, its marketplace is the configured one."""
    from localize.context import Context

    market = settings.market(tag)
    marketplace = marketplace or settings.marketplace or "generic"
    return Context(
        settings.source_locale,
        market,
        marketplace,
        settings.for_market(market.locale, marketplace),
        as_of,
        settings.source_currency,
        frozenset({"translate"}) if settings.engine == "none" else frozenset(),
    )
