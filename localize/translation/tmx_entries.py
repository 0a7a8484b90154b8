"""From a TMX unit to approved entries: languages, and inline codes as slots.

A code whose native text is markup, or that has none, is a slot; it must stand on both sides. Codes that touch are one
slot, as tags at one place of a listing are; those at both edges stay outside, as a listing's do. A code with any other
native text (``%s``, ``{{ name }}``) is that text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.translation.approved_entry import ApprovedEntry, Pair, language_tag
from localize.translation.slot_text import slot_text
from localize.translation.tmx_reader import SLOT_TYPE, TmxCode
from localize.translation.tmx_writer import CONTEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.translation.tmx_reader import TmxUnit

__all__ = ["Skipped", "entries_of"]

Identity = tuple[str, ...]
"""What a code has in common with its counterpart in the other language."""
Coded = list[str | Identity]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A unit, or one of its languages, that was not taken over; ``line`` is its first in the file."""

    line: int
    text: str
    reason: str


def entries_of(unit: TmxUnit, source_locale: str) -> Iterator[tuple[Pair, ApprovedEntry] | Skipped]:
    """An entry for each target language of a unit, or why there is none.

    ``source_locale`` is what the source is where the file does not say.
    """
    shown = _shown(unit.variants[0][1]) if unit.variants else ""
    problem = unit.problem or _problem(unit)
    if problem:
        yield Skipped(unit.line, shown, problem)
        return
    variants = [(language_tag(spelled) or "", parts) for spelled, parts in unit.variants]
    wanted = language_tag(unit.source) if unit.source else source_locale
    source = _of_language(variants, wanted or "")
    if source is None:
        yield Skipped(unit.line, shown, f"it has no text in its source language {unit.source or source_locale}")
        return
    for language, parts in variants:
        if language == source[0]:
            continue
        entry = _entry(unit, source[1], parts)
        if isinstance(entry, str):
            yield Skipped(unit.line, _shown(source[1]), f"{language}: {entry}")
        else:
            yield Pair(source[0], language), entry


def _problem(unit: TmxUnit) -> str:
    for spelled, _ in unit.variants:
        if language_tag(spelled) is None:
            return f"'{spelled}' is no language tag like en or pt-BR"
    twice = [t for t, count in Counter(language_tag(s) for s, _ in unit.variants).items() if count > 1]
    if twice:
        return f"it has more than one text in {twice[0]}"
    return "" if len(unit.variants) > 1 else "it has one language only"


def _of_language(
    variants: Sequence[tuple[str, list[str | TmxCode]]], wanted: str
) -> tuple[str, list[str | TmxCode]] | None:
    """The text in a locale, else the only one in its language."""
    exact = [variant for variant in variants if variant[0] == wanted]
    language = wanted.split("-", maxsplit=1)[0]
    alike = exact or [variant for variant in variants if variant[0].split("-", maxsplit=1)[0] == language]
    return alike[0] if len(alike) == 1 else None


def _entry(unit: TmxUnit, source: Sequence[str | TmxCode], target: Sequence[str | TmxCode]) -> ApprovedEntry | str:
    """The entry of a pair of texts, or why there is none."""
    one, two = _outside_left(*_outside_right(_coded(source), _coded(target)))
    one, two = _touching_as_one(one), _touching_as_one(two)
    numbers = {part: n for n, part in enumerate((p for p in one if isinstance(p, tuple)), start=1)}
    codes = Counter(part for part in two if isinstance(part, tuple))
    if codes != Counter(numbers.keys()):
        return "its inline codes are not the same on both sides"
    texts = [slot_text(numbers[p] if isinstance(p, tuple) else p for p in side).strip() for side in (one, two)]
    contexts = {name: unit.properties.get(kind, "").strip() for name, kind in CONTEXTS.items()}
    entry = ApprovedEntry(texts[0], texts[1], **contexts, note="\n".join(unit.notes).strip())
    fault, _ = entry.fault()
    return fault or entry


def _coded(parts: Sequence[str | TmxCode]) -> Coded:
    """Texts, and codes by what they have in common with those of the other side."""
    seen: Counter[Identity] = Counter()
    coded: Coded = []
    for part in parts:
        if isinstance(part, str):
            coded.append(part)
        elif _is_slot(part):
            common = (part.type if part.type == SLOT_TYPE else part.kind, part.x or part.i or part.content)
            seen[common] += 1
            coded.append((*common, str(seen[common])))
        else:
            coded.append(part.content)
    return coded


def _is_slot(code: TmxCode) -> bool:
    native = code.content.strip()
    return code.type == SLOT_TYPE or not native or native.startswith("<") or native.endswith(">")


def _outside_left(one: Coded, two: Coded) -> tuple[Coded, Coded]:
    one, two = [p for p in one if p != ""], [p for p in two if p != ""]
    while one and two and one[0] == two[0] and _is_foreign(one[0]):
        one, two = one[1:], two[1:]
    return one, two


def _outside_right(one: Coded, two: Coded) -> tuple[Coded, Coded]:
    one, two = _outside_left(one[::-1], two[::-1])
    return one[::-1], two[::-1]


def _is_foreign(part: str | Identity) -> bool:
    return isinstance(part, tuple) and part[0] != SLOT_TYPE


def _touching_as_one(parts: Coded) -> Coded:
    joined: Coded = []
    for part in parts:
        last = joined[-1] if joined else ""
        if isinstance(part, tuple) and isinstance(last, tuple) and _is_foreign(part) and _is_foreign(last):
            joined[-1] = (*last, *part)
        else:
            joined.append(part)
    return joined


def _shown(parts: Sequence[str | TmxCode]) -> str:
    return "".join(part if isinstance(part, str) else part.content for part in parts)
