"""TBX (ISO 30042): a concept for each entry. TBX-Basic of 2019 is written; it and the older ``martif`` files are read.

What TBX-Basic has a data category for is said with it: part of speech, gender, subject field (category), geographical
usage (market), customer (brand), project (marketplace), admitted and superseded terms (forms, forbidden words). The rest
stands in a note that begins with ``localize:``, which people can read and a conversion back takes apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from localize.errors import ConfigError
from localize.tasks.glossaries.rows import Glossary, Row
from localize.terms.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read_tbx", "write_tbx"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OURS = "localize:"
_IN_NOTE = ("kind", "case", "fields", "plural")
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_SUPERSEDED = frozenset({"supersededTerm-admn-sts", "deprecatedTerm-admn-sts"})
_POS = {"noun": "noun", "verb": "verb", "adj": "adjective", "adv": "adverb", "name": "properNoun", "phrase": "other"}
_GENDER = {"m": "masculine", "f": "feminine", "n": "neuter", "c": "otherGender"}
_ANY = "und"


def write_tbx(glossary: Glossary, path: Path) -> None:
    """One concept for each row, in file order; the same rows give the same bytes."""
    source = next((row["source"] for row in glossary.rows if row.get("source")), "en")
    root = ET.Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": source, "xmlns": "urn:iso:std:iso:30042:ed-2"}
    )
    header = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(header, "sourceDesc"), "p").text = "A dictionary of listing-localizer"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, row in enumerate(glossary.rows, start=1):
        body.append(_concept(row, f"c{number}"))
    ET.indent(root)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
    path.write_text(text, encoding="utf-8", newline="")


def _concept(row: Row, name: str) -> ET.Element:
    concept = ET.Element("conceptEntry", id=name)
    for column, tag, kind in (("category", "descrip", "subjectField"), ("brand", "admin", "customerSubset")):
        if row.get(column):
            ET.SubElement(concept, tag, type=kind).text = row[column]
    if row.get("marketplace"):
        ET.SubElement(concept, "admin", type="projectSubset").text = row["marketplace"]
    ours = {name: row[name] for name in ("kind", "case", "fields", "concept") if row.get(name)}
    if row.get("kind") == Kind.FORBID:
        ours.pop("kind")
    if ours:
        ET.SubElement(concept, "note").text = f"{_OURS} " + "; ".join(f"{k}={v}" for k, v in ours.items())
    if row.get("note"):
        ET.SubElement(concept, "note").text = row["note"]
    _sections(concept, row)
    return concept


def _sections(concept: ET.Element, row: Row) -> None:
    source, target = row.get("source") or _ANY, row.get("target") or _ANY
    if row.get("kind") == Kind.FORBID:
        section = _section(concept, target)
        if row.get("translation"):
            _term(section, row["translation"], row, _PREFERRED)
        _term(section, row["term"], {"market": row.get("market", "")}, "supersededTerm-admn-sts")
        return
    _term(_section(concept, source), row["term"], {}, "")
    section = _section(concept, target) if target != source else concept[-1]
    if row.get("kind") == Kind.KEEP:
        _term(section, row["term"], row, _PREFERRED)
    elif row.get("translation"):
        _term(section, row["translation"], row, _PREFERRED)
    for form in row.get("forms", "").split("|"):
        if form.strip():
            _term(section, form.strip(), {}, _ADMITTED)


def _section(concept: ET.Element, language: str) -> ET.Element:
    return ET.SubElement(concept, "langSec", {"xml:lang": language})


def _term(section: ET.Element, text: str, row: Row, status: str) -> None:
    term = ET.SubElement(section, "termSec")
    ET.SubElement(term, "term").text = text
    notes = {
        "partOfSpeech": _POS.get(row.get("pos", ""), row.get("pos", "")),
        "grammaticalGender": _GENDER.get(row.get("gender", ""), row.get("gender", "")),
        "geographicalUsage": row.get("market", ""),
        "administrativeStatus": status,
    }
    for kind, value in notes.items():
        if value:
            ET.SubElement(term, "termNote", type=kind).text = value


def read_tbx(path: Path, source: str, target: str) -> Glossary:
    """Every concept's terms, from the source language to each other one.

    Raises:
        ConfigError: the file is no TBX, is not well-formed or declares entities of its own.
    """
    root = _parsed(path)
    if _name(root) not in {"tbx", "martif"}:
        raise ConfigError(f"{path}: is no TBX file, it begins with <{_name(root)}>.")
    first = source or root.get(_LANG, "")
    glossary = Glossary()
    for concept in root.iter():
        if _name(concept) in {"conceptEntry", "termEntry"}:
            rows = list(_rows(concept, first.casefold(), source, target))
            if not rows:
                glossary.notes.append(f"The concept '{concept.get('id', '')}' has no pair of terms and was left out.")
            glossary.rows += rows
    return glossary


def _parsed(path: Path) -> ET.Element:
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: object) -> NoReturn:
        raise ConfigError(f"{path}: declares entities of its own.", "Save it without them.")

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_qualified(name), {_qualified(k): v for k, v in attributes.items()})

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(_qualified(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        raise ConfigError(f"{path}:{error.lineno}: is not well-formed XML.", "Export it again.") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    return builder.close()


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _name(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _rows(concept: ET.Element, first: str, source: str, target: str) -> Iterator[Row]:
    common = _common(concept)
    sections = [(s.get(_LANG, ""), list(_terms(s))) for s in concept if _name(s) in {"langSec", "langSet"}]
    own = next((s for s in sections if s[0].casefold().split("-")[0] == first.split("-", maxsplit=1)[0]), None)
    if own is None and len(sections) > 1:
        own = sections[0]
    for language, terms in sections:
        where = {"target": target if language == _ANY else language}
        banned = [t for t in terms if t["status"] in _SUPERSEDED]
        chosen = [t for t in terms if t["status"] not in _SUPERSEDED]
        for term in banned:
            instead = {"translation": chosen[0]["term"]} if chosen else {}
            usage = {"market": term["market"]} if term["market"] else {}
            yield {**common, "term": term["term"], "kind": Kind.FORBID.value, **instead, **usage, **where}
        if own is None or language == own[0] or not own[1] or (banned and not chosen):
            continue
        start = {"source": source if own[0] == _ANY else own[0]}
        for term in own[1]:
            if term["status"] not in _SUPERSEDED and (row := _pair(term["term"], chosen, common)):
                yield {**row, **start, **where}


def _pair(term: str, chosen: list[Row], common: Row) -> Row | None:
    if not chosen:
        return {**common, "term": term} if common.get("kind") == Kind.LEGAL else None
    best = next((t for t in chosen if t["status"] == _PREFERRED), chosen[0])
    forms = "|".join(t["term"] for t in chosen if t is not best)
    row = {**common, "term": term, **({"forms": forms} if forms else {})}
    row |= {name: best[name] for name in ("pos", "gender", "market") if best[name]}
    if common.get("kind") == Kind.KEEP or (best["term"] == term and "kind" not in common):
        return row | {"kind": Kind.KEEP.value}
    return row | {"translation": best["term"]}


def _common(concept: ET.Element) -> Row:
    """What is said of the concept as a whole."""
    row: Row = {}
    names = {"subjectField": "category", "customerSubset": "brand", "projectSubset": "marketplace"}
    for element in concept.iter():
        text = (element.text or "").strip()
        if column := names.get(element.get("type", "")):
            row[column] = text
        elif _name(element) == "note" and text.startswith(_OURS):
            row |= dict(re.findall(r"(\w+)=([^;]*)(?:; |$)", text.removeprefix(_OURS).strip()))
        elif (_name(element) == "note" or element.get("type") == "definition") and text:
            row["note"] = f"{row['note']} {text}" if "note" in row else text
    return row


def _terms(section: ET.Element) -> Iterator[Row]:
    """The terms of one language, each with its notes by our columns."""
    pos, gender = ({v: k for k, v in names.items()} for names in (_POS, _GENDER))
    for element in section:
        if _name(element) not in {"termSec", "tig", "ntig", "termGrp"}:
            continue
        term = next((e.text or "" for e in element.iter() if _name(e) == "term"), "").strip()
        notes = {e.get("type", ""): (e.text or "").strip() for e in element.iter() if _name(e) == "termNote"}
        said, kind = notes.get("partOfSpeech", ""), notes.get("grammaticalGender", "")
        if term:
            yield {
                "term": term,
                "status": notes.get("administrativeStatus", ""),
                "pos": pos.get(said, said),
                "gender": gender.get(kind, kind),
                "market": notes.get("geographicalUsage", ""),
            }
