"""The last proof: spans, tags and numbers of the final values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.listing import Severity
from localize.validation.verify import verify_drafts

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.context import Context
    from localize.listing import Draft

    MakeDraft = Callable[..., Draft]
    MakeContext = Callable[..., Context]

SOURCE = {"title": "Nike mug 16 oz", "body_html": '<p>A <b>Nike</b> mug &amp; lid <img src="a7.png" alt="mug 2"></p>'}


def codes(draft: Draft) -> list[tuple[str, Severity]]:
    """Codes and severities of the findings."""
    return [(f.code, f.severity) for f in draft.findings]


def verified(draft: Draft, context: Context) -> Draft:
    """The draft after verify."""
    (after,) = verify_drafts([draft], context)
    return after


@pytest.mark.parametrize(
    ("path", "value", "protected", "numbers"),
    [
        ("title", "Nike Becher 473 ml", ("Nike", "473 ml"), ("473",)),
        ("title", "Nike Becher 473 ml", (), None),
        (
            "body_html",
            '<p><b>Nike</b>-Becher &amp; Deckel <img src="a7.png" alt="Becher 2"></p>',
            ("Nike", "& "),
            ("2",),
        ),
        ("body_html", '<p>Becher <b>Ni</b>ke <img alt="x" src="a7.png"> 2</p>', ("Nike",), ("2",)),
    ],
)
def test_good_values_pass(
    make_draft: MakeDraft,
    make_context: MakeContext,
    path: str,
    value: str,
    protected: tuple[str, ...],
    numbers: tuple[str, ...] | None,
) -> None:
    """A value with its spans, tags and numbers stays as it is; entities and inline tags do not hide a span."""
    draft = make_draft(SOURCE, {path: value})
    draft.state["protected"] = {path: protected}
    draft.state["numbers"] = {path: numbers} if numbers is not None else {}
    after = verified(draft, make_context())
    assert codes(after) == []
    assert after.values[path] == value


@pytest.mark.parametrize(
    ("path", "value", "protected", "numbers", "code"),
    [
        ("title", "Becher 473 ml", ("Nike", "473 ml"), None, "verify-span-lost"),
        ("title", "Nike Becher", ("Nike", "Nike"), None, "verify-span-lost"),
        ("title", "Nike Air Becher", ("Nike Air", "Nike"), None, "verify-span-lost"),
        ("title", "Nike Becher 474 ml", (), ("473",), "verify-number-changed"),
        ("title", "Nike Becher 473 ml 3", (), ("473",), "verify-number-changed"),
        ("title", "<b>Nike</b> Becher", (), None, "verify-tag-changed"),
        ("body_html", '<p>A Nike mug &amp; lid <img src="a7.png" alt="mug 2"></p>', (), None, "verify-tag-changed"),
        ("body_html", '<b><p>A Nike mug<img src="a7.png"></p></b>', (), None, "verify-tag-changed"),
        ("body_html", '<p>A <b>Nike</b> mug <img src="a8.png" alt="mug"></p>', (), None, "verify-tag-changed"),
    ],
)
def test_a_violation_puts_the_source_back(
    make_draft: MakeDraft,
    make_context: MakeContext,
    path: str,
    value: str,
    protected: tuple[str, ...],
    numbers: tuple[str, ...] | None,
    code: str,
) -> None:
    """What was lost, changed or made up is an error; the field is the source again, and untranslated."""
    draft = make_draft(SOURCE, {path: value})
    draft.state["protected"] = {path: protected}
    draft.state["numbers"] = {path: numbers} if numbers is not None else {}
    after = verified(draft, make_context())
    assert codes(after) == [(code, Severity.ERROR), ("untranslated", Severity.ERROR)]
    assert after.values[path] == SOURCE[path]
    change = after.changes[-1]
    assert (change.stage, change.why) == ("translate", f"verify: {code}; source kept")


def test_without_an_engine_untranslated_is_for_the_record(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """With engine ``none`` staying in the source language is no error."""
    draft = make_draft(SOURCE, {"title": "Becher"})
    draft.state["protected"] = {"title": ("Nike",)}
    after = verified(draft, make_context(engine="none"))
    assert codes(after)[-1] == ("untranslated", Severity.INFO)


@pytest.mark.parametrize("stage", ["rules", "pin"])
def test_rules_and_people_may_differ(make_draft: MakeDraft, make_context: MakeContext, stage: str) -> None:
    """What a rule or a person wrote stays, with a warning."""
    draft = make_draft(SOURCE)
    draft.set("title", "Becher", stage, "by hand")  # type: ignore[arg-type]
    draft.state["protected"] = {"title": ("Nike",)}
    after = verified(draft, make_context())
    assert codes(after) == [("verify-span-lost", Severity.WARNING)]
    assert after.values["title"] == "Becher"


def test_source_rules_are_the_sellers_own_words(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """The text that comes back is the one after source rules, and its tags are the measure."""
    draft = make_draft(SOURCE)
    draft.set("body_html", "<p>A mug</p>", "source-rules", "rule")
    draft.set("body_html", "<p>Becher</p>", "translate", "test")
    assert codes(verified(draft, make_context())) == []
    draft.set("body_html", "Becher", "translate", "test")
    assert verified(draft, make_context()).values["body_html"] == "<p>A mug</p>"


def test_what_is_known_to_be_untranslated_is_not_told_again(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """A field that an earlier stage left in the source language has its finding already."""
    draft = make_draft(SOURCE)
    draft.find("untranslated", Severity.ERROR, "No trustworthy translation.", "title")
    draft.state["protected"] = {"title": ("473 ml",)}
    assert codes(verified(draft, make_context())) == [("untranslated", Severity.ERROR)]


def test_broken_markup_is_compared_as_it_is(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """Broken source markup that came through unchanged is no violation, and repairing it is one."""
    source = {"body_html": "<p>A <b>mug</p> <10 lb</i>"}
    same = make_draft(source, {"body_html": "<p>Ein <b>Becher</p> <10 lb</i>"})
    assert codes(verified(same, make_context())) == []
    repaired = make_draft(source, {"body_html": "<p>Ein <b>Becher</b></p> <10 lb"})
    assert ("verify-tag-changed", Severity.ERROR) in codes(verified(repaired, make_context()))


names = st.sampled_from(["Nike", "473 ml", "A&B", "12 x 8", "{{ name }}"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(required=st.lists(names, max_size=4), present=st.lists(names, max_size=6), html=st.booleans())
def test_spans_are_counted(
    required: list[str], present: list[str], make_draft: MakeDraft, make_context: MakeContext, *, html: bool
) -> None:
    """A span passes exactly if it is there as often as required, in plain text and in HTML."""
    path = "body_html" if html else "title"
    text = " und ".join(["Becher", *present])
    draft = make_draft({path: "source"}, {path: text.replace("&", "&amp;") if html else text})
    draft.state["protected"] = {path: tuple(required)}
    enough = all(present.count(name) >= required.count(name) for name in required)
    assert (codes(verified(draft, make_context())) == []) is enough
