"""TMX 1.4: a unit for each entry; what TMX has no place for travels as properties, so that nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from localize._version import __version__
from localize.tasks.glossaries.rows import COLUMNS, Glossary, Row
from localize.terms.entry import Kind
from localize.translation.tmx_reader import read_tmx

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_tmx_glossary", "write_tmx"]

_PREFIX = "x-localize-term-"
_AS_PROPERTIES = tuple(c for c in COLUMNS if c not in {"term", "translation", "note", "source", "target"})
_ANY = "und"
"""The language of a side that is for any: BCP 47's "undetermined"."""


def read_tmx_glossary(path: Path, source: str, target: str) -> Glossary:
    """Every unit whose segments are plain text, from its source language to each other one.

    Raises:
        ConfigError: the file is no TMX.
    """
    glossary = Glossary()
    for unit in read_tmx(path):
        texts = [(lang, "".join(parts)) for lang, parts in unit.variants if all(isinstance(p, str) for p in parts)]  # type: ignore[arg-type]
        if unit.problem or len(texts) < len(unit.variants) or len(texts) < 2:
            reason = unit.problem or "it has inline codes or one language only"
            glossary.notes.append(f"{path}:{unit.line}: left out: {reason}.")
            continue
        wanted = (unit.source or source).casefold()
        first = next((t for t in texts if t[0].casefold().split("-")[0] == wanted.split("-")[0]), texts[0])
        own = {name: unit.properties.get(_PREFIX + name, "") for name in _AS_PROPERTIES}
        extra = {name: value for name, value in own.items() if value}
        if unit.notes:
            extra["note"] = " ".join(unit.notes)
        for language, text in texts:
            if (language, text) != first:
                glossary.rows.append(_row(first, language, text, extra, source, target))
    return glossary


def _row(first: tuple[str, str], language: str, text: str, extra: Row, source: str, target: str) -> Row:
    row = {"term": first[1].strip(), **extra}
    row["source"] = source if first[0] == _ANY else first[0]
    row["target"] = target if language == _ANY else language
    if extra.get("kind") == Kind.KEEP or (text.strip() == row["term"] and "kind" not in extra):
        return row | {"kind": Kind.KEEP.value}
    return row | ({"translation": text.strip()} if text.strip() else {})


def write_tmx(glossary: Glossary, path: Path) -> None:
    """The same rows give the same bytes."""
    sources = {row.get("source") or _ANY for row in glossary.rows}
    source = sources.pop() if len(sources) == 1 else "*all*"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        (
            f'<header creationtool="listing-localizer" creationtoolversion={quoteattr(__version__)} segtype="phrase"'
            f' o-tmf="listing-localizer" adminlang="en" srclang={quoteattr(source)} datatype="plaintext"/>'
        ),
        "<body>",
        *(_unit(row) for row in glossary.rows),
        "</body>",
        "</tmx>",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")


def _unit(row: Row) -> str:
    source, target = row.get("source") or _ANY, row.get("target") or _ANY
    translation = row["term"] if row.get("kind") == Kind.KEEP else row.get("translation", "")
    parts = [f"<tu srclang={quoteattr(source)}>"]
    if row.get("note"):
        parts.append(f"<note>{escape(row['note'])}</note>")
    parts += [
        f"<prop type={quoteattr(_PREFIX + name)}>{escape(row[name])}</prop>" for name in _AS_PROPERTIES if row.get(name)
    ]
    for language, text in ((source, row["term"]), (target, translation)):
        parts.append(f"<tuv xml:lang={quoteattr(language)}><seg>{escape(text)}</seg></tuv>")
    return "\n".join([*parts, "</tu>"])
