"""Worker processes change nothing but the time: same files, also where a worker dies."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.settings import Settings, load_settings
from localize.tasks import crew
from localize.tasks.render import Renderer
from localize.tasks.run import RunOptions, run_catalogs
from localize.tasks.run_folder import RunFolder

if TYPE_CHECKING:
    from pathlib import Path

    from localize.listing import Listing


@pytest.fixture
def options(tmp_path: Path) -> RunOptions:
    """No engine, prices in dollars."""
    settings = Settings(source_currency="USD", engine="none")
    return RunOptions(
        ("de-DE",),
        tmp_path / "alone",
        settings,
        date(2026, 10, 30),
        tmp_path / "cache.sqlite",
        frozenset({"translate"}),
        processes=1,
    )


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Three chunks of small listings."""
    path = tmp_path / "mugs.csv"
    rows = (f"M-{number},Mug {number % 50} oz,{number % 90}.50" for number in range(1200))
    path.write_text("\n".join(["sku,title,price", *rows]) + "\n", encoding="utf-8")
    return path


def written(out: Path) -> dict[str, bytes]:
    """The files of a run that must be the same bytes each time."""
    return {p.name: p.read_bytes() for p in out.iterdir() if p.suffix in {".csv", ".jsonl"}}


def _noting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The chunks that this process renders from now on."""
    rendered: list[int] = []
    render = Renderer.render

    def noted(self: Renderer, number: int, chunk: list[Listing], *, timed: bool = False) -> None:
        rendered.append(number)
        render(self, number, chunk, timed=timed)

    monkeypatch.setattr(Renderer, "render", noted)
    return rendered


def test_a_worker_renders_what_the_parent_leaves(
    catalog: Path, options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks that another process rendered give the same files, in the same order, and its time is counted."""
    alone = run_catalogs([catalog], options)
    rendered = _noting(monkeypatch)
    monkeypatch.setattr(crew, "_ALONE", 1)
    monkeypatch.setattr(RunFolder, "claim", lambda _folder, _market, number: number == 0)
    helped = run_catalogs([catalog], replace(options, out=options.out.with_name("helped"), processes=2))
    assert rendered == [0]
    assert written(options.out) == written(options.out.with_name("helped"))
    assert helped.outputs[0].changes == alone.outputs[0].changes
    assert helped.outputs[0].seconds.keys() == alone.outputs[0].seconds.keys()
    assert not helped.failures


CONFIGURATION = """
[source]
currency = "USD"
[columns]
"price" = "price"
[prices]
margin_percent = 10
tax_classes = { books = 7 }
[[prices.margin]]
brand = "ACME"
percent = 5
[limits]
rows = 5000
[markets."de-DE"]
units = { original = true }
[marketplaces.shopify.prices]
margin_percent = 2
[[decision]]
column = "title"
role = "text"
[[accept]]
code = "title-too-long"
reason = "tried"
"""


def test_workers_are_told_of_every_setting(
    catalog: Path, options: RunOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A localize.toml reaches the workers whatever it says, and what they render is what one process renders."""
    config = tmp_path / "localize.toml"
    config.write_text(CONFIGURATION, encoding="utf-8")
    options = replace(options, settings=replace(load_settings(config), engine="none"))
    assert pickle.loads(pickle.dumps(options.settings)) == options.settings  # noqa: S301 our own bytes
    run_catalogs([catalog], options)
    rendered = _noting(monkeypatch)
    monkeypatch.setattr(crew, "_ALONE", 1)
    monkeypatch.setattr(RunFolder, "claim", lambda _folder, _market, number: number == 0)
    report = run_catalogs([catalog], replace(options, out=options.out.with_name("helped"), processes=2))
    assert not report.failures
    assert rendered == [0]
    assert written(options.out) == written(options.out.with_name("helped"))


def test_an_engine_that_cannot_travel_needs_no_workers(
    catalog: Path, options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be told to another process is rendered by this one."""

    def refuse(_order: object) -> bytes:
        raise TypeError("cannot pickle '_thread.lock' object")

    run_catalogs([catalog], options)
    monkeypatch.setattr(crew, "_ALONE", 1)
    monkeypatch.setattr("localize.tasks.crew.pickle.dumps", refuse)
    report = run_catalogs([catalog], replace(options, out=options.out.with_name("helped"), processes=2))
    assert not report.failures
    assert written(options.out) == written(options.out.with_name("helped"))


def test_the_parent_renders_what_a_dead_worker_left(
    catalog: Path, options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that cannot even start costs nothing but its chunks, which the parent takes."""
    run_catalogs([catalog], options)
    monkeypatch.setattr(crew, "_ALONE", 1)
    monkeypatch.setattr(RunFolder, "claim", lambda _folder, _market, number: number == 0)
    monkeypatch.setattr(crew, "_WORKER", "localize.tasks.no_such_module")
    report = run_catalogs([catalog], replace(options, out=options.out.with_name("helped"), processes=2))
    assert not report.failures
    assert written(options.out) == written(options.out.with_name("helped"))


def test_a_chunk_is_claimed_once(tmp_path: Path) -> None:
    """Of two that want a chunk one gets it; claims of a run that was killed are forgotten."""
    folder = RunFolder(tmp_path, "digest")
    assert [folder.claim("de-DE", 3), folder.claim("de-DE", 3), folder.claim("de-AT", 3)] == [True, False, True]
    folder.unclaim("de-DE")
    assert folder.claim("de-DE", 3)
