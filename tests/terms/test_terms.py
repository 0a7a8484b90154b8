"""Dictionaries: what fires, where, with which form, and what is wrong with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.errors import ConfigError
from localize.terms.dictionary import Dictionary, load_dictionary
from localize.terms.entry import Entry, Kind, Place
from localize.terms.spans import span_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def found(dictionary: Dictionary, text: str, place: Place | None = None) -> list[str]:
    """Texts that entries match."""
    return [text[m.start : m.end] for m in dictionary.matches(text, place or Place(market="pt-BR"))]


def test_a_term_matches_whole_words_in_any_case() -> None:
    """Never inside another word."""
    dictionary = Dictionary.of([Entry("art", "arte")])
    assert found(dictionary, "Art in a cart, ART") == ["Art", "ART"]


def test_a_term_does_not_match_a_part_of_a_hyphenated_word() -> None:
    """``brand-new`` is not a brand."""
    assert found(Dictionary.of([Entry("brand", "marca")]), "brand-new brand") == ["brand"]


def test_a_term_matches_where_its_words_are_joined_by_hyphens() -> None:
    """``faux leather`` is ``faux-leather`` before a noun; an entry that is spelt so itself goes first, and a part stays a part."""
    joined = Entry("t-shirt", "camiseta")
    dictionary = Dictionary.of([Entry("faux leather", "couro sintético"), Entry("t shirt", "blusa"), joined])
    assert found(dictionary, "Faux-Leather boots, faux leather, faux‑leather") == [
        "Faux-Leather",
        "faux leather",
        "faux‑leather",
    ]
    assert [match.entry for match in dictionary.matches("T-Shirt", Place(market="pt-BR"))] == [joined]
    assert found(dictionary, "faux-leather-look, non-faux-leather, faux - leather, 2-faux leather") == []


def test_the_longer_term_wins_over_its_words() -> None:
    """The whole phrase is found at its first word."""
    dictionary = Dictionary.of([Entry("water", "água"), Entry("water bottle", "garrafa de água")])
    assert found(dictionary, "water bottle") == ["water bottle"]


def test_a_number_stands_for_n() -> None:
    """``Pack of {n}`` knows every pack."""
    dictionary = Dictionary.of([Entry("pack of {n}", "pacote com {n}")])
    match = next(iter(dictionary.matches("Pack of 12", Place())))
    assert match.numbers == ("12",)


@pytest.mark.parametrize(
    ("entry", "place", "fires"),
    [
        (Entry("light", "claro", fields=("option*",)), Place(field="option1/value"), True),
        (Entry("light", "claro", fields=("option*",)), Place(field="title"), False),
        (Entry("light", "claro", category="lamps"), Place(category="Home > Lamps"), True),
        (Entry("light", "claro", category="lamps"), Place(category="Shoes"), False),
        (Entry("light", "claro", market="pt"), Place(market="pt-BR"), True),
        (Entry("light", "claro", market="de-*"), Place(market="pt-BR"), False),
        (Entry("light", "claro", brand="Acme"), Place(brand="acme"), True),
        (Entry("light", "claro", marketplace="ebay"), Place(marketplace="shopify"), False),
    ],
)
def test_an_entry_holds_where_its_scope_says(entry: Entry, place: Place, fires: bool) -> None:  # noqa: FBT001
    """Field, category, brand, market and marketplace narrow it."""
    assert bool(found(Dictionary.of([entry]), "light", place)) is fires


def test_the_narrower_entry_wins_and_the_seller_wins_over_us() -> None:
    """A stated precedence, not the order of files."""
    dictionary = Dictionary.of(
        [Entry("tee", "ours", shipped=True), Entry("tee", "wide"), Entry("tee", "narrow", market="pt-BR")]
    )
    assert next(iter(dictionary.matches("tee", Place(market="pt-BR")))).entry.translation == "narrow"
    assert next(iter(dictionary.matches("tee", Place(market="de-DE")))).entry.translation == "wide"


def test_exact_case_means_exactly_so() -> None:
    """A name that is also a word is matched only as the name is written."""
    assert found(Dictionary.of([Entry("Gap", "Gap", Kind.KEEP, exact_case=True)]), "mind the gap, Gap") == ["Gap"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("word,translation\na,b\n", "no column 'term'"),
        ("term,translaton\na,b\n", "Did you mean 'translation'"),
        ("term,translation,kind\na,b,keeep\n", "Did you mean 'keep'"),
        ("term,translation\nshoe,\n", "has no translation"),
        (b"term,translation\nsap\xe3o,b\n", "not UTF-8"),
    ],
)
def test_a_faulty_dictionary_is_named_with_file_and_line(
    write: Callable[[str, str | bytes], Path], content: str | bytes, message: str
) -> None:
    """What is wrong, where, and what to do."""
    path = write("terms.csv", content)
    with pytest.raises(ConfigError, match=r"terms\.csv") as caught:
        load_dictionary("en-US", "pt-BR", [path], shipped=False)
    assert message in str(caught.value)


def test_folders_say_the_pair(write: Callable[[str, str | bytes], Path]) -> None:
    """``en-de`` is not asked for Portuguese; ``any`` always is; test files are no dictionaries."""
    for name, term in (("en-de/a.csv", "x"), ("en-pt/b.csv", "y"), ("any/c.csv", "z"), ("en-pt/b.tests.csv", "t")):
        folder = write(f"dict/{name}", f"term,translation\n{term},1\n").parents[1]
    dictionary = load_dictionary("en-US", "pt-BR", [folder], shipped=False)
    assert sorted(e.term for e in dictionary.entries) == ["y", "z"]


def test_the_shipped_dictionary_is_large_and_clean() -> None:
    """English to Brazilian Portuguese works from day one."""
    entries = load_dictionary("en-US", "pt-BR", []).entries
    assert len(entries) > 2000
    assert all(e.shipped and e.translation == e.translation.strip() for e in entries)


@pytest.mark.parametrize(
    ("term", "translation", "text", "expected"),
    [
        ("fits waist {n} to {n}", "cintura {n} a {n}", "Fits waist 30 to 42", "Cintura 30 a 42"),
        ("{n} by {n} plan", "plano de {n} por {n}", "A 6 by 12 plan", "plano de 6 por 12"),
        ("{n} pack", "pacote com {n}, {n} unidades", "5 pack", "pacote com 5, 5 unidades"),
    ],
)
def test_each_number_of_a_term_is_its_own(term: str, translation: str, text: str, expected: str) -> None:
    """Several ``{n}`` are the text's numbers in their order; one that the translation says again is the last."""
    dictionary = Dictionary.of([Entry(term, translation)])
    (match,) = dictionary.matches(text, Place())
    assert span_of(text, match, "en-US", "pt-BR").target == expected
