"""New texts put into the bytes of one listing; CDATA stays CDATA, comments and all between values stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import OutputError
from localize.formats.xml_records import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.formats.xml_records import Key, Record, Value

__all__ = ["patched", "unwritable"]

_TAG = re.compile(rb"""<(?P<name>[^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*?(?P<empty>\s*/)?>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SEGMENT = re.compile(rb"<!\[CDATA\[(?P<cdata>.*?)\]\]>|<!--.*?-->|<\?.*?\?>|(?P<text>[^<]+)", re.DOTALL)
_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = SPACE.encode()


def unwritable(text: str) -> str:
    """Why XML 1.0 cannot hold a text, or ''."""
    found = _IMPOSSIBLE.search(text)
    return f"XML cannot hold the control character U+{ord(found[0]):04X}" if found else ""


def patched(record: Record, new: Mapping[Key, str], encoding: str) -> bytes:
    """The listing's bytes (in UTF-8) with new texts for values that it has.

    A character that ``encoding`` lacks is written as a reference (``&#8364;``).

    Raises:
        OutputError: a text holds half of a surrogate pair.
    """
    raw = record.raw
    edits: list[tuple[int, int, bytes]] = []
    for key, text in new.items():
        try:
            edits += _edits(raw, key, record.values[key], text, encoding)
        except UnicodeEncodeError as error:
            raise OutputError(f"A new text holds half a character: {text[:80]!r}.") from error
    for start, end, piece in sorted(edits, reverse=True):
        raw = raw[:start] + piece + raw[end:]
    return raw


def _edits(raw: bytes, key: Key, value: Value, text: str, encoding: str) -> Iterator[tuple[int, int, bytes]]:
    tag = _TAG.match(raw, value.start)
    if tag is None:
        raise AssertionError(raw[value.start : value.start + 80])  # expat saw a tag there
    if key and key[-1][0].startswith("@"):
        yield _attribute_edit(tag, key[-1][0][1:].encode(), text, encoding)
    elif tag["empty"]:
        start = tag.start("empty")
        yield start, tag.end(), b">" + _escaped(text, encoding) + b"</" + tag["name"] + b">"
    else:
        yield from _content_edits(raw, tag.end(), raw.rindex(b"</", tag.end(), value.end), text, encoding)


def _attribute_edit(tag: re.Match[bytes], name: bytes, text: str, encoding: str) -> tuple[int, int, bytes]:
    found = next(m for m in _ATTRIBUTE.finditer(tag[0]) if m[1] == name)
    group = 2 if found[2] is not None else 3
    quote = b'"' if group == 2 else b"'"
    written = _escaped(text, encoding).replace(quote, b"&quot;" if group == 2 else b"&apos;")
    written = written.replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")  # else a reader makes them blanks
    return tag.start() + found.start(group), tag.start() + found.end(group), written


def _content_edits(raw: bytes, start: int, end: int, text: str, encoding: str) -> Iterator[tuple[int, int, bytes]]:
    """The first piece of text takes the new one, in its own kind; others are emptied, comments stay."""
    segments = [m for m in _SEGMENT.finditer(raw, start, end) if m.lastgroup]
    filled = [m for m in segments if m["cdata"] is not None or m[0].strip(_SPACE)]
    carrier = next((m for m in filled if m[m.lastgroup or 0].strip(_SPACE)), filled[0] if filled else None)
    if carrier is None:
        yield start, end if segments and len(segments[0][0]) == end - start else start, _escaped(text, encoding)
        return
    for segment in filled:
        kind = segment.lastgroup or ""
        if segment is not carrier:
            yield (*segment.span(kind), b"")
            continue
        old = segment[kind]
        first, last = segment.span(kind)
        core = old.strip(_SPACE)
        if core:
            first += old.index(core)
            last = first + len(core)
        ends = b"\r\n" if b"\r\n" in core else b"\n"
        written = _in_cdata(text, encoding) if kind == "cdata" else _escaped(text, encoding)
        yield first, last, written.replace(b"\n", ends)


def _escaped(text: str, encoding: str) -> bytes:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _fitting(text, encoding, "{}")


def _in_cdata(text: str, encoding: str) -> bytes:
    text = text.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return _fitting(text, encoding, "]]>{}<![CDATA[")


def _fitting(text: str, encoding: str, around: str) -> bytes:
    """``text`` in UTF-8, with references in place of what ``encoding`` lacks."""
    data = text.encode()
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(c if _fits(c, encoding) else around.format(f"&#{ord(c)};") for c in text).encode()
    return data


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
