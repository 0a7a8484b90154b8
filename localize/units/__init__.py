"""Quantities: found as people type them, converted to what a market expects, written its way.

Facts are in ``units.toml`` (units and their names), ``words.toml`` (words around numbers), ``preferences.toml`` (which
unit a market expects), ``unconverted.toml`` (what stays, and why) and ``ambiguous.toml`` (what 1.500 may mean).
"""

from localize.units.convert import Converted, convert_quantity
from localize.units.find import find_quantities
from localize.units.labelled import convert_labelled
from localize.units.packs import Pack, find_packs
from localize.units.plain import convert_quantities
from localize.units.quantity import Measure, Number, Quantity, Shape, Term, UnitStyle
from localize.units.stage import convert_units
from localize.units.unit_prices import state_unit_prices

__all__ = [
    "Converted",
    "Measure",
    "Number",
    "Pack",
    "Quantity",
    "Shape",
    "Term",
    "UnitStyle",
    "convert_labelled",
    "convert_quantities",
    "convert_quantity",
    "convert_units",
    "find_packs",
    "find_quantities",
    "state_unit_prices",
]
