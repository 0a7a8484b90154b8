"""Dictionaries: read from CSV files and folders, indexed by their first word so that the number of terms costs nothing."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.data import data_folder
from localize.errors import ConfigError, did_you_mean
from localize.terms.entry import Entry, Kind, Place, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Dictionary", "Entry", "Kind", "Match", "load_dictionary"]

_COLUMNS = [
    "term",
    "translation",
    "kind",
    "case",
    "forms",
    "pos",
    "gender",
    "concept",
    "fields",
    "category",
    "brand",
    "market",
    "marketplace",
    "note",
    "source",
    "target",
]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a text; ``number`` is what ``{n}`` stood for."""

    entry: Entry
    start: int
    end: int
    number: str = ""


_Candidates = list[tuple[tuple[str, ...], Entry]]


@dataclass(slots=True)
class _Bucket:
    """Entries with the same first token, by all their tokens, so that neither their number nor a common first word costs."""

    lengths: list[int] = field(default_factory=list)
    by_shape: dict[tuple[str, ...], _Candidates] = field(default_factory=dict)

    def add(self, tokens: tuple[str, ...], entry: Entry) -> None:
        self.by_shape.setdefault(_shape(tokens[1:]), []).append((tokens, entry))

    def sort(self) -> None:
        """Longest first; of equal length a seller's first, then the narrowest."""
        self.lengths = sorted({len(shape) for shape in self.by_shape}, reverse=True)
        for candidates in self.by_shape.values():
            candidates.sort(key=lambda item: (item[1].shipped, -item[1].narrowness))

    def candidates(
        self, tokens: Sequence[tuple[str, int, int]], position: int
    ) -> Iterator[tuple[tuple[str, ...], Entry]]:
        """What may stand at a place, the best first."""
        for length in self.lengths:
            following = tokens[position + 1 : position + 1 + length]
            yield from self.by_shape.get(_shape(token for token, _, _ in following), ())


def _shape(tokens: Iterable[str]) -> tuple[str, ...]:
    """Tokens with their numbers alike: an entry may say ``6`` or ``{n}``."""
    return tuple("{n}" if token.isdigit() else token for token in tokens)


@dataclass(slots=True)
class Dictionary:
    """Entries for one language pair, indexed by their tokens, longest and strongest first."""

    entries: list[Entry] = field(default_factory=list)
    forbidden: list[Entry] = field(default_factory=list)
    _index: dict[str, _Bucket] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Dictionary:
        """Index entries."""
        dictionary = cls()
        for entry in entries:
            dictionary.entries.append(entry)
            if entry.kind is Kind.FORBID:
                dictionary.forbidden.append(entry)
            else:
                tokens = tuple(t for t, _, _ in tokens_of(entry.term))
                if tokens:
                    dictionary._index.setdefault(tokens[0], _Bucket()).add(tokens, entry)
        for bucket in dictionary._index.values():
            bucket.sort()
        return dictionary

    def matches(self, text: str, place: Place) -> Iterator[Match]:
        """Every entry that holds at a place of the text, longest first at each word; overlaps are settled by the caller."""
        tokens = tokens_of(text)
        for position, (token, start, _) in enumerate(tokens):
            keys = (token, "{n}") if token.isdigit() else (token,)
            for key in keys:
                bucket = self._index.get(key)
                match = self._best(bucket, tokens, position, text, place) if bucket else None
                if match is not None:
                    entry, end, number = match
                    yield Match(entry, start, end, number)

    def _best(
        self,
        bucket: _Bucket,
        tokens: Sequence[tuple[str, int, int]],
        position: int,
        text: str,
        place: Place,
    ) -> tuple[Entry, int, str] | None:
        for wanted, entry in bucket.candidates(tokens, position):
            number = _same(wanted, tokens, position)
            if number is None or not entry.applies(place):
                continue
            end = tokens[position + len(wanted) - 1][2]
            if entry.exact_case and text[tokens[position][1] : end] != entry.term:
                continue
            if _in_compound(text, tokens[position][1], end):
                continue
            return entry, end, number
        return None


def _in_compound(text: str, start: int, end: int) -> bool:
    """Is it only a part of a hyphenated word (``brand`` in ``brand-name``)?"""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (len(before) == 2 and before[1] == "-" and before[0].isalnum()) or (
        len(after) == 2 and after[0] == "-" and after[1].isalnum()
    )


def _same(wanted: tuple[str, ...], tokens: Sequence[tuple[str, int, int]], position: int) -> str | None:
    """What ``{n}`` stands for (empty without one) if the tokens stand there, else None."""
    if position + len(wanted) > len(tokens):
        return None
    number = ""
    for offset, word in enumerate(wanted):
        actual = tokens[position + offset][0]
        if word == "{n}" and actual.isdigit():
            number = actual
        elif word != actual:
            return None
    return number


def load_dictionary(source: str, target: str, paths: Iterable[Path], *, shipped: bool = True) -> Dictionary:
    """Everything that applies from locale ``source`` to locale ``target``: the seller's ``paths`` and what we ship.

    Raises:
        ConfigError: a file cannot be read or has a wrong header, kind or row; the message names file and line.
    """
    entries: list[Entry] = []
    for path in paths:
        entries += _read(path, source, target, shipped=False)
    if shipped:
        entries += _read_folder(data_folder("dictionaries"), source, target, shipped=True)
    return Dictionary.of(entries)


def _read(path: Path, source: str, target: str, *, shipped: bool) -> list[Entry]:
    if path.is_dir():
        return _read_folder(path, source, target, shipped=shipped)
    if not path.is_file():
        raise ConfigError(f"The dictionary {path} does not exist.", "Check the path in --dictionary or localize.toml.")
    return _read_file(path, source, target, shipped=shipped)


def _read_folder(folder: Path, source: str, target: str, *, shipped: bool) -> list[Entry]:
    """Files of a dictionary folder: those at its top apply to any run, those in ``en-pt`` and the like to their pair."""
    names = _pair_folders(source, target)
    files = sorted(folder.glob("*.csv"))
    for sub in sorted(p for p in folder.iterdir() if p.is_dir() and p.name.casefold() in names):
        files += sorted(sub.glob("**/*.csv"))
    return [
        entry
        for path in files
        if not path.name.endswith(".tests.csv")
        for entry in _read_file(path, source, target, shipped=shipped)
    ]


def _pair_folders(source: str, target: str) -> frozenset[str]:
    sources = {source.casefold(), source.split("-", maxsplit=1)[0].casefold()}
    targets = {target.casefold(), target.split("-", maxsplit=1)[0].casefold()}
    return frozenset({f"{s}-{t}" for s in sources for t in targets} | sources | {"any"})


def _read_file(path: Path, source: str, target: str, *, shipped: bool) -> list[Entry]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_header(path, reader.fieldnames or ())
            return [
                entry
                for row in reader
                if (entry := _entry(path, reader.line_num, row, source, target, shipped=shipped)) is not None
            ]
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}).", "Save the dictionary as UTF-8 CSV.") from error
    except (OSError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot be read ({error}).") from error


def _check_header(path: Path, names: Sequence[str]) -> None:
    if "term" not in names:
        raise ConfigError(f"{path}:1: the header has no column 'term'.", "A dictionary begins with: term,translation")
    for name in names:
        if name and name not in _COLUMNS:
            raise ConfigError(f"{path}:1: unknown column '{name}'.", did_you_mean(name, _COLUMNS))


def _entry(
    path: Path, line: int, row: Mapping[str, str | None], source: str, target: str, *, shipped: bool
) -> Entry | None:
    cell = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    if not cell["term"] or not _pair_fits(cell, source, target):
        return None
    kind = cell["kind"] or "translate"
    if kind not in set(Kind):
        raise ConfigError(
            f"{path}:{line}: unknown kind '{kind}'.", did_you_mean(kind, [*Kind]) or f"One of: {', '.join(Kind)}."
        )
    if kind == Kind.TRANSLATE and not cell["translation"]:
        raise ConfigError(f"{path}:{line}: '{cell['term']}' has no translation.", "Fill it in, or set kind to keep.")
    return Entry(
        term=cell["term"],
        translation=cell["translation"],
        kind=Kind(kind),
        exact_case=cell["case"] == "exact",
        forms=_split(cell["forms"], "|"),
        pos=cell["pos"],
        gender=cell["gender"],
        fields=_split(cell["fields"].replace(",", "|"), "|"),
        category=cell["category"],
        brand=cell["brand"],
        market=cell["market"],
        marketplace=cell["marketplace"],
        origin=f"{path.parent.name}/{path.name}:{line}" if shipped else f"{path.name}:{line}",
        shipped=shipped,
    )


def _pair_fits(cell: Mapping[str, str], source: str, target: str) -> bool:
    return all(
        not cell[name] or cell[name].casefold() in {locale.casefold(), locale.split("-")[0].casefold()}
        for name, locale in (("source", source), ("target", target))
    )


def _split(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())
