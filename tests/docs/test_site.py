"""The site's generated pages name everything that the code and the data have."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from localize.cli.main import COMMANDS
from localize.data import data_folder, package_folder
from localize.market import market_tags
from localize.settings import settings_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Callable[[], str]]:
    """What the site's hook makes, by page."""
    spec = importlib.util.spec_from_file_location("site_hooks", ROOT / "docs" / "site_hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[str, Callable[[], str]] = module.PAGES
    return found


def test_every_command_is_there(pages: Mapping[str, Callable[[], str]]) -> None:
    """Each command of the group has a heading, and so have the commands below it."""
    page = pages["commands"]()
    missing = [name for name in COMMANDS if f"## localize {name}\n" not in page]
    assert not missing
    assert "### localize dict check\n" in page
    assert page.count("Usage: localize") == len(re.findall(r"^##+ localize", page, re.MULTILINE))


def test_every_market_is_there(pages: Mapping[str, Callable[[], str]]) -> None:
    """Each market has a row of customs and a row of sources."""
    page = pages["markets"]()
    assert [tag for tag in market_tags() if page.count(f"| `{tag}` |") != 2] == []


def test_every_limit_is_there(pages: Mapping[str, Callable[[], str]]) -> None:
    """Each finding code that a marketplace's schema gives stands under its marketplace."""
    parts = re.split(r"^## ", pages["marketplaces"](), flags=re.MULTILINE)
    sections = {part.split("\n", 1)[0]: part for part in parts[1:]}
    for schema in package_folder("marketplaces").glob("*/schema.json"):
        text = schema.read_text(encoding="utf-8")
        json.loads(text)
        codes = set(re.findall(r'"x-code": "([^"]+)"', text))
        assert [code for code in codes if f"`{code}`" not in sections[schema.parent.name]] == []


def test_every_size_table_is_there(pages: Mapping[str, Callable[[], str]]) -> None:
    """Each table has a section with its sources."""
    page = pages["sizes"]()
    assert page.count("\n## ") == len(list(data_folder("size_tables").glob("*.toml")))


def test_every_setting_is_there(pages: Mapping[str, Callable[[], str]]) -> None:
    """Each key that a commented configuration shows is explained."""
    page = pages["settings"]()
    for key in ("source.locale", "run.to", "dictionaries.paths", "prices.endings", "units.original", "sizes.original"):
        assert f"| `{key}` |" in page


def test_every_setting_says_what_it_is_and_has_an_example() -> None:
    """Editors show both; each example is one that the schema takes."""
    schema = settings_schema()

    def look(node: dict[str, Any], path: str) -> Iterator[str]:
        if not node.get("description"):
            yield f"{path}: no description"
        below = {**node.get("properties", {}), "*": node.get("additionalProperties")}
        items = node.get("items")
        if isinstance(items, dict) and items.get("properties"):
            below |= items["properties"]
        children = {name: child for name, child in below.items() if isinstance(child, dict)}
        for example in node.get("examples", ()):
            faults = Draft202012Validator({**node, "$defs": schema["$defs"]}).iter_errors(example)
            yield from (f"{path}: {fault.message}" for fault in faults)
        if children and not node.get("examples"):
            for name, child in children.items():
                if "$ref" not in child:
                    yield from look(child, f"{path}.{name}")
        elif not node.get("examples") and path != ".layout":
            yield f"{path}: no example"

    assert [*look(schema, ""), *look(schema["$defs"]["prices"], "prices")] == []


@pytest.mark.parametrize("module", ["localize", "localize.testing", "localize.protocols"])
def test_every_public_name_is_documented(pages: Mapping[str, Callable[[], str]], module: str) -> None:
    """Each stands on the page, and says itself what it is."""
    page = pages["python"]()
    home = importlib.import_module(module)
    names = [name for name in home.__all__ if not name.startswith("__")]
    assert [name for name in names if f"### {name}\n" not in page] == []
    assert [name for name in names if not getattr(home, name).__doc__] == []


def test_the_navigation_names_every_page() -> None:
    """A page that nobody can reach is no page."""
    named = set(re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    there = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert there - named == set()
