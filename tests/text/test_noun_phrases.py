"""Noun phrases of languages that put the named noun first: order, joint, agreement; silent where the grammar is not sure."""

from __future__ import annotations

import pytest

from localize.text.noun_phrases import Word, is_plural, joins_values, noun_phrase, text_of


def noun(text: str, gender: str, *, plural: bool = False) -> Word:
    """A noun."""
    return Word(text, "noun", gender, plural)


def adjective(text: str, *forms: str) -> Word:
    """An adjective with the forms that its entry knows."""
    return Word(text, "adj", forms=frozenset(forms))


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("pt", [noun("couro", "m"), noun("botas", "f", plural=True)], "botas de couro"),
        ("pt", [noun("de madeira", "f"), noun("porta-retratos", "m")], "porta-retratos de madeira"),
        ("pt", [adjective("impermeável"), noun("botas", "f", plural=True)], "botas impermeáveis"),
        ("pt", [Word("à prova de água", "phrase"), noun("jaqueta", "f")], "jaqueta à prova de água"),
        ("pt", [adjective("alto"), noun("resolução", "f")], "alta resolução"),
        ("pt", [adjective("cristão"), noun("bolsas", "f", plural=True)], "bolsas cristãs"),
        ("pt", [noun("Bluetooth", "m"), noun("alto-falante", "m")], "alto-falante Bluetooth"),
        (
            "es",
            [adjective("plegable"), noun("acero", "m"), noun("sillas", "f", plural=True)],
            "sillas de acero plegables",
        ),
        ("es", [adjective("negro"), noun("botas", "f", plural=True)], "botas negras"),
        ("es", [adjective("marrón"), noun("botines", "m", plural=True)], "botines marrones"),
        ("fr", [noun("or", "m"), noun("bague", "f")], "bague d'or"),
        ("fr", [noun("cuir", "m"), noun("sac", "m")], "sac de cuir"),
        ("fr", [noun("haricots", "m"), noun("moulin", "m")], "moulin de haricots"),
        ("fr", [adjective("blanc"), noun("nappes", "f", plural=True)], "nappes blanches"),
        ("fr", [adjective("petit"), noun("table", "f")], "petite table"),
        ("it", [noun("argento", "m"), noun("collana", "f")], "collana d'argento"),
        ("it", [adjective("elastico"), noun("cinture", "f", plural=True)], "cinture elastiche"),
        ("it", [adjective("blu"), noun("scarpe", "f", plural=True)], "scarpe blu"),
    ],
)
def test_the_named_noun_comes_first(language: str, words: list[Word], expected: str) -> None:
    """What it is of follows behind the preposition, adjectives in its gender and number; few stand before it."""
    assert text_of(noun_phrase(words, language)) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", [noun("Leder", "n"), noun("Stiefel", "m")]),
        ("pt", [noun("botas", "f")]),
        ("pt", [noun("couro", "m"), adjective("impermeável")]),
        ("pt", [Word("enxaguar", "verb"), noun("botas", "f")]),
        ("pt", [noun("couro", "m"), noun("botas", "")]),
        ("pt", [noun("couro", "m")] * 4 + [noun("botas", "f")]),
        ("pt", [Word("não", "phrase"), noun("fotografia", "f")]),
        ("pt", [Word("todos", "phrase"), noun("dia", "m")]),
        ("pt", [Word("adequado para", "phrase"), noun("jogos", "m", plural=True)]),
        ("pt", [adjective("kiwi"), noun("botas", "f", plural=True)]),
        ("it", [adjective("antico", "antichi", "antica"), noun("cinture", "f", plural=True)]),
    ],
)
def test_where_the_grammar_is_not_sure_there_is_no_phrase(language: str, words: list[Word]) -> None:
    """Another language, another part of speech, no gender, too many words, an unknown form, a phrase that needs more."""
    assert noun_phrase(words, language) is None


def test_every_part_knows_its_word() -> None:
    """So that who honours a term can say where it stands."""
    parts = noun_phrase([adjective("preto"), noun("couro", "m"), noun("bolsa", "f")], "pt")
    assert [(part.text, part.word) for part in parts or ()] == [
        ("bolsa", 2),
        (" de ", -1),
        ("couro", 1),
        (" ", -1),
        ("preta", 0),
    ]


@pytest.mark.parametrize(
    ("source", "translation", "gender", "language", "expected"),
    [
        ("boots", "botas", "f", "pt", True),
        ("boot", "botas", "f", "pt", False),
        ("lens", "lente", "f", "pt", False),
        ("boots", "stivali", "m", "it", True),
        ("shoes", "scarpe", "f", "it", True),
        ("boots", "Stiefel", "m", "de", False),
    ],
)
def test_a_plural_is_one_on_both_sides(
    source: str, translation: str, gender: str, language: str, expected: object
) -> None:
    """English and the target's ending must both say so."""
    assert is_plural(source, translation, gender, language) is expected


def test_only_measured_languages_join_values_unasked() -> None:
    """Elsewhere an engine's answer goes before."""
    assert [code for code in ("pt", "es", "fr", "it", "de") if joins_values(code)] == ["pt"]
