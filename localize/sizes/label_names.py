"""Names in a size label that are not the size: its system, for whom, the word "size", the unit of an age, another cut."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from localize.sizes.words import any_of, fit_keys, label_audiences, system_names, words

__all__ = [
    "ADULTS",
    "Named",
    "between_systems",
    "has_size_word",
    "with_dashes",
    "without_age",
    "without_fit",
    "without_names",
]

ADULTS = "adults"
"""For whom a label is that says only that it is no child's."""


def with_dashes(text: str) -> str:
    """The words of a range as a dash: ``6 to 9`` is ``6-9``."""
    return _to_pattern().sub("-", text)


@cache
def _to_pattern() -> re.Pattern[str]:
    spoken = any_of(name for names in words()["to"].values() for name in names)
    return re.compile(rf"(?<=[\d½A-Z]) (?:{spoken}) (?=[\dA-Z])", re.IGNORECASE)


@cache
def between_systems() -> re.Pattern[str]:
    """The blank between ``US 8`` and ``EU 39``."""
    names = any_of(system_names(columns=True))
    return re.compile(rf"(?<=[\d½)]) (?=(?:{names}):? ?\d)", re.IGNORECASE)


@cache
def _name_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = any_of(system_names(columns=True))
    before = rf"(?P<system>{names})(?=[\s\d:('’-]|men|women)(?:-|[.:]? ?)"
    after = rf"[ (]+(?P<system>{names})\)?"
    return re.compile(before, re.IGNORECASE), re.compile(rf".*?(?P<all>{after})", re.IGNORECASE)


class Named(NamedTuple):
    """A label without its names, and these: system, for whom, and the letters that a word for children stands for."""

    text: str
    system: str
    audience: str
    letters: str


def without_names(text: str) -> Named:
    """The label without its system, audience and the word "size"."""
    found: dict[str, str] = {}
    for _ in range(4):
        shorter = _strip_word(_strip_system(text, found), found)
        if shorter == text:
            break
        text = shorter
    return Named(text, found.get("system", ""), found.get("audience", ""), found.get("letters", ""))


def _strip_system(text: str, found: dict[str, str]) -> str:
    if "system" in found:
        return text
    first, last = _name_patterns()
    systems = _systems()
    if (match := first.match(text)) and match.end() < len(text):
        found["system"] = systems[match.group("system").upper()]
        return text[match.end() :].strip()
    if match := last.fullmatch(text):
        found["system"] = systems[match.group("system").upper()]
        return text[: match.start("all")].strip()
    return text


@cache
def _systems() -> dict[str, str]:
    return {name.upper(): system for name, system in system_names(columns=True).items()}


def _strip_word(text: str, found: dict[str, str]) -> str:
    """Without a leading or trailing "size", "men's" or "big kid"."""
    parts = text.split()
    for count in range(min(2, len(parts) - 1), 0, -1):
        for word, rest in ((parts[:count], parts[count:]), (parts[-count:], parts[:-count])):
            bare = " ".join(word).strip("():")
            if _is_size_word(bare.casefold()):
                return " ".join(rest)
            if "audience" not in found and (meaning := _for_whom(bare.replace("’", "'").casefold())):
                found["audience"] = meaning
                found["letters"] = words()["kids_letters"].get(bare.replace("’", "'").casefold(), "")
                return " ".join(rest)
    return text


def _for_whom(word: str) -> str:
    return ADULTS if word in words()["adults"]["labels"] else label_audiences().get(word, "")


@cache
def _age_pattern() -> re.Pattern[str]:
    age = words()["age"]
    return re.compile(
        rf"(?<=\d) ?(?:(?P<years>{any_of(age['years'])})|(?P<months>{any_of(age['months'])}))(?!\w)", re.IGNORECASE
    )


def without_age(text: str) -> tuple[str, str]:
    """``2-3 years`` as ``2-3``, ``12 months`` as ``12M``, with the unit; units of both ends are one."""
    units = {name for match in _age_pattern().finditer(text) for name, said in match.groupdict().items() if said}
    if len(units) != 1:
        return text, ""
    unit = units.pop()
    bare = _age_pattern().sub("", text)
    return (f"{bare}M" if unit == "months" else bare), unit


def without_fit(text: str) -> tuple[str, str]:
    """``XL Tall`` as ``XL`` and the word."""
    label, _, last = text.rpartition(" ")
    return (label, last) if label and last.casefold() in fit_keys() else (text, "")


def has_size_word(text: str) -> bool:
    """Does a label's text hold the word "size"?"""
    return any(word.strip("():").casefold() in _every_size_word() for word in text.split())


def _is_size_word(bare: str) -> bool:
    """``size``, ``shoe size``."""
    of, _, last = bare.rpartition(" ")
    return bare in _every_size_word() or (last in _every_size_word() and of in words()["size_of"]["en"])


@cache
def _every_size_word() -> frozenset[str]:
    lists = [words()[section].values() for section in ("size_word", "size_short")]
    return frozenset(word.casefold() for section in lists for names in section for word in names)
