"""Forbidden words and kept words, in every field and attribute, whoever wrote the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.listing import Role
from localize.terms.entry import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.listing import Draft
    from tests.terms.conftest import Localized

FORBID, KEEP = Kind.FORBID, Kind.KEEP
FREE = Entry("frete grátis", "frete", FORBID, origin="shop.csv:7")


def forbidden(draft: Draft) -> list[str]:
    """Messages of forbidden words."""
    return [f.message for f in draft.findings if f.code == "forbidden-word"]


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("Frete GRÁTIS hoje", Role.TEXT),
        ("um, frete grátis, dois", Role.KEYWORDS),
        ("Frete grátis", Role.CHOICE),
        ("Frete grátis", Role.REFERENCE),
        ("<p>Só <b>frete</b> grátis</p>", Role.HTML),
        ('<img src="x.png" alt="Frete grátis">', Role.HTML),
        ('<a title="frete grátis" href="#">x</a>', Role.HTML),
        ("frete&nbsp;gr&aacute;tis", Role.HTML),
    ],
)
def test_a_forbidden_word_is_found_in_every_field_as_people_see_it(
    localized: Localized, value: str, role: Role
) -> None:
    """Translated or not, across tags, in the texts of attributes; with the file's line and what to write instead."""
    draft = localized(value, [FREE], role=role)
    (message,) = forbidden(draft)
    assert "shop.csv:7" in message
    (finding,) = [f for f in draft.findings if f.code == "forbidden-word"]
    assert finding.suggestion == "Write “frete” instead."


@pytest.mark.parametrize(
    ("term", "value", "market"),
    [
        ("grátis", "agrátis grátisx pré-grátis", "pt-BR"),
        ("gratis", '<a href="https://gratis.com/gratis" class="gratis">x</a> www.gratis.com/gratis', "pt-BR"),
        ("gratis", "Mail an gratis@example.com {{ gratis }}", "de-DE"),
        ("Garantie", "Garantieschein", "de-DE"),
        ("パン", "パンツ", "ja-JP"),
    ],
)
def test_no_word_is_found_inside_another(localized: Localized, term: str, value: str, market: str) -> None:
    """Nor in a link, an address, a placeholder or the name of a class."""
    draft = localized(value, [Entry(term, "", FORBID)], market=market, role=Role.HTML if "<" in value else Role.TEXT)
    assert forbidden(draft) == []


def test_scripts_without_blanks_have_no_borders_to_wait_for(localized: Localized) -> None:
    """A forbidden word is found between other words."""
    assert forbidden(localized("この商品は送料無料です", [Entry("送料無料", "", FORBID)], market="ja-JP"))


def test_a_scope_that_does_not_hold_forbids_nothing(localized: Localized) -> None:
    """Markets and fields narrow it."""
    assert not forbidden(localized("frete grátis", [Entry("frete grátis", "", FORBID, market="de-DE")]))
    assert not forbidden(localized("frete grátis", [Entry("frete grátis", "", FORBID, fields=("title",))]))


def test_what_an_engine_wrote_is_looked_at_too(localized: Localized) -> None:
    """The check runs on the finished text."""
    assert forbidden(localized("We ship for nothing today", [FREE], lambda _: "Temos frete grátis hoje"))


def shout(text: str) -> str:
    """An engine that changes everything."""
    return text.upper().replace("E", "é")


@pytest.mark.parametrize(
    ("value", "role", "times"),
    [
        ("Acme mug by Acme", Role.TEXT, 2),
        ("Acme's mug", Role.TEXT, 1),
        ("an Acme-style mug", Role.TEXT, 1),
        ("mug, Acme, cup", Role.KEYWORDS, 1),
        ('<p>The <b>Acme</b> mug</p><img alt="Acme mug" src="a.png">', Role.HTML, 2),
        ('<a title="by Acme">mugs</a>', Role.HTML, 1),
    ],
)
def test_a_kept_word_is_kept_everywhere(localized: Localized, value: str, role: Role, times: int) -> None:
    """In texts, lists and attributes, whatever the engine does."""
    draft = localized(value, [Entry("Acme", "", KEEP)], shout, role=role)
    assert draft.values["text"].count("Acme") == times


@pytest.mark.parametrize("phase", ["source", "target"])
@pytest.mark.parametrize("kept", ["dictionary", "brand"])
def test_a_rule_that_changes_a_kept_word_is_told_of(
    localized: Localized, write: Callable[[str, str | bytes], Path], phase: str, kept: str
) -> None:
    """A person may do so, but should know."""
    rule = f'[[rule]]\nid = "upper"\nphase = "{phase}"\nwhen = {{ field = "text" }}\ncase = "upper"\n'
    entries = [Entry("Acme", "", KEEP, origin="brands.csv:2")] if kept == "dictionary" else []
    draft = localized("Mug by Acme", entries, rules=write("r.toml", rule), brand="Acme" if kept == "brand" else "")
    told = [f for f in draft.findings if f.code == "keep-changed"]
    assert len(told) == 1
    assert "Acme" in told[0].message


def test_a_rule_that_leaves_it_alone_is_not(localized: Localized, write: Callable[[str, str | bytes], Path]) -> None:
    """No false alarm."""
    rule = '[[rule]]\nid = "a"\nwhen = { field = "text" }\nappend = " (novo)"\n'
    draft = localized("Mug by Acme", [Entry("Acme", "", KEEP)], rules=write("r.toml", rule))
    assert not [f for f in draft.findings if f.code == "keep-changed"]
