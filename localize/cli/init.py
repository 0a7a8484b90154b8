"""``localize init``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.cli.shared import json_option, typed
from localize.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.tasks.start import FoundCatalog

__all__ = ["init"]

_CONFIG = """\
# Configuration of localize; paths are relative to this file.
[source]
{source}

[run]
# to = {markets}   # markets, so that you need not type --to
out = "localized"

[dictionaries]
paths = ["terms.csv"]       # your terms: they are honoured always

[rules]
paths = ["rules.toml"]      # your edits of fields

[prices]
# endings = [".99"]         # or ["market"] for what is customary there
# margin_percent = 5
# source_includes_tax = false
# add_target_tax = true

[units]
original = false            # true keeps the original in brackets: 61 cm (24 in)

[sizes]
original = "auto"           # the original label in brackets: auto, always or never
"""
_DIRECTIVE = "#:schema ./localize.schema.json\n"
"""What editors with a TOML language server look for."""
_TERMS = """\
term,translation,kind,note
Acme TrailRunner,,keep,a name that is never translated
"""
_RULES = """\
# [[rule]]
# id = "note-voltage"
# when = { market = "pt-BR", field = "title", matches = "(?i)110 ?V" }
# append = " (110 V)"
"""


_UNKNOWN = """\
locale = "en-US"            # language and country of your catalogs
# currency = "USD"          # where the files do not say it"""


@click.command(epilog="Example: localize init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--schema", is_flag=True, help="Also localize.schema.json: editors complete and explain the keys by it.")
@json_option
def init(folder: Path, *, schema: bool, as_json: bool) -> None:
    """Start a commented localize.toml, a dictionary and a rule file. Nothing that is there is touched.

    Language and currency are read from the catalogs in the folder, if there are any.
    """
    from localize.tasks.start import find_catalogs

    if (folder / "localize.toml").exists():
        raise UsageError(f"{folder / 'localize.toml'} is there already.", "Edit it, or name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    catalogs = find_catalogs(folder)
    language = next((catalog.locale for catalog in catalogs if catalog.locale), "").partition("-")[0]
    other = "en-GB" if language == "de" else "de-DE"
    markets = json.dumps([other, "fr-FR" if language == "pt" else "pt-BR"])
    config = _CONFIG.replace("{source}", _source(catalogs)).replace("{markets}", markets)
    files = {"localize.toml": config, "terms.csv": _TERMS, "rules.toml": _RULES}
    if schema:
        from localize.settings import settings_schema

        files["localize.toml"] = _DIRECTIVE + config
        files["localize.schema.json"] = json.dumps(settings_schema(), ensure_ascii=False, indent=2) + "\n"
    written, kept = [], []
    for name, text in files.items():
        path = folder / name
        if path.exists():
            kept.append(path)
        else:
            path.write_text(text, encoding="utf-8")
            written.append(path)
    if as_json:
        found = [{**asdict(catalog), "path": str(catalog.path)} for catalog in catalogs]
        done = {"written": [str(path) for path in written], "kept": [str(path) for path in kept]}
        click.echo(json.dumps({**done, "catalogs": found}, ensure_ascii=False))
        return
    for path in written:
        click.echo(f"written {path}")
    for path in kept:
        click.echo(f"kept    {path}")
    for catalog in catalogs:
        stated = f", prices in {catalog.currency}" if catalog.currency else ""
        locale = catalog.locale or "too few texts to tell the language"
        click.echo(f"found   {catalog.path}: {catalog.layout}, {locale}{stated}")
    first = next((catalog for catalog in catalogs if catalog.locale), None)
    name = typed(first.path) if first else "CATALOG"
    click.echo(f"Next: localize inspect {name}")
    click.echo(f"      localize run {name} --to {other}")


def _usual(locale: str) -> str:
    """The currency of the market, that of a locale without one is not known."""
    from localize.market import load_market, market_tags

    return load_market(locale).currency if locale in market_tags() else "USD"


def _source(catalogs: Sequence[FoundCatalog]) -> str:
    """The lines of ``[source]``, by the first catalog that says it; the others are told where they differ."""
    telling = [catalog for catalog in catalogs if catalog.locale]
    if not telling:
        return _UNKNOWN
    first = telling[0]
    lines = [f'locale = "{first.locale}"            # language and country, read from {first.path.name}']
    if first.currency:
        lines.append(f'currency = "{first.currency}"            # likewise')
    else:
        lines.append(f'# currency = "{_usual(first.locale)}"          # where the files do not say it')
    lines += [f"# {c.path.name} is {c.locale}: add --from {c.locale}" for c in telling if c.locale != first.locale]
    return "\n".join(lines)
