"""A layout bound to a file's actual header: which column is what, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.choices import closed_list
from localize.layouts.codecs import codec_named
from localize.layouts.header_words import header_words
from localize.layouts.spec import RowsSpec, fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from localize.layouts.spec import ColumnSpec, ExcludeWay, HeaderPart, LayoutSpec, Lead, NamedColumn
    from localize.protocols import Codec

__all__ = ["BoundColumn", "BoundLayout", "HeaderField", "bind", "overridden"]


@dataclass(frozen=True, slots=True)
class BoundColumn:
    """One column of a file: its index, its header as written, its path and role, and why we think so.

    ``unit``, ``currency`` and ``named`` are what the header itself states; ``closed`` says that the file offers a list of
    values for it, ``offered`` are these, folded, where they could be read; ``unit_rule`` whether the header's unit is
    ``fixed``, the ``store``'s or ``free`` to change. ``stated_by`` are columns that state the market of its values, each
    with what it says, folded, where that is the source's. ``targets`` are columns for its localized values, by locale;
    ``alone`` says that other columns have such, and this one has none. ``linked`` is the path of the column that makes its
    values references. ``judged`` is what becomes of a column that only its
    content speaks for: ``translated`` or ``kept``. ``amounts`` is how a column of money that mixes amounts with and without a
    sign writes most of them, ``shown:€`` that its number format shows a sign; ``decimal`` is the mark before decimals in the
    table's amounts (``decimal_marks``).
    """

    index: int
    header: str
    path: str
    role: Role
    why: str
    codec: Codec = field(default_factory=lambda: codec_named("plain"))
    label: str = ""
    unit_path: str = ""
    unit: str = ""
    currency: str = ""
    fixed: frozenset[str] = frozenset()
    sure: bool = True
    closed: bool = False
    named: str = ""
    choices: str = ""
    declares: str = ""
    unit_rule: str = ""
    offered: frozenset[str] = frozenset()
    stated_by: tuple[tuple[int, frozenset[str]], ...] = ()
    targets: tuple[tuple[str, int], ...] = ()
    alone: bool = False
    linked: str = ""
    judged: str = ""
    amounts: str = ""
    decimal: str = ""
    spec: ColumnSpec | None = None


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A piece of a header cell that is localized: a name that buyers read, or what the file states of its market.

    ``row`` is a row above the header, 0 for the header itself.
    """

    path: str
    column: int
    start: int
    end: int
    role: Role
    choices: str = ""
    declares: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class BoundLayout:
    """How to read one table: its columns, header row, keys, groups and where a product states its nature.

    ``data_row`` is the first row that may hold a listing; ``spec`` is the layout that was bound, None for an inferred one.
    """

    name: str
    marketplace: str
    title: str
    table: str
    header_row: int
    columns: tuple[BoundColumn, ...]
    keys: tuple[tuple[str, ...], ...]
    groups: tuple[str, ...]
    nature: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    upload: str = ""
    confidence: float = 1.0
    exclude: tuple[ExcludeWay, ...] = ()
    lead: Lead | None = None
    data_row: int = 0
    rows: RowsSpec = field(default_factory=RowsSpec)
    header_fields: tuple[HeaderField, ...] = ()
    spec: LayoutSpec | None = None

    def column(self, path: str) -> BoundColumn | None:
        """The column with a path, if the file has it."""
        return next((c for c in self.columns if c.path == path), None)


def bind(
    spec: LayoutSpec,
    table: str,
    header_row: int,
    header: Sequence[str | None],
    confidence: float,
    data_row: int = 0,
) -> BoundLayout:
    """Bind a layout to a header. Columns that it does not know are kept as they are."""
    columns: list[BoundColumn] = []
    pieces: list[HeaderField] = []
    paths: set[str] = set()
    for index, cell in enumerate(header):
        found = spec.column_for(cell) if cell and cell.strip() else None
        column = _bound(index, cell or "", found, paths, spec) if found else _unknown(index, cell or "", paths, spec)
        columns.append(column)
        pieces += _header_fields(column, found, spec.parts)
    return BoundLayout(
        spec.name,
        spec.marketplace,
        spec.title,
        table,
        header_row,
        tuple(_with_currencies(columns, pieces)),
        spec.keys,
        spec.groups,
        spec.nature,
        spec.upload,
        confidence,
        spec.exclude,
        spec.lead,
        data_row or header_row + 1 + spec.rows.skip,
        spec.rows,
        tuple(pieces),
        spec,
    )


def _bound(index: int, header: str, found: NamedColumn, paths: set[str], spec: LayoutSpec) -> BoundColumn:
    column = found.spec
    return BoundColumn(
        index,
        header,
        _unique(found.path, paths),
        column.role,
        f"{spec.title}: “{header.strip()}”",
        codec=column.codec,
        label=found.label,
        unit_path=found.unit,
        fixed=column.fixed,
        linked=found.linked,
        named=found.named,
        choices=column.choices,
        declares=column.declares,
        unit_rule=column.header_unit,
        currency=header_words(header).currency if spec.watch and column.role.is_money else "",
        spec=column if column.by or column.into or column.by_content or column.names else None,
    )


def _with_currencies(columns: Sequence[BoundColumn], pieces: Sequence[HeaderField]) -> Iterator[BoundColumn]:
    """Columns of money in the currency that their own header states, or the header that speaks for the whole file."""
    said = {p.column: columns[p.column].header[p.start : p.end] for p in pieces if p.declares == "CURRENCY"}
    of_file = {currency for index, currency in said.items() if not columns[index].role.is_money}
    common = of_file.pop() if len(of_file) == 1 else ""
    for column in columns:
        stated = said.get(column.index, common).upper() if column.role.is_money and not column.currency else ""
        yield replace(column, currency=stated) if stated else column


def _header_fields(
    column: BoundColumn, found: NamedColumn | None, parts: Sequence[HeaderPart]
) -> Iterator[HeaderField]:
    """What of a column's header is localized, in the order of the header."""
    pieces = []
    if found and found.name_at:
        start, end = found.name_at
        names = found.spec.names
        role = Role.REFERENCE if names and closed_list(names).knows(column.header[start:end]) else Role.CHOICE
        pieces.append(HeaderField(f"header/{column.path}", column.index, start, end, role, names))
    for part in parts:
        for match in part.pattern.finditer(column.header):
            path = f"header/{column.path}/{part.name}"
            at = match.span(1)
            pieces.append(HeaderField(path, column.index, *at, Role.REFERENCE, part.choices, part.declares))
    yield from sorted(pieces, key=lambda piece: piece.start)


def _unknown(index: int, header: str, paths: set[str], spec: LayoutSpec) -> BoundColumn:
    path = _unique(f"other/{fold_header(header) or index}", paths)
    return BoundColumn(index, header, path, Role.REFERENCE, f"not a column of {spec.title}: kept", sure=False)


def _unique(path: str, taken: set[str]) -> str:
    """Headers may repeat: the second ``colour`` is ``colour#2``."""
    candidate, number = path, 2
    while candidate in taken:
        candidate, number = f"{path}#{number}", number + 1
    taken.add(candidate)
    return candidate


def overridden(layout: BoundLayout, roles: Mapping[str, str]) -> tuple[BoundLayout, list[str]]:
    """The layout with the seller's roles for headers (``[columns]``, ``--set``), and the headers that it does not have."""
    wanted = {fold_header(header): role for header, role in roles.items()}
    missing = [header for header in roles if fold_header(header) not in {fold_header(c.header) for c in layout.columns}]
    columns = tuple(
        replace(c, role=Role(wanted[folded]), why="set by you", sure=True, closed=False, offered=frozenset(), linked="")
        if (folded := fold_header(c.header)) in wanted
        else c
        for c in layout.columns
    )
    return replace(layout, columns=columns), missing
