from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.formats.xlsx_cells import parse_fast, parse_plain, parse_row
from localize.formats.xlsx_rows import is_simple, split_fast, split_plain

_REFERENCE = st.builds("{}{}".format, st.sampled_from(["A", "B", "Z", "AB"]), st.integers(1, 99))
_VALUE = st.sampled_from(["", "1", "x &amp; &#x41;&#66;", "a\nb", "é漢", "a > b", " "])
_CELL = st.builds(
    lambda reference, style, kind, space, body: f'<c r="{reference}"{style}{kind}{space}{body}',
    _REFERENCE,
    st.sampled_from(["", ' s="3"']),
    st.sampled_from(["", *(f' t="{kind}"' for kind in ("s", "n", "b", "str", "e", "inlineStr"))]),
    st.sampled_from(["", "", "", " "]),
    st.sampled_from(["/>", "></c>"])
    | st.builds("><v>{}</v></c>".format, _VALUE)
    | st.builds("><is><t>{}</t></is></c>".format, _VALUE)
    | st.builds('><is><t xml:space="preserve">{}</t></is></c>'.format, _VALUE)
    | st.builds("><is><r><t>{}</t></r><r><t>y</t></r></is></c>".format, _VALUE)
    | st.builds("><f>A1</f><v>{}</v></c>".format, _VALUE)
    | st.builds("><v><![CDATA[{}]]></v></c>".format, st.just("<x>")),
)
_ROW = st.builds(
    lambda number, cells, gap: f"<row{number}>{gap}{gap.join(cells)}</row>".encode(),
    st.sampled_from(["", ' r="7"', ' spans="1:2" r="12" x14ac:dyDescent="0.25"']),
    st.lists(_CELL, max_size=4),
    st.sampled_from(["", "", "\n  ", "\r\n"]),
) | st.sampled_from([b'<row r="3"/>', b"<row/>", b'<row r="4" ht="15" />'])


@given(_ROW)
def test_fast_and_plain_cells_agree(row: bytes) -> None:
    """Every row that the fast parser accepts it reads as expat does, places included."""
    fast = parse_fast(row)
    if fast is None:
        assert parse_row(row, "part") == parse_plain(row, "part")
        return
    number, cells = parse_plain(row, "part")
    assert fast[0] == number
    for cell in cells:
        cell.value_start = cell.value_end = 0  # known to the plain parser only
    assert fast[1] == cells
    for cell in cells:
        assert row[cell.start : cell.end].startswith(b"<c ")
        assert row[cell.start : cell.end].endswith((b"</c>", b"/>"))


def test_usual_rows_take_the_fast_way() -> None:
    """What Excel and openpyxl write most is not left to the slow parser."""
    assert parse_fast(b'<row r="1" spans="1:2"><c r="A1" s="2" t="s"><v>0</v></c><c r="B1"/></row>')
    assert parse_fast(
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x &lt;</t></is></c><c r="B1" t="n"><v>1</v></c></row>'
    )
    assert parse_fast(b'<row r="1"><c r="A1" s="1" /></row>')
    assert parse_fast(b'<row r="1"><c r="A1"><f>B1</f><v>2</v></c></row>') is None


@given(st.lists(_ROW | st.sampled_from([b"\n", b" "]), max_size=5), st.integers(1, 40), st.booleans())
def test_fast_and_plain_rows_agree(rows: list[bytes], size: int, empty: bool) -> None:  # noqa: FBT001
    """However the document arrives in blocks, both ways cut it alike, and the pieces are the document."""
    data = b"<sheetData/>" if empty else b"<sheetData>" + b"".join(rows) + b"</sheetData>"
    head = b'<?xml version="1.0"?><worksheet xmlns:x14ac="u"><dimension/>'
    document = head + data + b'<extLst><row r="1"/></extLst></worksheet>'
    blocks = [document[i : i + size] for i in range(0, len(document), size)]
    plain = list(split_plain(blocks, "part"))
    assert b"".join(piece for _, piece in plain) == document
    if is_simple([document]):
        fast = list(split_fast(blocks, "part"))
        assert b"".join(piece for _, piece in fast) == document
        assert [piece for row, piece in fast if row] == [piece for row, piece in plain if row]


def test_what_is_not_simple() -> None:
    """Comments, CDATA, instructions, prefixes, odd end tags and other encodings are left to expat."""
    assert is_simple([b'<?xml version="1.0" encoding="utf-8"?>\n<worksheet><sheetData/></worksheet>'])
    for data in (
        b"<worksheet><!-- --><sheetData/></worksheet>",
        b"<worksheet><sheetData><row><c><v><![CDATA[1]]></v></c></row></sheetData></worksheet>",
        b"<worksheet><?x?><sheetData/></worksheet>",
        b'<x:worksheet xmlns:x="u"><x:sheetData/></x:worksheet>',
        b"<worksheet><sheetData><row></row ></sheetData></worksheet>",
        b'<?xml version="1.0" encoding="ISO-8859-1"?><worksheet><sheetData/></worksheet>',
        "<worksheet/>".encode("utf-16"),
        b"",
    ):
        assert not is_simple([data])
        assert not data or not is_simple([data[:40], data[40:]])
