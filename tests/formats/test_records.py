from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import CatalogError
from localize.formats.dialect import Dialect
from localize.formats.records import (
    cell_value,
    plain_values,
    raw_records,
    read_values,
    render_cell,
    split_record,
)

DIALECTS = st.builds(Dialect, st.sampled_from(",;\t|"), st.sampled_from(['"', ""]))
MESSY = st.text(st.sampled_from('ab ",;\t|\r\n#é\u2028\x0c'), max_size=60)


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


@given(MESSY, DIALECTS)
def test_joined_records_are_the_text(text: str, dialect: Dialect) -> None:
    """Cutting into records loses nothing, and neither does cutting records into cells."""
    try:
        found = list(raw_records(_lines(text), dialect))
    except CatalogError:
        return
    assert "".join(raw for _, raw in found) == text
    for _, raw in found:
        cells, end = split_record(raw, dialect)
        assert dialect.delimiter.join(cells) + end == raw
        assert not end.strip("\r\n")


@given(MESSY, DIALECTS)
def test_fast_and_plain_agree_with_csv(text: str, dialect: Dialect) -> None:
    """The batched C reader, its plain twin and csv.reader over the whole text read the same values."""
    try:
        found = list(raw_records(_lines(text), dialect))
    except CatalogError:
        return
    fast = [cells for _, cells in read_values(found, dialect)]
    assert fast == [plain_values(raw, dialect) for _, raw in found]
    assert fast == list(csv.reader(_lines(text), **dialect.reader_options()))


@given(MESSY, DIALECTS)
def test_an_error_means_that_csv_would_swallow_the_rest(text: str, dialect: Dialect) -> None:
    """A record is refused exactly if closing the quote at the end changes what csv.reader makes of it."""
    try:
        list(raw_records(_lines(text), dialect))
    except CatalogError:
        assert dialect.quote
        list(raw_records(_lines(text + '"'), dialect))  # closed, it is accepted


def test_lines_are_counted_physically() -> None:
    """A record's line is where it begins, whatever line breaks the records before it hold."""
    found = list(raw_records(_lines('a,b\r\n"x\ny\r\nz",2\n\n3,4'), Dialect()))
    assert [line for line, _ in found] == [1, 2, 5, 6]


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n1,"open\n2,3\n', 2), ('a\n"b\nc"\nd,"e', 4), ('"a\nb","c\nd', 2), ('"', 1), ('"a""\n', 1)],
)
def test_an_unclosed_quote_names_its_line(text: str, line: int) -> None:
    """The message names the line where the quote that is never closed was opened."""
    with pytest.raises(CatalogError, match=f"^line {line}: a quote"):
        list(raw_records(_lines(text), Dialect()))


def test_an_unclosed_quote_does_not_fill_the_memory() -> None:
    """Reading stops once a record is absurdly long."""
    read: list[str] = []

    def lines() -> object:
        for number in range(1000):
            read.append('"open\n' if number == 3 else "x,y\n")
            yield read[-1]

    with pytest.raises(CatalogError, match="line 4"):
        list(raw_records(lines(), Dialect(), most=100))  # type: ignore[arg-type]
    assert len(read) < 50


def test_cells_beyond_the_limit_of_csv() -> None:
    """A cell longer than csv.field_size_limit() is read by the plain twin; the process-wide limit stays."""
    limit = csv.field_size_limit()
    long = "x" * (limit + 1)
    assert [cells for _, cells in read_values([(1, f'"{long}",2\n'), (2, "a,b\n")], Dialect())] == [
        [long, "2"],
        ["a", "b"],
    ]
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("plain", "plain"),
        ('12" shelf', '12" shelf'),
        ('"a ""b"" c"', 'a "b" c'),
        ('"a"b"c""', 'ab"c""'),
        ('""', ""),
        ('""""', '"'),
        (' "x"', ' "x"'),
    ],
)
def test_cell_value(cell: str, value: str) -> None:
    """Quotes count only where a cell begins; what follows the closing one is text."""
    assert cell_value(cell, Dialect()) == value


@pytest.mark.parametrize(
    ("text", "before", "raw"),
    [
        ("rot", "red", "rot"),
        ("rot", '"red"', '"rot"'),
        ("rot, blau", "red", '"rot, blau"'),
        ("zwei\nZeilen", "red", '"zwei\nZeilen"'),
        ('12" breit', "red", '"12"" breit"'),
        ("", '"red"', '""'),
        ("", "red", ""),
    ],
)
def test_render_cell(text: str, before: str, raw: str) -> None:
    """A new text is quoted if the old was, else only if it must be."""
    assert render_cell(text, before, Dialect()) == raw


def test_render_cell_where_nothing_is_quoted() -> None:
    """Where a quote is an ordinary character, a text that needs quotes cannot be written."""
    dialect = Dialect("\t", "")
    assert render_cell('12" breit', "", dialect) == '12" breit'
    assert render_cell("a\tb", "", dialect) is None


@given(
    st.text(st.characters(exclude_characters="\0")),
    st.sampled_from(["", '"old"', "old"]),
    st.sampled_from(",;\t|"),
    st.booleans(),
)
def test_what_is_rendered_reads_back(text: str, before: str, delimiter: str, alone: bool) -> None:  # noqa: FBT001
    """Reading a rendered cell gives the text, alone or among others."""
    dialect = Dialect(delimiter)
    raw = render_cell(text, before, dialect, alone=alone)
    assert raw is not None
    record = raw if alone else f"x{delimiter}{raw}{delimiter}y"
    assert plain_values(record, dialect) == ([text] if alone else ["x", text, "y"])
