"""Terms that an engine says twice side by side are not to be trusted."""

from __future__ import annotations

import re

import pytest

from localize.text.casing import Casing
from localize.translation.doubled import doubled_terms
from localize.translation.plan import Plan, Slot, Travel


def plan(*terms: tuple[str, ...]) -> Plan:
    """A plan of terms, each by its target and the other forms that will do."""
    items: list[str | Slot] = []
    for target, *accepted in terms:
        items += ["with ", Slot(Travel.TERM, "x", target, tuple(accepted))]
    return Plan(tuple(items), Casing.PLAIN, "en", "pt")


@pytest.mark.parametrize("output", ["ao lado das pimentas da pimenta aqui", "pimenta pimentas"])
def test_a_term_beside_itself_is_doubled(output: str) -> None:
    """Nothing or short words stand between."""
    assert doubled_terms(plan(("pimentas", "pimenta")), output, {0: place(output)}) == {0}


@pytest.mark.parametrize(
    "output",
    ["das pimentas aqui", "pimentas, pimenta", "pimentas bem perto dessa outra pimenta", "pimentas da apimentada"],
)
def test_a_term_elsewhere_is_another_word(output: str) -> None:
    """Longer words and commas keep them apart; parts of words are no terms."""
    assert not doubled_terms(plan(("pimentas", "pimenta")), output, {0: place(output)})


def place(output: str) -> tuple[int, int]:
    """Where the term stands first."""
    match = re.search("pimentas?", output)
    assert match is not None
    return match.span()


def test_two_terms_of_the_source_may_stand_side_by_side() -> None:
    """What is another slot's own is no repetition."""
    output = "algodão de algodão"
    both = plan(("algodão",), ("algodão",))
    assert not doubled_terms(both, output, {0: (0, 7), 1: (11, 18)})


def test_a_noun_that_an_everyday_word_was_given_is_doubled() -> None:
    """Asked for “the modern and the helmets”, a model takes the helmets twice; where no word stood in, that is its business."""
    output = "os capacetes com cadarços e os capacetes"
    both = plan(("com cadarços",), ("capacetes",))
    where = {0: (13, 25), 1: (31, 40)}
    assert doubled_terms(both, output, where, stood_in=[0]) == {1}
    assert not doubled_terms(both, output, where)
    assert not doubled_terms(both, "os capacetes com cadarços", {0: (13, 25), 1: (3, 12)}, stood_in=[0])
