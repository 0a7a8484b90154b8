"""Dictionaries: everything that holds for one pair of locales, the seller's and ours, ready to be matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.data import data_folder
from localize.errors import ConfigError
from localize.terms.entry import Entry, Kind, Place
from localize.terms.files import SUFFIXES, read_entries
from localize.terms.legal import topic_of
from localize.terms.matching import Match, TermIndex, chosen
from localize.terms.pairs import folder_reaches, names_a_pair, prefixes
from localize.terms.tokens import folded
from localize.terms.turned import in_sentences, joined, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Dictionary", "Entry", "Kind", "Match", "load_dictionary"]

_ENGLISH = "en"


@dataclass(slots=True)
class Dictionary:
    """Entries for one language pair; ``forbidden`` are looked for in the output, the others in the source."""

    entries: list[Entry] = field(default_factory=list)
    forbidden: list[Entry] = field(default_factory=list)
    index: TermIndex = field(default_factory=lambda: TermIndex(()))

    @classmethod
    def of(cls, entries: Iterable[Entry], source: str = "") -> Dictionary:
        """Index entries; with a source locale, inflected forms of their terms are found as well."""
        entries = list(entries)
        return cls(
            entries,
            [entry for entry in entries if entry.kind is Kind.FORBID],
            TermIndex((e for e in entries if _stands_in_texts(e)), source.split("-", maxsplit=1)[0].casefold()),
        )

    def candidates(self, text: str, place: Place) -> list[Match]:
        """The best entry at each stretch where one stands; stretches may overlap."""
        return self.index.candidates(text, place)

    def depends_on_place(self, text: str) -> bool:
        """Are the candidates of a text other ones in another field, category, brand or market?"""
        return self.index.depends_on_place(text)

    def matches(self, text: str, place: Place) -> Iterator[Match]:
        """The entries that hold in a text, in order and free of overlaps."""
        yield from chosen(self.candidates(text, place))


def _stands_in_texts(entry: Entry) -> bool:
    return entry.kind is not Kind.FORBID and not (entry.kind is Kind.LEGAL and topic_of(entry.term))


def load_dictionary(source: str, target: str, paths: Iterable[Path], *, shipped: bool = True) -> Dictionary:
    """Everything that applies from locale ``source`` to locale ``target``: the seller's ``paths`` and what we ship.

    Raises:
        ConfigError: a file cannot be read or has a wrong header, kind or row; the message names file and line.
    """
    entries = [entry for path in paths for entry in _sellers(path, source, target)]
    if shipped:
        entries += _shipped(source, target)
    return Dictionary.of(entries, source)


def _sellers(path: Path, source: str, target: str) -> list[Entry]:
    if path.is_dir():
        return _read_folder(path, source, target, shipped=False)
    if not path.is_file():
        raise ConfigError(f"The dictionary {path} does not exist.", "Check the path in --dictionary or localize.toml.")
    reach = _reach(path.absolute().parent, source, target)
    return [] if reach is None else read_entries(path, source, target, reach=reach)


def _reach(folder: Path, source: str, target: str) -> int | None:
    """How narrow the pair is that a folder is named for: 1 where it is named for none, None for another pair."""
    return folder_reaches(source, target).get(folder.name.casefold()) if names_a_pair(folder.name) else 1


def _read_folder(folder: Path, source: str, target: str, *, shipped: bool) -> list[Entry]:
    """Files of a dictionary folder: those at its top apply to any run, those in ``en-pt`` and the like to their pair."""
    own = _reach(folder.absolute(), source, target)
    if own is None:
        return []
    reaches = folder_reaches(source, target)
    places = [(path, own) for path in sorted(folder.iterdir()) if path.is_file()]
    for sub in sorted(p for p in folder.iterdir() if p.is_dir() and p.name.casefold() in reaches):
        places += [(path, reaches[sub.name.casefold()]) for path in sorted(sub.rglob("*")) if path.is_file()]
    return [
        entry
        for path, reach in places
        if path.suffix.casefold() in SUFFIXES and ".tests." not in path.name and not path.name.startswith(("~", "."))
        for entry in read_entries(path, source, target, shipped=shipped, reach=reach)
    ]


def _shipped(source: str, target: str) -> list[Entry]:
    """Ours for a pair: written for it, else turned round, else joined through English.

    What is written for a pair into English goes before what turning round gives it, term by term.
    """
    written = _written(source, target)
    into_english = prefixes(target)[-1] == _ENGLISH != prefixes(source)[-1]
    if written and not into_english:
        return written
    if back := _written(target, source):
        turned_round = list(in_sentences(turned(back), prefixes(source)[-1]))
        own = {_stretch(entry) for entry in written}
        return [*written, *(entry for entry in turned_round if _stretch(entry) not in own)]
    if written:
        return written
    languages = {prefixes(source)[-1], prefixes(target)[-1]}
    if _ENGLISH in languages or len(languages) == 1:  # nothing says German in German through English
        return []
    made = joined(turned(_written(_ENGLISH, source)), _written(_ENGLISH, target))
    return list(in_sentences(made, prefixes(source)[-1]))


def _stretch(entry: Entry) -> tuple[object, ...]:
    """What an entry answers: these words, in these places."""
    return folded(entry.term), entry.fields, entry.category, entry.brand, entry.marketplace


def _written(source: str, target: str) -> list[Entry]:
    return _read_folder(data_folder("dictionaries"), source, target, shipped=True)
