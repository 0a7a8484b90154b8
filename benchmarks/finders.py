"""What it costs to find quantities, sizes and prices, in texts that have few of them and in texts that are nothing else.

    python -m benchmarks.finders                 all texts
    python -m benchmarks.finders --rounds 15     the best of more rounds, for a busy machine

Texts: those of the real catalogs; 300 FLORES sentences (news, with their years and counts) in each of six languages; our own
cases of quantities, one short fragment each. Figures are microseconds of CPU time for 100 characters: the mean over all of
them, the best of some rounds, and the worst single text, also the best of its rounds. Loading the word lists is not in it.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.common import arguments, print_machine, print_table, shared_folder
from benchmarks.finding import cost_of, real_texts
from localize.money import find_prices
from localize.sizes import find_sizes
from localize.units import find_quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Texts", "worst_of"]

_FINDERS: tuple[Callable[[str, str], Iterable[object]], ...] = (find_quantities, find_sizes, find_prices)
_FLORES = {
    "en-US": "eng_Latn",
    "de-DE": "deu_Latn",
    "fr-FR": "fra_Latn",
    "es-ES": "spa_Latn",
    "it-IT": "ita_Latn",
    "pt-BR": "por_Latn",
}
_SENTENCES = 300
_CASES = Path(__file__).resolve().parents[1] / "tests" / "units"


class Texts(NamedTuple):
    """Texts of one source locale, and where they are from."""

    name: str
    locale: str
    texts: Sequence[str]


def _all_texts(data: Path) -> Iterator[Texts]:
    yield Texts("real catalogs", "en-US", real_texts(data))
    for locale, name in _FLORES.items():
        lines = (data / "flores200" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        yield Texts(f"FLORES {locale}", locale, lines[:_SENTENCES])
    fragments = (_CASES / "fragments.txt").read_text(encoding="utf-8").splitlines()
    yield Texts("only quantities, en-US", "en-US", [line for line in fragments if line])
    for locale in list(_FLORES)[1:]:
        with (_CASES / f"{locale[:2]}-cases.csv").open(encoding="utf-8", newline="") as cases:
            yield Texts(f"only quantities, {locale}", locale, [row["fragment"] for row in csv.DictReader(cases)])


def worst_of(find: Callable[[str, str], Iterable[object]], texts: Sequence[str], locale: str, rounds: int) -> float:
    """Microseconds of CPU time that ``find`` takes for 100 characters of the text that costs most, the best of its rounds."""
    return max(_cost_of_one(find, text, locale, rounds) for text in texts)


def _cost_of_one(find: Callable[[str, str], Iterable[object]], text: str, locale: str, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time_ns()
        for _ in find(text, locale):
            pass
        best = min(best, time.process_time_ns() - started)
    return best / 1000 / len(text) * 100


def main() -> None:
    """Print the figures."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument(
        "--rounds", type=int, default=7, help="how often, of which the best counts (default: %(default)s)"
    )
    args = parser.parse_args()
    print_machine()
    rows = []
    for name, locale, texts in _all_texts(shared_folder(args) / "data"):
        means = [cost_of(find, texts, locale, args.rounds) for find in _FINDERS]
        worst = [worst_of(find, texts, locale, args.rounds) for find in _FINDERS]
        each = (f"{figure:.1f}" for pair in zip(means, worst, strict=True) for figure in pair)
        rows.append((name, len(texts), *each, f"{sum(means):.1f}"))
    names = [find.__name__.removeprefix("find_") for find in _FINDERS]
    print_table(("µs CPU for 100 characters", "texts", *(c for n in names for c in (n, "worst")), "all three"), rows)


if __name__ == "__main__":
    main()
