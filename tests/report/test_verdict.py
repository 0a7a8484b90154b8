from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from localize.report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("counts", "state", "answer"),
    [
        ({"in": 4, "out": 4}, "ready", "Yes, this is ready to upload"),
        ({"in": 5, "out": 4, "excluded": 1}, "ready", "Yes, this is ready to upload"),
        ({"in": 4, "out": 4, "with_errors": 1}, "blocked", "Not yet: 1 listing needs a person"),
        ({"in": 4000, "out": 4000, "with_errors": 1200}, "blocked", "Not yet: 1,200 listings need a person"),
        ({"in": 4, "out": 3, "held": 1}, "partly", "Yes, 3 of 4 listings are ready"),
        ({"in": 4, "out": 1, "held": 3}, "partly", "Yes, 1 of 4 listings is ready"),
        ({"in": 4, "out": 0, "held": 3, "excluded": 1}, "empty", "There is nothing to upload"),
        ({}, "empty", "There is nothing to upload"),
    ],
)
def test_the_answer(make_report: Callable[..., Any], counts: dict[str, int], state: str, answer: str) -> None:
    """The answer follows from what is in the output and how much of it has errors."""
    said = verdict(make_report(summary={"listings": counts}))
    assert (said.state, said.answer) == (state, answer)
    assert said.ready + said.errors + said.held + said.excluded == said.total
    assert said.detail.endswith(".")


def test_a_dry_run_would(make_report: Callable[..., Any]) -> None:
    """Without an output nothing is ready, but it would be."""
    assert "would be ready" in verdict(make_report(output="")).answer


def test_an_error_of_the_whole_file_blocks(make_report: Callable[..., Any], make_finding: Callable[..., Any]) -> None:
    """An error that concerns no single listing is the answer, whatever the listings say."""
    said = verdict(make_report(findings=[make_finding(listing="", message="Two columns are called title.")]))
    assert (said.state, said.detail) == ("blocked", "Two columns are called title.")


def test_warnings_are_counted(make_report: Callable[..., Any], make_finding: Callable[..., Any]) -> None:
    """Warnings do not block, but they are told."""
    said = verdict(make_report(findings=[make_finding("a", "warning"), make_finding("b", "info")]))
    assert (said.state, said.warnings) == ("ready", 1)


def test_what_no_engine_was_asked_for_is_not_ready(
    make_report: Callable[..., Any], make_finding: Callable[..., Any]
) -> None:
    """Without errors, but in the source's language: that is no file to upload."""
    summary = {"listings": {"in": 2, "out": 2}, "engine": "none", "findings": {"untranslated": 1}}
    found = verdict(make_report(summary=summary, findings=[make_finding("untranslated", "info")]))
    assert (found.state, found.answer) == ("partly", "Not yet: texts are not translated")
    assert verdict(make_report(summary={**summary, "findings": {}})).state == "ready"
