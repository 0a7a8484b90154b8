"""What a dictionary of 100,000 terms costs: to load, and in a run without translation.

    python -m benchmarks.terms_scale --rows 3000 --terms 100000

The terms are two to four words of the catalog's own vocabulary and invented ones, so that first words are common and many
terms nearly stand in the texts; a stated share does stand there. Two runs without translation are measured without and with
it, in turn, the best of ``--rounds`` counting: ``localize run --engine none`` as a seller runs it (with the shipped dictionary,
loading of both included), and all stages in one process with no other dictionary, its loading left out.
"""

from __future__ import annotations

import csv
import gc
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from random import Random
from typing import TYPE_CHECKING

from benchmarks.catalog import vocabulary, write_catalog
from benchmarks.common import AS_OF, MARKET, own_home, percent, print_machine, print_table
from localize.context import Context
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings
from localize.tasks.catalog import Catalog
from localize.terms.dictionary import load_dictionary

if TYPE_CHECKING:
    from pathlib import Path

    from localize.listing import Listing

_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvw" for vowel in "aeiou"]


def main() -> None:
    """The command line."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3000, help="listings (default: %(default)s)")
    parser.add_argument("--terms", type=int, default=100_000, help="terms (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts (default: %(default)s)")
    args = parser.parse_args()
    print_machine()
    with own_home() as home:
        catalog, terms = home / "catalog.csv", home / "terms.csv"
        write_catalog(catalog, args.rows, seed=1)
        write_terms(terms, args.terms)
        listings = _listings(catalog)
        loading = min(_load(terms) for _ in range(args.rounds))
        runs = [(_run(listings, ()), _run(listings, (terms,))) for _ in range(args.rounds)]
        whole = [(_whole_run(catalog, ()), _whole_run(catalog, (terms,))) for _ in range(args.rounds)]
    without, found = min(bare[0] for bare, _ in runs), runs[0][1][1]
    stages = min(full[0] for _, full in runs)
    bare_run, full_run = (min(seconds) for seconds in zip(*whole, strict=True))
    print_table(
        ("", "CPU seconds", "of the same without it"),
        [
            (f"loading {args.terms:,} terms", f"{loading:.2f}", percent(loading, without)),
            (f"{args.rows:,} listings without it", f"{without:.2f}", ""),
            (f"{args.rows:,} listings with it", f"{stages:.2f}", percent(stages - without, without) + " more"),
            ("localize run without it", f"{bare_run:.2f}", ""),
            ("localize run with it", f"{full_run:.2f}", percent(full_run - bare_run, bare_run) + " more"),
        ],
    )
    print(f"\nterms that stood in texts: {found:,} changes")


def write_terms(path: Path, count: int, seed: int = 1) -> None:
    """Write a dictionary of so many different terms."""
    random = Random(seed)  # noqa: S311 no secret
    words = [word for group in vocabulary()["words"].values() for text in group for word in text.split()]
    terms: dict[str, None] = {}
    while len(terms) < count:
        own = random.choices(words, k=random.randint(1, 3))
        invented = [
            "".join(random.choices(_SYLLABLES, k=3)) for _ in range(random.randint(0 if len(own) > 2 else 1, 2))
        ]
        terms[" ".join([*own, *invented])] = None
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("term", "translation", "forms", "pos", "concept"))
        out.writerows((term, f"{term} x", f"{term} y", "noun", f"c{n}") for n, term in enumerate(terms))


def _listings(path: Path) -> list[Listing]:
    catalog = Catalog.open(path, Settings())
    return [listing for layout in catalog.detection.layouts for listing in catalog.listings(layout)]


def _load(terms: Path) -> float:
    gc.collect()
    started = time.process_time()
    load_dictionary("en-US", MARKET, [terms], shipped=False)
    return time.process_time() - started


def _run(listings: list[Listing], dictionaries: tuple[Path, ...]) -> tuple[float, int]:
    """Seconds of CPU that all stages took, and how many changes terms made. The dictionary is loaded before."""
    settings = Settings(engine="none", dictionaries=dictionaries, shipped_dictionaries=False, source_currency="USD")
    context = Context("en-US", load_market(MARKET), "generic", settings, AS_OF, "USD", frozenset({"translate"}))
    stages = Stages.load(context)
    gc.collect()
    started = time.process_time()
    drafts = stages.finish(stages.prepare(listings), None, "")
    took = time.process_time() - started
    return took, sum(change.stage == "terms" for draft in drafts for change in draft.changes)


def _whole_run(catalog: Path, dictionaries: tuple[Path, ...]) -> float:
    """Seconds of CPU of one ``localize run`` and its worker."""
    command = [sys.executable, "-m", "localize", "run", f"{catalog}", "--to", MARKET, "--engine", "none", "--overwrite"]
    command += ["--source-currency", "USD", "--as-of", f"{AS_OF}", "--out", f"{catalog.parent / 'out'}"]
    command += [part for path in dictionaries for part in ("--dictionary", f"{path}")]
    before = _cpu()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return _cpu() - before


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
