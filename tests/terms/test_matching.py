"""What stands where: a table of terms and texts, and the choice among those that overlap."""

from __future__ import annotations

import pytest

from localize.terms.dictionary import Dictionary
from localize.terms.entry import Entry, Kind, Place

KEEP = Kind.KEEP
TABLE: list[tuple[str, str, str, list[str]]] = [
    # term, language, text, what it matches
    ("boot", "en", "Boots, BOOTS and a boot's sole", ["Boots", "BOOTS", "boot's"]),
    ("boot", "en", "reboot bootstrap boot-cut boot_1", []),
    ("boot", "en", "boot\u00adstrap", []),
    ("hiking boot", "en", "two hiking boots", ["hiking boots"]),
    ("hiking boot", "en", "hiking\u00a0boot", ["hiking\u00a0boot"]),
    ("hiking boot", "en", "hiking\nboot", []),
    ("hiking boot", "en", "hiking. Boot", []),
    ("bag of rice", "en", "bags of rice", ["bags of rice"]),
    ("glass jar", "en", "glasses jar", []),
    ("glass", "en", "Glasses of glass", ["glass"]),
    ("short", "en", "Shorts", []),
    ("cover", "en", "It covers the screen. Two covers.", ["covers"]),
    ("boots", "en", "one boot", []),
    ("café", "en", "Cafe\u0301 CAFÉ", ["Cafe\u0301", "CAFÉ"]),
    ("t-shirt", "en", "T-Shirts t-shirt", ["T-Shirts", "t-shirt"]),
    ("t-shirt", "en", "t shirt", []),
    ("women’s", "en", "Women's", ["Women's"]),
    ("pack of {n}", "en", "Pack of 1,500 and pack of 2.5", ["Pack of 1,500", "pack of 2.5"]),
    ("{n} pieces", "en", "1,500 pieces", ["1,500 pieces"]),
    ("{n} pieces", "en", "1/2 pieces, 10-12 pieces, x12 pieces", []),
    ("{n} piece", "en", "12 pieces", ["12 pieces"]),
    ("{n}-pack", "en", "12-pack of socks", ["12-pack"]),
    ("100 cotton", "en", "1.100 cotton", []),
    ("C++", "en", "learn C++ now", ["C++"]),
    ("Stiefel", "de", "Wanderstiefel, Stiefeln, Stiefels", ["Stiefeln", "Stiefels"]),
    ("Wanderstiefel", "de", "WANDERSTIEFELN", ["WANDERSTIEFELN"]),
    ("Lampe", "de", "LED-Lampe", []),
    ("rot", "de", "rote Schuhe, Rotwein", ["rote"]),
    ("chaussure rouge", "fr", "des chaussures rouges", ["chaussures rouges"]),
    ("シャツ", "ja", "赤いシャツは、Tシャツ、ワイシャツ", ["シャツ", "シャツ"]),
    ("パン", "ja", "パンツとパンを", ["パン"]),
    ("革", "ja", "革靴と革の鞄", ["革"]),
    ("本革", "ja", "本革製", ["本革"]),
    ("金", "zh", "金属 金", ["金"]),
    ("手机壳", "zh", "苹果手机壳新款", ["手机壳"]),
    ("กระเป๋า", "th", "ขายกระเป๋าหนัง", ["กระเป๋า"]),
    ("가방", "ko", "가방을 샀다", ["가방을"]),
    ("हाथ", "hi", "हाथी हाथ", ["हाथ"]),
]


@pytest.mark.parametrize(("term", "language", "text", "found"), TABLE)
def test_a_term_is_found_where_it_stands_and_nowhere_else(
    term: str, language: str, text: str, found: list[str]
) -> None:
    """The table is the specification."""
    dictionary = Dictionary.of([Entry(term, "x {n}" if "{n}" in term else "x")], language)
    assert [text[m.start : m.end] for m in dictionary.matches(text, Place(market="pt-BR"))] == found


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        (Entry("Acme", "", KEEP), "Acme's best, Acmes, Acme-style, acme", ["Acme", "Acme", "acme"]),
        (Entry("Gap", "", KEEP, exact_case=True), "Gap gap Gaps GAP", ["Gap"]),
        (Entry("Boot", "x", exact_case=True), "Boots Boot", ["Boot"]),
        (Entry("light", "x", pos="adj"), "lights light", ["light"]),
        (Entry("light", "x", pos="noun"), "lights", ["lights"]),
        (Entry("light", "x"), "lights", []),
        (Entry("Orion", "x", pos="name"), "Orions", []),
        (Entry("2-year warranty", "x", Kind.LEGAL), "2-year warranties", []),
    ],
)
def test_kind_case_and_part_of_speech_say_whether_it_may_be_inflected(
    entry: Entry, text: str, found: list[str]
) -> None:
    """A name is no noun; what is exact is not inflected; of a kept name only the name is kept."""
    dictionary = Dictionary.of([entry], "en-US")
    assert [text[m.start : m.end] for m in dictionary.matches(text, Place(market="pt-BR"))] == found


def chosen(entries: list[Entry], text: str, place: Place | None = None) -> list[tuple[str, str]]:
    """What is found, with the translation of the entry that won."""
    matches = Dictionary.of(entries, "en-US").matches(text, place or Place(field="title", market="pt-BR"))
    return [(text[m.start : m.end], m.entry.translation) for m in matches]


OURS = {"shipped": True}


@pytest.mark.parametrize(
    ("entries", "text", "won"),
    [
        # longest phrase, not its words
        ([Entry("water", "a"), Entry("bottle", "b"), Entry("water bottle", "c")], "Water bottles", [("Water bottles", "c")]),
        # the longer, not the first
        ([Entry("red water", "a"), Entry("water bottle cap", "b")], "red water bottle cap", [("water bottle cap", "b")]),
        # a seller's word inside our phrase
        ([Entry("bottle", "seller"), Entry("water bottle", "ours", shipped=True)], "water bottle", [("bottle", "seller")]),
        # exact before inflected, even of a narrower entry
        ([Entry("boot", "inflected", fields=("title",)), Entry("boots", "exact")], "boots", [("boots", "exact")]),
        # a seller's inflected before our exact
        ([Entry("boot", "seller"), Entry("boots", "ours", shipped=True)], "boots", [("boots", "seller")]),
        # narrower scope
        ([Entry("tee", "wide"), Entry("tee", "narrow", fields=("title",))], "tee", [("tee", "narrow")]),
        # narrower pair: the folder en-pt-BR before en-pt
        ([Entry("tee", "pt", reach=2), Entry("tee", "pt-BR", reach=3)], "tee", [("tee", "pt-BR")]),
        # the scope that does not hold is as if it were not there
        ([Entry("tee", "wide"), Entry("tee", "other", market="de-*")], "tee", [("tee", "wide")]),
        # the longer only where it holds
        ([Entry("red tee", "x", market="de-DE"), Entry("tee", "y")], "red tee", [("tee", "y")]),
        # the first where nothing else tells
        ([Entry("tee", "first"), Entry("tee", "second")], "tee", [("tee", "first")]),
    ],
)  # fmt: skip
def test_of_those_that_overlap_the_stated_one_wins(entries: list[Entry], text: str, won: list[tuple[str, str]]) -> None:
    """Seller before shipped, longer before shorter, exact before inflected, narrower before wider."""
    assert chosen(entries, text) == won


def test_a_line_end_is_a_blank_in_html_only() -> None:
    """In plain text a line is a unit of its own."""
    dictionary = Dictionary.of([Entry("water bottle", "x")])
    assert list(dictionary.matches("water\nbottle", Place(role="html")))
    assert not list(dictionary.matches("water\nbottle", Place(role="text")))


@pytest.mark.parametrize(
    ("term", "text", "field", "found"),
    [
        ("lace-up", "Lace Up Boots", "title", ["Lace Up"]),
        ("lace-up", "Lace Up", "option1/value", ["Lace Up"]),
        ("lace-up", "Lace up your boots", "description", []),
        ("lace-up", "Lace-up", "description", ["Lace-up"]),
        ("a-line", "A Line", "option1/value", ["A Line"]),
        ("a-line", "A line of soaps", "title", []),
        ("2-way", "2 way", "title", []),
        ("lace-up", "Lace. Up", "title", []),
    ],
)
def test_words_that_a_hyphen_joins_stand_apart_in_titles_and_values(
    term: str, text: str, field: str, found: list[str]
) -> None:
    """Only of our own dictionaries: a seller's entry says how it is spelt."""
    place = Place(field=field)
    ours = Dictionary.of([Entry(term, "x", shipped=True)], "en")
    assert [text[m.start : m.end] for m in ours.matches(text, place)] == found
    theirs = Dictionary.of([Entry(term, "x")], "en")
    assert [text[m.start : m.end] for m in theirs.matches(text, place)] == [part for part in found if "-" in part]
