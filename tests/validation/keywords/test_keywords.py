"""Every keyword has a case file: what passes, what fails, and what fit makes of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from localize.validation.keywords import KEYWORDS
from localize.validation.pages import checks_page
from localize.validation.vocabulary import check_schema, compile_definition, compile_schema

DOCS = Path(__file__).resolve().parents[3] / "docs"
FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}-{number}": case
    for path in FILES
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_cases(case: dict[str, Any]) -> None:
    """What should pass passes, what should fail fails; alike in both dialects."""
    schema, language = case["schema"], case.get("language", "")
    assert check_schema(schema) == []
    for compiled in (compile_schema(schema, language), compile_definition(schema, language)):
        assert [v for v in case.get("pass", ()) if not compiled.is_valid(v)] == []
        assert [v for v in case.get("fail", ()) if compiled.is_valid(v)] == []


@pytest.mark.parametrize("value", [None, 3, 4.5, True, {}, []])
def test_what_is_no_text_breaks_no_keyword_about_texts(value: Any) -> None:
    """As in JSON Schema: a keyword says nothing of values of another kind."""
    for case in CASES.values():
        schema = case["schema"]
        if "minUniqueItems" not in schema:
            assert compile_schema(schema).is_valid(value)


def test_every_keyword_has_cases() -> None:
    """No keyword is without proof."""
    assert KEYWORDS.keys() <= {key for case in CASES.values() for key in case["schema"]}


def test_the_page_of_checks_is_made_from_the_modules() -> None:
    """``docs/checks.md`` is what the docstrings say."""
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == checks_page()
