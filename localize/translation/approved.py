"""Approved entries: a person's translations, which go before the dictionaries' words and before every engine.

A segment is looked up as the seller wrote it, in two spellings:

    Coffee mug, {1}      quantities, sizes, prices, numbers, codes, links, placeholders and tags are slots, rendered afresh
    Coffee mug, 12 oz    only tags are slots; the entry holds for these very values, and its translation must have them
                         as they are rendered (355 ml)

Words that a dictionary knows, and symbols, are words here, so that a new entry there never hides an approved one.

Of several entries the nearest context wins: exact values before slots; then more contexts (field, category, brand, a
market's own file, a source country's own file) before fewer; where they are as many: field, brand, category, market.

All in all: pin > approved entry > seller's dictionary > shipped dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.text.borders import standing
from localize.translation.approved_entry import ApprovedEntry, Pair, Place, entry_key
from localize.translation.approved_files import approved_files, read_entries
from localize.translation.attempt import crosses
from localize.translation.plan import Slot, Translation, Travel
from localize.translation.slot_text import Parts, merged, parts_of, slot_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from localize.translation.compose import Segment

__all__ = ["RUNG", "Answer", "Approved", "load_approved", "source_text"]

RUNG = "approved"
"""The rung of a translation that a person approved."""

_TERMS = frozenset({SpanKind.TERM, SpanKind.SHIPPED_TERM})
_WORDS = _TERMS | {SpanKind.KEEP, SpanKind.LEGAL, SpanKind.SYMBOL}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an entry says of a segment: a translation, or the problem that keeps it from being used.

    ``left_out`` are words and symbols of the source that would be kept or forced, and that the translation lacks.
    """

    entry: ApprovedEntry
    translation: Translation | None
    problem: str = ""
    left_out: tuple[Span, ...] = ()

    @property
    def broken(self) -> tuple[Span, ...]:
        """Of those, the words that a dictionary or the listing's brand asks for. A person may translate a legal passage."""
        return tuple(span for span in self.left_out if span.kind is not SpanKind.SYMBOL and not _is_bare_passage(span))


def _is_bare_passage(span: Span) -> bool:
    return span.kind is SpanKind.LEGAL and span.target is None


class Approved:
    """The entries that may hold in one market, by their source."""

    def __init__(self, entries: Iterable[tuple[Pair, ApprovedEntry]] = ()) -> None:
        ranked: dict[str, list[tuple[tuple[int, ...], ApprovedEntry]]] = {}
        for pair, entry in entries:
            ranked.setdefault(entry_key(entry.source), []).append((_rank(pair, entry), entry))
        self._entries = {
            key: [entry for _, entry in sorted(bucket, key=lambda item: item[0], reverse=True)]
            for key, bucket in ranked.items()
        }

    def __bool__(self) -> bool:
        return bool(self._entries)

    def answer(self, segment: Segment, place: Place) -> Answer | None:
        """The nearest entry that can be used; if none can, the nearest with its problem; None without entries.

        An answer is never a likeness: the source is the entry's, character for character save for blanks.
        """
        if not self._entries:
            return None
        refused: Answer | None = None
        for exact in (True, False):
            source, slots = source_text(segment, exact=exact)
            for entry in self._entries.get(entry_key(source), ()):
                if entry.applies(place):
                    answer = _answer(entry, segment, slots)
                    if answer.translation is not None:
                        return answer
                    refused = refused or answer
        return refused


def load_approved(folder: Path | None, source_locale: str, market: str) -> Approved:
    """The entries from a locale to a market: those of its pair, and those of the languages of either side.

    Raises:
        ConfigError: the folder is missing or a file in it is wrong; the message names file and line.
    """
    if folder is None:
        return Approved()
    sources, targets = _prefixes(source_locale), _prefixes(market)
    return Approved(
        (pair, entry)
        for pair, path in approved_files(folder).items()
        if pair.source in sources and pair.target in targets
        for entry in read_entries(path)
    )


def _prefixes(tag: str) -> frozenset[str]:
    parts = tag.split("-")
    return frozenset("-".join(parts[: n + 1]) for n in range(len(parts)))


def _rank(pair: Pair, entry: ApprovedEntry) -> tuple[int, ...]:
    contexts = (entry.field, entry.brand, entry.category, "-" in pair.target, "-" in pair.source)
    named = tuple(int(bool(context)) for context in contexts)
    return sum(named), *named


def source_text(segment: Segment, *, exact: bool = False) -> tuple[str, list[int]]:
    """A segment as an entry's source, and which of the plan's slots its numbers mean, in their order.

    ``exact`` writes values as they stand and numbers tags only.
    """
    parts: list[str | int] = []
    slots: list[int] = []
    index = -1
    for item in segment.plan.items:
        if isinstance(item, str):
            parts.append(item)
            continue
        index += 1
        what = segment.payload[index]
        if isinstance(what, Span) and (exact or what.kind in _WORDS):
            parts.append(item.source)
        else:
            slots.append(index)
            parts.append(len(slots))
    return slot_text(parts), slots


def _answer(entry: ApprovedEntry, segment: Segment, slots: Sequence[int]) -> Answer:
    known = segment.plan.slots
    parts = parts_of(entry.target)
    if any(isinstance(p, int) and not 1 <= p <= len(slots) for p in parts):
        return Answer(entry, None, "it has a slot that the source does not have")
    items: Parts = tuple(part if isinstance(part, str) else slots[part - 1] for part in parts)
    free = [i for i in _values(segment) if i not in slots and known[i].target.strip()]
    for target in sorted({known[i].target for i in free}, key=lambda t: (-len(t), t)):
        wanted = [i for i in free if known[i].target == target]
        items, found = _placed(items, target, wanted)
        if found != len(wanted):
            times = "is not in it" if not found else f"is in it {found} times, not {len(wanted)}"
            return Answer(entry, None, f"“{target}”, for “{known[wanted[0]].source}”, {times}")
    if problem := _slot_problem(items, [*slots, *free], known):
        return Answer(entry, None, problem)
    forms, left_out = _honoured(segment, "".join(i if isinstance(i, str) else known[i].target for i in items))
    return Answer(entry, Translation(merged(items), RUNG, forms=forms), left_out=left_out)


def _values(segment: Segment) -> list[int]:
    """Slots that hold a value: neither a tag nor a dictionary's words nor a symbol."""
    return [i for i, what in enumerate(segment.payload) if isinstance(what, Span) and what.kind not in _WORDS]


def _placed(items: Parts, target: str, wanted: Sequence[int]) -> tuple[Parts, int]:
    """The texts with every occurrence of ``target`` as a slot, the first ``wanted`` first; how many there were."""
    pattern = re.compile(_whole(target))
    out: list[str | int] = []
    found = 0
    for item in items:
        if isinstance(item, int):
            out.append(item)
            continue
        position = 0
        for match in pattern.finditer(item):
            out += [item[position : match.start()], wanted[min(found, len(wanted) - 1)]]
            position = match.end()
            found += 1
        out.append(item[position:])
    return tuple(out), found


def _whole(text: str) -> str:
    """A pattern that finds a text where it is not a part of a longer word or number; blanks may be of any kind."""
    body = r"\s+".join(re.escape(word) for word in text.split())
    before = r"(?<!\w)(?<!\d[.,])" if text[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if text[-1:].isalnum() else ""
    return before + body + after


def _slot_problem(items: Parts, wanted: Sequence[int], known: Sequence[Slot]) -> str:
    used = [item for item in items if isinstance(item, int)]
    if sorted(used) != sorted(wanted):
        return "it omits or repeats a slot"
    tags = [index for index in used if known[index].travel is Travel.TAG]
    return "its tags are in another order than the source's" if tags != sorted(tags) else ""


def _honoured(segment: Segment, text: str) -> tuple[tuple[tuple[int, str], ...], tuple[Span, ...]]:
    """Terms that a translation has, in the form that it has them; and the words and symbols that it leaves out."""
    forms: list[tuple[int, str]] = []
    left_out: list[Span] = []
    taken: list[tuple[int, int]] = []
    for index, span in enumerate(segment.payload):
        if not isinstance(span, Span) or span.kind not in _WORDS or not span.rendered.strip():
            continue
        spot = _spot(span, text, taken)
        if spot is None:
            left_out.append(span)
            continue
        taken.append(spot)
        if span.kind in _TERMS:
            forms.append((index, text[slice(*spot)]))
    return tuple(forms), tuple(left_out)


def _spot(span: Span, text: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where an accepted form of a span stands that no other span has taken; only terms may change their capitals."""
    flags = re.IGNORECASE if span.kind in _TERMS else 0
    for form in sorted(
        {span.rendered, *filter(str.strip, (*span.accepted, *span.guesses))}, key=lambda f: (-len(f), f)
    ):
        spots = standing(form).finditer(text) if flags else re.finditer(_whole(form), text)
        for match in spots:
            if not crosses(match.span(), taken):
                return match.span()
    return None
