"""What is sized and for whom."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from localize.listing import Group
from localize.sizes import evidence_for


@pytest.mark.parametrize(
    ("said", "language", "kinds", "audiences"),
    [
        ({"title": "Men's Leather Boots"}, "en", {"shoes"}, {"men"}),
        ({"title": "Boot cut jeans"}, "en", {"jeans"}, set()),
        ({"title": "Tee", "tags": "men, women"}, "en", {"clothing"}, {"men", "women"}),
        ({"title": "Unisex sneakers"}, "en", {"shoes"}, {"men", "women"}),
        ({"category": "Clothing, Shoes & Jewelry > Women > Shoes > Boots"}, "en", {"shoes"}, {"women"}),
        ({"category": "Clothing, Shoes & Jewelry", "title": "Red sneakers"}, "en", {"shoes"}, set()),
        ({"category": "Apparel > Clothing", "title": "Skinny jeans"}, "en", {"jeans"}, set()),
        ({"title": "Boyfriend jeans for women"}, "en", {"jeans"}, {"women"}),
        ({"title": "Dress shirt for boys"}, "en", {"shirts"}, {"kids"}),
        ({"title": "Ring binder"}, "en", set(), set()),
        ({"title": "Scented candle"}, "en", set(), set()),
        ({"label": "Ring Size", "title": "Gift box"}, "en", {"rings"}, set()),
        ({"gender": "male", "age_group": "kids", "title": "Sneakers"}, "en", {"shoes"}, {"kids"}),
        ({"gender": "female", "age_group": "adult", "title": "Dress"}, "en", {"clothing"}, {"women"}),
        ({"title": "Damenschuhe"}, "de", {"shoes"}, {"women"}),
        ({"title": "Herren-Handschuhe"}, "de", {"gloves"}, {"men"}),
        ({"title": "Kinderjeans"}, "de", {"jeans"}, {"kids"}),
        ({"title": "Chaussures pour femme"}, "fr", {"shoes"}, {"women"}),
        ({"title": "Zapatos de mujer"}, "es", {"shoes"}, {"women"}),
        ({"title": "Scarpe da uomo"}, "it", {"shoes"}, {"men"}),
        ({"title": "Vestido feminino"}, "pt", {"clothing"}, {"women"}),
    ],
)
def test_texts_tell_kind_and_audience(
    said: dict[str, str], language: str, kinds: set[str], audiences: set[str]
) -> None:
    """The word lists of each language are read in the stated order."""
    said = dict(said)
    attributes = {name: said.pop(name) for name in ("gender", "age_group") if name in said}
    label = said.pop("label", "")
    group = Group("g", attributes=MappingProxyType(attributes), **said)  # type: ignore[arg-type]
    evidence = evidence_for(group, label, language)
    assert (set(evidence.kinds), set(evidence.audiences), evidence.contradiction) == (kinds, audiences, "")


@pytest.mark.parametrize(
    ("group", "contradiction"),
    [
        (Group("g", category="Shoes", title="Silver ring"), "category says shoes, title rings"),
        (
            Group("g", title="Men's boots", attributes=MappingProxyType({"gender": "female"})),
            "gender says women, title men",
        ),
    ],
)
def test_texts_may_contradict_each_other(group: Group, contradiction: str) -> None:
    """What speaks against what is named."""
    assert evidence_for(group).contradiction == contradiction


def test_tags_are_no_evidence_against() -> None:
    """A gift tag does not outweigh a title."""
    evidence = evidence_for(Group("g", title="Women's dress", tags="gift for men, rings"))
    assert (evidence.audiences, evidence.contradiction) == (frozenset({"women"}), "")
