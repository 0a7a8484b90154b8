"""Ranges behind "from" take the word in, so that both words are the market's."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, Span, SpanKind, TextBlock
from localize.market import load_market
from localize.settings import Settings
from localize.units import convert_units, find_quantities


def _written(text: str, market: str, source: str = "en-US", title: str = "", extra: tuple[Span, ...] = ()) -> str:
    field = Field("body", Role.TEXT, text, Address("", 2, 0), "A2")
    draft = Draft.of(Listing("k", MappingProxyType({"body": field}), Group("g", title=title), 2, 2))
    draft.texts["body"] = [TextBlock(text, [*extra, *find_quantities(text, source)])]
    context = Context(source, load_market(market), "shopify", Settings(), date(2026, 1, 2))
    (done,) = convert_units([draft], context)
    (block,) = done.texts["body"]
    for span in reversed(block.spans):
        text = text[: span.start] + span.rendered + text[span.end :]
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("text", "market", "expected"),
    [
        ("From 40”–300”", "pt-BR", "De 1,016 a 7,62 m"),
        ("Rope from 5 ft to 10 ft long", "de-DE", "Rope von 1,52 bis 3,05 m long"),
        ("Rope, from 10 lb - 20 lb", "fr-FR", "Rope, de 4,54 à 9,07 kg"),
        ("from -10°F to 20°F", "pt-BR", "de -23 a -7 °C"),
        ("Rope 5–10 ft", "pt-BR", "Rope 1,52–3,05 m"),
        ("from 5 ft on", "pt-BR", "from 1,52 m on"),
        ("from 5, 8 or 10 ft", "pt-BR", "from 1,52; 2,44 ou 3,05 m"),
        ("wherefrom 5–10 ft", "pt-BR", "wherefrom 1,52–3,05 m"),
        ("from 5–10 ft", "ja-JP", "from 1.52–3.05 m"),
        ("from 5–10 ft", "en-GB", "from 5–10 ft"),
    ],
)
def test_both_words_are_the_markets(text: str, market: str, expected: str) -> None:
    """Where its language has no such words here, or the number is alone, all stays as it was."""
    assert _written(text, market) == expected


def test_inches_that_stay_stand_in_a_range_like_any_other() -> None:
    """A projector's picture is measured in inches in Brazil, too; the marks stay at both ends."""
    assert _written("Picture from 40”–300”", "pt-BR", title="Projector screen") == "Picture de 40” a 300”"


def test_the_word_of_another_span_is_left_to_it() -> None:
    """A term of the seller that ends with the word keeps it."""
    term = Span(0, 4, SpanKind.TERM, "From", target="Ab")
    assert _written("From 5–10 ft", "de-DE", extra=(term,)) == "Ab 1,52–3,05 m"


def test_other_languages_have_their_words() -> None:
    """German "von … bis" is English "from … to"."""
    assert _written("Seil von 2 bis 5 m", "en-US", "de-DE").startswith("Seil from ")
