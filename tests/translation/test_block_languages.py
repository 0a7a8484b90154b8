"""The language of each block: what a dictionary knows is no evidence for another language."""

from __future__ import annotations

from datetime import date

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, Span, SpanKind, TextBlock
from localize.market import load_market
from localize.settings import Settings
from localize.translation.block_languages import languages_of

CONTEXT = Context(
    "en-US",
    load_market("pt-BR"),
    "generic",
    Settings(shipped_dictionaries=False),
    date(2026, 10, 30),
    translatable=frozenset({"en"}),
)


def draft_of(*texts: str, terms: tuple[str, ...] = ()) -> Draft:
    """A draft with one field of several blocks, in which each term was found wherever it stands."""
    field = Field("text", Role.HTML, " ".join(texts), Address("", 2, 0), "A2", label="Text")
    draft = Draft.of(Listing("K", {"text": field}, Group("K"), 2, 2))
    draft.texts["text"] = [TextBlock(text, _spans(text, terms)) for text in texts]
    return draft


def _spans(text: str, terms: tuple[str, ...]) -> list[Span]:
    found = [(text.find(term), term) for term in terms]
    return [Span(at, at + len(t), SpanKind.SHIPPED_TERM, t, target="—") for at, t in sorted(found) if at >= 0]


@pytest.mark.parametrize(
    ("texts", "terms"),
    [
        (["It says “norwegian nynorsk” here."], ["norwegian nynorsk"]),
        (["bath bomb", "mauritanian ouguiya"], ["bath bomb", "mauritanian ouguiya"]),
    ],
)
def test_a_text_that_entries_make_up_is_the_sources(texts: list[str], terms: list[str]) -> None:
    """A detector takes names that only a dictionary knows for another language."""
    without = languages_of(draft_of(*texts), "text", CONTEXT)
    assert set(without) == {None}, "the case shows something only while the detector is wrong about it"
    assert languages_of(draft_of(*texts, terms=tuple(terms)), "text", CONTEXT) == ["en"] * len(texts)


def test_a_field_without_a_block_has_no_language() -> None:
    """A cell that holds a script and nothing to read."""
    assert languages_of(draft_of(), "text", CONTEXT) == []


def test_loan_words_do_not_make_a_text_the_sources() -> None:
    """What stands around the entries speaks for itself, even where it is less than they are."""
    draft = draft_of("Slim Fit Hoodie für Damen und Herren schwarz", terms=("Slim Fit", "Hoodie"))
    assert languages_of(draft, "text", CONTEXT) == [None]
    assert [f.code for f in draft.findings] == ["other-language"]


def test_an_entry_in_a_foreign_sentence_is_no_evidence() -> None:
    """A Portuguese sentence with two English words in it is Portuguese, and stays."""
    draft = draft_of(
        "Esta camiseta oversized combina com qualquer calça skinny e você não precisa passar",
        terms=("oversized", "skinny"),
    )
    assert languages_of(draft, "text", CONTEXT) == [None]
    assert not draft.findings, "it is in the target's language already"
