"""Where the values of a label stand that ends its block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.markup import Document
from localize.units.label_cells import names_of_cells, values_of_labels


def _values(html: str) -> dict[str, list[str]]:
    """The texts of the cells of each label; a label ends with a bracket."""
    document = Document(html, entities=True)
    texts = [block.text.strip() for block in document.blocks]
    labels = {number for number, text in enumerate(texts) if text.endswith(")")}
    found = values_of_labels(document, labels)
    return {texts[label]: [" ".join(texts[n] for n in cell) for cell in cells] for label, cells in found.items()}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>W (in)</td><td>1</td></tr></table>", {"W (in)": ["1"]}),
        ("<tr><td>W (in)</td><td>1</td><td></td><td>2</td></tr>", {"W (in)": ["1", "", "2"]}),
        ("<tr><td>W (in)</td><td>1</td><td>H (in)</td><td>2</td></tr>", {"W (in)": ["1"], "H (in)": ["2"]}),
        (
            "<tr><th>Model</th><th>W (in)</th></tr><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr>",
            {"W (in)": ["1", "2"]},
        ),
        ("<tr><th>W (in)</th><th>H (in)</th></tr><tr><td>1</td><td>2</td></tr>", {"W (in)": ["1"], "H (in)": ["2"]}),
        ("<tr><td>W (in)</td><td>1</td></tr><tr><td>H (in)</td><td>2</td></tr>", {"W (in)": ["1"], "H (in)": ["2"]}),
        ("<dl><dt>W (in)</dt><dd>1</dd><dd>2</dd><dt>H</dt><dd>3</dd></dl>", {"W (in)": ["1", "2"]}),
        ("<dl><div><dt>W (in)</dt><dd>1</dd></div></dl>", {"W (in)": ["1"]}),
        ("<table><tr><td>W (in)</td><td><p>1</p><p>2</p></td></tr></table>", {"W (in)": ["1 2"]}),
        ("<tr><th>A</th><th colspan=2>W (in)</th></tr><tr><td>a</td><td>1</td><td>2</td></tr>", {"W (in)": []}),
        ("<tr><th>A</th><th colspan=2>W (in)</th></tr><tr><td>a</td><td>b</td><td>c</td></tr>", {}),
        ("<table><tr><td>W (in)</td><td><table><tr><td>1</td></tr></table></td></tr></table>", {}),
        ("<h3>W (in)</h3><p>1</p>", {}),
        ("<p>W (in)</p><table><tr><td>1</td></tr></table>", {}),
    ],
)
def test_values_stand_beside_or_below(html: str, expected: dict[str, list[str]]) -> None:
    """Beside a label up to the next one; below it in a grid; never across spanned cells, nested tables or other blocks."""
    assert _values(html) == expected


_PIECES = ["<table>", "</table>", "<tr>", "<td>", "</td>", "<dl>", "<dt>", "<dd>", "W (in)", "1", "<p>"]


@given(st.lists(st.sampled_from(_PIECES), max_size=16))
def test_any_markup_can_be_read(pieces: list[str]) -> None:
    """Broken markup gives fewer values, never an error, and no label is a value of another."""
    for cells in _values("".join(pieces)).values():
        assert "W (in)" not in cells


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<tr><td>Age</td><td>0-12m</td></tr><tr><td>Cord</td><td>2m</td></tr>", {"0-12m": "Age", "2m": "Cord"}),
        ("<dl><dt>Age</dt><dd>6m</dd></dl>", {"6m": "Age"}),
        ("<tr><td>Size</td><td>26</td><td>28</td></tr>", {}),
        ("<tr><td>Age</td><td><p>6m</p><p>12m</p></td></tr>", {}),
        ("<p>Age</p><p>6m</p>", {}),
    ],
)
def test_the_cell_before_says_what_a_value_is(html: str, expected: dict[str, str]) -> None:
    """In rows of two, name and value; other rows have headers elsewhere."""
    document = Document(html, entities=True)
    texts = [block.text.strip() for block in document.blocks]
    assert {texts[value]: texts[name] for value, name in names_of_cells(document).items()} == expected
