from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from localize.choices import closed_list
from localize.data import read_toml
from localize.errors import ConfigError
from localize.layouts.spec_files import layout_files, layout_schema, layout_specs, own_layouts
from localize.listing import Role

if TYPE_CHECKING:
    from pathlib import Path

    from localize.layouts import LayoutSpec


@pytest.mark.parametrize("path", layout_files(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_shipped_layouts_follow_their_schema(path: Path) -> None:
    """Every layout file says only what the schema knows, and names its source and what an upload does."""
    data = read_toml(path)
    Draft202012Validator(layout_schema()).validate(data)
    assert data["source"]
    assert data.get("upload") or data.get("uploads")


@pytest.mark.parametrize("spec", layout_specs(), ids=lambda s: s.name)
def test_paths_that_a_layout_speaks_of_are_its_columns(spec: LayoutSpec) -> None:
    """Keys, groups, nature and lead name paths that some column has."""
    plain = {column.path for column in spec.columns}
    plain |= {path for column in spec.columns for path in (*column.paths.values(), *column.roles)}
    spoken = {p for paths in spec.keys for p in paths} | set(spec.groups)
    spoken |= {p for paths in spec.nature.values() for p in paths} | ({spec.lead.path} if spec.lead else set())
    stems = {path.split("{")[0] for path in plain if "{" in path}
    assert {p for p in spoken if p not in plain and not any(stem and p.startswith(stem) for stem in stems)} == set()


@pytest.mark.parametrize("spec", layout_specs(), ids=lambda s: s.name)
def test_closed_lists_exist(spec: LayoutSpec) -> None:
    """Every list that a column or header names ships."""
    names = {c.choices for c in spec.columns if c.choices} | {p.choices for p in spec.parts if p.choices}
    assert all(closed_list(name).items for name in names)


def test_a_seller_writes_a_layout_without_code() -> None:
    """A table in localize.toml is a layout like those that ship."""
    (spec,) = own_layouts(
        [
            {
                "name": "my-export",
                "required": [["Art.-Nr."]],
                "keys": [["sku"]],
                "column": [
                    {"path": "sku", "role": "code", "headers": ["Art.-Nr."]},
                    {"path": "title", "role": "text", "headers": ["Bezeichnung"]},
                ],
            }
        ],
        "localize.toml",
    )
    found = spec.column_for("  bezeichnung ")
    assert found is not None
    assert (found.path, found.spec.role, spec.marketplace) == ("title", Role.TEXT, "generic")


def test_a_wrong_layout_is_said_with_its_place() -> None:
    """The message names the layout and what is wrong in it."""
    with pytest.raises(ConfigError, match=r"localize\.toml: the layout 'x' is wrong at /column/0"):
        own_layouts([{"name": "x", "required": [], "keys": [], "column": [{"path": "a"}]}], "localize.toml")
