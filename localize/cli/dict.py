"""``localize dict``: check, test, convert and extend dictionaries."""

from __future__ import annotations

from pathlib import Path

import click

from localize.cli.configured import named_or_configured, with_examples
from localize.cli.dict_diff import dict_diff
from localize.cli.formats import format_option, show_problems
from localize.cli.options import common_options, markets_of, settings_from
from localize.cli.shared import Group, config_option, json_option, paths_argument

__all__ = ["dict"]

_SHOWN = 10


@click.group("dict", cls=Group, epilog="Example: localize dict check dictionaries/")
def dictionary() -> None:
    """Check, test, convert and extend dictionaries: the terms that every translation must honour."""


@dictionary.command(epilog="Example: localize dict check dictionaries/ --on shoes.csv --to de-DE")
@paths_argument
@click.option(
    "--on",
    "catalogs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Also say which entries a catalog never uses.",
)
@click.option("--to", multiple=True, metavar="MARKET", help="Market of files outside a folder like en-de/.")
@click.option("--from", "source", metavar="LOCALE", help="Language and country of the terms (default en-US).")
@config_option
@format_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    catalogs: tuple[Path, ...],
    to: tuple[str, ...],
    source: str | None,
    config: Path | None,
    form: str,
) -> None:
    """Find everything that is wrong with dictionaries: files, cells, contradictions, forbidden words.

    All problems in one pass, each with file, line, column and what to do. No engine is needed and nothing is changed.
    Exit status 1 if there is something to mend. Without PATH: the dictionaries of localize.toml.
    """
    from localize.market import load_market
    from localize.tasks.dict_check import check_dictionaries

    settings = settings_from(config, source=source)
    found = named_or_configured(ctx, paths, settings.dictionaries, "dictionaries", settings, form)
    markets = [load_market(n).locale for n in (markets_of(to, settings) if to or catalogs or not paths else ())]
    show_problems(ctx, check_dictionaries(found, settings=settings, to=markets, catalogs=catalogs), form)


@dictionary.command(epilog="Example: localize dict test dictionaries/")
@paths_argument
@click.option("--to", metavar="MARKET", default="", help="Market of examples that name none.")
@click.option("--from", "source", metavar="LOCALE", help="Language and country of the texts (default en-US).")
@click.option(
    "--engine", metavar="NAME", default="", help="Translate whole texts: auto, argos, firefox (default none)."
)
@config_option
@format_option
@click.pass_context
def test(
    ctx: click.Context,
    paths: tuple[Path, ...],
    to: str,
    source: str | None,
    engine: str,
    config: Path | None,
    form: str,
) -> None:
    """Run the examples beside dictionaries (colours.tests.csv beside colours.csv), with a diff for each that fails.

    An example has a text, what its translation must hold (expected) and must not hold (not_expected), a market and a
    field. Without an engine it says which examples only a model could decide. Without PATH: the dictionaries of
    localize.toml.
    """
    from localize.tasks.dict_test import check_examples

    settings = settings_from(config, source=source)
    found = named_or_configured(ctx, paths, settings.dictionaries, "dictionaries", settings, form)
    found = with_examples(ctx, paths, found, "dictionaries", form)
    if not to and not paths and len(settings.markets) == 1:
        to = settings.markets[0]
    show_problems(ctx, check_examples(found, settings, to, engine), form)


@dictionary.command(epilog="Example: localize dict convert dictionaries/en-de/colours.csv colours.tbx")
@click.argument("path", metavar="IN", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--from", "source", metavar="LOCALE", default="", help="Language of the terms, where the file does not say it."
)
@click.option("--to", "target", metavar="LOCALE", default="", help="Language of the translations, likewise.")
@click.option("--as", "form", metavar="NAME", default="", help="Format of OUT: csv, xlsx, tbx, tmx, deepl, google.")
@json_option
def convert(path: Path, out: Path, source: str, target: str, form: str, *, as_json: bool) -> None:
    """Convert a dictionary: CSV, XLSX, TBX, TMX, and the glossary files of DeepL and Google.

    The formats are told by their names; --as says which service a CSV is for. What the other format cannot hold is
    counted and said: nothing is lost in silence.
    """
    import json
    from dataclasses import asdict

    from localize.tasks.dict_convert import convert_dictionary

    done = convert_dictionary(path, out, source=source, target=target, form=form)
    if as_json:
        click.echo(json.dumps(asdict(done), ensure_ascii=False))
        return
    click.secho(
        f"✓ {done.written:,} of {done.read:,} entries ({done.read_as} → {done.written_as}) in {out}", fg="green"
    )
    for line in [*done.notes[:_SHOWN], *done.losses]:
        click.secho(f"  {line}", fg="yellow")
    if more := len(done.notes) - _SHOWN:
        click.echo(f"  … and {more:,} more notes; --json lists all." if more > 0 else "", nl=more > 0)


@dictionary.command(epilog="Example: localize dict suggest shoes.csv --to de-DE > new-terms.csv")
@click.argument("catalog", metavar="CATALOG", type=click.Path(path_type=Path, readable=False))
@click.option("--to", multiple=True, metavar="MARKET", help="The market whose dictionaries are looked at.")
@click.option("--least", type=click.IntRange(1), default=3, show_default=True, help="In at least so many products.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="No more lines than that.")
@common_options
@json_option
def suggest(
    catalog: Path,
    to: tuple[str, ...],
    least: int,
    limit: int,
    source: str | None,
    marketplace: str | None,
    config: Path | None,
    dictionaries: tuple[Path, ...],
    rules: tuple[Path, ...],
    encoding: str | None,
    *,
    as_json: bool,
) -> None:
    """List a catalog's frequent terms that no dictionary covers, and those that it writes in several ways.

    The result is a dictionary with empty translations, on standard output: fill in what matters, take out the rest.
    """
    import csv
    import io
    import json
    from dataclasses import asdict

    from localize.errors import UsageError
    from localize.market import load_market
    from localize.tasks.dict_suggest import suggest_terms

    settings = settings_from(
        config, source=source, marketplace=marketplace, dictionaries=dictionaries, rules=rules, encoding=encoding
    )
    tags = markets_of(to, settings)
    if len(tags) != 1:
        raise UsageError("Terms are suggested for one market at a time.", "Add: --to de-DE")
    found = suggest_terms(catalog, load_market(tags[0]).locale, settings, least=least, most=limit)
    if as_json:
        click.echo(json.dumps({"suggestions": [asdict(s) for s in found]}, ensure_ascii=False))
        return
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(
        [["term", "translation", "kind", "note"], *(s.row() for s in found)]
    )
    click.echo(buffer.getvalue(), nl=False)


dictionary.add_command(dict_diff)
dict = dictionary  # noqa: A001 - the command is called so
