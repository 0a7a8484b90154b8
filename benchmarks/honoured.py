"""Is every dictionary entry honoured, and does none fire where it must not?

    python -m benchmarks.honoured --entries 600

Writes a catalog of texts around entries of the shipped dictionaries and of a seller's (``honoured-terms.csv``, with words that
no engine knows): alone, at the start, inflected, in capitals, side by side, in HTML, and inside words, codes, addresses and
placeholders, where they must not fire. Runs it as a user would and counts in the output, read by the benchmark's own eyes:
each occurrence of an entry must be there in one of its forms, exactly once.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import localize
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
from benchmarks.honoured_cases import Case, Entry, cases, read_entries, rows
from benchmarks.judge import read_cells, read_lines
from benchmarks.reading import plain
from benchmarks.terms import Glossary
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.protocols import Engine

_TOP = Path(__file__).resolve().parents[1]
_OWN = Path(__file__).with_name("honoured-terms.csv")


@dataclass(slots=True)
class Score:
    """By shape: occurrences that an entry had, those that were honoured once each, and what was not."""

    seen: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, shape: str, *, held: bool, what: str) -> None:
        """Count one thing that must hold."""
        self.seen[shape] += 1
        self.held[shape] += held
        if not held:
            self.failures.append(f"{shape}: {what}")


@dataclass(frozen=True, slots=True)
class Output:
    """The output's rows, the terms that were applied at each place, and the places of legal passages, which are kept."""

    rows: list[list[str]]
    applied: dict[str, list[str]]
    legal: frozenset[str]


def localized(made: Sequence[Case], engine: str, out: Path) -> Output:
    """Run the cases as the command line does."""
    catalog = out / "cases.csv"
    with catalog.open("w", encoding="utf-8", newline="") as file:
        lines = list(rows(made))
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    settings = Settings(engine=engine, source_currency="USD", dictionaries=(_OWN,), cache=out / "cache.sqlite")
    report = localize.run([catalog], to=[MARKET], out=out, settings=settings, as_of=AS_OF)
    if not report.outputs:
        raise SystemExit(f"{catalog}: {report.failures}")
    applied: dict[str, list[str]] = {}
    for change in read_lines(out / f"cases.csv.{MARKET}.changes.jsonl"):
        if change["stage"] == "terms" and change["scope"] == "span":
            applied.setdefault(change["place"], []).append(change["before"].casefold())
    findings = read_lines(out / f"cases.csv.{MARKET}.findings.jsonl")
    legal = frozenset(finding["place"] for finding in findings if finding["code"].startswith("legal"))
    return Output(read_cells(out / f"cases.{MARKET}.csv")[""][1:], applied, legal)


def judged(made: Sequence[Case], output: Output) -> Score:
    """Every case beside its output."""
    score = Score()
    for number, (case, cells) in enumerate(zip(made, output.rows, strict=True)):
        column = 2 if case.html else 1
        place = f"{'ABC'[column]}{number + 2}"
        if place in output.legal:
            continue
        after, fired = cells[column], output.applied.get(place, [])
        texts = plain(after) if case.html else [after]
        for entry, times in case.expected:
            count = Glossary.count(_forms(case, entry), texts)
            what = f"{entry.term!r} is there {count} times, not {times}: {case.text!r} → {after!r}"
            score.add(case.shape, held=count == times, what=what)
        for term in case.silent:
            whole = term.casefold() not in fired and all(string in after for string in case.intact)
            score.add(case.shape, held=whole, what=f"{term!r} fired in {case.text!r} → {after!r}")
    return score


def _forms(case: Case, entry: Entry) -> tuple[str, ...]:
    """What honours an entry: of an inflected one also what its translation's plural looks like, which engines choose."""
    if case.shape != "plural":
        return entry.forms
    words = entry.forms[0].split(" ")
    return (*entry.forms, *(" ".join([*map(_plural, words[:n]), *words[n:]]) for n in range(1, len(words) + 1)))


def _plural(word: str) -> str:
    """A Portuguese plural: any school grammar's endings."""
    for one, several in (("ão", "ões"), ("m", "ns"), ("al", "ais"), ("el", "éis"), ("ol", "óis"), ("il", "is")):
        if word.endswith(one):
            return word.removesuffix(one) + several
    return word + ("es" if word[-1:] in {"r", "z"} else "" if word[-1:] in {"s", "x"} else "s")


def measured(engine: Engine, made: Sequence[Case], home: Path) -> Score:
    """The score of one engine."""
    out = home / engine.name
    out.mkdir()
    return judged(made, localized(made, engine.name, out))


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--entries", type=int, default=600, help="shipped entries to try (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (default: %(default)s)")
    parser.add_argument("--show", type=int, default=30, help="failures to print for each engine (default: %(default)s)")
    args = parser.parse_args()
    shared = shared_folder(args)
    files = [p for p in (_TOP / "dictionaries" / "en-pt-BR").glob("*.csv") if not p.name.endswith(".tests.csv")]
    own = read_entries([_OWN])
    theirs = {entry.term.casefold() for entry in own}
    shipped = [entry for entry in read_entries(sorted(files)) if entry.term.casefold() not in theirs]
    made = cases(shipped, own, Glossary.read([*files, _OWN]), args.entries, args.seed)
    print_machine()
    print(f"{len(made)} texts around {args.entries} of {len(shipped)} shipped entries and {len(own)} of a seller's")
    with own_home() as home:
        scores = {engine.name: measured(engine, made, home) for engine in engines(args.engines, shared)}
    shapes = list(dict.fromkeys(case.shape for case in made))
    print_table(
        ("honoured, or silent where it must be", *scores),
        [
            *((shape, *(f"{s.held[shape]} of {s.seen[shape]}" for s in scores.values())) for shape in shapes),
            ("all", *(percent(s.held.total(), s.seen.total()) for s in scores.values())),
        ],
    )
    for name, score in scores.items():
        for failure in score.failures[: args.show]:
            print(f"{name}: {failure}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
