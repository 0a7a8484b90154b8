"""``diff``: which listings a change reaches, how, and what it breaks; alike to two whole runs, and to nothing more."""

from __future__ import annotations

import csv
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.cli.main import cli, main
from localize.data import home_folder
from localize.errors import UsageError
from localize.tasks.diff import diff_catalog
from localize.tasks.diff_report import diff_report
from localize.tasks.diff_sides import open_sides
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.diff import CatalogDiff

    Write = Callable[[str, str | bytes], Path]

AS_OF = date(2026, 10, 30)
CATALOG = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
    "mug,Grey Mug,<p>A mug &amp; a <b>lid</b>.</p>,Acme,Mugs,Size,S,M-1,5.00\n"
    "mug,,,,,,M,M-2,5.00\n"
    "cup,Grey Cup,<p>Only $4.</p>,Nord,Cups,Title,Default Title,C-1,4.00\n"
    "anvil,Steel Anvil,<p>Heavy.</p>,Acme,Tools,Title,Default Title,A-1,90.00\n"
)


def compare(path: Path, before: Path | str, after: Path | str, market: str = "en-GB") -> CatalogDiff:
    """The diff of two sides."""
    with open_sides(str(before), str(after)) as (one, other):
        cache = home_folder() / "cache.sqlite"
        return diff_catalog(path, market, one.settings, other.settings, as_of=AS_OF, cache=cache)


@pytest.fixture
def shop(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A catalog, in a folder without a configuration."""
    monkeypatch.chdir(tmp_path)
    return write("shop.csv", CATALOG)


def changes(diff: CatalogDiff) -> set[tuple[str, str, str, str]]:
    """Listing, field, before, after."""
    return {(d.listing.key, c.field, c.before, c.after) for d in diff.diffs for c in d.changes}


def test_a_changed_entry_reaches_the_texts_in_which_it_stands(shop: Path, write: Write) -> None:
    """And no other: neither does it if only its note or its place in the file differs."""
    old = write("old.csv", "term,translation,note\nmug,beaker,\nlid,cover,\n")
    new = write("new.csv", "term,translation,note\nlid,cover,a note\nmug,tankard,\n")
    diff = compare(shop, old, new)
    assert changes(diff) == {
        ("mug/S", "title", "Grey Beaker", "Grey Tankard"),
        ("mug/S", "body_html", "<p>A beaker &amp; a <b>cover</b>.</p>", "<p>A tankard &amp; a <b>cover</b>.</p>"),
    }
    assert (diff.listings, diff.reached) == (4, 1)
    assert compare(shop, old, write("same.csv", "term,translation,note\nlid,cover,b\nmug,beaker,\n")).diffs == []


def test_a_term_that_is_lost_fails_the_gate(shop: Path, write: Write) -> None:
    """A text that honoured an entry, and does not any more."""
    diff = compare(
        shop, write("old.csv", "term,translation\nanvil,smithing block\n"), write("new.csv", "term,translation\n")
    )
    report = diff_report("diff", [diff], {"lost-term"})
    assert [p.code for p in report.problems if p.code != "diff-changed"] == ["diff-lost-term"]
    assert report.failed
    assert not diff_report("diff", [diff], {"invalid"}).failed


def test_an_entry_within_a_longer_one_is_not_lost(shop: Path, write: Write) -> None:
    """The longer term honours it."""
    old = write("old.csv", "term,translation\nanvil,block\n")
    new = write("new.csv", "term,translation\nsteel anvil,smithing block\n")
    diff = compare(shop, old, new)
    assert [d.lost for d in diff.diffs] == [[]]


RULE = '[[rule]]\nid = "{}"\nwhen = {{ {} }}\n{}\n'


def test_a_changed_rule_reaches_the_listings_for_which_it_holds(shop: Path, write: Write) -> None:
    """Errors that it brings make listings invalid, an exclusion takes them out, and each is told."""
    old = write("old.toml", RULE.format("a", 'field = "title", matches = "Mug"', 'append = " (A)"'))
    new = write(
        "new.toml",
        RULE.format("a", 'field = "title", matches = "Mug"', 'append = " (B)"')
        + RULE.format("e", 'field = "title", matches = "Cup"', 'error = "No cups."')
        + RULE.format("x", 'brand = "Acme", field = "title", matches = "Anvil"', 'exclude = "no tools"'),
    )
    diff = compare(shop, old, new)
    assert changes(diff) == {("mug/S", "title", "Grey Mug (A)", "Grey Mug (B)")}
    report = diff_report("diff", [diff], {"invalid"})
    assert sorted((p.code, p.line) for p in report.problems) == [
        ("diff-changed", 2),
        ("diff-invalid", 4),
        ("diff-leaves", 5),
    ]
    assert report.summary == "2 of 4 listings change, 1 become invalid"
    back = diff_report("diff", [compare(shop, new, old)], {"invalid"})
    assert {p.code for p in back.problems} == {"diff-changed", "diff-valid", "diff-returns"}
    assert not back.failed


def test_a_rule_that_waits_for_the_localized_text_is_not_missed(shop: Path, write: Write) -> None:
    """``target.matches`` holds for a text that only the dictionary makes."""
    terms = write("terms.csv", "term,translation\nmug,tankard\n")
    config = f'[dictionaries]\npaths = ["{terms.name}"]\n[rules]\npaths = ["{{}}"]\n'
    rule = RULE.format("t", 'field = "title", target.matches = "Tankard"', 'append = " (pewter)"')
    write("none.toml", "")
    write("some.toml", rule)
    diff = compare(
        shop, write("a/../one.toml", config.format("none.toml")), write("two.toml", config.format("some.toml"))
    )
    assert changes(diff) == {("mug/S", "title", "Grey Tankard", "Grey Tankard (pewter)")}


def test_other_prices_reach_amounts_wherever_they_stand(shop: Path, write: Write) -> None:
    """Columns of money, and prices in texts."""
    diff = compare(
        shop,
        write("one.toml", '[source]\ncurrency = "USD"\n[prices]\nmargin_percent = "0"\n'),
        write("two.toml", '[source]\ncurrency = "USD"\n[prices]\nmargin_percent = "50"\n'),
    )
    fields = {(key, field) for key, field, _, _ in changes(diff)}
    assert fields >= {
        ("mug/S", "price"),
        ("mug/M", "price"),
        ("cup/Default Title", "price"),
        ("anvil/Default Title", "price"),
    }
    assert {field for _, field in fields} <= {"price", "body_html"}


WORDS = st.lists(
    st.sampled_from(["mug", "cup", "lid", "grey", "steel", "grey mug", "of grey"]), max_size=4, unique=True
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(before=WORDS, after=WORDS, rule=st.sampled_from(["", "Mug", "Cup"]), again=st.sampled_from(["", "Mug", "x"]))
def test_it_says_what_two_whole_runs_say(
    before: list[str], after: list[str], rule: str, again: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The shortcuts leave nothing out: the fields that differ are those that differ between the outputs of two runs."""
    folder = tmp_path_factory.mktemp("diff")
    path = folder / "shop.csv"
    path.write_text(CATALOG, encoding="utf-8")
    for name, words, holds in (("before", before, rule), ("after", after, again)):
        lines = "".join(f"{word},{name[0]}{number}\n" for number, word in enumerate(words))
        (folder / f"{name}.csv").write_text("term,translation\n" + lines, encoding="utf-8")
        text = RULE.format("r", f'field = "title", matches = "{holds}"', 'append = " {price}"') if holds else ""
        (folder / f"{name}-rules.toml").write_text(text, encoding="utf-8")
        config = f'[dictionaries]\npaths = ["{name}.csv"]\n[rules]\npaths = ["{name}-rules.toml"]\n'
        (folder / f"{name}.toml").write_text(config, encoding="utf-8")
    diff = compare(path, folder / "before.toml", folder / "after.toml")
    outputs = []
    with open_sides(str(folder / "before.toml"), str(folder / "after.toml")) as sides:
        for side in sides:
            out = folder / side.settings.dictionaries[0].stem
            run_catalogs([path], RunOptions(("en-GB",), out, side.settings, AS_OF, home_folder() / "c.sqlite"))
            with (out / "shop.en-GB.csv").open(encoding="utf-8", newline="") as file:
                outputs.append(list(csv.reader(file)))
    one, other = outputs
    expected = {
        (f"{chr(65 + column)}{row}", a, b)
        for row, (first, second) in enumerate(zip(one, other, strict=True), 1)
        for column, (a, b) in enumerate(zip(first, second, strict=True))
        if a != b
    }
    assert {(c.place, c.before, c.after) for d in diff.diffs for c in d.changes} == expected


def test_without_a_model_it_says_what_it_cannot_say(shop: Path, write: Write) -> None:
    """A value that is all term is decided by the dictionary; a sentence needs a model."""
    old = write("old.csv", "term,translation\nGrey Mug,Graue Tasse\nlid,Deckel\n")
    new = write("new.csv", "term,translation\nGrey Mug,Grauer Becher\nlid,Haube\n")
    diff = compare(shop, old, new, "de-DE")
    assert changes(diff) == {("mug/S", "title", "Graue Tasse", "Grauer Becher")}
    assert [listing.key for listing in diff.unknown] == ["mug/S"]
    assert "localize models install en de" in diff.lacking
    report = diff_report("diff", [diff], {"invalid"})
    assert not report.failed
    assert any(case.skipped for case in report.cases)
    assert diff_report("diff", [diff], {"unknown"}).failed


def test_only_what_the_cache_lacks_is_translated(shop: Path, write: Write) -> None:
    """The second time nothing is asked."""
    old = write("old.csv", "term,translation\nmug,caneca\n")
    new = write("new.csv", "term,translation\nmug,xícara\n")
    first, again = compare(shop, old, new, "pt-BR"), compare(shop, old, new, "pt-BR")
    assert first.translated
    assert (again.translated, again.cached) == (0, first.translated)
    assert changes(first) == changes(again)


def git(folder: Path, *arguments: str) -> None:
    """Run git with an identity of its own."""
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def test_two_revisions_of_a_repository(shop: Path, write: Write, tmp_path: Path) -> None:
    """The whole configuration of a revision, or one file of it; the working folder is a side like any other."""
    write("localize.toml", '[dictionaries]\npaths = ["terms.csv"]\n')
    write("terms.csv", "term,translation\nmug,beaker\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "localize.toml", "terms.csv")
    git(tmp_path, "commit", "-qm", "one")
    write("terms.csv", "term,translation\nmug,tankard\n")
    git(tmp_path, "commit", "-qam", "two")
    write("terms.csv", "term,translation\nmug,stein\n")
    title = ("mug/S", "title", "Grey Beaker", "Grey Tankard")
    assert title in changes(compare(shop, "HEAD~1", "HEAD"))
    assert title in changes(compare(shop, "HEAD~1:terms.csv", "HEAD:terms.csv"))
    assert ("mug/S", "title", "Grey Tankard", "Grey Stein") in changes(compare(shop, "HEAD", "."))
    assert ("mug/S", "title", "Grey Tankard", "Grey Stein") in changes(compare(shop, "HEAD:terms.csv", "terms.csv"))
    with pytest.raises(UsageError, match="neither a path nor a git revision 'HAED'"):
        compare(shop, "HAED", "HEAD")
    with pytest.raises(UsageError, match=r"has no other\.csv"):
        compare(shop, "HEAD:other.csv", "HEAD")


def test_the_commands(shop: Path, write: Write) -> None:
    """Exit status, gates and formats, by both names."""
    old = str(write("old.csv", "term,translation\nmug,beaker\n"))
    new = str(write("new.csv", "term,translation\nmug,tankard\n"))
    rest = ["--on", str(shop), "--to", "en-GB"]
    assert main(["dict", "diff", old, new, *rest]) == 0
    assert main(["diff", "--before", old, "--after", new, *rest, "--max-changes", "0"]) == 1
    assert main(["dict", "diff", old, new, *rest, "--fail-on", "change"]) == 1
    assert main(["dict", "diff", old, new, *rest, "--fail-on", "chnage"]) == 2
    assert main(["dict", "diff", old, new, "--on", str(shop)]) == 2
    for form in ("json", "markdown", "github", "sarif", "junit"):
        result = CliRunner().invoke(cli, ["dict", "diff", old, new, *rest, "--format", form])
        assert result.exit_code == 0
        assert "Grey Tankard" in result.output or form in {"github", "junit", "markdown"}


def test_json_says_every_change(shop: Path, write: Write) -> None:
    """Programs get the whole of it."""
    import json

    old, new = write("old.csv", "term,translation\nmug,beaker\n"), write("new.csv", "term,translation\nmug,tankard\n")
    arguments = ["dict", "diff", str(old), str(new), "--on", str(shop), "--to", "en-GB", "--format", "json"]
    said: dict[str, Any] = json.loads(CliRunner().invoke(cli, arguments).output)
    (catalog,) = said["catalogs"] if "catalogs" in said else said["data"]["catalogs"]
    (listing,) = catalog["changed"]
    assert {change["field"] for change in listing["changes"]} == {"title", "body_html"}
    assert listing["changes"][0]["place"] == "B2"
