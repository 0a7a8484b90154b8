"""Columns whose header states the unit: ``Length (in)``.

The layout says whether that unit is part of the form (``fixed``), the shop's setting (``store``) or ``free``. Where it is
free, header and values change together: the unit is chosen by the header alone, so that every row agrees with it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.units.ambiguity import settled
from localize.units.cells import in_file_notation, number_in, restated, unit_called
from localize.units.convert import is_own_unit, understood
from localize.units.evidence import about_field, other_numbers, report_unread
from localize.units.kept import rule_that_keeps
from localize.units.quantity import Measure, Number, Quantity, Shape, Term
from localize.units.tables import Unit, preferences, unit_named
from localize.units.targets import values_in

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Field

__all__ = ["column_unit", "convert_under_header"]

_STORE = "It is the shop's setting: change it there."
_FORM = "Rename the column, or add one for the unit, if the marketplace allows it."


def column_unit(unit: str, header: str, context: Context) -> Unit | None:
    """The unit that a column in ``unit`` under ``header`` gets in the market; None where it stays.

    The header's words count: a column "Screen size (in)" keeps its inches, ounces of a capacity are fluid.
    """
    quantity = understood(
        _quantity(Number("1", Fraction(1), Fraction(1)), unit, context), context.source_country, header
    )
    if is_own_unit(quantity.unit, context.market) or rule_that_keeps(quantity, header, context.market.country):
        return None
    preference = preferences().get((context.market.measures, quantity.unit))
    return unit_named(preference["display"]) if preference else None


def convert_under_header(draft: Draft, field: Field, context: Context, noted: set[str]) -> None:
    """A number whose header states the unit, converted if the header changes with it."""
    known = unit_called(field.unit, context)
    value = draft.values[field.path]
    if known is None or not value.strip():
        return
    if is_own_unit(known[0], context.market):
        draft.set(field.path, restated(value, context), "convert", "the market's decimal mark", "units/notations.toml")
        return
    if field.unit_rule != "free":
        _report_kept(draft, field, known[0], noted)
        return
    target = column_unit(known[0], field.header, context)
    if target is None:
        draft.set(field.path, restated(value, context), "convert", "the market's decimal mark", "units/notations.toml")
        return
    number = number_in(value, context)
    quantity = _quantity(number, known[0], context) if number else None
    locale = context.source_locale
    numbers = f"{about_field(draft, field.path)}\n{other_numbers(draft)}"
    meant = settled(quantity, locale, numbers, context.settings.source_decimal) if quantity else None
    if meant is None:
        _state_unit(draft, field, value)
        return
    meant = understood(meant, context.source_country, field.header)
    (new,) = values_in(meant, target.id)
    why = f"{meant.unit} to {target.symbol}, with the header"
    draft.set(field.path, in_file_notation(new, field, value, context), "convert", why, f"units.toml:{meant.unit}")


def _quantity(number: Number, unit: str, context: Context) -> Quantity:
    return Quantity(Shape.SINGLE, (Measure((Term(number, unit),)),), language=context.source_language)


def _state_unit(draft: Draft, field: Field, value: str) -> None:
    """What is no clear number keeps its unit by saying it, since the header will name another."""
    if not any(map(str.isdigit, value)):
        return
    draft.set(field.path, f"{value.rstrip()} {field.unit}", "convert", "keeps the unit that its header stated", "")
    report_unread(draft, field.path, f"'{value}' is no clear number, so it stays in {field.unit}, which it says now.")


def _report_kept(draft: Draft, field: Field, unit: str, noted: set[str]) -> None:
    """A unit in the header holds for the whole column and is part of the file's form: it stays."""
    header = field.header or field.path
    if header in noted:
        return
    noted.add(header)
    message = f"The header '{header}' states {unit}, so its values stay in {unit}."
    suggestion = _STORE if field.unit_rule == "store" else _FORM
    group = f"header-unit-kept:{header}"
    draft.find("header-unit-kept", Severity.INFO, message, field.path, suggestion=suggestion, group=group)
