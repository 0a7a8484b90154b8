"""Values formed of words that entries know: what their parts say together, where no entry says the whole."""

from __future__ import annotations

from functools import partial

import pytest

from localize.terms.dictionary import Dictionary
from localize.terms.entry import Entry, Place
from localize.terms.formed import formed

ENTRIES = [
    Entry("dust", "poeira", pos="noun", gender="f", origin="a.csv:2", shipped=True),
    Entry("kidney", "rim", forms=("rins",), pos="noun", gender="m", origin="a.csv:3", shipped=True),
    Entry("gold", "ouro", pos="noun", gender="m", origin="a.csv:4", shipped=True, fields=("*finish*",)),
    Entry("rigid", "rígido", pos="adj", origin="a.csv:5", shipped=True),
    Entry("strap", "tira", forms=("tiras",), pos="noun", gender="f", origin="a.csv:6", shipped=True),
    Entry("wide", "largo", pos="adj", origin="a.csv:7", shipped=True),
    Entry("low profile", "perfil baixo", pos="noun", gender="m", origin="a.csv:8", shipped=True),
    Entry("pin", "pino", pos="noun", gender="m", origin="a.csv:9", shipped=True),
    Entry("on", "ligado", pos="noun", gender="m", origin="a.csv:10", shipped=True),
    Entry("wiring", "fiação", pos="noun", gender="f", origin="a.csv:11", shipped=True),
    Entry("included", "incluído", pos="adj", origin="a.csv:12", shipped=True),
    Entry("Acme", "Akme", pos="noun", gender="f", origin="own.csv:2"),
]
DICTIONARY = Dictionary.of(ENTRIES, "en-US")


def said(text: str, label: str = "finish") -> str:
    """The value as formed; empty where it is left alone."""
    find = partial(DICTIONARY.candidates, place=Place(label=label, role="choice"))
    spans = formed(text, [], find, "en-US", "pt-BR")
    if not spans:
        return ""
    (span,) = spans
    assert text[span.start : span.end] == span.text == text.strip()
    return span.rendered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dust-free", "Sem poeira"),
        ("dust free", "sem poeira"),
        ("DUST-FREE", "SEM POEIRA"),
        ("Anti-dust", "Antipoeira"),
        ("Kidney-shaped", "Em forma de rim"),
        ("Gold-plated", "Banhado a ouro"),
        ("Semi-rigid", "Semirrígido"),
        ("T-strap", "Tira em T"),
        ("Three-strap", "Três tiras"),
        ("Wide-strap", "Tira larga"),
        ("Low-profile", "Perfil baixo"),
        ("Wiring included", "Fiação incluída"),
        (" Anti-dust ", "Antipoeira"),
    ],
)
def test_a_value_is_formed_of_the_words_that_entries_know(text: str, expected: str) -> None:
    """Patterns, prefixes, shapes and counts; the open spelling of a hyphenated one; capitals are the source's."""
    assert said(text) == expected


@pytest.mark.parametrize("text", ["Pin-on", "Anti-blemish", "Dust", "Anti-rigid", "Acme-free", "Dust-free, cheap", ""])
def test_what_entries_do_not_know_is_left_alone(text: str) -> None:
    """A word without an entry, one of the wrong kind, a seller's own, a longer text."""
    assert said(text) == ""


def test_words_of_a_value_keep_to_their_fields() -> None:
    """An entry for another field does not form the value."""
    assert said("Gold-plated", label="flavor") == ""
