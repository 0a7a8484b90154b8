"""What the checks must not say: no false alarm on the shipped dictionaries, nor on what people rightly write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.dict_check import check_dictionaries
from localize.terms.checks import dictionary_files
from localize.terms.checks.items import pair_of_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.problem import ProblemReport

SHIPPED = Path(__file__).resolve().parents[3] / "dictionaries"

FINE = [
    ("en-de", "term,translation", '12" pan,12"-Pfanne'),
    ("en-de", "term,translation", "step 1) cut,Schritt 1) schneiden"),
    ("en-de", "term,translation", "“soft” shell,„Softshell“"),
    ("en-de", "term,translation", "3-piece set,dreiteiliges Set"),
    ("en-de", "term,translation", "one pack,Einzelpack"),
    ("en-de", "term,translation", "Pack of {n},Einzelpack|{n}er-Pack"),
    ("en-de", "term,translation", "μm filter,µm-Filter"),
    ("en-de", "term,translation", "resistor Ω,Widerstand Ω"),
    ("en-de", "term,translation", "α-lipoic acid,α-Liponsäure"),
    ("en-de", "term,translation,fields", "in,Zoll,*unit*"),
    ("en-de", "term,translation,case", "IT,IT-Zubehör,exact"),
    ("en-de", "term,translation,fields", "gold,Gold,material\ngold,goldfarben,color"),
    ("en-de", "term,translation,market", "cream,Sahne,de-DE\ncream,Obers,de-AT"),
    ("en-de", "term,translation,brand", "one,eins,\none,One,Acme"),
    ("en-de", "term,translation,case", "us,uns bei Acme,exact\nUS,USA,exact"),
    ("en-ja", "term,translation", "t-shirt,Tシャツ"),
    ("en-ja", "term,translation", "usb,USB"),
    ("en-ru", "term,translation", "t-shirt,футболка"),
    ("en-fr", "term,translation", "sale: now,soldes\u00a0: maintenant"),
    ("en-fa", "term,translation", "book,کتاب\u200cها"),
    ("en-pl", "term,translation", "{n} piece,{n} sztuka|{n} sztuki|{n} sztuk|{n} sztuki"),
    ("ja-en", "term,translation", "赤,red\n赤ちゃん,baby"),
    (
        "en-de",
        "term,translation,kind,marketplace",
        "free shipping,kostenloser Versand,,\nkostenloser Versand,,forbid,shopify",
    ),
    ("en-de", "term,translation", '"returns, and more","Wir nehmen zurück.\nJederzeit."'),
    ("en", "term,translation,kind", "Air Max,,keep"),
]


def checked(path: Path) -> ProblemReport:
    """The report on a path."""
    return check_dictionaries([path], settings=Settings())


@pytest.mark.parametrize("folder", sorted(p.name for p in SHIPPED.iterdir() if dictionary_files([p])))
def test_shipped_dictionaries_are_well(folder: str) -> None:
    """No error and no warning."""
    report = checked(SHIPPED / folder)
    assert [p.to_dict() for p in report.problems if report.failed] == []


@pytest.mark.parametrize(("folder", "header", "rows"), FINE, ids=[rows[:20] for _, _, rows in FINE])
def test_what_is_right_is_left_alone(folder: str, header: str, rows: str, write: Callable[[str, str], Path]) -> None:
    """Inches, list numbers, number words, units in Greek letters, names in Latin ones, narrower scopes."""
    path = write(f"{folder}/a.csv", f"{header}\n{rows}\n")
    assert [p.message for p in checked(path).problems if p.severity != "info"] == []


def test_a_byte_order_mark_is_no_fault(write: Callable[[str, bytes], Path]) -> None:
    """Excel writes one."""
    path = write("en-de/a.csv", b"\xef\xbb\xbfterm,translation\r\nred,rot\r\n")
    assert not checked(path).failed


def test_a_workbook_is_read_as_a_csv_is(tmp_path: Path) -> None:
    """With rows as lines and columns counted."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["term", "translation"], ["red", "rot"], ["3-in-1", "Werkzeug"], ["blue ", "blau"]):
        sheet.append(row)
    path = tmp_path / "en-de.xlsx"
    book.save(path)
    found = [(p.code, p.line, p.column) for p in checked(path).problems]
    assert found == [("dict-number-lost", 3, 2), ("dict-blank", 4, 5)]


def test_the_market_of_a_loose_file_is_named(write: Callable[[str, str], Path]) -> None:
    """Outside the folder of a pair, ``--to`` says which language it is."""
    path = write("mine.csv", "term,translation\nred,красный\n")
    assert not checked(path).failed
    report = check_dictionaries([path], settings=Settings(), to=["de-DE"])
    assert [p.code for p in report.problems] == ["dict-wrong-script"]


def test_unused_entries_need_a_catalog(write: Callable[[str, str], Path]) -> None:
    """An entry that no text uses is said at its line; forbidden words are not looked for in source texts."""
    rows = "term,translation,kind\nhiking boots,Wanderstiefel,\nhikng boots,Wanderstiefel,\nbillig,,forbid\n"
    path = write("en-de/a.csv", rows)
    catalog = write("c.csv", "Handle,Title,Body (HTML)\nx,Hiking boots,<p>Best <b>hiking</b> boots</p>\n")
    report = check_dictionaries([path], settings=Settings(), to=["de-DE"], catalogs=[catalog])
    assert [(p.code, p.line) for p in report.problems] == [("dict-unused", 3)]


def test_a_wrong_call_is_told(tmp_path: Path) -> None:
    """A path that is not there, a folder without dictionaries, a catalog without a market."""
    with pytest.raises(UsageError, match="There is no dictionary"):
        checked(tmp_path / "nowhere.csv")
    with pytest.raises(UsageError, match="There is no dictionary in"):
        checked(tmp_path)
    with pytest.raises(UsageError, match="--to de-DE"):
        check_dictionaries([tmp_path], settings=Settings(), catalogs=[tmp_path])


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("en-de", ("en", "de")),
        ("en-de-AT", ("en", "de-AT")),
        ("en-pt-br", ("en", "pt-BR")),
        ("en-US-en-GB", ("en-US", "en-GB")),
        ("en-us-en-gb", ("en-US", "en-GB")),
        ("en-US", ("en-US", "")),
        ("en", ("en", "")),
        ("any", ("", "")),
        ("sub", None),
        ("spring-sale", None),
    ],
)
def test_folders_name_their_pair(name: str, pair: tuple[str, str] | None) -> None:
    """Languages in small letters, countries in capitals; without capitals by their place."""
    assert pair_of_folder(name) == pair


def test_examples_are_no_dictionaries(write: Callable[[str, str], Path]) -> None:
    """A hook hands over every changed file; those with examples are left to ``dict test``."""
    path = write("en-de/a.tests.csv", "text,expected\nRed,Rot\n")
    assert not checked(path).failed
