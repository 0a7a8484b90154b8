"""The shipped tables: their schema, their formulas, their order."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product

import pytest
from jsonschema import Draft202012Validator

from localize.data import data_folder, read_toml
from localize.listing import Severity
from localize.sizes import SizeTable, check_table, load_tables, read_table
from localize.sizes.evidence import AUDIENCES, KINDS
from localize.sizes.tables import Hit

FOLDER = data_folder("size_tables")
DESCRIPTIONS = sorted(FOLDER.glob("*.toml"))
TABLES = {table.name.partition(".")[0]: table for table in load_tables()}
INCH = Fraction(254, 10)


@pytest.mark.parametrize("path", DESCRIPTIONS, ids=lambda path: path.stem)
def test_a_description_meets_its_schema(path: object) -> None:
    """Every table states sources, date and certainty."""
    schema = json.loads((FOLDER / "table.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = read_toml(path)  # type: ignore[arg-type]
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("name", TABLES)
def test_check_has_nothing_to_say_about_our_tables(name: str) -> None:
    """Order, contradictions and unreached rows: nothing but coarser columns, which are for the record."""
    assert [problem.message for problem in check_table(TABLES[name]) if problem.severity is not Severity.INFO] == []


def test_the_order_of_tables_is_certain() -> None:
    """Of several tables for a kind and audience no two are made for equally few kinds: one is asked first."""
    for kind, audience in product(KINDS, AUDIENCES):
        widths = [len(table.kinds) for table in TABLES.values() if table.covers(kind, audience, "")]
        assert len(set(widths)) == len(widths), (kind, audience)


def test_every_kind_has_a_table() -> None:
    """What can be recognised as a kind is in a table, if only to say that it is never converted."""
    missing = {kind for kind in KINDS - {"bras"} if not any(kind in table.kinds for table in TABLES.values())}
    assert missing == set()


def _size(label: str) -> Fraction:
    """A label as a number: hats in eighths of an inch; children's 1Y follows 13.5C."""
    number = sum((Fraction(part) for part in label.rstrip("CY号").split()), Fraction(0))
    return number + Fraction("13.5") if label.endswith("Y") else number


@pytest.mark.parametrize(("label", "number"), [("7 1/8", "57/8"), ("42.5", "85/2"), ("1Y", "29/2"), ("11号", "11")])
def test_labels_are_compared_as_numbers(label: str, number: str) -> None:
    """Fractions, halves and letters of the tables, in the order that buyers know."""
    assert _size(label) == Fraction(number)


@pytest.mark.parametrize("name", ["shoes-men", "shoes-women", "shoes-kids", "clothing-women", "rings", "hats"])
def test_a_bigger_size_is_never_converted_to_a_smaller_one(name: str) -> None:
    """Along every pair of columns the answers do not fall, and between different sizes of one system they rise."""
    table = TABLES[name]
    not_numbers = {"shoes-kids": {"UK", "IN"}, "rings": {"UK"}}.get(name, set())  # begin again; letters
    systems = [system for system in table.columns if system not in not_numbers]
    for source, target in product(systems, systems):
        answers = [
            found.label
            for row in table.rows
            if source in row.labels
            and isinstance(found := table.lookup(_key(table, source, row.labels[source][0]), source, target), Hit)
        ]
        assert all(_size(a) <= _size(b) for a, b in pairwise(answers)), (source, target)
        assert _size(answers[0]) < _size(answers[-1]), (source, target)


def _key(table: SizeTable, source: str, label: str) -> str:
    from localize.sizes.labels import label_key

    assert (source, label_key(label)) in table.index
    return label_key(label)


@pytest.mark.parametrize(("name", "offset"), [("shoes-men", Fraction(1)), ("shoes-women", Fraction(5, 2))])
def test_adult_shoes_are_what_their_formulas_say(name: str, offset: Fraction) -> None:
    """Every label lies at its foot length: EU 1.5 cm + 2, UK 3 in - 23, US UK + offset."""
    for row in TABLES[name].rows:
        assert row.measure is not None
        foot = Fraction(row.measure)
        for system, formula in (
            ("EU", foot / 10 * Fraction(3, 2) + 2),
            ("UK", foot / INCH * 3 - 23),
            ("US", foot / INCH * 3 - 23 + offset),
            ("BR", foot / 10 * Fraction(3, 2)),
            ("JP", foot / 10),
            ("KR", foot),
        ):
            if system in row.labels:
                assert abs(Fraction(row.labels[system][0]) - formula) < Fraction(1, 100), (row.line, system)


@pytest.mark.parametrize(
    ("foot", "eu", "uk", "us_men", "us_women"),
    [
        ("235", "37", "4.5", "5.5", "7"),
        ("270", "42.5", "9", "10", "11.5"),
        ("250", "39.5", "6.5", "7.5", "9"),
        ("285", "45", "10.5", "11.5", "13"),
    ],
)
def test_known_points_are_met_within_half_a_size(foot: str, eu: str, uk: str, us_men: str, us_women: str) -> None:
    """ISO's own points and the table of formulas agree within half a size."""
    for name, target, expected in (
        ("shoes-men", "EU", eu),
        ("shoes-men", "UK", uk),
        ("shoes-men", "US", us_men),
        ("shoes-women", "US", us_women),
    ):
        found = TABLES[name].lookup(foot, "KR", target)
        assert isinstance(found, Hit)
        assert abs(Decimal(found.label) - Decimal(expected)) <= Decimal("0.5")


def test_fixed_offsets_of_womens_numbers() -> None:
    """FR = DE + 2, IT = DE + 6, US = UK - 4 in every row."""
    for row in TABLES["clothing-women"].rows:
        number = {system: int(labels[0]) for system, labels in row.labels.items()}
        assert (number["FR"], number["IT"], number["US"]) == (number["DE"] + 2, number["DE"] + 6, number["UK"] - 4)


def test_the_example_of_a_sellers_table_can_be_read() -> None:
    """The athletic chart loads as a seller's tables, one an audience."""
    tables = read_table(FOLDER / "examples" / "shoes-athletic.csv")
    assert [sorted(table.audiences) for table in tables] == [["men"], ["women"]]
    found = tables[0].lookup("10", "US", "EU")
    assert isinstance(found, Hit)
    assert found.label == "44"
