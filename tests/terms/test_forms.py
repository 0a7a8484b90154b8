"""What stands for a term in the target: form, number, capitals; what counts as the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.terms.entry import Entry, Kind
from localize.terms.matching import Match
from localize.terms.spans import span_of

if TYPE_CHECKING:
    from tests.terms.conftest import Localized

PACK = Entry("Pack of {n}", "pacote com {n} peça|pacote com {n} peças")
BOOT = Entry("boot", "bota", forms=("botas",), pos="noun")


@pytest.mark.parametrize(
    ("entry", "text", "market", "expected"),
    [
        (PACK, "Pack of 1", "pt-BR", "Pacote com 1 peça"),
        (PACK, "pack of 12", "pt-BR", "pacote com 12 peças"),
        (PACK, "Pack of 1,500", "pt-BR", "Pacote com 1.500 peças"),
        (PACK, "Pack of 2.5", "pt-BR", "Pacote com 2,5 peças"),
        (PACK, "PACK OF 12", "pt-BR", "PACOTE COM 12 PEÇAS"),
        (PACK, "Pack of 12 x 8 in", "pt-BR", "Pack of 30,5 x 20,3\u00a0cm"),
        (Entry("{n} pieces", "{n} Stück"), "1,500 pieces", "de-DE", "1.500 Stück"),
        (Entry("{n} pieces", "{n} część|{n} części|{n} części|{n} części"), "5 pieces", "pl-PL", "5 części"),
        (BOOT, "boots", "pt-BR", "botas"),
        (BOOT, "BOOTS", "pt-BR", "BOTAS"),
        (BOOT, "Boot", "pt-BR", "Bota"),
        (Entry("boot", "Stiefel|Stiefel", pos="noun"), "boots", "de-DE", "Stiefel"),
        (Entry("book", "Buch", forms=("Buchs", "Bücher", "Büchern"), pos="noun"), "books", "de-DE", "Bücher"),
        (Entry("shoe", "but|buty|butów|buta"), "shoes", "pl-PL", "buty"),
        (Entry("red shoe", "roter Schuh"), "RED SHOE", "de-DE", "ROTER SCHUH"),
        (Entry("red shoe", "roter Schuh"), "red shoe", "de-DE", "roter Schuh"),
        (Entry("large", "groß"), "LARGE", "de-DE", "GROSS"),
        (Entry("identity", "kimlik"), "IDENTITY", "tr-TR", "KİMLİK"),
        (Entry("thread", "iplik"), "Thread", "tr-TR", "İplik"),
        (Entry("iron", "ijzer"), "Iron", "nl-NL", "IJzer"),
        (Entry("Boots", "Botas"), "boots", "pt-BR", "botas"),
        (Entry("boots", "Botas"), "boots", "pt-BR", "Botas"),
        (Entry("phone case", "iPhone-Hülle"), "Phone Case", "de-DE", "iPhone-Hülle"),
        (Entry("T-shirt", "camiseta"), "a T-shirt", "pt-BR", "a camiseta"),
        (Entry("T-shirt", "camiseta"), "T-shirt", "pt-BR", "Camiseta"),
        (Entry("water bottle", "garrafa de água"), "Water Bottle", "pt-BR", "Garrafa de Água"),
        (Entry("4K TV", "TV 4K"), "4K TV", "pt-BR", "TV 4K"),
        (Entry("boot", "ブーツ"), "BOOT", "ja-JP", "ブーツ"),
    ],
)
def test_the_translation_has_the_number_form_and_capitals_of_its_place(
    localized: Localized, entry: Entry, text: str, market: str, expected: str
) -> None:
    """As people expect it; the table is the specification."""
    assert localized(text, [entry], market=market).values["text"] == expected


@pytest.mark.parametrize(
    ("entry", "text", "market", "said"),
    [
        (BOOT, "The boots are warm", "pt-BR", "As botas são quentes"),
        (Entry("boot", "bota"), "The boots are warm", "pt-BR", "As botas são quentes"),
        (Entry("red", "vermelho", forms=("vermelha",)), "The red skirt", "pt-BR", "A saia Vermelha"),
        (Entry("boot", "Stiefel", forms=("-stiefel",)), "The hiking boot", "de-DE", "Der Wanderstiefel"),
        (Entry("leather", "Leder", pos="noun", shipped=True), "The leather bag", "de-DE", "Die Ledertasche"),
        (Entry("shirt", "シャツ"), "A red shirt here", "ja-JP", "ここに赤いシャツがあります"),
    ],
)
def test_a_correct_form_that_the_engine_chose_is_left(
    localized: Localized, entry: Entry, text: str, market: str, said: str
) -> None:
    """A plural of a plural, an accepted form, the part of a compound that the entry allows, a word between others."""
    draft = localized(text, [entry], lambda _: said, market=market)
    assert draft.values["text"] == said


def test_an_adjectives_ending_is_no_number(localized: Localized) -> None:
    """The main form stands where nothing tells; another that an engine chose is left."""
    red = Entry("rot", "vermelho", forms=("vermelha", "vermelhos"), pos="adj")
    assert localized("rote", [red], source="de-DE").values["text"] == "vermelho"
    draft = localized("die rote Tasche", [red], lambda _: "a bolsa vermelha", source="de-DE")
    assert draft.values["text"] == "a bolsa vermelha"


def test_a_sellers_word_is_not_honoured_by_a_compound(localized: Localized) -> None:
    """They asked for the very word; ours are content with a part of one."""
    draft = localized("The hiking boot", [Entry("boot", "Stiefel")], lambda _: "Der Wanderschuh", market="de-DE")
    assert "Stiefel" in draft.values["text"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("Nike", "ナイキ"), "ナイキ"),
        (Entry("nike", "勝利"), "Nike"),
        (Entry("Nike", "", Kind.KEEP), "Nike"),
        (Entry("Nike", "ナイキ", shipped=True), "Nike"),
    ],
)
def test_the_brand_is_kept_unless_the_seller_has_an_entry_for_it(
    localized: Localized, entry: Entry, expected: str
) -> None:
    """Written as the brand is: a word that happens to be alike is none."""
    assert localized("Nike", [entry], market="ja-JP", brand="Nike").values["text"] == expected


def test_what_is_remembered_of_a_term_is_for_its_words_and_its_place_alone() -> None:
    """The same entry with the same words comes out otherwise inside a sentence, of another number and in another market."""

    def target(text: str, at: str, entry: Entry, numbers: tuple[str, ...] = (), locale: str = "pt-BR") -> str | None:
        start = text.index(at)
        return span_of(text, Match(entry, start, start + len(at), numbers), "en-US", locale).target

    shirt = Entry("T-shirt", "camiseta")
    assert [target(text, "T-shirt", shirt) for text in ("T-shirt", "a T-shirt", "New: T-shirt")] == [
        "Camiseta",
        "camiseta",
        "Camiseta",
    ]
    assert [target("pack of {n}", "pack of {n}", PACK, (number,)) for number in ("1", "2")] == [
        "pacote com 1 peça",
        "pacote com 2 peças",
    ]
    pieces = Entry("{n} pieces", "{n} ST")
    found = [target("1,500 pieces", "1,500 pieces", pieces, ("1,500",), locale) for locale in ("de-DE", "fr-CH")]
    assert found[0] != found[1]
    other = Entry("T-shirt", "blusa")
    assert target("a T-shirt", "T-shirt", other) == "blusa"


def test_a_noun_with_its_capital_is_written_as_the_dictionary_has_it_in_every_form() -> None:
    """In German every noun has one: it says nothing of the English word."""
    buttons = Entry("Knöpfe", "buttons", source_forms=("Knöpfen",), pos="noun")

    def target(text: str, at: str) -> str | None:
        start = text.index(at)
        return span_of(text, Match(buttons, start, start + len(at)), "de-DE", "en-GB").target

    assert [target("Jacke mit 3 Knöpfen", "Knöpfen"), target("Knöpfen", "Knöpfen"), target("3 KNÖPFEN", "KNÖPFEN")] == [
        "buttons",
        "Buttons",
        "BUTTONS",
    ]
