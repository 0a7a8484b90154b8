"""``inspect``: what was detected in a catalog, column by column and why; and keeping a correction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.settings import FILE_NAME, find_config, load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from localize.tasks.catalog import Catalog

__all__ = ["ColumnView", "inspect_catalog", "save_columns"]

_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column as ``inspect`` shows it."""

    number: int
    header: str
    role: str
    path: str
    why: str
    sure: bool
    example: str


def inspect_catalog(catalog: Catalog) -> list[dict[str, Any]]:
    """For each table with listings: layout, confidence, columns with role, reason and an example."""
    tables = []
    for layout in catalog.detection.layouts:
        listings = list(islice(catalog.listings(layout), _SAMPLE))
        examples: dict[int, str] = {}
        for listing in listings:
            for field in () if listing.header else listing.fields.values():
                if field.value.strip():
                    examples.setdefault(field.address.column, field.value)
        columns = [
            ColumnView(c.index + 1, c.header.strip(), c.role.value, c.path, c.why, c.sure, examples.get(c.index, ""))
            for c in layout.columns
        ]
        tables.append(
            {
                "table": layout.table,
                "layout": layout.name,
                "title": layout.title,
                "marketplace": layout.marketplace,
                "confidence": layout.confidence,
                "header_row": layout.header_row,
                "groups": len(catalog.groups[layout.table]),
                "columns": columns,
                "findings": [f for listing in listings if listing.header for f in listing.findings],
            }
        )
    return tables


def save_columns(columns: Mapping[str, str], folder: Path) -> Path:
    """Write roles by header into ``[columns]`` of the nearest ``localize.toml``, or of a new one in ``folder``.

    Raises:
        ConfigError: the file already gives one of these columns another role.
    """
    path = find_config(folder) or folder / FILE_NAME
    known = load_settings(path).columns if path.exists() else {}
    for header, role in columns.items():
        if header in known and known[header] != role:
            raise ConfigError(
                f"{path}: [columns] already says '{header}' is {known[header]}.",
                "Change it there, or leave out --save.",
            )
    lines = [f"{_quoted(header)} = {_quoted(role)}" for header, role in columns.items() if header not in known]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(_with_columns(text, lines), encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string


def _with_columns(text: str, lines: list[str]) -> str:
    """The configuration with lines under its ``[columns]`` table, which is made if it is missing."""
    if not lines:
        return text
    rows = text.splitlines()
    try:
        at = next(i for i, row in enumerate(rows) if row.strip() == "[columns]")
    except StopIteration:
        return text + ("" if not text or text.endswith("\n") else "\n") + "\n[columns]\n" + "\n".join(lines) + "\n"
    rows[at + 1 : at + 1] = lines
    return "\n".join(rows) + "\n"
