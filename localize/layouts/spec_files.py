"""Layouts from their files: what ships under ``localize/marketplaces/``, a plug-in's, a seller's own in ``localize.toml``.

A plug-in announces itself with the entry point ``localize.layouts``: a layout as a mapping, a TOML file, a folder of such,
a list of these, or a function that returns one of them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import ConfigError
from localize.layouts.codecs import codec_named
from localize.layouts.overlay import overlay_files
from localize.layouts.spec import ColumnSpec, ExcludeWay, Follows, HeaderPart, LayoutSpec, Lead, RowsSpec, fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["layout_files", "layout_schema", "layout_specs", "own_layouts"]

_NOT_LAYOUTS = frozenset({"columns.toml", "lists.toml"})


def layout_schema() -> dict[str, Any]:
    """The JSON Schema of a layout file."""
    schema: dict[str, Any] = json.loads((package_folder("layouts") / "layout.schema.json").read_text(encoding="utf-8"))
    return schema


def layout_files() -> list[Path]:
    """Every layout file that ships."""
    files = sorted(package_folder("marketplaces").glob("*/*.toml"))
    return [path for path in files if path.name not in _NOT_LAYOUTS]


@cache
def layout_specs() -> tuple[LayoutSpec, ...]:
    """Every layout of a plug-in, then those that ship, in the order of their names.

    Raises:
        ConfigError: a plug-in cannot be loaded, or its layout does not follow the schema.
    """
    return (*_plug_ins(), *(_spec(read_toml(path), path.parent.name) for path in layout_files()))


def _plug_ins() -> Iterator[LayoutSpec]:
    from importlib.metadata import entry_points

    for entry in entry_points(group="localize.layouts"):
        try:
            loaded: Any = entry.load()
            tables = list(_tables(loaded() if callable(loaded) else loaded))
        except ConfigError:
            raise
        except Exception as error:  # a plug-in may raise anything
            raise ConfigError(f"The layout plug-in '{entry.name}' cannot be loaded ({error}).") from error
        yield from own_layouts(tables, f"The layout plug-in '{entry.name}'")


def _tables(given: Any) -> Iterator[Mapping[str, Any]]:
    """The layouts that a plug-in gives: mappings, TOML files, folders of them, or lists of these."""
    if isinstance(given, dict):
        yield given
    elif isinstance(given, str | PathLike):
        path = Path(given)
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            yield read_toml(file)
    else:
        for item in given:
            yield from _tables(item)


def own_layouts(tables: Iterable[Mapping[str, Any]], origin: str) -> tuple[LayoutSpec, ...]:
    """A seller's own layouts (``[[layout]]`` of ``localize.toml``); they may name any marketplace.

    Raises:
        ConfigError: a layout does not follow the schema; the message names it and the place in it.
    """
    from jsonschema import Draft202012Validator  # late: 80 ms

    validator = Draft202012Validator(layout_schema())
    specs = []
    for table in tables:
        for error in validator.iter_errors(dict(table)):
            place = "/".join(map(str, error.absolute_path))
            name = table.get("name", "without a name")
            raise ConfigError(f"{origin}: the layout '{name}' is wrong at /{place}: {error.message}.")
        specs.append(_spec(table, str(table.get("marketplace", "generic"))))
    return tuple(specs)


def _spec(data: Mapping[str, Any], marketplace: str) -> LayoutSpec:
    marks = data.get("marks", "")
    uploads = data.get("uploads", {})
    return LayoutSpec(
        name=data["name"],
        marketplace=marketplace,
        title=data.get("title", data["name"]),
        columns=tuple(_column(column, marketplace, marks) for column in data["column"]),
        required=tuple(frozenset(_folded(name, marks) for name in names) for names in data["required"]),
        keys=tuple(tuple(paths) for paths in data["keys"]),
        groups=tuple(data.get("groups", ())),
        nature=MappingProxyType({name: tuple(paths) for name, paths in data.get("nature", {}).items()}),
        upload=data.get("upload", next(iter(uploads.values()), "")),
        source=data.get("source", ""),
        marks=marks,
        rows=_rows(data.get("rows", {})),
        parts=tuple(_part(part, marketplace) for part in data.get("header_part", ())),
        settings_parts=tuple(_part(part, marketplace) for part in data.get("settings_part", ())),
        modes=tuple(data.get("modes", ("copy",))),
        uploads=MappingProxyType(dict(uploads)),
        partial=MappingProxyType(dict(data.get("partial", {}))),
        encoding=data.get("encoding", ""),
        exclude=tuple(
            ExcludeWay(way["path"], way["value"], way.get("group", False)) for way in data.get("exclude", ())
        ),
        lead=_lead(data["lead"]) if "lead" in data else None,
        follows=_follows(data["follows"]) if "follows" in data else None,
        watch=data.get("watch", False),
        open=data.get("open", False),
        carried_tables=frozenset(map(fold_header, data.get("carried_tables", ()))),
        overlay=overlay_files(data.get("overlay", ())),
        overlay_keep=tuple(data.get("overlay_keep", ("*",))),
    )


def _follows(data: Mapping[str, Any]) -> Follows:
    return Follows(data["path"], frozenset(map(str.casefold, data["values"])))


def _lead(data: Mapping[str, Any]) -> Lead:
    return Lead(data["path"], frozenset(map(str.casefold, data.get("values", ()))), data.get("sold", True))


def _folded(header: str, marks: str) -> str:
    return fold_header(header).strip(marks + " ") if marks else fold_header(header)


def _rows(data: Mapping[str, Any]) -> RowsSpec:
    return RowsSpec(
        comments=tuple(data.get("comments", ())),
        carried=frozenset(map(fold_header, data.get("carried", ()))),
        settings=data.get("settings", False),
        skip=data.get("skip", 0),
        deletes=_follows(data["deletes"]) if "deletes" in data else None,
        locale=data.get("locale", ""),
        market=data.get("market", ""),
        numbers=data.get("numbers", ""),
    )


def _part(data: Mapping[str, Any], marketplace: str) -> HeaderPart:
    return HeaderPart(
        name=data["name"],
        pattern=re.compile(data["pattern"], re.IGNORECASE),
        choices=_list_name(data, marketplace),
        declares=data.get("declares", ""),
    )


def _column(data: Mapping[str, Any], marketplace: str, marks: str) -> ColumnSpec:
    return ColumnSpec(
        path=data["path"],
        role=Role(data["role"]),
        headers=frozenset(_folded(header, marks) for header in data.get("headers", ())),
        pattern=re.compile(data["pattern"], re.IGNORECASE) if "pattern" in data else None,
        codec=codec_named(data.get("codec", "plain"), **data.get("codec_options", {})),
        label=data.get("label", ""),
        header_unit=data.get("header_unit", ""),
        named=data.get("named", ""),
        unit=data.get("unit", ""),
        fixed=frozenset(data.get("fixed", ())),
        choices=_list_name(data, marketplace),
        names=_list_name(data, marketplace, "names"),
        declares=data.get("declares", ""),
        translated_header=data.get("translated_header", False),
        into=data.get("into", ""),
        linked=data.get("linked", ""),
        by=data.get("by", ""),
        by_content=data.get("by_content", False),
        paths=MappingProxyType({name.casefold(): path for name, path in data.get("paths", {}).items()}),
        roles=MappingProxyType({name.casefold(): Role(role) for name, role in data.get("roles", {}).items()}),
    )


def _list_name(data: Mapping[str, Any], marketplace: str, key: str = "choices") -> str:
    """A list is named within its own marketplace, or with the name of another's: ``google/condition``."""
    name: str = data.get(key, "")
    return name if not name or "/" in name else f"{marketplace}/{name}"
