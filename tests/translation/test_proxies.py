"""Proxies: an everyday word of the same kind keeps the sentence's order, and is gone in the end."""

from __future__ import annotations

import pytest

from localize.text.casing import Casing
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Slot, Translation, Travel
from localize.translation.proof import accept
from localize.translation.proxies import proxies_for


@pytest.mark.parametrize(
    ("term", "pos", "gender", "first"),
    [
        ("canvas sneakers", "noun", "m", "hats"),
        ("down jacket", "noun", "f", "shirt"),
        ("dress", "noun", "m", "hat"),
        ("navy", "adj", "", "modern"),
    ],
)
def test_a_proxy_is_of_the_terms_kind(term: str, pos: str, gender: str, first: str) -> None:
    """Gender and number make the other words agree."""
    assert proxies_for(term, pos, gender, "en", "pt")[0] == first


def test_a_pair_without_a_table_has_no_proxies() -> None:
    """What nobody checked is not used."""
    assert proxies_for("sneakers", "noun", "m", "en", "ja") == ()
    assert proxies_for("by the way", "phrase", "", "en", "pt") == ()


def test_the_proxy_gives_its_place_to_the_entry() -> None:
    """Word order and agreement are the engine's, the word is the dictionary's."""
    sneakers = Slot(Travel.TERM, "canvas sneakers", "tênis de lona", proxy="hats")
    plan = Plan(("White ", sneakers, " for women"), Casing.PLAIN, "en", "pt")
    says = {
        "White canvas sneakers for women": "Sapatilhas brancas para mulheres",
        "canvas sneakers": "tênis de tela",
        "White hats for women": "Chapéus brancos para mulheres",
        "hats": "chapéus",
    }
    for attempt in attempts(plan, says.get):
        verdict = accept(plan, attempt, [says[text] for text in attempt.inputs])
        if isinstance(verdict, Translation):
            break
    assert attempt.rung == "proxied"
    assert isinstance(verdict, Translation)
    assert verdict.text(plan.slots) == "Tênis de lona brancos para mulheres"
