"""``localize convert``."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from localize.cli.options import as_of_date, settings_from
from localize.errors import UsageError, did_you_mean

__all__ = ["convert"]


@click.group(epilog="Example: localize convert size 10.5 --from US --to EU --kind shoes --for men")
def convert() -> None:
    """Convert one size, quantity or price, and say how."""


@convert.command(epilog="Example: localize convert size 10.5 --from US --to EU --kind shoes --for men")
@click.argument("value")
@click.option("--from", "source", required=True, metavar="SYSTEM", help="Size system of VALUE: US, UK, EU, …")
@click.option("--to", "target", required=True, metavar="SYSTEM", help="The system wanted.")
@click.option("--kind", default="", metavar="KIND", help="shoes, clothing, shirts, belts, rings, hats, …")
@click.option("--for", "audience", default="", metavar="WHOM", help="men, women, kids or unisex.")
@click.option("--brand", default="", metavar="NAME", help="A brand with a table of its own.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def size(value: str, source: str, target: str, kind: str, audience: str, brand: str, as_json: bool) -> None:  # noqa: FBT001
    """Convert a size by your tables ([sizes] of localize.toml) and the shipped ones.

    What is not certain is refused, with the reason.
    """
    from localize.api import convert_size
    from localize.sizes.evidence import AUDIENCES, KINDS

    for word, known in ((kind, KINDS), (audience, AUDIENCES | {"unisex"})):
        if word and word not in known:
            hint = did_you_mean(word, known) or f"Known: {', '.join(sorted(known))}."
            raise UsageError(f"'{word}' is not known.", hint)
    tables = settings_from(None).sizes.tables
    result = convert_size(value, source, target, kind=kind, audience=audience, brand=brand, tables=tables)
    if as_json:
        keys = ("original", "source", "target", "label", "problem", "reason", "note", "by", "status")
        click.echo(json.dumps({key: getattr(result, key) for key in keys}, ensure_ascii=False))
    elif result.label is None:
        raise UsageError(f"{value} was not converted: {result.reason}", result.note)
    else:
        click.echo(result.named)
        for line in filter(
            None,
            (
                result.note,
                f"by {result.by}",
                "" if result.verified else f"{result.status}: keep the original beside it",
            ),
        ):
            click.echo(f"  {line}")


@convert.command(epilog="Example: localize convert quantity '12\" x 8\" shelf, 5 lb' --to de-DE")
@click.argument("text")
@click.option("--to", "market", required=True, metavar="MARKET", help="The market.")
@click.option("--from", "source", default="en-US", show_default=True, metavar="LOCALE", help="Locale of TEXT.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def quantity(text: str, market: str, source: str, as_json: bool) -> None:  # noqa: FBT001
    """Write the quantities of a text as a market expects them; the words stay."""
    from localize.api import convert_quantities

    result = convert_quantities(text, market, source_locale=source)
    click.echo(json.dumps({"source": text, "result": result}, ensure_ascii=False) if as_json else result)


@convert.command(epilog="Example: localize convert price 19.99 USD --to pt-BR --as-of 2026-10-30")
@click.argument("amount")
@click.argument("currency")
@click.option("--to", "market", required=True, metavar="MARKET", help="The market.")
@click.option("--as-of", metavar="DATE", help="Date whose rate is used (default: today).")
@click.option("--config", type=click.Path(path_type=Path), help="Default: the nearest localize.toml upwards.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def price(amount: str, currency: str, market: str, as_of: str | None, config: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Convert a price step by step, with the rate's date."""
    from localize.api import convert_price

    try:
        value = Decimal(amount)
    except InvalidOperation:
        raise UsageError(f"'{amount}' is not an amount.", "Write it as 19.99.") from None
    trace = convert_price(value, currency.upper(), market, as_of=as_of_date(as_of), settings=settings_from(config))
    if as_json:
        steps = [{"step": s.step, "value": str(s.value), "why": s.why} for s in trace.steps]
        click.echo(json.dumps({"value": str(trace.value), "currency": trace.currency, "by": trace.by, "steps": steps}))
        return
    click.echo(f"{trace.source_value} {trace.source_currency}")
    for step in trace.steps:
        click.echo(f"  {step.step:<10} {step.value.normalize():>14f}  {step.why}")
    click.secho(f"{trace.value} {trace.currency}" + (f"   ({trace.by})" if trace.by else ""), bold=True)
