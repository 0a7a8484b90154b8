"""Compounds of shipped terms in short values: "Hand compass" is "Bússola de mão".

Small models leave a value that is nothing but terms in English order, or drop the joint between its nouns ("Bússola mão").
Where shipped terms cover a whole value of a choice field, and the last of them is a noun, they are joined by the target
language's grammar instead: the named noun first, what it is of behind a preposition, adjectives in its gender and number.
What the grammar of ``compounds.toml`` does not cover is left to the engine: other languages, sellers' own terms, longer texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from localize.data import package_folder, read_toml
from localize.listing import SpanKind
from localize.text.casing import carry_case

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.listing import Span

__all__ = ["joined"]

_MOST_TERMS = 4
_GENDERS = frozenset({"m", "f"})


class _Grammar(NamedTuple):
    joint: str
    before: frozenset[str]
    beside: frozenset[str]
    things: frozenset[str]
    apart: frozenset[str]
    invariable: frozenset[str]
    endings: Mapping[str, tuple[str, str, str]]


@cache
def _grammar(language: str) -> _Grammar | None:
    table = read_toml(package_folder("terms") / "compounds.toml").get(language)
    if table is None:
        return None
    endings = {ending: tuple(table["endings"][ending]) for ending in sorted(table["endings"], key=len, reverse=True)}
    before, beside, things, apart, invariable = (
        frozenset(table[name]) for name in ("before", "beside", "things", "apart", "invariable")
    )
    return _Grammar(table["joint"], before, beside, things, apart, invariable, endings)


def joined(text: str, spans: Sequence[Span], locale: str) -> Sequence[Span]:
    """One span instead of ``spans`` where they make a compound that the locale's language can join; else ``spans``."""
    language = locale.partition("-")[0]
    grammar = _grammar(language)
    if grammar is None or not 2 <= len(spans) <= _MOST_TERMS or not _covered(text, spans):
        return spans
    words = _words(spans, grammar)
    if words is None:
        return spans
    whole = text.strip()
    start = text.index(whole)
    model = " ".join(span.value.term for span in spans)
    target = carry_case(whole, words, language, model=model)
    by = " + ".join(span.by for span in spans)
    why = "dictionary: " + ", ".join(f"{span.value.term} → {span.value.translation}" for span in spans)
    head = spans[-1]
    return [replace(head, start=start, end=start + len(whole), text=whole, target=target, accepted=(), why=why, by=by)]


def _covered(text: str, spans: Sequence[Span]) -> bool:
    """Is the text shipped terms with single blanks between them, and nothing else?"""
    if any(span.kind is not SpanKind.SHIPPED_TERM for span in spans):
        return False
    between = [a.end + 1 == b.start and text[a.end] == " " for a, b in pairwise(spans)]
    return all(between) and not text[: spans[0].start].strip() and not text[spans[-1].end :].strip()


def _words(spans: Sequence[Span], grammar: _Grammar) -> str | None:
    """The compound in the dictionary's capitals; None where a term is neither noun nor adjective, or no ending is known."""
    *others, head = spans
    if head.kin[0] != "noun" or head.kin[1] not in _GENDERS or any(s.kin[0] not in {"noun", "adj"} for s in others):
        return None
    if any(_plain(span) in grammar.apart for span in others):
        return None
    plural = _is_plural(head)
    phrase = [_plain(head)]
    behind: list[str] = []
    for span in reversed(others):
        if span.kin[0] == "noun":
            own = _plain(span)
            phrase += [own] if _is_beside(own, grammar) else [grammar.joint, own]
            continue
        form = _agreeing(_plain(span), head.kin[1], grammar, plural=plural)
        if form is None:
            return None
        if _plain(span) in grammar.before:
            phrase.insert(0, form)
        else:
            behind.append(form)
    return " ".join([*phrase, *behind])


def _plain(span: Span) -> str:
    """The translation as its entry writes it, in the form that the stage chose."""
    forms: tuple[str, ...] = (*span.value.plural_forms, *span.value.forms)
    chosen = (span.target or "").casefold()
    return next((form for form in forms if form.casefold() == chosen), span.value.plural_forms[0])


def _is_plural(span: Span) -> bool:
    """Plural on both sides: “casters → rodízios”, not “glasses → óculos de sol” alone, nor “lens → lente”."""
    first = _plain(span).partition(" ")[0]
    return span.text[-1:].casefold() == "s" and first[-1:] == "s"


def _is_beside(translation: str, grammar: _Grammar) -> bool:
    """Names and most short forms are set beside the noun: “porta USB”, “alto-falante Bluetooth”, but “suporte de TV”."""
    return translation in grammar.beside or (translation[:1].isupper() and translation not in grammar.things)


def _agreeing(adjective: str, gender: str, grammar: _Grammar, *, plural: bool) -> str | None:
    """The adjective in gender and number; words behind its first stay (“resistente a riscos”)."""
    first, *rest = re.split(r"(?= )", adjective, maxsplit=1)
    if first in grammar.invariable or (gender == "m" and not plural):
        return adjective
    for ending, (plural_m, single_f, plural_f) in grammar.endings.items():
        if first.endswith(ending):
            new = (plural_f if plural else single_f) if gender == "f" else plural_m
            return first.removesuffix(ending) + new + "".join(rest)
    return None
