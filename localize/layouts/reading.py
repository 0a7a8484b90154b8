"""Cells → listings → cells: fields by path, each row with its group, keys that hold across runs."""

from __future__ import annotations

from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from localize.choices import closed_list
from localize.layouts.codecs import KEPT_NAME, PairsCodec
from localize.layouts.header_listing import header_row_patch
from localize.layouts.kept import is_broken, is_no_text, kept_findings
from localize.layouts.rows import listing_rows
from localize.layouts.size_names import is_size_name
from localize.layouts.targets import path_by, role_by, target_patch, targets_of
from localize.listing import Address, Field, Finding, Listing, Role, Severity
from localize.spilled import Spilled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.layouts.group_index import GroupIndex
    from localize.listing import Draft, Group
    from localize.protocols import Row

__all__ = ["group_key", "read_listings", "row_patch", "texts_of"]


class Places(Protocol):
    """Whatever can say where a cell is: an opened catalog, mostly."""

    def place(self, table: str, row: int, column: int) -> str:
        """``B12``, ``Template!B12``, ``/title``."""
        ...


def texts_of(layout: BoundLayout, row: Row) -> dict[str, str]:
    """The stripped texts of a row by path."""
    cells = row.cells
    texts = {c.path: (cells[c.index] or "").strip() for c in layout.columns if c.index < len(cells)}
    for column in layout.columns:
        if column.spec and column.spec.by and column.index < len(cells):
            texts.setdefault(path_by(column, texts), texts[column.path])
    return texts


def group_key(layout: BoundLayout, texts: Mapping[str, str], row: Row, above: str) -> str:
    """The key of a row's group; ``above`` is that of the row before, which a following row belongs to."""
    follows = layout.spec.follows if layout.spec else None
    if above and follows and texts.get(follows.path, "").casefold() in follows.values:
        return above
    own = next((texts[p] for p in layout.groups if texts.get(p)), "")
    return own or next((texts[paths[0]] for paths in layout.keys if texts.get(paths[0])), "") or f"row {row.number}"


def read_listings(
    layout: BoundLayout, source: Places, rows: Iterable[Row], groups: GroupIndex, currency: str = ""
) -> Iterator[Listing]:
    """Every row under the header as a listing, in file order."""
    seen = Spilled[int]()
    above, first = "", True
    for row in listing_rows(layout, rows):
        texts = texts_of(layout, row)
        above = group_key(layout, texts, row, above)
        group = groups[above]
        key, findings = _key(layout, source, texts, row, seen)
        fields = {
            field.path: field
            for column in layout.columns
            if column.index < len(row.cells) and row.cells[column.index] is not None
            for field in _fields(layout, source, column, row, texts, group, currency)
        }
        findings += kept_findings(layout, row, key, fields, first=first)
        first = False
        yield Listing(
            key,
            MappingProxyType(fields),
            group,
            row.number,
            row.line,
            tuple(findings),
            layout.table,
            tuple(row.cells),
            encoding=layout.spec.encoding if layout.spec else "",
        )


def _key(
    layout: BoundLayout, source: Places, texts: Mapping[str, str], row: Row, seen: Spilled[int]
) -> tuple[str, list[Finding]]:
    paths = next((paths for paths in layout.keys if texts.get(paths[0])), ())
    key = "/".join(texts[p] for p in paths if texts.get(p))
    extra = len(paths) > 1 and key == texts[paths[0]]  # an image row of a product: no variant of its own
    digest = blake2b("\x1f".join(texts.values()).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    base = key or f"#{digest}"
    seen[base] = count = (seen.get(base) or 0) + 1
    if key and (extra or count == 1):
        return (key if count == 1 else f"{key}#{count}"), []
    unique = f"{base}#{digest}.{count}" if key else f"#{digest}.{count}"
    if not layout.keys:
        return unique, []
    column = layout.column(paths[0] if paths else layout.keys[0][0])
    place = source.place(layout.table, row.number, column.index if column else 0)
    return unique, [_key_finding(key, unique, place, row)]


def _key_finding(key: str, unique: str, place: str, row: Row) -> Finding:
    if key:
        message = f"The key “{key}” stands in more than one row; rows are told apart by their content."
    else:
        message = "This row has no key (SKU, id or handle); it is told apart by its content."
    return Finding(
        "key-repeated" if key else "key-missing",
        Severity.WARNING,
        message,
        listing=unique,
        place=place,
        line=row.line,
        group="key",
        suggestion="Give every row a key of its own, so that corrections find it again.",
    )


def _fields(
    layout: BoundLayout,
    source: Places,
    column: BoundColumn,
    row: Row,
    texts: Mapping[str, str],
    group: Group,
    currency: str,
) -> Iterator[Field]:
    cell = row.cells[column.index] or ""
    address = Address(layout.table, row.number, column.index)
    place = source.place(layout.table, row.number, column.index)
    label = _leaned_on(column.label, texts, group) if column.label else column.named
    role = column.role
    unit = texts.get(column.unit_path, "") if column.unit_path else column.unit
    values = column.codec.get(cell)
    labels = column.codec.labels(cell) if isinstance(column.codec, PairsCodec) else (label,) * len(values)
    path = column.path
    if column.spec and column.spec.by:
        path, role = path_by(column, texts), role_by(column, texts, cell)
    targets = targets_of(layout, column, row, texts)
    linked = _leaned_on(column.linked, texts, group)
    elsewhere = any((text := row.cells[at]) and text.strip().casefold() not in own for at, own in column.stated_by)
    if linked or elsewhere or cell in column.fixed or is_broken(cell) or (role.is_text and is_no_text(cell)):
        role = Role.REFERENCE
    names = column.spec.names if column.spec and isinstance(column.codec, PairsCodec) else ""
    for part, (value, name) in enumerate(zip(values, labels, strict=True)):
        choices = column.choices if name or not names else names
        yield Field(
            path if len(values) == 1 else f"{path}/{part + 1}",
            _role_of(choices, role, value, name),
            value,
            address,
            place,
            label="" if name == KEPT_NAME else name,
            header=column.header,
            part=part,
            unit=unit,
            unit_path=column.unit_path,
            currency=column.currency or currency,
            choices=choices,
            declares=column.declares,
            unit_rule=column.unit_rule,
            amounts=column.amounts,
            decimal=column.decimal,
            targets=targets,
        )


def _leaned_on(path: str, texts: Mapping[str, str], group: Group) -> str:
    """What another column says of this one: in the row itself, or in the row of the product that says it first."""
    return (texts.get(path) or group.attributes.get(f"label:{path}", "")) if path else ""


def _role_of(choices: str, role: Role, value: str, label: str) -> Role:
    """The platform's own names and values are references; a choice whose name says so is a size."""
    if label == KEPT_NAME:
        return Role.REFERENCE
    if choices and role is not Role.UNIT and closed_list(choices).knows(value.strip()):
        return Role.REFERENCE
    return Role.SIZE if role is Role.CHOICE and label and is_size_name(label) else role


def row_patch(layout: BoundLayout, draft: Draft) -> dict[int, str]:
    """The cells of a listing's row that its draft changed: column → new cell."""
    if draft.listing.header:
        return header_row_patch(layout, draft)
    if any(f.targets for f in draft.listing.fields.values()):
        return target_patch(layout, draft)
    changed = {f.address.column for path, f in draft.listing.fields.items() if draft.values[path] != f.value}
    patch: dict[int, str] = {}
    for column in layout.columns:
        if column.index in changed:
            cell = draft.listing.cells[column.index] or ""
            values = [
                draft.values[path] for path, f in draft.listing.fields.items() if f.address.column == column.index
            ]
            new = column.codec.put(cell, values)
            if new != cell:
                patch[column.index] = new
    return patch
