"""``localize memory``: what is remembered, and approved translations from and to other tools."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.options import settings_from
from localize.cli.shared import Group, cache_option, config_option, json_option
from localize.errors import UsageError

if TYPE_CHECKING:
    from localize.tasks.memory import Imported, MemoryStats
    from localize.translation.approved_entry import ApprovedEntry, Pair
    from localize.translation.tmx_entries import Skipped

__all__ = ["memory"]

_SHOWN = 10


@click.group(cls=Group, epilog="Example: localize memory stats")
def memory() -> None:
    """Show what is remembered, and exchange approved translations with other tools.

    The cache remembers what engines said. Approved translations are a person's: they lie as text beside localize.toml
    (approved/en-pt-BR.jsonl, a line for each), and a text that has one never goes to an engine.
    """


@memory.command(epilog='Example: localize memory stats --like "Coffee mug"')
@click.option("--like", metavar="TEXT", help="Also the approved translations of the texts most like this one.")
@cache_option
@config_option
@json_option
def stats(like: str | None, cache: Path | None, config: Path | None, *, as_json: bool) -> None:
    """Count what the cache and the approved translations hold.

    What is merely alike is shown to people; no run ever applies it.
    """
    from localize.data import home_folder
    from localize.tasks.memory import memory_stats, nearest_entries

    settings = settings_from(config)
    figures = memory_stats(cache or settings.cache or home_folder() / "cache.sqlite", settings)
    near = nearest_entries(like, settings) if like else []
    if as_json:
        rows = [{"pair": p.name, "source": e.source, "target": e.target, "origin": e.origin} for p, e in near]
        click.echo(json.dumps(figures.to_dict() | ({"like": rows} if like else {}), ensure_ascii=False))
        return
    _show_stats(figures)
    if like:
        _show_near(like, near)


@memory.command("import", epilog="Example: localize memory import translated.tmx")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--pair",
    nargs=2,
    metavar="SOURCE TARGET",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Learn from a catalog and its translation instead.",
)
@click.option("--to", "market", metavar="MARKET", help="The market of TARGET (default: the one in localize.toml).")
@click.option(
    "--replace", is_flag=True, help="Let the file's translations take the place of other ones approved earlier."
)
@config_option
@json_option
def import_(
    file: Path | None,
    pair: tuple[Path, Path] | None,
    market: str | None,
    config: Path | None,
    *,
    replace: bool,
    as_json: bool,
) -> None:
    """Take over as approved what a person translated before: a TMX file, or two catalogs (--pair).

    What cannot be taken over is listed with the reason. What was approved earlier stays as it is.
    """
    from localize.market import load_market
    from localize.tasks.memory import import_tmx
    from localize.tasks.memory_pair import import_pair

    settings = settings_from(config)
    if bool(file) == bool(pair):
        raise UsageError("Name one thing to import.", "FILE.tmx, or: --pair SOURCE TARGET --to MARKET")
    if file:
        report = import_tmx(file, settings, replace=replace)
    elif pair:
        markets = (market,) if market else settings.markets
        if len(markets) != 1:
            raise UsageError("It is not said which market TARGET is for.", "Add: --to de-DE")
        report = import_pair(*pair, load_market(markets[0]).locale, settings, replace=replace)
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False))
    else:
        _show_import(report)


@memory.command(epilog="Example: localize memory export approved.tmx")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@config_option
@json_option
def export(file: Path, config: Path | None, *, as_json: bool) -> None:
    """Write the approved translations as TMX 1.4, for other tools. The cache stays here: nobody approved it."""
    from localize.tasks.memory import export_tmx

    count = export_tmx(file, settings_from(config))
    if as_json:
        click.echo(json.dumps({"file": str(file), "entries": count}, ensure_ascii=False))
    else:
        click.echo(f"Wrote {count:,} approved translations to {file}")


def _show_stats(figures: MemoryStats) -> None:
    click.echo(f"Cache     {figures.cache_entries:,} outputs, {figures.cache_bytes:,} bytes   {figures.cache}")
    for pair, count in figures.approved.items():
        click.echo(f"Approved  {count:,} for {pair}")
    if not figures.approved:
        click.echo("Approved  none yet. 'localize memory import FILE.tmx' takes some over.")


def _show_near(text: str, near: list[tuple[Pair, ApprovedEntry]]) -> None:
    click.secho(f"Most like “{text}”" if near else f"Nothing is like “{text}”.", bold=bool(near))
    for pair, entry in near:
        click.echo(f"  {entry.source}\n  → {entry.target}   ({pair.target}, {entry.origin})")


def _show_import(report: Imported) -> None:
    for pair, count in report.added.items():
        click.secho(f"✓ {count:,} approved translations for {pair}", fg="green")
    if known := sum(report.known.values()):
        click.echo(f"  {known:,} were there already")
    if not report.added and not report.known:
        click.echo("Nothing was taken over.")
    if report.skipped:
        _show_skipped(report.skipped)


def _show_skipped(skipped: list[Skipped]) -> None:
    click.secho(f"! {len(skipped):,} were skipped:", fg="yellow")
    for item in skipped[:_SHOWN]:
        click.echo(f"  line {item.line}: “{item.text}”: {item.reason}")
    if more := skipped[_SHOWN:]:
        reasons = Counter(item.reason for item in more).most_common(_SHOWN)
        for reason, count in reasons:
            click.echo(f"  {count:,} more: {reason}")
