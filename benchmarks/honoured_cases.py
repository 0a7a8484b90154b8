"""Texts around dictionary entries: in every place where an entry must be honoured, and in those where it must not fire.

Frames use words that no shipped dictionary has, so that what is counted in a translation is the entry's.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.terms import Glossary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Case", "Entry", "cases", "read_entries", "rows"]

_SCOPES = ("fields", "category", "brand", "market", "marketplace")
_PLAIN = re.compile(r"[a-z]+(?:[ '’-][a-z]+){0,3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A dictionary's row: the term, the words that honour it, its part of speech, and whether it is kept as it is."""

    term: str
    forms: tuple[str, ...]
    pos: str = ""
    keep: bool = False

    @property
    def counts_by_itself(self) -> bool:
        """Can its plural be made by rule (``lamp`` → ``lamps``), so that a text may hold it inflected?"""
        return (
            self.pos == "noun"
            and not self.keep
            and re.search(r"(?:[^aeiousy]|[^aeiou]y|[^iou]e)\Z", self.term) is not None
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the entries that must be honoured in it so many times, and the terms that must not fire.

    ``intact`` are strings that must come out as they are. ``html`` says which column of a catalog it is for.
    """

    shape: str
    text: str
    expected: tuple[tuple[Entry, int], ...] = ()
    silent: tuple[str, ...] = ()
    intact: tuple[str, ...] = ()
    html: bool = False


def read_entries(files: Iterable[Path]) -> list[Entry]:
    """The entries that hold in every field, of kinds ``translate`` and ``keep``, without a number in them."""
    entries: dict[str, Entry] = {}
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                kind, term = row.get("kind") or "translate", row["term"]
                if kind not in {"translate", "keep"} or "{n}" in term or any(row.get(scope) for scope in _SCOPES):
                    continue
                found = (*row["translation"].split("|"), *(row.get("forms") or "").split("|"))
                forms = (term,) if kind == "keep" else tuple(form.strip() for form in found if form.strip())
                entries.setdefault(term.casefold(), Entry(term, forms, row.get("pos") or "", kind == "keep"))
    return list(entries.values())


def cases(shipped: Sequence[Entry], own: Sequence[Entry], glossary: Glossary, count: int, seed: int) -> list[Case]:
    """``count`` shipped entries and all of the seller's ``own``, each in the next of all shapes.

    A text in which a longer entry of ``glossary`` takes a term's words is left out.
    """
    random = Random(seed)  # noqa: S311 a sample is no secret
    plain = [entry for entry in shipped if _PLAIN.fullmatch(entry.term)]
    sample = random.sample(plain, min(count, len(plain)))
    made: list[Case] = []
    for number, entry in enumerate(sample):
        other = _beside(entry, sample, number)
        honoured, silent = _HONOURED[number % len(_HONOURED)], _SILENT[number % len(_SILENT)]
        made += [case for shape in (honoured, silent) if (case := shape(entry, other)) and _is_fair(case, glossary)]
    for number, entry in enumerate(own):
        other = own[(number + 1) % len(own)]
        made += [case for shape in (*_HONOURED, *_SILENT) if (case := shape(entry, other)) is not None]
    return made


def _beside(entry: Entry, sample: Sequence[Entry], number: int) -> Entry:
    """The next entry whose words cannot be taken for this one's."""
    following = (*sample[number + 1 :], *sample[:number])
    return next(
        other
        for other in following
        if not Glossary.count(entry.forms, other.forms) and not Glossary.count(other.forms, entry.forms)
    )


def _is_fair(case: Case, glossary: Glossary) -> bool:
    if case.shape == "plural":
        return True
    meant = {term: times for term, _, times in glossary.expected([re.sub(r"<[^>]*>", "\n", case.text)], "")}
    return all(meant.get(" ".join(entry.term.casefold().split()), times) == times for entry, times in case.expected)


def _framed(shape: str, frame: str, *, html: bool = False, times: int = 1) -> Callable[[Entry, Entry], Case]:
    """A shape with one entry at ``{t}`` and, where the frame has it, another at ``{u}``."""

    def make(entry: Entry, other: Entry) -> Case:
        expected = ((entry, times), (other, 1)) if "{u}" in frame else ((entry, times),)
        return Case(shape, frame.format(t=entry.term, u=other.term), expected, html=html)

    return make


def _capitals(shape: str, frame: str, change: Callable[[str], str]) -> Callable[[Entry, Entry], Case | None]:
    def make(entry: Entry, _: Entry) -> Case | None:
        return None if entry.keep else Case(shape, frame.format(t=change(entry.term)), ((entry, 1),))

    return make


def _title(text: str) -> str:
    return re.sub(r"(?<![\w'’])[a-z]", lambda match: match.group().upper(), text)


def _plural(entry: Entry, _: Entry) -> Case | None:
    if not entry.counts_by_itself:
        return None
    ending = "es" if re.search(r"(?:x|ch|sh|z)\Z", entry.term) else "s"
    plural = entry.term[:-1] + "ies" if entry.term.endswith("y") else entry.term + ending
    return Case("plural", f"Many {plural} came back yesterday.", ((entry, 1),))


def _inside(shape: str, frame: str, *, html: bool = False) -> Callable[[Entry, Entry], Case]:
    """The term as a part of something that comes out as it went in; ``{t}`` is the term with ``-`` for its blanks."""

    def make(entry: Entry, _: Entry) -> Case:
        joined = re.sub(r"[^A-Za-z0-9]+", "-", entry.term)
        intact = re.sub(r"[^A-Za-z0-9]+", "", entry.term).upper() if "{c}" in frame else joined
        text = frame.format(t=joined, c=intact)
        found = re.search(r"«(.+)»", text)
        return Case(
            shape, text.replace("«", "").replace("»", ""), (), (entry.term,), found.groups() if found else (), html
        )

    return make


def _split(shape: str, frame: str, *, html: bool = False) -> Callable[[Entry, Entry], Case | None]:
    """A term of several words with something between them."""

    def make(entry: Entry, _: Entry) -> Case | None:
        head, blank, tail = entry.term.partition(" ")
        return Case(shape, frame.format(head=head, tail=tail), silent=(entry.term,), html=html) if blank else None

    return make


def _glued(entry: Entry, _: Entry) -> Case:
    return Case("inside a word", f"The zyx{entry.term.replace(' ', '')}vuq arrived.", silent=(entry.term,))


_HONOURED: tuple[Callable[[Entry, Entry], Case | None], ...] = (
    _framed("alone", "{t}"),
    _framed("at the start", "{t} as nobody else has it."),
    _framed("in the middle", "Everybody asked us for the {t} again yesterday."),
    _framed("at the end", "Nobody ever asked us for another {t}"),
    _framed("twice", "This {t} is here, another {t} is there.", times=2),
    _framed("two in a list", "We have it: {t}, {u} and more."),
    _framed("joined by and", "They asked about the {t} and the {u} yesterday."),
    _framed("behind a label", "Included: {t}"),
    _framed("in brackets", "The thing (with the {t}) is here."),
    _framed("in quotes", "It says “{t}” here."),
    _framed("with a number", "There are 3 things beside the {t} here."),
    _capitals("in capitals", "EVERYBODY ASKED FOR THE {t}", str.upper),
    _capitals("in title case", "The {t} That Everybody Asked For", _title),
    _plural,
    _framed("in a tag", "<p>Here is <b>{t}</b> again.</p>", html=True),
    _framed("items of a list", "<ul><li>{t}</li><li>{u}</li></ul>", html=True),
    _framed("in two tags", "<p>The <em>{t}</em> and the <strong>{u}</strong> are here.</p>", html=True),
    _framed("over a line", "<p>{t}<br>{u}</p>", html=True),
    _framed("in an attribute", '<p><img src="a.png" alt="{t}"> is here.</p>', html=True),
    _framed("in a cell", "<table><tr><th>{t}</th><td>{u}</td></tr></table>", html=True),
)
_SILENT: tuple[Callable[[Entry, Entry], Case | None], ...] = (
    _glued,
    _inside("in a code", "Order «{c}-4711X» here."),
    _inside("in an address", "It is at «https://example.com/{t}/page» here."),
    _inside("in an e-mail", "Write to «{t}@example.com» yesterday."),
    _inside("in a placeholder", "It says «{{{{ product.{t} }}}}» here."),
    _inside("in a tag's name", '<p class="{t}">It is here.</p>', html=True),
    _split("across blocks", "<p>{head}</p><p>{tail}</p>", html=True),
    _split("across a placeholder", "It is {head} {{{{ x }}}} {tail} here."),
)


def rows(made: Sequence[Case]) -> Iterator[dict[str, str]]:
    """The cases as products of a Shopify file: a text is a title, HTML a body."""
    for number, case in enumerate(made):
        yield {
            "Handle": f"case-{number}",
            "Title": "" if case.html else case.text,
            "Body (HTML)": case.text if case.html else "",
            "Variant SKU": f"CASE-{number}",
        }
