"""How well prices are found in English text, against foreign gold, and what the search costs.

    python -m benchmarks.prices              the figures
    python -m benchmarks.prices --misses     every miss with its reason

Gold: ``data/recognizers-text-en/CurrencyModel.json`` (Microsoft Recognizers-Text, MIT), all results, none excluded, and the
cases without a result. A span is right if it begins and ends where gold's does; its value is right if amount and currency
are gold's (a dollar that gold does not tell apart is any dollar, gold's cents are hundredths). The reasons for what is missed
are ``prices-misses.csv``.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.common import arguments, print_machine, print_table, shared_folder
from benchmarks.finding import Score, print_cost, print_misses, real_texts
from localize.money import find_prices

if TYPE_CHECKING:
    from localize.listing import Span

__all__ = ["judge_currencies"]

_HERE = Path(__file__).resolve().parent
# Gold's names without a code, as codes; its other names have one beside them.
_GOLD = {
    "Dollar": {"USD", "CAD", "AUD"},
    "Cent": {"USD", "EUR"},
    "Pence": {"GBP"},
    "Pound": {"GBP"},
    "Franc": {"CHF", "FRF"},
    "Rupee": {"INR"},
    "Peseta": {"ESP"},
    "Bitcoin": {"BTC"},
}
_HUNDREDTHS = {"Cent", "Pence"}


def judge_currencies(path: Path) -> Score:
    """Score of all currency cases of a file."""
    score = Score()
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        gold = {(r["Start"], r["End"] + 1): r["Resolution"] for r in case["Results"]}
        found = {(span.start, span.end): span for span in find_prices(case["Input"], "en-US")}
        for place, resolution in gold.items():
            _judge(case["Input"], place, resolution, found.pop(place, None), score)
        for start, end in found:
            score.extra += 1
            score.misses.append((case["Input"], case["Input"][start:end], "extra"))
    return score


def _judge(text: str, place: tuple[int, int], resolution: dict[str, Any], span: Span | None, score: Score) -> None:
    said = text[place[0] : place[1]]
    if span is None:
        score.missed += 1
        score.misses.append((text, said, "missed"))
        return
    score.right += 1
    if _same(span, resolution):
        score.values += 1
    else:
        score.misses.append((text, said, f"value {span.value.values}"))


def _same(span: Span, resolution: dict[str, Any]) -> bool:
    unit = resolution["unit"]
    codes = {resolution["isoCurrency"]} if resolution.get("isoCurrency") else _GOLD.get(unit, set())
    if not codes & set(span.value.amounts[0].currencies):
        return False
    part = Decimal("0.01") if unit in _HUNDREDTHS else Decimal(1)
    return len(span.value.values) == 1 and span.value.values[0] == Decimal(resolution["value"]) * part


def main() -> None:
    """Print the figures."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--misses", action="store_true", help="every miss with its reason")
    args = parser.parse_args()
    data = shared_folder(args) / "data"
    print_machine()
    score = judge_currencies(data / "recognizers-text-en" / "CurrencyModel.json")
    print_table(
        ("", "gold", "precision", "recall", "F1", "amount and currency"),
        [("Currency", score.right + score.missed, *score.shares)],
    )
    if args.misses:
        print_misses(score, _HERE / "prices-misses.csv")
    print_cost(find_prices, real_texts(data))


if __name__ == "__main__":
    main()
