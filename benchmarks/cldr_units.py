"""Our conversions and preferences against CLDR's own test data.

    python -m benchmarks.cldr_units              the figures
    python -m benchmarks.cldr_units --reasons    every preference that is not CLDR's, with its reason

Conversions: all 188 lines of ``unitsTest.txt``, exact at the printed precision (seven digits).
Preferences: the lines of ``unitPreferencesTest.txt`` whose quantity goods have (length, area, mass, volume, speed,
temperature, pressure, consumption). CLDR asks which unit an amount gets in a region. We convert only what a market does
not use, so a line is *reached* if some foreign unit of that amount becomes CLDR's unit there, *kept* if CLDR's unit stays
as the seller wrote it, and else needs a reason (``cldr-reasons.csv``).
"""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.common import arguments, print_machine, print_table, shared_folder
from localize.errors import UsageError
from localize.market import load_market
from localize.units import Measure, Number, Quantity, Shape, Term, convert_quantity
from localize.units.convert import is_own_unit
from localize.units.factors import convert_exactly
from localize.units.tables import preferences, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.market import Market

__all__ = ["Preference", "conversions", "preferences_of"]

_HERE = Path(__file__).resolve().parent
_SOLD = {
    "length": "length",
    "area": "area",
    "mass": "mass",
    "volume": "volume",
    "speed": "speed",
    "temperature": "temperature",
    "pressure": "pressure",
    "consumption": "consumption",
}
_MARKETS = {"001": "de-DE", "CA": "en-CA", "IN": "en-IN", "BE": "fr-BE", "FI": "fi-FI"}
_DIGITS = 7  # what CLDR prints


class Preference(NamedTuple):
    """One line: what it asks, and how we answer (``reached``, ``kept`` or a reason; empty where there is none)."""

    quantity: str
    usage: str
    region: str
    unit: str
    answer: str


def conversions(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """(unit, target, is it exact at the printed precision?) of every line of ``unitsTest.txt``."""
    for cells in _lines(folder / "unitsTest.txt"):
        ours = convert_exactly(Fraction(1000), cells[1], cells[2])
        printed = Fraction(cells[4].replace(",", ""))
        yield cells[1], cells[2], _agrees(ours, printed)


def _agrees(ours: Fraction, printed: Fraction) -> bool:
    """Is the printed number ours, rounded to the digits that CLDR prints?"""
    power = 0
    while Fraction(10) ** power <= abs(printed):
        power += 1
    while Fraction(10) ** (power - 1) > abs(printed):
        power -= 1
    return abs(ours - printed) <= Fraction(10) ** (power - _DIGITS) / 2


def preferences_of(folder: Path) -> Iterator[Preference]:
    """Every line about what is sold, with our answer."""
    with (_HERE / "cldr-reasons.csv").open(encoding="utf-8", newline="") as lines:
        reasons = {(r["quantity"], r["usage"], r["region"], r["unit"]): r["reason"] for r in csv.DictReader(lines)}
    for cells in _lines(folder / "unitPreferencesTest.txt"):
        quantity, usage, region = cells[:3]
        if quantity not in _SOLD:
            continue
        outputs = [c for c in cells[6:] if c and not c[0].isdigit()]
        unit = "+".join(outputs)
        answer = _answer(_SOLD[quantity], region, Fraction(cells[3].replace(" ", "")), outputs, cells[5])
        yield Preference(quantity, usage, region, unit, answer or reasons.get((quantity, usage, region, unit), ""))


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Our id → CLDR's name, and the other way round."""
    names = {id_: u.babel.partition("-")[2] or id_.replace("_", "-") for id_, u in units().items()}
    ours = {name: id_ for id_, name in reversed(list(names.items()))}
    special = {"metric-ton": "metric_ton", "ton": "short_ton", "fluid-ounce-imperial": "imperial_fluid_ounce"}
    return names, ours | special


@cache
def _market(region: str) -> Market | None:
    try:
        return load_market(_MARKETS.get(region, region))
    except UsageError:
        return None


def _answer(dimension: str, region: str, amount: Fraction, outputs: list[str], base: str) -> str:
    names, ours = _names()
    market = _market(region)
    if market is None:
        return "no market of ours"
    for source in (unit for system, unit in preferences() if system == market.measures):
        if units()[source].dimension != dimension or is_own_unit(source, market):
            continue
        value = amount if units()[source].inverse else convert_exactly(amount, base, source)
        term = Term(Number(str(float(value)), value, value / 1000), source)
        done = convert_quantity(Quantity(Shape.SINGLE, (Measure((term,)),)), market)
        if done and not done.kept and names[done.unit] in outputs:
            return "reached"
    known = [ours[name] for name in outputs if name in ours]
    return "kept" if len(known) == len(outputs) and all(is_own_unit(unit, market) for unit in known) else ""


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split(";")]


def _class(answer: str) -> str:
    return answer if answer in {"reached", "kept"} else "other, with a reason" if answer else "open"


def main() -> None:
    """Print the figures."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--reasons", action="store_true", help="every preference that is not CLDR's")
    args = parser.parse_args()
    folder = shared_folder(args) / "data" / "cldr-units"
    print_machine()
    done = list(conversions(folder))
    print(f"\nconversions  {sum(ok for *_, ok in done)} of {len(done)} exact at the printed precision")
    for source, target, ok in done:
        if not ok:
            print(f"  not: {source} to {target}")
    answers = list(preferences_of(folder))
    counts = Counter(
        p.answer if p.answer in {"reached", "kept"} else "other, with a reason" if p.answer else "open" for p in answers
    )
    print_table(("preferences", "lines"), sorted(counts.items()))
    if args.reasons:
        rows = sorted(
            {(p.quantity, p.usage, p.region, p.unit, p.answer) for p in answers if p.answer not in {"reached", "kept"}}
        )
        print_table(("quantity", "usage", "region", "CLDR's unit", "reason"), rows)


if __name__ == "__main__":
    main()
