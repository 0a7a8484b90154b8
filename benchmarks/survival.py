"""Do spans, tags, placeholders, numbers, prices and terms come through whole catalogs?

    python -m benchmarks.survival --engines argos,firefox

Runs the real catalogs in ``shared/data`` and our samples as a user would, then re-reads source and output files with
other readers and judges them cell by cell (``judge.py``). Three runs each: two with an empty cache and one with a full
one must write the same bytes. Every share should be 100 %; what is not is printed.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import localize
from benchmarks.arithmetic import Arithmetic
from benchmarks.common import (
    AS_OF,
    MARKET,
    arguments,
    engines,
    own_home,
    percent,
    print_machine,
    print_table,
    shared_folder,
)
from benchmarks.judge import CHECKS, Judge, Verdict, read_cells, read_lines
from benchmarks.terms import Glossary
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOP = Path(__file__).resolve().parents[1]
_RATE = re.compile(r"USD→BRL ([\d.]+)")
_ORIGINAL_SIZE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Run:
    """Where one run of one catalog wrote."""

    catalog: Path
    out: Path

    def file(self, suffix: str) -> Path:
        """One of the files beside the output."""
        return self.out / f"{self.catalog.name}.{MARKET}.{suffix}"

    @property
    def output(self) -> Path:
        """The localized catalog."""
        return self.out / f"{self.catalog.stem}.{MARKET}{self.catalog.suffix}"

    def bytes(self) -> tuple[bytes, ...]:
        """Everything that must not differ between two runs."""
        return tuple(
            path.read_bytes() for path in (self.output, self.file("findings.jsonl"), self.file("changes.jsonl"))
        )


_SAMPLES = (
    "etsy-us-listings.csv",
    "generic-products.csv",
    "shopify-us-store.csv",
    "shopify-us-store.xlsx",
    "tiktok-us-products.csv",
    "walmart-us-items.csv",
)


def catalogs(shared: Path) -> list[Path]:
    """The real catalogs, and our English samples whose header is their first row."""
    data = shared / "data"
    real = [*sorted((data / "shopify-product-csvs").glob("*.csv")), data / "woocommerce-sample" / "sample_products.csv"]
    return [*real, *(_TOP / "samples" / name for name in _SAMPLES)]


def localized(catalog: Path, engine: str, out: Path, cache: Path) -> Run:
    """Run one catalog as the command line does."""
    settings = Settings(engine=engine, source_currency="USD", dictionaries=(_sellers_terms(),), cache=cache)
    report = localize.run([catalog], to=[MARKET], out=out, settings=settings, as_of=AS_OF)
    if not report.outputs:
        raise SystemExit(f"{catalog}: {report.failures}")
    return Run(catalog, out)


def _sellers_terms() -> Path:
    return _TOP / "samples" / "demo" / "terms.csv"


def judged(run: Run, glossary: Glossary, sizes: set[tuple[Fraction, Fraction]]) -> Verdict:
    """The verdict on one output."""
    manifest = json.loads(run.file("run.json").read_text(encoding="utf-8"))
    rate = _RATE.search(manifest["rates"] or "")
    return Judge(
        read_cells(run.catalog),
        read_cells(run.output),
        read_lines(run.file("changes.jsonl")),
        read_lines(run.file("findings.jsonl")),
        glossary,
        Arithmetic(sizes, float(rate.group(1)) if rate else 1.0),
    ).run()


def size_pairs(tables: Iterable[Path]) -> set[tuple[Fraction, Fraction]]:
    """Every two numbers that stand in one row of a size table, or in the row beside it where a size lies between two."""
    pairs: set[tuple[Fraction, Fraction]] = set()
    for path in tables:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [{Fraction(n) for cell in row for n in _ORIGINAL_SIZE.findall(cell)} for row in csv.reader(file)]
        for row, following in zip(rows, [*rows[1:], set()], strict=True):
            pairs |= {(a, b) for a in row for b in row | following} | {(b, a) for a in row for b in following}
    return pairs


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--show", type=int, default=20, help="how many failures to print (default: %(default)s)")
    args = parser.parse_args()
    shared = shared_folder(args)
    glossary = Glossary.read([_sellers_terms(), *_shipped_dictionaries()])
    sizes = size_pairs((_TOP / "size_tables").glob("*.csv"))
    print_machine()
    with own_home() as home:
        for engine in engines(args.engines, shared):
            rows, whole = [], Verdict()
            same: Counter[str] = Counter()
            for catalog in catalogs(shared):
                runs = [
                    localized(
                        catalog,
                        engine.name,
                        home / engine.name / turn / catalog.name,
                        home / engine.name / f"{cache}.sqlite",
                    )
                    for turn, cache in (
                        ("first", f"a-{catalog.name}"),
                        ("again", f"b-{catalog.name}"),
                        ("cached", f"a-{catalog.name}"),
                    )
                ]
                verdict = judged(runs[0], glossary, sizes)
                same["again"] += runs[0].bytes() == runs[1].bytes()
                same["cached"] += runs[0].bytes() == runs[2].bytes()
                rows.append((catalog.name, *(_cell(verdict, check) for check in CHECKS)))
                _join(whole, verdict, f"{catalog.name} ")
            rows.append(("all", *(_cell(whole, check) for check in CHECKS)))
            rows.append(("", *(percent(whole.held[check], whole.seen[check]) for check in CHECKS)))
            print_table((engine.name, *CHECKS), rows)
            count = len(catalogs(shared))
            print(f"same bytes: run again {same['again']}/{count}, run again with its cache {same['cached']}/{count}")
            _print_failures(whole, args.show)


def _shipped_dictionaries() -> list[Path]:
    folder = _TOP / "dictionaries" / f"en-{MARKET}"
    return sorted(path for path in folder.glob("*.csv") if not path.name.endswith(".tests.csv"))


def _cell(verdict: Verdict, check: str) -> str:
    return f"{verdict.held[check]}/{verdict.seen[check]}" if verdict.seen[check] else "–"


def _join(whole: Verdict, part: Verdict, name: str) -> None:
    whole.seen += part.seen
    whole.held += part.held
    whole.failures += [name + failure for failure in part.failures]


def _print_failures(verdict: Verdict, show: int) -> None:
    for failure in verdict.failures[:show]:
        print("  " + failure)
    if len(verdict.failures) > show:
        print(f"  … and {len(verdict.failures) - show} more")


if __name__ == "__main__":
    main()
