"""Plain texts set as a language sets them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.market import load_market, market_tags
from localize.typography import Typography, set_text, typography_of
from localize.typography.setting import edits_of

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("market", "text", "expected"),
    [
        ("de-DE", 'Der "rote" Schuh', "Der „rote“ Schuh"),
        ("de-DE", "Der “rote” Schuh", "Der „rote“ Schuh"),
        ("de-DE", "Der „rote“ Schuh", "Der „rote“ Schuh"),
        ("de-DE", "Er sagt: “Ein ‘guter’ Schuh”.", "Er sagt: „Ein ‚guter‘ Schuh“."),
        ("de-DE", 'Rohr 12" x 8"', 'Rohr 12" x 8"'),
        ("de-DE", 'Ein 12" Rohr, "neu"', 'Ein 12" Rohr, „neu“'),
        ("de-DE", 'Der "rote Schuh', 'Der "rote Schuh'),
        ("de-DE", 'rote" Schuh', 'rote" Schuh'),
        ("de-DE", "Größe", "Größe"),
        ("de-CH", "Größe „groß“", "Grösse „gross“"),
        ("de-CH", "STRAßE, STRAẞE", "STRASSE, STRASSE"),
        ("fr-FR", 'Le "mot" est là: ok!', "Le «_mot_» est là_: ok_!"),
        ("fr-FR", "Prix : 20 €; bien ?", "Prix_: 20 €_; bien_?"),
        ("fr-FR", "« déjà » fait !", "«_déjà_» fait_!"),
        ("fr-FR", "Quoi?! Oui!!", "Quoi_?! Oui_!!"),
        ("fr-FR", "16:9, 10:30, https://a.b/?x=1", "16:9, 10:30, https://a.b/?x=1"),
        ("fr-FR", "a :) b", "a :) b"),
        ("fr-CH", "Dit “a “b” c”", "Dit «_a ‹_b_› c_»"),
        ("fr-CA", "Bien! “Oui” : non", "Bien! «\u00a0Oui\u00a0»\u00a0: non"),
        ("pt-BR", 'A "casa"', "A “casa”"),
        ("pl-PL", 'To "dom"', "To „dom”"),
        ("sv-SE", 'Ett "hus"', "Ett ”hus”"),
        ("ja-JP", "“新しい”靴", "「新しい」靴"),
        ("it-IT", 'La "casa" (“nuova”)', "La «casa» («nuova»)"),
    ],
)
def test_texts_are_set_as_people_there_set_them(market: str, text: str, expected: str) -> None:
    """Quotation marks in pairs, spaces before marks, letters; measures, times and addresses stay. ``_`` is a narrow space."""
    assert set_text(text, typography_of(load_market(market))) == expected.replace("_", NARROW)


def test_what_is_protected_stays() -> None:
    """A range that the caller names keeps its characters."""
    rules = typography_of(load_market("de-CH"))
    assert set_text("Weiß AG, weiß", rules, [(0, 7)]) == "Weiß AG, weiss"
    assert set_text('Der "Weiß" Schuh', rules, [(5, 9)]) == "Der „Weiß“ Schuh"


def test_every_piece_has_its_reason() -> None:
    """The custom by name."""
    edits = edits_of('Größe: "S"', typography_of(load_market("de-CH")))
    assert [(edit.new, edit.why) for edit in edits] == [
        ("ss", "no ß"),
        ("„", "quotation marks"),
        ("“", "quotation marks"),
    ]


def test_only_letters() -> None:
    """A text of the language keeps its author's marks."""
    rules = typography_of(load_market("de-CH")).only_letters
    assert set_text('Größe "S"', rules) == 'Grösse "S"'


TEXTS = st.text(alphabet='aZß1 "“”„«»‘’:;!?.()\u00a0\u202f-', max_size=30)


@given(TEXTS, st.sampled_from(market_tags()))
def test_nothing_but_marks_spaces_and_letters_changes(text: str, market: str) -> None:
    """Words and digits are the same in the same order, and setting a text again changes nothing."""
    rules = typography_of(load_market(market))
    done = set_text(text, rules)

    def words(value: str) -> str:
        return re.sub(r"[^\w.()-]", "", value.replace("ß", "ss").replace("SS", "ss"))

    assert words(done) == words(text)
    assert done.count(":") == text.count(":")


@given(TEXTS)
def test_without_rules_nothing_changes(text: str) -> None:
    """A market whose language nobody described leaves texts alone."""
    assert set_text(text, Typography()) == text


@given(st.lists(st.sampled_from(["a", "Wort", '"gut"', "“neu”", "ja!", "was?", "so:", "gut;", '12"']), max_size=6))
def test_setting_twice_is_setting_once(parts: list[str]) -> None:
    """French, with all its spaces."""
    rules = typography_of(load_market("fr-FR"))
    once = set_text(" ".join(parts), rules)
    assert set_text(once, rules) == once
