"""How well prices are found in English text, against foreign gold, and what the search costs.

    python -m benchmarks.prices              the figures
    python -m benchmarks.prices --misses     every miss with its reason

Gold: ``data/recognizers-text-en/CurrencyModel.json`` (Microsoft Recognizers-Text, MIT), all results, none excluded, and the
cases without a result. A span is right if it begins and ends where gold's does; its value is right if amount and currency
are gold's (a dollar that gold does not tell apart is any dollar, gold's cents are hundredths). The reasons for what is missed
are ``prices-misses.csv``.
"""

from __future__ import annotations

import csv
import json
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.common import arguments, percent, print_machine, print_table, shared_folder
from benchmarks.quantities import Score, real_texts
from localize.money import find_prices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.listing import Span

__all__ = ["cost_of", "judge_currencies"]

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


def cost_of(texts: Sequence[str], locale: str = "en-US", rounds: int = 5) -> float:
    """Microseconds of CPU time for 100 characters, the best of some rounds of some 100,000 characters."""
    characters = sum(map(len, texts))
    passes = max(1, 100_000 // max(1, characters))
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(passes):
            for text in texts:
                for _ in find_prices(text, locale):
                    pass
        best = min(best, time.process_time() - started)
    return best / max(1, characters * passes) * 100 * 1e6


def _reasons() -> dict[tuple[str, str], str]:
    with (_HERE / "prices-misses.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["case"], row["text"]): row["reason"] for row in csv.DictReader(lines)}


def main() -> None:
    """Print the figures."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--misses", action="store_true", help="every miss with its reason")
    args = parser.parse_args()
    data = shared_folder(args) / "data"
    print_machine()
    score = judge_currencies(data / "recognizers-text-en" / "CurrencyModel.json")
    shares = [percent(value, 1) for value in (score.precision, score.recall, score.f1, score.accuracy)]
    print_table(
        ("", "gold", "precision", "recall", "F1", "amount and currency"),
        [("Currency", score.right + score.missed, *shares)],
    )
    if args.misses:
        reasons = _reasons()
        rows = [(c[:70], t, what, reasons.get((c, t), "no reason stated")) for c, t, what in score.misses]
        print_table(("case", "text", "what", "reason"), rows)
    texts = real_texts(data)
    cost = cost_of(texts)
    print(
        f"\ncost      {cost:.1f} µs CPU for 100 characters, {len(texts)} real texts, {sum(map(len, texts)):,} characters"
    )


if __name__ == "__main__":
    main()
