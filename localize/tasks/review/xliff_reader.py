"""Corrections from XLIFF 2.x: targets that a translator changed, or set to ``reviewed`` or ``final``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from localize.errors import CatalogError
from localize.tasks.review.corrections import Problem, Review
from localize.tasks.review.units import unit_id
from localize.tasks.review.workbook_import import correct_segment
from localize.tasks.review.xliff import CONTEXT, VALUES
from localize.translation.slot_text import slot_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["review_of_xliff"]

_DONE = frozenset({"reviewed", "final"})


def review_of_xliff(file: Path) -> Review:
    """What a translator did with a review file.

    Raises:
        CatalogError: it is no XLIFF 2.x, or has a DTD.
    """
    raw = file.read_bytes()
    if b"<!DOCTYPE" in raw.replace(b"\0", b""):  # in UTF-16, too
        raise CatalogError(f"{file}: has a DTD, which XLIFF does not need.", "Save it without one.")
    try:
        root = ET.fromstring(raw)  # noqa: S314 no DTD, so nothing to expand
    except ET.ParseError as error:
        raise CatalogError(f"{file}: not XML ({error}).", "Save it anew from the translator's tool.") from error
    if _name(root) != "xliff" or not root.get("version", "").startswith("2."):
        raise CatalogError(f"{file}: not XLIFF 2.x.", "Save it as XLIFF 2.0.")
    market = root.get("trgLang", "")
    review = Review()
    for unit in root.iter():
        if _name(unit) == "unit":
            review.rows += 1
            _read(review, unit, market)
    return review


def _read(review: Review, unit: ET.Element, market: str) -> None:
    notes = {note.get("category", ""): note.text or "" for note in unit.iter() if _name(note) == "note"}
    items = [item for item in unit if _name(item) in {"segment", "ignorable"}]
    source = "".join(_text(part) for item in items for part in item if _name(part) == "source")
    target = _target(items)
    place = unit.get("id", "unit")
    if not target.strip():
        return
    context = notes.get(CONTEXT, unit.get("name", ""))
    unchanged = f"u{unit_id(market, source, target, context)}" == place
    if unchanged and not all(item.get("state") in _DONE for item in items if _name(item) == "segment"):
        return
    try:
        values = tuple(map(str, json.loads(notes.get(VALUES, "[]"))))
    except ValueError:
        values = ()
    before = target if unchanged else ""
    if not source.strip():
        review.problems.append(Problem(place, target, "the unit has no source"))
        return
    correct_segment(review, market, source, before, target, values, context, place)


def _target(items: Sequence[ET.Element]) -> str:
    """The translation of a unit that a tool may have cut up, its parts in the order that the translator gave them.

    What is between sentences (``ignorable``) is often left untranslated: it is then the source's.
    """
    found: list[tuple[int, int, str]] = []
    for number, item in enumerate(items, start=1):
        texts = {_name(part): part for part in item}
        part = texts.get("target", texts.get("source") if _name(item) == "ignorable" else None)
        if part is None:
            continue
        order = part.get("order", "") if _name(part) == "target" else ""
        found.append((int(order) if order.isdigit() else number, number, _text(part)))
    return "".join(text for *_, text in sorted(found))


def _text(element: ET.Element) -> str:
    """Its text as an approved entry has it; slots by the number that their ``ph`` has."""
    return slot_text(_parts(element))


def _parts(element: ET.Element) -> list[str | int]:
    parts: list[str | int] = [element.text or ""]
    for child in element:
        number = child.get("id", "")
        if _name(child) == "ph" and number.isdigit():
            parts.append(int(number))
        elif _name(child) == "cp":
            parts.append(_character(child.get("hex", "")))
        else:
            parts += _parts(child)
        parts.append(child.tail or "")
    return parts


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
