"""Every reader on spoilt files: it reads them or says why not; nothing else comes out of it, and what is read is given back.

Seeds are small valid catalogs. A few edits spoil them: bytes cut out, doubled, swapped, put in. Packages are spoilt inside
their parts, too, where a checksum would otherwise stop everything. ``corpus/`` keeps small files that once went wrong.
"""

from __future__ import annotations

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import LocalizeError
from localize.formats import open_catalog
from localize.protocols import Row, RowPatch, Source

CORPUS = sorted(path for path in (Path(__file__).parent / "corpus").iterdir() if path.is_file())
REFUSED = {
    "string-without-a-list.xlsx": "xl/sharedStrings.xml: is not well-formed XML",
    "cell-not-utf8.xlsx": "XML is not UTF-8",
    "name-not-utf8.xlsx": "part 'xl/_rels/workbook.xml.rels' cannot be read",
    "row-twice.xlsx": "row 2 of 'T' comes after row 2",
    "unfinished.xml": "line 2, column 28",
}
"""Words of what is said of those of them that cannot be read."""
EXAMPLES = int(os.environ.get("LOCALIZE_FUZZ_EXAMPLES", "120"))
"""For each seed; .ci and people with time may ask for more."""

_OFFICE = " ".join(
    f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in ("office", "table", "text", "style")
)
_RELATIONS = (
    '<Relationships><Relationship Id="r1" Type="x/{0}" Target="{1}"/>'
    '<Relationship Id="r2" Type="x/{2}" Target="{3}"/></Relationships>'
)
TEXTS = {
    "csv": b'sku,title,"de,sc"\r\n1,"Red ""12"" shelf","a\nb"\r\n\r\n2,Gr\xc3\xbcn;,\r\n# note\r\n',
    "tsv": b"sku\ttitle\n1\tRed 12\" shelf\n2\t'x\n",
    "jsonl": b'{"sku": "1", "title": "Red \\u00e9 \\ud83d\\ude00", "tags": ["a", {"b": 1.50}], "x": null}\n\n{"sku": "2"}\n',
    "json": b'{"items": [{"sku": "1", "title": "Red"}, {"sku": "2", "title": "Blue", "tags": ["a", "b"]}]}',
    "xml": b"<?xml version='1.0' encoding='utf-8'?><!-- c --><rss xmlns:g='u'><channel><item a='1'><g:t><![CDATA[x <y>]]></g:t>"
    b"<d>a &amp; b<!-- c -->c</d></item><item><d/><d>\xc3\xa9</d></item></channel></rss>",
}
PACKAGES: dict[str, dict[str, str]] = {
    "xlsx": {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _RELATIONS.format("officeDocument", "xl/workbook.xml", "x", "x"),
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="T" sheetId="1" r:id="r1"/></sheets>'
        '<calcPr calcId="1"/></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            "worksheet", "worksheets/s.xml", "sharedStrings", "sharedStrings.xml"
        ),
        "xl/sharedStrings.xml": '<sst count="2" uniqueCount="2"><si><t>sku</t></si>'
        "<si><r><t>ti</t></r><r><t>tle</t></r></si></sst>",
        "xl/worksheets/s.xml": '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>4006381333931</v></c><c r="B2" t="inlineStr"><is><t>x &amp; y</t></is></c><c r="C2"><f>A2</f>'
        '<v>1</v></c><c r="D2" t="b"><v>1</v></c></row></sheetData><dataValidations><dataValidation type="list" sqref="B2">'
        "<formula1>T!$A$1:$A$2</formula1></dataValidation></dataValidations></worksheet>",
    },
    "ods": {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<office:document-content {_OFFICE}><office:body><office:spreadsheet><table:table table:name="T">'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>sku</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>'
        '</table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" '
        'office:value="12"><text:p>12</text:p></table:table-cell><table:table-cell table:formula="of:=1" office:value="1"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
    },
}
_NEW = "Größe <b>\n&"
_PIECES = [
    b'"',
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"\0",
    b"\r",
    b"\n",
    b"\xff",
    b"\xed\xa0\x80",
    b"{",
    b"]",
    b"\\ud800",
]
_PIECES += [
    b"99999999999999999999",
    b"-1",
    b"1e999",
    b"NaN",
    b"&#0;",
    b"&#xD800;",
    b"&x;",
    b"<!DOCTYPE a>",
    b"_xD83D_",
    b"\xef\xbb\xbf",
]
_EDIT = st.tuples(
    st.sampled_from(["cut", "double", "put", "swap"]),
    st.integers(0, 10**6),
    st.integers(1, 40),
    st.sampled_from(_PIECES),
)


def _spoilt(data: bytes, edits: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, place, size, piece in edits:
        at = place % (len(data) + 1)
        middle = data[at : at + size]
        new = {"cut": b"", "double": middle * 2, "put": piece + middle, "swap": middle[::-1]}[kind]
        data = data[:at] + new + data[at + size :]
    return data


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _refusal(path: Path) -> str:
    """Read, give back, change a cell and read again: LocalizeError is the only way out, and what it says is given back."""
    said: LocalizeError | None = None
    read = False
    try:
        source = open_catalog(path)
        rows = [(table, row) for table in source.tables for row in source.rows(table)]
        read = True
        _give_back(source, rows, path)
    except LocalizeError as error:
        said = error
    assert said is None or read or said.exit_code == 3
    return said.message if said else ""


def _give_back(source: Source, rows: list[tuple[str, Row]], path: Path) -> None:
    target = path.with_name("out" + path.suffix)
    source.write(target, [])
    assert target.read_bytes() == path.read_bytes()
    table, row = next(((table, row) for table, row in rows if row.number > 1 and any(row.cells)), ("", None))
    if row is None:
        return
    column = next(column for column, text in enumerate(row.cells) if text)
    assert source.place(table, row.number, column)
    source.write(target, [RowPatch(table, row.number, {column: _NEW})])
    changed = open_catalog(target)
    if not source.refused and changed.notes == source.notes:  # of three cells, a delimiter may be told otherwise
        again = {r.number: r for r in changed.rows(table)}
        assert again[row.number].cells[column] == _NEW
    source.write(target, [RowPatch(table, row.number, {}, drop=True)])


@pytest.mark.parametrize("kind", TEXTS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(_EDIT, min_size=1, max_size=4))
def test_spoilt_texts(tmp_path: Path, kind: str, edits: list[tuple[str, int, int, bytes]]) -> None:
    """Text formats."""
    path = tmp_path / f"a.{kind}"
    path.write_bytes(_spoilt(TEXTS[kind], edits))
    refusal = _refusal(path)
    assert (
        not refusal or f".{kind}" in refusal
    )  # of what was written, three lines may be guessed to have another encoding


@pytest.mark.parametrize(("kind", "part"), [(kind, part) for kind, parts in PACKAGES.items() for part in parts])
@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(_EDIT, min_size=1, max_size=3))
def test_spoilt_parts(tmp_path: Path, kind: str, part: str, edits: list[tuple[str, int, int, bytes]]) -> None:
    """Packages whose parts are spoilt before they are packed."""
    parts = {name: text.encode() for name, text in PACKAGES[kind].items()}
    path = tmp_path / f"a.{kind}"
    path.write_bytes(_packed({**parts, part: _spoilt(parts[part], edits)}))
    refusal = _refusal(path)
    assert not refusal or path.name in refusal


@pytest.mark.parametrize("kind", PACKAGES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(_EDIT, min_size=1, max_size=3))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_spoilt_packages(tmp_path: Path, kind: str, edits: list[tuple[str, int, int, bytes]]) -> None:
    """Packages that are spoilt as a whole."""
    path = tmp_path / f"a.{kind}"
    path.write_bytes(_spoilt(_packed({name: text.encode() for name, text in PACKAGES[kind].items()}), edits))
    refusal = _refusal(path)
    assert not refusal or path.name in refusal


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_corpus(tmp_path: Path, path: Path) -> None:
    """Files that once made a reader raise something else, and others worth keeping."""
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    assert REFUSED.get(path.name, "") in _refusal(copy)
    assert bool(_refusal(copy)) == (path.name in REFUSED)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=60),
    suffix=st.sampled_from([".csv", ".tsv", ".txt", ".jsonl", ".json", ".xml", ".xlsx", ".ods", ""]),
)
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Any bytes under any name."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    refusal = _refusal(path)
    assert not refusal or str(tmp_path) in refusal


def test_seeds_are_valid(tmp_path: Path) -> None:
    """The seeds themselves are read, else nothing would be tested."""
    for kind, data in {
        **TEXTS,
        **{k: _packed({n: t.encode() for n, t in p.items()}) for k, p in PACKAGES.items()},
    }.items():
        path = tmp_path / f"a.{kind}"
        path.write_bytes(data)
        source = open_catalog(path)
        assert sum(1 for table in source.tables for _ in source.rows(table)) > 1, kind
    assert json.loads(TEXTS["json"])
