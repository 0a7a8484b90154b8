"""Converts a quantity to what buyers of a market expect, or says why it stays.

Factors are exact fractions (``units.toml``; pint is the authority, in tests), target units are data
(``preferences.toml``), what stays is data (``unconverted.toml``), rounding is in :mod:`localize.units.rounding`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.units.ambiguity import settled
from localize.units.kept import liquid_reading, rule_that_keeps
from localize.units.quantity import Shape
from localize.units.render import converted_text, counted_text, is_written_alike, kept_text, mixed_text, unit_name
from localize.units.sides import legend_text, with_sides
from localize.units.tables import read_table, unit_named
from localize.units.targets import target_of
from localize.units.usages import mixed_units, nominal_steps, preferred_units

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from localize.market import Market
    from localize.units.quantity import Quantity, Term

__all__ = ["Converted", "convert_quantity", "is_own_unit", "understood"]

_EQUALS = re.compile(r" ?[=≈] ?")
_WIDELY = 20  # sides that differ by more were written in two units because one would not do


@dataclass(frozen=True, slots=True)
class Converted:
    """How a quantity reads in a market.

    ``kept``: it stays in its unit and ``target`` is only rewritten in the market's notation. ``values`` are the
    converted numbers, one for each measure, in ``unit``; empty where it stays. ``why`` is for people, ``by`` names the
    data row. ``doubtful``: it was left because nobody can say which number is meant.
    """

    target: str
    why: str
    by: str
    kept: bool = False
    unit: str = ""
    values: tuple[Decimal, ...] = ()
    doubtful: bool = False


def convert_quantity(
    quantity: Quantity,
    market: Market,
    *,
    source_country: str = "US",
    context: str = "",
    numbers: str = "",
    decimal: str = "",
    notation: str = "",
    title: str = "",
) -> Converted | None:
    """The quantity as ``market`` expects it.

    ``source_country`` decides which gallon a gallon is; ``context`` are the texts around it (title, category, label),
    whose words say whether 24 inches are a shelf or a screen. ``numbers`` are further texts whose numbers say what
    ``1.500`` means, ``decimal`` the mark that a person decided on. ``notation`` is the locale (as Babel names
    it) that the result is written in, the market's if there is none. None if the market's system has no unit for it.
    """
    babel = notation or market.babel
    if quantity.shape is Shape.UNIT:
        return Converted(unit_name(quantity, babel), "the unit's name", f"units.toml:{quantity.unit}", kept=True)
    if quantity.shape is Shape.LEGEND:
        return Converted(legend_text(quantity, babel), "names of sides", "words.toml:sides_written", kept=True)
    quantity = understood(quantity, source_country, context, title=title)
    meant = settled(quantity, f"{quantity.language}-{source_country}", f"{context}\n{numbers}", decimal)
    if meant is None:
        return _doubtful(quantity, market, babel)
    meant = with_sides(meant, babel)
    if mixed := mixed_units(meant, market):
        target = mixed_text(meant, *mixed, babel)
        return Converted(target, "a person's height", "preferences.toml:person-height", unit=mixed[0])
    return _kept(meant, market, context, babel) or _convert(meant, market, context, babel)


def _kept(quantity: Quantity, market: Market, context: str, babel: str) -> Converted | None:
    """What stays in its unit: by a rule, since buyers use the unit, or since the label has their reading beside it."""
    for reading in (quantity, quantity.other):
        near = replace(reading, near=quantity.near) if reading else None
        if near and (rule := rule_that_keeps(near, context, market.country)):
            if rule.means and quantity.other:
                continue  # 16.4 ft (5m): the other reading says that the letter is the unit's
            is_name = any(quantity.text in phrase for phrase in rule.phrases)  # a film's title is not translated
            if rule.means:
                target = counted_text(quantity, rule.means, babel)
            else:
                target = quantity.text if is_name else kept_text(quantity, babel)
            return Converted(target, f"stays: {rule.reason}", f"unconverted.toml:{rule.id}", kept=True)
    if quantity.other and (sign := _sign_of_a_rule(quantity)):
        only = replace(quantity, other=None, text="")
        target = f"{kept_text(only, babel)}{sign}{kept_text(quantity.other, babel)}"
        return Converted(target, "stays: it says what one unit is in another", "duals.py", kept=True)
    of_label = f"{market.measures} reading of the label"
    if all(is_own_unit(measure.unit, market) for measure in quantity.measures):
        only = replace(quantity, other=None, text="") if quantity.other else quantity
        why = of_label if quantity.other else f"stays: {quantity.unit} is used there"
        return Converted(kept_text(only, babel), why, f"units.toml:{quantity.unit}", kept=True)
    if quantity.other and is_own_unit(quantity.other.unit, market):
        target = quantity.count + kept_text(quantity.other, babel)
        return Converted(target, of_label, f"units.toml:{quantity.other.unit}", kept=True)
    return None


def _sign_of_a_rule(quantity: Quantity) -> str:
    """The sign, with what is around it, of ``1 inch = 2.54 cm``, which states no measure; empty where there is none."""
    ones = (reading for reading in (quantity, quantity.other) if reading and len(reading.measures) == 1)
    sign = _EQUALS.search(quantity.text)
    return sign[0] if sign and any(one.measures[0].terms[0].number.value == 1 for one in ones) else ""


def is_own_unit(unit: str, market: Market) -> bool:
    """Do buyers of the market measure in this unit, or does everybody?"""
    systems = unit_named(unit).systems
    if not systems or market.measures in systems or unit in _own_units(market.country):
        return True
    if market.measures != "uk":
        return False
    return unit in _own_units("uk") or ("metric" in systems and unit not in read_table("preferences")["unused"]["uk"])


@cache
def _own_units(place: str) -> frozenset[str]:
    """What stays in a system or in a country although others use it, too."""
    return frozenset(read_table("preferences")["own"].get(place, ()))


def _doubtful(quantity: Quantity, market: Market, babel: str) -> Converted:
    """Left as it is; no doubt where buyers of the market read the same characters the same way."""
    matters = not (is_own_unit(quantity.unit, market) and is_written_alike(quantity, babel))
    return Converted(
        quantity.text, "stays: its number can be read in two ways", "ambiguous.toml", True, doubtful=matters
    )


def understood(quantity: Quantity, source_country: str, context: str, *, title: str = "") -> Quantity:
    """The quantity with its names understood: ounces of a bottle are fluid, pints of a British seller imperial."""
    if means := liquid_reading(quantity, context, source_country, title=title):
        quantity = _with_units(quantity, {quantity.unit: means})
    if source_country in read_table("preferences")["countries"]["imperial"]:
        units = {t.unit for m in quantity.measures for t in m.terms}
        quantity = _with_units(quantity, {u: i for u in units if (i := unit_named(u).imperial)})
    return quantity


def _with_units(quantity: Quantity, names: Mapping[str, str]) -> Quantity:
    def term(t: Term) -> Term:
        return replace(t, unit=names.get(t.unit, t.unit))

    measures = tuple(replace(m, terms=tuple(map(term, m.terms))) for m in quantity.measures)
    return replace(quantity, measures=measures)


def _convert(quantity: Quantity, market: Market, context: str, babel: str) -> Converted | None:
    if _differ_widely(quantity) or any(is_own_unit(m.unit, market) for m in quantity.measures):
        return _convert_apart(quantity, market, context, babel)
    steps = nominal_steps(quantity, context)
    rows = preferred_units(quantity, context, market.measures)
    done = _rewritten(quantity, quantity.language, market.measures, babel, steps, rows)
    if done and quantity.near[1][:1].isalnum():
        return replace(done, target=done.target + " ")  # 24"shelf: a mark needs no space behind it, a unit's name does
    return done


@lru_cache(maxsize=16_384)
def _rewritten(
    quantity: Quantity,
    language: str,  # noqa: ARG001 - a part of the key: it does not count when quantities are compared
    measures: str,
    babel: str,
    steps: tuple[tuple[str, int], ...],
    rows: tuple[tuple[str, str], ...],
) -> Converted | None:
    """A quantity in the unit of a system, written in a locale; remembered, since catalogs repeat their quantities."""
    target = target_of(quantity, measures, steps, rows)
    if target is None:
        return None
    if target.reversed:
        turned = tuple(replace(m, before="", after="") for m in reversed(quantity.measures))
        quantity = replace(quantity, measures=turned)
    text = converted_text(quantity, target.values, target.unit, babel)
    why = f"{target.source} to {unit_named(target.unit).symbol}"
    return Converted(text, why, f"units.toml:{target.source}", unit=target.unit, values=target.values)


def _differ_widely(quantity: Quantity) -> bool:
    """``2 in x 10 yd``, ``5 lb ± 2 oz``: written in two units because one would not do."""
    if quantity.shape not in (Shape.DIMENSIONS, Shape.TOLERANCE) or len({m.unit for m in quantity.measures}) == 1:
        return False
    sizes = [abs(m.in_base()) for m in quantity.measures]
    return max(sizes) > _WIDELY * min(sizes)


def _convert_apart(quantity: Quantity, market: Market, context: str, babel: str) -> Converted | None:
    """Each side in a unit of its own; one that is the market's already stays."""
    texts: list[str] = []
    found: list[Converted] = []
    for measure in quantity.measures:
        side = replace(quantity, shape=Shape.SINGLE, measures=(measure,), joins=(), other=None, text="")
        if is_own_unit(side.unit, market):
            texts.append(kept_text(side, babel))
        elif done := _convert(side, market, context, babel):
            found.append(done)
            texts.append(done.target)
        else:
            return None
    word = "–" if quantity.shape is Shape.RANGE else " x "
    joins = (word if any(c.isalpha() for c in join if c not in "xX") else join for join in quantity.joins)
    text = texts[0] + "".join(join + side for join, side in zip(joins, texts[1:], strict=True))
    return replace(found[0], target=text, why="; ".join(dict.fromkeys(c.why for c in found)), unit="", values=())
