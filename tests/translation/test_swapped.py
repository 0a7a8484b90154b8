"""Forms that take the place of an engine's own words."""

from __future__ import annotations

import pytest

from localize.text.casing import Casing
from localize.translation.attempt import Attempt
from localize.translation.honour import Honoured, honoured_terms, swapped
from localize.translation.plan import Plan, Slot, Travel


@pytest.mark.parametrize(
    ("output", "replaced", "form", "expected"),
    [
        ("Potes de grau alimentar", "grau alimentar", "de uso alimentício", "Potes de uso alimentício"),
        ("Potes grau alimentar", "grau alimentar", "de uso alimentício", "Potes de uso alimentício"),
        ("Potes de grau alimentar", "grau alimentar", "uso alimentício", "Potes de uso alimentício"),
        ("Grande grau alimentar", "grau alimentar", "de uso", "Grande de uso"),
    ],
)
def test_a_preposition_that_stands_there_is_not_said_twice(
    output: str, replaced: str, form: str, expected: str
) -> None:
    """A form may begin with the small word that the engine has written already."""
    start = output.index(replaced)
    assert swapped(output, {}, [Honoured(0, start, start + len(replaced), form=form)])[0] == expected


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("Bolso (verde ilha)", "Bolso (Ilha Verde)"),
        ("O bolso (verde ilha), novo", "O bolso (Ilha Verde), novo"),
        ("bolso verde ilha", "bolso (Ilha Verde)"),
        ("[bolso (verde ilha)]", "[bolso (Ilha Verde)]"),
    ],
)
def test_marks_that_a_term_ends_with_stand_once(output: str, expected: str) -> None:
    """A dictionary's own brackets take the place of the engine's."""
    slot = Slot(Travel.TERM, "pocket (Green Island)", "bolso (Ilha Verde)")
    plan = Plan((slot,), Casing.PLAIN, "en", "pt")
    attempt = Attempt("free", ("pocket (Green Island)",), forms=(None,), alone=("pocket (green island)",))
    terms, missing = honoured_terms(plan, attempt, output, {}, {"pocket (green island)": "Bolso (verde ilha)"})
    assert not missing
    assert swapped(output, {}, terms)[0] == expected


@pytest.mark.parametrize(
    ("output", "swaps"),
    [
        ("Conjunto de montanha-russa", 0),
        ("Conjunto de montanhas-russas novas", 0),
        ("Conjunto de montanha-la", 1),
        ("Conjunto de montanha - novo", 1),
        ("Gute Montanha-Gürtel", 1),
    ],
)
def test_half_of_a_word_with_a_hyphen_is_not_swapped(output: str, swaps: int) -> None:
    """What the engine made of a term alone may begin another word of its own; only a pronoun behind it leaves it one."""
    slot = Slot(Travel.TERM, "coaster", "descanso")
    plan = Plan(("Set of ", slot), Casing.PLAIN, "en", "pt")
    attempt = Attempt("swapped", ("Set of coaster", "coaster"), forms=(None,), alone=("coaster",))
    terms, missing = honoured_terms(plan, attempt, output, {}, {"coaster": "montanha"})
    assert (len(terms), len(missing)) == (swaps, 1 - swaps)


@pytest.mark.parametrize(
    ("output", "alone", "expected"),
    [
        ("Feito para idades 3+", "idade 3+", "Feito para a partir de 3 anos"),
        ("Feito para idades 3+ ou mais", "idade 3+", "Feito para a partir de 3 anos ou mais"),
        ("Feito para idades 3.", "idade 3.", "Feito para a partir de 3 anos."),
        ("Feito para idades 3!", "idade 3", "Feito para a partir de 3 anos!"),
    ],
)
def test_a_mark_that_the_engine_made_of_a_term_goes_with_it(output: str, alone: str, expected: str) -> None:
    """The plus of an age is said by the dictionary's words; a full stop is the sentence's."""
    slot = Slot(Travel.TERM, "ages 3+", "a partir de 3 anos")
    plan = Plan(("Made for ", slot), Casing.PLAIN, "en", "pt")
    attempt = Attempt("swapped", ("Made for ages 3+", "ages 3+"), forms=(None,), alone=("ages 3+",))
    terms, missing = honoured_terms(plan, attempt, output, {}, {"ages 3+": alone})
    assert not missing
    assert swapped(output, {}, terms)[0] == expected
