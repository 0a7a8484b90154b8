"""The size stage over whole groups."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.decisions import Decision
from localize.listing import Address, Draft, Field, Group, Listing, Role, Severity, Span, SpanKind, TextBlock
from localize.sizes import convert_sizes, find_sizes
from localize.text.spans import gaps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.context import Context

    MakeContext = Callable[..., Context]
    MakeDraft = Callable[..., Draft]


def codes(draft: Draft) -> list[str]:
    """The codes of a draft's findings."""
    return [finding.code for finding in draft.findings]


@pytest.mark.parametrize(
    ("value", "market", "title", "expected"),
    [
        ("10", "de-DE", "Men's boots", "42,5 (US 10)"),
        ("US 10", "de-DE", "Men's boots", "42,5 (US 10)"),
        ("10", "pt-BR", "Men's boots", "40,5 (US 10)"),
        ("10", "ja-JP", "Men's boots", "27 cm (US 10)"),
        ("10.5 D(M) US", "de-DE", "Men's boots", "43,5 (US 10,5 D(M))"),
        ("8", "fr-FR", "Women's dress", "40 (US 8)"),
        ("8", "it-IT", "Women's dress", "44 (US 8)"),
        ("40", "de-DE", "Men's suit", "50 (US 40)"),
        ("2T", "de-DE", "Toddler shirt", "92 (US 2T)"),
        ("7", "de-DE", "Silver ring", "54 (US 7)"),
        ("34B", "fr-FR", "Lace bra", "90B (US 34B)"),
        ("XL", "pt-BR", "Tee", "GG (XL)"),
        ("M", "pt-BR", "Tee", "M"),
        ("XL", "de-DE", "Tee", "XL"),
        ("Medium", "pt-BR", "Tee", "Medium"),
        ("One Size", "de-DE", "Scarf", "One Size"),
        ("32x30", "de-DE", "Men's jeans", "32x30"),
        ("34", "de-DE", "Men's jeans", "34"),
        ("EU 42", "de-DE", "Men's boots", "EU 42"),
        ("EU 42 / US 9", "de-DE", "Men's boots", "EU 42 / US 9"),
        ("UK 9 / US 10", "de-DE", "Men's boots", "42,5 (UK 9 / US 10)"),
        ("10", "en-CA", "Men's boots", "10"),
        ("7", "en-CA", "Boots", "7"),
        ("12 oz", "de-DE", "Mug", "12 oz"),
        ("Default Title", "de-DE", "Mug", "Default Title"),
    ],
)
def test_a_sellers_option_becomes_the_markets_size(
    draft: MakeDraft, context: MakeContext, value: str, market: str, title: str, expected: str
) -> None:
    """Options get the local size with the original beside it; what needs no conversion stays without a finding."""
    one = draft(value, title=title)
    convert_sizes([one], context(market))
    assert (one.values["option1"], codes(one)) == (expected, [])


@pytest.mark.parametrize(
    ("original", "label", "expected"),
    [
        ("auto", "Size", "42,5 (US 10)"),
        ("auto", "", "42,5"),
        ("always", "", "42,5 (US 10)"),
        ("never", "Size", "42,5"),
    ],
)
def test_the_setting_decides_on_the_original(
    draft: MakeDraft, context: MakeContext, original: str, label: str, expected: str
) -> None:
    """Closed columns hold the bare size unless the settings say otherwise."""
    one = draft("10", label=label, title="Men's boots")
    convert_sizes([one], context("de-DE", original=original))
    assert one.values["option1"] == expected


def test_an_unverified_size_keeps_its_original_even_in_a_column(draft: MakeDraft, context: MakeContext) -> None:
    """A Brazilian number has no source, so it never stands alone by itself."""
    one = draft("10", label="", title="Men's boots")
    convert_sizes([one], context("pt-BR"))
    assert one.values["option1"] == "40,5 (US 10)"


def test_an_unverified_size_alone_is_said(draft: MakeDraft, context: MakeContext) -> None:
    """Where the seller wants no originals, an unverified size is a warning."""
    one = draft("10", label="", title="Men's boots")
    convert_sizes([one], context("pt-BR", original="never"))
    assert (one.values["option1"], codes(one)) == ("40,5", ["size-unverified"])


@pytest.mark.parametrize(
    ("value", "group", "market", "code"),
    [
        ("7", {"title": "Boots"}, "de-DE", "size-ambiguous"),
        ("7", {"title": "Thing"}, "de-DE", "size-ambiguous"),
        ("7", {"title": "Unisex sneakers"}, "de-DE", "size-ambiguous"),
        ("5", {"title": "Kids' sneakers"}, "de-DE", "size-ambiguous"),
        ("8", {"title": "Shirt"}, "de-DE", "size-ambiguous"),
        ("10", {"category": "Men > Shirts", "title": "Women's dress"}, "de-DE", "size-evidence-contradicts"),
        ("10", {"gender": "female", "title": "Men's boots"}, "de-DE", "size-evidence-contradicts"),
        ("US men's 10", {"title": "Women's boots"}, "de-DE", "size-evidence-contradicts"),
        ("99", {"title": "Men's boots"}, "de-DE", "size-no-equivalent"),
        ("12", {"title": "Men's shirt"}, "de-DE", "size-no-equivalent"),
        ("8", {"title": "Women's dress"}, "ar-AE", "size-no-equivalent"),
        ("EU 42 / US 12", {"title": "Men's boots"}, "en-GB", "size-ambiguous"),
    ],
)
def test_what_is_not_certain_is_kept_and_said(
    draft: MakeDraft, context: MakeContext, value: str, group: dict[str, str], market: str, code: str
) -> None:
    """Nothing is guessed: the size stays, with one warning of the product's group."""
    one = draft(value, **group)
    convert_sizes([one], context(market))
    assert one.values["option1"] == value
    assert one.changes == []
    (finding,) = one.findings
    assert (finding.code, finding.severity, finding.group) == (code, Severity.WARNING, f"{code}:g")


def test_sizes_that_would_become_one_stay_apart(draft: MakeDraft, context: MakeContext, tmp_path: Path) -> None:
    """Both keep their originals, also in a closed column, and both say so."""
    table = tmp_path / "acme.csv"
    table.write_text("kind,audience,US,EU\nshoes,men,9,42\nshoes,men,9.5,42\n", encoding="utf-8")
    two = [draft(value, label="", title="Men's boots") for value in ("9", "9.5")]
    convert_sizes(two, context("de-DE", tables=(table,)))
    assert [one.values["option1"] for one in two] == ["42 (US 9)", "42 (US 9,5)"]
    assert [codes(one) for one in two] == [["sizes-collapse"], ["sizes-collapse"]]


def test_a_size_is_written_alike_in_field_and_text(draft: MakeDraft, context: MakeContext) -> None:
    """The text names the system, the number is the same."""
    one = draft("10", title="Men's boots", text="Fits US 10 (EU 42.5) and UK 9, US 10.")
    convert_sizes([one], context("de-DE"))
    assert one.values["option1"] == "42,5 (US 10)"
    rendered = [span.rendered for span in one.texts["body"][0].spans]
    assert rendered == ["US 10 (EU 42,5)", "EU 42,5 (UK 9)", "EU 42,5 (US 10)"]
    assert {change.scope for change in one.changes if change.field == "body"} == {"span"}


@pytest.mark.parametrize(
    ("market", "text", "rendered"),
    [
        ("pt-BR", "Cotton tee - M", ["M"]),
        ("pt-BR", "Soft tee, S-XL", ["P-GG (S-XL)"]),
        ("pt-BR", "Soft tee, S/M/L", ["P/M/G (S/M/L)"]),
        ("pt-BR", "Sizes S, M and L", ["Tamanhos P, M e G (S, M e L)"]),
        ("pt-BR", "Sizes: S, M, L", ["Tamanhos: P, M, G (S, M, L)"]),
        ("pt-BR", "Sizes XS, S, M, L and XL", ["Tamanhos PP, P, M, G e GG (XS, S, M, L e XL)"]),
        ("de-DE", "Sizes: S, M, L", ["Größen: S, M, L"]),
        ("de-DE", "Soft tee, S-XL", ["S-XL"]),
        ("de-DE", "Sizes S, M and L", ["Größen S, M und L"]),
        ("en-GB", "Sizes S, M and L", ["Sizes S, M and L"]),
    ],
)
def test_letters_are_written_once_where_both_markets_print_them(
    draft: MakeDraft, context: MakeContext, market: str, text: str, rendered: list[str]
) -> None:
    """No brackets around what stands before them already; lists keep their sign and get the market's "and"."""
    one = draft("M", title="Men's tee", text=text)
    convert_sizes([one], context(market))
    assert [s.rendered for s in one.texts["body"][0].spans if s.kind.name == "SIZE"] == rendered


@pytest.mark.parametrize("text", ["Mug, S-XL", "Vase S/M/L"])
def test_letters_of_what_has_no_letter_sizes_stay(draft: MakeDraft, context: MakeContext, text: str) -> None:
    """Where the product says no kind, letters between signs are no sizes."""
    one = draft("12 oz", title="Mug", text=text)
    convert_sizes([one], context("pt-BR"))
    assert not [s for s in one.texts["body"][0].spans if s.kind.name == "SIZE"]


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("Tamanhos 38 ao 44", "Sizes 38–44"),
        ("Tamanhos P ao GG", "Sizes P–GG"),
        ("Tamanho 36 até 42", "Sizes 36–42"),
        ("Tamanho 38-44", "Sizes 38-44"),
    ],
)
def test_a_range_that_keeps_its_labels_has_no_word_of_the_source(
    draft: MakeDraft, context: MakeContext, text: str, rendered: str
) -> None:
    """What joins the first and the last becomes a dash; a dash stays as it was."""
    one = draft("12 oz", title="Mug")
    one.texts["body"] = [TextBlock(text, list(find_sizes(text, "pt-BR")))]
    convert_sizes([one], context("en-US", "pt-BR"))
    assert [s.rendered for s in one.texts["body"][0].spans if s.kind.name == "SIZE"] == [rendered]


def test_a_text_that_already_names_the_local_size_stays(draft: MakeDraft, context: MakeContext) -> None:
    """A dual label with the market's own system needs nothing."""
    one = draft("One Size", title="Men's boots", text="US 10 / EU 43")
    convert_sizes([one], context("de-DE"))
    assert one.texts["body"][0].spans[0].target is None


def test_a_change_names_the_table_row(draft: MakeDraft, context: MakeContext) -> None:
    """Every change says from where and how certain."""
    one = draft("10", title="Men's boots")
    convert_sizes([one], context("de-DE"))
    (change,) = one.changes
    assert (change.stage, change.why) == ("convert", "US to EU (contested: check the brand's chart)")
    assert change.by.startswith("shoes-men.csv:")


def test_the_column_of_the_system_follows_its_sizes(draft: MakeDraft, context: MakeContext) -> None:
    """Google's size_system is the source system before, the market's after."""
    one = draft("9", label="", path="size", title="Men's boots", system="UK")
    convert_sizes([one], context("de-DE"))
    assert (one.values["size"], one.values["size_system"]) == ("42,5", "EU")


def test_the_settings_may_name_the_source_system(draft: MakeDraft, context: MakeContext) -> None:
    """A US shop that lists in UK sizes says so."""
    one = draft("9", title="Men's boots")
    convert_sizes([one], context("de-DE", system="UK"))
    assert one.values["option1"] == "42,5 (UK 9)"


@pytest.mark.parametrize("skip", [("sizes",), ()])
def test_skipped_and_identity_runs_change_nothing(
    draft: MakeDraft, context: MakeContext, skip: tuple[str, ...]
) -> None:
    """Neither values nor findings."""
    one = draft("7", title="Boots", text="US 10")
    convert_sizes([one], context("de-DE" if skip else "en-US", skip=skip))
    assert (one.changes, one.findings, one.texts["body"][0].spans[0].target) == ([], [], None)


def test_the_order_of_drafts_is_kept(draft: MakeDraft, context: MakeContext) -> None:
    """Groups need not be adjacent."""
    drafts = [draft(v, key=k, title="Men's boots") for v, k in (("9", "a"), ("10", "b"), ("11", "a"))]
    assert convert_sizes(drafts, context("de-DE")) == drafts


@pytest.mark.parametrize(
    ("decision", "value", "title", "expected"),
    [
        (Decision(option="Size", system="UK"), "9", "Men's boots", "42,5 (UK 9)"),
        (Decision(brand="Acme", audience="women"), "7", "Boots", "37 (US 7)"),
        (Decision(brand="Other", audience="women"), "7", "Boots", "7"),
        (Decision(kind="shoes", audience="men"), "10", "Thing", "42,5 (US 10)"),
        (Decision(category="*kids*", system="US-C"), "5", "Kids' sneakers", "20,5 (US 5C)"),
        (Decision(category="*kids*", system="US-Y"), "3", "Kids' sneakers", "34,5 (US 3Y)"),
        (Decision(category="*kids*", system="US-C"), "3Y", "Kids' sneakers", "34,5 (US 3Y)"),
        (Decision(audience="men"), "10", "Men's shoes, women's colours", "42,5 (US 10)"),
    ],
)
def test_a_decision_answers_what_was_ambiguous(
    draft: MakeDraft, context: MakeContext, decision: Decision, value: str, title: str, expected: str
) -> None:
    """Answered once, the size is converted, and nothing is asked any more."""
    one = draft(value, title=title, brand="Acme", category="Shoes > Kids" if "Kids" in title else "")
    convert_sizes([one], context("de-DE", decisions=(decision,)))
    assert one.values["option1"] == expected
    assert codes(one) == ([] if expected != value else ["size-ambiguous"])


def test_a_decision_holds_in_texts_too(draft: MakeDraft, context: MakeContext) -> None:
    """What the option's numbers mean, bare numbers of the texts mean, too."""
    one = draft("9", title="Men's boots", text="Shown in size 9.")
    convert_sizes([one], context("de-DE", decisions=(Decision(option="Size", system="UK"),)))
    assert [span.rendered for span in one.texts["body"][0].spans] == ["Größe EU 42,5 (UK 9)"]


def test_the_parents_list_and_the_variants_are_written_alike(context: MakeContext) -> None:
    """The parts of a list of sizes are sizes of the same option as each variant's own."""
    group = Group("g", title="Men's boots")
    parent = {
        f"attribute1/value/{n}": Field(f"attribute1/value/{n}", Role.SIZE, size, Address("", 2, 1), "B2", label="Size")
        for n, size in enumerate(("9", "9.5", "10"), 1)
    }
    drafts = [Draft.of(Listing("parent", MappingProxyType(parent), group, 2, 2))]
    for row, size in enumerate(("9", "9.5", "10"), 3):
        own = Field("attribute1/value", Role.SIZE, size, Address("", row, 1), f"B{row}", label="Size")
        drafts.append(Draft.of(Listing(size, MappingProxyType({own.path: own}), group, row, row)))
    convert_sizes(drafts, context("de-DE"))
    assert list(drafts[0].values.values()) == [d.values["attribute1/value"] for d in drafts[1:]]
    assert list(drafts[0].values.values()) == ["41,5 (US 9)", "42 (US 9,5)", "42,5 (US 10)"]
    assert [codes(one) for one in drafts] == [[], [], [], []]


def test_codes_keep_their_sizes(context: MakeContext) -> None:
    """A SKU that ends in the size is a code, not a size."""
    fields = {
        "sku": Field("sku", Role.CODE, "BOOT-10", Address("", 2, 0), "A2"),
        "size": Field("size", Role.SIZE, "10", Address("", 2, 1), "B2"),
    }
    one = Draft.of(Listing("g", MappingProxyType(fields), Group("g", title="Men's boots"), 2, 2))
    convert_sizes([one], context("de-DE"))
    assert one.values == {"sku": "BOOT-10", "size": "42,5"}


@pytest.mark.parametrize(("setting", "expected"), [("always", "EU 42,5 (US 10)"), ("never", "EU 42,5")])
def test_one_setting_decides_on_originals_in_texts(
    draft: MakeDraft, context: MakeContext, setting: str, expected: str
) -> None:
    """The same words in every place."""
    one = draft("One Size", title="Men's boots", text="Fits US 10")
    convert_sizes([one], context("de-DE", original=setting))
    assert one.texts["body"][0].spans[0].rendered == expected


def test_what_is_no_size_after_all_is_given_back(draft: MakeDraft, context: MakeContext) -> None:
    """A span that the product does not explain leaves its numbers protected and its words to the translator."""
    one = draft("One Size", title="Phone case", text="Size 8, size 6-12 months, model 34B")
    convert_sizes([one], context("de-DE"))
    assert [(span.text, span.target) for span in one.texts["body"][0].spans] == [
        ("8", None),
        ("6", None),
        ("12", None),
        ("34B", None),
    ]
    assert codes(one) == []


SIZES = [
    "US",
    "UK",
    "9",
    "10.5",
    "34DD",
    "W32",
    "L34",
    "6-12",
    "months",
    "Tall",
    "XL",
    "/",
    "(",
    ")",
    "½",
    "Queen",
    "Men's",
]
TITLES = [
    "Men's boots",
    "Women's dress",
    "Lace bra",
    "Silver ring",
    "Baby bodysuit",
    "Mattress",
    "Belt",
    "Socks",
    "Mug",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(SIZES), max_size=6).map(" ".join) | st.text(max_size=20),
    st.sampled_from(TITLES),
    st.sampled_from(["de-DE", "pt-BR", "en-GB", "ja-JP", "fr-CH"]),
)
def test_any_size_of_any_product_is_converted_or_kept(
    draft: MakeDraft, context: MakeContext, value: str, title: str, market: str
) -> None:
    """No value raises, a change always names its table or says why, and what is kept is kept whole."""
    one = draft(value, title=title, text=f"Size {value}, {value}")
    convert_sizes([one], context(market))
    changed = [change for change in one.changes if change.scope == "field"]
    assert bool(changed) == (one.values["option1"] != value)
    assert all(change.why for change in one.changes)


def in_columns(text: str = "", **sizes: str) -> Draft:
    """A draft with a size in several named columns, the way item specifics have it."""
    fields = {
        f"specifics/{name}": Field(f"specifics/{name}", Role.SIZE, value, Address("", 2, at), "B2", label=name)
        for at, (name, value) in enumerate((name.replace("_", " "), value) for name, value in sizes.items())
    }
    fields["body"] = Field("body", Role.TEXT, text, Address("", 2, 9), "J2")
    one = Draft.of(Listing("g/1", MappingProxyType(fields), Group("g", title="Men's sneakers"), 2, 2))
    one.texts["body"] = [TextBlock(text, list(find_sizes(text, "en-US")))]
    return one


@pytest.mark.parametrize(
    ("sizes", "expected", "text"),
    [
        ({"US_Shoe_Size": "10.5", "EU_Shoe_Size": "44"}, ["10.5", "44"], "Größe EU 44 (US 10,5)"),
        ({"EU_Shoe_Size": "44", "US_Shoe_Size": "10.5"}, ["44", "10.5"], "Größe EU 44 (US 10,5)"),
        ({"US_Shoe_Size": "10.5", "UK_Shoe_Size": "9.5"}, ["43,5 (US 10,5)", "9.5"], "Größe EU 43,5 (US 10,5)"),
        ({"US_Shoe_Size": "10.5"}, ["43,5 (US 10,5)"], "Größe EU 43,5 (US 10,5)"),
    ],
)
def test_of_columns_for_several_systems_one_is_the_markets(
    context: MakeContext, sizes: dict[str, str], expected: list[str], text: str
) -> None:
    """The seller's own EU size decides, in texts too; the columns of other systems keep what they state."""
    one = in_columns(text="Size 10.5", **sizes)
    convert_sizes([one], context("de-DE"))
    assert list(one.values.values())[:-1] == expected
    assert [span.rendered for span in one.texts["body"][0].spans] == [text]
    assert codes(one) == []


@pytest.mark.parametrize(
    ("name", "title", "value", "expected"),
    [
        ("US Size", "Men's sneakers", "10", "EU Size"),
        ("Ring Size (US)", "Gold ring", "7", "Ring Size (ISO)"),
        ("Size", "Men's sneakers", "10", "Size"),
        ("US Size", "Sneakers", "10", "US Size"),
    ],
)
def test_an_option_that_names_a_system_follows_its_sizes(
    context: MakeContext, name: str, title: str, value: str, expected: str
) -> None:
    """``US Size: 42,5`` would be wrong; where the size was kept, the name is."""
    fields = {
        "option1/name": Field("option1/name", Role.TEXT, name, Address("", 2, 0), "A2"),
        "option1/value": Field("option1/value", Role.SIZE, value, Address("", 2, 1), "B2", label=name),
    }
    one = Draft.of(Listing("g/1", MappingProxyType(fields), Group("g", title=title), 2, 2))
    block = TextBlock(name, list(find_sizes(name, "en-US")))
    one.texts["option1/name"] = [block]
    convert_sizes([one], context("de-DE"))
    assert "".join(p if isinstance(p, str) else p.rendered for p in gaps(block.text, block.spans)) == expected


def test_a_size_in_euro_is_no_price(context: MakeContext) -> None:
    """``EUR 44`` in a column of sizes."""
    one = in_columns(EU_Shoe_Size="EUR 44")
    one.texts["specifics/EU Shoe Size"] = [TextBlock("EUR 44", [Span(0, 6, SpanKind.PRICE, "EUR 44")])]
    convert_sizes([one], context("de-DE"))
    assert one.values["specifics/EU Shoe Size"] == "EU 44"
    assert one.texts["specifics/EU Shoe Size"][0].spans == []
