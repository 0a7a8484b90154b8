"""After a run every listing without an error finding meets the published limits: counted again here, from the file alone.

``published_limits.toml`` states the limits a second time, as their sources do, and they are counted with nothing of the
package: a limit that is wrong in a schema, lost in a layout or passed over by a repair shows.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import localize
from localize.data import data_folder, package_folder
from localize.settings import Settings

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "published_limits.toml").read_text(encoding="utf-8")
)
LINK = re.compile(r"https?://|www\.|[\w.+-]+@[\w-]+\.[a-z]{2,}")

PLAIN = {
    "en": ["handmade mug", "with a handle", "(a gift)", "– blue", ", clay", "soft and round", "for the kitchen"],
    "de": [
        "handgemachte Tasse",
        "mit einem Henkel",
        "(ein Geschenk)",
        "– blau",
        ", Ton",
        "weich und rund",
        "für die Küche",
    ],
    "fr": [
        "tasse faite main",
        "avec une anse",
        "(un cadeau)",
        "– bleue",
        ", argile",
        "douce et ronde",
        "pour la cuisine",
    ],
    "es": ["taza hecha a mano", "con un asa", "(un regalo)", "– azul", ", barro", "suave y redonda", "para la cocina"],
    "pl": [
        "ręcznie robiony kubek",
        "z uchwytem",
        "(na prezent)",
        "– niebieski",
        ", glina",
        "miękki i okrągły",
        "do kuchni",
    ],
    "ja": ["手作りのマグカップ", "取っ手付き", "（贈り物）", "– 青い色の", "、粘土", "柔らかくて丸い", "台所のために"],
}
SPICES = [
    *("500 ml", "1/2 x 3", "• soft", "“fine”", "l’été", "😀", "👩\u200d👧", "1️⃣", "⌚", "Cafe\u0301", "é" * 9),
    *("https://shop.example/a", "me@shop.example", "www.shop.example"),
]
MARKUP = [
    "<b>soft</b>",
    "<h2>Made <b>well</b></h2>",
    '<p class="x">of clay</p>',
    "<ul><li>one</li><li>two 2 m</li></ul>",
    "<br>",
]
ALPHABETS = [
    *(
        "abcdefgh",
        "陶器マグカップ青い商品ｱｲｳ",
        "äöüßéñç",
        "e\u0301\u0302\u0323",
        "😀🎁✨⭐️",
        "€$%&+:\"'!^~",
        "אבגابت",
        "ÀÉŁŻ",
    ),
]


class Tags(HTMLParser):
    """The tags of a text, those with attributes, and which stands in which."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.with_attributes: set[str] = set()
        self.inside: set[str] = set()
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more element."""
        self.names.add(tag)
        self.inside.update(f"{tag} in {outer}" for outer in self._open)
        if attrs:
            self.with_attributes.add(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and what was left open in it."""
        self.names.add(tag)
        while tag in self._open:
            self._open.pop()


def cells(text: str) -> int:
    """Width as Rakuten counts: 1 for ASCII and half-width katakana, else 2."""
    return sum(1 if " " <= c <= "~" or "\uff61" <= c <= "\uff9f" else 2 for c in text)


UNITS = {
    "points": len,
    "units": lambda text: len(text.encode("utf-16-le")) // 2,
    "bytes": lambda text: len(text.encode("utf-8")),
    "cells": cells,
}


def is_emoji(character: str) -> bool:
    """Pictures that are drawn as emoji wherever they stand, and the sign that asks for it."""
    wide = unicodedata.category(character) == "So" and unicodedata.east_asian_width(character) == "W"
    return character == "\ufe0f" or (wide and not "\u3000" <= character <= "\u33ff")


def broken(text: str, limit: dict[str, Any], brand: str = "") -> list[str]:
    """What of a limit a cell breaks, in words."""
    pieces = [piece.strip() for piece in text.split(limit["split"])] if "split" in limit else [text]
    found = [f"{len(pieces)} pieces"] if len(pieces) > limit.get("pieces", 10**6) else []
    for piece in filter(None, pieces):
        found += _broken_characters(piece, limit, brand) + _broken_lengths(piece, limit) + _broken_markup(piece, limit)
    return found


def _broken_lengths(text: str, limit: dict[str, Any]) -> list[str]:
    count = UNITS[limit.get("unit", "points")](text)
    words = text.split()
    asked = {
        f"{count} {limit.get('unit')}": count > limit.get("most", 10**7),
        f"only {len(text)}": len(text) < limit.get("least", 0),
        f"{len(words)} words": len(words) < limit.get("words", 0),
        "a long word": any(len(word) > limit.get("longest_word", 10**7) for word in words),
    }
    return [words for words, holds in asked.items() if holds]


def _broken_characters(text: str, limit: dict[str, Any], brand: str) -> list[str]:
    rest = text.replace(brand, "") if brand else text
    wrong = [c for c in rest if c in limit.get("never", "")] + [c for c in limit.get("once", "") if text.count(c) > 1]
    if not limit.get("emoji", True):
        wrong += filter(is_emoji, text)
    if "categories" in limit:
        allowed = tuple(limit["categories"])
        wrong += [c for c in text if not unicodedata.category(c).startswith(allowed) and c not in limit["others"]]
    return [f"U+{ord(c):04X}" for c in dict.fromkeys(wrong)]


def _broken_markup(text: str, limit: dict[str, Any]) -> list[str]:
    found = ["a link"] if not limit.get("links", True) and LINK.search(text) else []
    if "tags" in limit:
        tags = Tags(text)
        found += [f"<{name}>" for name in tags.names - set(limit["tags"])]
        found += sorted(tags.with_attributes) if not limit.get("attributes", True) else []
        found += sorted(tags.inside & set(limit.get("without", ())))
    return found


def nasty(random: Random, language: str, encoding: str) -> str:
    """A text of words, some of them very long, of markup, links, emoji, wide, combining and right-to-left characters."""
    count = random.choice([1, 3, 10, 10, 40, 120])
    wild = random.choice([0, 0.1, 0.5])
    text = " ".join(_word(random, language, wild) for _ in range(count))
    return text.encode(encoding, "ignore").decode(encoding).strip()


def _word(random: Random, language: str, wild: float) -> str:
    chance = random.random()
    if chance < wild / 2:
        return "".join(random.choices(random.choice(ALPHABETS), k=random.choice([1, 3, 8, 30, 90])))
    return random.choice(MARKUP if chance < wild * 0.7 else SPICES if chance < wild else PLAIN[language])


def write(case: dict[str, Any], given: list[dict[str, str]], path: Path) -> None:
    """The sample's head with one row for each set of texts, all else as in its first row."""
    rows = table(case, data_folder("samples") / case["sample"])
    start = case.get("header", 0) + 1
    head, first = rows[:start], rows[start]
    made = [[text.get(name, cell) for name, cell in zip(head[-1], first, strict=True)] for text in given]
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.create_sheet("Data", 0)
        for row in [*head, *made]:
            sheet.append(row)
        book.save(path)
        return
    with path.open("w", encoding=case.get("encoding", "utf-8"), newline="") as file:
        csv.writer(file, delimiter=case.get("delimiter", ",")).writerows([*head, *made])


def table(case: dict[str, Any], path: Path) -> list[list[str]]:
    """The rows of a file, or of a workbook's first sheet."""
    if path.suffix == ".xlsx":
        sheet = load_workbook(path).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    with path.open(encoding=case.get("encoding", "utf-8"), newline="") as file:
        return list(csv.reader(file, delimiter=case.get("delimiter", ",")))


def test_every_marketplace_is_run() -> None:
    """None of those that we ship limits for is left out."""
    assert CASES.keys() == {path.parent.name for path in package_folder("marketplaces").glob("*/schema.json")}


@pytest.mark.parametrize("name", CASES)
def test_no_listing_without_an_error_breaks_a_limit(name: str, tmp_path: Path) -> None:
    """Random long texts, emoji, wide and combining characters: what is not an error meets what was published."""
    case, random = CASES[name], Random(name)  # noqa: S311  texts, no secrets
    encoding = case.get("encoding", "utf-8")
    columns = list(dict.fromkeys(limit["column"] for limit in case["limit"]))
    keys = [str(9_520_000_000_000 + n) if case.get("digits") else f"key-{n}" for n in range(25)]
    named, language = [case["key"], *case.get("unique", ())], case["source"][:2]
    rows = [
        dict.fromkeys(named, key) | {column: nasty(random, language, encoding) for column in columns} for key in keys
    ]
    path = tmp_path / f"in{Path(case['sample']).suffix}"
    write(case, rows, path)
    plain = Settings(source_locale=case["source"], engine="none", marketplace=name, shipped_dictionaries=False)
    market = case["market"]
    localize.run([path], to=[market], out=tmp_path, settings=plain)
    with (tmp_path / f"{path.name}.{market}.findings.jsonl").open(encoding="utf-8") as file:
        wrong = {finding["listing"] for line in file if (finding := json.loads(line))["severity"] == "error"}
    lines = table(case, tmp_path / f"in.{market}{path.suffix}")
    header = table(case, path)[case.get("header", 0)]
    after = [dict(zip(header, line, strict=True)) for line in lines[case.get("header", 0) + 1 :]]
    assert [row[case["key"]] for row in after] == keys
    right = [row for row in after if not any(row[case["key"]] in re.split("/| ", key) for key in wrong)]
    assert right, "some listings can be uploaded"
    assert any(row[column] != was[column] for row, was in zip(after, rows, strict=True) for column in columns)
    faults = [
        (row[case["key"]], limit["column"], fault, row[limit["column"]][:200])
        for row in right
        for limit in case["limit"]
        for fault in broken(row[limit["column"]], limit, row.get(case.get("brand", ""), ""))
    ]
    assert faults == []
