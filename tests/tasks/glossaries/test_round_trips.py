"""A dictionary goes into each format and back without loss of what both can say; what one cannot say is said."""

from __future__ import annotations

import csv
import string
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import ConfigError, UsageError
from localize.tasks.dict_convert import convert_dictionary
from localize.tasks.glossaries import COLUMNS, Glossary
from localize.tasks.glossaries.tables import write_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RICH = [
    {
        "term": "shoe",
        "translation": "Schuh|Schuhe",
        "forms": "Schuhs|Schuhen",
        "pos": "noun",
        "gender": "m",
        "concept": "shoe",
    },
    {"term": "Gore-Tex", "kind": "keep", "case": "exact", "note": 'a name; a <brand> & "mark"'},
    {"term": "billig", "translation": "günstig", "kind": "forbid", "market": "de-AT"},
    {"term": "Returns within 30 days", "translation": "Rückgabe binnen 30 Tagen.", "kind": "legal"},
    {"term": "Pack of {n}", "translation": "{n}er-Pack"},
    {"term": "gold", "translation": "goldfarben", "fields": "*color*|option*", "category": "Shoes", "brand": "Acme"},
    {"term": "sale", "translation": "Angebot", "marketplace": "shopify"},
]
RICH = [{**row, "source": "" if row.get("kind") == "forbid" else "en", "target": "de"} for row in RICH]


def rows_of(path: Path) -> list[dict[str, str]]:
    """A dictionary's rows without empty cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


def there_and_back(rows: list[dict[str, str]], folder: Path, name: str, **options: str) -> list[dict[str, str]]:
    """The rows after going into a file and back into a CSV."""
    write_csv(Glossary([dict(row) for row in rows]), folder / "in.csv")
    convert_dictionary(folder / "in.csv", folder / name, **options)
    convert_dictionary(folder / name, folder / "back.csv", source="en", target="de")
    return rows_of(folder / "back.csv")


@pytest.mark.parametrize("name", ["d.xlsx", "d.tmx", "d.tbx"])
def test_rich_entries_come_back_whole(name: str, tmp_path: Path) -> None:
    """Kinds, forms, scopes, notes."""
    wanted = [{k: v for k, v in row.items() if v} for row in RICH]
    got = there_and_back(RICH, tmp_path, name)
    # A ban is for the target language alone; formats that need two sides say the pair's.
    assert [{k: v for k, v in row.items() if k != "source"} for row in got] == [
        {k: v for k, v in row.items() if k != "source"} for row in wanted
    ]


words = st.text(string.ascii_letters + "äöüßéñ-'’&<>\"“%", min_size=1, max_size=12).map(lambda t: t.strip() or "x")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=5, unique_by=lambda t: t[0]))
@pytest.mark.parametrize("name", ["d.xlsx", "d.tmx", "d.tbx", "d.tsv"])
def test_any_words_come_back(name: str, tmp_path: Path, pairs: list[tuple[str, str, str]]) -> None:
    """Quotes, angle brackets, ampersands, dashes."""
    rows = [{"term": t, "translation": f"{x} Ü", "source": "en", "target": "de"} for t, x, _ in pairs]
    if name != "d.tsv":
        rows = [{**row, "note": note} for row, (_, _, note) in zip(rows, pairs, strict=True)]
    assert there_and_back(rows, tmp_path, name) == rows


def test_deepl_takes_pairs_and_says_what_it_cannot(tmp_path: Path) -> None:
    """Bans, legal passages, {n} and entries with a scope are left out, not made to hold everywhere."""
    write_csv(Glossary([dict(row) for row in RICH]), tmp_path / "in.csv")
    done = convert_dictionary(tmp_path / "in.csv", tmp_path / "out.csv", form="deepl")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "shoe,Schuh\nGore-Tex,Gore-Tex\n"
    assert (done.read, done.written) == (7, 2)
    said = " ".join(done.losses)
    for words_said in ("kind forbid", "kind legal", "{n}", "marketplace", "without their forms", "plural forms"):
        assert words_said in said


def test_google_sets_have_a_column_for_each_language(tmp_path: Path) -> None:
    """A term once, with its translations side by side; and back."""
    rows = [
        {"term": "red", "translation": "rot", "pos": "adj", "source": "en", "target": "de"},
        {"term": "red", "translation": "rouge", "pos": "adj", "source": "en", "target": "fr"},
    ]
    write_csv(Glossary(rows), tmp_path / "in.csv")
    convert_dictionary(tmp_path / "in.csv", tmp_path / "out.csv", form="google")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "en,de,fr,pos,description\nred,rot,rouge,adj,\n"
    convert_dictionary(tmp_path / "out.csv", tmp_path / "back.csv")
    assert [(r["term"], r["translation"], r["target"]) for r in rows_of(tmp_path / "back.csv")] == [
        ("red", "rot", "de"),
        ("red", "rouge", "fr"),
    ]


def test_google_needs_languages(tmp_path: Path) -> None:
    """They are its header."""
    write_csv(Glossary([{"term": "red", "translation": "rot"}]), tmp_path / "in.csv")
    with pytest.raises(ConfigError, match="--from en --to de"):
        convert_dictionary(tmp_path / "in.csv", tmp_path / "out.csv", form="google")


def test_other_programs_tbx_is_read(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    """The older martif form, with several languages and an admitted term."""
    path = write(
        "old.tbx",
        """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1"><descrip type="subjectField">Shoes</descrip>
<langSet xml:lang="en"><tig><term>boot</term></tig></langSet>
<langSet xml:lang="de"><tig><term>Stiefel</term><termNote type="partOfSpeech">noun</termNote></tig>
<tig><term>Boots</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="fr"><tig><term>botte</term></tig></langSet></termEntry></body></text></martif>""",
    )
    convert_dictionary(path, tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv") == [
        {
            "term": "boot",
            "translation": "Stiefel",
            "forms": "Boots",
            "pos": "noun",
            "category": "Shoes",
            "source": "en",
            "target": "de",
        },
        {"term": "boot", "translation": "botte", "category": "Shoes", "source": "en", "target": "fr"},
    ]


def test_a_tbx_file_is_shaped_as_its_standard_says(tmp_path: Path) -> None:
    """TBX-Basic, DCA: header, concepts, language sections, terms; ids are unique."""
    write_csv(Glossary([dict(row) for row in RICH]), tmp_path / "in.csv")
    convert_dictionary(tmp_path / "in.csv", tmp_path / "out.tbx")
    space = "{urn:iso:std:iso:30042:ed-2}"
    root = ET.fromstring((tmp_path / "out.tbx").read_text(encoding="utf-8"))  # noqa: S314 - our own output
    assert (root.tag, root.get("type"), root.get("style")) == (f"{space}tbx", "TBX-Basic", "dca")
    assert [child.tag for child in root] == [f"{space}tbxHeader", f"{space}text"]
    concepts = root.findall(f"{space}text/{space}body/{space}conceptEntry")
    assert len({c.get("id") for c in concepts}) == len(RICH)
    for concept in concepts:
        for section in concept.findall(f"{space}langSec"):
            assert all(term[0].tag == f"{space}term" for term in section.findall(f"{space}termSec"))


def test_entities_are_refused(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    """A file that declares its own could grow without end."""
    path = write("bomb.tbx", '<!DOCTYPE tbx [<!ENTITY a "aaaa">]><tbx>&a;</tbx>')
    with pytest.raises(ConfigError, match="entities"):
        convert_dictionary(path, tmp_path / "out.csv")


def test_wrong_calls_say_what_to_do(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    """A file that is not there, a format that nobody knows, one file for both."""
    path = write("a.csv", "term,translation\nred,rot\n")
    with pytest.raises(UsageError, match="no file"):
        convert_dictionary(tmp_path / "b.csv", tmp_path / "c.csv")
    with pytest.raises(UsageError, match="Did you mean 'deepl'"):
        convert_dictionary(path, tmp_path / "c.csv", form="deppl")
    with pytest.raises(UsageError, match="another name"):
        convert_dictionary(path, path)


def test_columns_are_those_of_dictionaries() -> None:
    """One list, two places: what a dictionary may have is what is converted."""
    from localize.terms.checks.sheets import COLUMNS as KNOWN

    assert COLUMNS == KNOWN
