"""Choosing a format for a file."""

from __future__ import annotations

import importlib.metadata
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from localize import formats as package
from localize.errors import CatalogError, ConfigError
from localize.formats import SUFFIXES, formats, open_catalog
from localize.formats.csv_format import CsvSource
from localize.formats.jsonl_format import JsonlSource
from localize.formats.xlsx_format import XlsxSource
from localize.formats.xml_format import XmlSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEED = b"<rss><channel><item><id>1</id></item></channel></rss>"


@pytest.fixture
def fresh_registry() -> Iterator[None]:
    """Plug-ins are looked up anew in this test and after it."""
    package.formats.cache_clear()
    yield
    package.formats.cache_clear()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.csv", b"a,b\n", CsvSource),
        ("a.CSV", b"a,b\n", CsvSource),
        ("a.tsv", b"a\tb\n", CsvSource),
        ("a.txt", b"a\tb\n", CsvSource),
        ("a.jsonl", b'{"a":1}\n', JsonlSource),
        ("a.ndjson", b'{"a":1}\n', JsonlSource),
        ("upload", b"a,b\n", CsvSource),
        ("a.xml", FEED, XmlSource),
        ("a.rss", FEED, XmlSource),
        ("a.txt", FEED, XmlSource),
        ("upload", b"\xef\xbb\xbf" + FEED, XmlSource),
        ("a.csv", FEED.decode().encode("utf-16"), XmlSource),
        ("upload", b'\xef\xbb\xbf{"a":1}\n', JsonlSource),
    ],
)
def test_by_suffix_and_content(tmp_path: Path, name: str, data: bytes, kind: type) -> None:
    """The suffix decides; a file without one is looked at."""
    path = tmp_path / name
    path.write_bytes(data)
    assert isinstance(open_catalog(path), kind)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.csv", "a.jsonl", "upload"])
def test_a_workbook_is_one_whatever_its_name(make_workbook: Any, name: str) -> None:
    """A workbook called .csv is opened as what it is."""
    assert isinstance(open_catalog(make_workbook(name=name)), XlsxSource)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"", "is empty"),
        ("a.xlsx", b"", "an empty file"),
        ("a.xlsx", b"a,b\n1,2\n", "rename it to .csv"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.csv", b"%PDF-1.7\n", "not a spreadsheet: it is a PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "it is a PNG image"),
        ("a.csv", b"\n<!DOCTYPE HTML><html>", "it is a web page"),
        ("a.csv", b"PK\x03\x04 cut off", "damaged workbook"),
        ("a.csv", b"a,b\n\0\0\n", "2 NUL characters, the first in line 2"),
        ("a.xml", b"<?xml version='1.0'?><feed/>", "no elements with fields"),
        ("a.docx", b"whatever", "'.docx' is not a catalog format. Known: .atom, .csv"),
    ],
)
def test_what_is_no_catalog(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """The message says what the file is instead, and what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CatalogError, match=message) as caught:
        open_catalog(path)
    assert name in caught.value.message
    assert caught.value.hint


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and a folder are errors of the catalog."""
    with pytest.raises(CatalogError, match="no such file"):
        open_catalog(tmp_path / "none.csv")
    with pytest.raises(CatalogError, match="is a folder"):
        open_catalog(tmp_path)


def test_sources_travel_to_workers(make_workbook: Any, tmp_path: Path) -> None:
    """An opened catalog pickles, and reads the same elsewhere."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    for source in (open_catalog(path), open_catalog(make_workbook())):
        table = source.tables[0]
        copy = pickle.loads(pickle.dumps(source))  # noqa: S301 - our own bytes
        assert list(copy.rows(table)) == list(source.rows(table))


def test_suffixes() -> None:
    """The published suffixes are those of the formats that are built in."""
    assert sorted(SUFFIXES) == sorted(suffix for found in formats() for suffix in found.suffixes)


class _PlugIn:
    name = "feed"
    suffixes = (".feed", ".txt")

    def open(self, path: Path, encoding: str = "") -> CsvSource:
        raise CatalogError(f"{path}: opened by the plug-in {encoding}")


class _Entry:
    name, value = "feed", "shop:Feed"

    def __init__(self, loaded: object) -> None:
        self.loaded = loaded

    def load(self) -> object:
        if isinstance(self.loaded, Exception):
            raise self.loaded
        return self.loaded


@pytest.mark.usefixtures("fresh_registry")
def test_plug_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in adds a suffix and may take over one of ours."""
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [_Entry(_PlugIn)])
    for name in ("a.feed", "a.txt"):
        path = tmp_path / name
        path.write_bytes(b"a")
        with pytest.raises(CatalogError, match="opened by the plug-in"):
            open_catalog(path)


@pytest.mark.usefixtures("fresh_registry")
@pytest.mark.parametrize("loaded", [ImportError("no module shop"), object()])
def test_broken_plug_ins(monkeypatch: pytest.MonkeyPatch, loaded: object) -> None:
    """A plug-in that does not load, or is no format, is named."""
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [_Entry(loaded)])
    with pytest.raises(ConfigError, match="'feed'"):
        formats()
