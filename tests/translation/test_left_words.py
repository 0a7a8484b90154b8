"""Words that came back as they were."""

from __future__ import annotations

import pytest

from localize.text.casing import Casing
from localize.translation.left_words import left_words
from localize.translation.plan import Plan, Slot, Translation, Travel


def _left(source: str, target: str, casing: Casing = Casing.PLAIN, rung: str = "free") -> tuple[str, ...]:
    plan = Plan((source,), casing, "en", "pt")
    return left_words(plan, Translation((target,), rung))


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Soft jersey with a thick strap.", "Soft jersey com uma alça thick.", ("soft", "thick")),
        ("Shop now & save more", "Compre agora & save mais", ("save",)),
        ("A wireless mouse for every desk", "Um mouse wireless para cada mesa", ()),
        ("The Hydra bottle is made by Canyon", "A garrafa Hydra é feita por Canyon", ()),
        ("Design with a real total", "Design com um total real", ()),
        ("See example.com/soft-cord or soft_cord", "Veja example.com/soft-cord ou soft_cord", ()),
    ],
)
def test_words_of_the_source_that_the_target_does_not_know(source: str, target: str, words: tuple[str, ...]) -> None:
    """Loan words, names and what both languages write alike are no faults; addresses are no words."""
    assert _left(source, target) == words


def test_a_title_is_told_only_where_nothing_of_it_was_translated() -> None:
    """Everything in it has a capital, so that a single word may be a name."""
    assert _left("Soft Cord", "Soft Cord", Casing.TITLE) == ("soft", "cord")
    assert _left("Nordic Oak Coffee Table", "Nordic Oak Mesa de Centro", Casing.TITLE) == ()


@pytest.mark.parametrize("rung", ["none", "off"])
def test_without_an_engine_there_is_nothing_to_tell(rung: str) -> None:
    """That nothing was translated is told otherwise."""
    assert _left("Soft jersey", "Soft jersey", rung=rung) == ()


def test_protected_words_are_not_left_words() -> None:
    """What a dictionary keeps stands in a slot."""
    plan = Plan(("A ", Slot(Travel.TERM, "soft", "soft"), " cord"), Casing.PLAIN, "en", "pt")
    assert left_words(plan, Translation(("Um cabo ", 0), "free")) == ()
