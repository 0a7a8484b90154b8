"""A review as XLIFF 2.0, for a translator's tool: a file for each market, a unit for each segment, slots as ``ph``.

The unit's ``id`` is made like the row ID of a review workbook. Its notes say where the text stands and what was found; its
``name`` is the field where alone it holds, also for tools that drop notes. Characters that XML cannot hold are ``cp``.

OASIS, XLIFF Version 2.0: https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from localize.errors import UsageError
from localize.tasks.outputs import replacing
from localize.tasks.review.units import unit_id
from localize.translation.approved import RUNG
from localize.translation.slot_text import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.tasks.review.units import SegmentUnit, Units

__all__ = ["CONTEXT", "NAMESPACE", "VALUES", "write_xliff"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
CONTEXT, VALUES = "only-in-field", "slots"
"""Categories of notes that the import reads."""

_STATES = {RUNG: "reviewed", "none": "initial", "off": "initial"}
"""By what made the translation; where nothing did, the target is the source's text, and nobody's translation."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_xliff(units: Units, target: Path, market: str) -> None:
    """Write the segments of one market.

    Raises:
        UsageError: there are none, and XLIFF knows no empty file.
        OutputError: the target cannot be written.
    """
    mine = [unit for unit in units.segments if unit.market == market]
    if not mine:
        raise UsageError("There is nothing to review, and XLIFF knows no empty file.", "Leave out --only or --fields.")
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in _lines(mine, units.source_locale, market))


def _lines(units: Sequence[SegmentUnit], source: str, market: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang={quoteattr(source)} trgLang={quoteattr(market)}>'
    yield f'  <file id="f1" original={quoteattr(f"listings.{market}")}>'
    for unit in units:
        field = _clean(unit.field)
        name = f" name={quoteattr(field)}" if field else ""
        yield f'    <unit id="u{unit_id(unit.market, unit.source, unit.target, field)}"{name}>'
        yield "      <notes>"
        yield from (f"        <note{kind}>{_escaped(text)}</note>" for kind, text in _notes(unit))
        yield "      </notes>"
        data = "".join(f'<data id="d{n}">{{{n}}}</data>' for n in _slots(unit.source))
        if data:
            yield f"      <originalData>{data}</originalData>"
        state = _STATES.get(unit.made_by, "translated")
        yield f'      <segment id="s1" state="{state}">'
        yield f'        <source xml:space="preserve">{_inline(unit.source)}</source>'
        yield f'        <target xml:space="preserve">{_inline(unit.target)}</target>'
        yield "      </segment>"
        yield "    </unit>"
    yield "  </file>"
    yield "</xliff>"


def _notes(unit: SegmentUnit) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(unit.findings):
        yield f' id="n{number}" priority="1"', _clean(text)
    yield ' category="where"', _clean("; ".join(unit.places) or "a conflict")
    if unit.field:
        yield f' category="{CONTEXT}"', _clean(unit.field)
    if unit.values:
        yield f' category="{VALUES}"', json.dumps(unit.values)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _slots(text: str) -> list[int]:
    return [part for part in parts_of(text) if isinstance(part, int)]


def _inline(text: str) -> str:
    return "".join(_marked(part) if isinstance(part, str) else _slot(part) for part in parts_of(text))


def _slot(number: int) -> str:
    """A slot, which stands in the translation exactly once, wherever it likes."""
    return f'<ph id="{number}" dataRef="d{number}" disp="{{{number}}}" canCopy="no" canDelete="no"/>'


def _marked(text: str) -> str:
    """Text as XML, with what XML cannot hold as code points."""
    return _UNWRITABLE.sub(lambda found: f'<cp hex="{ord(found.group()):04X}"/>', _escaped(text))


def _escaped(text: str) -> str:
    """Text as XML; a carriage return as a reference, for a reader would take it for a line's end."""
    return escape(text, {"\r": "&#13;"})
