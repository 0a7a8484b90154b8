"""Listings that come as mappings (JSON, a database row, an API page): flattened to a row, and put back in their shape."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.layouts.binding import BoundLayout, overridden
from localize.layouts.detection import best_layout, marketplaces, specs_of
from localize.layouts.group_index import index_groups
from localize.layouts.inference import infer_layout
from localize.layouts.reading import read_listings, row_patch
from localize.layouts.value_lists import with_values
from localize.listing import Group, Listing
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path as FilePath

    from localize.layouts.spec import LayoutSpec
    from localize.listing import Draft

__all__ = ["flatten", "listings_of", "rebuilt"]

Path = tuple[str | int, ...]

_SAMPLE = 200


def flatten(record: Mapping[str, Any]) -> dict[Path, str | None]:
    """Leaf values as text by path; None where there is nothing.

    >>> flatten({"title": "Mug", "bullets": ["Red"], "price": 5})
    {('title',): 'Mug', ('bullets', 0): 'Red', ('price',): '5'}
    """
    return dict(_leaves(record, ()))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, str | None]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif value is None or isinstance(value, bool):
        yield path, None  # nothing to localize, and nothing to lose
    else:
        yield path, str(value)


class _Records:
    """Places of records that came as mappings: JSON pointers."""

    def __init__(self, header: Sequence[str]) -> None:
        self._header = header

    def place(self, table: str, row: int, column: int) -> str:
        del table, row
        return "/" + self._header[column]


def listings_of(
    records: Sequence[Mapping[str, Any]],
    marketplace: str,
    columns: Mapping[str, str],
    own: Sequence[LayoutSpec] = (),
    values: Sequence[FilePath] = (),
    source_locale: str = "",
) -> list[tuple[BoundLayout, Listing]]:
    """A listing for each record, in order. Records of one shape are read with one layout.

    ``own`` are the seller's layouts, which come before those of the marketplace, ``values`` files with closed lists; with a
    ``source_locale``, values in other languages (``{"title": {"en": …, "de": …}}``) are where localized ones go.

    Raises:
        UsageError: there is no such marketplace.
        ConfigError: a file of values is no such list.
    """
    own = [spec for spec in own if marketplace in {"", spec.marketplace}]
    known = {spec.marketplace for spec in own}
    specs = specs_of(marketplace) if marketplace and marketplace not in known - marketplaces() else ()
    flat = [flatten(record) for record in records]
    shapes: dict[tuple[Path, ...], list[int]] = {}
    for number, cells in enumerate(flat):
        shapes.setdefault(tuple(cells), []).append(number)
    found: dict[int, tuple[BoundLayout, Listing]] = {}
    for shape, numbers in shapes.items():
        header = ["/".join(map(str, path)) for path in shape]
        body = [list(flat[number].values()) for number in numbers]
        layout, _ = overridden(_layout(header, body, own, specs, source_locale), columns)
        (layout,) = with_values([layout], values)
        rows = [Row(position, position, cells) for position, cells in enumerate(body, 2)]
        groups = index_groups(layout, rows)
        listings = {listing.row: listing for listing in read_listings(layout, _Records(header), rows, groups)}
        for number, row in zip(numbers, rows, strict=True):
            found[number] = layout, listings.get(row.number) or _blank(number, row)
    return [found[number] for number in sorted(found)]


def _blank(number: int, row: Row) -> Listing:
    """The listing of a record that says nothing: as many come out as went in."""
    key = f"record {number + 1}"
    return Listing(key, MappingProxyType({}), Group(key), row.number, row.line, cells=tuple(row.cells))


def _layout(
    header: Sequence[str],
    body: Sequence[Sequence[str | None]],
    own: Sequence[LayoutSpec],
    specs: Sequence[LayoutSpec],
    source_locale: str,
) -> BoundLayout:
    rows = [Row(1, 1, header)]
    named = best_layout(own, "", rows) or best_layout(specs, "", rows)
    return named or infer_layout("", 1, header, body[:_SAMPLE], source_locale)


def rebuilt(record: Mapping[str, Any], layout: BoundLayout, draft: Draft) -> dict[str, Any]:
    """The record in its own shape with the draft's values; a number stays a number where the new text still is one."""
    paths = list(flatten(record))
    new = {paths[index]: text for index, text in row_patch(layout, draft).items()}
    return {key: _with(value, (key,), new) for key, value in record.items()}


def _with(value: Any, path: Path, new: Mapping[Path, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with(item, (*path, str(key)), new) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_with(item, (*path, index), new) for index, item in enumerate(value))
    return _typed(value, new[path]) if path in new else value


def _typed(old: Any, new: str) -> Any:
    """``new`` in the type of ``old``: a float would invent digits, so decimals become Decimal only where they were one."""
    if isinstance(old, str):
        return new
    try:
        number = Decimal(new)
    except InvalidOperation:
        return new
    if isinstance(old, int) and number == number.to_integral_value():
        return int(number)
    return number if isinstance(old, Decimal) else float(number) if isinstance(old, float) else new
