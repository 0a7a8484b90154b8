"""Which tax a price holds and which it gets: by the settings, by the listing's tax columns, by the column's header."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml
from localize.errors import ConfigError, UsageError
from localize.market import load_market

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.context import Context
    from localize.listing import Listing
    from localize.market import Market

__all__ = [
    "TaxFacts",
    "classed",
    "source_market",
    "source_tax",
    "target_tax",
    "tax_facts",
    "tax_undecided",
    "unknown_class",
    "with_header",
]

_WORDS = re.compile(r"[^\W_]+")
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,4})?)\s?(%?)")


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """What a file says of one price's tax: is the listing taxed, its class, does this column hold the tax (None: unsaid).

    ``kind`` is ``standard``, ``reduced``, ``zero`` or empty for a class of the seller's own. ``percent`` is what a column of
    rates says; :func:`classed` tells what class that is.
    """

    taxed: bool = True
    name: str = ""
    kind: str = "standard"
    included: bool | None = None
    percent: Decimal | None = None


@cache
def _columns() -> Mapping[str, Any]:
    return read_toml(data_folder("currency") / "tax_columns.toml")


@cache
def _by_header() -> Mapping[str, Mapping[str, Any]]:
    return {header: column for column in _columns()["column"] for header in column["headers"]}


@lru_cache(maxsize=4_096)
def _fold(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def tax_facts(listing: Listing, header: str = "") -> TaxFacts:
    """What a listing's tax columns say, and the ``header`` of the price's own column."""
    return with_header(_listing_tax(listing), header)


def with_header(facts: TaxFacts, header: str) -> TaxFacts:
    """The same listing's facts for a column with this header."""
    included = _said_by(header)
    return facts if included is facts.included else replace(facts, included=included)


def _listing_tax(listing: Listing) -> TaxFacts:
    taxed, name, kind, percent = True, "", "standard", None
    for field in listing.fields.values():
        column = _by_header().get(_fold(field.header)) if field.header else None
        if column is None:
            continue
        value = field.value.strip().casefold()
        if "untaxed" in column:
            taxed = taxed and value not in column["untaxed"]
        elif "rates" in column:
            percent = _rate(value) if percent is None else percent
        else:
            name = value
            kind = next((kind for kind in ("standard", "reduced", "zero") if value in column[kind]), "")
    return TaxFacts(taxed, name, kind, percent=percent)


def _rate(value: str) -> Decimal | None:
    """A percentage as columns of rates have it: ``19``, ``7,00``, ``5.5 %``, ``0.2``."""
    if not (match := _RATE.fullmatch(value)):
        return None
    rate = Decimal(match[1].replace(",", "."))
    return rate * 100 if 0 < rate < 1 and not match[2] else rate


def classed(facts: TaxFacts, context: Context) -> TaxFacts:
    """The facts with the class that their rate is in the source's market; a rate that is none there says nothing."""
    if facts.percent is None or facts.name:
        return facts
    market = source_market(context)
    if market is None:
        return replace(facts, percent=None)
    percent = facts.percent.normalize()
    if percent == market.standard_tax or percent not in {*market.reduced_taxes, 0}:
        return replace(facts, percent=None)
    return replace(facts, name=f"{percent:f}", kind="reduced" if percent else "zero", percent=percent)


@lru_cache(maxsize=4_096)
def _said_by(header: str) -> bool | None:
    """Whether a header says that its amounts hold the tax: ``Price (incl. VAT)``, ``Nettopreis``."""
    words, known = set(_fold(header).split()), _columns()["headers"]
    about = bool(words & set(known["tax"]))
    holds = bool(words & set(known["gross"])) or (about and bool(words & set(known["with_tax"])))
    lacks = bool(words & set(known["net"])) or (about and bool(words & set(known["without_tax"])))
    return holds if holds != lacks else None


def source_market(context: Context) -> Market | None:
    """The market of the source's locale, if we know it."""
    try:
        return load_market(context.source_locale)
    except UsageError:
        return None


def tax_undecided(context: Context, facts: TaxFacts | None = None) -> bool:
    """True where prices cross between tax customs and neither the settings nor the column say what to do."""
    source = source_market(context)
    settings = context.settings.prices
    if source is None or source.prices_include_tax == context.market.prices_include_tax:
        return False
    if facts is not None and not facts.taxed:
        return False
    if facts is not None and _holds_unknown(context, facts):
        return True
    included = facts.included if facts is not None and facts.included is not None else settings.source_includes_tax
    if context.market.prices_include_tax:
        return settings.add_target_tax is None and included is not True
    return included is None


def source_tax(context: Context, facts: TaxFacts) -> Decimal | None:
    """The percentage that is in a source price and must be taken out; None where there is none to take out.

    Raises:
        ConfigError: by the settings it holds a tax whose rate nobody states.
    """
    settings, facts = context.settings.prices, classed(facts, context)
    included = settings.source_includes_tax if facts.included is None else facts.included
    if _holds_unknown(context, facts):
        return None
    if not included or not facts.taxed or facts.kind == "zero":
        return None
    if settings.source_tax_percent is not None and facts.kind == "standard":
        return settings.source_tax_percent
    if facts.percent is not None and facts.name not in settings.source_tax_classes:
        return facts.percent
    percent = _percent(source_market(context), facts, settings.source_tax_classes)
    percent = settings.source_tax_percent if percent is None else percent
    if percent is None:
        raise ConfigError(
            f"[prices] source_includes_tax is set, but no standard tax of '{context.source_locale}' is known.",
            "Set [prices] source_tax_percent.",
        )
    return percent


def target_tax(context: Context, facts: TaxFacts) -> Decimal | None:
    """The percentage that a price gets in the market; None where the shop adds it, or prices show none.

    Where the settings are silent, a tax that was taken out is replaced.
    """
    settings, market, facts = context.settings.prices, context.market, classed(facts, context)
    held = settings.source_includes_tax if facts.included is None else facts.included
    wanted = bool(held) if settings.add_target_tax is None else settings.add_target_tax
    if not wanted or not market.prices_include_tax or not facts.taxed or facts.kind == "zero":
        return None
    if _holds_unknown(context, facts):
        return None
    return _percent(market, facts, settings.tax_classes)


def _holds_unknown(context: Context, facts: TaxFacts) -> bool:
    """True where the file alone says that a price holds tax, and nobody which: the column “gross” of a shop in America.

    Such an amount keeps what it holds, and no other tax comes on top.
    """
    settings, facts = context.settings.prices, classed(facts, context)
    if not facts.included or settings.source_includes_tax or settings.source_tax_percent is not None:
        return False
    return facts.percent is None and _percent(source_market(context), facts, settings.source_tax_classes) is None


def unknown_class(context: Context, facts: TaxFacts) -> bool:
    """True where a price gets a tax and its class's rate is not known, so that the standard rate was taken."""
    settings, market, facts = context.settings.prices, context.market, classed(facts, context)
    if facts.kind == "standard" or facts.name in settings.tax_classes or target_tax(context, facts) is None:
        return False
    return facts.kind != "reduced" or len(market.reduced_taxes) != 1


def _percent(market: Market | None, facts: TaxFacts, classes: Mapping[str, Decimal]) -> Decimal | None:
    if facts.name in classes:
        return classes[facts.name]
    if market is None:
        return None
    if facts.kind == "reduced" and len(market.reduced_taxes) == 1:
        return market.reduced_taxes[0]
    return market.standard_tax
