"""``localize init``: a folder to start from, without questions."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main
from localize.settings import load_settings, settings_schema

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = "".join(f"{n};Wasserdichte Wanderstiefel für Herren aus echtem Leder;99,00\n" for n in range(4))
ENGLISH = "".join(f"{n},Waterproof walking boots for men made of real leather,99.00\n" for n in range(4))


@pytest.mark.parametrize(
    ("name", "text", "locale", "currency"),
    [
        ("stiefel.csv", "sku;titel;preis eur\n" + GERMAN, "de-DE", "EUR"),
        ("boots.csv", "sku,title,price gbp\n" + ENGLISH, "en-GB", "GBP"),
        ("boots.csv", "sku,title,price\n" + ENGLISH, "en-US", ""),
    ],
)
def test_language_and_currency_are_read_from_the_catalog(
    name: str, text: str, locale: str, currency: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the file says is written down with its source, and the next step names the file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    settings = load_settings(tmp_path / "localize.toml")
    assert (settings.source_locale, settings.source_currency) == (locale, currency)
    assert f"read from {name}" in (tmp_path / "localize.toml").read_text(encoding="utf-8")
    assert f"localize run {tmp_path / name} --to" in capsys.readouterr().out


def test_a_dictionary_and_a_broken_file_are_no_catalogs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder may hold anything; a catalog in another language is pointed out."""
    (tmp_path / "colours.csv").write_text("term,translation\nred,rot\n", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "a.csv").write_text("sku,title\n" + ENGLISH, encoding="utf-8")
    (tmp_path / "b.csv").write_text("sku;titel;preis\n" + GERMAN, encoding="utf-8")
    assert main(["init", str(tmp_path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [(c["path"], c["locale"]) for c in data["catalogs"]] == [
        (str(tmp_path / "a.csv"), "en-US"),
        (str(tmp_path / "b.csv"), "de-DE"),
    ]
    assert "# b.csv is de-DE: add --from de-DE" in (tmp_path / "localize.toml").read_text(encoding="utf-8")


def test_what_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dictionary of the seller's is not written over; an empty folder gets an example to change."""
    (tmp_path / "terms.csv").write_text("term,translation\nred,rot\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert f"kept    {tmp_path / 'terms.csv'}" in said
    assert (tmp_path / "terms.csv").read_text(encoding="utf-8").endswith("red,rot\n")
    assert tomllib.loads((tmp_path / "localize.toml").read_text(encoding="utf-8"))["source"] == {"locale": "en-US"}


def test_a_catalog_that_says_too_little_is_not_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The default stands, with the question open, rather than a language that the file does not show."""
    (tmp_path / "a.csv").write_text("sku,title\n1,Wanderlust\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    assert "too few texts to tell the language" in capsys.readouterr().out
    assert "read from" not in (tmp_path / "localize.toml").read_text(encoding="utf-8")


def test_the_schema_lies_beside_the_configuration_for_editors(tmp_path: Path) -> None:
    """The first line names it; it is the schema that the configuration is checked by."""
    assert main(["init", str(tmp_path), "--schema"]) == 0
    text = (tmp_path / "localize.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./localize.schema.json\n")
    assert json.loads((tmp_path / "localize.schema.json").read_text(encoding="utf-8")) == settings_schema()
    assert load_settings(tmp_path / "localize.toml").out == tmp_path / "localized"


def test_what_is_proposed_fits_the_catalog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody localizes a German catalog for Germany, or sells it there in dollars."""
    (tmp_path / "a.csv").write_text("sku;titel;preis\n" + GERMAN, encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    text = (tmp_path / "localize.toml").read_text(encoding="utf-8")
    assert '# to = ["en-GB", "pt-BR"]' in text
    assert '# currency = "EUR"' in text
    assert "--to en-GB" in capsys.readouterr().out
