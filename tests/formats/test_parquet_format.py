"""Parquet: types are kept, only what was patched is written anew."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from localize.errors import CatalogError
from localize.formats import open_catalog, parquet_format
from localize.formats.parquet_format import ParquetFormat
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

DATA: dict[str, list[Any]] = {
    "sku": ["A", "B", "C"],
    "title": ["Red mug", None, "Blue mug"],
    "price": [19.99, 5.0, float("nan")],
    "cost": [Decimal("1.10"), None, Decimal("2.00")],
    "stock": [3, 0, None],
    "live": [True, False, None],
    "since": [date(2026, 10, 30), None, None],
    "tags": [["a", "b"], [], None],
    "blob": [b"\x00", None, None],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two row groups, a categorical column, metadata of the file's own, and another codec than the default."""
    table = pa.table({**DATA, "colour": pa.array(["Red", "Blue", "Red"]).dictionary_encode()})
    path = tmp_path / "shop.parquet"
    parquet.write_table(table.replace_schema_metadata({"from": "erp"}), path, row_group_size=2, compression="zstd")
    return path


def test_values_are_read_as_they_would_be_typed(path: Path) -> None:
    """A row of each kind of value; what is missing, bytes and NaN are no cells."""
    header, first, second, third = open_catalog(path).rows("")
    assert header.cells == (*DATA, "colour")
    assert list(first.cells) == ["A", "Red mug", "19.99", "1.10", "3", "true", "2026-10-30", '["a", "b"]', None, "Red"]
    assert list(second.cells) == ["B", None, "5.0", None, "0", "false", None, "[]", None, "Blue"]
    assert (third.number, third.cells[2]) == (4, None)


def test_without_patches_the_bytes_are_the_same(path: Path, tmp_path: Path) -> None:
    """The identity run copies the file."""
    open_catalog(path).write(tmp_path / "out.parquet", [])
    assert (tmp_path / "out.parquet").read_bytes() == path.read_bytes()


def test_patches_keep_types_groups_codec_and_metadata(path: Path, tmp_path: Path) -> None:
    """New texts become values of their column's type; a header is renamed, a row dropped, all else is as it was."""
    out = tmp_path / "out.parquet"
    cells = {1: "Caneca", 2: "108.60", 3: "6.05", 9: "Azul"}
    patches = [RowPatch("", 1, {2: "Preço"}), RowPatch("", 2, cells), RowPatch("", 4, {}, drop=True)]
    source = open_catalog(path)
    source.write(out, patches)
    before, after = parquet.ParquetFile(path), parquet.ParquetFile(out)
    assert after.schema_arrow.types == before.schema_arrow.types
    assert after.schema_arrow.names[2] == "Preço"
    assert after.schema_arrow.metadata[b"from"] == b"erp"
    assert after.metadata.row_group(0).column(0).compression == "ZSTD"
    first, second = after.read().to_pylist()
    assert (first["title"], first["Preço"], first["cost"], first["colour"]) == (
        "Caneca",
        108.6,
        Decimal("6.05"),
        "Azul",
    )
    assert (second["sku"], second["title"], second["Preço"]) == ("B", None, 5.0)
    assert source.refused == ()


def test_a_text_that_the_type_does_not_hold_is_refused(path: Path, tmp_path: Path) -> None:
    """The value stays, and the reason is told; so for lists."""
    source = open_catalog(path)
    source.write(tmp_path / "out.parquet", [RowPatch("", 2, {1: "Caneca", 4: "3 ou 4", 7: "[]"})])
    assert [address for address, _ in source.refused] == [Address("", 2, 4), Address("", 2, 7)]
    row = parquet.read_table(tmp_path / "out.parquet").to_pylist()[0]
    assert (row["title"], row["stock"], row["tags"]) == ("Caneca", 3, ["a", "b"])


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1 and nothing that makes sense PAR1", b"sku,title\nA,Mug\n"])
def test_a_damaged_file_is_said_to_be_one(content: bytes, tmp_path: Path) -> None:
    """No traceback of Arrow's."""
    path = tmp_path / "bad.parquet"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="is no Parquet file"):
        open_catalog(path)


def test_limits_hold(path: Path) -> None:
    """Columns, rows and characters of a cell."""
    for limits, words in ((Limits(columns=3), "columns"), (Limits(rows=2), "rows")):
        with pytest.raises(CatalogError, match=words):
            ParquetFormat(limits).open(path)
    with pytest.raises(CatalogError, match="characters"):
        list(ParquetFormat(Limits(cell_characters=5)).open(path).rows(""))


def test_without_pyarrow_the_error_says_how_to_get_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint is the command that installs it."""
    monkeypatch.setattr(parquet_format, "find_spec", lambda _name: None)
    with pytest.raises(CatalogError) as caught:
        open_catalog(path)
    assert "listing-localizer[ray]" in caught.value.hint


def test_a_source_travels(path: Path) -> None:
    """An opened file pickles, and reads the same elsewhere."""
    source = open_catalog(path)
    assert list(pickle.loads(pickle.dumps(source)).rows("")) == list(source.rows(""))  # noqa: S301 our own bytes
