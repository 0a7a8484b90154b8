"""How long ``localize diff`` takes on a catalog of ten thousand listings, with a cold and with a warm cache.

    python -m benchmarks.diff --rows 10000

The catalog is the one of ``catalog.py`` with variants. One entry of a dictionary of a hundred changes, whose word few
listings have, or many; a rule; the margin of prices, which reaches every listing. English to Brazilian Portuguese, the
embedded Firefox model.
"""

from __future__ import annotations

import csv
import re
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.catalog import TEXT_COLUMNS, write_catalog
from benchmarks.common import AS_OF, MARKET, arguments, own_home, print_machine, print_table
from localize.data import home_folder
from localize.tasks.diff import diff_catalog
from localize.tasks.diff_sides import open_sides

if TYPE_CHECKING:
    from localize.tasks.diff import CatalogDiff

_RULE = '[[rule]]\nid = "note"\nwhen = {{ field = "title", matches = "{word}" }}\nappend = " (novo)"\n'
_ENTRIES = 100


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__, default_engines="")
    parser.add_argument("--rows", type=int, default=10_000, help="listings (default: %(default)s)")
    parser.add_argument("--only", default="rare,rule,frequent,margin", help="which changes (default: %(default)s)")
    args = parser.parse_args()
    print_machine()
    with own_home(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalog = folder / "catalog.csv"
        write_catalog(catalog, args.rows, 1, variants=True)
        _write_sides(folder, catalog)
        changes = args.only.split(",")
        rows = [(f"{what}, {state}", *_row(what, folder, catalog)) for state in ("cold", "warm") for what in changes]
        print_table(("change", "reached", "change", "asked", "cached", "seconds", "CPU s"), rows)


def _write_sides(folder: Path, catalog: Path) -> None:
    """Two sides of each change: entries of which some 1 % or 25 % of the listings have the words, a rule for 5 % of titles."""
    with catalog.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = Counter(pair for row in rows for pair in _pairs(" ".join(row[c] for c in TEXT_COLUMNS)))
    titles = Counter(pair for row in rows for pair in _pairs(row["title"]))
    for name, wanted in (("rare", 0.01), ("frequent", 0.25)):
        term = _nearest(texts, wanted * len(rows))
        print(f"{name:<9} “{term}”, in {texts[term] / len(rows):.1%} of the listings")
        own = set(term.split())  # an entry that shares a word could win over it
        others = [pair for pair, _ in texts.most_common() if not own & set(pair.split())][:_ENTRIES]
        for side, target in (("before", "antes"), ("after", "depois")):
            lines = [f"{term},{target}", *(f"{pair},{pair.upper()}" for pair in others)]
            (folder / f"{name}-{side}.csv").write_text("term,translation\n" + "\n".join(lines) + "\n", encoding="utf-8")
    words = _nearest(titles, 0.05 * len(rows))
    print(f"rule      “{words}”, in {titles[words] / len(rows):.1%} of the titles")
    for side, pattern, margin in (("before", "no such title", 5), ("after", words, 6)):
        (folder / f"rule-{side}.toml").write_text(_RULE.format(word=f"(?i){pattern}"), encoding="utf-8")
        (folder / f"margin-{side}.toml").write_text(f'[prices]\nmargin_percent = "{margin}"\n', encoding="utf-8")


def _pairs(text: str) -> set[str]:
    """The pairs of longer words that stand side by side."""
    words = re.sub(r"<[^<>]*>", " . ", text).casefold().split()
    return {f"{a} {b}" for a, b in pairwise(words) if a.isalpha() and b.isalpha() and min(len(a), len(b)) > 4}


def _nearest(counts: Counter[str], wanted: float) -> str:
    return min(sorted(counts), key=lambda pair: abs(counts[pair] - wanted))


def _row(what: str, folder: Path, catalog: Path) -> tuple[object, ...]:
    suffix = "csv" if what in {"rare", "frequent"} else "toml"
    before, after = (str(folder / f"{what}-{side}.{suffix}") for side in ("before", "after"))
    started, cpu = time.perf_counter(), time.process_time()
    with open_sides(before, after) as (one, other):
        found: CatalogDiff = diff_catalog(
            catalog, MARKET, one.settings, other.settings, as_of=AS_OF, cache=home_folder() / "cache.sqlite"
        )
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    figures = (found.reached, sum(bool(d.changes) for d in found.diffs), found.translated, found.cached)
    return (*(f"{n:,}" for n in figures), f"{seconds:.1f}", f"{used:.1f}")


if __name__ == "__main__":
    main()
