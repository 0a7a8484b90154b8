"""How well quantities are found: foreign gold in English, our own cases in seven languages, and what the search costs.

    python -m benchmarks.quantities              the figures
    python -m benchmarks.quantities --misses     every miss with its reason

Gold: ``data/recognizers-text-en`` (Microsoft Recognizers-Text, MIT), all Length, Weight, Volume, Area, Speed and
Temperature results of DimensionModel and TemperatureModel, none excluded, and the cases without a result. What is compared:

- A span is right if it begins and ends where gold's does. A quantity of several measures (``1 m x 1 m``, ``eight to 10
  feet``) is one span to us and several to gold, so each measure that has a unit of its own counts by itself.
- A value is right if number and unit are gold's; gold has units without a number, whose value is then nothing.
- What we find of other kinds (bits, volts, angles) is not gold's task: it counts neither way. Where a case belongs to both
  files' kinds (a temperature among the dimensions) only the file's own kinds count.

The reasons for what is missed are ``quantities-misses.csv``; a miss that is not listed there is shown without a reason.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import arguments, print_machine, print_table, shared_folder
from benchmarks.finding import Score, print_cost, print_misses, real_texts
from localize.units import find_quantities
from localize.units.quantity import Shape
from localize.units.tables import lexicon, unit_named, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.units.quantity import Measure, Quantity

__all__ = ["Part", "judge_gold", "judge_language", "parts_of"]

_KINDS = {
    "DimensionModel.json": {"Length": "length", "Weight": "mass", "Volume": "volume", "Area": "area", "Speed": "speed"},
    "TemperatureModel.json": {"": "temperature"},
}
_GOLD_NAMES = {
    "Ton": {"short_ton", "metric_ton", "long_ton"},
    "F": {"fahrenheit"},
    "C": {"celsius"},
    "Degree": {"angle_degree"},
    "Gallon": {"us_gallon"},
    "Square kilometer": {"square_kilometer"},
    "Square meter": {"square_meter"},
}
_VOLUME_AS_WEIGHT = {"us_gallon", "us_pint", "us_quart"}  # gold's own slip: it files gallons under Weight
_HERE = Path(__file__).resolve().parent
_OWN = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "pt": "pt-BR", "nl": "nl-NL", "sv": "sv-SE"}


class Part(NamedTuple):
    """One measure of a found quantity with a unit of its own: where it stands, its value (None without a number), its unit."""

    start: int
    end: int
    value: Fraction | None
    unit: str


def parts_of(quantity: Quantity, text: str, start: int) -> Iterator[Part]:
    """The measures with a unit of their own, as they stand in ``text`` from ``start`` on."""
    at = start
    for reading in (quantity, quantity.other):
        for measure in reading.measures if reading else ():
            place = _place(measure, text, at, quantity)
            if place:
                at = place.end
                yield place


def _place(measure: Measure, text: str, at: int, quantity: Quantity) -> Part | None:
    terms = [term for term in measure.terms if term.written]
    if not terms:
        return None
    end = start = -1
    cursor = at
    for term in terms:
        end = text.index(term.written, cursor) + len(term.written)
        cursor = end
    first = measure.terms[0]
    start = text.rfind(first.number.text, at, end) if first.number.text else at
    if start < 0 or quantity.shape in (Shape.SINGLE, Shape.MIXED):
        start = at + len(quantity.count)
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    if quantity.shape is Shape.UNIT:
        return Part(start, end, None, first.unit)
    value = sum((t.number.value * _ratio(t.unit, first.unit) for t in measure.terms), Fraction(0))
    return Part(start, end, value, first.unit)


def _ratio(unit: str, other: str) -> Fraction:
    return Fraction(1) if unit == other else unit_named(unit).factor_or_zero / unit_named(other).factor_or_zero


def judge_gold(folder: Path) -> dict[str, Score]:
    """Score by kind (``Length`` …, ``Temperature``) of the recognizers' cases in ``folder``."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for name, kinds in _KINDS.items():
        for case in json.loads((folder / name).read_text(encoding="utf-8-sig")):
            _judge_case(case, kinds, scores)
    return dict(scores)


def _judge_case(case: dict[str, Any], kinds: dict[str, str], scores: dict[str, Score]) -> None:
    text = case["Input"]
    gold = {
        (r["Start"], r["End"] + 1): (kind, r["Resolution"])
        for r in case["Results"]
        if (kind := r["Resolution"].get("subtype", "")) in kinds
    }
    found = {(p.start, p.end): p for s in find_quantities(text, "en-US") for p in parts_of(s.value, text, s.start)}
    for place, (kind, resolution) in gold.items():
        score = scores[kind or "Temperature"]
        part = found.pop(place, None)
        if part is None:
            score.missed += 1
            score.misses.append((text, text[place[0] : place[1]], "missed"))
            continue
        score.right += 1
        if _same(part, resolution):
            score.values += 1
        else:
            score.misses.append((text, text[place[0] : place[1]], f"value {part.value} {part.unit}"))
    for place, part in found.items():
        kind = next((k for k, dimension in kinds.items() if dimension == unit_named(part.unit).dimension), None)
        if kind is None and "" in kinds and part.unit == "angle_degree":
            kind = ""
        if kind is not None:
            scores[kind or "Temperature"].extra += 1
            scores[kind or "Temperature"].misses.append((text, text[place[0] : place[1]], "extra"))


def _same(part: Part, resolution: dict[str, Any]) -> bool:
    known = lexicon("en").unit_called(resolution["unit"])
    names = _GOLD_NAMES.get(resolution["unit"], {known[0]} if known else set())
    if part.unit not in names:
        return False
    if part.value is None or resolution["value"] is None:
        return part.value is resolution["value"]
    wanted = Fraction(str(resolution["value"]))
    return abs(part.value - wanted) <= abs(wanted) * Fraction(1, 10**9)


def judge_language(path: Path, locale: str) -> Score:
    """Score of our own cases of one language: a fragment with the values and units that are in it."""
    score = Score()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            wanted = sorted(_wanted(row["found"]))
            readings = [
                r
                for s in find_quantities(row["fragment"], locale)
                for r in (s.value, s.value.other)
                if r and r.shape is not Shape.LEGEND
            ]
            found = sorted(tuple((t.number.value, t.unit) for t in m.terms) for r in readings for m in r.measures)
            both = sum(1 for value in wanted if value in found)
            score.right += both
            score.values += both
            score.missed += len(wanted) - both
            score.extra += len(found) - both
            if wanted != found:
                score.misses.append((row["fragment"], row["found"], "differs"))
    return score


def _wanted(cell: str) -> Iterator[tuple[tuple[Fraction, str], ...]]:
    for part in re.split(r"[;()]", cell):
        if part.strip():
            yield tuple(_term(term) for term in part.strip().split(" + "))


def _term(text: str) -> tuple[Fraction, str]:
    number, _, name = text.partition(" ")
    known = lexicon("en").unit_called(name)
    return Fraction(number), name if name in units() or known is None else known[0]


def main() -> None:
    """Print the figures."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--misses", action="store_true", help="every miss with its reason")
    args = parser.parse_args()
    data = shared_folder(args) / "data"
    print_machine()
    scores = judge_gold(data / "recognizers-text-en")
    scores["all"] = sum(scores.values(), Score())
    tests = _HERE.parent / "tests" / "units"
    for language, locale in _OWN.items():
        scores[f"own, {locale}"] = judge_language(tests / f"{language}-cases.csv", locale)
    header = ("", "gold", "precision", "recall", "F1", "value and unit")
    print_table(
        header,
        [(name, s.right + s.missed, *s.shares) for name, s in scores.items()],
    )
    if args.misses:
        print_misses(scores["all"], _HERE / "quantities-misses.csv")
    print_cost(find_quantities, real_texts(data))


if __name__ == "__main__":
    main()
