from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from localize.decisions import decided, decision_of
from localize.report.answers import choices_for, what_to_do
from localize.report.causes import causes

if TYPE_CHECKING:
    from collections.abc import Callable

LABELS = {
    ("mug-1", "option1/value"): ("option", "Size"),
    ("mug-2", "option1/value"): ("option", "Size"),
    ("mug-3", "option1/value"): ("option", "Fit"),
    ("mug-4", "size"): ("column", "Shoe size"),
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
