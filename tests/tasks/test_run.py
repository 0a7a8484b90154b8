"""``run`` as a whole: rows in = rows out, untouched cells byte for byte, resumable, honest about what it could not do."""

from __future__ import annotations

import csv
import itertools
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import localize
from localize.data import home_folder
from localize.errors import ConfigError, UsageError
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs
from localize.text.markup import tag_skeleton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.summary import RunReport

AS_OF = date(2026, 10, 30)
CATALOG = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Weight Unit\r\n"
    'boot,Men\'s Hiking Boot,"<p>Holds <b>32 fl oz</b> &amp; more. See {{ shop.name }}.</p>",'
    "Acme,Boots,men,Size,10,KX-10,149.00,lb\r\n"
    "boot,,,,,,,11,KX-11,149.00,lb\r\n"
    'mug,"Coffee Mug, 12 oz",<p>Red mug</p>,Acme,Mugs,,Title,Default Title,MG-1,9.50,oz\r\n'
)


def options(out: Path, *markets: str, **more: object) -> RunOptions:
    """A run with the embedded model and a cache of its own."""
    settings = replace(Settings(), **{k: v for k, v in more.items() if k in Settings.__slots__})  # type: ignore[arg-type]
    rest = {k: v for k, v in more.items() if k not in Settings.__slots__}
    return RunOptions(markets, out, settings, AS_OF, home_folder() / "cache.sqlite", **rest)  # type: ignore[arg-type]


def run(path: Path, out: Path, *markets: str, **more: object) -> RunReport:
    """Run one catalog."""
    return run_catalogs([path], options(out, *markets, **more))


def rows(path: Path) -> list[list[str]]:
    """A CSV's records."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_catalog_comes_out_localized(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Texts, quantities, sizes, prices and units are the market's; codes and references are not touched."""
    report = run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR")
    assert report.failures == []
    out = rows(tmp_path / "out" / "shop.pt-BR.csv")
    source = rows(tmp_path / "shop.csv")
    assert len(out) == len(source)
    boot = dict(zip(out[0], out[1], strict=True))
    assert "946\u00a0ml" in boot["Body (HTML)"].replace("&nbsp;", "\u00a0")
    assert "{{ shop.name }}" in boot["Body (HTML)"]
    assert tag_skeleton(boot["Body (HTML)"]) == tag_skeleton(source[1][2])
    assert boot["Option1 Name"] == "Tamanho"
    assert boot["Option1 Value"].endswith("(US 10)")
    assert boot["Variant Price"] == "809.44"
    assert boot["Variant Weight Unit"] == "kg"
    assert boot["Title"] != source[1][1]
    for column in (0, 3, 4, 5, 8):
        assert [r[column] for r in out] == [r[column] for r in source]
    assert out[2][1] == ""


def test_everything_that_a_run_promises_is_written(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Catalog, findings, changes, price list, report, manifest; no run folder is left."""
    run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR")
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    stem = "shop.csv.pt-BR"
    assert names == sorted(
        [
            f"{stem}.{kind}"
            for kind in (
                "changes.jsonl",
                "findings.jsonl",
                "html",
                "prices.csv",
                "review.jsonl",
                "rows.jsonl",
                "run.json",
            )
        ]
        + ["shop.pt-BR.csv"]
    )


def test_field_changes_form_a_chain_from_source_to_output(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """Each change starts where the one before ended, and the last is what the file says."""
    run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR")
    source, out = rows(tmp_path / "shop.csv"), rows(tmp_path / "out" / "shop.pt-BR.csv")
    chains: dict[str, list[dict[str, str]]] = {}
    with (tmp_path / "out" / "shop.csv.pt-BR.changes.jsonl").open(encoding="utf-8") as file:
        for change in map(json.loads, file):
            if change["scope"] == "field":
                chains.setdefault(change["place"], []).append(change)
    assert chains
    for place, chain in chains.items():
        row, column = int(place[1:]) - 1, ord(place[0]) - ord("A")
        assert chain[0]["before"] == source[row][column]
        assert chain[-1]["after"] == out[row][column]
        assert all(a["after"] == b["before"] for a, b in itertools.pairwise(chain))
        assert all(c["why"] for c in chain)
    changed = {
        (r, c)
        for r, (a, b) in enumerate(zip(source, out, strict=True))
        for c, (x, y) in enumerate(zip(a, b, strict=True))
        if x != y
    }
    assert changed == {(int(p[1:]) - 1, ord(p[0]) - ord("A")) for p in chains}


def test_the_identity_run_gives_the_bytes_back(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """``--to`` equal to ``--from``."""
    path = write("shop.csv", CATALOG)
    run(path, tmp_path / "out", "en-US")
    assert (tmp_path / "out" / "shop.en-US.csv").read_bytes() == path.read_bytes()


def test_titles_that_became_equal_are_told(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Two products that a buyer can no longer tell apart."""
    terms = write("terms.csv", "term,translation\ncup,caneca\nmug,caneca\n")
    path = write("shop.csv", "sku,title\nA,Cup\nB,Mug\n")
    report = run(path, tmp_path / "out", "pt-BR", dictionaries=(terms,))
    assert report.outputs[0].findings["titles-became-equal"] == 2


def test_a_second_run_translates_nothing_and_gives_the_same_bytes(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """The cache answers everything, byte-identically."""
    path = write("shop.csv", CATALOG)
    first = run(path, tmp_path / "one", "pt-BR").outputs[0]
    second = run(path, tmp_path / "two", "pt-BR").outputs[0]
    assert first.segments["translated"] > 0
    assert second.segments["translated"] == 0
    assert (tmp_path / "one" / "shop.pt-BR.csv").read_bytes() == (tmp_path / "two" / "shop.pt-BR.csv").read_bytes()


def test_without_an_engine_everything_else_still_happens(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """Terms, quantities, sizes and prices; untranslated texts are info, not errors."""
    report = run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR", engine="none", skip=frozenset({"translate"}))
    out = rows(tmp_path / "out" / "shop.pt-BR.csv")
    assert out[1][9] == "809.44"
    assert "340\u00a0g" in out[3][1] or "355\u00a0ml" in out[3][1]
    assert report.outputs[0].findings["untranslated"]
    assert report.exit_code("error") == 0


def test_a_missing_model_is_exit_4_and_other_markets_go_on(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """The message gives the command that gets it."""
    report = run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR", "de-DE")
    assert report.exit_code("error") == 4
    assert [o.market for o in report.outputs] == ["pt-BR"]
    assert "localize models install en de" in report.failures[0].hint


def test_locales_of_one_language_need_no_engine(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """en-US → en-GB converts and asks for no model."""
    report = run(write("shop.csv", CATALOG), tmp_path / "out", "en-GB")
    assert report.failures == []
    assert report.outputs[0].segments["distinct"] == 0
    assert rows(tmp_path / "out" / "shop.en-GB.csv")[1][1] == "Men's Hiking Boot"


def test_a_catalog_in_another_language_is_refused_with_the_right_option(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """Texts that contradict ``--from`` are exit 2."""
    german = "sku,title\n" + "".join(
        f"A{n},Wasserdichte Wanderstiefel für Herren aus echtem Leder mit Sohle {n}\n" for n in range(5)
    )
    with pytest.raises(UsageError, match="--from de-DE"):
        run(write("shop.csv", german), tmp_path / "out", "pt-BR")
    assert not (tmp_path / "out").exists()


def test_two_inputs_for_one_output_are_refused(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Nothing is written over by its namesake."""
    one, two = write("a/shop.csv", CATALOG), write("b/shop.csv", CATALOG)
    with pytest.raises(UsageError, match="both be written"):
        run_catalogs([one, two], options(tmp_path / "out", "pt-BR"))


def test_an_edited_output_is_put_aside_not_overwritten(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """What a person corrected is never lost."""
    path, out = write("shop.csv", CATALOG), tmp_path / "out"
    run(path, out, "pt-BR")
    written = out / "shop.pt-BR.csv"
    written.write_bytes(written.read_bytes().replace(b"Tamanho", b"Numero"))
    report = run(path, out, "pt-BR")
    assert report.outputs[0].edited == out / "shop.pt-BR.edited-1.csv"
    assert b"Numero" in (out / "shop.pt-BR.edited-1.csv").read_bytes()


def test_a_dry_run_writes_no_catalog(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Report, findings and changes only."""
    run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR", dry_run=True)
    assert not (tmp_path / "out" / "shop.pt-BR.csv").exists()
    assert (tmp_path / "out" / "shop.csv.pt-BR.html").exists()


def test_one_listing_can_be_tried_alone(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """The output is a sample, and only that product changed."""
    run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR", listing="mug")
    out = rows(tmp_path / "out" / "shop.pt-BR.sample.csv")
    assert out[1][1] == "Men's Hiking Boot"
    assert out[3][1] != "Coffee Mug, 12 oz"


WOO = (
    "ID,Type,SKU,Name,Regular price,Attribute 1 name,Attribute 1 value(s)\n"
    '1,variable,H,Red hoodie,45,Color,"Red\\, White, Blue"\n'
)


def test_one_value_of_a_cell_can_be_tried_alone(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """The cell is taken whole, so that it can be put together again."""
    run(write("woo.csv", WOO), tmp_path / "out", "pt-BR", field="attribute1/value/2")
    out = rows(tmp_path / "out" / "woo.pt-BR.sample.csv")
    assert out[1][6] != "Red\\, White, Blue"
    assert out[1][:6] == rows(tmp_path / "woo.csv")[1][:6]


@pytest.mark.parametrize(("more", "message"), [({"listing": "mugg"}, "'mug'"), ({"field": "Titel"}, "'Title'")])
def test_a_name_that_the_catalog_lacks_is_refused(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, more: dict[str, str], message: str
) -> None:
    """Trying out nothing is a mistyped name; the one that was meant is offered, and nothing is written."""
    with pytest.raises(UsageError, match=f"Did you mean {message}"):
        run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR", **more)
    assert not (tmp_path / "out").exists()


def test_an_output_may_not_replace_another_input(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """``a.csv`` and ``a.pt-BR.csv`` in one call and one folder: the second is an input."""
    one, two = write("a.csv", CATALOG), write("a.pt-BR.csv", CATALOG)
    with pytest.raises(UsageError, match="would overwrite the input"):
        run_catalogs([one, two], options(tmp_path, "pt-BR"))
    assert two.read_text(encoding="utf-8") == CATALOG.replace("\r\n", "\n")


def test_a_file_that_is_not_ours_is_put_aside(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Where an output goes, a person's own file may lie."""
    path = write("shop.csv", CATALOG)
    write("out/shop.pt-BR.csv", "mine")
    report = run(path, tmp_path / "out", "pt-BR", engine="none")
    assert report.outputs[0].edited == tmp_path / "out" / "shop.pt-BR.edited-1.csv"
    assert (tmp_path / "out" / "shop.pt-BR.edited-1.csv").read_text(encoding="utf-8") == "mine"


def test_a_run_killed_before_its_manifest_leaves_no_edited_file(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """The bytes that we write ourselves are nobody's edits; nor does a dry run make them so."""
    path, out = write("shop.csv", CATALOG), tmp_path / "out"
    run(path, out, "pt-BR", engine="none")
    (out / "shop.csv.pt-BR.run.json").unlink()
    assert run(path, out, "pt-BR", engine="none").outputs[0].edited is None
    run(path, out, "pt-BR", engine="none", dry_run=True)
    path.write_bytes(path.read_bytes().replace(b"149.00", b"150.00"))
    assert run(path, out, "pt-BR", engine="none").outputs[0].edited is None


def test_a_wrong_dictionary_of_a_later_market_stops_the_call_before_anything_is_written(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """Exit 2 means that nothing was written, whichever market it is."""
    write("terms/en-de/bad.csv", "term;nonsense\nx\n")
    with pytest.raises(ConfigError, match=r"bad.csv"):
        run(
            write("a.csv", CATALOG),
            tmp_path / "out",
            "pt-BR",
            "de-DE",
            engine="none",
            dictionaries=(tmp_path / "terms",),
        )
    assert not (tmp_path / "out").exists()


def test_a_header_with_a_currency_changes_with_its_column(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """The new header is explained like any other change; trying out another field leaves it."""
    path = write("a.csv", "sku,title,Price (USD)\nA,Mug,9.50\nB,Cup,\n")
    run(path, tmp_path / "out", "pt-BR", engine="none")
    assert rows(tmp_path / "out" / "a.pt-BR.csv")[0] == ["sku", "title", "Price (BRL)"]
    with (tmp_path / "out" / "a.csv.pt-BR.changes.jsonl").open(encoding="utf-8") as file:
        header = next(change for change in map(json.loads, file) if change["place"] == "C1")
    assert (header["before"], header["after"], header["stage"]) == ("Price (USD)", "Price (BRL)", "convert")
    run(path, tmp_path / "out", "pt-BR", engine="none", field="title")
    assert rows(tmp_path / "out" / "a.pt-BR.sample.csv")[0] == ["sku", "title", "Price (USD)"]


def test_a_wrong_second_catalog_stops_the_call_before_anything_is_written(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """Exit 2 means that nothing was written."""
    german = "sku,title\n" + "".join(f"A{n},Wasserdichte Stiefel für Herren aus echtem Leder\n" for n in range(5))
    with pytest.raises(UsageError, match="--from de-DE"):
        run_catalogs([write("a.csv", CATALOG), write("b.csv", german)], options(tmp_path / "out", "pt-BR"))
    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_exit_3_and_keeps_what_was_done(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback: a message with the folder, and the run goes on from there once there is room."""
    from localize.tasks.run_folder import RunFolder

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path, out = write("shop.csv", CATALOG), tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(RunFolder, "commit", full)
        report = run(path, out, "pt-BR", "en-GB", engine="none")
    assert report.exit_code("error") == 3
    assert [failure.what for failure in report.failures] == ["shop.csv → pt-BR", "shop.csv → en-GB"]
    assert "No space left" in report.failures[0].message
    assert (out / ".localize-run").is_dir()
    assert run(path, out, "pt-BR", "en-GB", engine="none").exit_code("error") == 0
    assert not (out / ".localize-run").exists()


def test_a_broken_catalog_does_not_stop_the_others(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Exit 3, and the good one is written."""
    good, bad = write("good.csv", CATALOG), write("bad.csv", b"\x00\x01\x02binary")
    report = run_catalogs([bad, good], options(tmp_path / "out", "pt-BR"))
    assert report.exit_code("error") == 3
    assert (tmp_path / "out" / "good.pt-BR.csv").exists()


def test_the_manifest_names_what_the_output_was_made_from(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    """Digests of input, output and data; the model; the rates; the as-of date."""
    run(write("shop.csv", CATALOG), tmp_path / "out", "pt-BR")
    manifest = json.loads((tmp_path / "out" / "shop.csv.pt-BR.run.json").read_text(encoding="utf-8"))
    assert manifest["as_of"] == "2026-10-30"
    assert manifest["engine"]["fingerprint"].startswith("firefox/")
    assert manifest["rates"]
    assert set(manifest["data"]) >= {"dictionaries", "size_tables", "currency", "markets"}


@pytest.mark.parametrize("name", ["apparel", "home-and-garden", "jewelery", "packt-product-data"])
def test_real_shopify_files_keep_their_rows_tags_and_other_cells(shared: Path, tmp_path: Path, name: str) -> None:
    """Shopify's own sample catalogs: as many rows out as in, no tag and no reference changed."""
    path = shared / "data" / "shopify-product-csvs" / f"{name}.csv"
    report = run(path, tmp_path / "out", "pt-BR")
    assert report.exit_code("error") <= 1
    source, out = rows(path), rows(tmp_path / "out" / f"{name}.pt-BR.csv")
    assert len(out) == len(source)
    header = source[0]
    kept = [
        i
        for i, h in enumerate(header)
        if h in {"Handle", "Vendor", "Type", "Tags", "Variant SKU", "Image Src", "Variant Grams"}
    ]
    body = header.index("Body (HTML)")
    for before, after in zip(source, out, strict=True):
        assert [before[i] for i in kept] == [after[i] for i in kept]
        assert tag_skeleton(before[body]) == tag_skeleton(after[body])


def test_the_api_localizes_a_mapping() -> None:
    """Same keys as given; numbers stay numbers."""
    localizer = localize.Localizer(engine="firefox", as_of=AS_OF)
    result = localizer.localize(
        {"title": "Steel Bottle, 32 fl oz", "price": "19.99 USD", "tags": ["a", "b"]}, market="pt-BR"
    )
    assert list(result.listing) == ["title", "price", "tags"]
    assert "946\u00a0ml" in result.listing["title"]
    assert result.listing["price"] == "108.60 BRL"
    assert result.market == "pt-BR"
    assert result.changes


def test_the_api_streams_in_order_for_several_markets() -> None:
    """Each listing in every market, then the next."""
    localizer = localize.Localizer(engine="none")
    found = list(
        localizer.localize_many(({"sku": f"A{n}", "title": f"Mug {n} oz"} for n in range(3)), ["en-GB", "de-DE"])
    )
    assert [(r.listing["sku"], r.market) for r in found] == [
        (f"A{n}", market) for n in range(3) for market in ("en-GB", "de-DE")
    ]


def test_a_localizer_can_be_pickled() -> None:
    """It is its settings."""
    import pickle

    copy = pickle.loads(pickle.dumps(localize.Localizer(engine="none")))  # noqa: S301 our own bytes
    assert "355\xa0ml" in copy.localize({"title": "Mug, 12 oz"}, market="de-DE").listing["title"]
