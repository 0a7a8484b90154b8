"""The plain callable: same records, keys, types and order, whatever hands the batches over."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest

from localize import Localizer
from localize.errors import UsageError
from localize.scale import BatchLocalizer, batches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

RECORDS: list[dict[str, Any]] = [
    {"sku": "A", "title": "Mug, 12 oz", "price": 19.99, "stock": 3},
    {"sku": "B", "title": "Shelf, 24 in", "price": 5.0, "stock": 0},
    {"sku": "C", "title": "Mug, 12 oz", "price": 7.5, "stock": 1},
]


@pytest.fixture
def localizer() -> Localizer:
    """Without an engine: conversions and dictionaries only."""
    return Localizer(engine="none")


@pytest.fixture
def expected(localizer: Localizer) -> list[dict[str, Any]]:
    """What the API gives for the same records."""
    return [result.listing for result in localizer.localize_many(RECORDS, ["de-DE"])]


def test_a_list_comes_back_as_the_api_localizes_it(localizer: Localizer, expected: list[dict[str, Any]]) -> None:
    """A batch of records is localized as by localize_many, also by a copy that was sent somewhere."""
    batch = BatchLocalizer(localizer, "de-DE")
    sent = pickle.loads(pickle.dumps(batch))  # noqa: S301 our own bytes
    assert batch(RECORDS) == sent(RECORDS) == expected
    assert expected[0]["title"] == "Becher, 355\u00a0ml"
    assert batch([]) == []


def test_a_partition_streams(localizer: Localizer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An iterator of records gives an iterator that reads no further than the batch at hand, as Spark's mapPartitions has it."""
    monkeypatch.setattr(batches, "BATCH", 2)
    read: list[str] = []

    def records() -> Iterator[dict[str, Any]]:
        for record in RECORDS:
            read.append(record["sku"])
            yield record

    stream = BatchLocalizer(localizer, "de-DE").partition(records())
    assert next(stream)["title"] == "Becher, 355\u00a0ml"
    assert read == ["A", "B"]
    assert [record["sku"] for record in stream] == ["B", "C"]


def test_findings_travel_with_their_record(localizer: Localizer) -> None:
    """A field of the caller's choice holds each record's findings as JSON."""
    records = BatchLocalizer(localizer, "de-DE", findings="found")(RECORDS)
    assert {finding["code"] for finding in json.loads(records[0]["found"])} >= {"currency-assumed"}
    assert all(isinstance(json.loads(record["found"]), list) for record in records)


def test_an_unknown_market_is_refused_at_once(localizer: Localizer) -> None:
    """Before anything is sent anywhere."""
    with pytest.raises(UsageError, match="market"):
        BatchLocalizer(localizer, "xx-XX")


def test_one_process_loads_once(localizer: Localizer) -> None:
    """Copies with the same settings share one localizer in a process, those with others do not."""
    batches._KEPT.clear()
    batch = BatchLocalizer(localizer, "de-DE")
    for copy in (batch, pickle.loads(pickle.dumps(batch)), pickle.loads(pickle.dumps(batch))):  # noqa: S301 our own bytes
        copy(RECORDS[:1])
    assert len(batches._KEPT) == 1
    BatchLocalizer(Localizer(engine="none", source_locale="en-GB"), "de-DE")(RECORDS[:1])
    assert len(batches._KEPT) == 2


def test_frames_keep_columns_index_and_types(localizer: Localizer, expected: list[dict[str, Any]]) -> None:
    """A pandas frame comes back with its columns, index and number types, one by one as Spark's mapInPandas has it."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(RECORDS, index=[7, 8, 9])
    frame.loc[8, "title"] = None
    batch = BatchLocalizer(localizer, "de-DE", findings="found")
    first, second = batch.frames(iter([frame, frame[:0]]))
    assert list(first.columns) == ["sku", "title", "price", "stock", "found"]
    assert list(first.index) == [7, 8, 9]
    assert first.dtypes[["price", "stock"]].equals(frame.dtypes[["price", "stock"]])
    assert first.loc[7, "title"] == expected[0]["title"]
    assert pandas.isna(first.loc[8, "title"])
    assert first.loc[9, "price"] == expected[2]["price"]
    assert list(second.columns) == list(first.columns)
    assert len(second) == 0


def test_dask_maps_partitions_with_it(localizer: Localizer, expected: list[dict[str, Any]]) -> None:
    """Dask bags take the callable as it is."""
    bag = pytest.importorskip("dask.bag")
    records = bag.from_sequence(RECORDS, npartitions=2)
    localized = records.map_partitions(BatchLocalizer(localizer, "de-DE").partition)
    assert localized.compute(scheduler="synchronous") == expected
