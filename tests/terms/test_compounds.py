"""Compounds: shipped terms that are all there is of a short value are joined as the target language joins them."""

from __future__ import annotations

import pytest

from localize.listing import Span, SpanKind
from localize.terms.compounds import joined
from localize.terms.entry import Entry

ENTRIES = {
    "hand": Entry("hand", "mão", forms=("mãos",), pos="noun", gender="f", origin="a.csv:2", shipped=True),
    "compass": Entry("compass", "bússola", pos="noun", gender="f", origin="a.csv:3", shipped=True),
    "labels": Entry("labels", "etiquetas", pos="noun", gender="f", origin="a.csv:4", shipped=True),
    "port": Entry("port", "porta", pos="noun", gender="f", origin="a.csv:5", shipped=True),
    "USB": Entry("USB", "USB", pos="noun", gender="m", origin="a.csv:6", shipped=True),
    "TV": Entry("TV", "TV", pos="noun", gender="f", origin="a.csv:7", shipped=True),
    "bracket": Entry("bracket", "suporte", pos="noun", gender="m", origin="a.csv:8", shipped=True),
    "rotating": Entry("rotating", "giratório", pos="adj", origin="a.csv:9", shipped=True),
    "scratch resistant": Entry("scratch resistant", "resistente a riscos", pos="adj", origin="a.csv:10", shipped=True),
    "washable": Entry("washable", "lavável", pos="adj", origin="a.csv:11", shipped=True),
    "cordless": Entry("cordless", "sem fio", pos="adj", origin="a.csv:12", shipped=True),
    "high": Entry("high", "alto", pos="adj", origin="a.csv:13", shipped=True),
    "resolution": Entry("resolution", "resolução", pos="noun", gender="f", origin="a.csv:14", shipped=True),
    "rear": Entry("rear", "traseira", pos="noun", gender="f", origin="a.csv:15", shipped=True),
    "needle": Entry("needle", "agulha", forms=("agulhas",), pos="noun", gender="f", origin="a.csv:18", shipped=True),
    "set": Entry("set", "conjunto", pos="noun", gender="m", origin="a.csv:19", shipped=True),
    "numeric": Entry("numeric", "numérico", pos="adj", origin="a.csv:20", shipped=True),
    "keypad": Entry("keypad", "teclado numérico", pos="noun", gender="m", origin="a.csv:21", shipped=True),
    "to rinse": Entry("to rinse", "enxaguar", pos="verb", origin="a.csv:16", shipped=True),
}


def spans(text: str, *terms: str, kind: SpanKind = SpanKind.SHIPPED_TERM) -> list[Span]:
    """A span for each term, where it stands in the text."""
    found = []
    for term in terms:
        entry = ENTRIES[term]
        start = text.casefold().index(term.casefold())
        words = text[start : start + len(term)]
        kin = (entry.pos, entry.gender)
        found.append(Span(start, start + len(term), kind, words, entry, entry.translation, kin=kin, by=entry.origin))
    return found


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Hand compass", ("hand", "compass"), "Bússola de mão"),
        ("HAND COMPASS", ("hand", "compass"), "BÚSSOLA DE MÃO"),
        ("Rotating compass", ("rotating", "compass"), "Bússola giratória"),
        ("Rotating hand compass", ("rotating", "hand", "compass"), "Bússola de mão giratória"),
        ("Washable labels", ("washable", "labels"), "Etiquetas laváveis"),
        ("Scratch resistant labels", ("scratch resistant", "labels"), "Etiquetas resistentes a riscos"),
        ("Cordless bracket", ("cordless", "bracket"), "Suporte sem fio"),
        ("High resolution", ("high", "resolution"), "Alta resolução"),
        ("USB port", ("USB", "port"), "Porta USB"),
        ("TV bracket", ("TV", "bracket"), "Suporte de TV"),
        ("Needle set", ("needle", "set"), "Conjunto de agulhas"),
        ("Numeric keypad", ("numeric", "keypad"), "Teclado numérico"),
    ],
)
def test_terms_are_joined_by_the_languages_grammar(text: str, terms: tuple[str, ...], expected: str) -> None:
    """The named noun comes first, adjectives agree with it, names stand beside it; capitals are the source's."""
    (span,) = joined(text, spans(text, *terms), "pt-BR")
    assert (span.start, span.end, span.rendered) == (0, len(text), expected)


def test_a_compound_names_every_entry_behind_it() -> None:
    """Who reads what became of a value finds the rows of both words."""
    (span,) = joined("Hand compass", spans("Hand compass", "hand", "compass"), "pt-BR")
    assert span.by == "a.csv:2 + a.csv:3"
    assert "hand → mão" in span.why
    assert "compass → bússola" in span.why


@pytest.mark.parametrize(
    ("text", "terms", "locale"),
    [
        ("Hand compass", ("hand", "compass"), "de-DE"),
        ("Hand compass", ("compass",), "pt-BR"),
        ("Hand, compass", ("hand", "compass"), "pt-BR"),
        ("Hand compass case", ("hand", "compass"), "pt-BR"),
        ("Rear port", ("rear", "port"), "pt-BR"),
        ("Compass washable", ("compass", "washable"), "pt-BR"),
        ("To rinse labels", ("to rinse", "labels"), "pt-BR"),
    ],
)
def test_what_the_grammar_does_not_cover_is_left_to_the_engine(text: str, terms: tuple[str, ...], locale: str) -> None:
    """Other languages, words or signs between the terms, a verb, a value that ends in an adjective."""
    before = spans(text, *terms)
    assert joined(text, before, locale) == before


def test_a_sellers_own_terms_are_never_joined() -> None:
    """What a seller wrote stands as it was written, where the engine puts it."""
    before = spans("Hand compass", "hand", "compass", kind=SpanKind.TERM)
    assert joined("Hand compass", before, "pt-BR") == before


def test_numbers_in_an_entry_stay_in_its_compound() -> None:
    """“61-key keyboard” keeps its 61 where the entry has a placeholder for any number."""
    keys = Entry("{n}-key", "{n} teclas", pos="noun", gender="f", origin="a.csv:17", shipped=True)
    board = ENTRIES["compass"]
    text = "61-key compass"
    parts = [
        Span(0, 6, SpanKind.SHIPPED_TERM, "61-key", keys, "61 teclas", kin=("noun", "f"), by=keys.origin),
        Span(7, 14, SpanKind.SHIPPED_TERM, "compass", board, "bússola", kin=("noun", "f"), by=board.origin),
    ]
    (span,) = joined(text, parts, "pt-BR")
    assert span.rendered == "bússola de 61 teclas"
