"""Writes approved entries as TMX 1.4: a unit for each entry, slots as ``<ph>``, contexts as properties.

The same entries give the same bytes: nothing that changes by itself, like a date, is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from localize._version import __version__
from localize.translation.slot_text import parts_of
from localize.translation.tmx_reader import SLOT_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.translation.approved_entry import ApprovedEntry, Pair

__all__ = ["CONTEXTS", "tmx_lines"]

CONTEXTS = {"field": "x-localize-field", "category": "x-localize-category", "brand": "x-localize-brand"}
"""Our contexts and the types of the properties that carry them."""

_HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="listing-localizer" creationtoolversion={version} segtype="sentence" o-tmf="listing-localizer"\
 adminlang="en" srclang={source} datatype="plaintext"/>
<body>
"""


def tmx_lines(entries: Iterable[tuple[Pair, ApprovedEntry]]) -> Iterator[str]:
    """The text of a TMX file, piece by piece."""
    entries = list(entries)
    sources = {pair.source for pair, _ in entries}
    source = sources.pop() if len(sources) == 1 else "*all*"
    yield _HEADER.format(version=quoteattr(__version__), source=quoteattr(source))
    for pair, entry in entries:
        yield from _unit(pair, entry)
    yield "</body>\n</tmx>\n"


def _unit(pair: Pair, entry: ApprovedEntry) -> Iterator[str]:
    yield f"<tu srclang={quoteattr(pair.source)}>\n"
    if entry.note:
        yield f"<note>{_escaped(entry.note)}</note>\n"
    for name, kind in CONTEXTS.items():
        if value := getattr(entry, name):
            yield f"<prop type={quoteattr(kind)}>{_escaped(value)}</prop>\n"
    for language, text in ((pair.source, entry.source), (pair.target, entry.target)):
        yield f"<tuv xml:lang={quoteattr(language)}><seg>{_segment(text)}</seg></tuv>\n"
    yield "</tu>\n"


def _segment(text: str) -> str:
    return "".join(
        _escaped(part) if isinstance(part, str) else f'<ph x="{part}" type="{SLOT_TYPE}">{{{part}}}</ph>'
        for part in parts_of(text)
    )


def _escaped(text: str) -> str:
    """A carriage return must be a reference: a parser reads the character as a line feed."""
    return escape(text, {"\r": "&#13;"})
