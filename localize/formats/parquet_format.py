"""Parquet: columns by name, values as text and back in their types; needs pyarrow, which the extra ``ray`` brings.

Record 1 is the header of column names, record *n* + 1 is row *n*. A cell is a value as it would be typed: text as it is, numbers
without a thousands mark, ``true``, dates as ISO 8601, lists and structs as JSON, which are read and not written. Row groups are
read and written one after another, so memory is that of the largest.
"""

from __future__ import annotations

import json
import math
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from localize.errors import CatalogError
from localize.formats.columns import column_letters
from localize.formats.file_errors import reading
from localize.formats.one_table import OneTable
from localize.formats.signature import read_head, refuse_foreign
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.formats.patch_queue import PatchQueue

__all__ = ["ParquetFormat", "ParquetSource"]


class ParquetFormat:
    """Parquet files of flat columns."""

    name = "parquet"
    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def open(self, path: Path, encoding: str = "") -> ParquetSource:  # noqa: ARG002 - Parquet is Unicode
        """Open a file and read its schema.

        Raises:
            CatalogError: missing, no Parquet file, damaged, too large; or pyarrow is not installed.
        """
        refuse_foreign(path, read_head(path))
        if find_spec("pyarrow") is None:
            raise CatalogError(f"{path}: reading Parquet needs pyarrow.", "Run: pip install 'listing-localizer[ray]'")
        with _parquet(path) as file:
            names, rows = tuple(file.schema_arrow.names), file.metadata.num_rows
        limits = self._limits
        if len(names) > limits.columns:
            raise CatalogError(
                f"{path}: has {len(names)} columns.",
                f"At most {limits.columns}: columns under [limits] of localize.toml.",
            )
        if rows > limits.rows:
            raise CatalogError(
                f"{path}: has {rows} rows.", f"At most {limits.rows}: rows under [limits] of localize.toml."
            )
        return ParquetSource(path, names, limits)


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    """The opened file; what is wrong with it is said as of every catalog."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with reading(path), parquet.ParquetFile(path) as file:
            yield file
    except pa.ArrowException as error:
        reason = str(error).partition("\n")[0].partition(". ")[0]
        raise CatalogError(f"{path}: is no Parquet file, or a damaged one ({reason}).") from error


class ParquetSource(OneTable):
    """An opened file; it holds the names of its columns, not the rows.

    ``refused`` are the patches that the last write could not apply: the column's type does not hold the new text.
    """

    kind = "A Parquet file"

    def __init__(self, path: Path, names: Sequence[str], limits: Limits) -> None:
        super().__init__(path)
        self.names = names
        self.limits = limits

    @property
    def notes(self) -> Mapping[str, str]:
        """The format."""
        return {"format": "parquet"}

    def rows(self, table: str = "") -> Iterator[Row]:
        """The header of names, then every row.

        Raises:
            CatalogError: the file is damaged, or a value is larger than the limits allow.
        """
        self._check_table(table)
        yield Row(1, 1, self.names)
        number = 1
        with _parquet(self.path) as file:
            for group in range(file.num_row_groups):
                columns = [list(map(_text, column.to_pylist())) for column in file.read_row_group(group).columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    self._check(number, cells)
                    yield Row(number, number, list(cells))

    def place(self, table: str, row: int, column: int) -> str:
        """``B12``, as a spreadsheet made of it would have it."""
        del table
        return f"{column_letters(column)}{row}"

    def _write_changed(self, target: Path, queue: PatchQueue, refused: list[tuple[Address, str]]) -> None:
        """The same columns, types, row groups and metadata."""
        from pyarrow import parquet

        with _parquet(self.path) as file:
            names = list(self.names)
            if queue.next_row == 1:
                for column, text in queue.take().cells.items():
                    names[column] = text
            schema = file.schema_arrow
            for column, name in enumerate(names):
                schema = schema.set(column, schema.field(column).with_name(name))
            with parquet.ParquetWriter(target, schema, compression=_compression(file)) as writer:
                first = 2
                for group in range(file.num_row_groups):
                    table = file.read_row_group(group)
                    patched = _patched(table, first, queue, refused).rename_columns(names)
                    writer.write_table(patched, row_group_size=len(table))
                    first += len(table)
        queue.must_be_empty()

    def _check(self, number: int, cells: Sequence[str | None]) -> None:
        most = self.limits.cell_characters
        for column, cell in enumerate(cells):
            if cell and len(cell) > most:
                raise CatalogError(
                    f"{self.path}: {self.place('', number, column)} has {len(cell)} characters, more than {most}.",
                    "Take it out, or raise cell_characters under [limits] of localize.toml.",
                )


def _text(value: Any) -> str | None:
    """A value as it would be typed; None for what is missing, and for bytes."""
    if value is None or isinstance(value, bytes) or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(repr(value)):f}"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)


def _patched(table: Any, first: int, queue: PatchQueue, refused: list[tuple[Address, str]]) -> Any:
    """A row group whose first row is record ``first``, with its patches; columns that none of them touches stay as they are."""
    import pyarrow as pa

    new: dict[int, list[Any]] = {}
    dropped: set[int] = set()
    while queue.next_row is not None and queue.next_row < first + len(table):
        patch = queue.take()
        if patch.drop:
            dropped.add(patch.row - first)
        for column, text in patch.cells.items():
            try:
                value = _value(text, table.schema.field(column).type)
            except (pa.ArrowException, TypeError) as error:
                refused.append((Address("", patch.row, column), str(error).partition("\n")[0]))
                continue
            new.setdefault(column, table.column(column).to_pylist())[patch.row - first] = value
    for column, values in new.items():
        field = table.schema.field(column)
        table = table.set_column(column, field, pa.array(values, type=field.type))
    stays = pa.array([row not in dropped for row in range(len(table))], pa.bool_())
    return table.filter(stays) if dropped else table


def _value(text: str, kind: Any) -> Any:
    """A text as a value of a column's type.

    Raises:
        pyarrow.ArrowException: the type does not hold it.
        TypeError: likewise.
    """
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise TypeError(f"a column of type {kind} is not written")
    return pa.scalar(text).cast(kind).as_py()


def _compression(file: Any) -> dict[str, str] | str:
    """The codec of each column, by its path."""
    if not file.num_row_groups:
        return "snappy"
    group = file.metadata.row_group(0)
    chunks = [group.column(index) for index in range(group.num_columns)]
    return {chunk.path_in_schema: chunk.compression.replace("UNCOMPRESSED", "NONE") for chunk in chunks}
