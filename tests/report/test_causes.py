from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.report.causes import causes, worst

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_worst_and_most_frequent_come_first(make_finding: Callable[..., Any]) -> None:
    """Errors stand before warnings, and of these the more frequent cause."""
    found = [make_finding("a", "warning"), make_finding("b"), make_finding("c"), make_finding("c", listing="mug-2")]
    assert [(cause.code, cause.count) for cause in causes(found)] == [("c", 2), ("b", 1), ("a", 1)]


def test_a_group_joins_and_parts(make_finding: Callable[..., Any]) -> None:
    """One code in two groups is two causes; without a group the code is the group."""
    found = [make_finding(group="x"), make_finding(group="y"), make_finding(group="x"), make_finding(group="")]
    assert [(cause.group, cause.count) for cause in causes(found)] == [("x", 2), ("title-too-long", 1), ("y", 1)]


def test_a_message_that_differs_is_not_the_causes(make_finding: Callable[..., Any]) -> None:
    """Message and suggestion stand above the rows only where all rows share them."""
    (cause,) = causes([make_finding(suggestion="Do."), make_finding(message="Other.", suggestion="Do.")])
    assert (cause.message, cause.suggestion) == ("", "Do.")
    (same,) = causes([make_finding(), make_finding(listing="mug-2")])
    assert same.message == "Something about title-too-long."
    assert (same.name, same.listings) == ("Title too long", {"mug-1", "mug-2"})


def test_a_cause_is_as_bad_as_its_worst_finding(make_finding: Callable[..., Any]) -> None:
    """An error among warnings makes the whole cause an error."""
    (cause,) = causes([make_finding("a", "warning"), make_finding("a", "error"), make_finding("a", "info")])
    assert cause.severity == "error"


def test_rank_of_the_worst(make_finding: Callable[..., Any]) -> None:
    """0 is an error, 3 is nothing at all."""
    assert worst([make_finding("a", "info"), make_finding("a", "warning")]) == 1
    assert worst([]) == 3
