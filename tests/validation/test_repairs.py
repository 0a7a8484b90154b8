"""What is written in place of what a marketplace refuses: titles, markup, search terms, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from localize.layouts.codecs import ListCodec
from localize.listing import Draft, Span, SpanKind, TextBlock
from localize.validation import check as check_module
from localize.validation import fit as fit_module
from localize.validation.check import check_drafts
from localize.validation.fit import fit_drafts
from localize.validation.keyword_trim import trim_terms
from localize.validation.limits import Limits
from localize.validation.plain_markup import with_only
from localize.validation.shorten import connectors
from localize.validation.shortening import Shortening, fillers, order_for
from localize.validation.verify import verify_drafts

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context

    MakeDraft = Callable[..., Draft]
    MakeContext = Callable[..., Context]
    Fitted = Callable[..., list[Draft]]

ALL_STEPS = ("fillers", "brackets", "clauses", "words")


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch, make_context: MakeContext) -> Fitted:
    """Drafts of one group after fit, verify and check against limits of fields."""

    def run(drafts: list[Draft], fields: dict[str, Any], marketplace: str = "shopify") -> list[Draft]:
        limits = Limits({"properties": fields}, "test")
        monkeypatch.setattr(fit_module, "limits_of", lambda _: limits)
        monkeypatch.setattr(check_module, "limits_of", lambda _: limits)
        context = make_context(marketplace=marketplace)
        return list(check_drafts(verify_drafts(fit_drafts(drafts, context), context), context))

    return run


@pytest.mark.parametrize(
    ("text", "limit", "protected", "expected"),
    [
        ("Wunderschöne Tasse aus hochwertiger Keramik", 43, (), "Wunderschöne Tasse aus hochwertiger Keramik"),
        ("Tasse aus hochwertiger Keramik, blau", 30, (), "Tasse aus Keramik, blau"),
        ("Tasse (ein Geschenk) aus Ton, blau", 22, (), "Tasse aus Ton, blau"),
        ("Tasse (500 ml) aus Ton, blau, groß", 29, (), "Tasse (500 ml) aus Ton, blau"),
        ("Tasse aus Ton – blau – mit Deckel", 21, (), "Tasse aus Ton – blau"),
        ("Tasse aus Ton, blau, Serie 7", 22, (), "Tasse aus Ton, Serie 7"),
        ("Tasse aus Ton, ACME, blau", 20, ("ACME",), "Tasse aus Ton, ACME"),
        ("Tasse aus Ton", 9, (), "Tasse"),
        ("Tasse 12 34", 8, (), None),
    ],
)
def test_the_order_of_shortening(text: str, limit: int, protected: tuple[str, ...], expected: str | None) -> None:
    """Praise goes before asides, asides before clauses, clauses before words; numbers and what is protected stay."""
    how = Shortening(lambda t: len(t) <= limit, protected, connectors("de", "en"), fillers("de"))
    assert (text if how.fits(text) else how.shortened(text, ALL_STEPS)) == expected


def test_the_order_is_data_by_marketplace_and_category() -> None:
    """What stands in brackets stays in a book's title; on Etsy the words behind the first comma are what people search."""
    assert "brackets" not in order_for("amazon", "Books > Fiction").steps
    assert "clauses" not in order_for("etsy", "Mugs").steps
    assert order_for("amazon", "Kitchen").steps == ALL_STEPS


def test_brand_type_terms_and_siblings_are_never_cut(make_draft: MakeDraft, fitted: Fitted) -> None:
    """The cut takes other words, however far behind these stand."""
    title = "Becher schön bemalt für Kaffee und Tee von Müller Teetasse zinnober"
    draft = make_draft({"sku": "1", "title": "a"}, {"title": title}, key="g", brand="Müller", product_type="Teetasse")
    draft.texts["title"] = [TextBlock("x", [Span(0, 1, SpanKind.TERM, "x", target="bemalt")])]
    other = make_draft({"sku": "2", "title": "b"}, {"title": title.replace("zinnober", "indigo")}, key="g")
    (one, _) = fitted([draft, other], {"title": {"maxLength": 42}})
    assert len(one.values["title"]) <= 42
    assert all(word in one.values["title"] for word in ("bemalt", "Müller", "Teetasse", "zinnober"))


def test_siblings_keep_what_tells_them_apart(make_draft: MakeDraft, fitted: Fitted) -> None:
    """Titles of one group that differ before the cut differ behind it."""
    drafts = [
        make_draft(
            {"title": colour}, {"title": f"Große Tasse für Kaffee und Tee, spülmaschinenfest, {colour}"}, key="g"
        )
        for colour in ("rot", "blau", "grün")
    ]
    titles = [draft.values["title"] for draft in fitted(drafts, {"title": {"maxLength": 25}})]
    assert len(set(titles)) == 3
    assert all(len(title) <= 25 for title in titles)


@pytest.mark.parametrize("how", ["pinned", "approved"])
def test_a_persons_text_is_not_cut_but_a_proposal_shown(make_draft: MakeDraft, fitted: Fitted, how: str) -> None:
    """The error stands, and its suggestion says what the text could be."""
    draft = make_draft({"title": "Mug"}, {"title": "Große Tasse aus Ton"})
    if how == "pinned":
        draft.state["pinned"] = ("title",)
    else:
        draft.state["approved"] = ["approved/de.csv:3"]
        draft.note("title", "translate", "Mug", "Große Tasse", "approved by a person", "approved/de.csv:3")
    (after,) = fitted([draft], {"title": {"maxLength": 12}})
    assert after.values["title"] == "Große Tasse aus Ton"
    assert [(f.code, f.suggestion) for f in after.findings] == [("limit-broken", "Proposal: “Große Tasse”")]


def test_what_is_cut_moves_where_the_file_has_room(make_draft: MakeDraft, fitted: Fitted) -> None:
    """Into highlights before keywords; never into a field that the file lacks or where it does not fit."""
    limits = {"title": {"maxLength": 14}, "highlights": {"maxLength": 20}, "keywords": {"maxLength": 30}}
    title = "Tasse aus Ton, spülmaschinenfest"
    cases = [
        ({"highlights": ""}, {"highlights": "spülmaschinenfest"}),
        ({"highlights": "mikrowellengeeignet"}, {"highlights": "mikrowellengeeignet"}),
        ({"highlights": "mikrowellengeeignet", "keywords": "Tee"}, {"keywords": "Tee, spülmaschinenfest"}),
        ({}, {}),
    ]
    for given, expected in cases:
        source = {"title": "Mug", **given}
        (after,) = fitted([make_draft(source, {"title": title})], limits)
        assert after.values["title"] == "Tasse aus Ton"
        assert {**after.values, **expected} == after.values
        assert [f for f in after.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("value", "allowed", "expected"),
    [
        ("<p>A <strong>mug</strong></p>", ["b", "p"], "<p>A <b>mug</b></p>"),
        ("<p>A <b>mug</b></p><p>Blue</p>", [], "A mug Blue"),
        ("<ul><li>a</li><li>b</li></ul>", ["br"], "a<br>b"),
        ("<!-- note --><script>x()</script>Mug", [], "Mug"),
        ("a < 10 lb", [], "a < 10 lb"),
        ("<div><div><div>x</div></div></div>", ["br"], "x"),
        ("<h4>Mug</h4>", ["h2"], "<h2>Mug</h2>"),
        ("", [], ""),
    ],
)
def test_markup_is_rewritten_with_what_is_allowed(value: str, allowed: list[str], expected: str) -> None:
    """A tag that means the same where there is one, else its text alone."""
    assert with_only(value, allowed) == expected


def test_taken_out_tags_pass_the_final_proof(make_draft: MakeDraft, fitted: Fitted) -> None:
    """The proof of tags looks at what was translated, not at what the marketplace takes."""
    source, target = "<div>A <b>mug</b></div>", "<div>Eine <b>Tasse</b></div>"
    draft = make_draft({"body_html": source}, {"body_html": target})
    (after,) = fitted([draft], {"body_html": {"htmlAllowed": []}})
    assert after.values["body_html"] == "Eine Tasse"
    assert after.findings == []


@pytest.mark.parametrize(
    ("terms", "limit", "title", "expected"),
    [
        ("Tasse Becher Tasse Ton", 12, "", "Tasse Becher"),
        ("Tasse Becher Ton", 10, "Tasse", "Becher Ton"),
        ("rote Tasse, großer Becher, Ton", 22, "Tasse", "rote Tasse"),
        ("a;b;c", 3, "", "a;b"),
        ("カップ、マグ、陶器", 6, "", "カップ、マグ"),
        ("Tasse", 3, "", None),
        ("Donaudampfschiff Tasse", 3, "", None),
    ],
)
def test_search_terms_are_trimmed(terms: str, limit: int, title: str, expected: str | None) -> None:
    """Duplicates first, then from the end, always whole terms."""
    trimmed = trim_terms(terms, lambda text: len(text) <= limit, title)
    assert (trimmed.text if trimmed else None) == expected


def test_search_terms_are_trimmed_by_bytes(make_draft: MakeDraft, fitted: Fitted) -> None:
    """What is counted is bytes, what goes is told, and the final proof asks for none of it."""
    draft = make_draft({"title": "Mug", "tags": "x"}, {"tags": "größe größer 500ml"})
    draft.state.update(protected={"tags": ("500ml",)}, numbers={"tags": ("500",)})
    (after,) = fitted([draft], {"tags": {"maxUtf8Bytes": 16}})
    assert after.values["tags"] == "größe größer"
    assert [f.code for f in after.findings] == ["keywords-dropped"]
    assert "500ml" in after.findings[0].message


def test_a_tag_that_does_not_fit_takes_another_form_or_goes(make_draft: MakeDraft, fitted: Fitted) -> None:
    """The dictionary's own shorter form first; without one the tag is left out and told."""
    with_form = make_draft({"tags": "mug"}, {"tags": "Keramikteetasse"})
    with_form.texts["tags"] = [
        TextBlock("mug", [Span(0, 3, SpanKind.TERM, "mug", target="Keramikteetasse", accepted=("Teetasse",))])
    ]
    without = make_draft({"tags": "mug"}, {"tags": "Keramikteetasse"})
    one, other = fitted([with_form, without], {"tags": {"maxLength": 10}})
    assert (one.values["tags"], [f.code for f in one.findings]) == ("Teetasse", [])
    assert (other.values["tags"], [f.code for f in other.findings]) == ("", ["keywords-dropped"])


def test_pictures_go_and_words_stay(make_draft: MakeDraft, fitted: Fitted) -> None:
    """An emoji is no word; what else a pattern refuses is for a person."""
    pattern = {"pattern": "^[^\\U0001f000-\\U0001faff!]*$"}
    good, bad = fitted([make_draft({"title": t}) for t in ("Tasse 😀 , blau 👩\u200d👧", "Tasse!")], {"title": pattern})
    assert good.values["title"] == "Tasse, blau"
    assert (bad.values["title"], [f.code for f in bad.findings]) == ("Tasse!", ["limit-broken"])


def test_accents_are_composed_before_anything_is_cut(make_draft: MakeDraft, fitted: Fitted) -> None:
    """A letter and its accent are one character where there is one."""
    (after,) = fitted([make_draft({"title": "Cafe\u0301 Cafe\u0301"})], {"title": {"maxLength": 9}})
    assert after.values["title"] == "Café Café"


@pytest.mark.parametrize(
    ("cell", "values", "expected"),
    [
        ("mug, clay, red", ("mug", "", "red"), "mug, red"),
        ("mug, clay, red", ("", "clay", "red"), "clay, red"),
        ("mug, clay", ("mug", ""), "mug"),
        ("mug", ("",), ""),
        ("mug,,red", ("mug", "", "red"), "mug,,red"),
    ],
)
def test_a_dropped_tag_leaves_no_gap(cell: str, values: tuple[str, ...], expected: str) -> None:
    """Its separator goes with it; a gap that the seller left stays."""
    assert ListCodec().put(cell, values) == expected


def test_a_tag_that_was_cut_ends_with_no_preposition() -> None:
    """“planos de cozinha de” says nothing more than “planos de cozinha”."""
    trimmed = trim_terms("planos de cozinha de lama", lambda text: len(text) <= 20, "", frozenset({"de"}))
    assert trimmed is not None
    assert trimmed.text == "planos de cozinha"
    assert trimmed.dropped == ("de", "lama")
