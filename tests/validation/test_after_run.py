"""After a run every listing without an error finding meets the published limits: counted again here, from the file alone.

The limits stand here a second time, as their sources state them, and are counted with nothing of the package: a limit that
is wrong in a schema, lost in a layout or passed over by a repair shows.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

import localize
from localize.data import data_folder
from localize.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

Check = "Callable[[str], bool]"


def most(limit: int) -> Callable[[str], bool]:
    """At most so many characters, emoji as browsers count them where that is stricter."""
    return lambda text: len(text) <= limit


def cells(text: str) -> int:
    """Width as Rakuten counts: 1 for ASCII and half-width katakana, else 2."""
    return sum(1 if " " <= c <= "~" or "\uff61" <= c <= "\uff9f" else 2 for c in text)


def etsy_title(text: str) -> bool:
    """Etsy's character set for titles (Open API v3): no emoji, no currency signs, each of % : & + once."""
    refused = {"So", "Sc", "Cn", "Co", "Cs"}
    pictures = [c for c in text if unicodedata.category(c) in refused and c not in "™©®" and ord(c) > 0x2000]
    return len(text) <= 140 and not pictures and "$" not in text and all(text.count(c) < 2 for c in "%:&+")


def etsy_tags(text: str) -> bool:
    """Etsy: tags of 20 characters, 13 of them."""
    tags = [tag.strip() for tag in text.split(",")]
    return all(len(tag) <= 20 for tag in tags) and len(tags) <= 13


class Case(NamedTuple):
    """A sample, its delimiter, the row of its header, the key's column, and what its cells must meet."""

    sample: str
    delimiter: str
    header: int
    key: str
    checks: dict[str, Callable[[str], bool]]
    encoding: str = "utf-8"
    source: str = "en-US"


CASES = {
    "etsy": Case("etsy-us-listings.csv", ",", 0, "SKU", {"TITLE": etsy_title, "TAGS": etsy_tags}),
    "google": Case("google-us-products.tsv", "\t", 0, "id", {"title": most(150), "description": most(5000)}),
    "shopify": Case("shopify-us-store.csv", ",", 0, "Handle", {"Title": most(255)}),
    "ebay": Case("ebay-us-listings.csv", ",", 1, "CustomLabel", {"*Title": most(80), "Subtitle": most(55)}),
    "meta": Case("meta-us-catalog.csv", ",", 1, "id", {"title": most(200), "description": most(9999)}),
}

SPICES = [
    "handmade",
    "mug",
    "premium",
    "500 ml",
    "(a gift)",
    "– blue",
    ", clay",
    "😀",
    "👩\u200d👧",
    "Cafe\u0301",
    "é" * 9,
]
ALPHABETS = [
    "abcdefgh",
    "陶器マグカップ青い商品ｱｲｳ",
    "äöüßéñç",
    "e\u0301\u0302\u0323",
    "😀🎁✨⭐️",
    "€$%&+:<>\"'!^~",
    "אבגابت",
]


def nasty(random: Random) -> str:
    """A text of words, some of them very long, of emoji, wide, combining and right-to-left characters."""
    words = [
        random.choice(SPICES)
        if random.random() < 0.5
        else "".join(random.choices(random.choice(ALPHABETS), k=random.choice([1, 3, 8, 30, 90])))
        for _ in range(random.choice([1, 3, 10, 40]))
    ]
    return " ".join(words)


def write(case: Case, given_texts: list[dict[str, str]], path: Path) -> None:
    """The sample's head with one row for each set of texts, all else as in its first row."""
    with (data_folder("samples") / case.sample).open(encoding=case.encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=case.delimiter))
    head, first = rows[: case.header + 1], rows[case.header + 1]
    with path.open("w", encoding=case.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=case.delimiter)
        writer.writerows(head)
        for number, row in enumerate(given_texts):
            changed = {**row, case.key: f"key-{number}"}
            writer.writerow([changed.get(name, cell) for name, cell in zip(head[-1], first, strict=True)])


def read(case: Case, path: Path) -> list[dict[str, str]]:
    """The listings of a file by column."""
    with path.open(encoding=case.encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=case.delimiter))
    return [dict(zip(rows[case.header], row, strict=True)) for row in rows[case.header + 1 :]]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", [1])
def test_no_listing_without_an_error_breaks_a_limit(name: str, seed: int, tmp_path: Path) -> None:
    """Random long texts, emoji, wide and combining characters: what is not an error meets what was published."""
    case, random = CASES[name], Random(seed)  # noqa: S311  texts, no secrets
    rows = [{column: nasty(random) for column in case.checks} for _ in range(60)]
    path = tmp_path / f"in{Path(case.sample).suffix}"
    write(case, rows, path)
    plain = Settings(source_locale=case.source, engine="none", marketplace=name)
    localize.run([path], to=["de-DE"], out=tmp_path, settings=plain)
    with (tmp_path / f"{path.name}.de-DE.findings.jsonl").open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    after = read(case, tmp_path / f"in.de-DE{path.suffix}")
    assert len(after) == len(rows)
    wrong = {finding["listing"] for finding in found if finding["severity"] == "error"}
    right = [row for row in after if not any(row[case.key] in key.split("/") for key in wrong)]
    assert right, "some listings can be uploaded"
    for row in right:
        for column, meets in case.checks.items():
            assert meets(row[column]), (column, row[column])
    assert any(row[column] != before[column] for row, before in zip(after, rows, strict=True) for column in case.checks)
