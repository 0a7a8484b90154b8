"""``localize explain``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.options import as_of_date, common_options, markets_of, settings_from
from localize.errors import UsageError

if TYPE_CHECKING:
    from localize.tasks.explain import Explanation

__all__ = ["explain"]

_RUNGS = {
    "none": "nothing to translate",
    "off": "no engine was asked",
    "approved": "approved by a person",
    "free": "translated as a whole",
    "swapped": "what the engine made of the term gave its place to the entry",
    "proxied": "an everyday word held the term's place",
    "placed": "the term was put into the sentence",
    "carried": "every protected piece rode a carrier",
    "other": "every protected piece rode the other carrier",
    "cased": "translated with the source's own capitals",
    "pieces": "translated in pieces between the protected ones",
}


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
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
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
    """Show the way of one text: what was protected, converted and translated, and why it came out as it did."""
    from localize.context import Context
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
    skip = frozenset({"translate"}) if settings.engine == "none" else frozenset[str]()
    catalog = Catalog.open(Path(text), settings) if listing else None
    market = settings.market(tags[0])
    marketplace = catalog.marketplace if catalog else settings.marketplace or "generic"
    context = Context(
        settings.source_locale,
        market,
        marketplace,
        settings.for_market(market.locale, marketplace),
        as_of_date(as_of),
        settings.source_currency,
        skip,
    )
    if catalog and listing:
        if not field:
            raise UsageError("Which field of the listing?", "Add: --field title")
        explanation = explain_cell(catalog, context, listing, field)
    else:
        explanation = explain_text(text, context, name=field or "text", category=category, brand=brand)
    if as_json:
        click.echo(json.dumps(explanation.to_dict(), ensure_ascii=False))
    else:
        _show(explanation)


def _show(explanation: Explanation) -> None:
    click.secho("Source", bold=True)
    click.echo(f"  {explanation.source}")
    if explanation.spans:
        click.secho("Protected and converted", bold=True)
        for span in explanation.spans:
            target = "kept" if span.target is None else f"→ {span.target}"
            reason = " · ".join(part for part in (span.why, span.by) if part)
            click.echo(
                f"  {span.kind.name.lower().replace('_', ' '):<13} {span.text}  {target}"
                + (f"   ({reason})" if reason else "")
            )
    if explanation.segments:
        click.secho(f"Segments, by {explanation.engine}", bold=True)
        for segment in explanation.segments:
            click.echo(f"  {segment['source']}")
            click.echo(f"  → {segment['result']}   ({_RUNGS[segment['rung']]})")
            if segment["problem"]:
                click.secho(
                    f"    not trusted: {segment['problem']}; the words stay in the source language", fg="yellow"
                )
            if segment["honoured"]:
                click.echo(f"    already there: {', '.join(segment['honoured'])}")
    for finding in explanation.findings:
        click.secho(f"{finding.severity}: {finding.message} [{finding.code}]", fg="yellow")
    click.secho("Result", bold=True)
    click.echo(f"  {explanation.result}")
