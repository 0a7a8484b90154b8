"""Is a text written in letters of its language? A German translation in Cyrillic is the wrong column or the wrong file."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.listing import Severity
from localize.terms.checks.characters import look_alikes
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.problem import Problem
    from localize.terms.checks.items import Item

__all__ = ["check_scripts", "compounds", "without_blanks"]

_LATIN = ("LATIN", "FULLWIDTH", "MODIFIER", "MASCULINE", "FEMININE")


def check_scripts(items: Sequence[Item]) -> Iterator[Problem]:
    """Letters of a script that the language does not have; Latin letters are at home everywhere (names, sizes)."""
    for item in items:
        forbid = item.kind == Kind.FORBID
        texts = [("translation", item.target_language), ("forms", item.target_language)]
        texts.append(("term", item.target_language if forbid else item.source_language))
        for column, language in texts:
            cell = item.cells.get(column)
            if cell is None or not language or not cell.text:
                continue
            if not cell.text.isascii() and (found := _foreign(cell.text, language)):
                at, script = found
                yield item.problem_within(
                    "dict-wrong-script",
                    Severity.ERROR,
                    f"'{cell.text.strip()}' has {script} letters, which the language '{language}' is not written in.",
                    "Check that the text stands in the right column and file.",
                    column,
                    at,
                )
            elif column == "translation" and _untranslated(cell.text, item, language):
                yield item.problem(
                    "dict-wrong-script",
                    Severity.WARNING,
                    f"'{cell.text.strip()}' has no letter of the script that '{language}' is written in.",
                    "Translate it, or write keep in the column 'kind' if it is a name.",
                    column,
                )


@cache
def _data() -> dict[str, Any]:
    return read_toml(package_folder("terms") / "checks" / "scripts.toml")


def without_blanks(language: str) -> bool:
    """Is the language written without blanks between words?"""
    return language in _data()["inside"]


def compounds(language: str) -> bool:
    """Does the language glue words together?"""
    return language in _data()["compound"]


def _scripts(language: str) -> tuple[str, ...]:
    return tuple(_data()["scripts"].get(language, ()))


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _foreign(text: str, language: str) -> tuple[int, str] | None:
    """The first letter that is at home neither in the language nor in Latin. A Greek letter alone is a symbol (µ, Ω)."""
    known = (*_LATIN, *_scripts(language))
    for at, letter in enumerate(text):
        if letter.isascii() or not letter.isalpha():
            continue
        script = _script_of(letter)
        if script in known or script in {"MICRO", "OHM", "KELVIN", "ANGSTROM", "DOUBLE-STRUCK", "MATHEMATICAL"}:
            continue
        if (
            script == "GREEK"
            and not (text[at - 1 : at].isalpha() and at and _greek(text[at - 1]))
            and not (text[at + 1 : at + 2] and _greek(text[at + 1]))
        ):
            continue
        if letter in look_alikes() and _in_latin_word(text, at):
            continue  # said as a look-alike
        return at, script.capitalize()
    return None


def _greek(letter: str) -> bool:
    return _script_of(letter) == "GREEK"


def _in_latin_word(text: str, at: int) -> bool:
    start, end = at, at
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return any(c.isascii() or _script_of(c) == "LATIN" for c in text[start:end])


def _untranslated(text: str, item: Item, language: str) -> bool:
    scripts = _scripts(language)
    if not scripts or "LATIN" in scripts or item.kind != Kind.TRANSLATE:
        return False
    small = sum(c.islower() and c.isascii() for c in text)
    own = any(c.isalpha() and _script_of(c) in scripts for c in text)
    return small >= 3 and not own and text.strip().casefold() != item.term.casefold()
