"""Our keywords, and the schemas that use them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from localize.data import package_folder
from localize.errors import ConfigError
from localize.validation.limits import Limits
from localize.validation.vocabulary import check_schema, compile_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = sorted(package_folder("marketplaces").glob("*/schema.json"))
OURS = {"maxUtf8Bytes", "maxUtf16Units", "displayWidthMax", "htmlAllowed", "forbiddenCharacters", "noAllCaps"}
ASSERTIONS = OURS | {"maxLength", "minLength", "pattern", "enum", "const", "required"}


def nodes(schema: Any, *, condition: bool = False) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every schema inside a schema, and whether it is only asked (``if``)."""
    yield schema, condition
    for key in ("properties", "patternProperties"):
        for node in schema.get(key, {}).values():
            yield from nodes(node, condition=condition)
    for node in schema.get("allOf", ()):
        yield from nodes(node, condition=condition)
    for key in ("if", "then", "else"):
        if key in schema:
            yield from nodes(schema[key], condition=condition or key == "if")


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"maxUtf8Bytes": 4}, ["Größ"[:3], ""], ["Größe", "😀😀"]),
        ({"maxUtf16Units": 3}, ["a😀", "abc"], ["😀😀"]),
        ({"displayWidthMax": {"limit": 4, "narrow": [[" ", "~"]]}}, ["abcd", "商品"], ["商品a"]),
        ({"htmlAllowed": ["b"]}, ["<b>x</b>", "a < 10 lb"], ["<b><i>x</i></b>", "<!-- x -->"]),
        ({"htmlAllowed": []}, ["x & y"], ["<br>"]),
        ({"forbiddenCharacters": {"!": None, "…": "..."}}, ["a."], ["a!", "a…"]),
        ({"noAllCaps": 4}, ["USB", "LED lamp", "12345"], ["MUGS", "LED LAMP"]),
        ({"required": ["a"]}, [{"a": "x"}, "text"], [{}]),
    ],
)
def test_keywords(schema: dict[str, Any], good: list[Any], bad: list[Any]) -> None:
    """Each keyword accepts what it should and refuses what it should."""
    assert not check_schema(schema)
    validator = compile_schema(schema)
    assert all(validator.is_valid(value) for value in good)
    assert not any(validator.is_valid(value) for value in bad)


@pytest.mark.parametrize(
    "schema",
    [
        {"maxUtf8Bytes": "4"},
        {"properties": {"title": {"maxUtf16Units": -1}}},
        {"htmlAllowed": "b"},
        {"forbiddenCharacters": {"!": 1}},
        {"x-severity": "bad"},
        {"allOf": [{"x-code": "Not Kebab"}]},
        {"type": "nothing"},
    ],
)
def test_a_wrong_schema_is_refused(schema: dict[str, Any]) -> None:
    """A schema that misuses a keyword is a configuration error, wherever it does."""
    with pytest.raises(ConfigError, match="schema of 'test'"):
        Limits(schema, "test")


def test_what_is_unverified_cannot_be_an_error() -> None:
    """The vocabulary itself keeps an unverified limit from being an error."""
    limit = {
        "maxLength": 5,
        "x-code": "too-long",
        "x-grade": "unverified",
        "x-source": "hearsay",
        "x-checked": "2026-11-21",
        "x-message": "Too long.",
    }
    assert check_schema({**limit, "x-severity": "error"})
    assert not check_schema({**limit, "x-severity": "warning"})


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.parent.name)
def test_shipped_schemas_follow_the_vocabulary_and_name_their_sources(path: Any) -> None:
    """Every limit that we ship has a code, a severity, a message and a dated source."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert check_schema(schema) == []
    for node, condition in nodes(schema):
        if not condition and ASSERTIONS & node.keys():
            assert {"x-code", "x-severity", "x-grade", "x-source", "x-checked", "x-message"} <= node.keys(), node


def test_the_marketplaces_are_there() -> None:
    """The three first marketplaces have a schema."""
    assert {path.parent.name for path in SCHEMAS} >= {"shopify", "generic", "woocommerce"}


def test_limits_depend_on_the_market() -> None:
    """A node holds in the countries and locales that it names, and not in those that it excludes."""
    schema = {
        "properties": {
            "terms": {
                "allOf": [
                    {"maxUtf8Bytes": 249, "x-not-markets": ["JP", "fr-BE"]},
                    {"maxUtf8Bytes": 500, "x-markets": ["JP"]},
                    {"forbiddenPhrases": {"de": ["gratis"]}},
                ]
            }
        }
    }
    long, word = {"terms": "a" * 300}, {"terms": "gratis"}
    found = {tag: len(Limits(schema, "test", tag).faults(long)) for tag in ("de-DE", "ja-JP", "fr-BE", "nl-BE", "")}
    assert found == {"de-DE": 1, "ja-JP": 0, "fr-BE": 0, "nl-BE": 1, "": 1}
    assert [len(Limits(schema, "test", tag).faults(word)) for tag in ("de-DE", "nl-BE", "")] == [1, 0, 1]
