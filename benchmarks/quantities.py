"""How well quantities are found: foreign gold in English, our own cases in five languages, and what the search costs.

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
import html
import json
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import arguments, percent, print_machine, print_table, shared_folder
from localize.units import find_quantities
from localize.units.quantity import Shape
from localize.units.tables import lexicon, unit_named, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.units.quantity import Measure, Quantity

__all__ = ["Part", "Score", "cost_of", "judge_gold", "judge_language", "parts_of", "real_texts"]

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
_OWN = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "pt": "pt-BR"}


class Part(NamedTuple):
    """One measure of a found quantity with a unit of its own: where it stands, its value (None without a number), its unit."""

    start: int
    end: int
    value: Fraction | None
    unit: str


@dataclass(slots=True)
class Score:
    """Counts of one comparison; ``misses`` are (case, what gold has or we made up)."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    values: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.extra)

    @property
    def accuracy(self) -> float:
        """The share of right spans whose number and unit are right, too."""
        return self.values / max(1, self.right)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.missed + other.missed,
            self.extra + other.extra,
            self.values + other.values,
            [*self.misses, *other.misses],
        )


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
            readings = [r for s in find_quantities(row["fragment"], locale) for r in (s.value, s.value.other) if r]
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


def real_texts(data: Path) -> list[str]:
    """The distinct texts of the real catalogs, without markup: cells of 20 characters and more that have a blank."""
    texts: dict[str, None] = {}
    for folder in ("shopify-product-csvs", "woocommerce-sample"):
        for path in sorted((data / folder).glob("*.csv")):
            csv.field_size_limit(sys.maxsize)
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                for row in csv.reader(lines):
                    for cell in row:
                        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())
                        if len(text) >= 20 and " " in text and not text.startswith("http"):
                            texts[text] = None
    return list(texts)


def cost_of(texts: Sequence[str], locale: str = "en-US", rounds: int = 5) -> float:
    """Microseconds of CPU time for 100 characters, the best of some rounds of some 100,000 characters."""
    characters = sum(map(len, texts))
    passes = max(1, 100_000 // max(1, characters))
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(passes):
            for text in texts:
                find_quantities(text, locale)
        best = min(best, time.process_time() - started)
    return best / max(1, characters * passes) * 100 * 1e6


def _reasons() -> dict[tuple[str, str], str]:
    with (_HERE / "quantities-misses.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["case"], row["text"]): row["reason"] for row in csv.DictReader(lines)}


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
        [
            (
                name,
                s.right + s.missed,
                percent(s.precision, 1),
                percent(s.recall, 1),
                percent(s.f1, 1),
                percent(s.accuracy, 1),
            )
            for name, s in scores.items()
        ],
    )
    if args.misses:
        reasons = _reasons()
        rows = [
            (case[:70], text, what, reasons.get((case, text), "no reason stated"))
            for case, text, what in scores["all"].misses
        ]
        print_table(("case", "text", "what", "reason"), rows)
    texts = real_texts(data)
    print(
        f"\ncost      {cost_of(texts):.1f} µs CPU for 100 characters, {len(texts)} real texts, {sum(map(len, texts)):,} characters"
    )


if __name__ == "__main__":
    main()
