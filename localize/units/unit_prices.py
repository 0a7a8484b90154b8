"""Columns that a unit price is computed from: contents and the amount that the price is for, converted together.

``32 fl oz`` for ``1 fl oz`` is ``946 ml`` for ``100 ml``, in Germany for ``1 l``: the law of a market may name the amounts. Empty
columns are filled where the market asks for the unit prices of such goods and title or options state the contents; filled ones
are compared with them. Columns, spellings and amounts are ``unit_prices.toml``. Only measures change: the price that belongs to
them is the platform's to compute.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from localize.goods import is_sold_by_measure, needs_no_unit_price, unit_price_source
from localize.listing import Role, Severity
from localize.units.contents import Contents, contents_of, holds
from localize.units.convert import convert_quantity, understood
from localize.units.evidence import about_field
from localize.units.measure_cells import (
    Amount,
    Columns,
    columns_of,
    named_amount,
    read_amount,
    spelled_units,
    write_amount,
)
from localize.units.quantity import Measure, Quantity, Shape, Term, UnitStyle
from localize.units.render import as_decimal
from localize.units.tables import read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft
    from localize.units.quantity import Number

__all__ = ["state_unit_prices"]

_OFFERED = frozenset({Role.PRICE, Role.SALE})


def state_unit_prices(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Convert the columns of unit prices for the market, and fill empty ones where nothing is in doubt.

    Does nothing if ``units`` is skipped or the run is the identity run. Finding code: ``unit-price-differs``.
    """
    idle = "units" in context.skip or context.identity
    for draft in drafts:
        for columns in () if idle else columns_of(draft):
            _state(draft, columns, context)
        yield draft


def _state(draft: Draft, columns: Columns, context: Context) -> None:
    about = about_field(draft)
    contents = contents_of(draft, context)
    if contents and not _is_clear(contents, draft.listing.group.title, about, context):
        contents = None
    if not columns.measure:
        if contents and _is_asked(draft, context):
            _name_base(draft, columns, contents, about, context)
        return
    _convert(draft, columns, context)
    if contents and draft.values[columns.measure].strip():
        _compare(draft, columns, contents, about, context)
    if _is_asked(draft, context):
        _fill(draft, columns, contents, about, context)


def _is_clear(contents: Contents, title: str, about: str, context: Context) -> bool:
    """Do ounces mean the same with and without the category? “Food, Beverages & Tobacco” holds honey and juice."""
    country = context.source_country
    if contents.piece.other:  # 12 oz (340 g): the label says it
        return True
    return understood(contents.piece, country, title).unit == understood(contents.piece, country, about).unit


def _name_base(draft: Draft, columns: Columns, contents: Contents, about: str, context: Context) -> None:
    """Fill the unit that a price is for, where that is all that the platform asks."""
    dimension = holds(contents, about, context.source_country)[1]
    row = read_table("unit_prices")["base"][_system(context)].get(dimension, {})
    unit = spelled_units(columns).get(row.get("large", " ").split(" ")[1], "")
    if unit and not draft.values[columns.base_unit].strip():
        why = f"“{contents.said}” says so; unit prices of such goods must be shown ({unit_price_source()})"
        draft.set(columns.base_unit, unit, "convert", why, "unit_prices.toml")


def _convert(draft: Draft, columns: Columns, context: Context) -> None:
    """Both amounts or, where they do not measure the same kind of thing, none.

    Units are those of the platform: an ounce weighs, whatever is poured, since there is another for volumes.
    """
    locale = context.market.locale
    read = [
        (path, _quantity(amount.number, amount.unit))
        for path in (columns.measure, columns.base)
        if path and (amount := read_amount(draft, columns, path)) and amount.number
    ]
    filled = [path for path in (columns.measure, columns.base) if path and draft.values[path].strip()]
    if len(read) < len(filled) or len({unit_named(quantity.unit).dimension for _, quantity in read}) != 1:
        return
    for path, quantity in read:
        if path == columns.base:
            _convert_base(draft, columns, quantity, context)
        elif not _is_own(quantity.unit, context):
            value, unit = _in_market(quantity, columns, "", context)
            if not unit:
                return
            why = f"{quantity.unit} to {unit_named(unit).symbol}: the contents that the unit price is computed from"
            write_amount(draft, columns, path, Amount(value, unit), why, f"units.toml:{quantity.unit}", locale)


def _quantity(number: Number, unit: str) -> Quantity:
    return Quantity(Shape.SINGLE, (Measure((Term(number, unit, UnitStyle.SYMBOL, " "),)),))


def _in_market(quantity: Quantity, columns: Columns, about: str, context: Context) -> tuple[Decimal, str]:
    """The number and unit that texts of the market show, too; another unit only where the platform has no name for it.

    ``quantity`` is in the units that are meant: a pint of a platform is that of the US.
    """
    market = context.market if _system(context) == "us" else replace(context.market, measures="metric")
    done = convert_quantity(quantity, market, context=about, notation="en_US_POSIX")
    if done and done.values and done.unit in spelled_units(columns):
        return done.values[0], done.unit
    unit = unit_named(_base_amount(quantity, "large", context).unit)
    if unit.id not in spelled_units(columns):
        own = (unit_named(name) for name in spelled_units(columns) if _is_own(name, context))
        other = next((known for known in own if known.dimension == unit.dimension), None)
        if other is None:
            return Decimal(0), ""
        unit = other
    value = unit.from_base(quantity.measures[0].in_base())
    return Decimal(f"{value.numerator / value.denominator:.3g}"), unit.id


def _convert_base(draft: Draft, columns: Columns, quantity: Quantity, context: Context) -> None:
    legal = _legal_bases(context)
    measure = quantity.measures[0]
    if _is_own(quantity.unit, context) and (not legal or (measure.terms[0].number.value, quantity.unit) in legal):
        return
    row = read_table("unit_prices")["base"][_system(context)][unit_named(quantity.unit).dimension]
    is_large = _in_whole_units(quantity) >= Fraction(row["from"])
    new = _base_amount(quantity, "large" if is_large else "small", context)
    if legal and (Fraction(new.value), new.unit) not in legal:
        new = _base_amount(quantity, "large", context)
    _write_base(draft, columns, new, context)


def _write_base(draft: Draft, columns: Columns, new: Amount, context: Context) -> None:
    by = f"unit_prices.toml:base.{_system(context)}"
    if _legal_bases(context):
        by = f"markets/{context.market.country}.toml: prices.unit_price_bases"
    why = f"unit prices in {context.market.data['name']} are for such an amount"
    write_amount(draft, columns, columns.base, new, why, by, context.market.locale)


def _base_amount(quantity: Quantity, size: str, context: Context) -> Amount:
    """What a price of such goods is for in the market."""
    row = read_table("unit_prices")["base"][_system(context)][unit_named(quantity.unit).dimension]
    number, unit = row[size].split()
    return Amount(Decimal(number), unit)


def _in_whole_units(quantity: Quantity) -> Fraction:
    """An amount in kilograms, litres, metres or square metres."""
    row = read_table("unit_prices")["base"]["metric"][unit_named(quantity.unit).dimension]
    return unit_named(row["large"].split()[1]).from_base(quantity.measures[0].in_base())


def _legal_bases(context: Context) -> frozenset[tuple[Fraction, str]]:
    """The amounts that the market's law names; empty where it names none."""
    bases = context.market.data.get("prices", {}).get("unit_price_bases", ())
    return frozenset((Fraction(a.value), a.unit) for a in map(named_amount, bases) if a)


def _system(context: Context) -> str:
    """Unit prices are metric in Britain, too, whatever else is measured in feet and pints."""
    return "us" if context.market.measures == "us" else "metric"


def _is_own(unit: str, context: Context) -> bool:
    return _system(context) in unit_named(unit).systems


def _compare(draft: Draft, columns: Columns, contents: Contents, about: str, context: Context) -> None:
    """Tell a column that says something else than title or options; which is wrong nobody knows."""
    cells = (draft.listing.fields[path].value.strip() for path in (columns.measure, columns.measure_unit) if path)
    stated = " ".join(cells)
    amount = read_amount(draft, columns, columns.measure, source=True)
    if amount is None or amount.number is None:
        return
    quantity = _quantity(amount.number, amount.unit)
    total, dimension = holds(contents, about, context.source_country)
    share = Fraction(read_table("unit_prices")["contents"]["tolerance_percent"], 100)
    own = quantity.measures[0].in_base()
    if unit_named(quantity.unit).dimension != dimension or abs(own - total) <= share * total:
        return
    pack = f"{contents.count} pieces, " if contents.count > 1 else ""
    draft.find(
        "unit-price-differs",
        Severity.WARNING,
        f"The contents in the column are {stated}, “{contents.said}” says something else ({pack}all that is sold for the price).",
        columns.measure,
        suggestion="State the contents of all that one price buys, or correct the title.",
    )


def _is_asked(draft: Draft, context: Context) -> bool:
    """Does the market ask for the unit price of such goods, and does the row offer them?"""
    group = draft.listing.group
    if not context.market.data.get("prices", {}).get("unit_price_required"):
        return False
    if not is_sold_by_measure(group.category, group.product_type):
        return False
    return any(field.role in _OFFERED and field.value.strip() for field in draft.listing.fields.values())


def _fill(draft: Draft, columns: Columns, contents: Contents | None, about: str, context: Context) -> None:
    values = draft.values
    if not values[columns.measure].strip():
        if contents is None or not columns.is_empty(draft) or _is_free(contents, about, context):
            return
        why = f"“{contents.said}” says so; unit prices of such goods must be shown ({unit_price_source()})"
        total = _total(contents, columns, about, context)
        if total.unit:
            write_amount(draft, columns, columns.measure, total, why, "unit_prices.toml", context.market.locale)
    if columns.base in values and not values[columns.base].strip():
        measure = read_amount(draft, columns, columns.measure)
        if (
            measure
            and measure.number
            and unit_named(measure.unit).dimension in read_table("unit_prices")["contents"]["per"]
        ):
            _write_base(
                draft, columns, _base_amount(_quantity(measure.number, measure.unit), "large", context), context
            )


def _is_free(contents: Contents, about: str, context: Context) -> bool:
    """A package of just 1 kg or 1 l, and what the market's own law names, needs no unit price."""
    total, dimension = holds(contents, about, context.source_country)
    unit, name = read_table("unit_prices")["contents"]["per"][dimension]
    amount = unit_named(unit).from_base(total)
    return needs_no_unit_price(Decimal(amount.numerator) / amount.denominator, name, context.market.country)


def _total(contents: Contents, columns: Columns, about: str, context: Context) -> Amount:
    """All pieces, each as texts of the market show it: six of 12 fl oz are six of 355 ml."""
    piece = understood(contents.piece, context.source_country, about)
    own = [q for q in (piece, piece.other) if q and q.unit in spelled_units(columns) and _is_own(q.unit, context)]
    if own:
        value, unit = as_decimal(own[0].measures[0].terms[0].number.value), own[0].unit
    else:
        value, unit = _in_market(piece, columns, about, context)
    total, larger = value * contents.count, read_table("unit_prices")["thousand"].get(unit)
    if larger in spelled_units(columns) and total >= 1000:
        return Amount(total / 1000, larger)
    return Amount(total, unit)
