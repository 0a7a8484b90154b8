"""Which entries stand where in a text: an index by words, candidates, and the choice among them.

At one stretch of text an exact match beats an inflected one, a narrower scope a wider one, a narrower pair a wider one;
between stretches that overlap a seller's entry beats a shipped one, then the longer beats the shorter, then the first.
Whether an entry's words stand somewhere as that entry is for :mod:`localize.terms.reading` to say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from localize.remembered import Remembered
from localize.terms.reading import Item, Match, Reading
from localize.terms.several_senses import words_of_several_senses
from localize.terms.tokens import folded, words_of
from localize.text.spans import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.terms.entry import Entry, Place

__all__ = ["Match", "TermIndex", "chosen"]

_LABELS = ("option*", "attribute*", "choice", "title")
"""Where words that a hyphen joins may stand apart; in a sentence they may be others (“a line of soaps”, “lace up your boots”)."""
_ARTICLES = frozenset({"a", "i"})


class _Hit(NamedTuple):
    """An entry at a stretch; the least ``rank`` there wins. A torn one has a line's end between its words."""

    match: Match
    rank: tuple[bool, bool, bool, int, int, int]
    is_torn: bool
    is_scoped: bool


class _Hits(NamedTuple):
    """Every entry that stands in a text; ``anywhere`` are the best if none of them depends on the place, else None."""

    all: list[_Hit]
    anywhere: list[Match] | None


class _Branch:
    """The items that begin with the same tokens, as many as ``depth``.

    What follows is told apart when a text first comes here: in most of a large dictionary none ever does.
    """

    __slots__ = ("_depth", "_following", "_here", "_items")

    def __init__(self, depth: int, items: Sequence[Item]) -> None:
        self._depth = depth
        self._items = items
        self._here: list[Item] = []
        self._following: dict[str, _Branch | list[Item]] = {}

    def standing(self, names: Sequence[tuple[str, ...]], position: int) -> list[Item]:
        """Items whose further tokens are names of the tokens from ``position``; most words begin or go on with nothing."""
        if self._items:
            self._tell_apart()
        found = self._here
        if position < len(names):
            for name in names[position]:
                branch = self._following.get(name)
                if branch is None:
                    continue
                if isinstance(branch, list):
                    branch = self._following[name] = _Branch(self._depth + 1, branch)
                if further := branch.standing(names, position + 1):
                    found = [*found, *further]
        return found

    def _tell_apart(self) -> None:
        waiting: dict[str, list[Item]] = {}
        for item in self._items:
            if len(item.tokens) == self._depth:
                self._here.append(item)
            else:
                waiting.setdefault(item.tokens[self._depth], []).append(item)
        self._following.update(waiting)
        self._items = ()


class TermIndex:
    """Entries by their tokens, so that neither their number nor a common first word costs; each text is read once."""

    def __init__(self, entries: Iterable[Entry], language: str = "") -> None:
        self._language = language
        self._open = words_of_several_senses(language)
        items = [item for order, entry in enumerate(entries) for item in _items(entry, order)]
        self._is_empty = not items
        self._root = _Branch(0, items)
        self._known = Remembered[_Hits]()

    def candidates(self, text: str, place: Place) -> list[Match]:
        """The best entry at each stretch where one stands, by start and length; stretches may overlap."""
        if self._is_empty:
            return []
        hits = self._hits_in(text)
        if hits.anywhere is not None:
            return hits.anywhere
        in_html = place.role == "html"
        return _best(
            hit
            for hit in hits.all
            if (in_html or not hit.is_torn) and (not hit.is_scoped or hit.match.entry.applies(place))
        )

    def depends_on_place(self, text: str) -> bool:
        """Are the candidates of a text other ones in another field, category, brand or market?"""
        return not self._is_empty and self._hits_in(text).anywhere is None

    def _hits_in(self, text: str) -> _Hits:
        known = self._known.get(text)
        if known is None:
            hits = list(self._hits(text))
            depends = any(hit.is_torn or hit.is_scoped for hit in hits)
            known = self._known.put(text, _Hits(hits, None if depends else _best(hits)), len(text))
        return known

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Every entry that stands somewhere in a text, wherever it may hold; its words may be joined by hyphens there."""
        yield from self._hits_of(Reading(text, self._language))
        if Reading.has_compounds(text):
            for hit in self._hits_of(Reading(text, self._language, opened=True), joined=True):
                if Reading.has_compounds(text, hit.match.start, hit.match.end):
                    yield hit

    def _hits_of(self, reading: Reading, *, joined: bool = False) -> Iterator[_Hit]:
        for position in range(len(reading.tokens)):
            for item in self._root.standing(reading.names, position):
                if (match := reading.match(item, position)) and not self._is_open(match, reading.text):
                    entry, narrow = item.entry, item.entry.narrowness
                    is_form = joined or item.is_form
                    rank = (entry.shipped, match.inflected, is_form, -narrow, -entry.reach, item.order)
                    yield _Hit(match, rank, reading.is_torn(item, position), narrow > 0)

    def _is_open(self, match: Match, text: str) -> bool:
        """Is it a form of a shipped term, and a word of several senses by itself (*Schale*, of *Schal*)?"""
        return match.inflected and match.entry.shipped and folded(text[match.start : match.end]) in self._open


def _items(entry: Entry, order: int) -> Iterator[Item]:
    for at, words in enumerate((entry.term, *entry.source_forms)):
        if tokens := words_of(words):
            yield Item(tokens, entry, order, at > 0)
            if entry.shipped and "-" in tokens and (apart := _apart(tokens)):
                fields = _LABELS[:-1] if apart[0] in _ARTICLES else _LABELS
                yield Item(apart, entry if entry.fields else replace(entry, fields=fields), order, is_form=True)


def _apart(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words that hyphens join, without them: sellers write “Lace Up” for *lace-up*. No form of a number with its unit."""
    words = tuple(word for word in tokens if word != "-")
    joined = all(word == "-" or word.isalpha() for word in tokens)
    return words if joined and "-" not in (tokens[0], tokens[-1]) and len(words) > 1 else ()


def _best(hits: Iterable[_Hit]) -> list[Match]:
    """Of the hits at each stretch the one that wins."""
    best: dict[tuple[int, int], _Hit] = {}
    for hit in hits:
        stretch = hit.match.start, hit.match.end
        known = best.get(stretch)
        if known is None or hit.rank < known.rank:
            best[stretch] = hit
    return [hit.match for hit in best.values()]


def chosen(candidates: Iterable[Match]) -> list[Match]:
    """Of matches that overlap those that win, in order."""
    ranked = sorted(candidates, key=lambda m: (m.entry.shipped, m.start - m.end, m.inflected, m.start))
    taken = Stretches()
    won: list[Match] = []
    for match in ranked:
        if not taken.overlaps(match.start, match.end):
            taken.add(match.start, match.end)
            won.append(match)
    return sorted(won, key=lambda m: m.start)
