"""What a layout says: the nouns that a TOML file under ``localize/marketplaces/`` (or a seller's own) is read into.

``spec_files.py`` reads them, ``layout.schema.json`` describes the files key by key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.layouts.codecs import codec_named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from localize.layouts.overlay import OverlayFile
    from localize.listing import Role
    from localize.protocols import Codec

__all__ = [
    "ColumnSpec",
    "ExcludeWay",
    "Follows",
    "HeaderPart",
    "LayoutSpec",
    "Lead",
    "NamedColumn",
    "RowsSpec",
    "fold_header",
    "size_labels",
]


def fold_header(header: str) -> str:
    """A header as it is compared: trimmed, single blanks, case-folded.

    >>> fold_header("  Variant  SKU ")
    'variant sku'
    """
    return " ".join(header.replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One kind of column.

    ``label`` is the path whose value names this one, ``named`` a template of the name that the header itself gives
    (``{1}``); ``unit`` is the path of the sibling with its unit. ``fixed`` are values that mean something to the
    platform and are kept; ``choices`` is the closed list that its values come from, ``declares`` what it states of the
    market (see :mod:`localize.choices`). ``translated_header``: the name in the header is the seller's text.
    ``names`` is the list that such names, and those in its cells, come from where the platform has a word for them.
    ``header_unit``: whether a unit in the header is ``fixed``, the ``store``'s or ``free`` to change. ``into`` is the path of
    the column that localized values go into. ``linked`` is the path of a column that says, in any row of the product, that
    values are defined elsewhere: then they are references. With ``by_content`` its cells say whether they are
    texts. With ``by``, the cell of the column of that path says what this one is: ``paths``
    and ``roles`` by what stands there, folded.
    """

    path: str
    role: Role
    headers: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    codec: Codec = field(default_factory=lambda: codec_named("plain"))
    label: str = ""
    named: str = ""
    unit: str = ""
    fixed: frozenset[str] = frozenset()
    choices: str = ""
    names: str = ""
    declares: str = ""
    translated_header: bool = False
    header_unit: str = ""
    into: str = ""
    linked: str = ""
    by: str = ""
    by_content: bool = False
    paths: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    roles: Mapping[str, Role] = field(default_factory=lambda: MappingProxyType({}), hash=False)


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
class Follows:
    """Rows that say one of ``values`` in the column of ``path`` belong to the product of the row above them."""

    path: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeaderPart:
    """A piece of a header that states site, language or currency: group 1 of ``pattern`` is rewritten for the market."""

    name: str
    pattern: re.Pattern[str]
    choices: str = ""
    declares: str = ""


@dataclass(frozen=True, slots=True)
class RowsSpec:
    """Which rows hold listings.

    Rows whose first cell begins with one of ``comments``, and rows made of ``carried`` words alone, are carried over.
    ``settings``: a cell ``settings=…attributeRow=5&dataRow=7…`` above says where header and data are. ``skip`` rows
    follow the header before the data begin. ``deletes``: rows that only take a listing away. ``locale`` and ``market`` are
    paths of columns that say which language and market a row's target is for. ``numbers`` is the path of a column of
    numbers: rows right under the header that say something else there describe the columns.
    """

    comments: tuple[str, ...] = ()
    carried: frozenset[str] = frozenset()
    settings: bool = False
    skip: int = 0
    deletes: Follows | None = None
    locale: str = ""
    market: str = ""
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column of a layout as a header names it: paths and name with the header's own words filled in.

    ``name_at`` is where the seller's own name stands in the header, if it is to be translated.
    """

    spec: ColumnSpec
    path: str
    label: str = ""
    unit: str = ""
    linked: str = ""
    named: str = ""
    name_at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """A kind of file: its columns, what identifies and groups its rows, where a product states its nature.

    ``marks`` are characters that decorate headers (``*`` for required). ``modes`` says what a localized file can be:
    ``copy`` for a store of its own, ``overlay`` for the same store; the first is the default. ``uploads`` tells per mode
    what uploading does. ``partial`` are cells, by path, that make a row a partial update; ``encoding`` is the only one
    that the marketplace reads. ``settings_parts`` are looked for in the settings cell. With ``watch``, a column that is
    new or missing is a finding; ``carried_tables`` are sheets (of examples, mostly) that look like listings and are none.
    ``open``: each category or operator adds columns of its own, which are read by their headers as any table's are.
    ``overlay`` are the files of an overlay, ``overlay_keep`` the paths that stay filled where it is this file itself.
    """

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
    marks: str = ""
    rows: RowsSpec = field(default_factory=RowsSpec)
    parts: tuple[HeaderPart, ...] = ()
    modes: tuple[str, ...] = ("copy",)
    uploads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    partial: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    encoding: str = ""
    exclude: tuple[ExcludeWay, ...] = ()
    lead: Lead | None = None
    follows: Follows | None = None
    watch: bool = False
    open: bool = False
    settings_parts: tuple[HeaderPart, ...] = ()
    carried_tables: frozenset[str] = frozenset()
    overlay: tuple[OverlayFile, ...] = ()
    overlay_keep: tuple[str, ...] = ("*",)

    def folded(self, header: str) -> str:
        """A header as this layout compares it, without its marks."""
        return fold_header(header).strip(self.marks + " ") if self.marks else fold_header(header)

    def column_for(self, header: str) -> NamedColumn | None:
        """The column that a header names (``{1}``, ``{2}`` … of its paths and name come from the header)."""
        folded = self.folded(header)
        bare = header.strip(f"{self.marks} \ufeff\t\r\n")
        for column in self.columns:
            if folded in column.headers:
                return NamedColumn(column, column.path, column.label, column.unit, column.linked, column.named)
            if column.pattern:
                # As it is written, so that its own words keep their capitals; failing that, as it is compared.
                if found := column.pattern.fullmatch(bare):
                    return _named(column, found, header.index(bare))
                if found := column.pattern.fullmatch(folded):
                    return _named(column, found, None)
        return None


def _named(column: ColumnSpec, found: re.Match[str], start: int | None) -> NamedColumn:
    templates = column.path, column.label, column.unit, column.linked
    path, label, unit, linked = (_filled(template, found, _slug) for template in templates)
    name_at = None
    if column.translated_header and found.re.groups and start is not None:
        name_at = (start + found.start(1), start + found.end(1))
    return NamedColumn(column, path, label, unit, linked, _filled(column.named, found, str.strip), name_at)


def _filled(template: str, match: re.Match[str], form: Callable[[str], str]) -> str:
    """The template with the header's own words; ``{1+}`` counts from 1 what the header counts from 0."""

    def piece(place: re.Match[str]) -> str:
        text = match.group(int(place[1])) or ""
        return str(int(text) + 1) if place[2] and text.isdecimal() else form(text)

    filled = re.sub(r"\{(\d)(\+?)\}", piece, template)
    return re.sub(r"/{2,}", "/", filled).rstrip("/") if form is _slug else filled


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text.casefold()).strip("_")


@cache
def size_labels() -> frozenset[str]:
    """Names that sellers give to a size option, folded, in all the languages that we read."""
    data = read_toml(package_folder("layouts") / "size_labels.toml")
    return frozenset(fold_header(name) for names in data["labels"].values() for name in names)
