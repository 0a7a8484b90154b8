"""What a size column's value says by itself, read into labels.

Nothing is looked up here and nothing is guessed: a word ("Medium", "Default Title") is no label, and a bare number has
no system.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.sizes.label_names import between_systems, with_dashes, without_age, without_fit, without_names
from localize.sizes.labels import SizeLabel, SizeValue, label_key
from localize.sizes.words import any_of, fit_keys, words

if TYPE_CHECKING:
    from localize.sizes.labels import Form

__all__ = ["name_value", "parse_size_value"]

_LONGEST = 60
_NUMBER = r"\d{1,3}(?:[.,]\d)?(?: ?[½¼¾⅓⅔⅛⅜⅝⅞]| \d/\d)?"
_LETTER = r"[2-6]E|A{1,4}|D{1,4}|E{1,4}|FF|GG|[BCFGHIJKMNPRSTWY]"
_WIDTH_WORD = r"(?i:(?:x-|extra )?(?:wide|narrow|medium|regular))"
_WIDTH = rf"(?:{_LETTER})(?: ?\((?:XX?W|[NMWS])\))?|\((?i:[NMWS]|wide|narrow)\)|{_WIDTH_WORD}"
_WAIST_LENGTH = re.compile(r"W? ?\d{2} ?W?(?: ?[x×/] ?| )L? ?\d{2} ?L?|W ?\d{2}", re.IGNORECASE)
_RING_LETTER = re.compile(r"[A-Z](?: ?(?:½|1/2|\+))?")
_CUP_FIRST = re.compile(r"[A-K]{1,3}\d{2,3}")
_SLEEVE = re.compile(rf"(?P<collar>{_NUMBER})(?: ?[x×/] ?| )(?P<sleeve>(\d\d)(?: ?[-/] ?(\d\d))?)")


@lru_cache(maxsize=16_384)
def parse_size_value(value: str) -> SizeValue | None:
    """What a size column's value says, or None where it is words (left to dictionary and translation).

    >>> [label.named for label in parse_size_value("10.5 D(M) US").labels]
    ['US 10.5 D(M)']
    >>> parse_size_value("Medium") is None
    True
    """
    text = " ".join(value.split()).replace(" :", ":")
    if not text or len(text) > _LONGEST:
        return None
    if label := _single(text):
        return SizeValue(value.strip(), (label,))
    pieces = re.split(r" ?[/|,;(=] ?|\) ?", text)
    parts = [part for piece in pieces for part in between_systems().split(piece) if part]
    labels = [_single(part) for part in parts]
    known = tuple(label for label in labels if label is not None)
    if len(known) == len(labels) and len(known) > 1:
        told = any(label.system for label in known) or all(label.audience for label in known)
        told = told or _letters_and_number(known)
        across = None if told or len(known) != len(parts) else _across_slash(text, known)
        return SizeValue(value.strip(), known) if told else SizeValue(value.strip(), (across,)) if across else None
    return _pair(value, parts)


def _letters_and_number(labels: tuple[SizeLabel, ...]) -> bool:
    """``S (4-6)``: the same size in letters and in numbers."""
    forms = sorted(label.form for label in labels)
    return forms in (["alpha", "number"], ["alpha", "range"]) and not any(
        label.unit or label.suffix for label in labels
    )


def _across_slash(text: str, labels: tuple[SizeLabel, ...]) -> SizeLabel | None:
    """``2T/3T`` and ``8/10``: one size for two neighbours."""
    first, last = labels[0], labels[-1]
    plain = all(label.form == "number" and not label.unit and label.number.isdigit() for label in labels)
    if len(labels) != 2 or "/" not in text or not plain or first.suffix != last.suffix:
        return None
    if not int(first.number) < int(last.number):
        return None
    number = f"{first.number}-{last.number}"
    return SizeLabel(text, number + first.suffix, "range", number=number, suffix=first.suffix)


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
    bare, system, audience, letters = without_names(with_dashes(text))
    bare, unit = without_age(bare)
    bare, fit = without_fit(bare)
    if audience:
        bare = words()["alpha"]["spoken"].get(bare.casefold(), bare)
    elif bare[:1] == words()["alpha"]["youth"] and _letters()[0].fullmatch(bare[1:]):
        bare, audience = bare[1:], "kids"
    label = _alpha(bare) or _numeric(bare) or _collar(bare) or _code(bare, system)
    if label is None:
        return None
    if fit:
        label = replace(label, text=f"{label.text} {fit}", suffix=label.suffix or fit_keys()[fit.casefold()])
    return replace(
        label,
        system=system,
        audience=audience,
        letters=letters,
        unit=label.unit or unit,
        fit=fit_keys().get(fit.casefold(), ""),
    )


def _inches(text: str) -> bool:
    """Two bare numbers are waist and length only where both could be inches of a pair of trousers (32/34, not 8x10)."""
    return "W" in text.upper() or "L" in text.upper() or all(int(n) >= 24 for n in re.findall(r"\d+", text))


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Letter sizes: the usual ones, those of the table's markets, and other spellings of both."""
    aliases = {str(k): str(v) for k, v in words()["alpha"]["aliases"].items()}
    return re.compile(r"[2-6]?X{0,5}[SL]|M|PP|P|G{1,2}|X{1,4}G|[2-6]XG|XGG|EGG?|X?CH|[1-6]X", re.IGNORECASE), aliases


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
