"""Writes a catalog of invented listings: 20 columns, eight texts of stated lengths, each distinct text in three rows.

    python -m benchmarks.catalog --rows 10000 --seed 1 --out catalog.csv

Those rows lie anywhere, which is hardest; with ``--variants`` they follow each other as the variants of a product, with its
category and material, as sellers' catalogs have them.

title 50–70 characters, subtitle 20–40, five bullet points 80–120, description 360–440 without its HTML. The same rows
and seed give the same bytes on every machine. Vocabulary and sentences lie in ``words.toml``.
"""

from __future__ import annotations

import csv
import re
import tomllib
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CELLS_PER_TEXT", "COLUMNS", "TEXT_COLUMNS", "Piece", "Writer", "rows", "vocabulary", "write_catalog"]

CELLS_PER_TEXT = 3
BULLETS = tuple(f"bullet_point_{number}" for number in range(1, 6))
TEXT_COLUMNS = ("title", "subtitle", *BULLETS, "description")
COLUMNS = (
    "sku",
    "parent_sku",
    *TEXT_COLUMNS,
    "brand",
    "category",
    "color",
    "material",
    "size",
    "weight",
    "price",
    "currency",
    "ean",
    "image_url",
)

_LENGTHS = {"title": (50, 70), "subtitle": (20, 40), "bullet": (80, 120), "description": (360, 440)}
_CATEGORIES = (
    "Home & Garden > Kitchen",
    "Sporting Goods > Camping",
    "Luggage & Bags",
    "Apparel & Accessories > Jackets",
)
_SIZES = ("S", "M", "L", "XL")
_LETTERS = "BCDFGHKLMNPRTVWXZ"
_SLOT = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<[^<>]+>")
_TRIES = 2000


class Piece(NamedTuple):
    """A stretch of a text; ``kind`` names what must not be translated (``length``, ``code``, …), empty for words."""

    text: str
    kind: str = ""


@cache
def vocabulary() -> dict[str, Any]:
    """What ``words.toml`` holds."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Writer:
    """Fills sentences with words; ``random`` decides, and nothing else does."""

    random: Random

    def pieces(self, template: str, **given: str) -> list[Piece]:
        """A sentence as words and spans; ``given`` fixes what stands in a slot."""
        found: list[Piece] = []
        position = 0
        used: set[str] = set()
        for slot in _SLOT.finditer(template):
            found.append(Piece(template[position : slot.start()]))
            name = slot.group(1)
            span = name in vocabulary()["spans"]
            text = given.get(name) or self._filled(self._unused(name, used))
            found.append(Piece(text, name if span else ""))
            position = slot.end()
        found.append(Piece(template[position:]))
        return [piece for piece in found if piece.text]

    def text(self, template: str, **given: str) -> str:
        """A sentence as text, with a capital at its start."""
        text = "".join(piece.text for piece in self.pieces(template, **given))
        return text[0].upper() + text[1:]

    def _unused(self, name: str, used: set[str]) -> str:
        words = vocabulary()
        choices = words["spans"].get(name) or words["words"][name]
        left = [choice for choice in choices if choice not in used] or choices
        chosen: str = self.random.choice(left)
        used.add(chosen)
        return chosen

    def _filled(self, pattern: str) -> str:
        draw: dict[str, Callable[[], object]] = {
            "n": lambda: self.random.randint(10, 72),
            "m": lambda: self.random.randint(5, 30),
            "k": lambda: self.random.randint(2, 12),
            "h": lambda: f"{self.random.randint(1, 9)}.5",
            "t": lambda: 5 * self.random.randint(8, 90),
            "letters": lambda: "".join(self.random.choices(_LETTERS, k=2)),
            "digits": lambda: self.random.randint(100, 9999),
        }
        return _SLOT.sub(lambda slot: str(draw[slot.group(1)]()), pattern)


@dataclass(slots=True)
class _Texts:
    """Makes texts of one column that no column has had; ``seen`` holds texts, and the sentences of descriptions."""

    column: str
    writer: Writer
    seen: set[str]

    def make(self, brand: str) -> str:
        kind = self.column.partition("_")[0]
        for _ in range(_TRIES):
            text = self._description() if kind == "description" else self._short(kind, brand)
            if text and text not in self.seen:
                self.seen.add(text)
                return text
        raise SystemExit(f"words.toml cannot make another {kind} of its length; add sentences.")

    def _short(self, kind: str, brand: str) -> str:
        text = self.writer.text(self.writer.random.choice(vocabulary()[kind]), brand=brand)
        low, high = _LENGTHS[kind]
        return text if low <= len(text) <= high else ""

    def _description(self) -> str:
        words, random = vocabulary(), self.writer.random
        sentences = [self.writer.text(template) for template in random.sample(words["sentence"], 4)]
        items = [self.writer.text(template) for template in random.sample(words["item"], 3)]
        low, high = _LENGTHS["description"]
        if {*sentences, *items} & self.seen or not low <= len(_TAG.sub("", " ".join(sentences + items))) <= high:
            return ""
        self.seen.update(sentences, items)
        listed = "".join(f"<li>{item}</li>" for item in items)
        return f"<p>{' '.join(sentences[:2])}</p><ul>{listed}</ul><p>{' '.join(sentences[2:])}</p>"


def rows(count: int, seed: int, *, variants: bool = False) -> Iterator[dict[str, str]]:
    """``count`` listings; each text column repeats a text in three rows: anywhere, or as ``variants`` of a product."""
    seen: set[str] = set()
    texts = {name: _column(name, count, seed, seen, variants=variants) for name in TEXT_COLUMNS}
    for number in range(count):
        facts = _facts(number, texts["title"][number], seed)
        if variants:
            product = _facts(number // CELLS_PER_TEXT * CELLS_PER_TEXT, texts["title"][number], seed)
            facts |= {name: product[name] for name in ("category", "material")}
        yield {name: column[number] for name, column in texts.items()} | facts


def _column(name: str, count: int, seed: int, seen: set[str], *, variants: bool) -> list[str]:
    writer = Writer(Random(f"{seed}/{name}"))  # noqa: S311 a catalog is no secret
    order = list(range(count))
    if not variants:
        writer.random.shuffle(order)
    texts = _Texts(name, writer, seen)
    brands = vocabulary()["spans"]["brand"]
    distinct = [texts.make(writer.random.choice(brands)) for _ in range(-(-count // CELLS_PER_TEXT))]
    return [distinct[place // CELLS_PER_TEXT] for place in order]


def _facts(number: int, title: str, seed: int) -> dict[str, str]:
    writer = Writer(Random(f"{seed}/facts/{number}"))  # noqa: S311
    words, random = vocabulary(), writer.random
    return {
        "sku": f"NF-{number + 1:06d}",
        "parent_sku": f"NF-P{number // CELLS_PER_TEXT + 1:05d}",
        "brand": next(brand for brand in words["spans"]["brand"] if brand in title),
        "category": random.choice(_CATEGORIES),
        "color": random.choice(words["words"]["colour"]).capitalize(),
        "material": random.choice(words["words"]["material"]).capitalize(),
        "size": random.choice(_SIZES),
        "weight": f"{random.randint(2, 40) / 4:.2f} lb",
        "price": f"{random.randint(5, 250)}.{random.choice(('00', '49', '95', '99'))}",
        "currency": "USD",
        "ean": _ean(f"952{number + 1:09d}"),
        "image_url": f"https://cdn.example.com/files/{number + 1:06d}.jpg?v=2",
    }


def _ean(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def write_catalog(path: Path, count: int, seed: int, *, variants: bool = False) -> None:
    """Write a catalog as UTF-8 CSV with LF."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()
        out.writerows(rows(count, seed, variants=variants))


def main() -> None:
    """The command line."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1000, help="how many listings (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other texts (default: %(default)s)")
    parser.add_argument("--variants", action="store_true", help="rows with the same texts follow each other")
    parser.add_argument("--out", type=Path, required=True, help="the CSV file to write")
    args = parser.parse_args()
    write_catalog(args.out, args.rows, args.seed, variants=args.variants)
    print(f"{args.out}: {args.rows} rows, {len(COLUMNS)} columns, seed {args.seed}")


if __name__ == "__main__":
    main()
