"""From matches to spans: which form of a translation stands for a term, and which others count as the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Span, SpanKind
from localize.terms.entry import Kind
from localize.terms.inflection import is_plural_of, joins_nouns, plural_guesses
from localize.terms.plurals import plural_form, written
from localize.terms.tokens import NUMBER, folded, with_numbers
from localize.text.casing import carry_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.terms.entry import Entry
    from localize.terms.matching import Match

__all__ = ["brand_spans", "span_of", "starts_sentence"]

_SHORTEST_BRAND, _SURELY_A_NAME = 2, 4

_SHORTEST_PART = 4
_STOPS = frozenset(".!?。")
_SENTENCE_ENDS = frozenset(".!?:;|•–—")


def span_of(text: str, match: Match, source: str, target: str) -> Span:
    """What a match becomes between two locales: kept, replaced by the seller's passage, or translated."""
    entry = match.entry
    words = text[match.start : match.end]
    if entry.kind is Kind.KEEP:
        return Span(match.start, match.end, SpanKind.KEEP, words, value=entry, why="kept", by=entry.origin)
    if entry.kind is Kind.LEGAL:
        own = entry.translation or None
        closed = own is not None and own[-1] in _STOPS and text[match.end : match.end + 1] in _STOPS
        end = match.end + 1 if closed else match.end
        return Span(
            match.start, end, SpanKind.LEGAL, text[match.start : end], entry, own, why="legal passage", by=entry.origin
        )
    become = _translated(entry, words, match.numbers, source, target, starts=starts_sentence(text, match.start))
    return Span(
        match.start,
        match.end,
        SpanKind.SHIPPED_TERM if entry.shipped else SpanKind.TERM,
        words,
        value=entry,
        target=become.target,
        accepted=become.accepted,
        kin=(entry.pos, entry.gender),
        why=become.why,
        by=entry.origin,
        guesses=become.guesses,
    )


class _Translated(NamedTuple):
    """What stands for a term: what is written, what will do as well, what its plural may look like."""

    target: str
    accepted: tuple[str, ...]
    guesses: tuple[str, ...]
    why: str


@lru_cache(maxsize=16_384)
def _translated(
    entry: Entry, words: str, numbers: tuple[str, ...], source: str, target: str, *, starts: bool
) -> _Translated:
    """What becomes of an entry that a text has in these words; remembered, since texts share most of their terms.

    ``starts`` says that a sentence begins with it: the one thing that counts of the text around it.
    """
    said = tuple(written(number, "", source, target) for number in numbers)
    form = _form(entry, words, numbers[0] if numbers else "", source, target)
    return _Translated(
        carry_case(words, with_numbers(form, said), _language(target), model=_model(entry, words), starts=starts),
        tuple(dict.fromkeys(with_numbers(f, said) for f in _accepted(entry, form, target))),
        _guesses(entry, words, form, source, target),
        f"dictionary: {entry.term} → {entry.translation}",
    )


def _model(entry: Entry, words: str) -> str:
    """The term as its dictionary writes it; of another form (*Knöpfen*) the form, where its capitals are the term's."""
    form, term = words.split(), entry.term.split()
    is_alike = len(form) == len(term) and all(map(_same_capitals, form, term))
    return words if is_alike else entry.term


def _same_capitals(one: str, other: str) -> bool:
    return one[0].isupper() == other[0].isupper() and one[1:].islower() and other[1:].islower()


def _form(entry: Entry, words: str, number: str, source: str, target: str) -> str:
    """The form that agrees with the number; for a plural without one the plural, where the entry says it."""
    forms = entry.plural_forms
    if number or NUMBER in entry.term:
        return plural_form(forms, number, source, target)
    if not _is_plural(entry, words, source):
        return forms[0]
    if len(forms) > 1:
        return plural_form(forms, "", source, target)
    language = _language(target)
    plurals = [form for form in entry.forms if is_plural_of(form, forms[0], language)]
    return min(plurals, key=lambda form: _may_be_genitive(form, forms[0]), default=forms[0])


def _is_plural(entry: Entry, words: str, source: str) -> bool:
    """An adjective's ending says more than its number (“rote” may be one), so it says nothing here."""
    return (
        entry.pos != "adj"
        and folded(words) != folded(entry.term)
        and is_plural_of(words, entry.term, _language(source))
    )


def _may_be_genitive(form: str, base: str) -> bool:
    return folded(form) in {folded(base) + "s", folded(base) + "es"}


def _accepted(entry: Entry, form: str, target: str) -> Iterator[str]:
    """Forms that count as the translation where an engine chose them."""
    language = _language(target)
    known = (form, *entry.plural_forms, *entry.forms)
    yield from known
    if entry.shipped and entry.pos == "noun" and joins_nouns(language):
        # “Ledertasche” has both leather and bag. A seller's own entry asks for the very word, unless its forms say -tasche.
        for noun in known:
            if len(noun) >= _SHORTEST_PART and noun.isalpha():
                yield from (f"-{noun.lower()}", f"{noun}-")


def _guesses(entry: Entry, words: str, form: str, source: str, target: str) -> tuple[str, ...]:
    """What the plural may look like where the entry does not say it."""
    if form == entry.plural_forms[0] and _is_plural(entry, words, source):
        return plural_guesses(form, _language(target))
    return ()


def starts_sentence(text: str, at: int) -> bool:
    """Does a sentence, or a part of a title, begin there?"""
    while at and text[at - 1].isspace():
        at -= 1
    return at == 0 or text[at - 1] in _SENTENCE_ENDS


def _language(locale: str) -> str:
    return locale.split("-", maxsplit=1)[0]


def brand_spans(text: str, brand: str) -> Iterator[Span]:
    """The listing's own brand is never translated: as its brand field writes it, in capitals, or with a capital each word."""
    for spelling in _spellings(brand):
        start = text.find(spelling)
        while start >= 0:
            end = start + len(spelling)
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                yield Span(start, end, SpanKind.KEEP, spelling, why="the listing's brand")
            start = text.find(spelling, end)


def _spellings(brand: str) -> set[str]:
    """A short name in capitals may be any word (*On*, ON); a name in one case throughout is spelt with capitals elsewhere."""
    brand = brand.strip()
    if len(brand) < _SHORTEST_BRAND:
        return set()
    spellings = {brand}
    if len(brand) >= _SURELY_A_NAME:
        spellings.add(brand.upper())
        if brand.isupper() or brand.islower():
            spellings.add(" ".join(word[:1].upper() + word[1:].lower() for word in brand.split(" ")))
    return spellings
