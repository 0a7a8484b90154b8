"""Words formed of others: which words of a compound are a pattern, and what another language says there."""

from __future__ import annotations

import pytest

from localize.text.prefixes import prefixed
from localize.text.word_formation import Translated, follows, formations, may_be_formed


def said(words: str, rest: Translated, *, hyphenated: bool) -> str:
    """The surest formation of Portuguese words."""
    found = next(iter(formations(words.split(), hyphenated=hyphenated, source="en", target="pt")), None)
    return found.said(rest) if found else ""


@pytest.mark.parametrize(
    ("words", "rest", "expected"),
    [
        ("kidney shaped", Translated("rim", "m"), "em forma de rim"),
        ("wall mounted", Translated("parede", "f"), "montado na parede"),
        ("water cooled", Translated("água", "f"), "refrigerado a água"),
        ("dust repellent", Translated("poeira", "f"), "repelente de poeira"),
        ("cold resistant", Translated("frio", "m"), "resistente ao frio"),
        ("stain resistant", Translated("manchas", "f", plural=True), "resistente a manchas"),
        ("UV sensitive", Translated("UV"), "sensível a UV"),
        ("anti dust", Translated("poeira", "f"), "antipoeira"),
        ("semi rigid", Translated("rígido"), "semirrígido"),
        ("non stackable", Translated("empilhável"), "não empilhável"),
        ("T strap", Translated("tira", "f"), "tira em T"),
        ("S class", Translated("classe", "f"), "classe S"),
        ("two zone", Translated("zonas", "f", plural=True), "duas zonas"),
    ],
)
def test_a_compound_is_said_by_its_pattern(words: str, rest: Translated, expected: str) -> None:
    """The pattern takes the translation of the other words, with the article that their gender asks for."""
    assert said(words, rest, hyphenated=True) == expected


def test_patterns_without_hyphen_are_fewer() -> None:
    """“Extra firm” is no prefix; “no preservatives” is a phrase."""
    assert not said("extra firm", Translated("firme"), hyphenated=False)
    assert said("no preservatives", Translated("conservantes", "m"), hyphenated=False) == "sem conservantes"


def test_other_pairs_of_languages_have_no_patterns() -> None:
    """What no grammar says is not guessed."""
    assert not list(formations(["kidney", "shaped"], hyphenated=True, source="en", target="ja"))
    assert not may_be_formed("kidney-shaped", "en", "ja")
    assert not follows("included", "en", "ja")


@pytest.mark.parametrize(
    ("prefix", "word", "expected"),
    [
        ("auto", "adesivo", "autoadesivo"),
        ("anti", "odor", "antiodor"),
        ("anti", "ruído", "antirruído"),
        ("anti", "inflamatório", "anti-inflamatório"),
        ("anti", "higiênico", "anti-higiênico"),
        ("super", "fino", "superfino"),
        ("super", "resistente", "super-resistente"),
        ("sub", "região", "sub-região"),
        ("mini", "USB", "mini-USB"),
        ("micro", "ônibus", "micro-ônibus"),
    ],
)
def test_prefixes_follow_the_agreement_of_1990(prefix: str, word: str, expected: str) -> None:
    """A hyphen before h and between equal letters, a doubled r or s behind a vowel, one word otherwise."""
    assert prefixed(prefix, word) == expected
