"""What a size label says by itself: number, letters, waist and length, system, audience, width.

Nothing is looked up here and nothing is guessed: a word ("Medium", "Default Title") is no label, and a bare number has
no system.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from localize.sizes.words import any_of, system_names, words

__all__ = ["Form", "SizeLabel", "SizeValue", "label_key", "parse_size_value"]

Form = Literal["number", "range", "alpha", "alpha-range", "waist-length", "one-size", "code"]

_FRACTIONS = str.maketrans(
    {
        sign: f" {sign_as}"
        for sign, sign_as in zip(
            "½¼¾⅓⅔⅛⅜⅝⅞", ["1/2", "1/4", "3/4", "1/3", "2/3", "1/8", "3/8", "5/8", "7/8"], strict=True
        )
    }
)
_LONGEST = 60
_HALF = re.compile(r"\b(\d+) +1/2\b")
_TRAILING_ZERO = re.compile(r"(\d)\.0\b")
_NUMBER = r"\d{1,3}(?:[.,]\d)?(?: ?[½¼¾⅓⅔⅛⅜⅝⅞]| \d/\d)?"
_LETTER = r"[2-6]E|A{1,4}|D{1,4}|E{1,4}|FF|GG|[BCFGHIJKMNPRSTWY]"
_WIDTH_WORD = r"(?i:(?:x-|extra )?(?:wide|narrow|medium|regular))"
_WIDTH = rf"(?:{_LETTER})(?: ?\((?:XX?W|[NMWS])\))?|\((?i:[NMWS]|wide|narrow)\)|{_WIDTH_WORD}"
_NUMERIC = re.compile(
    rf"(?P<number>{_NUMBER})(?: ?[-–—] ?(?P<to>{_NUMBER}))?"
    rf"(?: ?(?P<unit>cm|mm|号))?(?:(?P<gap> ?)(?P<suffix>{_WIDTH})|(?P<long>L))?"
)
_WAIST_LENGTH = re.compile(r"W? ?\d{2} ?W?(?: ?[x×/] ?| )L? ?\d{2} ?L?|W ?\d{2}", re.IGNORECASE)
_RING_LETTER = re.compile(r"[A-Z](?: ?(?:½|1/2|\+))?")
_CUP_FIRST = re.compile(r"[A-K]{1,3}\d{2,3}")


@dataclass(frozen=True, slots=True)
class SizeLabel:
    """One label: ``text`` as written without its system, ``key`` as tables are asked for it.

    ``number`` is the key without what stands behind the number (``10.5`` of ``10.5 D(M)``), ``suffix`` is that;
    ``system`` and ``audience`` are empty where the label does not say, ``unit`` is ``cm`` or ``mm`` where it does.
    """

    text: str
    key: str
    form: Form
    system: str = ""
    audience: str = ""
    number: str = ""
    suffix: str = ""
    unit: str = ""

    @property
    def named(self) -> str:
        """The label with its system: ``US 10``; letters stand alone."""
        return f"{self.system} {self.text}" if self.system and self.form not in {"alpha", "alpha-range"} else self.text


@dataclass(frozen=True, slots=True)
class SizeValue:
    """What a column or a span holds: one label, or the same size in several systems (``EU 38 / UK 10``)."""

    text: str
    labels: tuple[SizeLabel, ...]

    @property
    def named(self) -> str:
        """Every label with its system, for the brackets behind a converted size."""
        return " / ".join(label.named for label in self.labels)


def label_key(text: str) -> str:
    """One spelling for one label, shared by tables and listings.

    >>> label_key("7½"), label_key("7 1/2"), label_key("10,0"), label_key("2 – 3"), label_key("xl")
    ('7.5', '7.5', '10', '2-3', 'XL')
    """
    key = " ".join(text.translate(_FRACTIONS).replace(",", ".").upper().split())
    key = re.sub(r" ?[-–—] ?", "-", key)
    key = _TRAILING_ZERO.sub(r"\1", _HALF.sub(r"\1.5", key))
    key = re.sub(r"(?<=[A-Z]) 1/2", "½", key)  # ring letters: N½
    return re.sub(r"(?<=\d) (?=[A-Z])", "", key)


@lru_cache(maxsize=16_384)
def parse_size_value(value: str) -> SizeValue | None:
    """What a size column's value says, or None where it is words (left to dictionary and translation).

    >>> [label.named for label in parse_size_value("10.5 D(M) US").labels]
    ['US 10.5 D(M)']
    >>> parse_size_value("Medium") is None
    True
    """
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST:
        return None
    if label := _single(text):
        return SizeValue(value.strip(), (label,))
    parts = [part for part in re.split(r" ?[/|,;(=] ?|\) ?", text) if part]
    labels = [_single(part) for part in parts]
    known = tuple(label for label in labels if label is not None)
    told = any(label.system for label in known) or all(label.audience for label in known)
    if len(known) < 2 or len(known) < len(labels) or not told:
        return None
    return SizeValue(value.strip(), known)


def _single(text: str) -> SizeLabel | None:
    if text.casefold() in words()["one_size"]["labels"]:
        return SizeLabel(text, label_key(text), "one-size")
    if _WAIST_LENGTH.fullmatch(text) and _inches(text):
        return SizeLabel(text, label_key(text), "waist-length")
    bare, system, audience = _without_names(text)
    years, months = _age_patterns()
    bare = months.sub("M", years.sub("", bare))
    label = _alpha(bare) or _numeric(bare) or _code(bare, system)
    return replace(label, system=system, audience=audience) if label else None


def _inches(text: str) -> bool:
    """Two bare numbers are waist and length only where both could be inches of a pair of trousers (32/34, not 8x10)."""
    return "W" in text.upper() or "L" in text.upper() or all(int(n) >= 24 for n in re.findall(r"\d+", text))


@cache
def _name_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = any_of(system_names(columns=True))
    before = rf"(?P<system>{names})(?=[\s\d:('’]|men|women)[.:]? ?"
    after = rf"[ (]+(?P<system>{names})\)?"
    return re.compile(before, re.IGNORECASE), re.compile(rf".*?(?P<all>{after})", re.IGNORECASE)


def _without_names(text: str) -> tuple[str, str, str]:
    """The label without its system, audience and the word "size"."""
    found: dict[str, str] = {}
    for _ in range(4):
        shorter = _strip_word(_strip_system(text, found), found)
        if shorter == text:
            break
        text = shorter
    return text, found.get("system", ""), found.get("audience", "")


def _strip_system(text: str, found: dict[str, str]) -> str:
    if "system" in found:
        return text
    first, last = _name_patterns()
    systems = {name.upper(): system for name, system in system_names(columns=True).items()}
    if (match := first.match(text)) and match.end() < len(text):
        found["system"] = systems[match.group("system").upper()]
        return text[match.end() :].strip()
    if match := last.fullmatch(text):
        found["system"] = systems[match.group("system").upper()]
        return text[: match.start("all")].strip()
    return text


def _strip_word(text: str, found: dict[str, str]) -> str:
    """Without a leading or trailing "size", "men's" or "big kid"."""
    parts = text.split()
    for count in range(min(2, len(parts) - 1), 0, -1):
        for word, rest in ((parts[:count], parts[count:]), (parts[-count:], parts[:-count])):
            bare = " ".join(word).strip("()")
            if bare.casefold() in _every_size_word():
                return " ".join(rest)
            if "audience" not in found and (meaning := _audiences().get(bare.replace("’", "'").casefold())):
                found["audience"] = meaning
                return " ".join(rest)
    return text


@cache
def _audiences() -> dict[str, str]:
    """Whole labels for one audience: ``men's``, ``big kid``."""
    named = words()["audience"]["en"]
    return {name: audience for audience in ("men", "women", "kids") for name in named[audience]}


@cache
def _age_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    age = words()["age"]
    years = re.compile(rf"(?<=\d) ?(?:{any_of(age['years'])})", re.IGNORECASE)
    return years, re.compile(rf"(?<=\d) ?(?:{any_of(age['months'])})", re.IGNORECASE)


@cache
def _every_size_word() -> frozenset[str]:
    return frozenset(word.casefold() for names in words()["size_word"].values() for word in names)


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Letter sizes: the usual ones, those of the table's markets, and other spellings of both."""
    aliases = {str(k): str(v) for k, v in words()["alpha"]["aliases"].items()}
    return re.compile(r"[2-6]?X{0,5}[SL]|M|PP|P|G{1,2}|X{1,2}G|EG|CH", re.IGNORECASE), aliases


def _alpha(text: str) -> SizeLabel | None:
    pattern, aliases = _letters()
    parts = re.split(r" ?[-–/] ?", text)
    if len(parts) > 2 or not all(pattern.fullmatch(part) for part in parts):
        return None
    keys = [aliases.get(part.upper(), part.upper()) for part in parts]
    return SizeLabel(text, "-".join(keys), "alpha" if len(parts) == 1 else "alpha-range")


def _numeric(text: str) -> SizeLabel | None:
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    suffix = match.group("suffix") or match.group("long") or ""
    number = match.group("number")
    spoken = f"{number}-{match.group('to')}" if match.group("to") else number
    key = label_key(spoken + suffix if not match.group("gap") else f"{spoken} {suffix}")
    form: Form = "range" if match.group("to") else "number"
    return SizeLabel(text, key, form, number=label_key(spoken), suffix=suffix.upper(), unit=match.group("unit") or "")


def _code(text: str, system: str) -> SizeLabel | None:
    """Labels that only a table can read: ring letters with their system, cup-first bras, newborn."""
    upper = text.upper()
    if (
        upper in {"NB", "NEWBORN"}
        or _CUP_FIRST.fullmatch(upper)
        or ((system or "½" in text or "1/2" in text) and _RING_LETTER.fullmatch(upper))
    ):
        return SizeLabel(text, label_key(text), "code")
    return None
