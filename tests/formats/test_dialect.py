from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.formats.dialect import Dialect, detect_dialect, line_ends


def _detect(text: str, suffix: str = ".csv") -> Dialect:
    return detect_dialect(list(io.StringIO(text, newline="")), suffix)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("sku,title,price\n1,Shoe,2.50\n", ","),
        ("sku;title;price\n1;Shoe, red, large;2,50\n2;Hat, blue;3,10\n", ";"),
        ("price;weight\n12,50;3,20\n1,00;4,10\n9,99;1,25\n", ";"),
        ("sku\ttitle\n1\tShoe, red\n", "\t"),
        ("sku|title|text\n1|a,b|c;d\n", "|"),
        ('sku,html\n1,"a;b;c\n;d;e\n;f"\n2,"x;y"\n', ","),
        ("#INFO;made by us\nsku,title\n1,a\n2,b\n", ","),
        ("sep=;\nsku;a,b;c,d\n", ";"),
        ("title\nshoe\nhat\n", ","),
        ("a,b,c,d\n1,2\n3,4,5,6\n7,8,9,10\n", ","),
        ("sku,title", ","),
    ],
)
def test_delimiter(text: str, delimiter: str) -> None:
    """The delimiter is the one on which header and records agree, not the most frequent character."""
    assert _detect(text).delimiter == delimiter


def test_the_suffix_decides_where_the_text_does_not() -> None:
    """One column has no delimiter: the suffix says what an added cell would be separated with."""
    assert _detect("title\nshoe\n", ".tsv").delimiter == "\t"
    assert _detect("a,b\tc\n1,2\t3\n", ".csv").delimiter == ","
    assert _detect("a,b\tc\n1,2\t3\n", ".txt").delimiter == "\t"


def test_quotes_that_are_only_inches() -> None:
    """In a tab separated file whose quotes open cells and never close them, a quote is an ordinary character."""
    assert _detect('sku\ttitle\n1\t"Best shelf\n2\t"24 inch\n', ".txt").quote == ""
    assert _detect('sku\ttitle\n1\t"Best ""shelf"""\n2\t"24 inch\n', ".txt").quote == '"'


@pytest.mark.parametrize(
    ("text", "kind"), [("a\r\nb", "CRLF"), ("a\nb\n", "LF"), ("a\rb", "CR"), ("a\r\nb\n", "mixed"), ("a", "none")]
)
def test_line_ends(text: str, kind: str) -> None:
    """Line ends are named as editors name them."""
    assert line_ends(text) == kind


@given(
    st.sampled_from(",;\t|"),
    st.lists(st.lists(st.text('abc ,;|\t"\né', max_size=8), min_size=4, max_size=4), min_size=4, max_size=12),
)
def test_what_csv_writes_is_detected(delimiter: str, rows: list[list[str]]) -> None:
    """Files that csv.writer makes, with a plain header and keys, are read with the delimiter they were written with."""
    rows = [["k" + first, *others] for first, *others in rows]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([["sku", "title", "price", "unit"], *rows])
    assert _detect(text.getvalue()) == Dialect(delimiter)
