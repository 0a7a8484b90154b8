"""Repairs: shortened and folded texts, and everything that must survive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from localize.listing import Severity
from localize.validation import fit as fit_module
from localize.validation.check import check_drafts
from localize.validation.fit import fit_drafts
from localize.validation.limits import Limits
from localize.validation.measures import utf16_units
from localize.validation.shorten import loose_ends, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context
    from localize.listing import Draft

    MakeDraft = Callable[..., Draft]
    MakeContext = Callable[..., Context]

DANGLING = loose_ends("de", "en")


def cut(text: str, limit: int, protected: tuple[str, ...] = ()) -> str | None:
    """``text`` in at most ``limit`` characters."""
    return shorten(text, lambda t: len(t) <= limit, protected, DANGLING)


@pytest.mark.parametrize(
    ("text", "limit", "protected", "expected"),
    [
        ("Große Tasse aus Ton", 15, (), "Große Tasse"),
        ("Große Tasse aus Ton", 18, (), "Große Tasse"),
        ("Große Tasse, blau", 12, (), "Große Tasse"),
        ("Tasse – blau", 8, (), "Tasse"),
        ("Tasse (blau, groß)", 12, (), "Tasse"),
        ("Tasse und Teller & Löffel", 18, (), "Tasse und Teller"),
        ("Tasse aus Keramik mit Deckel 500 ml", 28, ("500 ml",), "Tasse aus Keramik 500 ml"),
        ("Tasse aus Keramik mit Deckel 500 ml", 22, ("500 ml",), "Tasse 500 ml"),
        ("Tasse 500\u00a0ml aus Ton", 15, ("500\u00a0ml",), "Tasse 500\u00a0ml"),
        ("Nike Tasse aus Ton", 5, ("Nike",), "Nike"),
        ("Tasse von Nike Air Max", 12, ("Nike Air",), None),
        ("Tasse Serie 3 blau", 13, (), "Tasse Serie 3"),
        ("Tasse Serie 3 blau", 11, (), None),
        ("Donaudampfschifffahrt", 10, (), None),
        ("Tasse aus Ton, hergestellt in Polen", 26, (), "Tasse aus Ton"),
        ("Clay cup made in Poland", 18, (), "Clay cup"),
        ("M Mug aus Malz", 5, ("M",), "M Mug"),
        ("", 0, (), None),
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, protected: tuple[str, ...], expected: str | None) -> None:
    """Cuts are at words, leave no loose end, and never lose what is protected or a number."""
    assert cut(text, limit, protected) == expected


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@settings(max_examples=150)
@given(st.lists(words, min_size=1, max_size=25), st.data())
def test_shortened_texts_are_made_of_their_words(parts: list[str], data: st.DataObject) -> None:
    """Whatever the words, a cut fits, keeps the protected ones and the digits, and adds nothing."""
    text = " ".join(parts)
    protected = tuple(data.draw(st.lists(st.sampled_from(parts), max_size=3)))
    limit = data.draw(st.integers(0, len(text)))
    short = cut(text, limit, protected)
    if short is None:
        return
    assert len(short) <= limit
    assert [c for c in short if c.isdigit()] == [c for c in text if c.isdigit()]
    left = iter(text)
    assert all(character in left for character in short), "the cut is a subsequence of the text"


def fitted(draft: Draft, context: Context) -> Draft:
    """The draft after fit and check."""
    (after,) = check_drafts(fit_drafts([draft], context), context)
    return after


def test_a_long_title_is_shortened(make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]) -> None:
    """A title that is too long becomes one that fits, by one change of stage ``fit``."""
    long = "Becher " * 40 + "und"
    draft = fitted(make_draft(clean, {"title": long}), make_context())
    assert draft.findings == []
    assert draft.values["title"] == ("Becher " * 36).strip()
    change = draft.changes[-1]
    assert (change.stage, change.by, change.before) == ("fit", "shopify", long)
    assert change.why == "title-too-long: shortened to at most 255"


def test_protected_spans_survive(make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]) -> None:
    """What the draft protects is still in the shortened title."""
    draft = make_draft(clean, {"title": "Becher " * 40 + "500 ml"})
    draft.state["protected"] = {"title": ("500 ml",)}
    assert fitted(draft, make_context()).values["title"].endswith("Becher 500 ml")
    assert draft.findings == []


def test_what_cannot_be_shortened_stays_with_its_finding(
    make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]
) -> None:
    """One endless word is not cut: the error stands and nothing changed."""
    draft = fitted(make_draft({**clean, "title": "m" * 300}), make_context())
    assert [f.code for f in draft.findings] == ["title-too-long"]
    assert draft.changes == []


def test_warnings_repair_nothing(make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]) -> None:
    """Advice about SEO titles is reported, not acted upon."""
    draft = fitted(make_draft({**clean, "seo/title": "Becher " * 20}), make_context())
    assert [f.code for f in draft.findings] == ["seo-title-long"]
    assert draft.changes == []


def test_skip_identity_and_pins_repair_nothing(
    make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]
) -> None:
    """Where nothing may change the error is only reported."""
    long = "Becher " * 40
    pinned = make_draft(clean)
    pinned.set("title", long, "pin", "pin")
    drafts = [
        (make_draft({**clean, "title": long}), make_context("en-US")),
        (make_draft(clean, {"title": long}), make_context(skip=frozenset({"fit"}))),
        (pinned, make_context()),
    ]
    for draft, context in drafts:
        after = fitted(draft, context)
        assert after.values["title"] == long
        assert [f.code for f in after.findings] == ["title-too-long"]


def test_forbidden_characters_are_folded_where_the_schema_says_how(
    make_draft: MakeDraft, make_context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stated replacement is used, then the length is repaired in the next round; null means there is none."""
    schema = {"properties": {"title": {"forbiddenCharacters": {"…": "...", "^": None}, "maxLength": 12}}}
    limits = Limits(schema, "test")
    monkeypatch.setattr(fit_module, "limits_of", lambda _: limits)
    (draft,) = fit_drafts([make_draft({"title": "Becher … groß"})], make_context())
    assert draft.values["title"] == "Becher"
    assert [c.why for c in draft.changes] == [
        "limit-broken: forbidden characters replaced",
        "limit-broken: shortened to at most 12",
    ]
    (hopeless,) = fit_drafts([make_draft({"title": "Becher ^"})], make_context())
    assert hopeless.values["title"] == "Becher ^"


def test_a_fix_that_helps_nothing_is_undone(
    make_draft: MakeDraft, make_context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cut that breaks another limit while it repairs one is not kept."""
    schema = {"properties": {"title": {"maxLength": 12, "pattern": "groß$"}}}
    monkeypatch.setattr(fit_module, "limits_of", lambda _: Limits(schema, "test"))
    (draft,) = fit_drafts([make_draft({"title": "Becher ganz groß"})], make_context())
    assert draft.values["title"] == "Becher ganz groß"
    assert draft.changes == []


titles = st.lists(
    st.text(st.sampled_from("abcäß😀👩‍👧é\u0301\u200d,-–()1 "), min_size=1, max_size=30), min_size=5, max_size=40
).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(title=titles)
def test_after_fit_a_title_is_valid_or_an_error_stands(
    title: str, make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]
) -> None:
    """An independent validator and the findings agree on the final title, whatever it holds."""
    draft = fitted(make_draft(clean, {"title": title}), make_context())
    final = draft.values["title"]
    # The plain JSON Schema twin of the limit: code points of the UTF-16 units.
    units = final.encode("utf-16-le", "surrogatepass")
    valid = Draft202012Validator({"maxItems": 255}).is_valid([units[i : i + 2] for i in range(0, len(units), 2)])
    missing = not final
    errors = [f.code for f in draft.findings if f.severity is Severity.ERROR]
    assert bool(errors) is (not valid or missing)
    if utf16_units(title) <= 255:
        assert final == title
