"""Label and numbers get the market's unit together, or both stay and a finding says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from localize.listing import Role
from localize.settings import Settings, UnitSettings

if TYPE_CHECKING:
    from tests.units.conftest import Prepared, Written


@pytest.mark.parametrize(
    ("text", "source", "market", "expected"),
    [
        ("Dimensions (inch): 29 x 30 x 74", "en-US", "de-DE", "Dimensions (cm): 73,7 x 76,2 x 188"),
        ("Weight (lbs): 3.5", "en-US", "pt-BR", "Weight (kg): 1,59"),
        ("Size (in): 12 x 8", "en-US", "pt-BR", "Size (cm): 30,5 x 20,3"),
        ("Height in inches: 30", "en-US", "de-DE", "Height in cm: 76,2"),
        ("Length (ft) - 6", "en-US", "fr-FR", "Length (m) - 1,83"),
        ("Capacity (oz): 12", "en-US", "de-DE", "Capacity (ml): 355"),
        ("Weight (oz): 12", "en-US", "de-DE", "Weight (g): 340"),
        ("Waist (in): 28-30", "en-US", "pt-BR", "Waist (cm): 71,1-76,2"),
        ("Sizes (inch): 10, 12, 14", "en-US", "de-DE", "Sizes (cm): 25,4; 30,5; 35,6"),
        ("Sizes (inch): 10, 12, 14", "en-US", "en-AU", "Sizes (cm): 25.4, 30.5, 35.6"),
        ("Temperature (F): 350", "en-US", "de-DE", "Temperature (°C): 177"),
        ("Area in square feet: 30", "en-US", "de-DE", "Area in m²: 2,79"),
        ("Height (in): 30 Width (in): 20", "en-US", "de-DE", "Height (cm): 76,2 Width (cm): 50,8"),
        ("Dimensions (in): 29L x 30W x 74H", "en-US", "de-DE", "Dimensions (cm): 73,7L x 76,2B x 188H"),
        ('Dimensions (inch): 29" x 30"', "en-US", "de-DE", "Dimensions (cm): 73,7 x 76,2 cm"),
        ("Length (ft): 3' 6\"", "en-US", "de-DE", "Length (m): 1,07 m"),
        ("Height (in): 5'10\"", "en-US", "de-DE", "Height (m): 1,78 m"),
        ("Weight (lb): 12 lb 3 oz", "en-US", "de-DE", "Weight (kg): 5,53 kg"),
        ("Weight (lbs): 3.5 lbs", "en-US", "de-DE", "Weight (kg): 1,59 kg"),
        ("Maße (cm): 20 x 30 x 5", "de-DE", "en-US", "Maße (in): 7.87 x 11.81 x 1.97"),
        ("Größe in cm: 20", "de-DE", "en-US", "Größe in inches: 7.87"),
        ("Maße (BxHxT) in cm: 20 x 5 x 8", "de-DE", "en-US", "Maße (WxHxD) in inches: 7.87 x 1.97 x 3.15"),
        ('Dimensions (in): 60" x 84" (5 ft x 7 ft)', "en-US", "de-DE", "Dimensions (cm): 152,4 x 213,4 cm"),
        ("Weight (lbs): 3.5 lbs (1.6 kg)", "en-US", "de-DE", "Weight (kg): 1,6 kg"),
        ("Altura (cm): 30", "pt-BR", "en-US", "Altura (in): 11.8"),
        ("Peso (kg): 1,2", "pt-BR", "en-US", "Peso (lb): 2.65"),
        ("Poids (g) : 250", "fr-FR", "en-US", "Poids (oz) : 8.82"),
        ("Capacidade (L): 1,5", "pt-BR", "en-US", "Capacidade (fl oz): 50.7"),
        ("Height (cm): 180", "de-DE", "en-US", "Height (in): 71"),
        ("Weight (lbs):\n3.5", "en-US", "de-DE", "Weight (lbs):\n3.5"),
    ],
)
def test_label_and_numbers_are_converted_together(
    prepared: Prepared, written: Written, text: str, source: str, market: str, expected: str
) -> None:
    """The label names the market's unit, and its numbers are of it."""
    assert written(prepared(text, market, source)) == expected


@pytest.mark.parametrize(
    ("html", "market", "expected"),
    [
        ("<li><strong>Weight (lb):</strong> 3.5</li>", "de-DE", "Weight (kg): 1,59"),
        ("<p><b>Weight (lb)</b><span>3.5</span></p>", "de-DE", "Weight (kg)1,59"),
        ("<p>Weight (lb):\n  3.5</p>", "de-DE", "Weight (kg):\n  1,59"),
        ("<table><tr><td>Length (ft)</td><td>3</td></tr></table>", "de-DE", "Length (cm) | 91"),
        ("<table><tr><th><b>Length (ft)</b></th>\n<td><p>3</p></td></tr></table>", "pt-BR", "Length (cm) | 91"),
        (
            "<tr><td>Dimensions (in)</td><td>29 x 30</td><td>31 x 30</td></tr>",
            "de-DE",
            "Dimensions (cm) | 73,7 x 76,2 | 78,7 x 76,2",
        ),
        (
            "<dl><dt>Height (in)</dt><dd>12</dd><dt>Weight (oz):</dt><dd>8</dd></dl>",
            "de-DE",
            "Height (cm) | 30,5 | Weight (g): | 227",
        ),
        (
            "<table><tr><td>Length (ft)</td><td>3</td><td>Weight (oz)</td><td>8</td></tr></table>",
            "de-DE",
            "Length (cm) | 91 | Weight (g) | 227",
        ),
        (
            "<tr><th>Model</th><th>Weight (oz)</th></tr><tr><td>A</td><td>12</td></tr><tr><td>B</td><td>14.5</td></tr>",
            "de-DE",
            "Model | Weight (g) | A | 340 | B | 411",
        ),
        (
            "<tr><th>Model</th><th>Size (in)</th></tr><tr><td>A</td><td>12 x 8</td></tr><tr><td>B</td><td>-</td></tr>",
            "de-DE",
            "Model | Size (cm) | A | 30,5 x 20,3 | B | -",
        ),
        ("<p>Weight (lb):<br>3.5</p>", "de-DE", "Weight (lb): | 3.5"),
        ("<h3>Weight (lb)</h3><p>3.5</p>", "de-DE", "Weight (lb) | 3.5"),
    ],
)
def test_in_markup_a_label_reaches_its_line_its_row_or_its_description(
    prepared: Prepared, written: Written, html: str, market: str, expected: str
) -> None:
    """Tags between label and number, cells beside or below it and a ``<dd>`` are reached; another block is not."""
    assert written(prepared(html, market, role=Role.HTML)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sizes (in): 10, 12, M, 14",
        "Size (in): 12 x 8, with lid 9",
        "Length (ft): 6 pack of 2",
        "Dimensions (in): 29 x 30 / 74 x 76",
        "Dimensions (in): H 30, W: 20",
        "Width (in): 29 cm",
        "<tr><td>Length (ft)</td><td>3</td><td>4 or more</td></tr>",
        "<tr><th>Model</th><th>Weight (oz)</th></tr><tr><td>A</td><td>12</td></tr><tr><td>B</td><td>on request</td></tr>",
        "<p>Size (in): 12 x <b>8</b></p>",
        "<tr><th>A</th><th colspan=2>Length (ft)</th></tr><tr><td>a</td><td>1</td><td>2</td></tr>",
    ],
)
def test_where_it_is_not_sure_both_stay_and_a_finding_says_so(prepared: Prepared, written: Written, text: str) -> None:
    """No number is converted, the label keeps its sign, and somebody is told."""
    role = Role.HTML if text.startswith("<") else Role.TEXT
    draft = prepared(text, "de-DE", role=role)
    shown = written(draft)
    assert "(in)" in shown or "(ft)" in shown or "(oz)" in shown
    assert [f.code for f in draft.findings] == ["header-unit-kept"]
    assert all(change.after.replace("\u00a0", " ") == change.before for change in draft.changes)


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("Size (in): M", "de-DE"),
        ("Voltage (V): 110", "de-DE"),
        ("In stock (pcs): 12", "de-DE"),
        ("Dimensions (inch / cm): 29 x 30 / 74 x 76", "de-DE"),
        ("Weight (lbs): 3.5 (1.6 kg)", "de-DE"),
        ("Screen size (in): 27", "de-DE"),
        ("Width (cm): 30", "de-DE"),
        ("Height (in): 12; Height (cm): 30.5", "de-DE"),
    ],
)
def test_what_needs_nothing_stays_and_nothing_is_said(
    prepared: Prepared, written: Written, text: str, market: str
) -> None:
    """No number, a unit that is used there, both units, a rule that keeps it: the text stays as it is."""
    draft = prepared(text, market)
    assert written(draft).replace(",", ".") == text
    assert not draft.findings


def test_the_name_of_a_unit_that_stays_is_the_markets(prepared: Prepared, written: Written) -> None:
    """A name is a word and is translated; a sign stays, which an engine may take for a word (``in``)."""
    assert written(prepared("Screen size (inches): 27", "pt-BR")) == "Screen size (polegadas): 27"
    assert written(prepared("Screen size (in): 27", "pt-BR")) == "Screen size (in): 27"


def test_the_original_stands_behind_where_it_is_wanted(prepared: Prepared, written: Written) -> None:
    """With ``[units] original`` the source's numbers stand in brackets, with the unit that the label no longer names."""
    wanted = Settings(units=UnitSettings(original=True))
    draft = prepared("Dimensions (inch): 29 x 30", "de-DE", settings=wanted)
    assert written(draft) == "Dimensions (cm): 73,7 x 76,2 (29 x 30 in)"


def test_both_changes_are_recorded(prepared: Prepared) -> None:
    """Label and numbers are a change each, and each says that it belongs to the other."""
    draft = prepared("Weight (lbs): 3.5", "pt-BR")
    changes = [(c.before, c.after, c.why, c.by) for c in draft.changes if c.scope == "span" and c.stage == "convert"]
    assert changes == [
        ("lbs", "kg", "pound to kg, with its numbers", "units.toml:pound"),
        ("3.5", "1,59", "pound to kg, with its label", "units.toml:pound"),
    ]


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    label=st.sampled_from(["Width (in)", "Weight (lbs)", "Length (ft)", "Height in inches", "Capacity (oz)"]),
    sign=st.sampled_from([": ", " - ", " ", ":", " = "]),
    rest=st.text(alphabet="0123456789.,/x -MW½ ()cminlb\"'", max_size=20),
)
def test_label_and_numbers_never_part(prepared: Prepared, label: str, sign: str, rest: str) -> None:
    """Whatever follows: a label with another unit has no bare number of the source behind it, and the other way round."""
    draft = prepared(f"{label}{sign}{rest}", "de-DE")
    spans = [span for span in draft.texts["description"][0].spans if span.why.endswith(("its numbers", "its label"))]
    names = [span for span in spans if span.why.endswith("its numbers")]
    numbers = [span for span in spans if span.why.endswith("its label")]
    assert bool(names) == bool(numbers)
    if names:
        last = max(span.end for span in numbers)
        bare = [s for s in draft.texts["description"][0].spans if s.kind.name == "NUMBER" and s.start >= last]
        assert not bare or "." in draft.texts["description"][0].text[last : bare[0].start]
