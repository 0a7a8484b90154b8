"""The stage behind the translation."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role, TextBlock
from localize.market import load_market
from localize.settings import Settings
from localize.typography import finish_typography


def finished(
    value: str, market: str, source: str = "en-US", role: Role = Role.TEXT, before: str = "source", **state: Any
) -> Draft:
    """A draft whose field was translated to ``value``, behind the stage."""
    at = Address("", 2, 3)
    field = Field("body", role, before, at, "D2")
    draft = Draft.of(Listing("k", MappingProxyType({"body": field}), Group("g"), 2, 2))
    draft.texts["body"] = [TextBlock(before)]
    draft.set("body", value, "translate", "machine translation")
    draft.state.update(state)
    context = Context(source, load_market(market), "shopify", Settings(), date(2026, 11, 21))
    return next(iter(finish_typography([draft], context)))


def test_a_translation_is_set() -> None:
    """Each piece is noted, the field's change names the custom and the file."""
    draft = finished('Le "bon" prix!', "fr-FR")
    assert draft.values["body"] == "Le «\u202fbon\u202f» prix\u202f!"
    last = draft.changes[-1]
    assert (last.scope, last.stage, last.why, last.by) == (
        "field",
        "convert",
        "quotation marks, space before marks as in fr-FR",
        "markets/FR.toml",
    )
    assert [(c.before, c.after) for c in draft.changes if c.scope == "span"][-1] == ("!", "\u202f!")


def test_markup_stays_as_it_is() -> None:
    """Attributes keep their quotes, tags their places, references their spelling."""
    value = '<p class="x">Der "<b>rote</b>" Schuh &amp; &quot;mehr&quot;</p>'
    draft = finished(value, "de-DE", role=Role.HTML)
    assert draft.values["body"] == '<p class="x">Der „<b>rote</b>“ Schuh &amp; „mehr“</p>'


def test_brands_and_approved_texts_stay() -> None:
    """What the translation must not touch is not touched here either."""
    draft = finished("Weiß AG: weiß", "de-CH", protected={"body": ("Weiß AG",)})
    assert draft.values["body"] == "Weiß AG: weiss"


def test_what_nobody_translated_stays() -> None:
    """A text that stayed in the source's language keeps its marks."""
    draft = finished('A "red" shoe', "fr-FR", before='A "red" shoe')
    assert (draft.values["body"], draft.changes) == ('A "red" shoe', [])


@pytest.mark.parametrize(("market", "expected"), [("de-CH", 'Grösse "S"'), ("de-AT", 'Größe "S"')])
def test_between_markets_of_one_language_only_letters_change(market: str, expected: str) -> None:
    """The seller's own German: no ß in Switzerland, and the marks as written."""
    draft = finished('Größe "S"', market, source="de-DE", before='Größe "S"')
    assert draft.values["body"] == expected


def test_the_identity_run_changes_nothing() -> None:
    """Source and market are one."""
    draft = finished("Größe", "de-CH", source="de-CH", before="Größe")
    assert draft.changes == []


def test_an_overridden_profile_counts() -> None:
    """``localize.toml`` may say otherwise."""
    settings = Settings(market_overrides={"de-DE": {"typography": {"de": {"quotes": ["»", "«", "›", "‹"]}}}})
    draft = finished('Der "rote" Schuh', "en-GB", before="x")
    draft.set("body", 'Der "rote" Schuh', "translate", "again")
    context = Context("en-US", settings.market("de-DE"), "shopify", settings, date(2026, 11, 21))
    assert next(iter(finish_typography([draft], context))).values["body"] == 'Der "rote" Schuh'.replace(
        '"rote"', "»rote«"
    )
