"""Files that hold several languages: only the target's cells are written, and what stands there is kept."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.errors import UsageError
from localize.layouts.language_columns import families_of
from localize.settings import Settings, load_settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import RunReport

    Write = Callable[[str, str | bytes], Path]

TERMS = "term,translation\nMug,Becher\nWhite mug,Weißer Becher\nBlue mug,Blauer Becher\nBlue,Blau\nColor,Farbe\n"


def run(path: Path, out: Path, to: str = "de-DE", settings: Settings | None = None, *, anew: bool = False) -> RunReport:
    """A run without an engine: the dictionary does the work."""
    terms = path.parent / "en-de" / "terms.csv"
    terms.parent.mkdir(exist_ok=True)
    terms.write_text(TERMS, encoding="utf-8")
    configured = replace(settings or Settings(), engine="none", dictionaries=(terms.parent,))
    options = RunOptions(
        tuple(to.split(",")), out, configured, date(2026, 10, 30), home_folder() / "c.sqlite", retranslate=anew
    )
    return run_catalogs([path], options)


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by its header."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


TRANSLATIONS = (
    "Type,Identification,Field,Locale,Market,Status,Default content,Translated content\n"
    "PRODUCT,'77,title,de,,,White mug,\n"
    "PRODUCT,'77,title,fr,,,White mug,\n"
    "PRODUCT,'77,handle,de,,,white-mug,\n"
    "PRODUCT,'78,title,de,,outdated,Blue mug,Mein blauer Becher \n"
    "PRODUCT,'78,title,de,Austria,,Blue mug,\n"
    "PRODUCT,'78,title,de,Germany,,Blue mug,\n"
    "PRODUCT_OPTION,'9,name,de,,,Color,\n"
    'METAFIELD,\'5,value,de,,,"{""type"":""root""}",\n'
    "METAFIELD,'6,value,de,,,Frobnicated,\n"
)


def test_the_translated_content_of_the_market_s_rows_is_filled(write: Write, tmp_path: Path) -> None:
    """Rows of other locales and markets, handles, data and every other cell stay; so does what has no translation."""
    out = tmp_path / "out"
    path = write("tr.csv", TRANSLATIONS)
    assert run(path, out).failures == []
    before, after = table(path), table(out / "tr.de-DE.csv")
    assert [row["Translated content"] for row in after] == [
        *("Weißer Becher", "", "", "Mein blauer Becher ", "", "Blauer Becher", "Farbe", "", ""),
    ]
    for old, new in zip(before, after, strict=True):
        assert {k: v for k, v in old.items() if k != "Translated content"} == {
            k: v for k, v in new.items() if k != "Translated content"
        }


def test_filled_targets_are_made_anew_only_with_retranslate(write: Write, tmp_path: Path) -> None:
    """``--retranslate`` writes over what stands there."""
    out = tmp_path / "out"
    run(write("tr.csv", TRANSLATIONS), out, anew=True)
    assert table(out / "tr.de-DE.csv")[3]["Translated content"] == "Blauer Becher"


def test_a_filled_target_is_checked(write: Write, tmp_path: Path) -> None:
    """A translation that is too long for the platform is an error though it was there before."""
    catalog = TRANSLATIONS.replace("Mein blauer Becher ", "B" * 300)
    report = run(write("tr.csv", catalog), tmp_path / "out")
    assert any("title" in code for code in report.outputs[0].findings)
    assert report.outputs[0].severities["error"] >= 1


def test_the_identity_run_returns_the_file(write: Write, tmp_path: Path) -> None:
    """From a language to itself nothing is filled."""
    path = write("tr.csv", TRANSLATIONS.replace(",fr,", ",en,"))
    run(path, tmp_path / "out", to="en-US")
    assert (tmp_path / "out" / "tr.en-US.csv").read_bytes() == path.read_bytes()


def test_data_for_programs_is_kept_with_a_finding(write: Write, tmp_path: Path) -> None:
    """Rich text of metafields is JSON; its row says so."""
    report = run(write("tr.csv", TRANSLATIONS), tmp_path / "out", "de-DE,fr-FR")
    assert [output.findings.get("structured-text-kept", 0) for output in report.outputs] == [1, 0]


def test_a_market_without_a_place_is_refused(write: Write, tmp_path: Path) -> None:
    """Rows are never added; the message says which languages there are."""
    with pytest.raises(UsageError, match="no place for it-IT: it holds de, fr"):
        run(write("tr.csv", TRANSLATIONS), tmp_path / "out", to="it-IT")
    assert not (tmp_path / "out").exists()


COLUMNS = "sku,title.en,title.de,title.fr,color,price\nM-1,White mug,,,Blue,20.00\nM-2,Blue mug,Meiner,,Red,22.00\n"


def test_columns_for_other_languages_are_filled(write: Write, tmp_path: Path) -> None:
    """``title.de`` takes the German title; the source's own columns and the store's prices stay, and one finding says why."""
    out = tmp_path / "out"
    report = run(write("pim.csv", COLUMNS), out)
    rows = table(out / "pim.de-DE.csv")
    assert [row["title.de"] for row in rows] == ["Weißer Becher", "Meiner"]
    assert [(row["title.en"], row["title.fr"], row["color"], row["price"]) for row in rows] == [
        ("White mug", "", "Blue", "20.00"),
        ("Blue mug", "", "Red", "22.00"),
    ]
    assert report.outputs[0].findings["overlay-no-place"] == 2  # color, price


def test_records_with_a_value_for_each_language_are_filled(write: Write, tmp_path: Path) -> None:
    """JSON Lines nest them; the places are the same."""
    record = {"sku": "M-1", "title": {"en": "White mug", "de": ""}, "stock": 5}
    out = tmp_path / "out"
    run(write("pim.jsonl", json.dumps(record) + "\n"), out)
    assert json.loads((out / "pim.de-DE.jsonl").read_text(encoding="utf-8"))["title"] == {
        "en": "White mug",
        "de": "Weißer Becher",
    }


@pytest.mark.parametrize(
    ("header", "families"),
    [
        (["title.en", "title.de"], [("title", 0, (("de", 1),))]),
        (["name-en_US", "name-de_DE", "name-fr_FR"], [("name", 0, (("de_DE", 1), ("fr_FR", 2)))]),
        (["Title", "Title (de)"], [("Title", 0, (("de", 1),))]),
        (["/title/en", "/title/pt-BR"], [("/title", 0, (("pt-BR", 1),))]),
        (["color", "article-no", "price.usd", "is_in"], []),
        (["title.de", "title.fr"], []),
        (["size.us", "size.de"], []),
        (["Title (English)", "Title (German)"], [("Title", 0, (("de", 1),))]),
        (["name_german", "name_english"], [("name", 1, (("de", 0),))]),
        (["Titel EN", "Titel DE", "Titel PT-BR"], [("Titel", 0, (("DE", 1), ("PT-BR", 2)))]),
        (["en_title", "de_title"], [("title", 0, (("de", 1),))]),
        (["de/title", "en/title"], [("title", 1, (("de", 0),))]),
        (["title", "translations/pt/title"], [("title", 0, (("pt", 1),))]),
        (["translations.en-GB.name", "translations.de-DE.name"], [("name", 0, (("de-DE", 1),))]),
        (["name(en-gb)", "name(de-de)"], [("name", 0, (("de-de", 1),))]),
        (["Title US", "Title UK", "Title DE"], [("Title", 0, (("en_GB", 1), ("de_DE", 2)))]),
        (["Title", "Title UK"], []),
        (["weight", "it_weight", "de_weight"], []),
        (["Item name", "Item weight"], []),
    ],
)
def test_a_header_s_end_is_a_language_only_beside_the_source_s(
    header: list[str], families: list[tuple[str, int, tuple[tuple[str, int], ...]]]
) -> None:
    """A family needs a column of the source's language, or one without any; behind a language, the source's own."""
    assert [(f.name, f.source, f.targets) for f in families_of(header, "en-US")] == families


def test_sizes_of_several_systems_are_no_languages(write: Write, tmp_path: Path) -> None:
    """Without texts in several languages, a file is localized as a whole."""
    path = write("sizes.csv", "sku,title,size,size_de,size_fr\nM-1,White mug,One Size,,\n")
    report = run(path, tmp_path / "out")
    assert report.failures == []
    assert table(tmp_path / "out" / "sizes.de-DE.csv")[0]["title"] == "Weißer Becher"


def test_sizes_by_country_beside_titles_are_no_languages(write: Write, tmp_path: Path) -> None:
    """``Size UK`` is a system of sizes though ``Title UK`` is a title."""
    header = "sku,Title US,Title DE,Size US,Size DE"
    run(write("countries.csv", f"{header}\nM-1,White mug,,8,41\n"), tmp_path / "out")
    assert table(tmp_path / "out" / "countries.de-DE.csv") == [
        {"sku": "M-1", "Title US": "White mug", "Title DE": "Weißer Becher", "Size US": "8", "Size DE": "41"}
    ]


def test_a_correction_in_the_target_s_cell_is_taken_in(write: Write, tmp_path: Path) -> None:
    """What a person writes over a translation comes back in the next run."""
    settings = load_settings(write("localize.toml", ""))
    out = tmp_path / "out"
    path = write("tr.csv", TRANSLATIONS)
    run(path, out, settings=settings)
    output = out / "tr.de-DE.csv"
    output.write_text(output.read_text(encoding="utf-8").replace("Weißer Becher", "Schneebecher"), encoding="utf-8")
    report = run(path, out, settings=settings)
    assert [taken.failure for taken in report.taken_in] == [""]
    assert table(output)[0]["Translated content"] == "Schneebecher"
    assert table(output)[3]["Translated content"] == "Mein blauer Becher "
