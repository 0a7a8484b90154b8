"""Broken and hostile catalogs, made on the spot: what each is, the exit status it must give, and what must be said."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CATALOGS", "Hostile"]

HEADER = b"sku,title,description,price\r\n"
ROW = b"1,Red shelf,A shelf for the wall of a kitchen,19.00\r\n"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CELLS = "".join(
    f'<row r="{number}">'
    + "".join(f'<c r="{"ABC"[i]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for i, text in enumerate(texts))
    + "</row>"
    for number, texts in enumerate((("sku", "title", "price"), ("1", "Red shelf", "19.00")), start=1)
)
_HEADER, _PRODUCT = ["sku", "title", "price"], ["1", "Red shelf", "19.00"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Hostile(NamedTuple):
    """A catalog's file name, what makes its bytes, the exit status of ``run`` and words of its message."""

    name: str
    make: Callable[[], bytes]
    status: int
    says: str = ""


def _relation(key: str, kind: str, target: str) -> str:
    relation = f'<Relationship Id="{key}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>'


def _book(sheet: str = "", *, extra: dict[str, bytes] | None = None, state: str = "visible") -> bytes:
    sheet = sheet or f'<worksheet xmlns="{_MAIN}"><sheetData>{_CELLS}</sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relation("r", "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        f'<sheet name="Products" sheetId="1" state="{state}" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("r1", "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def _sheet(rows: str, before: str = "") -> str:
    return (
        f'{before}<worksheet xmlns="{_MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    )


def _forged_size() -> bytes:
    """A workbook whose directory says that one part unpacks to 3 GB."""
    data = bytearray(_book(extra={"xl/media/a.bin": b"0" * 1000}))
    at = data.rindex(b"xl/media/a.bin") - 46 + 24
    data[at : at + 4] = (3 << 30).to_bytes(4, "little")
    return bytes(data)


def _bomb() -> bytes:
    """120 MB of blanks in 120 KB."""
    return _book(extra={"xl/worksheets/sheet2.xml": b" " * 120_000_000})


def _ods(rows: str) -> bytes:
    names = {kind: f"urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0" for kind in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{kind}="{name}"' for kind, name in names.items())
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='T'>{rows}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def _ods_row(attributes: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("sku", "title", "price")
    )
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def _feed(content: str, before: str = "") -> bytes:
    item = "<item><id>1</id><title>Red shelf</title><price>19.00 USD</price></item>"
    return f"{before}<rss><channel>{item * 2}{content}</channel></rss>".encode()


def _laughs() -> str:
    lines = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))]
    return f"<!DOCTYPE rss [{''.join(lines)}]>"


def _line(**more: object) -> bytes:
    return json.dumps({"sku": "1", "title": "Red shelf", "price": "19.00", **more}).encode() + b"\n"


def _zip_of(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _excel_2003() -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    row = "<Row><Cell><Data>sku</Data></Cell><Cell><Data>title</Data></Cell></Row>"
    table = f"<Worksheet><Table>{row * 2}</Table></Worksheet>"
    return f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{name}">{table}</Workbook>'.encode()


def _binary_book() -> bytes:
    start = _relation("r", "officeDocument", "xl/workbook.bin").encode()
    return _zip_of({"[Content_Types].xml": b"<Types/>", "_rels/.rels": start, "xl/workbook.bin": b"\x83\x01\x00"})


CATALOGS: tuple[Hostile, ...] = (
    Hostile("empty.csv", lambda: b"", 3, "is empty"),
    Hostile("blank.csv", lambda: b"\xef\xbb\xbf \r\n\r\n", 3, "is empty"),
    Hostile("header-only.csv", lambda: HEADER, 3, "Only one row has anything in it"),
    Hostile("nul.csv", lambda: HEADER + b"1,Red\0shelf,,1\r\n", 3, "1 NUL character, the first in line 2"),
    Hostile("utf16-without-mark.csv", lambda: (HEADER + ROW).decode().encode("utf-16-le"), 3, "--encoding utf-16-le"),
    Hostile(
        "mixed-encodings.csv",
        lambda: HEADER + "1,Größe Ärmel Öl weiß süß für 日本,x,1\r\n".encode() * 5 + b"2,Caf\xe9,x,1\r\n",
        3,
        "The rest of the file is utf-8: correct line 7",
    ),
    Hostile("unclosed-quote.csv", lambda: HEADER + b'1,"Red shelf,x,1\r\n' + ROW * 20, 3, "line 2: a quote"),
    Hostile("thousand-columns.csv", lambda: _wide(1_000), 0),
    Hostile("endless-columns.csv", lambda: _wide(20_000), 3, "more than 16384"),
    Hostile(
        "huge-cell.csv", lambda: HEADER + b'1,Red shelf,"' + b"word " * 400_000 + b'",1\r\n', 3, "2000002 characters"
    ),
    Hostile("endless-line.csv", lambda: HEADER + b"x" * 9_000_000, 3, "line 2 is longer than 8 million"),
    Hostile("ragged.csv", lambda: HEADER + ROW + b"2\r\n3,Blue shelf,,1,,,,\r\n\r\n#note\r\n", 0),
    Hostile("duplicate-headers.csv", lambda: b"sku,title,title,price\n1,Red shelf,Blue shelf,19.00\n", 0),
    Hostile("bidi-and-controls.csv", lambda: HEADER + "1,Red\u202e shelf\x07\u200b,a\x1bb,19.00\r\n".encode(), 0),
    Hostile("formulas.csv", lambda: HEADER + b"1,=HYPERLINK(1),@SUM(A1),-1\r\n" + ROW, 0),
    Hostile("document.csv", lambda: b"%PDF-1.7\n", 3, "PDF document"),
    Hostile("page.csv", lambda: b"<!doctype html><html></html>", 3, "web page"),
    Hostile("old.xls", lambda: _OLE + bytes(600), 3, "old Excel file"),
    Hostile("locked.xlsx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), 3, "password"),
    Hostile("text.xlsx", lambda: HEADER + ROW, 3, "rename it to .csv"),
    Hostile("truncated.xlsx", lambda: _book()[:-200], 3, "damaged workbook"),
    Hostile("flipped.xlsx", lambda: _flipped(_book()), 3, "damaged workbook"),
    Hostile("bomb.xlsx", _bomb, 3, "would unpack to 120 MB"),
    Hostile("forged-size.xlsx", _forged_size, 3, "would unpack to 3,221 MB"),
    Hostile("billion-cells.xlsx", lambda: _book(_sheet(_CELLS)), 0),
    Hostile(
        "row-billion.xlsx",
        lambda: _book(_sheet(_CELLS + '<row r="999999999"><c r="A1"><v>1</v></c></row>')),
        3,
        "beyond the last row",
    ),
    Hostile(
        "column-zzz.xlsx",
        lambda: _book(_sheet(_CELLS + '<row r="3"><c r="ZZZ3"><v>1</v></c></row>')),
        3,
        "beyond column XFD",
    ),
    Hostile(
        "no-such-string.xlsx",
        lambda: _book(_sheet(_CELLS + '<row r="3"><c r="A3" t="s"><v>9</v></c></row>')),
        3,
        "shared string 9",
    ),
    Hostile("cut-sheet.xlsx", lambda: _book(_sheet(_CELLS)[:-40]), 3, "ends before its data do"),
    Hostile(
        "huge-row.xlsx",
        lambda: _book(_sheet(_CELLS + '<row r="3">' + "<c/>" * 2_200_000 + "</row>")),
        3,
        "one row is larger",
    ),
    Hostile("entities.xlsx", lambda: _book(_sheet(_CELLS, '<!DOCTYPE x [<!ENTITY a "b">]>')), 3, "document type"),
    Hostile("row-twice.xlsx", lambda: _book(_sheet(_CELLS + _CELLS)), 3, "row 1 of 'Products' comes after row 2"),
    Hostile("no-sheet.xlsx", lambda: _book(state="hidden"), 3, "no visible worksheet"),
    Hostile("outside.xlsx", lambda: _book(extra={"../../outside.txt": b"x", "/etc/outside": b"x"}), 0),
    Hostile("other.zip.xlsx", lambda: _zip_of({"readme.txt": b"x"}), 3, "without a workbook"),
    Hostile(
        "rows.ods", lambda: _ods(_ods_row() + _ods_row('table:number-rows-repeated="999999999"')), 3, "rows beyond"
    ),
    Hostile("laughs.xml", lambda: _feed("<item><id>&l9;</id></item>", _laughs()), 3, "declares the entity 'l0'"),
    Hostile(
        "passwords.xml",
        lambda: _feed("<item><id>&x;</id></item>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        3,
        "declares the entity 'x'",
    ),
    Hostile("broken.xml", lambda: _feed("\n<item><title>Salt & pepper</title></item>"), 3, "line 2, column 20"),
    Hostile("deep.xml", lambda: _feed("<item>" + "<a>" * 9_000 + "</a>" * 9_000 + "</item>"), 3, "nested more than 50"),
    Hostile("huge-value.xml", lambda: _feed("<item><id>" + "x" * 2_000_000 + "</id></item>"), 3, "2000000 characters"),
    Hostile("deep.jsonl", lambda: b'{"a":' * 90_000 + b"1" + b"}" * 90_000, 3, "levels deep"),
    Hostile("deep.json", lambda: b"[" * 90_000 + b"]" * 90_000, 3, "nested more than 50"),
    Hostile("broken.jsonl", lambda: _line() + b'{"sku": "2", "title": \n', 3, "line 2"),
    Hostile("list.jsonl", lambda: b"[1, 2]\n", 3, "not a JSON object"),
    Hostile("keys.jsonl", lambda: _line(**{f"key{n}": "x" for n in range(17_000)}), 3, "different fields"),
    Hostile(
        "half-characters.jsonl", lambda: _line() + b'{"sku": "2", "title": "Red \\ud83d shelf", "price": "1.00"}\n', 0
    ),
    Hostile("latin.jsonl", lambda: _line() + b'{"sku": "2", "title": "Caf\xe9"}\n', 3, "is not utf-8"),
    Hostile("utf16.csv", lambda: b"\xff\xfe" + _text().encode("utf-16-le"), 0),
    Hostile("utf16-be.csv", lambda: b"\xfe\xff" + _text().encode("utf-16-be"), 0),
    Hostile("utf16-be-without-mark.csv", lambda: _text().encode("utf-16-be"), 3, "--encoding utf-16-be"),
    Hostile("utf32.csv", lambda: _text().encode("utf-32"), 0),
    Hostile("excel-unicode-text.txt", lambda: b"\xff\xfe" + _text(",", "\t").encode("utf-16-le"), 0),
    Hostile("mac-line-ends.csv", lambda: _text("\r\n", "\r").encode(), 0),
    Hostile("mixed-line-ends.csv", lambda: b"sku,title,price\r1,Red shelf,1.00\n2,Blue shelf,2.00\r\n", 0),
    Hostile("separator-line.csv", lambda: b"\xef\xbb\xbfsep=;\r\n" + _text(",", ";").encode(), 0),
    Hostile("tabs.csv", lambda: _text(",", "\t").encode(), 0),
    Hostile("trailing-commas.csv", lambda: _text("\r\n", ",,,,\r\n").encode(), 0),
    Hostile("byte-order-marks.csv", lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + HEADER + ROW + b"\xef\xbb\xbf" + ROW, 0),
    Hostile(
        "late-quote.csv",
        lambda: HEADER + ROW * 50_000 + b'2,"Red 12 shelf,x,1.00\r\n' + ROW * 500,
        3,
        "line 50002: a quote",
    ),
    Hostile(
        "header-in-row-5.csv", lambda: b"Export of my shop,,,\r\n2026-01-01,,,\r\n,,,\r\n,,,\r\n" + HEADER + ROW, 0
    ),
    Hostile("no-header.csv", lambda: ROW * 5, 3, "first row must name the columns"),
    Hostile("empty-header.csv", lambda: b",,,\r\n" + ROW, 3, "first row must name the columns"),
    Hostile("apostrophes.csv", lambda: HEADER + b"'0012,Red shelf,'A shelf for the wall,'19.00\r\n", 0),
    Hostile("errors-of-sheets.csv", lambda: HEADER + b"1,#REF!,Loading...,#N/A\r\n2,Red shelf,A shelf,#VALUE!\r\n", 0),
    Hostile("right-to-left.csv", lambda: HEADER + "\u200f1\u200e,\u2067Red shelf\u2069,x,\u200e19.00\r\n".encode(), 0),
    Hostile(
        "shift-jis.csv", lambda: HEADER + "1,赤い棚の説明,台所の壁のための棚です,1900\r\n".encode("shift-jis") * 3, 0
    ),
    Hostile("end-of-file-mark.csv", lambda: HEADER + ROW + b"\x1a", 0),
    Hostile("nuls-at-the-end.csv", lambda: HEADER + ROW + bytes(512), 3, "512 NUL characters, the first in line 3"),
    Hostile("text.xls", lambda: _text(",", "\t").encode(), 3, "Rename it to .csv"),
    Hostile(
        "page.xls", lambda: b"<html><table><tr><td>sku</td></tr></table></html>", 3, "web page that is called .xls"
    ),
    Hostile("table.xls", lambda: b"<meta charset=utf-8><table><tr><td>sku</td></tr></table>", 3, "save as .xlsx"),
    Hostile("excel-2003.xml", _excel_2003, 3, "Excel's XML of 2003"),
    Hostile("excel-2003.xls", _excel_2003, 3, "Excel's XML of 2003"),
    Hostile("old-renamed.xlsx", lambda: _OLE + bytes(600), 3, "old Excel file"),
    Hostile("binary.xlsx", _binary_book, 3, "binary workbook"),
    Hostile(
        "letter.xlsx",
        lambda: _zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}),
        3,
        "a Word document",
    ),
    Hostile("table.zip", lambda: _zip_of({"shop.csv": HEADER + ROW}), 3, "use the file inside: shop.csv"),
    Hostile("packed.csv", lambda: b"\x1f\x8b" + bytes(50), 3, "Unpack it and use the file inside"),
    Hostile("header-in-row-5.xlsx", lambda: _book(_sheet(_rows({1: ["My export"], 5: _HEADER, 6: _PRODUCT}))), 0),
    Hostile(
        "merged-and-hidden.xlsx",
        lambda: _book(
            _sheet(_CELLS)
            .replace("<sheetData>", '<cols><col min="2" max="2" width="9" hidden="1"/></cols><sheetData>')
            .replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>')
        ),
        0,
    ),
    Hostile("last-row.xlsx", lambda: _book(_sheet(_rows({1: _HEADER, 2: _PRODUCT, 1_048_576: _PRODUCT}))), 0),
    Hostile("callback.json", lambda: b"callback([{}])", 3, "Mend that place"),
    Hostile("comma.json", lambda: b'[{"sku": "1", "title": "Red shelf"},]', 3, "line 1, column"),
    Hostile("lines.json", lambda: _line() + _line(), 3, "call the file .jsonl"),
    Hostile("utf16.json", lambda: '[{"sku": "1", "title": "Red shelf", "price": "1.00"}]'.encode("utf-16"), 0),
    Hostile("keys-twice.json", lambda: b'[{"sku": "1", "title": "Red shelf", "title": "Blue shelf"}]', 0),
    Hostile("huge-number.json", lambda: b'[{"sku": "1", "title": "Red shelf", "price": ' + b"9" * 4_000 + b"}]", 0),
    Hostile("huge-number.csv", lambda: HEADER + b"1,Red shelf " + b"9" * 4_000 + b" oz,x," + b"9" * 40 + b"\r\n", 0),
    Hostile("not-a-number.json", lambda: b'[{"sku": "1", "title": "Red shelf", "price": NaN}]', 0),
    Hostile("error.xml", lambda: b"<Error><Code>AccessDenied</Code></Error>", 3, "a server's message instead"),
    Hostile(
        "latin.xml",
        lambda: b'<?xml version="1.0" encoding="utf-8"?>' + _feed("\xe9").decode().encode("latin-1"),
        3,
        "export it again, in UTF-8",
    ),
    Hostile("warning-of-php.csv", lambda: b"PHP Warning: Undefined index in /var/www\r\n" + HEADER + ROW, 0),
)


def _text(old: str = "", new: str = "") -> str:
    """A small table of three rows, with one mark replaced by another."""
    text = (HEADER + ROW * 3).decode()
    return text.replace(old, new) if old else text


def _rows(rows: dict[int, list[str]]) -> str:
    """Rows of a worksheet by number."""
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{"ABC"[i]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for i, text in enumerate(texts))
        + "</row>"
        for number, texts in rows.items()
    )


def _wide(columns: int) -> bytes:
    more = columns - 4
    extra = b"".join(b",x%d" % n for n in range(more))
    return HEADER.rstrip() + extra + b"\r\n" + ROW.rstrip() + b",v" * more + b"\r\n"


def _flipped(data: bytes) -> bytes:
    """One byte of the sheet's packed data is another one."""
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
