"""Workbooks with all that a spreadsheet program may put beside cells, made on the spot; for tests and benchmarks.

XlsxWriter makes what it can: charts, images, shapes, comments, sparklines (x14), rich strings, defined names, macros,
tables, hidden sheets. Drop-downs of another sheet as x14 extensions and custom XML are put into the package afterwards.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["HEADERS", "rich_workbook"]

HEADERS = ("SKU", "Title", "Description", "Price", "EAN", "Released", "Twice", "Color")
_X14 = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation '
    'type="list" showErrorMessage="1"><x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>H2:H99</xm:sqref>'
    "</x14:dataValidation></x14:dataValidations></ext>"
)


def rich_workbook(path: Path, *, sheets: int = 1, rows: int = 5, macros: bool = False, inline: bool = False) -> Path:
    """Write a workbook of ``sheets`` sheets with listings, one hidden sheet and one with lists.

    ``macros`` makes it an XLSM with a VBA project, ``inline`` stores strings in the cells instead of shared ones.
    """
    import xlsxwriter

    plain = BytesIO()
    options = {"constant_memory": inline}
    book = xlsxwriter.Workbook(plain, options)
    if macros:
        book.add_vba_project(BytesIO(b"\xd0\xcf\x11\xe0" + b"VBA project" * 99), is_stream=True)
        book.set_vba_name("ThisWorkbook")
    for number in range(sheets):
        _listings(book, f"Products {number + 1}" if number else "Products", rows, full=number == 0, inline=inline)
    lists = book.add_worksheet("Lists")
    for number, colour in enumerate(("Red", "Blue", "Green")):
        lists.write(number, 0, colour)
    hidden = book.add_worksheet("Secret")
    hidden.write(0, 0, "Red leather shoe")  # the same shared string as in the listings
    hidden.hide()
    book.define_name("Colours", "=Lists!$A$1:$A$3")
    book.close()
    _with_extensions(plain.getvalue(), path)
    return path


def _listings(book: Any, name: str, rows: int, *, full: bool, inline: bool) -> None:
    sheet = book.add_worksheet(name)
    if book.vba_project:
        sheet.set_vba_name()
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red", "text_wrap": True})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.set_column(1, 2, 40, red)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADERS, bold)
    for row in range(1, rows + 1):
        sheet.write_string(row, 0, ("00123", "4006381333931", "1E5")[row % 3] + "-X" * (row // 3))
        sheet.write_string(row, 1, "Red leather shoe", red)
        if row == 2 and not inline:
            sheet.write_rich_string(row, 2, "A ", bold, "soft", " sole, 12 oz")
        else:
            sheet.write_string(row, 2, "A soft sole, 12 oz")
        sheet.write_number(row, 3, 10.5 * row)
        sheet.write_string(row, 4, f"400638133393{row}")
        sheet.write_number(row, 5, 45000 + row, date)
        sheet.write_formula(row, 6, f"=D{row + 1}*2", None, 21.0 * row)
        sheet.write_string(row, 7, "Red")
    if full:
        _decorated(sheet, book, name, rows)


def _decorated(sheet: Any, book: Any, name: str, rows: int) -> None:
    sheet.data_validation(1, 7, rows, 7, {"validate": "list", "source": "=Colours"})
    sheet.conditional_format(1, 3, rows, 3, {"type": "3_color_scale"})
    sheet.conditional_format(1, 3, rows, 3, {"type": "data_bar", "data_bar_2010": True})
    sheet.write_comment(1, 1, "Ask before changing this")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={name}!$D$2:$D${rows + 1}", "categories": f"={name}!$B$2:$B${rows + 1}"})
    sheet.insert_chart("K2", chart)
    sheet.insert_image("K20", "logo.png", {"image_data": BytesIO(_png())})
    sheet.insert_textbox("K30", "A shape with text", {"fill": {"color": "yellow"}})
    sheet.add_sparkline(1, 9, {"range": f"{name}!D2:D{rows + 1}"})
    sheet.protect("", {"format_cells": True})


def _png() -> bytes:
    """A picture of one red pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\xff\0\0")), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def _with_extensions(package: bytes, path: Path) -> None:
    """The package with x14 drop-downs in its first sheet, and a part of custom XML as add-ins write it."""
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                text = data.decode()
                where = re.search(r"<extLst>", text)
                text = text[: where.end()] + _X14 + text[where.end() :] if where else text
                data = text.encode()
            new.writestr(entry, data)
        new.writestr("customXml/item1.xml", '<?xml version="1.0"?><addin note="keep &amp; carry"/>')
