"""Dictionary files: CSV as spreadsheets write it, XLSX, wide sheets, pairs by column and by folder."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from localize.errors import ConfigError
from localize.terms.dictionary import load_dictionary
from localize.terms.entry import Kind
from localize.terms.files import read_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]


def pairs(path: Path, target: str = "pt-BR", source: str = "en-US") -> list[tuple[str, str]]:
    """Terms and translations that a file or folder gives a pair."""
    return [(e.term, e.translation) for e in load_dictionary(source, target, [path], shipped=False).entries]


@pytest.mark.parametrize(
    "content",
    [
        "term,translation\nboot,bota\n",
        "\ufeffterm,translation\r\nboot,bota\r\n",
        "Term ;Translation\nboot;bota\n",
        "term\ttranslation\nboot\tbota\n",
        'note,"term","translation"\n"two\nlines",boot,bota\n',
        "term,translation,,\n\nboot,bota,,\n,,,\n",
    ],
)
def test_csv_is_read_as_spreadsheets_write_it(write: Write, content: str) -> None:
    """Byte order mark, semicolons, tabs, quotes, empty rows and columns, capitals in the header."""
    assert pairs(write("terms.csv", content)) == [("boot", "bota")]


def test_an_entry_says_the_line_it_begins_at(write: Write) -> None:
    """Also behind a cell of several lines."""
    path = write("terms.csv", 'term,translation,note\nboot,bota,"two\nlines"\nhat,chapéu,\n')
    entries = load_dictionary("en-US", "pt-BR", [path], shipped=False).entries
    assert [e.origin for e in entries] == ["terms.csv:2", "terms.csv:4"]


def test_a_wide_sheet_is_read_as_it_is(write: Write) -> None:
    """The nearest locale's column; an empty cell is no entry; what is kept needs no translation."""
    path = write(
        "wide.csv",
        "term,de,pt,pt_BR,fr-FR,kind\nboot,Stiefel,bota,bota-br,botte,\nhat,Hut,chapéu,,,\nAcme,,,,,keep\n",
    )
    assert pairs(path) == [("boot", "bota-br"), ("hat", "chapéu"), ("Acme", "")]
    assert pairs(path, "pt-PT") == [("boot", "bota"), ("hat", "chapéu"), ("Acme", "")]
    assert pairs(path, "fr-FR") == [("boot", "botte"), ("Acme", "")]
    assert pairs(path, "it-IT") == [("Acme", "")]


def test_a_workbook_is_read_likewise(write: Write) -> None:
    """Sheets with a column term; others are notes of people. Places say the row, and the sheet behind the first."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["term", "translation", "forms"])
    first.append(["boot", "bota", "botas"])
    first.append([501, 501.0, None])
    book.create_sheet("Notes").append(["what we agreed on"])
    more = book.create_sheet("More")
    more.append(["term", "de", "pt"])
    more.append(["hat", "Hut", "chapéu"])
    file = io.BytesIO()
    book.save(file)
    entries = load_dictionary("en-US", "pt-BR", [write("t.xlsx", file.getvalue())], shipped=False).entries
    assert [(e.term, e.translation) for e in entries] == [("boot", "bota"), ("501", "501"), ("hat", "chapéu")]
    assert [e.origin for e in entries] == ["t.xlsx:2", "t.xlsx:3", "t.xlsx[More]:2"]


@pytest.mark.parametrize("content", [b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_named(write: Write, content: bytes) -> None:
    """Never a traceback."""
    with pytest.raises(ConfigError, match=r"t\.xlsx"):
        pairs(write("t.xlsx", content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("term,xx,translation\na,b,c\n", "unknown column 'xx'"),
        ("term,germann\na,b\n", "unknown column 'germann'"),
        ("", "no column 'term'"),
    ],
)
def test_a_column_that_is_no_locale_is_refused(write: Write, content: str, message: str) -> None:
    """A misspelt header is not taken for a language."""
    with pytest.raises(ConfigError, match=message):
        pairs(write("t.csv", content))


def test_columns_may_say_the_pair(write: Write) -> None:
    """``source`` and ``target``, as narrow as people write them."""
    path = write(
        "t.csv",
        "term,translation,source,target\na,1,en,pt\nb,2,en-US,pt-BR\nc,3,en-GB,pt\nd,4,,de\ne,5,EN,pt_br\nf,6,,\n",
    )
    assert pairs(path) == [("a", "1"), ("b", "2"), ("e", "5"), ("f", "6")]


def test_a_folder_named_for_a_pair_is_for_that_pair(write: Write) -> None:
    """Whether it is given as a whole, through its parent, or a file of it by name."""
    path = write("dict/en-de/a.csv", "term,translation\nboot,Stiefel\n")
    for given in (path, path.parent, path.parents[1]):
        assert pairs(given, "de-AT") == [("boot", "Stiefel")]
        assert pairs(given, "pt-BR") == []


def test_the_narrower_folder_is_nearer(write: Write) -> None:
    """``en-pt-BR`` over ``en-pt`` over ``en`` over ``any``, whatever their order in the alphabet."""
    for name in ("any", "en", "en-pt", "en-pt-BR", "en-US-pt-BR", "en-GB-pt"):
        top = write(f"dict/{name}/a.csv", f"term,translation\nboot,{name}\n").parents[1]
    entries = load_dictionary("en-US", "pt-BR", [top], shipped=False).entries
    assert [e.translation for e in sorted(entries, key=lambda e: -e.reach)] == [
        "en-US-pt-BR",
        "en-pt-BR",
        "en-pt",
        "en",
        "any",
    ]


def test_test_files_and_lock_files_are_no_dictionaries(write: Write) -> None:
    """What lies beside a dictionary is left alone."""
    top = write("dict/a.csv", "term,translation\na,b\n").parent
    for name in ("a.tests.csv", "~$a.xlsx", ".a.csv", "README.md"):
        write(f"dict/{name}", "text,expected\n")
    assert pairs(top) == [("a", "b")]


def test_kinds_are_read_in_any_case(write: Write) -> None:
    """People write Keep."""
    path = write("t.csv", "term,translation,kind,case\na,,Keep,EXACT\nb,,FORBID,\nc,x,legal,\n")
    entries = load_dictionary("en-US", "pt-BR", [path], shipped=False).entries
    assert [e.kind for e in entries] == [Kind.KEEP, Kind.FORBID, Kind.LEGAL]
    assert entries[0].exact_case


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "docProps/core.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("spoilt", [b"<a", b"\xff\xff", b""])
def test_a_damaged_workbook_is_our_error(tmp_path: Path, part: str, spoilt: bytes) -> None:
    """Whatever its readers raise, the message names the file and says what to do."""
    book, path = Workbook(), tmp_path / "terms.xlsx"
    sheet = book.create_sheet("Terms", 0)
    for row in (("term", "translation"), ("mug", "caneca")):
        sheet.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data[: len(data) // 2] + spoilt if name == part else data)
    with pytest.raises(ConfigError, match=r"terms\.xlsx: is no XLSX workbook, or a damaged one") as caught:
        list(read_entries(path, "en-US", "pt-BR"))
    assert "Save it again" in caught.value.hint
