"""Short values are asked for behind the name of their field, and what comes back behind the colon is the value."""

from __future__ import annotations

import pytest

from localize.listing import Address, Field, Role
from localize.text.casing import Casing
from localize.translation.attempt import Attempt, Failure
from localize.translation.compose import Segment
from localize.translation.labelled import label_of, unlabelled, with_label
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Slot, Translation, Travel
from localize.translation.proof import accept

FELT = "Material: felt, large, new."


def field(label: str, role: Role = Role.CHOICE) -> Field:
    """A field under a seller's own name."""
    return Field("option1/value", role, "Felt", Address("", 1, 0), "A1", label=label)


def segment(*items: str | Slot) -> Segment:
    """One segment that is all of a value."""
    return Segment(0, 10, Plan(items, Casing.PLAIN, "en", "pt"), (), ())


def first(plan: Plan) -> Attempt:
    """The first way to ask."""
    return next(attempts(plan, lambda _: None))


@pytest.mark.parametrize(("label", "usable"), [("Material", True), ("Light bulb type", True), ("Bag/Case", True)])
def test_names_of_choice_fields_are_labels(label: str, usable: bool) -> None:  # noqa: FBT001
    """Words as people write them."""
    assert bool(label_of(field(label))) is usable


@pytest.mark.parametrize("label", ["", "pa_color", "attribute:pa_color", "Size: EU", "x" * 41, "Option 1"])
def test_what_is_no_words_is_no_label(label: str) -> None:
    """Technical names would only puzzle a model."""
    assert label_of(field(label)) == ""


def test_other_fields_have_no_label() -> None:
    """A title is a text of its own."""
    assert label_of(field("Title", Role.TEXT)) == ""


def test_a_short_value_is_asked_for_behind_its_label() -> None:
    """In small letters, as a sentence would have it, at the head of a list."""
    (made,) = with_label([segment("Felt")], "Material")
    assert first(made.plan).inputs[0] == "Material: felt, large, new."
    assert Plan.from_json(made.plan.to_json()) == made.plan


def test_a_language_without_companions_asks_for_the_value_alone() -> None:
    """Nothing was measured of it, so that nothing is put beside the value, and a list in the answer is none of ours."""
    plan = Plan(("Feutre",), Casing.PLAIN, "fr", "pt", "Matière")
    assert first(plan).inputs[0] == "Matière: feutre."
    assert unlabelled(plan, "Matéria: feltro.") == "feltro"
    assert unlabelled(plan, "Matéria: feltro, grande, novo.") == ""


@pytest.mark.parametrize("items", [("One. Two",), ("Red: dark",), ("one two three four five",), ("12",)])
def test_other_values_are_asked_for_as_they_are(items: tuple[str, ...]) -> None:
    """Sentences, labels of their own, longer texts and what needs no engine."""
    (made,) = with_label([segment(*items)], "Material")
    assert made.plan.label == ""


@pytest.mark.parametrize(
    ("output", "value"),
    [
        ("Material: feltro, grande, novo.", "feltro"),
        ("Material: o feltro, grande, novo.", "feltro"),
        ("Material : feltro , grande, novo", "feltro"),
        ("O material é feltro, grande, novo.", ""),
        ("Material: tipo: feltro, grande, novo", ""),
        ("Material: feltro, grande e novo.", ""),
        ("Material: feltro, lã, grande, novo.", ""),
        ("Material: felt, grande, novo.", ""),
    ],
)
def test_the_value_stands_between_colon_and_comma(output: str, value: str) -> None:
    """Without article; an answer without the colon, with two, or with another number of values tells nothing, nor does a copy."""
    assert unlabelled(Plan(("Felt",), Casing.PLAIN, "en", "pt", "Material"), output) == value


def test_an_answer_keeps_terms_and_capitals() -> None:
    """Slots are proved in the value as in any answer, and its first letter is the source's."""
    term = Slot(Travel.TERM, "grip", "punho", ("punho", "punhos"))
    plan = Plan(("Rubbery ", term), Casing.PLAIN, "en", "pt", "Handle type")
    asked = first(plan)
    good = accept(plan, asked, ["Tipo de alça: punho emborrachado, grande, novo.", *asked.inputs[1:]])
    assert isinstance(good, Translation)
    assert good.text(plan.slots) == "Punho emborrachado"
    assert isinstance(accept(plan, asked, ["Punho emborrachado", *asked.inputs[1:]]), Failure)


def test_a_copy_is_asked_for_without_the_label() -> None:
    """The ladder goes on as for any other text."""
    plan = Plan(("Felt",), Casing.PLAIN, "en", "pt", "Material")
    asked = list(attempts(plan, {FELT: FELT, "Felt": "Feltro"}.get))
    assert [a.rung for a in asked][:2] == ["labelled", "free"]
    assert isinstance(accept(plan, asked[0], [FELT]), Failure)
