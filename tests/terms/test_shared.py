"""Rows of words that share an ending: each of them gets the entry that has it."""

from __future__ import annotations

from functools import partial

import pytest

from localize.listing import Span, SpanKind
from localize.terms.dictionary import Dictionary
from localize.terms.entry import Entry, Place
from localize.terms.shared import with_shared_endings

ENTRIES = [
    Entry("egg-free", "sem ovo", pos="phrase", origin="a.csv:2", shipped=True),
    Entry("soy free", "sem soja", pos="phrase", origin="a.csv:3", shipped=True, fields=("option*", "choice")),
    Entry("BPA-free", "livre de BPA", forms=("sem BPA",), pos="adj", origin="a.csv:4", shipped=True),
]
FIND = partial(Dictionary.of(ENTRIES, "en-US").candidates, place=Place(role="choice"))


def _spans(text: str, spans: list[Span], offsets: tuple[int, ...] = ()) -> list[Span]:
    return list(with_shared_endings(text, spans, offsets, FIND, "en-US", "pt-BR"))


@pytest.mark.parametrize(
    ("text", "row", "target"),
    [
        ("Our waffles are egg and soy-free.", "egg and soy-free", "sem ovo e sem soja"),
        ("Egg, soy and BPA free", "Egg, soy and BPA free", "Sem ovo, sem soja e livre de BPA"),
        ("It is BPA & egg-free", "BPA & egg-free", "livre de BPA e sem ovo"),
        ("EGG AND SOY FREE", "EGG AND SOY FREE", "SEM OVO E SEM SOJA"),
    ],
)
def test_a_row_that_entries_know_is_one_span(text: str, row: str, target: str) -> None:
    """No word of it is left to be taken for an ingredient; the joint is the other language's."""
    (span,) = _spans(text, [])
    assert (text[span.start : span.end], span.target) == (row, target)


def test_entries_step_back_in_a_row_that_they_know_in_part() -> None:
    """Else the engine would read “resin and” without the ending that the entry has taken."""
    text = "Resin and egg-free dough"
    term = Span(10, 18, SpanKind.SHIPPED_TERM, "egg-free", target="sem ovo")
    assert _spans(text, [term]) == []


@pytest.mark.parametrize(("kind", "offsets"), [(SpanKind.TERM, ()), (SpanKind.SHIPPED_TERM, (8,))])
def test_a_sellers_term_or_a_tag_in_a_row_leaves_it_as_it_is(kind: SpanKind, offsets: tuple[int, ...]) -> None:
    """What a seller says is honoured, and no tag is lost inside a span."""
    term = Span(8, 16, kind, "egg-free", target="sem ovo")
    assert _spans("Soy and egg-free dough", [term], offsets) == [term]
