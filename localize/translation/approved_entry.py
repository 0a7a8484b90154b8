"""One approved entry: a person's translation of a segment, and where it holds."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from typing import NamedTuple

from localize.translation.slot_text import parts_of, slot_fault

__all__ = ["ApprovedEntry", "Pair", "Place", "entry_key", "language_tag", "pair_named"]

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")
_WRITTEN_TAG = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
_PAIR = re.compile(rf"({_WRITTEN_TAG})-({_WRITTEN_TAG})")
_BLANKS = re.compile(r"\s+")
# What XML 1.0 or UTF-8 cannot hold: such an entry could be neither exchanged nor reviewed.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def language_tag(text: str) -> str | None:
    """A language tag in its usual spelling, or None for what is no such tag.

    >>> language_tag("PT_br"), language_tag("zh-hant-tw"), language_tag("English")
    ('pt-BR', 'zh-Hant-TW', None)
    """
    match = _TAG.fullmatch(text.strip())
    if match is None:
        return None
    language, script, region = match.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


class Pair(NamedTuple):
    """From a language or locale to a language or market; its name is ``en-pt-BR``."""

    source: str
    target: str

    @property
    def name(self) -> str:
        """The stem of its file."""
        return f"{self.source}-{self.target}"


def pair_named(name: str) -> Pair | None:
    """The pair of a file's stem: languages in small letters, countries in capitals; else None.

    >>> pair_named("en-pt-BR"), pair_named("en-pt-br")
    (Pair(source='en', target='pt-BR'), None)
    """
    match = _PAIR.fullmatch(name)
    return Pair(match.group(1), match.group(2)) if match else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands: what the contexts of entries are held against."""

    fields: tuple[str, ...] = ()
    category: str = ""
    brand: str = ""


@dataclass(frozen=True, slots=True)
class ApprovedEntry:
    """A translation with numbered slots; empty contexts hold everywhere. ``origin`` is ``folder/file:line``."""

    source: str
    target: str
    field: str = ""
    category: str = ""
    brand: str = ""
    note: str = ""
    origin: str = dataclasses.field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What no two entries of a pair may share: the source and its contexts."""
        return entry_key(self.source), self.field.casefold(), self.category.casefold(), self.brand.casefold()

    def applies(self, place: Place) -> bool:
        """Does it hold there? Field and brand are compared whole, a category also by a part of its path."""
        return (
            (not self.field or self.field.casefold() in {name.casefold() for name in place.fields})
            and self.category.casefold() in place.category.casefold()
            and (not self.brand or self.brand.casefold() == place.brand.casefold())
        )

    def fault(self) -> tuple[str, str]:
        """What is wrong with it and what to do; two empty texts if nothing is."""
        for name in ("source", "target"):
            if not getattr(self, name).strip():
                return f"the {name} is empty", "Fill it in, or remove the line."
        for name in ("source", "target", "field", "category", "brand", "note"):
            if match := _UNWRITABLE.search(getattr(self, name)):
                return f"'{name}' holds the control character U+{ord(match.group()):04X}", "Remove it."
        return slot_fault(parts_of(self.source), parts_of(self.target))

    def to_line(self) -> str:
        """The entry as one line of its file."""
        names = ("source", "target", "field", "category", "brand", "note")
        data = {name: value for name in names if (value := getattr(self, name))}
        return json.dumps(data, ensure_ascii=False)


def entry_key(source: str) -> str:
    """A source as it is looked up: runs of blanks and line breaks are one blank."""
    return _BLANKS.sub(" ", source).strip()
