"""Shipped dictionaries for pairs that nobody wrote: turned round (German → English), or joined by concept (German → French).

A dictionary is written from English. From it follow two more, by rules that would rather leave a word to the engine than
force a wrong one:

* Turned round, a translation and its plural forms become the term, its accepted forms other forms of the term; but not
  abbreviations, which are read alike (*XS* may stand for *extrapequeño*, and is spelled out by nobody). The English term
  gets the capitals that English words always have.
* A word that several English terms of one concept share translates to the first of them in file order, the concept's main
  term; the others are accepted. A word of several concepts (*Bank*: bench, bank) has no entry, unless scopes tell them apart.
  One of single values of any kind (*algodão*: cotton wool) yields to one of all texts (cotton), which holds there as well.
* What is merely accepted for one concept and is the word for another (*taille*: accepted for height, the word for size) is
  read as the other where that one's entry holds, and nowhere as the first, unless it is a form of the first's own word
  and the other's English term is not its singular: *tamanho* is no form of *sizes*, for a plural does not do for it.
* Of singular and plural, a form is that of the one that it goes on from: *Kindern* of *Kinder*, *Kindes* of *Kind*.
* A word that means several things in a sentence (``several_senses.toml``) answers as a value of a field only, and as an
  accepted form of another word not at all.
* Two dictionaries are joined where they translate the same English term, else where they have the same concept. A concept
  id that very many terms share is a topic, not an id, and joins nothing.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from localize.terms.english_capitals import with_capitals
from localize.terms.entry import Entry, Kind
from localize.terms.several_senses import words_of_several_senses
from localize.terms.tokens import NUMBER, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

__all__ = ["in_sentences", "joined", "turned"]

_MOST_SYNONYMS = 8
_LONGEST_ABBREVIATION = 5
_LONGEST_ENDING = 3

_Scope = tuple[object, ...]

_ANYWHERE: _Scope = ((), "", "", "")
_ANY_VALUE = "choice"
_VALUES = ("option*", "attribute*", _ANY_VALUE)


def turned(entries: Iterable[Entry]) -> list[Entry]:
    """The dictionary of the other direction; what is kept is kept both ways."""
    entries = list(entries)
    groups: dict[tuple[str, _Scope], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind is Kind.TRANSLATE and not entry.exact_case:
            groups[folded(entry.plural_forms[0]), _scope(entry)].append(entry)
    topics = _topics(entries)
    kept = [entry for entry in entries if entry.kind is Kind.KEEP]
    sure = {place: group for place, group in groups.items() if _is_one_concept(group, topics)}
    senses = _Senses((entry for group in groups.values() for entry in group), topics)
    return [*kept, *(_turned(group, senses) for (term, scope), group in sure.items() if not _yields(term, scope, sure))]


def in_sentences(entries: Iterable[Entry], language: str) -> Iterator[Entry]:
    """The entries of a made dictionary without what means several things in a sentence of ``language``."""
    several = words_of_several_senses(language)
    for entry in entries:
        if folded(entry.term) in several:
            yield entry if entry.fields else replace(entry, fields=_VALUES)
        else:
            forms = tuple(form for form in entry.source_forms if folded(form) not in several)
            yield entry if len(forms) == len(entry.source_forms) else replace(entry, source_forms=forms)


class _Senses:
    """What the words of a dictionary's translations mean: their concepts, or their English terms where those have none."""

    def __init__(self, entries: Iterable[Entry], topics: frozenset[str]) -> None:
        self._topics = topics
        self._meant: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._terms: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            sense = self._of(entry)
            self._terms[sense].add(folded(entry.term))
            for word in entry.plural_forms:
                self._meant[folded(word)].add(sense)
                self._words[sense].add(folded(word))

    def is_read_as(self, word: str, entry: Entry) -> bool:
        """Is a word that an entry accepts its own, or a form of its own, and not another's?"""
        sense, plain = self._of(entry), folded(word)
        meant = self._meant.get(plain)
        if meant:
            return sense in meant or (_is_kin(word, entry.plural_forms[0]) and not self._has_singular(entry, meant))
        longest = max((other for other in self._words[sense] if plain.startswith(other)), key=len, default="")
        return not longest or longest in map(folded, entry.plural_forms)

    def _has_singular(self, entry: Entry, senses: Collection[str]) -> bool:
        """Is an English term of these senses the singular of an entry's?"""
        others = (other for sense in senses for other in self._terms[sense])
        return any(folded(entry.term) in {f"{other}s", f"{other}es"} for other in others)

    def _of(self, entry: Entry) -> str:
        return entry.concept if entry.concept and entry.concept not in self._topics else folded(entry.term)


def _is_kin(one: str, other: str) -> bool:
    """Do two expressions differ by accents and the ends of their words only?"""
    words, others = _bare(one).split(), _bare(other).split()
    return len(words) == len(others) and all(map(_share_a_stem, words, others))


def _share_a_stem(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    stem = max(ceil(shorter / 2), shorter - _LONGEST_ENDING)
    return one[:stem] == other[:stem]


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", folded(text)) if not unicodedata.combining(sign))


def _yields(term: str, scope: _Scope, others: Collection[tuple[str, _Scope]]) -> bool:
    fields = scope[0]
    return isinstance(fields, tuple) and _ANY_VALUE in fields and (term, _ANYWHERE) in others


def _is_one_concept(group: Sequence[Entry], topics: frozenset[str]) -> bool:
    if len({folded(entry.term) for entry in group}) == 1:
        return True
    concepts = {entry.concept for entry in group}
    return len(concepts) == 1 and bool(concepts - topics - {""})


def _turned(group: Sequence[Entry], senses: _Senses) -> Entry:
    main = group[0]
    term = main.plural_forms[0]
    forms = dict.fromkeys(
        form for entry in group for form in (*entry.plural_forms, *entry.forms) if senses.is_read_as(form, entry)
    )
    return replace(
        main,
        term=term,
        translation=with_capitals(main.term),
        forms=tuple(dict.fromkeys(entry.term for entry in group[1:] if entry.term != main.term)),
        source_forms=tuple(
            form
            for form in forms
            if form != term and (NUMBER in form) == (NUMBER in term) and not _is_abbreviation(form, main.term)
        ),
        gender="",
    )


def _is_abbreviation(form: str, translation: str) -> bool:
    return form.isupper() and len(form) <= _LONGEST_ABBREVIATION and not translation.isupper()


def joined(back: Iterable[Entry], out: Iterable[Entry]) -> list[Entry]:
    """From a dictionary into English (see :func:`turned`) and one out of it, the one between the two other languages."""
    out = [entry for entry in out if entry.kind is Kind.TRANSLATE and not entry.exact_case]
    topics = _topics(out)
    by_term: dict[str, list[Entry]] = defaultdict(list)
    by_concept: dict[str, list[Entry]] = defaultdict(list)
    for entry in out:
        by_term[folded(entry.term)].append(entry)
        if entry.concept and entry.concept not in topics:
            by_concept[entry.concept].append(entry)
    made: list[Entry] = []
    for entry in back:
        if entry.kind is Kind.KEEP:
            made.append(entry)
        elif other := _counterpart(entry, by_term, by_concept):
            made.append(_joined(entry, other))
    return made


def _counterpart(entry: Entry, by_term: dict[str, list[Entry]], by_concept: dict[str, list[Entry]]) -> Entry | None:
    """The entry for the same English term in the same sense and scope, else the main one of the concept."""
    same = [
        other
        for other in by_term.get(folded(entry.translation), ())
        if not (entry.concept and other.concept) or entry.concept == other.concept
    ]
    fitting = [other for other in (*same, *by_concept.get(entry.concept, ())) if _scope(other) == _scope(entry)]
    return next((other for other in fitting if (NUMBER in other.translation) == (NUMBER in entry.term)), None)


def _joined(entry: Entry, other: Entry) -> Entry:
    return replace(
        entry,
        translation=other.translation,
        forms=other.forms,
        pos=other.pos,
        gender=other.gender,
        origin=f"{entry.origin} + {other.origin}",
    )


def _topics(entries: Iterable[Entry]) -> frozenset[str]:
    terms: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        terms[entry.concept].add(folded(entry.term))
    return frozenset(concept for concept, words in terms.items() if len(words) > _MOST_SYNONYMS)


def _scope(entry: Entry) -> _Scope:
    return entry.fields, entry.category, entry.brand, entry.marketplace
