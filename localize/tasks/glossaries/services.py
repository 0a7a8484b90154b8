"""Glossary files of translation services: DeepL's pairs and Google's term sets.

DeepL (developers.deepl.com, "Glossaries"): lines of source and target without a header, as CSV or TSV; its website also
takes two more columns with the languages. Google (cloud.google.com/translate, "Create and use glossaries"): a CSV whose
header names the languages, with ``pos`` and ``description`` where wanted ("equivalent term sets").
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING

from localize.errors import ConfigError
from localize.tasks.glossaries.rows import Glossary, Losses, Row
from localize.terms.checks.sheets import is_locale
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["is_google", "is_own", "read_deepl", "read_google", "write_deepl", "write_google"]

_GOOGLE_COLUMNS = frozenset({"pos", "description", "term"})


def _lines(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}).", "Save it as CSV UTF-8.") from error
    delimiter = "\t" if path.suffix.casefold() in {".tsv", ".txt"} else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _header(path: Path) -> list[str]:
    lines = _lines(path)
    return lines[0] if lines else []


def is_own(path: Path) -> bool:
    """Has the file a header of ours?"""
    return "term" in [name.casefold() for name in _header(path)]


def is_google(path: Path) -> bool:
    """Does the header name languages?"""
    names = _header(path)
    return (
        len(names) > 1 and all(is_locale(n) or n.casefold() in _GOOGLE_COLUMNS for n in names) and is_locale(names[0])
    )


def read_deepl(path: Path, source: str, target: str) -> Glossary:
    """Pairs of a language pair; what is the same on both sides is kept."""
    glossary = Glossary()
    for line in _lines(path):
        if len(line) < 2:
            glossary.notes.append(f"'{line[0]}' has no translation and was left out.")
            continue
        own = ([*line[2:4], "", ""])[:2]
        glossary.rows.append(_row(line[0], line[1], own[0].lower() or source, own[1] or target))
    return glossary


def read_google(path: Path) -> Glossary:
    """A row for each further language of a term set; the first column is the source."""
    header, *lines = _lines(path)
    glossary = Glossary()
    places = [
        (at, name) for at, name in enumerate(header) if is_locale(name) and name.casefold() not in _GOOGLE_COLUMNS
    ]
    extra = {name.casefold(): at for at, name in enumerate(header) if name.casefold() in _GOOGLE_COLUMNS}
    first, *others = places
    for number, line in enumerate(lines, start=1):
        cells = line + [""] * (len(header) - len(line))
        for at, locale in others:
            if cells[first[0]] and cells[at]:
                row = _row(cells[first[0]], cells[at], first[1], locale)
                row |= {"pos": cells[extra["pos"]]} if "pos" in extra and cells[extra["pos"]] else {}
                note = cells[extra["description"]] if "description" in extra else ""
                row |= {"note": note} if note else {}
                row |= {"concept": f"set-{number}"} if len(others) > 1 else {}
                glossary.rows.append(row)
    return glossary


def _row(term: str, translation: str, source: str, target: str) -> Row:
    if term == translation:
        return {"term": term, "kind": Kind.KEEP.value, "source": source, "target": target}
    return {"term": term, "translation": translation, "source": source, "target": target}


def write_deepl(glossary: Glossary, path: Path, losses: Losses) -> None:
    """Pairs without a header; with two more columns for the languages where the file has several pairs."""
    fitting = glossary.plain(losses, "DeepL")
    pairs = {(row.get("source", ""), row.get("target", "")) for row, _, _ in fitting}
    lines = [
        [term, translation] + ([row.get("source", ""), row.get("target", "")] if len(pairs) > 1 else [])
        for row, term, translation in _unique(fitting, losses, "DeepL")
    ]
    _write(path, lines, "\t" if path.suffix.casefold() == ".tsv" else ",")


def write_google(glossary: Glossary, path: Path, losses: Losses) -> None:
    """A term set: a column for each language, a line for each term, with part of speech and description."""
    fitting = glossary.plain(losses, "Google", ("pos", "note", "concept"))
    sources = {row.get("source", "") for row, _, _ in fitting}
    if len(sources) > 1 or "" in sources or any(not row.get("target") for row, _, _ in fitting):
        raise ConfigError(
            "A Google glossary names its languages, and has one source language.",
            "Say which pair the entries are for: --from en --to de",
        )
    (source,) = sources or {"en"}
    targets = sorted({row["target"] for row, _, _ in fitting})
    sets: dict[str, dict[str, str]] = defaultdict(dict)
    for row, term, translation in _unique(fitting, losses, "Google"):
        line = sets[term]
        line[row["target"]] = translation
        line["pos"] = line.get("pos") or row.get("pos", "")
        line["description"] = line.get("description") or row.get("note", "")
    header = [source, *targets, "pos", "description"]
    _write(path, [header, *([term, *(line.get(n, "") for n in header[1:])] for term, line in sets.items())], ",")


def _unique(fitting: Sequence[tuple[Row, str, str]], losses: Losses, name: str) -> list[tuple[Row, str, str]]:
    """Services take a term once for a pair; the first stays."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for row, term, translation in fitting:
        key = (term, row.get("source", ""), row.get("target", ""))
        if key in seen:
            losses.left_out[f"{name} takes a term only once"] += 1
            continue
        seen.add(key)
        kept.append((row, term, translation))
    return kept


def _write(path: Path, lines: Sequence[Sequence[str]], delimiter: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(lines)
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
