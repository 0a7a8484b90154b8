"""The review loop: out to a person and back, in whatever shape; what a person wrote wins in the next run, nothing is lost.

LibreOffice is played by openpyxl and the csv module here: both write what it writes (sorted rows, ``;``, cp1252, BOM).
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import date
from shutil import copytree
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from click.testing import CliRunner

from localize.cli.review import review as review_command
from localize.errors import CatalogError, UsageError
from localize.formats import open_catalog
from localize.settings import load_settings
from localize.tasks.review.importing import import_review
from localize.tasks.review.units import SegmentUnit, Units, collect_units
from localize.tasks.review.workbook import write_workbook
from localize.tasks.review.xliff import NAMESPACE, write_xliff
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from pathlib import Path

    from localize.tasks.review.corrections import Review
    from localize.tasks.summary import RunReport

CATALOG = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Barcode,Variant Price\r\n"
    'mug,"Coffee Mug, 12 oz",<p>Keeps coffee hot. Hand wash only.</p>,Acme,Mugs,Color,Red,MG-1,8806090000001,9.50\r\n'
    'cup,"Tea Cup, 8 oz",<p>Keeps tea hot. Hand wash only.</p>,Acme,Mugs,Color,Blue,CP-1,8806090000002,7.50\r\n'
    "formula,=HYPERLINK(1),<p>Made in Italy.</p>,Acme,Mugs,Color,Red,FX-1,8806090000003,1.50\r\n"
)
OUT = "shop.pt-BR.csv"


@pytest.fixture(scope="module")
def localized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one catalog that was localized once, to be copied."""
    folder = tmp_path_factory.mktemp("localized")
    (folder / "shop.csv").write_bytes(CATALOG.encode())
    (folder / "localize.toml").write_text('[run]\ncache = "cache.sqlite"\n')
    run(folder)
    return folder


@pytest.fixture
def project(localized: Path, tmp_path: Path) -> Path:
    """A project of one's own."""
    return copytree(localized, tmp_path / "project")


def run(folder: Path, **more: Any) -> RunReport:
    """Run the project's catalog."""
    settings = load_settings(folder / "localize.toml")
    cache = folder / "cache.sqlite"
    report = run_catalogs(
        [folder / "shop.csv"], RunOptions(("pt-BR",), folder / "out", settings, date(2026, 10, 30), cache, **more)
    )
    assert not report.failures
    return report


def rows(folder: Path, name: str = OUT) -> list[dict[str, str]]:
    """The output's rows by column name."""
    with (folder / "out" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def save(folder: Path, found: list[dict[str, str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write the output again as a program would."""
    path = folder / "out" / OUT
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(found)
    return path


def take(folder: Path, file: Path, *, dry_run: bool = False) -> Review:
    """Import a file."""
    return import_review(file, load_settings(folder / "localize.toml"), dry_run=dry_run)


def exported(folder: Path, **choices: Any) -> Path:
    """A review workbook of the project."""
    target = folder / "review.xlsx"
    write_workbook(collect_units(folder / "out", load_settings(folder / "localize.toml"), **choices), target)
    return target


def fill(path: Path, sheet: str, answers: dict[str, tuple[str, str]], *, column: str = "Source") -> None:
    """Write correction and verdict beside sources, as a person does."""
    book = openpyxl.load_workbook(path)
    table = book[sheet]
    names = [cell.value for cell in table[1]]
    for row in table.iter_rows(min_row=2):
        cells = dict(zip(names, row, strict=True))
        if str(cells[column].value) in answers:
            correction, verdict = answers[str(cells[column].value)]
            cells["Correction"].value, cells["Verdict"].value = correction or None, verdict or None
    book.save(path)


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1252"), (";", "utf-8-sig"), ("\t", "utf-8")]
)
def test_an_edited_output_is_taken_in_by_the_next_run(project: Path, delimiter: str, encoding: str) -> None:
    """A sentence holds wherever it stands, a price for its listing; rows may come back sorted and in another dialect."""
    found = rows(project)
    sentence = re.findall(r"[^.>]*\.(?=</p>)", found[0]["Body (HTML)"])[-1].strip()
    found[0]["Body (HTML)"] = found[0]["Body (HTML)"].replace(sentence, "Lavar só à mão, por favor.")
    found[1]["Variant Price"] = "77.70"
    edited = save(project, found[::-1], delimiter=delimiter, encoding=encoding).read_bytes()
    report = run(project)
    (taken,) = report.taken_in
    assert taken.kept is not None
    assert taken.kept.read_bytes() == edited
    assert report.outputs[0].edited == taken.kept
    after = rows(project)
    assert "Lavar só à mão, por favor." in after[0]["Body (HTML)"]
    assert "Lavar só à mão, por favor." in after[1]["Body (HTML)"], "the same sentence in another listing"
    assert after[1]["Variant Price"] == "77.70"
    untouched = [(r["Title"], r["Variant Price"]) for r in (found[0], found[2])]
    assert [(r["Title"], r["Variant Price"]) for r in (after[0], after[2])] == untouched
    assert run(project).taken_in == [], "what is as we wrote it is nobody's edit"


def test_overwrite_discards_edits(project: Path) -> None:
    """``--overwrite`` takes nothing in."""
    found = rows(project)
    found[0]["Title"] = "Minha caneca"
    save(project, found)
    assert run(project, overwrite=True).taken_in == []
    assert rows(project)[0]["Title"] != "Minha caneca"
    assert not (project / "pins").exists()


def test_damage_is_told_from_corrections(project: Path) -> None:
    """What programs did to codes, letters and rows is listed; nothing of it is taken, and corrections beside it are."""
    found = rows(project)
    found[0]["Variant Barcode"] = "8.80609E+12"
    found[1]["Body (HTML)"] = found[1]["Body (HTML)"].encode().decode("latin-1")
    found[1]["Title"] = "Xícara da casa"
    found[0]["Title"] = found[0]["Title"] + "  "
    found[0]["Variant Price"] = found[0]["Variant Price"].replace(".", ",")
    path = save(project, found[:2], encoding="utf-8")
    result = take(project, path, dry_run=True)
    reasons = " ".join(problem.reason for problem in result.damage)
    assert "scientific" in reasons
    assert result.missing == 1
    assert not [pin for _, pin in result.pins if pin.field in {"price", "barcode"}]
    assert {pin.value for _, pin in result.pins} | {e.target for _, e in result.entries} == {"Xícara da casa"}
    assert not (project / "pins").exists(), "a dry run writes nothing"
    assert not (project / "approved").exists()


def test_a_row_that_a_separator_split_is_not_taken(project: Path) -> None:
    """A row with more cells than the header has is damage as a whole."""
    path = project / "out" / OUT
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] += ",split,off"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = take(project, path, dry_run=True)
    assert [p for p in result.damage if "separator" in p.reason]
    assert not result.pins


def test_a_workbook_goes_out_and_comes_back_sorted_and_half_done(project: Path) -> None:
    """Accepted and corrected segments are approved, a corrected field is pinned, the rest stays open; the next run agrees."""
    path = exported(project)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Instructions", "Segments", "Fields", "Questions", "Answers"]
    assert book["Segments"].protection.sheet
    assert not book["Segments"]["D2"].protection.locked
    assert book["Segments"]["B2"].protection.locked
    assert book["Segments"].data_validations.dataValidation[0].formula1 == '"accept,reject"'
    sources = [row[1].value for row in book["Segments"].iter_rows(min_row=2)]
    assert sources.count("Hand wash only.") == 1, "each segment once"
    fill(
        path,
        "Segments",
        {
            "Hand wash only.": ("Só lavar à mão.", ""),
            "Keeps tea hot.": ("", "accept"),
            "Keeps coffee hot.": ("", "reject"),
            "Coffee Mug, {1}": ("Caneca para café, 355 ml", ""),
        },
    )
    book = openpyxl.load_workbook(path)
    table = book["Segments"]
    values = [[cell.value for cell in row] for row in table.iter_rows()]
    head, body = values[0], sorted(values[1:], key=lambda row: str(row[1]), reverse=True)
    order = sorted(range(len(head)), key=lambda n: str(head[n]))
    table.delete_rows(1, table.max_row)
    for row in [head, *body[: len(body)]]:
        table.append([row[n] for n in order])
    book.save(path)
    result = take(project, path)
    assert {e.source: e.target for _, e in result.entries}["Coffee Mug, {1}"] == "Caneca para café, {1}"
    assert len(result.entries) == 3
    assert [p.reason for p in result.problems] == ["rejected, without a correction"]
    run(project)
    after = rows(project)
    assert [("Só lavar à mão." in r["Body (HTML)"]) for r in after] == [True, True, False]
    assert after[0]["Title"].startswith("Caneca para café, 355")
    again = take(project, path)
    assert (again.entries, again.known) == ([], 3), "the same answers twice change nothing"


def test_a_sheet_saved_as_csv_with_german_settings_comes_back(project: Path) -> None:
    """``;`` and cp1252 are no obstacle; a row whose source was changed is not taken, and is listed with its text."""
    path = exported(project)
    fill(path, "Segments", {"Hand wash only.": ("Só lavar à mão.", ""), "Keeps tea hot.": ("Mantém quente.", "")})
    table = openpyxl.load_workbook(path)["Segments"]
    german = project / "review.csv"
    with german.open("w", encoding="cp1252", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for row in table.iter_rows(values_only=True):
            writer.writerow(["Keeps tea hoot." if cell == "Keeps tea hot." else cell for cell in row])
    result = take(project, german)
    assert [e.target for _, e in result.entries] == ["Só lavar à mão."]
    assert [p.text for p in result.damage] == ["Mantém quente."]


def test_a_hostile_catalog_makes_no_formula(tmp_path: Path) -> None:
    """A text that is a formula in a spreadsheet's eyes stays a text, control characters come back as they were."""
    hostile = ['=HYPERLINK("http://x","y")', "#N/A", "@SUM(A1)", "-1+cmd", "bell\x07 _x0041_"]
    units = Units("en-US", [SegmentUnit("pt-BR", text, text) for text in hostile])
    path = tmp_path / "r.xlsx"
    assert write_workbook(units, path) == 0
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in {"f", "e"}]
    source = open_catalog(path)
    assert [row.cells[1] for row in source.rows("Segments")][1:] == hostile


def test_a_pinned_field_is_corrected_again(project: Path) -> None:
    """A field row of the review file pins its field; a second correction takes the place of the first."""
    for value in ("Caneca um", "Caneca dois"):
        path = exported(project, fields=["title"])
        fill(path, "Fields", {"mug/Red": (value, "")}, column="Listing")
        assert [pin.value for _, pin in take(project, path).pins] == [value]
        run(project)
        assert rows(project)[0]["Title"] == value


def test_differing_corrections_are_a_conflict_until_it_is_settled(project: Path) -> None:
    """Each keeps its own place, neither holds elsewhere, and accepting one in a later review file settles it."""
    found = rows(project)
    sentence = re.findall(r"[^.>]*\.(?=</p>)", found[0]["Body (HTML)"])[-1].strip()
    for row, text in zip(found, ("Lave à mão.", "Lavar à mão só."), strict=False):
        row["Body (HTML)"] = row["Body (HTML)"].replace(sentence, text)
    save(project, found)
    (taken,) = run(project).taken_in
    assert taken.review is not None
    assert [set(c.candidates) for c in taken.review.conflicts] == [{"Lave à mão.", "Lavar à mão só."}]
    after = rows(project)
    assert "Lave à mão." in after[0]["Body (HTML)"]
    assert "Lavar à mão só." in after[1]["Body (HTML)"]
    path = exported(project, only="conflicts")
    fill(path, "Segments", {"Lave à mão.": ("", "accept")}, column="Translation")
    assert [e.target for _, e in take(project, path).entries] == ["Lave à mão."]
    assert not (project / "review" / "conflicts.jsonl").exists()


def test_an_approved_text_that_is_corrected_is_replaced(project: Path) -> None:
    """Who corrects what came from an approved entry corrects the entry; who never saw it is in conflict with it."""
    for text in ("Lave à mão.", "Lavar à mão só."):
        path = exported(project)
        fill(path, "Segments", {"Hand wash only.": (text, "")})
        assert [e.target for _, e in take(project, path).entries] == [text]
        run(project)
        assert text in rows(project)[0]["Body (HTML)"]
    fill(
        path, "Segments", {"Hand wash only.": ("Outra coisa.", "")}
    )  # the old file, in which nobody saw the newest text
    late = take(project, path)
    assert (late.entries, len(late.conflicts)) == ([], 1)


def test_repeated_corrections_of_a_term_suggest_an_entry(project: Path) -> None:
    """The same word put for the same word in several texts is told as a line for the dictionary."""
    from localize.tasks.review.corrections import SegmentCorrection
    from localize.tasks.review.suggesting import suggest_terms

    texts = ["Red mug", "A mug for two", "Blue mug with lid"]
    corrections = [SegmentCorrection("pt-BR", t, f"{n} caneca boa", f"{n} xícara boa") for n, t in enumerate(texts)]
    (found,) = suggest_terms(corrections)
    assert (found["term"], found["translation"], found["texts"]) == ("mug", "caneca", 3)
    assert project.is_dir()


def test_xliff_goes_to_a_translator_and_back(project: Path) -> None:
    """XLIFF 2.0 with one unit a segment and slots as ``ph``; changed targets and reviewed ones are taken."""
    units = collect_units(project / "out", load_settings(project / "localize.toml"))
    path = project / "review.xliff"
    write_xliff(units, path, "pt-BR")
    tree = ET.parse(path)  # noqa: S314 we wrote it
    name = f"{{{NAMESPACE}}}"
    root = tree.getroot()
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        f"{name}xliff",
        "2.0",
        "en-US",
        "pt-BR",
    )
    found = root.findall(f".//{name}unit")
    assert len({unit.get("id") for unit in found}) == len(found) == len(units.segments)
    for unit in found:
        children = [child.tag.removeprefix(name) for child in unit]
        assert children in (["notes", "segment"], ["notes", "originalData", "segment"])
        data = {d.get("id") for d in unit.iter(f"{name}data")}
        assert {ph.get("dataRef") for ph in unit.iter(f"{name}ph")} == data
    assert take(project, path, dry_run=True).entries == [], "what nobody touched is nobody's word"
    for unit in found:
        source = unit.find(f".//{name}source")
        assert source is not None
        target, segment = unit.find(f".//{name}target"), unit.find(f"{name}segment")
        assert target is not None
        assert segment is not None
        if source.text == "Hand wash only.":
            target.text = "Só lavar à mão."
        if source.text == "Keeps tea hot.":
            segment.set("state", "final")
        if (source.text or "").startswith("Coffee Mug"):
            target.text = "Caneca para café: "
    ET.register_namespace("", NAMESPACE)
    tree.write(path, encoding="utf-16", xml_declaration=True)
    taken = {e.source: e.target for _, e in take(project, path).entries}
    assert taken["Hand wash only."] == "Só lavar à mão."
    assert taken["Coffee Mug, {1}"] == "Caneca para café: {1}"
    assert len(taken) == 3


def test_xliff_with_a_dtd_is_refused(project: Path) -> None:
    """Entities could read files or blow up; XLIFF needs none."""
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><xliff version="2.0">&a;</xliff>'
    for encoding in ("utf-8", "utf-16"):
        (project / "x.xliff").write_bytes(bomb.encode(encoding))
        with pytest.raises(CatalogError, match="DTD"):
            take(project, project / "x.xliff")


def test_only_changed_shows_what_the_last_run_changed(project: Path) -> None:
    """After a run that changed one text, nothing else is in the file."""
    path = exported(project)
    fill(path, "Segments", {"Keeps tea hot.": ("O chá fica quente.", "")})
    take(project, path)
    run(project)
    settings = load_settings(project / "localize.toml")
    units = collect_units(project / "out", settings, only="changed")
    assert {unit.source for unit in units.segments} == {"Keeps tea hot.", "Hand wash only."}, "the field that changed"
    new = collect_units(project / "out", settings, only="new")
    assert "Keeps tea hot." not in {unit.source for unit in new.segments}


def test_mistakes_are_answered(project: Path) -> None:
    """A market, a field, a folder or a file that is not there is named, with what to do."""
    settings = load_settings(project / "localize.toml")
    with pytest.raises(UsageError, match="Did you mean 'pt-BR'"):
        collect_units(project / "out", settings, markets=["pt-BT"])
    with pytest.raises(UsageError, match="Did you mean 'title'"):
        collect_units(project / "out", settings, fields=["titel"])
    with pytest.raises(UsageError, match="no run"):
        collect_units(project, settings)
    with pytest.raises(UsageError, match="no run is known"):
        take(project, project / "shop.csv")
    with pytest.raises(UsageError, match=r"There is no localize\.toml|localize\.toml"):
        import_review(exported(project), load_settings(None))


def test_the_commands_say_what_they_did(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Export and import on the command line, with figures for programs."""
    monkeypatch.chdir(project)
    runner = CliRunner()
    done = runner.invoke(review_command, ["export", "out", "r.xlsx", "--json"], catch_exceptions=False)
    facts = json.loads(done.output)
    assert facts["words"] > facts["segments"] > 3
    fill(project / "r.xlsx", "Segments", {"Hand wash only.": ("Só lavar à mão.", "")})
    done = runner.invoke(review_command, ["import", "r.xlsx", "--dry-run"], catch_exceptions=False)
    assert "1 translation would be approved" in done.output
    assert "Nothing was written" in done.output
    done = runner.invoke(review_command, ["import", "r.xlsx", "--json"], catch_exceptions=False)
    assert json.loads(done.output)["approved"][0]["target"] == "Só lavar à mão."


def test_translate_toolkit_reads_and_writes_the_xliff(project: Path) -> None:
    """Every unit is one of its own with both texts; what is corrected and saved there is taken, and its slots are kept."""
    xliff2 = pytest.importorskip("translate.storage.xliff2")
    units = collect_units(project / "out", load_settings(project / "localize.toml"))
    path = project / "review.xliff"
    write_xliff(units, path, "pt-BR")
    store = xliff2.Xliff2File.parsefile(str(path))
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("en-US", "pt-BR")
    assert len(store.units) == len(units.segments)
    assert all(unit.source and unit.target for unit in store.units)
    (unit,) = [unit for unit in store.units if unit.source == "Hand wash only."]
    unit.target = "Só lavar à mão."
    store.savefile(str(path))
    review = take(project, path)
    assert [(e.source, e.target) for _, e in review.entries] == [("Hand wash only.", "Só lavar à mão.")]
    assert not review.problems


def test_a_file_that_was_put_aside_corrects_what_its_own_run_wrote(project: Path) -> None:
    """What the newer run does otherwise is no correction of the person who edited the older output."""
    found = rows(project)
    found[0]["Title"] = "Minha caneca"
    save(project, found)
    config = project / "localize.toml"
    text = config.read_text()
    config.unlink()
    run_alone(project)
    config.write_text(text)
    aside = project / "out" / "shop.pt-BR.edited-1.csv"
    assert rows(project, aside.name)[0]["Title"] == "Minha caneca"
    result = take(project, aside)
    assert {p.value for _, p in result.pins} | {e.target for _, e in result.entries} == {"Minha caneca"}


def run_alone(folder: Path) -> None:
    """Run the project's catalog without its configuration, and with a dictionary that changes other texts."""
    terms = folder / "terms.csv"
    terms.write_text("term,translation\nTea Cup,Xicarazinha\nHand wash only,Lave só à mão\n", encoding="utf-8")
    settings = replace(load_settings(None), dictionaries=(terms,))
    options = RunOptions(("pt-BR",), folder / "out", settings, date(2026, 10, 30), folder / "cache.sqlite")
    assert not run_catalogs([folder / "shop.csv"], options).failures
