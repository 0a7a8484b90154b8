"""The fast path: plain functions say of every text what the validator says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.data import package_folder
from localize.validation.passing import passing
from localize.validation.vocabulary import compile_schema

CASES = [
    case
    for path in sorted((Path(__file__).parent / "keywords" / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
PIECES = [
    *(
        "mug",
        "MUG",
        "free shipping",
        "a",
        " ",
        ",",
        "/",
        "\n",
        "5.00",
        "5,00 EUR",
        "<b>",
        "</b>",
        "<p class=x>",
        "www.a.example",
    ),
    *(
        "me@a.example",
        "😀",
        "\ufe0f",
        "é",
        "e\u0301",
        "陶器",
        "ｱ",
        "€",
        "!",
        "%",
        "TRUE",
        "g",
        "4006381333931",
        "\ud800",
        "m" * 60,
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)


def field_schemas() -> dict[str, list[Any]]:
    """The schemas of single fields, by marketplace."""
    found: dict[str, list[Any]] = {}
    for path in sorted(package_folder("marketplaces").glob("*/schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        nodes = [*schema.get("properties", {}).values(), *schema.get("patternProperties", {}).values()]
        if nodes:
            found[path.parent.name] = nodes
    return found


SCHEMAS = field_schemas()


@pytest.mark.parametrize("marketplace", SCHEMAS)
@settings(max_examples=60, deadline=None)
@given(text=texts, language=st.sampled_from(["", "de", "en", "ja"]))
def test_the_verdict_is_the_validator_s(marketplace: str, text: str, language: str) -> None:
    """For every field of every marketplace, whatever the text; asked twice, for verdicts are remembered."""
    for node in SCHEMAS[marketplace]:
        test = passing(node, language)
        assert test is not None, "a field of ours needs no validator to be fast"
        valid = compile_schema(node, language).is_valid(text)
        assert [bool(test(text)), bool(test(text))] == [valid, valid], (node, text)


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_is_that_of_the_keywords_cases(case: dict[str, Any]) -> None:
    """What passes and fails there passes and fails here; what is no text is not asked."""
    test = passing(case["schema"], case.get("language", ""))
    assert test is not None
    assert [value for value in case.get("pass", ()) if isinstance(value, str) and not test(value)] == []
    assert [value for value in case.get("fail", ()) if isinstance(value, str) and test(value)] == []


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"not": {"pattern": "a"}}, "b", "a"),
        ({"anyOf": [{"const": "a"}, {"minLength": 3}]}, "abc", "ab"),
        ({"if": {"pattern": "^a"}, "then": {"maxLength": 1}, "else": {"minLength": 2}}, "a", "b"),
        ({"if": {"pattern": "^a"}, "else": False}, "ab", "b"),
        ({"type": ["string", "null"], "enum": ["a", 5]}, "a", "5"),
        ({"allOf": [True, {"enum": ["x"]}]}, "x", "y"),
    ],
)
def test_keywords_of_the_standard(schema: dict[str, Any], good: str, bad: str) -> None:
    """The standard's keywords about texts, alone and within each other."""
    test = passing(schema)
    assert test is not None
    assert (bool(test(good)), bool(test(bad))) == (True, False)
    assert (compile_schema(schema).is_valid(good), compile_schema(schema).is_valid(bad)) == (True, False)


@pytest.mark.parametrize(
    "schema", [{"$ref": "#/$defs/x"}, {"format": "uri"}, {"allOf": [{"oneOf": [True]}]}, {"not": {"$ref": "#"}}]
)
def test_what_is_not_known_is_left_to_the_validator(schema: dict[str, Any]) -> None:
    """A keyword that no function stands for makes no guess."""
    assert passing(schema) is None
