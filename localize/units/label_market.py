"""A label and its numbers in a market: the unit that all of them get, its name, and what is written for each number."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from localize.units.ambiguity import settled
from localize.units.convert import convert_quantity, is_own_unit, understood
from localize.units.label_numbers import Part
from localize.units.labels import leads_of
from localize.units.quantity import Quantity, Shape
from localize.units.render import converted_text, kept_text, unit_called_alone
from localize.units.sides import with_sides
from localize.units.tables import preferences, unit_named
from localize.units.targets import values_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from localize.market import Market
    from localize.units.labels import UnitLabel

__all__ = ["Given", "given_in_market", "joined"]


class Given(NamedTuple):
    """The name of the unit that a label gets, and a text for each of its parts; ``why`` and ``by`` as in a conversion."""

    name: str
    texts: tuple[str, ...]
    why: str
    by: str


def given_in_market(
    label: UnitLabel,
    parts: Sequence[Part],
    market: Market,
    source_locale: str,
    *,
    text: str,
    context: str,
    numbers: str = "",
    decimal: str = "",
    title: str = "",
    original: bool = False,
) -> Given | None:
    """What ``market`` makes of a label of ``text`` and its ``parts``; None where buyers there use the label's unit.

    The last five are those of :func:`localize.units.convert.convert_quantity`. None, too, where nobody can say which number
    is meant. ``original`` adds the source's numbers in brackets.
    """
    language, _, country = source_locale.partition("-")
    if len(parts) == 1 and (second := parts[0].quantity.other) and is_own_unit(second.unit, market):
        name = _name(label, second.unit, text, language, market)
        return Given(name, (kept_text(second, market.babel),), f"{market.measures} reading of the label", "")
    quantity = replace(_as_one(parts), near=(f"{label.words} ", ""))
    done = convert_quantity(
        quantity, market, source_country=country, context=context, numbers=numbers, decimal=decimal, title=title
    )
    if done is None or done.kept:
        return None
    unit, values, why = done.unit, done.values, done.why
    if not values:  # in two units (a person's height), which no label names
        meant = settled(quantity, source_locale, f"{context}\n{numbers}", decimal)
        meant = meant and understood(meant, country, context, title=title)
        row = preferences().get((market.measures, meant.unit)) if meant else None
        if meant is None or row is None:
            return None
        unit, why = row["display"], f"{label.unit} to {unit_named(row['display']).symbol}"
        values = values_in(meant, unit)
    written = _written(parts, unit, values, market)
    if original:
        sign = unit_named(label.unit).symbol
        sources = (f"{p.quantity.text} {sign}" if p.is_bare else p.quantity.text for p in parts)
        written = [f"{new} ({old})" for new, old in zip(written, sources, strict=True)]
    return Given(_name(label, unit, text, language, market), tuple(written), why, done.by)


def joined(text: str, parts: Sequence[Part], texts: Sequence[str]) -> list[tuple[Part, str]]:
    """Each part of ``text`` and what is written for it; decimal commas that commas part become one, parted by semicolons."""
    between = [text[one.end : two.start].strip() for one, two in pairwise(parts)]
    if not between or set(between) != {","} or not any("," in new for new in texts):
        return list(zip(parts, texts, strict=True))
    whole = Part(parts[0].start, parts[-1].end, _as_one(parts), parts[0].is_bare)
    return [(whole, "; ".join(texts))]


def _as_one(parts: Sequence[Part]) -> Quantity:
    """All numbers of a label as one quantity, since they get one unit."""
    if len(parts) == 1:
        (only,) = (part.quantity for part in parts)
        return replace(only, other=None, shape=Shape.SINGLE if only.shape is Shape.DUAL else only.shape)
    measures = tuple(measure for part in parts for measure in part.quantity.measures)
    return Quantity(Shape.LIST, measures, (", ",) * (len(measures) - 1), language=parts[0].quantity.language)


def _written(parts: Sequence[Part], unit: str, values: Sequence[Decimal], market: Market) -> list[str]:
    texts, at = [], 0
    for part in parts:
        end = at + len(part.quantity.measures)
        quantity = with_sides(part.quantity, market.babel)
        texts.append(converted_text(quantity, values[at:end], "" if part.is_bare else unit, market.babel))
        at = end
    return texts


def _name(label: UnitLabel, unit: str, text: str, language: str, market: Market) -> str:
    """The unit's sign; its name where the sign would be the very word before it: "in inches", never "in in"."""
    before = text[: label.start].split()[-1:]
    is_led = not leads_of(language).isdisjoint(before)
    in_words = is_led and unit_named(unit).symbol in leads_of(market.babel.split("_", 1)[0])
    return unit_called_alone(unit, market.babel, in_words=in_words, capital=False)
