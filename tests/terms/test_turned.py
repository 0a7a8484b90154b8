"""Dictionaries that follow from others: turned round, and joined by concept."""

from __future__ import annotations

import pytest

from localize.terms.dictionary import Dictionary, load_dictionary
from localize.terms.entry import Entry, Kind, Place
from localize.terms.matching import chosen
from localize.terms.turned import in_sentences, joined, turned

BOOT = Entry("boot", "Stiefel|Stiefel", forms=("Stiefeln",), pos="noun", gender="m", concept="boot")
COUCH, SOFA = Entry("couch", "Sofa", concept="sofa"), Entry("sofa", "Sofa", forms=("Sofas",), concept="sofa")
BENCH, BANK = Entry("bench", "Bank", concept="bench"), Entry("bank", "Bank", concept="bank")


def test_a_translation_becomes_the_term_and_its_forms_other_forms_of_it() -> None:
    """German to English from English to German."""
    (entry,) = turned([BOOT])
    assert (entry.term, entry.translation, entry.source_forms) == ("Stiefel", "boot", ("Stiefeln",))
    found = Dictionary.of([entry], "de-DE").matches("mit Stiefeln", Place())
    assert [m.entry.translation for m in found] == ["boot"]


def test_synonyms_of_one_concept_give_its_main_term() -> None:
    """The first in file order; the others are accepted."""
    (entry,) = turned([COUCH, SOFA])
    assert (entry.term, entry.translation, entry.forms) == ("Sofa", "couch", ("sofa",))


def test_a_word_of_several_concepts_is_left_to_the_engine() -> None:
    """Unless scopes tell them apart; what has no concept says nothing."""
    assert turned([BENCH, BANK]) == []
    assert turned([Entry("a", "x"), Entry("b", "x")]) == []
    scoped = Entry("bank", "Bank", concept="bank", fields=("title",))
    assert len(turned([BENCH, scoped])) == 2


def test_an_entry_of_values_of_any_kind_yields_to_one_of_all_texts() -> None:
    """It is scoped to keep it out of sentences, not because the word has another sense there."""
    cotton = Entry("cotton", "algodão", concept="cotton")
    wool = Entry("cotton wool", "algodão", fields=("option*", "attribute*", "choice"))
    assert [entry.translation for entry in turned([wool, cotton])] == ["cotton"]
    assert [entry.translation for entry in turned([wool])] == ["cotton wool"]


def test_what_is_kept_is_kept_both_ways() -> None:
    """And what is written one way only is not turned."""
    kept, exact = Entry("Acme", "", Kind.KEEP), Entry("US", "EUA", exact_case=True)
    assert turned([kept, exact, Entry("x", "y", Kind.FORBID)]) == [kept]


@pytest.mark.parametrize(
    ("other", "translation"),
    [
        (Entry("boot", "botte", concept="boot"), "botte"),
        (Entry("boots", "bottes", concept="boot"), "bottes"),
        (Entry("boot", "botte"), "botte"),
        (Entry("boot", "coffre", concept="car-boot"), None),
        (Entry("boot", "botte", concept="boot", fields=("title",)), None),
        (Entry("shoe", "chaussure", concept="shoe"), None),
    ],
)
def test_two_dictionaries_meet_in_the_term_or_the_concept(other: Entry, translation: str | None) -> None:
    """The same sense and scope, or nothing."""
    made = joined(turned([BOOT]), [other])
    assert [e.translation for e in made] == ([] if translation is None else [translation])


def test_a_topic_is_no_concept() -> None:
    """A word in the concept column that very many terms share joins nothing."""
    colours = [Entry(f"colour{n}", f"cor{n}", concept="colour") for n in range(20)]
    assert joined([Entry("Farbe", "color", concept="colour")], colours) == []


def test_numbers_stay_numbers() -> None:
    """A term with ``{n}`` meets only one with it."""
    back = turned([Entry("pack of {n}", "{n}er-Pack", concept="pack-of-n")])
    assert back[0].term == "{n}er-Pack"
    assert joined(back, [Entry("pack", "paquet", concept="pack-of-n")]) == []


def test_shipped_dictionaries_serve_the_way_back() -> None:
    """Portuguese to English follows from English to Portuguese."""
    entries = load_dictionary("pt-BR", "en-US", []).entries
    assert len(entries) > 1000
    found = Dictionary.of(entries, "pt-BR").matches("Garrafa de água", Place(field="title", market="en-US"))
    assert [m.entry.translation for m in found] == ["water bottle"]


def test_an_abbreviation_is_not_spelled_out() -> None:
    """“XS” on a perfume is no “extra small”; a translation that is an abbreviation itself is turned."""
    entries = [
        Entry("extra small", "extrapequeño", forms=("extra pequeño", "XS"), shipped=True),
        Entry("truck", "LKW", shipped=True),
    ]
    back = turned(entries)
    assert {form for entry in back for form in (entry.term, *entry.source_forms)} == {
        "extrapequeño",
        "extra pequeño",
        "LKW",
    }


SIZE = Entry("size", "taille", concept="size", fields=("option*", "attribute*", "choice"))
HEIGHT = Entry("height", "hauteur", forms=("hauteurs", "taille"), concept="height")


def test_a_word_that_is_another_concepts_own_is_not_read_as_one_that_merely_accepts_it() -> None:
    """*Taille* is accepted for a height, and the word for a size: in a sentence it is the engine's."""
    dictionary = Dictionary.of(turned([SIZE, HEIGHT]), "fr-FR")
    assert [m.entry.translation for m in dictionary.matches("taille", Place(field="option1/value"))] == ["size"]
    assert list(dictionary.matches("En taille 40", Place(field="body"))) == []
    assert [m.entry.translation for m in dictionary.matches("Deux hauteurs", Place(field="body"))] == ["height"]


def test_a_form_of_a_word_stays_its_form_where_another_entry_has_it_for_its_own() -> None:
    """Singular and plural are often entries and concepts of their own."""
    one = Entry("grass", "Gras", forms=("Gräser",), concept="grass")
    many = Entry("grasses", "Gräser", concept="grasses", fields=("option*", "attribute*", "choice"))
    assert [e.source_forms for e in turned([one, many])] == [("Gräser",), ()]


def test_a_plural_is_not_read_for_a_singular_that_has_an_entry() -> None:
    """*Qual o tamanho?* asks for one size, though only *sizes* may stand in sentences."""
    one = Entry("size", "tamanho", forms=("tamanhos",), concept="size", fields=("option*", "attribute*", "choice"))
    many = Entry("sizes", "tamanhos", forms=("tamanho",))
    assert [e.source_forms for e in turned([one, many])] == [("tamanhos",), ()]


def test_a_form_is_that_of_the_singular_or_the_plural_that_it_goes_on_from() -> None:
    """German *mit Knöpfen* has buttons, *des Knopfes* one."""
    one = Entry("button", "Knopf", forms=("Knöpfe", "Knopfes", "Knöpfen"), pos="noun", concept="button")
    many = Entry("buttons", "Knöpfe", forms=("Knopf", "Knopfes", "Knöpfen"), pos="noun", concept="button")
    dictionary = Dictionary.of(turned([one, many]), "de-DE")
    found = {
        words: [m.entry.translation for m in dictionary.matches(words, Place())] for words in ("Knöpfen", "Knopfes")
    }
    assert found == {"Knöpfen": ["buttons"], "Knopfes": ["button"]}


@pytest.mark.parametrize(
    ("english", "written"),
    [
        ("usb ports", "USB ports"),
        ("made in germany", "made in Germany"),
        ("made in china", "made in China"),
        ("china", "china"),
        ("bpa-free", "BPA-free"),
        ("valentine's day gift", "Valentine's Day gift"),
        ("ledger", "ledger"),
        ("United States", "United States"),
    ],
)
def test_english_words_get_the_capitals_that_they_always_have(english: str, written: str) -> None:
    """Terms are written small, and nobody reads “usb ports” on a page."""
    assert [entry.translation for entry in turned([Entry(english, "x", concept="x")])] == [written]


def test_a_word_of_several_senses_answers_as_a_value_only() -> None:
    """French *été* is summer, and been; as an accepted form of another word such a word is not read at all."""
    summer = Entry("summer", "été", forms=("étés",), concept="summer")
    jar = Entry("jar", "bocal", forms=("bocaux", "pot"), concept="jar")
    dictionary = Dictionary.of(in_sentences(turned([summer, jar]), "fr"), "fr-FR")
    body, value = Place(field="body"), Place(field="option1/value", role="choice")
    assert list(dictionary.matches("Il a été choisi pour le pot", body)) == []
    assert [m.entry.translation for m in dictionary.matches("été", value)] == ["summer"]
    assert [m.entry.translation for m in dictionary.matches("deux bocaux", body)] == ["jar"]


def test_a_word_of_several_senses_is_no_form_of_another_word_either() -> None:
    """German *Schale* (a bowl, a peel) is by its letters an old plural of *Schal*, which it never means."""
    entries = [Entry("scarf", "Schal", forms=("Schals",), concept="scarf", shipped=True)]
    dictionary = Dictionary.of(in_sentences(turned(entries), "de"), "de-DE")
    assert list(dictionary.matches("eine Schale aus Holz", Place(field="body"))) == []
    assert [m.entry.translation for m in dictionary.matches("zwei Schals", Place(field="body"))] == ["scarf"]
    own = Dictionary.of([Entry("Schal", "scarf")], "de-DE")
    assert [m.entry.translation for m in own.matches("eine Schale", Place(field="body"))] == ["scarf"], (
        "the seller's word"
    )


def test_what_is_written_for_a_pair_into_english_goes_before_what_is_turned_round() -> None:
    """Term by term and place by place: of the same words another place keeps its entry, and other words keep theirs."""
    dictionary = load_dictionary("pt-BR", "en-US", ())

    def said(text: str, label: str) -> list[str]:
        return [
            match.entry.translation for match in chosen(dictionary.candidates(text, Place(label=label, role="choice")))
        ]

    assert said("azul marinho", "Cor") == ["navy blue"]
    assert said("único", "Tamanho") == ["one size"]
    assert said("único", "Modelo") == ["single"]
    assert said("algodão", "Material") == ["cotton"]
    assert load_dictionary("en-US", "pt-BR", ()).candidates("upper", Place()) == []
