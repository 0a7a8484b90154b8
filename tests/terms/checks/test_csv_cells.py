"""The scanner agrees with the standard reader where a file is whole, and knows where each cell stands."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from localize.terms.checks.csv_cells import scan_csv

# What the csv module itself writes and reads back; it treats NUL and a lone carriage return its own way.
cells = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=12)
tables = st.lists(st.lists(cells, min_size=2, max_size=4), max_size=6)


@given(tables)
def test_cells_are_those_of_the_standard_reader(rows: list[list[str]]) -> None:
    """Whatever stands in them, quoted or not, over several lines or one."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    text = buffer.getvalue()
    expected = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    assert [[cell.text for cell in record.cells] for record in scan_csv(text)] == expected


@given(tables)
@example([["", '"\n0']])
def test_a_cell_stands_where_it_says(rows: list[list[str]]) -> None:
    """Line and column lead to its first character."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    lines = buffer.getvalue().replace("\r\n", "\n").split("\n")
    for record in scan_csv(buffer.getvalue()):
        for cell in record.cells:
            written = cell.text.split("\n")[0].replace('"', '""')
            assert lines[cell.line - 1][cell.column - 1 :].startswith(written)


@given(st.text(max_size=200))
def test_no_text_stops_the_scanner(text: str) -> None:
    """Every line is in some record, whatever the quotes do."""
    for record in scan_csv(text):
        assert record.line >= 1
        assert record.cells
