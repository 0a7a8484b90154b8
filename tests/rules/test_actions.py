"""What rules do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.listing import Severity
from localize.rules.load import load_rules
from localize.rules.outcomes import Exclusion, exclusion_of, held_by
from localize.rules.stage import RuleStage, count_hits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.context import Context
    from localize.listing import Draft

    Apply = Callable[..., Draft]
    MakeDraft = Callable[..., Draft]

VALUES = {
    "title": "Clay mug, blue",
    "body_html": '<p title="mug">A mug &amp; lid</p>',
    "sku": "MUG-1",
    "type": "Mug",
    "seo/title": "",
    "material": "Steingut & Ton",
}


@pytest.mark.parametrize(
    ("field", "action", "expected"),
    [
        ("title", 'set = "{material} {{1}}"', "Steingut & Ton {1}"),
        ("title", 'replace = { text = "mug", with = "{vendor_name}" }', "Clay Töpfer, blue"),
        ("title", 'replace = { pattern = "(?i)(\\\\w+), (\\\\w+)", with = "\\\\2 \\\\1" }', "Clay blue mug"),
        ("title", 'append = " {brand}"', "Clay mug, blue ACME"),
        ("title", 'prepend = "New: "', "New: Clay mug, blue"),
        ("title", 'remove = ",.*"', "Clay mug"),
        ("title", 'case = "upper"', "CLAY MUG, BLUE"),
        ("title", 'case = "lower"', "clay mug, blue"),
        ("title", 'case = "title"', "Clay Mug, Blue"),
        ("title", "truncate = 9", "Clay mug"),
        ("title", "truncate = 8", "Clay"),
        ("title", "truncate = 14", "Clay mug, blue"),
        ("title", 'choice = { "clay mug, blue" = "Becher" }', "Becher"),
        ("title", "empty = true", ""),
        (
            "body_html",
            'replace = { text = "mug", with = "{material}" }',
            '<p title="mug">A Steingut &amp; Ton &amp; lid</p>',
        ),
        ("body_html", 'case = "upper"', '<p title="mug">A MUG &amp; LID</p>'),
        ("body_html", 'append = "<p>{material}</p>"', '<p title="mug">A mug &amp; lid</p><p>Steingut &amp; Ton</p>'),
        ("sku", 'append = "-DE"', "MUG-1-DE"),
    ],
)
def test_actions(apply: Apply, make_draft: MakeDraft, field: str, action: str, expected: str) -> None:
    """Each action writes what its words say; in HTML only texts between tags are edited."""
    draft = make_draft(VALUES, brand="ACME", attributes={"vendor_name": "Töpfer"})
    after = apply(f'[[rule]]\nid = "r"\nfield = "{field}"\n{action}\n', draft)
    assert after.values[field] == expected
    assert not after.findings
    for change in after.changes:
        assert (change.stage, change.by, change.field, change.after) == ("rules", "r", field, expected)


def test_copy_to(apply: Apply, make_draft: MakeDraft) -> None:
    """A value is copied into a field that the file has, and nowhere else."""
    rule = '[[rule]]\nid = "r"\nfield = "title"\ncopy_to = "{}"\n'
    assert apply(rule.replace("{}", "seo/title"), make_draft(VALUES)).values["seo/title"] == VALUES["title"]
    after = apply(rule.replace("{}", "seo/titel"), make_draft(VALUES))
    assert after.values == VALUES
    assert [f.code for f in after.findings] == ["rule-not-applied"]


def test_an_unknown_or_empty_name_is_a_finding(apply: Apply, make_draft: MakeDraft) -> None:
    """A template that cannot be filled changes nothing and says so at the field."""
    for name in ("energy_class", "seo/title"):
        after = apply(f'[[rule]]\nid = "r"\nfield = "title"\nappend = " {{{name}}}"\n', make_draft(VALUES))
        assert after.values == VALUES
        (finding,) = after.findings
        assert (finding.code, finding.severity, finding.field) == ("rule-template-unknown", Severity.WARNING, "title")
        assert name in finding.message


def test_reports(apply: Apply, make_draft: MakeDraft) -> None:
    """``warn`` and ``error`` add a finding in the seller's words, at field or listing, and change nothing."""
    rules = """
[[rule]]
id = "w"
when = { field = "*", matches = "MUG" }
warn = "Look at {brand}."
[[rule]]
id = "e"
error = "Not for this market."
"""
    after = apply(rules, make_draft(VALUES, brand="ACME"))
    assert [(f.code, f.field, f.message) for f in after.findings] == [
        ("rule-warning", "sku", "Look at ACME."),
        ("rule-error", "", "Not for this market."),
    ]
    assert after.values == VALUES
    assert count_hits([after]) == {"w": 1, "e": 1}


def test_exclude(apply: Apply, make_draft: MakeDraft) -> None:
    """The draft is marked with the rule and its reason in full, before translation, and later rules leave it alone."""
    rules = """
[[rule]]
id = "knives"
when = { field = "title", matches = "mug" }
exclude = "{brand} may not sell it here"
[[rule]]
id = "later"
phase = "source"
field = "title"
set = "!"
"""
    after = apply(rules, make_draft(VALUES, brand="ACME"), phase="source")
    assert exclusion_of(after) == Exclusion("knives", "ACME may not sell it here", reads=("title",))
    assert after.values == VALUES
    assert count_hits([after]) == {"knives": 1}


def test_an_exclusion_never_fails_for_want_of_words(apply: Apply, make_draft: MakeDraft) -> None:
    """A reason that names an empty field still keeps the listing out; the template is a finding."""
    rule = '[[rule]]\nid = "x"\nexclude = { reason = "{seo/title}", scope = "group" }\n'
    after = apply(rule, make_draft(VALUES), phase="source")
    found = exclusion_of(after)
    assert found is not None
    assert (found.rule, found.whole) == ("x", True)
    assert [f.code for f in after.findings] == ["rule-template-unknown"]


def test_an_exclusion_that_reads_the_localized_text_waits_for_it(apply: Apply, make_draft: MakeDraft) -> None:
    """``target.matches`` decides after translation."""
    rule = '[[rule]]\nid = "x"\nwhen = { field = "title", target.matches = "Messer" }\nexclude = "no knives"\n'
    draft = make_draft(VALUES)
    draft.values["title"] = "Messer"
    assert exclusion_of(apply(rule, draft, phase="source")) is None
    assert exclusion_of(apply(rule, draft)) is not None


def test_hold(apply: Apply, make_draft: MakeDraft) -> None:
    """The draft waits for a person, with a finding that says why."""
    after = apply('[[rule]]\nid = "h"\nwhen.field = "title"\nhold = "Ask {brand}."\n', make_draft(VALUES, brand="ACME"))
    assert held_by(after) == ("h",)
    assert [(f.code, f.message) for f in after.findings] == [("rule-hold", "Ask ACME.")]
    assert after.values == VALUES


def test_copy_to_leaves_a_persons_value(apply: Apply, make_draft: MakeDraft) -> None:
    """A correction is not overwritten by way of another field."""
    draft = make_draft(VALUES)
    draft.state["pinned"] = {"seo/title"}
    after = apply('[[rule]]\nid = "r"\nfield = "title"\ncopy_to = "seo/title"\n', draft)
    assert after.values == VALUES
    assert [f.code for f in after.findings] == ["rule-not-applied"]


def test_globs_never_reach_codes_and_references(apply: Apply, make_draft: MakeDraft) -> None:
    """A glob edits texts only; a code is edited where the rule names it."""
    after = apply('[[rule]]\nid = "r"\nfield = "*"\ncase = "upper"\n', make_draft(VALUES))
    assert after.values["title"] == "CLAY MUG, BLUE"
    assert (after.values["sku"], after.values["type"]) == ("MUG-1", "Mug")


def test_empty_fields_stay_empty_unless_asked_for(apply: Apply, make_draft: MakeDraft) -> None:
    """Rules leave empty cells (continuation rows) alone; ``equals = ""`` asks for them."""
    rule = '[[rule]]\nid = "r"\nset = "{title}"\nwhen = { field = "seo/title"%s }\n'
    assert apply(rule % "", make_draft(VALUES)).values["seo/title"] == ""
    assert apply(rule % ', equals = ""', make_draft(VALUES)).values["seo/title"] == VALUES["title"]


def test_pinned_fields_are_left_alone(apply: Apply, make_draft: MakeDraft) -> None:
    """A person's value is never overwritten by a rule."""
    rule = '[[rule]]\nid = "r"\nfield = "title"\nset = "!"\n'
    pinned = make_draft(VALUES)
    pinned.set("title", "Becher", "pin", "pin")
    assert apply(rule, pinned).values["title"] == "Becher"
    marked = make_draft(VALUES)
    marked.state["pinned"] = {"title"}
    assert apply(rule, marked).values["title"] == VALUES["title"]


@pytest.mark.parametrize(
    ("field", "action"),
    [("title", "truncate = 3"), ("body_html", "truncate = 5"), ("title", 'choice = { Cup = "Tasse" }')],
)
def test_what_cannot_be_done_is_told(apply: Apply, make_draft: MakeDraft, field: str, action: str) -> None:
    """No cut inside a word or through tags, no invented choice: a finding instead."""
    after = apply(f'[[rule]]\nid = "r"\nfield = "{field}"\n{action}\n', make_draft(VALUES))
    assert after.values == VALUES
    assert [f.code for f in after.findings] == ["rule-not-applied"]


def test_phases(apply: Apply, make_draft: MakeDraft) -> None:
    """A source rule runs in the source phase alone, and its change says so."""
    rule = '[[rule]]\nid = "r"\nphase = "source"\nnote = "house style"\nfield = "title"\nremove = ",.*"\n'
    assert apply(rule, make_draft(VALUES)).values == VALUES
    after = apply(rule, make_draft(VALUES), phase="source")
    (change,) = after.changes
    assert (change.stage, change.why, change.after) == ("source-rules", "house style", "Clay mug")


def test_a_choice_goes_by_the_sellers_value(apply: Apply, make_draft: MakeDraft) -> None:
    """The table is looked up by the source value even after translation."""
    draft = make_draft({"title": "Small"})
    draft.values["title"] = "Klein"
    after = apply('[[rule]]\nid = "r"\nfield = "title"\nchoice = { Small = "P" }\n', draft)
    assert after.values["title"] == "P"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=60), limit=st.integers(1, 40))
def test_truncation_keeps_whole_words(
    text: str, limit: int, write: Callable[..., Path], make_draft: MakeDraft, make_context: Callable[..., Context]
) -> None:
    """The result is short enough and a start of the text at a word boundary, or the text itself with a finding."""
    rules = load_rules([write(f'[[rule]]\nid = "r"\nfield = "title"\ntruncate = {limit}\n')])
    (after,) = RuleStage(rules, "target")([make_draft({"title": text})], make_context())
    value = after.values["title"]
    if value == text:
        assert len(text) <= limit or after.findings
    else:
        assert len(value) <= limit
        assert text.startswith(value)
        assert text[len(value)].isspace() or text[len(value)] in ",;:|/&+–—-"
