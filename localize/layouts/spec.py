"""Layouts as data: the TOML files under ``localize/marketplaces/``, one per kind of file that a marketplace knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ColumnSpec", "ExcludeWay", "LayoutSpec", "Lead", "fold_header", "layout_specs", "size_labels"]


def fold_header(header: str) -> str:
    """A header as it is compared: trimmed, single blanks, case-folded.

    >>> fold_header("  Variant  SKU ")
    'variant sku'
    """
    return " ".join(header.replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One kind of column.

    ``label`` is the path whose value names this one; ``unit`` the path of the sibling with its unit. ``fixed``
    are values that mean something to the platform and are kept.
    """

    path: str
    role: Role
    headers: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    codec: str = "plain"
    label: str = ""
    unit: str = ""
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExcludeWay:
    """How the platform says that a listing is not for a market: the word in the column with a path.

    ``{market}`` in ``path`` stands for any of the market's names (``brazil``, ``br``). With ``group`` the word speaks of
    the whole product, so that a single variant is left out as a row.
    """

    path: str
    value: str
    group: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The row of a product that its other rows lean on: the one that fills a cell, or says one of ``values`` there.

    ``sold`` is False for a row that is no variant itself (a parent).
    """

    path: str
    values: frozenset[str] = frozenset()
    sold: bool = True


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """A kind of file: its columns, what identifies and groups its rows, where a product states its nature."""

    name: str
    marketplace: str
    title: str
    columns: tuple[ColumnSpec, ...]
    required: tuple[frozenset[str], ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    groups: tuple[str, ...] = ()
    nature: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    upload: str = ""
    source: str = ""
    exclude: tuple[ExcludeWay, ...] = ()
    lead: Lead | None = None

    def column_for(self, header: str) -> tuple[ColumnSpec, str] | None:
        """The column that a header names, and its path (patterns fill ``{1}``, ``{2}`` … from the header)."""
        folded = fold_header(header)
        for column in self.columns:
            if folded in column.headers:
                return column, column.path
            if column.pattern and (match := column.pattern.fullmatch(folded)):
                return column, _filled(column.path, match)
        return None


def _filled(template: str, match: re.Match[str]) -> str:
    return re.sub(r"\{(\d)\}", lambda m: _slug(match.group(int(m.group(1)))), template)


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text).strip("_")


@cache
def size_labels() -> frozenset[str]:
    """Names that sellers give to a size option, folded, in all the languages that we read."""
    data = read_toml(package_folder("layouts") / "size_labels.toml")
    return frozenset(fold_header(name) for names in data["labels"].values() for name in names)


@cache
def layout_specs() -> tuple[LayoutSpec, ...]:
    """Every layout that ships, in the order of their names."""
    files = sorted(package_folder("marketplaces").glob("*/*.toml"))
    return tuple(_spec(read_toml(path), path.parent.name) for path in files if path.name != "columns.toml")


def _spec(data: Mapping[str, Any], marketplace: str) -> LayoutSpec:
    return LayoutSpec(
        name=data["name"],
        marketplace=marketplace,
        title=data["title"],
        columns=tuple(_column(column) for column in data["column"]),
        required=tuple(frozenset(map(fold_header, names)) for names in data["required"]),
        keys=tuple(tuple(paths) for paths in data["keys"]),
        groups=tuple(data["groups"]),
        nature=MappingProxyType({name: tuple(paths) for name, paths in data.get("nature", {}).items()}),
        upload=data.get("upload", ""),
        source=data.get("source", ""),
        exclude=tuple(
            ExcludeWay(way["path"], way["value"], way.get("group", False)) for way in data.get("exclude", ())
        ),
        lead=_lead(data["lead"]) if "lead" in data else None,
    )


def _lead(data: Mapping[str, Any]) -> Lead:
    return Lead(data["path"], frozenset(map(str.casefold, data.get("values", ()))), data.get("sold", True))


def _column(data: Mapping[str, Any]) -> ColumnSpec:
    return ColumnSpec(
        path=data["path"],
        role=Role(data["role"]),
        headers=frozenset(map(fold_header, data.get("headers", ()))),
        pattern=re.compile(data["pattern"].casefold()) if "pattern" in data else None,
        codec=data.get("codec", "plain"),
        label=data.get("label", ""),
        unit=data.get("unit", ""),
        fixed=frozenset(data.get("fixed", ())),
    )
