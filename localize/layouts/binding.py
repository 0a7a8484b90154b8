"""A layout bound to a file's actual header: which column is what, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from localize.layouts.codecs import codec_named
from localize.layouts.spec import fold_header
from localize.listing import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.layouts.spec import ExcludeWay, LayoutSpec, Lead
    from localize.protocols import Codec

__all__ = ["BoundColumn", "BoundLayout", "bind", "overridden"]


@dataclass(frozen=True, slots=True)
class BoundColumn:
    """One column of a file: its index, its header as written, its path and role, and why we think so.

    ``unit`` and ``currency`` are what the header itself states; ``closed`` says that the file offers a list of values
    for it.
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


@dataclass(frozen=True, slots=True)
class BoundLayout:
    """How to read one table: its columns, header row, keys, groups and where a product states its nature."""

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

    def column(self, path: str) -> BoundColumn | None:
        """The column with a path, if the file has it."""
        return next((c for c in self.columns if c.path == path), None)


def bind(spec: LayoutSpec, table: str, header_row: int, header: Sequence[str | None], confidence: float) -> BoundLayout:
    """Bind a shipped layout to a header. Columns that it does not know are kept as they are."""
    columns: list[BoundColumn] = []
    paths: set[str] = set()
    for index, cell in enumerate(header):
        name = (cell or "").strip()
        found = spec.column_for(name) if name else None
        if found is None:
            columns.append(_unknown(index, cell or "", paths, spec))
            continue
        column, path = found
        path = _unique(path, paths)
        numbers = {str(n): part for n, part in enumerate(_numbers(column.path, path), 1)}
        columns.append(
            BoundColumn(
                index,
                cell or "",
                path,
                column.role,
                f"{spec.title}: “{name}”",
                codec=codec_named(column.codec),
                label=_with(column.label, numbers),
                unit_path=_with(column.unit, numbers),
                fixed=column.fixed,
            )
        )
    return BoundLayout(
        spec.name,
        spec.marketplace,
        spec.title,
        table,
        header_row,
        tuple(columns),
        spec.keys,
        spec.groups,
        spec.nature,
        spec.upload,
        confidence,
        spec.exclude,
        spec.lead,
    )


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


def _numbers(template: str, path: str) -> list[str]:
    """What ``{1}``, ``{2}`` of a path template stand for in a path."""
    import re

    pattern = re.escape(template)
    for number in range(1, 4):
        pattern = pattern.replace(re.escape(f"{{{number}}}"), f"(?P<n{number}>.+?)", 1)
    match = re.fullmatch(pattern, path)
    groups = match.groupdict() if match else {}
    return [groups.get(f"n{number}", "") for number in range(1, 4)]


def _with(template: str, numbers: Mapping[str, str]) -> str:
    for number, value in numbers.items():
        template = template.replace(f"{{{number}}}", value)
    return template


def overridden(layout: BoundLayout, roles: Mapping[str, str]) -> tuple[BoundLayout, list[str]]:
    """The layout with the seller's roles for headers (``[columns]``, ``--set``), and the headers that it does not have."""
    wanted = {fold_header(header): role for header, role in roles.items()}
    missing = [header for header in roles if fold_header(header) not in {fold_header(c.header) for c in layout.columns}]
    columns = tuple(
        replace(c, role=Role(wanted[folded]), why="set by you", sure=True, closed=False)
        if (folded := fold_header(c.header)) in wanted
        else c
        for c in layout.columns
    )
    return replace(layout, columns=columns), missing
