"""How often a span comes back from an engine, for each form that it may travel in.

    python -m benchmarks.carriers --engines argos,firefox

Sentences: invented listings with their quantities, codes and brands replaced by the form, and FLORES sentences in which
the form stands before and behind a word, as a tag would. A span survives if it comes back exactly once, as it was sent
and standing by itself. *whole*: sentences whose spans all survive. *in order*: those of them that kept their order.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

from benchmarks.catalog import Writer, vocabulary
from benchmarks.common import arguments, engines, own_home, percent, print_machine, print_table, shared_folder
from localize.protocols import TranslateOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from localize.protocols import EngineSession

CARRIERS = ("[{}]", "X{}", "ID{}", "__{}__", "%{}", "{{{}}}", "#{}", "<{}>", "⟦{}⟧", "«{}»", "@{}", "{}")
_FIRST = 11


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with a gap between every two of them; ``words[i]`` stands before gap ``i``."""

    words: tuple[str, ...]

    @property
    def gaps(self) -> int:
        """How many spans stand in it."""
        return len(self.words) - 1

    def filled(self, spans: Sequence[str]) -> str:
        """The sentence with its spans."""
        return "".join(part for pair in zip(self.words, [*spans, ""], strict=True) for part in pair)


def listing_sentences(count: int, seed: int) -> Iterator[Sentence]:
    """Sentences of the catalog's vocabulary, their spans taken out."""
    writer = Writer(Random(seed))  # noqa: S311 a benchmark is no secret
    words = vocabulary()
    for template in cycle([*words["bullet"], *words["sentence"], *words["title"]]):
        if count == 0:
            return
        pieces = writer.pieces(template)
        if any(piece.kind for piece in pieces):
            yield _with_gaps([None if piece.kind else piece.text for piece in pieces])
            count -= 1


def flores_sentences(path: Path, count: int, seed: int) -> Iterator[Sentence]:
    """FLORES sentences with a gap before and behind one of their words."""
    random = Random(seed)  # noqa: S311
    for line in path.read_text(encoding="utf-8").splitlines()[:count]:
        words = line.split()
        inner = [i for i in range(2, len(words) - 2) if words[i].isalpha()]
        chosen = random.choice(inner)
        before, behind = " ".join(words[:chosen]), " ".join(words[chosen + 1 :])
        yield Sentence((f"{before} ", f" {words[chosen]} ", f" {behind}"))


def _with_gaps(parts: Sequence[str | None]) -> Sentence:
    words = [""]
    for part in parts:
        if part is None:
            words.append("")
        else:
            words[-1] += part
    return Sentence(tuple(words))


def carriers(form: str) -> Callable[[Sentence], list[str]]:
    """Numbers from 11 upwards in a carrier form."""
    return lambda sentence: [form.format(number) for number in range(_FIRST, _FIRST + sentence.gaps)]


def themselves(kind: str) -> Callable[[Sentence], list[str]]:
    """Quantities, brands or codes as they are, each in its turn."""
    supply = cycle(vocabulary()["themselves"][kind])
    return lambda sentence: [next(supply) for _ in range(sentence.gaps)]


def measure(
    session: EngineSession, sentences: Sequence[Sentence], spans: Callable[[Sentence], list[str]]
) -> Counter[str]:
    """Spans sent, and how they came back."""
    sent = [spans(sentence) for sentence in sentences]
    texts = [sentence.filled(given) for sentence, given in zip(sentences, sent, strict=True)]
    found: Counter[str] = Counter()
    for given, output in zip(sent, session.translate(texts, TranslateOptions()), strict=True):
        places = [_places(span, output) for span in given]
        found["spans"] += len(given)
        found["survived"] += sum(len(place) == 1 for place in places)
        if all(len(place) == 1 for place in places):
            found["whole"] += 1
            found["ordered"] += places == sorted(places)
    return found


def _places(span: str, output: str) -> list[int]:
    """Where a span stands by itself in an output; ``11`` does not stand in ``112`` nor in ``11,5``."""
    body = r"\s+".join(map(re.escape, span.split()))
    before = r"(?<![^\W_])" if span[0].isalnum() else ""
    behind = r"(?![^\W_])(?![.,]\d)" if span[-1].isalnum() else ""
    return [match.start() for match in re.finditer(before + body + behind, output)]


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=int, default=100, help="listing sentences, and as many of FLORES")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    shared = shared_folder(args)
    listing = list(listing_sentences(args.sentences, args.seed))
    flores = list(flores_sentences(shared / "data" / "flores200" / "eng_Latn.txt", args.sentences, args.seed))
    print_machine()
    for title, sentences in (("listing sentences", listing), ("FLORES sentences", flores)):
        print(f"\n{len(sentences)} {title}, {sum(s.gaps for s in sentences)} spans")
        with own_home():
            for engine in engines(args.engines, shared):
                session = engine.open()
                forms = {form.format(_FIRST): carriers(form) for form in CARRIERS}
                forms |= {f"itself: {kind}": themselves(kind) for kind in vocabulary()["themselves"]}
                figures = {name: measure(session, sentences, spans) for name, spans in forms.items()}
                print_table(
                    (engine.name, "survived", "share", "whole", "in order"),
                    [_row(name, found, len(sentences)) for name, found in figures.items()],
                )


def _row(name: str, found: Counter[str], sentences: int) -> tuple[str, ...]:
    return (
        name,
        f"{found['survived']}/{found['spans']}",
        percent(found["survived"], found["spans"]),
        f"{found['whole']}/{sentences}",
        percent(found["ordered"], found["whole"]),
    )


if __name__ == "__main__":
    main()
