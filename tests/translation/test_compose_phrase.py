"""Phrases that are nothing but terms are put together by grammar where an engine's answer will not do."""

from __future__ import annotations

import pytest

from localize.text.casing import casing_of
from localize.translation.compose_phrase import compose_phrase
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Slot, Translation, Travel
from localize.translation.proof import accept

LEATHER = Slot(Travel.TERM, "Leather", "Couro", ("couro",), kin=("noun", "m"))
BOOTS = Slot(Travel.TERM, "Boots", "Botas", ("botas", "bota"), kin=("noun", "f"))
BLACK = Slot(Travel.TERM, "Black", "Preto", ("preto", "preta", "pretos", "pretas"), kin=("adj", ""))
BAG = Slot(Travel.TERM, "Bag", "Bolsa", ("bolsa", "bolsas"), kin=("noun", "f"))
BRAND = Slot(Travel.NATURAL, "Kestrel", "Kestrel")
THREE = Slot(Travel.NATURAL, "3", "3")
LENGTH = Slot(Travel.NATURAL, "24 in", "61 cm")


def plan_of(*items: str | Slot) -> Plan:
    """A plan from English to Portuguese, with the capitals of its own words."""
    text = "".join(i if isinstance(i, str) else i.source for i in items)
    return Plan(items, casing_of(text, "en"), "en", "pt")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((LEATHER, " ", BOOTS), "Botas de Couro"),
        ((BLACK, " ", LEATHER, " ", BOOTS), "Botas de Couro Pretas"),
        ((BRAND, " ", LEATHER, " ", BOOTS), "Botas de Couro Kestrel"),
        ((THREE, " ", LEATHER, " ", BOOTS), "3 Botas de Couro"),
        ((LEATHER, " ", BOOTS, " ", LENGTH), "Botas de Couro 61 cm"),
        ((LEATHER, " ", BOOTS, ", ", BLACK), "Botas de Couro, Preto"),
        ((LEATHER, " ", BOOTS, " & ", BAG), "Botas de Couro e Bolsa"),
        ((LEATHER, " ", BOOTS, " | ", BRAND), "Botas de Couro | Kestrel"),
    ],
)
def test_a_phrase_of_terms_is_put_together(found: tuple[str | Slot, ...], expected: str) -> None:
    """Each stretch between separators by itself; brands and quantities behind, counts in front."""
    plan = plan_of(*found)
    phrase = compose_phrase(plan)
    assert phrase is not None
    assert phrase.text(plan.slots) == expected
    named = [item for item in phrase.items if isinstance(item, int)]
    assert sorted([*named, *(index for index, _ in phrase.forms)]) == list(range(len(plan.slots)))


@pytest.mark.parametrize(
    "found",
    [
        (LEATHER, ", ", BOOTS),
        (LEATHER, " soft ", BOOTS),
        (LEATHER, "-", BOOTS),
        (LEATHER, Slot(Travel.TAG, "", ""), BOOTS),
        (LEATHER, " ", BRAND, " ", BOOTS),
        (BOOTS, " ", BLACK),
        (LEATHER, " ", Slot(Travel.TERM, "Sole", "Sola")),
    ],
)
def test_what_is_more_than_a_phrase_is_none(found: tuple[str | Slot, ...]) -> None:
    """Nothing to put in order, other words, tags, a brand in the midst, an adjective last, an entry without its gender."""
    assert compose_phrase(plan_of(*found)) is None


def test_capitals_are_the_sources() -> None:
    """ALL CAPS, and one capital at the start."""
    caps = Plan((LEATHER, " ", BOOTS), casing_of("LEATHER BOOTS", "en"), "en", "pt")
    plain = Plan((LEATHER, " ", BOOTS), casing_of("Leather boots", "en"), "en", "pt")
    assert [found.text(caps.slots) for plan in (caps, plain) if (found := compose_phrase(plan))] == [
        "BOTAS DE COURO",
        "Botas de couro",
    ]


@pytest.mark.parametrize(
    ("answer", "rung", "expected"),
    [
        ("Botas em couro", "free", "Botas em Couro"),
        ("Couro botas", "composed", "Botas de Couro"),
        ("Botas couro", "composed", "Botas de Couro"),
        ("Sapato", "composed", "Botas de Couro"),
    ],
)
def test_an_answer_that_passes_goes_before_grammar(answer: str, rung: str, expected: str) -> None:
    """One in English order, or without the preposition, does not pass."""
    plan, known = plan_of(LEATHER, " ", BOOTS), dict[str, str]()
    for attempt in attempts(plan, known.get):
        known.update((text, answer if " " in text else "?") for text in attempt.inputs)
        verdict = accept(plan, attempt, [known[text] for text in attempt.inputs])
        if isinstance(verdict, Translation):
            assert (verdict.rung, verdict.text(plan.slots)) == (rung, expected)
            return
    raise AssertionError("the last rung refused")
