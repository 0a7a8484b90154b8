"""Drop-downs: which cells of a sheet are chosen from a list."""

from __future__ import annotations

import pytest

from localize.formats.xlsx_lists import drop_downs
from localize.formats.xlsx_workbook import Area

ROWS = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
PLAIN = (
    b'<dataValidations count="2"><dataValidation type="whole" sqref="B2:B9"/>'
    b'<dataValidation type="list" allowBlank="1" sqref="C2:C9 E4"><formula1>"a,b"</formula1></dataValidation>'
    b"</dataValidations></worksheet>"
)
EXTENSION = (
    b'<extLst><ext><x14:dataValidations count="1"><x14:dataValidation type="list" xr:uid="{1}"><x14:formula1>'
    b"<xm:f>Lists!$A$1:$A$5</xm:f></x14:formula1><xm:sqref>D2:D9</xm:sqref></x14:dataValidation>"
    b"</x14:dataValidations></ext></extLst></worksheet>"
)


@pytest.mark.parametrize(
    ("tail", "areas"),
    [
        (PLAIN, [Area(2, 2, 9, 2), Area(4, 4, 4, 4)]),
        (EXTENSION, [Area(2, 3, 9, 3)]),
        (b'<dataValidations><dataValidation type="list" sqref="C:C"/></dataValidations>', []),
        (b"</worksheet>", []),
    ],
)
def test_lists_are_found_behind_the_rows(tail: bytes, areas: list[Area]) -> None:
    """Lists on the same sheet, on another one (an extension), and nothing else."""
    assert drop_downs([ROWS + tail]) == areas


def test_blocks_may_be_cut_anywhere() -> None:
    """A part comes in blocks; where one ends makes no difference."""
    data = ROWS + PLAIN
    for at in range(1, len(data)):
        assert drop_downs([data[:at], data[at:]]) == [Area(2, 2, 9, 2), Area(4, 4, 4, 4)]
