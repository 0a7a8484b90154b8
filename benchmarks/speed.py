"""How fast the system translates a catalog, against the same model driven in other ways.

    python -m benchmarks.speed --rows 600

Argos: (i) ``argostranslate.translate.translate()`` cell by cell with its defaults, on a sample; (ii) CTranslate2 alone,
one call on the distinct segments, already cut and tokenized, with our decoder options; (iii) our desk with an empty
cache. Then what de-duplication, batching and beam give by themselves. Firefox: our session against one translator in one
process. Every ratio is to a reference measured in the same run, round by round in turn; the best of ``--rounds`` counts.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.catalog import write_catalog
from benchmarks.common import arguments, engines, own_home, print_machine, print_table, shared_folder
from benchmarks.rivals import BareCTranslate2, argos_cell_by_cell, firefox_one_process
from benchmarks.system import System, solved_desk
from localize.garbage import look_for_garbage_seldom
from localize.protocols import TranslateOptions
from localize.settings import Settings
from localize.tasks.catalog import Catalog
from localize.translation.plan import Travel

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from localize.listing import Draft, Listing
    from localize.localizer import Stages
    from localize.protocols import Engine, EngineSession
    from localize.translation.plan import Plan, Slot

_BEAMS = (4, 2, 1)
_OURS = TranslateOptions()


class Took(NamedTuple):
    """Seconds on the clock, and of this process on all CPUs: a busy machine stretches the first, hardly the second."""

    clock: float
    cpu: float

    def times(self, factor: float) -> Took:
        """The same for so many times the work."""
        return Took(self.clock * factor, self.cpu * factor)

    def to(self, ours: Took) -> tuple[str, str]:
        """How many times as fast ``ours`` is, by the clock and by CPU."""
        return f"{self.clock / ours.clock:.2f}×", f"{self.cpu / ours.cpu:.2f}×"


def race(rounds: int, actions: Mapping[str, Callable[[], object]]) -> dict[str, Took]:
    """The least that each took. Each round runs all in turn, so that a busy spell hits none of them alone."""
    found: dict[str, list[Took]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            clock, cpu = time.perf_counter(), time.process_time()
            action()
            found[name].append(Took(time.perf_counter() - clock, time.process_time() - cpu))
    return {name: Took(min(t.clock for t in took), min(t.cpu for t in took)) for name, took in found.items()}


@dataclass(slots=True)
class Asked:
    """An engine whose one session is open already (opening is not measured); it keeps what it was asked."""

    engine: Engine
    session: EngineSession
    texts: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def open(self) -> Asked:
        """Itself, with nothing asked yet."""
        self.texts.clear()
        return self

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """What the engine says."""
        self.texts += texts
        return self.session.translate(texts, options)

    def close(self) -> None:
        """Nothing: the session stays open for the next round."""


@dataclass(frozen=True, slots=True)
class Work:
    """A prepared catalog: its text cells, drafts, plans, and what preparing took."""

    stages: Stages
    cells: list[str]
    drafts: list[Draft]
    plans: list[Plan]
    took: Took

    @property
    def repetition(self) -> float:
        """Segments to distinct segments."""
        return len(self.plans) / len({plan.key for plan in self.plans})

    @property
    def distinct(self) -> list[str]:
        """Every segment once that needs an engine, as somebody would send it: converted quantities in, no other care."""
        plans = {plan.key: plan for plan in self.plans if plan.needs_engine}.values()
        return ["".join(map(_as_sent, plan.items)) for plan in plans]


def _as_sent(item: str | Slot) -> str:
    if isinstance(item, str):
        return item
    return item.source if item.travel is Travel.TERM else item.target or item.source


def prepare(path: Path, engine: Engine) -> Work:
    """Read a catalog and find what must be asked of an engine."""
    stages = System(engine).stages()
    made: list[tuple[list[Listing], list[Draft], list[Plan]]] = []

    def read() -> None:
        catalog = Catalog.open(path, Settings())
        listings = [x for layout in catalog.detection.layouts for x in catalog.listings(layout)]
        drafts = stages.prepare(listings)
        made.append((listings, drafts, stages.plans(drafts)))

    took = race(1, {"": read})[""]
    listings, drafts, plans = made[0]
    cells = [f.value for x in listings for f in x.fields.values() if f.role.is_text and f.value]
    return Work(stages, cells, drafts, plans, took)


def argos(engine: Engine, path: Path, args: Namespace) -> None:
    """The figures of an Argos package."""
    random = Random(args.seed)  # noqa: S311 a sample is no secret
    work = prepare(path, engine)
    segments, cells = work.distinct, len(work.cells)
    sample = random.sample(work.cells, min(args.cells, cells))
    asked, bare = Asked(engine, engine.open()), BareCTranslate2(engine)
    desk = solved_desk(work.plans, asked)
    inputs = list(asked.texts)
    took = race(
        args.rounds,
        {
            "cell by cell": argos_cell_by_cell(sample),
            "alone": bare.one_call(segments, _OURS.beam),
            "inputs": bare.one_call(inputs, _OURS.beam),
            "ours": lambda: solved_desk(work.plans, asked),
        },
    )
    plain, ours = took["cell by cell"].times(cells / len(sample)), took["ours"]
    behind = race(1, {"": lambda: work.stages.finish(work.drafts, desk, engine.description)})[""]
    whole = Took(*map(sum, zip(work.took, ours, behind, strict=True)))
    _print_work(work, len(inputs))
    print_table(
        ("argos", "seconds", "CPU s", "cells/s", "segments/s"),
        [
            _row(f"(i) translate() cell by cell, {len(sample)} cells × {cells / len(sample):.0f}", plain, cells),
            _row("(ii) CTranslate2 alone, the distinct segments in one call", took["alone"], 0, len(segments)),
            _row("(ii') CTranslate2 alone, everything that our desk asked", took["inputs"], 0, len(segments)),
            _row("(iii) our desk", ours, cells, len(segments)),
            _row("what comes before it: reading, finding, converting", work.took, cells),
            _row("what comes behind it: composing, rules, fit, checks", behind, cells),
        ],
    )
    print_table(
        ("ratio", "by the clock", "by CPU", "aim"),
        [
            ("(iii) to (i), cells", *plain.to(ours), "≥ 10×"),
            ("all stages together to (i), cells", *plain.to(whole), ""),
            ("(iii) to (ii), distinct segments: what repairs and desk cost", *took["alone"].to(ours), "≥ 0.9×"),
            ("(iii) to (ii'), the same inputs: what the desk costs", *took["inputs"].to(ours), "≥ 0.9×"),
        ],
    )
    _print_factors(bare, random.sample(segments, min(args.segments, len(segments))), args.rounds, work.repetition)


def _print_factors(bare: BareCTranslate2, segments: Sequence[str], rounds: int, repetition: float) -> None:
    ways = {f"together {beam}": bare.one_call(segments, beam) for beam in _BEAMS}
    took = race(rounds, ways | {f"single {beam}": bare.one_by_one(segments, beam) for beam in _BEAMS})
    rows: list[tuple[str, ...]] = [("de-duplication: segments to distinct ones", f"{repetition:.2f}×", "")]
    for beam in _BEAMS:
        ratio = took[f"single {beam}"].to(took[f"together {beam}"])
        rows.append((f"batching at beam {beam}: one call to a call each", *ratio))
    rows += [
        (f"beam {beam} to beam 4, in one call", *took["together 4"].to(took[f"together {beam}"])) for beam in _BEAMS[1:]
    ]
    print_table((f"each factor by itself, {len(segments)} segments", "by the clock", "by CPU"), rows)


def firefox(engine: Engine, path: Path, args: Namespace) -> None:
    """The figures of a Firefox model."""
    work = prepare(path, engine)
    distinct = work.distinct
    segments = Random(args.seed).sample(distinct, min(4 * args.segments, len(distinct)))  # noqa: S311
    session = engine.open()
    session.translate(segments, _OURS)  # worker processes start at first need
    took = race(
        args.rounds,
        {"loop": firefox_one_process(engine, segments), "ours": lambda: session.translate(segments, _OURS)},
    )
    asked = Asked(engine, session)
    desk = race(1, {"": lambda: solved_desk(work.plans, asked)})[""]
    session.close()
    _print_work(work, len(asked.texts))
    print_table(
        ("firefox", "seconds", "cells/s", "segments/s"),
        [
            _clock(f"one translator in one process, {len(segments)} segments", took["loop"], 0, len(segments)),
            _clock(f"our session, {len(segments)} segments", took["ours"], 0, len(segments)),
            _clock("our desk, all distinct segments", desk, len(work.cells), len(distinct)),
        ],
    )
    print_table(
        ("ratio", "by the clock"), [("our session to one translator in one process", took["loop"].to(took["ours"])[0])]
    )


def _print_work(work: Work, inputs: int) -> None:
    characters = sum(map(len, work.cells))
    print(
        f"\n{len(work.drafts)} rows, {len(work.cells)} text cells with {characters:,} characters, {len(work.plans)} segments,"
    )
    print(f"{len(work.distinct)} distinct ones that need an engine, {inputs} engine inputs in all rounds")


def _row(name: str, took: Took, cells: int = 0, segments: int = 0) -> tuple[str, ...]:
    rates = (f"{count / took.clock:.0f}" if count else "" for count in (cells, segments))
    return name, f"{took.clock:.2f}", f"{took.cpu:.2f}", *rates


def _clock(name: str, took: Took, cells: int = 0, segments: int = 0) -> tuple[str, ...]:
    """A row without CPU seconds: those of worker processes are not ours."""
    first, seconds, _, *rates = _row(name, took, cells, segments)
    return first, seconds, *rates


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--rows", type=int, default=600, help="rows of the generated catalog (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of catalog and samples (default: %(default)s)")
    parser.add_argument("--cells", type=int, default=100, help="cells for (i), which is slow (default: %(default)s)")
    parser.add_argument("--segments", type=int, default=300, help="segments for the factors (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="best of so many (default: %(default)s)")
    args = parser.parse_args()
    shared = shared_folder(args)
    look_for_garbage_seldom()  # as a run does
    print_machine()
    with own_home() as home:
        path = home / "catalog.csv"
        write_catalog(path, args.rows, args.seed)
        for engine in engines(args.engines, shared):
            (argos if engine.name == "argos" else firefox)(engine, path, args)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
