"""``localize init``."""

from __future__ import annotations

from pathlib import Path

import click

from localize.errors import UsageError

__all__ = ["init"]

_CONFIG = """\
# Configuration of localize; paths are relative to this file.
[source]
locale = "en-US"            # language and country of your catalogs
# currency = "USD"          # where the files do not say it

[run]
# to = ["de-DE", "pt-BR"]   # markets, so that you need not type --to
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


@click.command(epilog="Example: localize init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Start a commented localize.toml, a dictionary and a rule file. Nothing that is there is touched."""
    files = {"localize.toml": _CONFIG, "terms.csv": _TERMS, "rules.toml": _RULES}
    if (folder / "localize.toml").exists():
        raise UsageError(f"{folder / 'localize.toml'} is there already.", "Edit it, or name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        if path.exists():
            click.echo(f"kept    {path}")
        else:
            path.write_text(text, encoding="utf-8")
            click.echo(f"written {path}")
    click.echo("Next: localize run CATALOG --to de-DE")
