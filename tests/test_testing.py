"""The public testing helpers: an engine without a model, findings captured, finders and checks tried."""

from __future__ import annotations

import functools
import pickle
from typing import TYPE_CHECKING

import pytest

from localize import ConfigError, Localizer, Severity
from localize.listing import Span, SpanKind
from localize.testing import FakeEngine, capture, check_findings, found_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.context import Context
    from localize.listing import Draft
    from localize.protocols import Engine


def test_a_text_goes_through_the_fake_engine() -> None:
    """Words come back with accents; tags, numbers and terms are guarded as with any engine."""
    listing = {"description": "<p>It keeps your drinks cold for <b>24 hours</b>.</p>"}
    result = Localizer(engine=FakeEngine).localize(listing, market="it-IT")
    assert "drínks" in result.listing["description"]
    assert result.listing["description"].count("<b>") == 1
    assert "24" in result.listing["description"]


def test_answers_are_given() -> None:
    """What the test says is what the engine says."""
    engine = functools.partial(FakeEngine, answers={"It is nice to hold": "È bello da tenere"})
    assert (
        Localizer(engine=engine).localize({"title": "It is nice to hold"}, "it-IT").listing["title"]
        == "È bello da tenere"
    )


def test_a_localizer_with_its_own_engine_can_be_pickled() -> None:
    """Worker processes get the engine too."""
    copied = pickle.loads(pickle.dumps(Localizer(engine=FakeEngine)))  # noqa: S301 our own bytes
    assert copied.localize({"title": "It is nice to hold"}, "it-IT").listing["title"] != "It is nice to hold"


def test_the_session_remembers_what_it_was_asked() -> None:
    """A test can say what was sent to the engine, and the protocol is met."""
    engine: Engine = FakeEngine("en", "it-IT")
    session = FakeEngine("en", "it-IT").open()
    session.translate(["one", "two"])
    assert session.asked == ["one", "two"]
    assert engine.fingerprint != FakeEngine("en", "it-IT", {"a": "b"}).fingerprint


def test_captured_findings_are_expected_by_code_and_field() -> None:
    """What is there is returned; what is not there fails with what is."""
    found = capture([Localizer(engine="none").localize({"title": "Shoe", "size": "US 10"}, "de-DE")])
    assert found.expect("size-ambiguous", "size").severity is Severity.WARNING
    assert "size-ambiguous" in found.codes
    with pytest.raises(AssertionError, match="size-ambiguous"):
        found.expect("no-such-code")
    with pytest.raises(AssertionError, match="was found"):
        found.expect_no("size-ambiguous")
    with pytest.raises(AssertionError, match="at title"):
        found.expect("size-ambiguous", "title")


def test_a_check_is_tried_by_itself() -> None:
    """Only what it found is given back."""

    def no_shouting(draft: Draft, context: Context) -> None:
        if "!" in draft.values["title"]:
            draft.find("shouting", Severity.WARNING, f"Shouts in {context.market.locale}.", "title")

    assert check_findings(no_shouting, {"title": "Buy!"}, "de-DE").codes == ["shouting"]
    assert len(check_findings(no_shouting, {"title": "Buy"}, "de-DE")) == 0


def test_a_finder_that_points_elsewhere_is_refused() -> None:
    """Places are checked, so that a wrong one never tears a text apart."""

    def right(text: str, locale: str) -> Iterator[Span]:
        del locale
        yield Span(0, 3, SpanKind.CODE, text[:3])

    def wrong(text: str, locale: str) -> Iterator[Span]:
        del locale
        yield Span(1, 4, SpanKind.CODE, text[:3])

    assert [s.text for s in found_spans(right, "abc def")] == ["abc"]
    with pytest.raises(ConfigError, match="stands at 1 to 4"):
        found_spans(wrong, "abc def")
