"""What is asked of an engine for one segment: words, and slots that must come back exactly once.

A :class:`Plan` is pure data: the same words and slots are the same plan wherever they stand, so each is solved once.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from localize.text.casing import Casing
from localize.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Plan", "Slot", "Translation", "Travel", "is_separator", "unchanged"]

_LETTER = re.compile(r"[^\W\d_]")
_SEPARATOR = re.compile(r"[,;:/|&+·•()–—]|\s-\s")  # what stands on its two sides does not depend on one another


def is_separator(text: str) -> bool:
    """Does what stands before a text between slots have nothing to do with what stands behind it?"""
    return _SEPARATOR.search(text) is not None


class Travel(StrEnum):
    """How a slot goes through an engine.

    A tag or an opaque span (placeholder, URL, emoji) needs a carrier; a natural one (a converted quantity, a brand, a
    number) reads best as itself; a term is left to the engine first and only placed if the engine chose another word.
    """

    TAG = "tag"
    OPAQUE = "opaque"
    NATURAL = "natural"
    TERM = "term"


@value
class Slot:
    """A place in a segment; ``target`` is what must stand in the translation, ``accepted`` other forms that will do.

    ``guesses`` will do as well where the engine wrote one, but are never written. ``proxy`` is an everyday word that may
    hold a term's place in the engine's input, ``kin`` its part of speech and gender. ``halves`` are the tags of a slot that
    have their other half elsewhere: ``(`` for each that opens, ``)`` for each that closes.
    """

    travel: Travel
    source: str
    target: str
    accepted: tuple[str, ...] = ()
    proxy: str = ""
    halves: str = ""
    guesses: tuple[str, ...] = ()
    kin: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Plan:
    """One segment as words and slots, for one language pair; ``label`` names the field of a short value."""

    items: tuple[str | Slot, ...]
    casing: Casing
    source: str
    target: str
    label: str = ""

    @cached_property
    def key(self) -> str:
        """A digest of everything that decides the outcome."""
        return blake2b(self.to_json().encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots, in source order; a translation names them by their index here."""
        return tuple(item for item in self.items if isinstance(item, Slot))

    @property
    def words(self) -> list[str]:
        """The texts between the slots."""
        return [item for item in self.items if isinstance(item, str)]

    @cached_property
    def needs_engine(self) -> bool:
        """False where nothing but slots, digits and punctuation is left; terms side by side still need their order."""
        if any(_LETTER.search(item) for item in self.words):
            return True
        terms = sum(slot.travel is Travel.TERM for slot in self.slots)
        return terms > 1 and any(len(run) > 1 and any(s.travel is Travel.TERM for s in run) for run in self.runs)

    @property
    def runs(self) -> list[list[Slot]]:
        """The slots that people see, by what separators keep apart: “Brown, Leather” has two runs, “Leather boots” one."""
        runs: list[list[Slot]] = [[]]
        for item in self.items:
            if isinstance(item, str):
                if is_separator(item):
                    runs.append([])
            elif item.target:
                runs[-1].append(item)
        return runs

    def to_json(self) -> str:
        """The plan as text, for the run folder."""
        items = [
            i
            if isinstance(i, str)
            else [i.travel, i.source, i.target, list(i.accepted), i.proxy, i.halves, list(i.guesses), list(i.kin)]
            for i in self.items
        ]
        label = [self.label] if self.label else []
        return json.dumps([items, self.casing.value, self.source, self.target, *label], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """The inverse of :meth:`to_json`."""
        items, casing, source, target, *label = json.loads(text)
        parsed = [
            i
            if isinstance(i, str)
            else Slot(Travel(i[0]), i[1], i[2], tuple(i[3]), i[4], i[5], tuple(i[6]), (i[7][0], i[7][1]))
            for i in items
        ]
        return cls(tuple(parsed), Casing(casing), source, target, *label)


@value
class Translation:
    """A solved plan: texts and slot indices in target order, the rung that was needed, and what is wrong with it if anything.

    ``forms`` are the slots that the engine's own words already honour (terms in an accepted form), with those words.
    """

    items: tuple[str | int, ...]
    rung: str
    problem: str = ""
    forms: tuple[tuple[int, str], ...] = ()

    def text(self, slots: Sequence[Slot]) -> str:
        """The plain text of it."""
        return "".join(i if isinstance(i, str) else slots[i].target for i in self.items)

    def to_json(self) -> str:
        """The translation as text, for the run folder."""
        return json.dumps([self.items, self.rung, self.problem, self.forms], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Translation:
        """The inverse of :meth:`to_json`."""
        items, rung, problem, forms = json.loads(text)
        return cls(tuple(items), rung, problem, tuple((i, f) for i, f in forms))


def unchanged(plan: Plan, rung: str, problem: str = "") -> Translation:
    """The source's words with every slot in its place: for plans without words, and where no engine may be used."""
    items: list[str | int] = []
    index = 0
    for item in plan.items:
        if isinstance(item, Slot):
            items.append(index)
            index += 1
        else:
            items.append(item)
    return Translation(tuple(items), rung, problem)
