"""A run by workers elsewhere writes what a run here writes: the same blocks and chunks, the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from localize.scale.orders import Render, Scan, Translate
from localize.settings import load_settings
from localize.tasks.run import RunOptions, run_catalogs
from localize.tasks.run_folder import RunFolder
from localize.translation import solving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.scale.ray_workers import RayWorkers

    Written = Callable[[Path], dict[str, bytes]]


def elsewhere(options: RunOptions, workers: RayWorkers, name: str = "ray") -> RunOptions:
    """The same run by other workers, with a cache and a folder of its own."""
    out = options.out.with_name(name)
    return replace(options, out=out, cache=out.with_suffix(".sqlite"), workers=workers)


def test_workers_elsewhere_write_the_same_bytes(
    catalog: Path,
    options: RunOptions,
    workers: RayWorkers,
    here: Any,
    written: Written,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Scan, blocks and chunks done by value, the last of each three first, give the files of the plain run."""
    monkeypatch.setattr(solving, "BLOCK_SIZE", 3)
    alone = run_catalogs([catalog], options)
    helped = run_catalogs([catalog], elsewhere(options, workers))
    assert not helped.failures
    assert written(options.out) == written(options.out.with_name("ray"))
    assert len(written(options.out)) > 8
    assert [output.segments for output in helped.outputs] == [output.segments for output in alone.outputs]
    assert {type(order) for order in here.orders} == {Scan, Translate, Render}
    assert sum(isinstance(order, Translate) for order in here.orders) > 3
    assert helped.outputs[0].seconds.keys() >= {"units", "check"}
    assert not options.out.with_name("ray").joinpath(".localize-run").exists()


def test_what_workers_cannot_do_is_done_here(
    catalog: Path, options: RunOptions, workers: RayWorkers, here: Any, written: Written
) -> None:
    """A worker that fails on every chunk costs nothing but time."""
    run_catalogs([catalog], options)
    here.fails = lambda order: not isinstance(order, Translate)
    assert not run_catalogs([catalog], elsewhere(options, workers)).failures
    assert written(options.out) == written(options.out.with_name("ray"))


def test_a_run_goes_on_where_it_was_interrupted(
    catalog: Path,
    options: RunOptions,
    workers: RayWorkers,
    here: Any,
    written: Written,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was scanned, translated and rendered before an interrupt is asked of nobody again, and the bytes are the same."""
    run_catalogs([catalog], options)
    commit = RunFolder.commit

    def interrupted(folder: RunFolder, market: str, number: int, chunk: Any) -> None:
        if (market, number) == ("pt-BR", 0):
            raise KeyboardInterrupt
        commit(folder, market, number, chunk)

    monkeypatch.setattr(RunFolder, "commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_catalogs([catalog], elsewhere(options, workers))
    monkeypatch.setattr(RunFolder, "commit", commit)
    here.orders.clear()
    assert not run_catalogs([catalog], elsewhere(options, workers)).failures
    assert {type(order) for order in here.orders} == {Render}
    assert len(here.orders) == 4, "the chunk that was lost, and those of the other market"
    assert written(options.out) == written(options.out.with_name("ray"))


def test_a_run_begun_here_may_go_on_elsewhere(
    catalog: Path, options: RunOptions, workers: RayWorkers, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run folder does not say who worked: the same command with --on ray takes over."""
    run_catalogs([catalog], options)
    away = elsewhere(options, workers)
    with monkeypatch.context() as patch:
        patch.setattr(RunFolder, "commit", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            run_catalogs([catalog], replace(away, workers=None))
    assert not run_catalogs([catalog], away).failures
    assert written(options.out) == written(away.out)


def _interrupt(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_dictionaries_rules_and_pins_go_by_value(
    write: Callable[[str, str | bytes], Path], options: RunOptions, workers: RayWorkers, here: Any, written: Written
) -> None:
    """Files that a configuration names work on a machine without them, and changes name them as a run here does."""
    write("shop/words/en-pt-BR/terms.csv", "term,translation\nmug,canecão\n")
    write("shop/rules.toml", '[[rule]]\nid = "suffix"\nwhen = { field = "title" }\nappend = " – Novo"\n')
    config = write(
        "shop/localize.toml",
        '[dictionaries]\npaths = ["words"]\n[rules]\npaths = ["rules.toml"]\n',
    )
    catalog = write("shop/mugs.csv", "sku,title,price\nA,Red mug,12.00\nB,Blue mug,13.00\n")
    settings = replace(load_settings(config), source_currency="USD", engine="firefox")
    options = replace(options, settings=settings, markets=("pt-BR",))
    run_catalogs([catalog], options)
    here.hand = type(here.hand)(here.facts.__getitem__, here.shipped, here.models)
    away = elsewhere(options, workers)
    assert not run_catalogs([catalog], away).failures
    files = written(away.out)
    assert files == written(options.out)
    assert "Canecão" in files["mugs.pt-BR.csv"].decode()
    assert "– Novo" in files["mugs.pt-BR.csv"].decode()
    assert b"terms.csv:2" in files["mugs.csv.pt-BR.changes.jsonl"]


def test_a_market_without_a_rate_holds_up_no_other(
    write: Callable[[str, str | bytes], Path], options: RunOptions, workers: RayWorkers, tmp_path: Path
) -> None:
    """The market that lacks a rate is reported as a run here reports it; the others are written."""
    catalog = write("mugs.csv", "sku,title,price\nA,Red mug with a lid,12.00\n")
    overrides = {"pt-BR": {"currency": "KES", "_base": tmp_path}}  # of which the ECB knows nothing
    options = replace(options, settings=replace(options.settings, market_overrides=overrides))
    here = run_catalogs([catalog], options)
    away = run_catalogs([catalog], elsewhere(options, workers))
    assert [failure.what for failure in away.failures] == [failure.what for failure in here.failures]
    assert [failure.message for failure in away.failures] == [failure.message for failure in here.failures]
    assert [output.market for output in away.outputs] == [output.market for output in here.outputs] == ["pt-PT"]


def test_without_an_engine_only_chunks_go_out(
    catalog: Path, options: RunOptions, workers: RayWorkers, here: Any, written: Written
) -> None:
    """--engine none asks for nothing but rendering."""
    none = replace(options, settings=replace(options.settings, engine="none"), skip=frozenset({"translate"}))
    run_catalogs([catalog], none)
    run_catalogs([catalog], elsewhere(none, workers))
    assert {type(order) for order in here.orders} == {Render}
    assert written(none.out) == written(none.out.with_name("ray"))


def test_another_version_on_a_worker_is_refused(
    catalog: Path, options: RunOptions, workers: RayWorkers, here: Any
) -> None:
    """A machine with other data would give other outputs: the run says where, and what to do."""
    here.hand = type(here.hand)(here.facts.__getitem__, "another version", here.models)
    report = run_catalogs([catalog], elsewhere(options, workers))
    assert not report.outputs
    assert "Another listing-localizer" in report.failures[0].message
    assert "same version" in report.failures[0].hint


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_other_formats_come_out_the_same(
    suffix: str, tmp_path: Path, options: RunOptions, workers: RayWorkers, written: Written
) -> None:
    """JSON Lines and Parquet as CSV: workers see listings, not files."""
    rows = [{"sku": f"M-{n}", "title": f"Red mug, {n} oz", "price": n + 0.5} for n in range(8, 14)]
    catalog = tmp_path / f"mugs{suffix}"
    if suffix == ".parquet":
        table = pytest.importorskip("pyarrow").Table.from_pylist(rows)
        pytest.importorskip("pyarrow.parquet").write_table(table, catalog)
    else:
        catalog.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    options = replace(options, markets=("pt-BR",))
    alone = run_catalogs([catalog], options)
    assert not run_catalogs([catalog], elsewhere(options, workers)).failures
    assert written(options.out) == written(options.out.with_name("ray"))
    assert f"mugs.pt-BR{suffix}" in written(options.out)
    assert alone.outputs[0].changes
