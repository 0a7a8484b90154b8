"""What a killed run left is gone on with if nothing was changed since, and else made anew: never partly of both."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.errors import OutputError
from localize.settings import load_settings
from localize.tasks.catalog import catalog_digest
from localize.tasks.crew import Order
from localize.tasks.data_files import DataFiles
from localize.tasks.passes import job_for
from localize.tasks.render import Renderer
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.listing import Listing
    from localize.tasks.summary import RunReport

MARKETS = ("de-DE", "de-AT", "de-CH")
TERMS, RULES = "words/terms.csv", "rules.toml"
BEFORE = {
    "localize.toml": '[source]\ncurrency = "USD"\n[dictionaries]\npaths = ["words"]\n[rules]\npaths = ["rules.toml"]\n'
    '[sizes]\ntables = ["sizes.csv"]\n',
    TERMS: "term,translation\nmug,Humpen\n",
    RULES: '[[rule]]\nid = "suffix"\nwhen = { field = "title" }\nappend = " – Neu"\n',
    "sizes.csv": "brand,kind,audience,US,EU\nAcme,shoes,men,10,43\n",
}
AFTER = {
    TERMS: "term,translation\nmug,Pott\n",
    RULES: '[[rule]]\nid = "suffix"\nwhen = { field = "title" }\nappend = " – Alt"\n',
    "sizes.csv": "brand,kind,audience,US,EU\nAcme,shoes,men,10,44\n",
}
NAMES: tuple[str, ...] = ("shop.{0}.csv", "shop.csv.{0}.findings.jsonl", "shop.csv.{0}.changes.jsonl")
NAMES += ("shop.csv.{0}.prices.csv", "shop.csv.{0}.rows.jsonl", "shop.csv.{0}.review.jsonl")


class Shop:
    """A catalog with a configuration, and runs of it into a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        for name, text in BEFORE.items():
            self.edit(name, text)
        rows = (f"S-{n},Acme,mens shoes,Red mug {n} oz,{n}.50,US 10" for n in range(1, 9))
        self.edit("shop.csv", "\n".join(["sku,brand,category,title,price,size", *rows]) + "\n")

    def edit(self, name: str, text: str) -> None:
        """What a person saves."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def options(self, **more: object) -> RunOptions:
        """Without an engine: prices, terms, rules and sizes are what may change."""
        settings = replace(load_settings(self.folder / "localize.toml"), engine="none")
        skip = frozenset({"translate"})
        options = RunOptions(MARKETS, self.out, settings, date(2026, 10, 30), self.folder / "cache.sqlite", skip)
        return replace(options, processes=1, **more)  # type: ignore[arg-type]

    def run(self, **more: object) -> RunReport:
        """The command."""
        return run_catalogs([self.folder / "shop.csv"], self.options(**more))

    def killed(self, at: str, then: Callable[[], object] = lambda: None) -> None:
        """The command, interrupted when it comes to a phase (``writing de-AT``); ``then`` something happens."""

        def interrupt(phase: str, _done: int, _total: int) -> None:
            if phase == at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            self.run(progress=interrupt)
        then()

    def made(self, out: Path | None = None) -> dict[str, bytes | None]:
        """The bytes of every output."""
        names = [name.format(market) for market in MARKETS for name in NAMES]
        paths = [(out or self.out) / name for name in names]
        return {path.name: path.read_bytes() if path.is_file() else None for path in paths}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop."""
    return Shop(tmp_path)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The markets of the chunks that are rendered."""
    markets: list[str] = []
    render = Renderer.render

    def noted(self: Renderer, number: int, chunk: list[Listing], *, timed: bool = False) -> None:
        markets.append(self._job.market)
        render(self, number, chunk, timed=timed)

    monkeypatch.setattr(Renderer, "render", noted)
    return markets


def test_a_run_killed_between_markets_goes_on_at_the_next(shop: Shop, rendered: list[str]) -> None:
    """The price list of the market that was written is this run's own and no reason to begin anew."""
    whole = shop.run(out=shop.folder / "whole")
    shop.killed("writing de-AT")
    assert (shop.out / "shop.csv.de-DE.prices.csv").exists()
    rendered.clear()
    report = shop.run()
    assert (report.notes, report.failures) == ([], [])
    assert rendered == ["de-CH"], "what was finished is not made again"
    assert shop.made() == shop.made(shop.folder / "whole")
    assert [(o.market, o.new, o.first) for o in report.outputs] == [(o.market, o.new, o.first) for o in whole.outputs]
    assert any(output.first for output in report.outputs), "else it is not shown that findings are counted as new again"
    assert not (shop.out / ".localize-run").exists()


@pytest.mark.parametrize(
    ("at", "edited"),
    [("writing de-DE", "rules.toml"), ("writing de-AT", "words/terms.csv"), ("writing de-CH", "sizes.csv")],
)
def test_what_was_edited_between_kill_and_resume_is_said_and_used_wholly(shop: Shop, at: str, edited: str) -> None:
    """The outputs are those of a run that knew nothing of the one before, and no unfinished work is left."""
    shop.killed(at, lambda: shop.edit(edited, AFTER[edited]))
    [note] = shop.run().notes
    assert note.startswith("The unfinished run of shop.csv for de-DE, de-AT, de-CH began anew: dictionaries, rules,")
    assert not (shop.out / ".localize-run").exists()
    undisturbed = Shop(shop.folder / "undisturbed")
    undisturbed.edit(edited, AFTER[edited])
    undisturbed.run()
    assert all(shop.made().values())
    assert shop.made() == undisturbed.made()


def test_settings_edited_between_kill_and_resume_are_said(shop: Shop) -> None:
    """The configuration counts, too; its name is in the note."""
    config = BEFORE["localize.toml"] + "[prices]\nmargin_percent = 50\n"
    shop.killed("writing de-AT", lambda: shop.edit("localize.toml", config))
    assert "the settings changed since" in shop.run().notes[0]


def test_another_runs_price_list_begins_the_run_anew(shop: Shop) -> None:
    """Prices that another run wrote meanwhile are the last run's prices now."""
    shop.killed("writing de-AT")
    prices = shop.out / "shop.csv.de-DE.prices.csv"
    lines = prices.read_text(encoding="utf-8").splitlines(keepends=True)
    prices.write_text("".join(lines[:-1]), encoding="utf-8")
    assert "the price list of the last run changed since" in shop.run().notes[0]


@pytest.mark.parametrize("edited", sorted(AFTER))
def test_what_is_edited_while_the_run_goes_on_is_refused(shop: Shop, edited: str) -> None:
    """The market that is at hand is not written, whoever read the file when; the message names it, and the next run is whole."""

    def edit(phase: str, _done: int, _total: int) -> None:
        if phase == "writing de-AT":
            shop.edit(edited, AFTER[edited])

    report = shop.run(progress=edit)
    assert [output.market for output in report.outputs] == ["de-DE"]
    assert {failure.exit_code for failure in report.failures} == {3}
    assert all(str(shop.folder / edited) in failure.message for failure in report.failures)
    assert "Give the same command again" in report.failures[0].hint
    assert not (shop.out / ".localize-run").exists()
    assert shop.made()["shop.de-AT.csv"] is None
    assert not shop.run().failures
    undisturbed = Shop(shop.folder / "undisturbed")
    undisturbed.edit(edited, AFTER[edited])
    undisturbed.run()
    assert shop.made() == undisturbed.made()


def test_a_configuration_edited_while_the_run_goes_on_is_for_the_next(shop: Shop) -> None:
    """The run uses what it has read, wholly, and the manifest names the digest of that."""
    digest = catalog_digest(shop.folder / "localize.toml")

    def edit(phase: str, _done: int, _total: int) -> None:
        if phase == "writing de-AT":
            shop.edit("localize.toml", BEFORE["localize.toml"] + "[prices]\nmargin_percent = 50\n")

    shop.run(out=shop.folder / "whole")
    assert not shop.run(progress=edit).failures
    assert shop.made() == shop.made(shop.folder / "whole")
    manifests = [json.loads((shop.out / f"shop.csv.{market}.run.json").read_text("utf-8")) for market in MARKETS]
    assert {manifest["configuration_digest"] for manifest in manifests} == {digest}


def test_a_worker_that_reads_something_else_does_nothing(shop: Shop) -> None:
    """A process that is called after an edit would render with the new dictionary what others render with the old."""
    options = shop.options()
    data = DataFiles.of([options.settings.for_market("de-DE")])
    order = Order(shop.folder / "shop.csv", "de-DE", options, {}, "digest", data)
    assert job_for(order).market == "de-DE"
    shop.edit(TERMS, AFTER[TERMS])
    with pytest.raises(OutputError):
        job_for(order)


def test_an_editors_own_files_are_no_edit(shop: Shop) -> None:
    """What an editor keeps beside an open dictionary is read by nobody."""
    data = DataFiles.of([shop.options().settings])
    for name in ("words/.terms.csv.swp", "words/~$terms.xlsx"):
        shop.edit(name, "x")
    assert data.changed == ""
    shop.edit("words/more.csv", BEFORE[TERMS])
    assert data.changed == str(shop.folder / "words" / "more.csv")


def test_rows_of_a_described_size_table_count(shop: Shop) -> None:
    """A TOML that describes a table names the CSV of its rows: that is watched, too."""
    shop.edit("own.toml", 'rows = "own.csv"\n')
    shop.edit("own.csv", "us,eu\n10,43\n")
    settings = shop.options().settings
    data = DataFiles.of([replace(settings, sizes=replace(settings.sizes, tables=(shop.folder / "own.toml",)))])
    shop.edit("own.csv", "us,eu\n10,44\n")
    assert data.changed == str(shop.folder / "own.csv")


def test_a_living_runs_folder_is_left_alone(shop: Shop) -> None:
    """Where no locks are known another run of the same command may be at work: its folder is not taken away."""
    shop.killed("writing de-AT")
    [folder] = [path for path in (shop.out / ".localize-run").iterdir() if path.is_dir()]
    (folder / "owner").write_text(str(os.getppid()), encoding="ascii")
    shop.edit(TERMS, AFTER[TERMS])
    assert shop.run().notes == []
    assert folder.is_dir()
