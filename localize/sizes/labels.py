"""What a size label says by itself: number, letters, waist and length, system, audience, width, age.

Nothing is looked up here and nothing is guessed: a word ("Medium", "Default Title") is no label, and a bare number has
no system.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from localize.sizes.words import any_of, fit_keys, label_audiences, system_names, words

__all__ = ["Form", "SizeLabel", "SizeValue", "label_key", "name_value", "parse_size_value"]

Form = Literal["number", "range", "alpha", "alpha-range", "waist-length", "one-size", "code", "name"]

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
_WAIST_LENGTH = re.compile(r"W? ?\d{2} ?W?(?: ?[x×/] ?| )L? ?\d{2} ?L?|W ?\d{2}", re.IGNORECASE)
_RING_LETTER = re.compile(r"[A-Z](?: ?(?:½|1/2|\+))?")
_CUP_FIRST = re.compile(r"[A-K]{1,3}\d{2,3}")
_SLEEVE = re.compile(rf"(?P<collar>{_NUMBER})(?: ?[x×/] ?| )(?P<sleeve>(\d\d)(?: ?[-/] ?(\d\d))?)")
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class SizeLabel:
    """One label: ``text`` as written without its system, ``key`` as tables are asked for it.

    ``number`` is the key without what stands behind the number (``10.5`` of ``10.5 D(M)``), ``suffix`` is that;
    ``system`` and ``audience`` are empty where the label does not say, ``unit`` is ``cm``, ``mm``, ``months`` or ``years``
    where it does, ``fit`` the key of a word for another cut (``TALL``).
    """

    text: str
    key: str
    form: Form
    system: str = ""
    audience: str = ""
    number: str = ""
    suffix: str = ""
    unit: str = ""
    fit: str = ""

    @property
    def named(self) -> str:
        """The label with its system: ``US 10``; letters stand alone."""
        return f"{self.system} {self.text}" if self.system and self.form not in {"alpha", "alpha-range"} else self.text

    @property
    def is_letters(self) -> bool:
        """True for ``XL`` and ``S/M``."""
        return self.form in {"alpha", "alpha-range"}

    @property
    def age(self) -> tuple[int, int] | None:
        """First and last month of life where the label is an age: ``6-12 months`` is (6, 12), ``4 years`` (48, 48)."""
        if self.unit not in {"months", "years"} or not re.fullmatch(r"\d+(?:-\d+)?", self.number):
            return None
        ends = [int(n) * (_MONTHS_OF_A_YEAR if self.unit == "years" else 1) for n in self.number.split("-")]
        return ends[0], ends[-1]


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
    if len(known) == len(labels) and len(known) > 1:
        told = any(label.system for label in known) or all(label.audience for label in known)
        return SizeValue(value.strip(), known) if told else None
    return _pair(value, parts)


def _pair(value: str, parts: list[str]) -> SizeValue | None:
    """``M9 / W10.5``: the same shoe for men and for women."""
    letters = {letter: audience for audience, names in words()["pair"].items() for letter in names}
    found = [re.fullmatch(rf"({any_of(letters)}) ?({_NUMBER})", part) for part in parts]
    read = [replace(label, audience=letters[match[1]]) for match in found if match and (label := _numeric(match[2]))]
    if len(read) != len(letters) or len(read) != len(parts) or len({label.audience for label in read}) != len(read):
        return None
    return SizeValue(value.strip(), tuple(read))


def name_value(value: str) -> SizeValue:
    """A label that is a word, as beds have: only the table of its kind can tell whether it is one."""
    text = " ".join(value.split())
    key = label_key(text)
    return SizeValue(value.strip(), (SizeLabel(text, key.removesuffix(" SIZE") or key, "name"),))


def _single(text: str) -> SizeLabel | None:
    if text.casefold() in words()["one_size"]["labels"]:
        return SizeLabel(text, label_key(text), "one-size")
    if _WAIST_LENGTH.fullmatch(text) and _inches(text):
        return SizeLabel(text, label_key(text), "waist-length")
    bare, system, audience = _without_names(_to_pattern().sub("-", text))
    bare, unit = _without_age(bare)
    bare, fit = _without_fit(bare)
    label = _alpha(bare) or _numeric(bare) or _collar(bare) or _code(bare, system)
    if label is None:
        return None
    if fit:
        label = replace(label, text=f"{label.text} {fit}", suffix=label.suffix or fit_keys()[fit.casefold()])
    return replace(
        label, system=system, audience=audience, unit=label.unit or unit, fit=fit_keys().get(fit.casefold(), "")
    )


def _inches(text: str) -> bool:
    """Two bare numbers are waist and length only where both could be inches of a pair of trousers (32/34, not 8x10)."""
    return "W" in text.upper() or "L" in text.upper() or all(int(n) >= 24 for n in re.findall(r"\d+", text))


@cache
def _to_pattern() -> re.Pattern[str]:
    spoken = any_of(name for names in words()["to"].values() for name in names)
    return re.compile(rf"(?<=[\d½CYT]) (?:{spoken}) (?=\d)", re.IGNORECASE)


@cache
def _name_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = any_of(system_names(columns=True))
    before = rf"(?P<system>{names})(?=[\s\d:('’-]|men|women)(?:-|[.:]? ?)"
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
            if bare.casefold() in _every_size_word():
                return " ".join(rest)
            if "audience" not in found and (meaning := label_audiences().get(bare.replace("’", "'").casefold())):
                found["audience"] = meaning
                return " ".join(rest)
    return text


@cache
def _age_pattern() -> re.Pattern[str]:
    age = words()["age"]
    return re.compile(
        rf"(?<=\d) ?(?:(?P<years>{any_of(age['years'])})|(?P<months>{any_of(age['months'])}))(?!\w)", re.IGNORECASE
    )


def _without_age(text: str) -> tuple[str, str]:
    """``2-3 years`` as ``2-3``, ``12 months`` as ``12M``, with the unit; units of both ends are one."""
    units = {name for match in _age_pattern().finditer(text) for name, said in match.groupdict().items() if said}
    if len(units) != 1:
        return text, ""
    unit = units.pop()
    bare = _age_pattern().sub("", text)
    return (f"{bare}M" if unit == "months" else bare), unit


def _without_fit(text: str) -> tuple[str, str]:
    """``XL Tall`` as ``XL`` and the word."""
    label, _, last = text.rpartition(" ")
    return (label, last) if label and last.casefold() in fit_keys() else (text, "")


@cache
def _every_size_word() -> frozenset[str]:
    lists = [words()[section].values() for section in ("size_word", "size_short")]
    return frozenset(word.casefold() for section in lists for names in section for word in names)


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Letter sizes: the usual ones, those of the table's markets, and other spellings of both."""
    aliases = {str(k): str(v) for k, v in words()["alpha"]["aliases"].items()}
    return re.compile(r"[2-6]?X{0,5}[SL]|M|PP|P|G{1,2}|X{1,2}G|EG|CH|[2-6]X", re.IGNORECASE), aliases


def _alpha(text: str) -> SizeLabel | None:
    pattern, aliases = _letters()
    parts = re.split(r" ?[-–/] ?", text)
    if len(parts) > 2 or not all(pattern.fullmatch(part) for part in parts):
        return None
    keys = [aliases.get(part.upper(), part.upper()) for part in parts]
    return SizeLabel(text, "-".join(keys), "alpha" if len(parts) == 1 else "alpha-range")


@cache
def _numeric_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>{_NUMBER})(?P<first>[CYTM])?(?: ?[-–—] ?(?P<to>{_NUMBER}))?"
        rf"(?: ?(?P<unit>cm|mm|号))?(?:(?P<gap> ?)(?P<suffix>{_WIDTH})|(?P<long>L))?"
    )


def _numeric(text: str) -> SizeLabel | None:
    match = _numeric_pattern().fullmatch(text)
    if not match:
        return None
    suffix = match.group("suffix") or match.group("long") or ""
    first, to = match.group("first") or "", match.group("to")
    if first and not to:
        suffix, first = first + suffix, ""
    if first and first != suffix:
        return _across(text, match, suffix)
    number = match.group("number")
    spoken = f"{number}-{to}" if to else number
    key = label_key(spoken + suffix if not match.group("gap") else f"{spoken} {suffix}")
    form: Form = "range" if to else "number"
    return SizeLabel(text, key, form, number=label_key(spoken), suffix=suffix.upper(), unit=match.group("unit") or "")


def _across(text: str, match: re.Match[str], suffix: str) -> SizeLabel:
    """``10C-3Y``: a range whose ends have letters of their own."""
    first, last = match.group("number") + match.group("first"), match.group("to") + suffix
    return SizeLabel(text, label_key(f"{first}-{last}"), "range", number=label_key(f"{first}-{last}"))


def _collar(text: str) -> SizeLabel | None:
    """``15.5 34/35``: collar and sleeve of a shirt, in inches."""
    match = _SLEEVE.fullmatch(text)
    limits = words()["sleeves"]
    if not match or not all(limits["least"] <= int(n) <= limits["most"] for n in match.groups()[2:] if n):
        return None
    collar = label_key(match["collar"])
    return SizeLabel(text, label_key(text), "number", number=collar, suffix=match["sleeve"])


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
