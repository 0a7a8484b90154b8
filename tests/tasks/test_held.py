"""Listings that leave: output + held + excluded = input, always, and products leave whole."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from localize.data import home_folder
from localize.settings import Settings
from localize.tasks.held import Standing, partition
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import OutputSummary, RunReport

    Write = Callable[[str, str | bytes], Path]

RULES = """
[[rule]]
id = "bad"
when = { field = "title", matches = "ERR" }
error = "Not like this."

[[rule]]
id = "no-knives"
when = { field = "title", matches = "OUT" }
exclude = "no knives by post"

[[rule]]
id = "ask"
when = { field = "title", matches = "ASK" }
hold = "Ask first."
"""
HEADER = ["sku", "item_group_id", "title", "price"]
MARKS = ["fine", "fine", "fine", "ERR", "OUT", "ASK"]

Rows = list[list[str]]


def run(path: Path, out: Path, rules: str, *markets: str, hold: str = "errors", **more: Any) -> RunReport:
    """A run without an engine."""
    file = out.parent / "rules.toml"
    file.write_text(rules, encoding="utf-8")
    own = {name: more.pop(name) for name in list(more) if name in Settings.__slots__}
    configured = replace(Settings(), rules=(file,), engine="none", **own)
    cache = home_folder() / "cache.sqlite"
    return run_catalogs([path], RunOptions(markets, out, configured, date(2026, 10, 30), cache, hold=hold, **more))


def write_rows(path: Path, rows: Rows) -> None:
    """Rows in the format that the name says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows])
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(dict(zip(HEADER, r, strict=True))) + "\n" for r in rows), encoding="utf-8")
    else:
        book = Workbook()
        for row in [HEADER, *rows]:
            book.worksheets[0].append(row)
        book.save(path)


def read_rows(path: Path) -> Rows:
    """The rows that hold anything, without the header."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]
    if path.suffix == ".jsonl":
        return [list(json.loads(line).values()) for line in path.read_text(encoding="utf-8").splitlines()]
    sheet = load_workbook(path).worksheets[0]
    found = [
        ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    return [row for row in found if any(row)]


def findings(out: Path) -> list[dict[str, Any]]:
    """What the run found."""
    (path,) = out.glob("*.findings.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CATALOGS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(MARKS)), min_size=1, max_size=12)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(products=CATALOGS)
def test_output_and_held_and_excluded_are_the_input(
    suffix: str, products: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each row is in one of the three, held ones as the seller wrote them; no product is torn apart."""
    folder = tmp_path_factory.mktemp("held")
    path, out = folder / f"shop{suffix}", folder / "out"
    rows = [[f"S{n}", group, f"Colour {mark} {n}", f"{n}.00"] for n, (group, mark) in enumerate(products)]
    write_rows(path, rows)
    report = run(path, out, RULES, "en-GB")
    assert report.failures == []
    summary = report.outputs[0]
    written = read_rows(out / f"shop.en-GB{suffix}")
    held_file = out / f"shop.en-GB.held{suffix}"
    held = read_rows(held_file) if held_file.exists() else []
    excluded = [f["listing"] for f in findings(out) if f["code"] == "excluded"]
    assert Counter([r[0] for r in written] + [r[0] for r in held] + excluded) == Counter(r[0] for r in rows)
    assert [r for r in rows if r in held] == held
    assert [r[0] for r in rows if r[0] in {w[0] for w in written}] == [w[0] for w in written]
    assert not {r[1] for r in held} & {r[1] for r in written}
    assert {r[0] for r in rows if "OUT" in r[2]} == set(excluded)
    assert not any("ERR" in r[2] or "ASK" in r[2] for r in written)
    assert summary.listings == {
        "in": len(rows),
        "out": len(written),
        "held": len(held),
        "excluded": len(excluded),
        "with_errors": 0,
    }


SHOPIFY = (
    "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Included / United Kingdom\n"
    "knife,Steel Knife,Size,S,K-1,10.00,TRUE\n"
    "knife,,,M,K-2,10.00,\n"
    "mug,Grey Mug,Size,S,M-1,5.00,TRUE\n"
    "mug,,,M,M-2,5.00,\n"
)
NO_KNIVES = '[[rule]]\nid = "k"\nwhen = { field = "title", matches = "Knife" }\nexclude = "no knives by post"\n'


def shop(out: Path) -> Rows:
    """The rows of the output."""
    return read_rows(out / "shop.en-GB.csv")


def only(report: RunReport) -> OutputSummary:
    """The one output of a run."""
    assert report.failures == []
    (output,) = report.outputs
    return output


def test_the_platforms_own_word_keeps_the_rows(write: Write, tmp_path: Path) -> None:
    """Shopify's column of the market says FALSE for the whole product; its prices are the market's all the same."""
    path = write("shop.csv", SHOPIFY)
    summary = only(run(path, tmp_path / "out", NO_KNIVES, "en-GB", source_currency="USD"))
    rows = shop(tmp_path / "out")
    assert [r[6] for r in rows] == ["FALSE", "", "TRUE", ""]
    assert {r[5] for r in rows[:2]}.isdisjoint({"10.00"})
    assert (summary.listings["out"], summary.listings["excluded"]) == (2, 2)
    assert summary.excluded == [
        {"rule": "k", "reason": "no knives by post", "listings": 2, "examples": ["knife/S", "knife/M"]}
    ]
    changes = (tmp_path / "out" / "shop.csv.en-GB.changes.jsonl").read_text(encoding="utf-8").splitlines()
    word = next(change for change in map(json.loads, changes) if change["place"] == "G2")
    assert (word["before"], word["after"], word["by"], word["why"]) == ("TRUE", "FALSE", "k", "no knives by post")


def test_without_a_word_the_rows_are_left_out(write: Write, tmp_path: Path) -> None:
    """A rule that holds on the product's first row takes the variants that lean on it, and says so for each."""
    path = write("shop.csv", SHOPIFY.replace("United Kingdom", "Brazil"))
    summary = only(run(path, tmp_path / "out", NO_KNIVES, "en-GB"))
    assert [r[4] for r in shop(tmp_path / "out")] == ["M-1", "M-2"]
    assert summary.rules == {"k": 1}
    told = {f["listing"]: f["message"] for f in findings(tmp_path / "out") if f["code"] == "excluded"}
    assert told == {
        "knife/S": "Excluded from en-GB: no knives by post",
        "knife/M": "Excluded from en-GB with knife/S, of the same product: no knives by post",
    }
    assert "exclude-widened" not in {f["code"] for f in findings(tmp_path / "out")}


def test_a_single_variant_is_left_out_alone(write: Write, tmp_path: Path) -> None:
    """The flag speaks of the product, so one variant goes as a row, and no text of what stays is changed for it."""
    rule = '[[rule]]\nid = "m"\nwhen = { field = "option1/value", equals = "M" }\nexclude = "not in this size"\n'
    run(write("shop.csv", SHOPIFY), tmp_path / "out", rule, "en-GB")
    rows = shop(tmp_path / "out")
    assert [(r[4], r[6]) for r in rows] == [("K-1", "TRUE"), ("M-1", "TRUE")]


def test_a_variant_that_the_others_lean_on_takes_them_and_it_is_told(write: Write, tmp_path: Path) -> None:
    """Its row states the title; without it the other variants would be a product without a name."""
    rule = '[[rule]]\nid = "s"\nwhen = { field = "option1/value", equals = "S" }\nexclude = "not in this size"\n'
    summary = only(run(write("shop.csv", SHOPIFY.replace("United Kingdom", "Brazil")), tmp_path / "out", rule, "en-GB"))
    assert shop(tmp_path / "out") == []
    assert summary.findings["exclude-widened"] == 2


def test_a_parent_goes_with_the_last_of_its_variants(write: Write, tmp_path: Path) -> None:
    """WooCommerce's variable product is no variant itself: without variations there is nothing to buy."""
    path = write(
        "woo.csv",
        "Type,SKU,Name,Regular price,Parent\nvariable,P,Mug,,\nvariation,P-1,Mug S,5,P\nvariation,P-2,Mug M,5,P\nsimple,Q,Cup,4,\n",
    )
    rule = '[[rule]]\nid = "v"\nwhen = { field = "type", equals = "variation" }\nexclude = "no variants"\n'
    summary = only(run(path, tmp_path / "out", rule, "en-GB"))
    assert [r[1] for r in read_rows(tmp_path / "out" / "woo.en-GB.csv")] == ["Q"]
    assert summary.listings["excluded"] == 3


def test_what_is_held_comes_back_whole_by_a_second_run(tmp_path: Path) -> None:
    """The held file is the source's own form: mended, and given to the same command, it is an output like any other."""
    write_rows(path := tmp_path / "shop.csv", [["S1", "a", "Colour ERR", "1.00"], ["S2", "b", "Colour grey", "2.00"]])
    out = tmp_path / "out"
    assert run(path, out, RULES, "en-GB").exit_code("error") == 1
    held = out / "shop.en-GB.held.csv"
    assert held.read_bytes() == b"sku,item_group_id,title,price\r\nS1,a,Colour ERR,1.00\r\n"
    held.write_bytes(held.read_bytes().replace(b"ERR", b"red"))
    assert run(held, out, RULES, "en-GB").exit_code("error") == 0
    assert [r[0] for r in read_rows(out / "shop.en-GB.held.en-GB.csv")] == ["S1"]


def test_a_mended_held_file_is_not_overwritten(tmp_path: Path) -> None:
    """The next run puts a person's work aside, and takes away its own held file when nothing is held any more."""
    path, out = tmp_path / "shop.csv", tmp_path / "out"
    write_rows(path, [["S1", "a", "Colour ERR", "1.00"]])
    run(path, out, RULES, "en-GB")
    held = out / "shop.en-GB.held.csv"
    written = held.read_bytes()
    run(path, out, RULES, "en-GB")
    assert held.read_bytes() == written
    held.write_text("mine", encoding="utf-8")
    assert only(run(path, out, RULES, "en-GB")).edited == out / "shop.en-GB.held.edited-1.csv"
    assert (out / "shop.en-GB.held.edited-1.csv").read_text(encoding="utf-8") == "mine"
    write_rows(path, [["S1", "a", "Colour", "1.00"]])
    run(path, out, RULES, "en-GB")
    assert not held.exists()


def test_errors_stay_in_the_output_unless_they_are_to_be_held(tmp_path: Path) -> None:
    """Without ``--hold`` only a rule that says hold holds."""
    write_rows(path := tmp_path / "shop.csv", [["S1", "a", "Colour ERR", "1.00"], ["S2", "b", "Colour ASK", "2.00"]])
    summary = only(run(path, tmp_path / "out", RULES, "en-GB", hold=""))
    assert [r[0] for r in shop(tmp_path / "out")] == ["S1"]
    assert summary.listings == {"in": 2, "out": 1, "held": 1, "excluded": 0, "with_errors": 1}


def test_a_sample_leaves_every_row_where_it_is(write: Write, tmp_path: Path) -> None:
    """A file to look at shows what would leave, and is no file to upload."""
    path = write("shop.csv", SHOPIFY)
    summary = only(run(path, tmp_path / "out", NO_KNIVES, "en-GB", limit=2))
    assert len(read_rows(tmp_path / "out" / "shop.en-GB.sample.csv")) == 4
    assert summary.listings["excluded"] == 2
    assert not list((tmp_path / "out").glob("*.held.*"))


def test_what_left_is_in_no_change_and_in_no_comparison(tmp_path: Path) -> None:
    """Changes are of cells in the output; a title that is not uploaded is no title's double."""
    write_rows(
        path := tmp_path / "shop.csv",
        [
            ["S1", "a", "The gray color ERR", "1.00"],
            ["S2", "b", "The grey colour ERR", "2.00"],
            ["S3", "c", "Color", "1"],
        ],
    )
    run(path, tmp_path / "out", RULES, "en-GB")
    lines = (tmp_path / "out" / "shop.csv.en-GB.changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert {change["listing"] for change in map(json.loads, lines)} <= {"S3", ""}
    assert "titles-became-equal" not in {f["code"] for f in findings(tmp_path / "out")}


def test_the_row_of_column_names_always_stays() -> None:
    """A header may travel as a listing of its own; it is neither counted, held nor dropped from the held file."""
    header = Standing(
        "", 1, 1, "(header)", "(header)", "A1", *(False, False, True), [], "", "", False, [], "", True, {}
    )
    row = header._replace(row=2, key="S1", group="S1", header=False)
    found = partition(lambda: [header, row], lambda _: {}, hold_errors=True)
    assert set(found.held) == {row.place}


def test_the_api_says_what_is_excluded_and_held(tmp_path: Path) -> None:
    """An excluded listing comes back as it was given, with the reason; a held one localized, and marked."""
    import localize

    file = tmp_path / "rules.toml"
    file.write_text(RULES, encoding="utf-8")
    localizer = localize.Localizer(engine="none", rules=[file])
    out = localizer.localize({"sku": "1", "title": "Gray OUT, 12 oz"}, market="en-GB")
    assert (out.excluded, out.listing["title"], out.changes) == ("no knives by post", "Gray OUT, 12 oz", ())
    assert [f.code for f in out.findings] == ["excluded"]
    held = localizer.localize({"sku": "1", "title": "ASK, 12 oz"}, market="en-GB")
    assert (held.held, held.excluded) == (True, "")
    assert held.listing["title"] != "ASK, 12 oz"
