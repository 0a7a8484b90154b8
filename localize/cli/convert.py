"""``localize convert``."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from localize.cli.options import as_of_date, currency_code, settings_from
from localize.cli.shared import Group, config_option, json_option
from localize.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from localize.money import PriceTrace

__all__ = ["convert"]


@click.group(cls=Group, epilog="Example: localize convert size 10.5 --from US --to EU --kind shoes --for men")
def convert() -> None:
    """Convert one size, quantity or price, and say how."""


@convert.command(epilog="Example: localize convert size 10.5 --from US --to EU --kind shoes --for men")
@click.argument("value")
@click.option("--from", "source", required=True, metavar="SYSTEM", help="Size system of VALUE: US, UK, EU, …")
@click.option("--to", "target", required=True, metavar="SYSTEM", help="The system wanted.")
@click.option("--kind", default="", metavar="KIND", help="shoes, clothing, shirts, belts, rings, hats, …")
@click.option("--for", "audience", default="", metavar="WHOM", help="men, women, kids or unisex.")
@click.option("--brand", default="", metavar="NAME", help="A brand with a table of its own.")
@json_option
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
@json_option
def quantity(text: str, market: str, source: str, as_json: bool) -> None:  # noqa: FBT001
    """Write the quantities of a text as a market expects them; the words stay."""
    from localize.api import convert_quantities

    result = convert_quantities(text, market, source_locale=source)
    click.echo(json.dumps({"source": text, "result": result}, ensure_ascii=False) if as_json else result)


@convert.command(epilog="Example: localize convert price 19.99 USD --to pt-BR --as-of 2026-10-30")
@click.argument("amount")
@click.argument("currency")
@click.option("--to", "market", required=True, metavar="MARKET", help="The market.")
@click.option(
    "--from", "source", metavar="LOCALE", help="Where the price is from, for its tax (default: the settings')."
)
@click.option(
    "--role", type=click.Choice(["price", "sale", "compare_at", "cost", "shipping", "unit_price"]), default="price"
)
@click.option("--category", default="", help="Category of the product, for its margin.")
@click.option("--brand", default="", help="Brand of the product, for its margin.")
@click.option("--sku", default="", help="SKU of the product, for its margin.")
@click.option("--as-of", metavar="DATE", help="Date whose rate is used (default: today).")
@config_option
@json_option
def price(
    amount: str,
    currency: str,
    market: str,
    source: str | None,
    role: str,
    category: str,
    brand: str,
    sku: str,
    as_of: str | None,
    config: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Convert a price step by step, with its net amount, the rate and its date, and the gross amount."""
    from localize.api import convert_price

    try:
        value = Decimal(amount)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise UsageError(f"'{amount}' is not an amount.", "Write it as 19.99.")
    code = currency_code(currency)
    settings = settings_from(config, source=source)
    trace = convert_price(
        value,
        code,
        market,
        as_of=as_of_date(as_of),
        settings=settings,
        role=role,
        category=category,
        brand=brand,
        sku=sku,
    )
    click.echo(json.dumps(_price_facts(trace)) if as_json else "\n".join(_price_lines(trace)))


def _price_facts(trace: PriceTrace) -> dict[str, Any]:
    return {
        "value": f"{trace.value:f}",
        "currency": trace.currency,
        "by": trace.by,
        "net": f"{trace.net:f}",
        "gross": f"{trace.gross:f}",
        "target_tax": None if trace.target_tax is None else str(trace.target_tax),
        "source_net": f"{trace.source_net:f}",
        "source_tax": None if trace.source_tax is None else str(trace.source_tax),
        "rate": None if trace.rate is None else str(trace.rate.value),
        "rate_date": None if trace.rate is None else trace.rate.date.isoformat(),
        "steps": [{"step": s.step, "value": str(s.value), "why": s.why} for s in trace.steps],
    }


def _price_lines(trace: PriceTrace) -> list[str]:
    """What stood there, its net amount, the rate, each step, and the price net and gross."""
    out, into, rate = trace.source_tax, trace.target_tax, trace.rate
    taken = "no tax taken out" if out is None else f"without {out} % tax"
    lines = [f"{trace.source_value:f} {trace.source_currency}", _line("net", trace.source_net, taken)]
    said = (
        f"1 {trace.source_currency} = {rate.shown} {trace.currency}   {rate.source}"
        if rate
        else "one currency, no rate"
    )
    lines.append(f"  {'rate':<10} {'':>14}  {said}")
    lines += [_line(step.step, step.value, step.why) for step in trace.steps]
    lines.append(_line("net", trace.net, "no tax put in" if into is None else f"without {into} % tax"))
    lines.append(_line("gross", trace.gross, "as it stands in the output"))
    return [*lines, f"{_shown(trace.value)} {trace.currency}" + (f"   ({trace.by})" if trace.by else "")]


def _line(name: str, value: Decimal, why: str) -> str:
    return f"  {name:<10} {_shown(value):>14}  {why}"


def _shown(value: Decimal) -> str:
    """An amount for people: two decimals at least, six at most."""
    rounded = round(value, 6).normalize()
    exponent = rounded.as_tuple().exponent
    return f"{rounded:.2f}" if isinstance(exponent, int) and exponent > -2 else f"{rounded:f}"
