"""A review as XLIFF 2.0, for a translator's tool: a file for each market, a unit for each segment, slots as ``ph``.

The unit's ``id`` is the row ID of a review workbook. Its note says where the text stands and what was found.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from localize.tasks.outputs import replacing
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

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_xliff(units: Units, target: Path, market: str) -> int:
    """Write the segments of one market; how many were left out because XML cannot hold their text.

    Raises:
        OutputError: the target cannot be written.
    """
    mine = [unit for unit in units.segments if unit.market == market]
    fit = [unit for unit in mine if not _UNWRITABLE.search(unit.source + unit.target)]
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in _lines(fit, units.source_locale, market))
    return len(mine) - len(fit)


def _lines(units: Sequence[SegmentUnit], source: str, market: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang={quoteattr(source)} trgLang={quoteattr(market)}>'
    yield f'  <file id="f1" original={quoteattr(f"listings.{market}")}>'
    for unit in units:
        yield f'    <unit id="u{unit.id}">'
        yield "      <notes>"
        yield from (f"        <note{kind}>{escape(text)}</note>" for kind, text in _notes(unit))
        yield "      </notes>"
        data = "".join(f'<data id="d{n}">{{{n}}}</data>' for n in _slots(unit.source))
        if data:
            yield f"      <originalData>{data}</originalData>"
        state = "reviewed" if unit.made_by == RUNG else "translated"
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
    return "".join(
        escape(part) if isinstance(part, str) else f'<ph id="{part}" dataRef="d{part}" disp="{{{part}}}"/>'
        for part in parts_of(text)
    )
