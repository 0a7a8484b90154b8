"""Span algebra: ownership, precedence, and that no two spans ever overlap."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.listing import Span, SpanKind
from localize.text.spans import gaps, settle

TEXT = "abcdefghijklmnopqrst"


def span(start: int, end: int, kind: SpanKind) -> Span:
    """A span over the test text."""
    return Span(start, end, kind, TEXT[start:end])


spans = st.lists(
    st.tuples(st.integers(0, 19), st.integers(1, 6), st.sampled_from(SpanKind)).map(
        lambda t: span(t[0], min(t[0] + t[1], 20), t[2])
    ),
    max_size=12,
)


def test_a_span_that_contains_another_owns_it() -> None:
    """A quantity owns the number in it, whatever comes first."""
    number, quantity = span(0, 2, SpanKind.NUMBER), span(0, 5, SpanKind.QUANTITY)
    assert settle([number, quantity]) == [quantity]


def test_of_two_that_cross_precedence_decides() -> None:
    """A kept brand wins over a quantity that reaches into it."""
    quantity, keep = span(0, 5, SpanKind.QUANTITY), span(3, 8, SpanKind.KEEP)
    assert settle([quantity, keep]) == [keep]


def test_what_only_a_loser_contained_gets_its_turn() -> None:
    """The number inside a losing quantity is protected after all."""
    number, quantity, keep = span(0, 2, SpanKind.NUMBER), span(0, 5, SpanKind.QUANTITY), span(3, 8, SpanKind.KEEP)
    assert settle([number, quantity, keep]) == [number, keep]


def test_a_term_never_reaches_across_a_placeholder() -> None:
    """A longer term does not swallow a placeholder."""
    placeholder, term = span(3, 6, SpanKind.PLACEHOLDER), span(0, 9, SpanKind.TERM)
    assert settle([placeholder, term]) == [placeholder]


@given(spans)
def test_settled_spans_are_in_order_and_never_overlap(found: list[Span]) -> None:
    """Whatever finders report, the result is a partition of the text."""
    settled = settle(found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(settled))
    assert set(settled) <= set(found)
    assert "".join(p if isinstance(p, str) else p.text for p in gaps(TEXT, settled)) == TEXT


@given(spans)
def test_settling_does_not_depend_on_the_order_of_finders(found: list[Span]) -> None:
    """Finders do not know each other, so their order says nothing."""
    assert settle(found) == settle(list(reversed(found)))


@pytest.mark.parametrize(
    ("kind", "kept"), [(SpanKind.TERM, ["Thinsulate", "™"]), (SpanKind.SHIPPED_TERM, ["Thinsulate™"])]
)
def test_a_trade_mark_yields_to_the_sellers_entry(kind: SpanKind, kept: list[str]) -> None:
    """A dictionary entry is honoured always; what ships with the package is none of the seller's."""
    spans = [
        Span(0, 11, SpanKind.SYMBOL, "Thinsulate™"),
        Span(10, 11, SpanKind.SYMBOL, "™"),
        Span(0, 10, kind, "Thinsulate", target="x"),
    ]
    assert [span.text for span in settle(spans)] == kept


@given(spans)
def test_what_crosses_nothing_is_settled_as_what_does(found: list[Span]) -> None:
    """The quick ways, for spans that do not cross and spans that yield to none, come out where the long way does."""
    far = [Span(100, 105, SpanKind.QUANTITY, "24 in"), Span(103, 108, SpanKind.URL, "in.example")]
    assert settle([*found, *far]) == [*settle(found), far[1]]
