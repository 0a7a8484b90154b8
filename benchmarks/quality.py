"""Does the system harm what the engine says, and does it know the words of shops?

    python -m benchmarks.quality --engines argos,firefox

*No harm*: FLORES sentences into Portuguese. Segments without any span must come out as the engine alone says; the score
(chrF against the reference) of our output is set beside the raw engine's, and once more with quantities, brands,
placeholders, URLs and tags planted into source and reference alike: the aim is the raw engine's score without them,
minus 1. *Words*: values of Shopify's taxonomy whose Brazilian translation differs from English, in two halves by the
parity of their key's digest (even: A, which dictionaries may have been written with; odd: B, held out).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from typing import TYPE_CHECKING, Literal

from benchmarks.catalog import vocabulary
from benchmarks.common import arguments, engines, own_home, percent, print_machine, print_table, shared_folder
from benchmarks.system import CONVERSIONS, System, Text
from localize.listing import Role
from localize.protocols import TranslateOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.protocols import Engine
    from localize.translation.plan import Plan, Translation

_MAY_LOSE = 1.0
_WORD = re.compile(r"\w+")
_BASIC = re.compile(r"\b(?:colou?rs?|materials?|fabrics?|sizes?|fit)\b", re.IGNORECASE)
"""Attributes that nearly every product has, by their names."""


def chrf(outputs: Sequence[str], references: Sequence[str]) -> float:
    """Corpus chrF with sacrebleu's defaults, 0 to 100."""
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF().corpus_score(list(outputs), [list(references)]).score)


def raw(engine: Engine, texts: Sequence[str]) -> list[str]:
    """What the engine makes of whole texts by itself."""
    session = engine.open()
    try:
        return session.translate(texts, TranslateOptions())
    finally:
        session.close()


def no_harm(engine: Engine, sources: Sequence[str], references: Sequence[str], home: Path) -> None:
    """Plain sentences, then planted ones."""
    plain = raw(engine, sources)
    score = chrf(plain, references)
    texts = [Text(source) for source in sources]
    bare = System(engine, skip=CONVERSIONS, shipped=False).translate(texts)
    figures = {
        "raw engine, whole sentences": score,
        "ours, no dictionary, no conversions": chrf(bare.outputs, references),
        "ours with our dictionary": chrf(System(engine, skip=CONVERSIONS).translate(texts).outputs, references),
        "ours, conversions too (the reference has none)": chrf(System(engine).translate(texts).outputs, references),
    }
    print_table(
        (f"{engine.name}: {len(sources)} FLORES sentences", "chrF", "to raw"),
        [(name, f"{value:.1f}", f"{value - score:+.1f}") for name, value in figures.items()],
    )
    _print_plain_segments(engine, bare.plans)
    _print_planted(engine, sources, references, score, home)


def _print_plain_segments(engine: Engine, plans: Sequence[tuple[Plan, Translation]]) -> None:
    plain = {plan.key: (plan, found) for plan, found in plans if not plan.slots}
    texts = ["".join(plan.words) for plan, _ in plain.values()]
    why: Counter[str] = Counter()
    for (plan, found), answer in zip(plain.values(), raw(engine, texts), strict=True):
        why[_difference(found, found.text(plan.slots), answer)] += 1
    print_table(
        (f"{engine.name}: segments without spans, beside the engine alone", "segments", "share"),
        [(name, count, percent(count, len(texts))) for name, count in why.most_common()],
    )


def _difference(found: Translation, ours: str, engine: str) -> str:
    """Why two translations of one segment are not the same, in a word."""
    reasons = {
        "identical": ours == engine,
        f"kept in English ({found.problem})": bool(found.problem),
        f"first answer refused, rung {found.rung}": found.rung != "free",
        "other blanks": ours.split() == engine.split(),
        "other capitals": ours.casefold().split() == engine.casefold().split(),
        "remark in brackets taken out": "(" in engine and "(" not in ours,
    }
    return next(
        (name for name, holds in reasons.items() if holds), "other words (another batch, or other capitals sent)"
    )


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence and its reference with the same span in both."""

    source: str
    reference: str
    span: str
    role: Role


def plant(kind: str, sources: Sequence[str], references: Sequence[str]) -> Iterator[Planted]:
    """A span behind a word that both sentences share (a name, a number), in brackets; tags go around that word."""
    supply = cycle(vocabulary()["planted"][kind])
    for source, reference in zip(sources, references, strict=True):
        span, word = next(supply), _shared_word(source, reference)
        if kind != "tag":
            put = f"{word} ({span})" if word else f"({span})"
            yield Planted(_put(source, word, put), _put(reference, word, put), span, Role.TEXT)
        elif word:
            put = span.format(word)
            yield Planted(_put(source, word, put), _put(reference, word, put), put, Role.HTML)


def _shared_word(source: str, reference: str) -> str:
    """The first word that stands once in both, not at their beginning; empty if there is none."""
    found: list[str] = _WORD.findall(source)
    counts = Counter(found), Counter(_WORD.findall(reference))
    for word in found[1:]:
        if (
            all(count[word] == 1 for count in counts)
            and not word.islower()
            and len(word) > 2
            and not reference.startswith(word)
        ):
            return word
    return ""


def _put(text: str, word: str, put: str) -> str:
    if word:
        return re.sub(rf"\b{word}\b", lambda _: put, text, count=1)
    stem = text.rstrip(' .!?"”')
    return f"{stem} {put}{text[len(stem) :]}"


def _print_planted(engine: Engine, sources: Sequence[str], references: Sequence[str], score: float, home: Path) -> None:
    brands = home / "brands.csv"
    brands.write_text(
        "term,translation,kind,case\n" + "".join(f"{name},,keep,exact\n" for name in vocabulary()["planted"]["brand"]),
        encoding="utf-8",
    )
    rows = []
    for kind in vocabulary()["planted"]:
        planted = list(plant(kind, sources, references))
        system = System(engine, skip=CONVERSIONS, dictionaries=(brands,))
        ours = system.translate([Text(p.source, p.role) for p in planted]).outputs
        engines_own = raw(engine, [p.source for p in planted])
        value = chrf(ours, [p.reference for p in planted])
        rows.append(
            (
                kind,
                len(planted),
                f"{chrf(engines_own, [p.reference for p in planted]):.1f}",
                _alive(planted, engines_own),
                f"{value:.1f}",
                _alive(planted, ours),
                "met" if value >= score - _MAY_LOSE else f"missed by {score - _MAY_LOSE - value:.1f}",
            )
        )
    print_table(
        (
            f"{engine.name}: planted",
            "sentences",
            "raw chrF",
            "raw spans alive",
            "our chrF",
            "our spans alive",
            f"aim ≥ {score - _MAY_LOSE:.1f}",
        ),
        rows,
    )


def _alive(planted: Sequence[Planted], outputs: Sequence[str]) -> str:
    """Spans that stand exactly once in the output (for tags: both tags, the opening one first)."""
    alive = 0
    for plant_, output in zip(planted, outputs, strict=True):
        text = " ".join(output.split())
        if plant_.role is Role.HTML:
            opening, closing = re.findall(r"<[^<>]+>", plant_.span)
            alive += text.count(opening) == text.count(closing) == 1 and text.index(opening) < text.index(closing)
        else:
            alive += len(re.findall(rf"(?<!\w){re.escape(plant_.span)}(?!\w)", text)) == 1
    return percent(alive, len(planted))


Half = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Value:
    """One attribute value of the taxonomy."""

    half: Half
    context: str
    english: str
    gold: str


def values(path: Path) -> Iterator[Value]:
    """Values whose Brazilian translation differs from English."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["pt-BR"] and row["pt-BR"] != row["en"]:
                even = int(sha256(row["key"].encode()).hexdigest(), 16) % 2 == 0
                yield Value("A" if even else "B", row["context"], row["en"], row["pt-BR"])


def words(engine: Engine, taxonomy: Sequence[Value]) -> None:
    """Exact matches and chrF of the raw engine and of the system, each half by itself."""
    distinct = list(dict.fromkeys(value.english for value in taxonomy))
    answers = dict(zip(distinct, raw(engine, distinct), strict=True))
    outputs = {
        "raw engine": [answers[value.english] for value in taxonomy],
        "ours": System(engine).translate([Text(v.english, Role.CHOICE, v.context) for v in taxonomy]).outputs,
        "ours without our dictionary": System(engine, shipped=False)
        .translate([Text(v.english, Role.CHOICE, v.context) for v in taxonomy])
        .outputs,
    }
    basic = [(o, v) for o, v in zip(outputs["ours"], taxonomy, strict=True) if _BASIC.search(v.context)]
    scored = {name: list(zip(found, taxonomy, strict=True)) for name, found in outputs.items()}
    rows = []
    for name, found in {**scored, "ours, colours, materials, sizes, fits": basic}.items():
        for half in ("A", "B"):
            pairs = [(o, v.gold) for o, v in found if v.half == half]
            exact = sum(_folded(output) == _folded(gold) for output, gold in pairs)
            score = chrf([output for output, _ in pairs], [gold for _, gold in pairs])
            folded = chrf([output.casefold() for output, _ in pairs], [gold.casefold() for _, gold in pairs])
            share = percent(exact, len(pairs))
            rows.append((name, half, len(pairs), exact, share, f"{score:.1f}", f"{folded:.1f}"))
    print_table((f"{engine.name}: taxonomy values", "half", "values", "exact", "share", "chrF", "case-folded"), rows)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=int, default=300, help="FLORES sentences (default: %(default)s)")
    parser.add_argument("--values", type=int, default=0, help="only so many taxonomy values (default: all)")
    parser.add_argument("--only", choices=["harm", "words"], help="one half of the benchmark")
    args = parser.parse_args()
    data = shared_folder(args) / "data"
    sources, references = (
        (data / "flores200" / f"{name}.txt").read_text(encoding="utf-8").splitlines()[: args.sentences]
        for name in ("eng_Latn", "por_Latn")
    )
    taxonomy = list(values(data / "shopify-taxonomy-values" / "values.tsv"))[: args.values or None]
    print_machine()
    with own_home() as home:
        for engine in engines(args.engines, data.parent):
            if args.only != "words":
                no_harm(engine, sources, references, home)
            if args.only != "harm":
                words(engine, taxonomy)


if __name__ == "__main__":
    main()
