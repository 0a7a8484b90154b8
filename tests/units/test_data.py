"""The data files of localize/units: well formed, complete, and right by two authorities."""

from __future__ import annotations

import os
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from localize.units.guards import GUARDS
from localize.units.quantity import Shape
from localize.units.tables import lexicon, preferences, read_table, unit_named, units

_TEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "uniqueItems": True}
_BY_LANGUAGE = {"type": "object", "propertyNames": {"pattern": "^[a-z]{2}$"}, "additionalProperties": _TEXTS}
_ID = {"type": "string", "pattern": "^[a-z][a-z_-]*$"}
_EXACT = {"type": "string", "pattern": r"^-?\d+(\.\d+|/\d+)?$"}
_SYSTEMS = {"type": "array", "items": {"enum": ["metric", "us", "uk"]}, "minItems": 1, "uniqueItems": True}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _rows(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema, "minItems": 1}


_TARGET = _object(["unit"], unit=_ID, below=_EXACT)
SCHEMAS = {
    "units": _object(
        ["base", "unit"],
        base={"type": "object", "additionalProperties": {"type": "string"}},
        unit=_rows(
            _object(
                ["id", "symbol"],
                id=_ID,
                dimension=_ID,
                factor=_EXACT,
                offset=_EXACT,
                babel={"type": "string"},
                systems=_SYSTEMS,
                symbol={"type": "string"},
                plural={"type": "string"},
                pint={"type": "string"},
                imperial=_ID,
                smaller=_ID,
                unverified={"const": True},
                inverse={"const": True},
                mention={"const": True},
                spelled={"const": True},
                named={"const": True},
                unmentioned=_TEXTS,
                symbols=_TEXTS,
                marks=_TEXTS,
                names=_BY_LANGUAGE,
                not_before=_BY_LANGUAGE,
                guards={"type": "object", "additionalProperties": {"enum": sorted(GUARDS)}},
            )
        ),
    ),
    "preferences": _object(
        ["countries", "own", "unused", "rounding", "preference", "usage", "reading"],
        countries=_object(["imperial"], imperial=_TEXTS),
        unused={"type": "object", "additionalProperties": _TEXTS},
        rounding=_rows(
            _object(
                ["dimensions", "fineness", "digits"],
                dimensions=_TEXTS,
                fineness={"type": "integer", "minimum": 1},
                digits={"type": "integer", "minimum": 0},
                only=_TEXTS,
                **{"except": _TEXTS},
            )
        ),
        own={"type": "object", "additionalProperties": _TEXTS},
        preference=_rows(
            _object(
                ["systems", "from", "display", "to"],
                systems=_SYSTEMS,
                display=_ID,
                to=_rows(_TARGET),
                mixed_decimals={"type": "integer", "minimum": 0},
                **{"from": _TEXTS},
            )
        ),
        usage=_rows(
            _object(
                ["id", "from", "words"],
                id=_ID,
                countries=_TEXTS,
                mixed={"type": "array", "items": _ID, "minItems": 2, "maxItems": 2},
                between={"type": "array", "items": _EXACT, "minItems": 2, "maxItems": 2},
                step=_object(["unit", "power"], unit=_ID, power={"type": "integer"}),
                systems=_SYSTEMS,
                to=_rows(_TARGET),
                words=_BY_LANGUAGE,
                unless=_BY_LANGUAGE,
                **{"from": _TEXTS},
            )
        ),
        reading=_rows(
            _object(
                ["id", "unit", "means", "words"],
                id=_ID,
                unit=_ID,
                means=_ID,
                countries=_TEXTS,
                elsewhere={"type": "boolean"},
                near_only={"type": "boolean"},
                not_values={"type": "array", "items": {"type": "integer"}},
                unless_anywhere={"type": "boolean"},
                words=_BY_LANGUAGE,
                unless=_BY_LANGUAGE,
            )
        ),
    ),
    "ambiguous": _object(
        ["unit"],
        unit=_rows(
            _object(
                ["units", "usual", "round"],
                units=_TEXTS,
                usual={"type": "array", "items": _EXACT, "minItems": 2, "maxItems": 2},
                round=_EXACT,
                whole={"const": True},
                large=_TEXTS,
            )
        ),
    ),
    "unconverted": _object(
        ["kept"],
        kept=_rows(
            _object(
                ["id", "reason", "units"],
                id=_ID,
                reason={"type": "string", "minLength": 10},
                source={"type": "string"},
                units=_TEXTS,
                countries=_TEXTS,
                shapes={"type": "array", "items": {"enum": [s.value for s in Shape]}},
                near_only={"type": "boolean"},
                not_in_labels={"type": "boolean"},
                whole_numbers={"type": "boolean"},
                means={"type": "string"},
                between={"type": "array", "items": _EXACT, "minItems": 2, "maxItems": 2},
                phrases=_TEXTS,
                words=_BY_LANGUAGE,
                unless=_BY_LANGUAGE,
            )
        ),
    ),
}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_data_file_follows_its_schema(name: str) -> None:
    """Keys are known, values are of the right kind, required ones are there."""
    errors = [
        f"{list(e.path)}: {e.message}" for e in Draft202012Validator(SCHEMAS[name]).iter_errors(dict(read_table(name)))
    ]
    assert errors == []


def test_words_are_lower_case_lists_by_language() -> None:
    """Every table of words.toml is what the finder compares with: lower case, no blanks at the ends."""
    data = dict(read_table("words"))
    data["joins"] = [words for join in data["joins"].values() for words in join.values()]
    data["labels"] = {k: v for k, v in data["labels"].items() if k != "letters"}
    numerals = data.pop("numerals")
    data["numerals"] = [
        w for row in numerals.values() for part in row.values() if not isinstance(part, dict) for w in [part]
    ]
    data.pop("size_letters")
    data.pop("inner_unit")
    data["values"] = [list(row[part]) for row in numerals.values() for part in ("values", "fractions", "scales")]
    texts = [
        w for table in data.values() for words in (table.values() if isinstance(table, dict) else table) for w in words
    ]
    assert [w for w in texts if w != w.lower().strip() or not w] == []


def test_every_unit_that_is_named_exists() -> None:
    """Preferences, readings, exceptions and imperial twins name units of units.toml."""
    table = read_table("preferences")
    named = {t["unit"] for row in table["preference"] for t in row["to"]}
    named |= {u for row in table["preference"] for u in (*row["from"], row["display"])}
    named |= {row["step"]["unit"] for row in table["usage"] if "step" in row}
    named |= {to["unit"] for row in table["usage"] for to in row.get("to", ())}
    named |= {u for row in table["usage"] for u in row.get("mixed", ())} | {
        u for row in table["usage"] for u in row["from"]
    }
    named |= {u for row in table["reading"] for u in (row["unit"], row["means"])}
    named |= {u for own in (*table["own"].values(), *table["unused"].values()) for u in own}
    named |= {u for row in table["rounding"] for part in ("only", "except") for u in row.get(part, ())}
    named |= {u for row in read_table("ambiguous")["unit"] for u in row["units"]}
    named |= {u for row in read_table("unconverted")["kept"] for u in row["units"]}
    named |= {unit.imperial for unit in units().values() if unit.imperial}
    named |= {unit.smaller for unit in units().values() if unit.smaller}
    assert named - units().keys() == set()


def test_ids_are_unique() -> None:
    """No two rows of a table share an id."""
    for name, table in (
        ("units", "unit"),
        ("unconverted", "kept"),
        ("preferences", "reading"),
        ("preferences", "usage"),
    ):
        ids = [row["id"] for row in read_table(name)[table]]
        assert len(ids) == len(set(ids))


def test_every_convertible_unit_has_a_target_in_every_system() -> None:
    """A unit with a factor is either used in a system, or has a preference there, or an imperial twin stands for it."""
    own = {system: set(read_table("preferences")["own"].get(system, ())) for system in ("metric", "us", "uk")}
    missing = [
        (system, unit.id)
        for unit in units().values()
        if unit.factor is not None
        for system in ("metric", "us", "uk")
        if system not in unit.systems
        and unit.id not in own[system]
        and not (system == "uk" and "metric" in unit.systems)
        if (system, unit.id) not in preferences()
    ]
    assert missing == []


def test_every_unit_without_factor_says_why_it_stays() -> None:
    """Units that are never converted are listed with a reason."""
    listed = {u for row in read_table("unconverted")["kept"] for u in row["units"]}
    assert {unit.id for unit in units().values() if unit.factor is None} - listed == set()


def test_babel_knows_every_unit_name() -> None:
    """Every CLDR name formats in the languages of our markets."""
    from babel.units import format_unit

    for unit in units().values():
        for locale in ("en_US", "pt_BR", "de_DE", "ja_JP"):
            assert not unit.babel or format_unit(2, unit.babel, "short", locale=locale)


def test_every_alias_is_found_by_its_own_name() -> None:
    """A unit column may hold any alias of any language, and means that unit."""
    for row in read_table("units")["unit"]:
        for language, names in row.get("names", {}).items():
            for name in names:
                found = lexicon(language).unit_called(name)
                assert found, name
                assert found[0] == row["id"], name


def test_factors_are_those_of_pint() -> None:
    """Every factor and offset agrees with pint to 20 digits."""
    from decimal import Decimal

    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
    rows = {row["id"]: row for row in read_table("units")["unit"]}
    for unit in units().values():
        if unit.factor is None or unit.id == "metric_pound":
            continue  # the Pfund of German shops is no unit of pint
        base = registry.parse_expression(read_table("units")["base"][unit.dimension])
        name = rows[unit.id].get("pint", unit.id)
        for value in (Decimal(1), Decimal(100)):
            is_expression = any(c in name for c in " *(")
            quantity = value * registry.parse_expression(name) if is_expression else registry.Quantity(value, name)
            if unit.dimension == "temperature":
                expected = Fraction(quantity.to("degree_Celsius").magnitude)
            else:
                ratio = (1 / quantity if unit.inverse else quantity) / base
                expected = Fraction(ratio.to("dimensionless").magnitude)
            ours = unit.to_base(Fraction(value))
            assert abs(ours - expected) <= abs(expected) * Fraction(1, 10**20) + Fraction(1, 10**20), unit.id


def _shared() -> Path:
    return Path(os.environ.get("LOCALIZE_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def test_factors_are_those_of_cldr() -> None:
    """Where CLDR's unit tests convert 1000 of a unit of ours, we get the same rational."""
    path = _shared() / "data" / "cldr-units" / "unitsTest.txt"
    if not path.is_file():
        pytest.skip("the CLDR test data is not here")
    known = [u for u in units().values() if u.babel and u.factor is not None]
    by_name = {u.babel.partition("-")[2]: u for u in reversed(known)}  # the imperial pint is written like the first
    bases = {"meter", "square-meter", "cubic-meter", "kilogram", "kelvin", "meter-per-second"}
    checked = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.split(";")]
        if len(cells) < 5 or cells[1] not in by_name or cells[2] not in bases or cells[0] == "temperature":
            continue
        if cells[1] in {"ounce-troy", "light-year"}:
            continue  # CLDR 41 rounds them to seven and six digits; pint has all
        match = re.fullmatch(r"([\d,.]+(?:/[\d,.]+)?) \* x", cells[3])
        if not match:
            continue
        unit = by_name[cells[1]]
        upper, _, lower = match[1].replace(",", "").partition("/")
        ours = unit.to_base(Fraction(1)) / (1000 if unit.dimension == "volume" else 1)
        assert ours == Fraction(upper) / Fraction(lower or 1), unit.id
        checked += 1
    assert checked >= 25


def test_unit_lookup_is_by_id() -> None:
    """The base units have factor one."""
    assert {unit_named(u).factor for u in ("meter", "kilogram", "liter", "celsius")} == {Fraction(1)}


def test_sides_are_written_in_every_language_that_has_them() -> None:
    """A language's letters name length, width, height and depth, all differently; words stand for every side."""
    words = read_table("words")
    sides = {side for table in words["sides"].values() for side in table}
    for language, forms in words["sides_written"].items():
        letters = {**forms["letters"], **forms.get("both", {})}
        assert {"length", "width", "height", "depth"} <= letters.keys(), language
        assert len(set(letters.values())) == len(letters), language
        assert sides <= forms["behind"].keys() | {"thickness"}, language
        assert sides - {"thickness"} == forms["before"].keys(), language
