from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from localize.decisions import decided, decision_of
from localize.listing import Role
from localize.report import FieldView
from localize.report.answers import Place, by_question, choices_for, places_of, what_to_do
from localize.report.causes import causes

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.report import ListingView, ReportData
    from localize.report.answers import Choice

LABELS = {
    ("mug-1", "option1/value"): Place("option", "Size"),
    ("mug-2", "option1/value"): Place("option", "Size"),
    ("mug-3", "option1/value"): Place("option", "Fit"),
    ("mug-4", "size"): Place("column", "Shoe size"),
}


def test_a_size_that_can_be_read_in_two_ways(make_finding: Callable[..., Any], make_report: Callable[..., Any]) -> None:
    """The systems are offered where the option is, that of the seller's country first, each as a decision that holds."""
    (cause,) = causes([make_finding("size-ambiguous", "warning", f"mug-{n}", field="option1/value") for n in (1, 2)])
    first, *rest, last = choices_for(cause, make_report(source_locale="en-GB"), LABELS)
    assert first.words == "Proposed: These sizes are UK sizes (option “Size”, everywhere)"
    assert decided([decision_of(first.entry)], "system", option="size") == "UK"
    assert {choice.table for choice in rest} == {"decisions"}
    assert last.table == "accept"


def test_no_decision_without_one_place(make_finding: Callable[..., Any], make_report: Callable[..., Any]) -> None:
    """Findings of several options, or of a field without a name of the seller's, can only be accepted."""
    for listings in (("mug-1", "mug-3"), ("mug-9",)):
        (cause,) = causes([make_finding("size-ambiguous", "warning", key, field="option1/value") for key in listings])
        assert [choice.table for choice in choices_for(cause, make_report(), LABELS)] == ["accept"]


def test_accepting_names_the_cause_and_ends(make_finding: Callable[..., Any], make_report: Callable[..., Any]) -> None:
    """An accepted finding is named by code, cause and market, for a year; of a leap day, to the first of March."""
    (cause,) = causes([make_finding("rate-old", "info", group="rate-old:USD")])
    (choice,) = choices_for(cause, make_report(as_of=date(2028, 2, 29)), {})
    assert json.loads(choice.json) == {
        "code": "rate-old",
        "group": "rate-old:USD",
        "market": "de-DE",
        "reason": "",
        "until": "2029-03-01",
    }


def test_there_is_always_one_thing_to_do(make_finding: Callable[..., Any]) -> None:
    """What the findings propose goes before what the registry says of their code; unknown codes have none."""
    proposals = ["rate-old", "rate-old", "made-up"]
    own, registered, unknown = (
        causes([make_finding(code, suggestion=suggestion)])[0]
        for code, suggestion in zip(proposals, ["Do this.", "", ""], strict=True)
    )
    assert what_to_do(own) == "Do this."
    assert what_to_do(registered).endswith(".")
    assert what_to_do(unknown) == ""


def test_a_field_without_a_name_of_its_own_is_known_by_its_column(
    make_finding: Callable[..., Any], make_report: Callable[..., Any]
) -> None:
    """A decision about it holds in that column."""
    (cause,) = causes([make_finding("size-ambiguous", "warning", "mug-4", field="size")])
    first, *_ = choices_for(cause, make_report(), LABELS)
    assert decided([decision_of(first.entry)], "system", column="shoe size") == "US"


def test_a_value_of_a_list_is_asked_for(make_finding: Callable[..., Any], make_report: Callable[..., Any]) -> None:
    """What it is there is written by the person, for that value in that column and market."""
    found = make_finding(
        "value-not-in-list", listing="mug-4", field="size", value="Huge", group="value-not-in-list:x:Huge"
    )
    (cause,) = causes([found])
    asked, _ = choices_for(cause, make_report(), LABELS)
    assert (asked.table, asked.asks) == ("decisions", "text")
    assert asked.entry == {"column": "Shoe size", "value": "Huge", "market": "de-DE", "text": ""}
    starred = {**found, "value": "Hu*ge"}
    assert [choice.table for choice in choices_for(causes([starred])[0], make_report(), LABELS)] == ["accept"]


def test_answers_about_the_whole_catalog_are_settings(
    make_finding: Callable[..., Any], make_report: Callable[..., Any]
) -> None:
    """The assumed currency first; each currency once; which tax question is asked depends on the side that shows it."""
    (cause,) = causes([make_finding("currency-assumed", "info")])
    offered = [choice.entry["source"]["currency"] for choice in choices_for(cause, make_report(), {})[:-1]]
    assert offered == ["USD", "EUR", "GBP"]
    (tax,) = causes([make_finding("tax-not-set", "warning")])
    first, *_ = choices_for(tax, make_report(), {})
    assert first.entry["markets"] == {"de-DE": {"prices": {"add_target_tax": True}}}
    first, *_ = choices_for(tax, make_report(source_locale="de-DE", market="en-US"), {})
    assert first.entry == {"prices": {"source_includes_tax": True}}
    assert [choice.table for choice in choices_for(tax, make_report(source_locale="xx-XX"), {})] == ["accept"]


def sizes(make_listing: Callable[..., Any], *categories: str) -> list[ListingView]:
    """Listings with a size in one column, of these categories."""
    field = FieldView("size", "7", "7", (), Role.SIZE, header="Size")
    return [replace(make_listing(f"mug-{n}"), fields=(field,), category=name) for n, name in enumerate(categories)]


def asked(make_finding: Callable[..., Any], listings: list[ListingView], report: ReportData) -> list[Choice]:
    """The first choice of each cause, every listing with a doubtful size in a group of its own."""
    findings = [
        make_finding("size-ambiguous", "warning", view.key, field="size", group=f"size-ambiguous:{view.key}")
        for view in listings
    ]
    places = places_of(listings, {view.key: findings for view in listings})
    return [choices_for(cause, report, places)[0] for cause in causes(by_question(findings, places))]


def test_a_column_is_asked_about_once_for_each_category(
    make_finding: Callable[..., Any], make_report: Callable[..., Any], make_listing: Callable[..., Any]
) -> None:
    """Shoes and rings may share a column of sizes: an answer about the one says nothing of the other."""
    first, second = asked(make_finding, sizes(make_listing, "Shoes", "Rings", "Shoes"), make_report())
    assert first.words.endswith("(column “Size”, category “Shoes”)")
    answers = [decision_of(choice.entry) for choice in (first, second)]
    assert decided(answers, "system", column="Size", category="shoes") == "US"
    assert decided(answers, "system", column="Size", category="Hats") == ""


@pytest.mark.parametrize("categories", [["Shoes"] * 3, [""] * 3, [f"Kind {n}" for n in range(40)]])
def test_a_column_is_asked_about_as_a_whole(
    categories: list[str],
    make_finding: Callable[..., Any],
    make_report: Callable[..., Any],
    make_listing: Callable[..., Any],
) -> None:
    """Where all listings are of one category, of none, or of more than anybody wants to answer for."""
    (only,) = asked(make_finding, sizes(make_listing, *categories), make_report())
    assert only.entry == {"column": "Size", "system": "US"}


def test_what_is_accepted_for_many_groups_is_said(
    make_finding: Callable[..., Any], make_report: Callable[..., Any]
) -> None:
    """Accepting findings of several products is accepting them wherever the field has them, in words and in deed."""
    found = [
        {**make_finding("size-ambiguous", "warning", f"mug-{n}", field="size", group=f"g:{n}"), "cause": "one"}
        for n in (1, 2)
    ]
    (cause,) = causes(found)
    *_, accept = choices_for(cause, make_report(), {})
    assert accept.words == "Accept it wherever “size” has it until 2027-11-22"
    assert (accept.entry["field"], "group" in accept.entry) == ("size", False)


def test_a_missing_rate_is_asked_for(make_finding: Callable[..., Any], make_report: Callable[..., Any]) -> None:
    """The currency that the findings' group names; the person says how much of it one euro buys on the run's day."""
    (cause,) = causes([make_finding("rate-missing", group="rate-missing:XAF")])
    first, *_ = choices_for(cause, make_report(), {})
    assert (first.table, first.asks, first.input) == ("settings", "per_eur", "1 EUR is how many XAF?")
    assert first.entry == {"prices": {"exchange": {"XAF": {"per_eur": "", "date": "2026-11-22"}}}}
    (unknown,) = causes([make_finding("rate-missing")])
    assert [choice.table for choice in choices_for(unknown, make_report(), {})] == ["accept"]
