"""Keeping an inferred layout: a ``[[layout]]`` table of ``localize.toml``, by which the file is known next time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from localize.settings import FILE_NAME, find_config, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from localize.layouts import BoundColumn, BoundLayout

__all__ = ["layout_table", "save_layouts"]


def save_layouts(layouts: Iterable[BoundLayout], catalog: Path, folder: Path) -> Path:
    """Append the layouts of a catalog's inferred tables to the nearest ``localize.toml``, or to a new one in ``folder``."""
    path = find_config(folder) or folder / FILE_NAME
    taken = {str(table["name"]) for table in load_settings(path if path.exists() else None).layouts}
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for layout in layouts:
        name = _free_name(" ".join(part for part in (catalog.stem, layout.table) if part), taken)
        taken.add(name)
        text += ("" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n") + layout_table(
            layout, name
        )
    path.write_text(text, encoding="utf-8")
    return path


def _free_name(wish: str, taken: set[str]) -> str:
    base = re.sub(r"\W+", "-", wish.casefold()).strip("-") or "catalog"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def layout_table(layout: BoundLayout, name: str) -> str:
    """A bound layout as a ``[[layout]]`` table; its columns are known by their trimmed headers."""
    return "\n".join(_lines(layout, name)) + "\n"


def _lines(layout: BoundLayout, name: str) -> Iterator[str]:
    yield "[[layout]]"
    yield f"name = {_toml(name)}"
    yield f"marketplace = {_toml(layout.marketplace)}"
    yield "watch = true"
    yield "required = []"
    yield f"keys = {_toml([list(paths) for paths in layout.keys])}"
    yield f"groups = {_toml(list(layout.groups))}"
    if nature := {key: list(paths) for key, paths in layout.nature.items() if paths}:
        yield ""
        yield "[layout.nature]"
        yield from (f"{key} = {_toml(paths)}" for key, paths in nature.items())
    seen: set[str] = set()
    for column in layout.columns:
        header = column.header.strip()
        if header and header.casefold() not in seen:
            seen.add(header.casefold())
            yield from _column(column, header)


def _column(column: BoundColumn, header: str) -> Iterator[str]:
    yield ""
    yield "[[layout.column]]"
    yield f"path = {_toml(column.path)}"
    yield f"role = {_toml(column.role.value)}"
    yield f"headers = {_toml([header])}"
    if column.label:
        yield f"label = {_toml(column.label)}"
    if column.unit_path:
        yield f"unit = {_toml(column.unit_path)}"
    if column.unit_rule:
        yield f"header_unit = {_toml(column.unit_rule)}"


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # JSON strings and lists of them are TOML
