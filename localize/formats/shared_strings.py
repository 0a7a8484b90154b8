"""The strings that a workbook's cells share: read all, append new ones; the old ones stay byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.text_shelf import TextShelf
from localize.formats.xlsx_xml import as_utf8, decode_escapes, feed, new_parser, text_element
from localize.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NewStrings", "read_shared_strings"]

_ROOT = re.compile(rb"<(?P<prefix>[\w.-]+:)?sst\b[^>]*?(?P<empty>/?)>")
_TAIL = 64
_SHARED = 10_000_000
"""Characters of new strings among which equal ones share one: memory does not grow with the workbook."""


def read_shared_strings(blocks: Iterable[bytes], part: str) -> TextShelf:
    """Every string as plain text: runs of rich text joined, phonetic readings left out.

    Raises:
        CatalogError: the part is not well-formed.
    """
    strings = TextShelf()
    pieces: list[str] = []
    path: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        path.append(name.rpartition(":")[2])

    def end(_: str) -> None:
        if path.pop() == "si":
            strings.append(decode_escapes("".join(pieces)))
            pieces.clear()

    def text(data: str) -> None:
        if path[-1:] == ["t"] and path[-2:-1] != ["rPh"]:
            pieces.append(data)

    parser = new_parser(part)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    for block in as_utf8(blocks):
        feed(parser, block, part, final=False)
    feed(parser, b"", part, final=True)
    return strings


class NewStrings:
    """Strings to append to the ``old_count`` that a workbook has; ``references`` counts cells gained and lost."""

    def __init__(self, old_count: int) -> None:
        self._old_count = old_count
        self._texts = TextShelf()
        self._indices = Remembered[int](_SHARED)
        self.references = 0

    def __len__(self) -> int:
        return len(self._texts)

    def index(self, text: str) -> int:
        """The number of a new string; equal texts of late share one, old strings are never looked up."""
        known = self._indices.get(text)
        if known is not None:
            return known
        self._texts.append(text)
        return self._indices.put(text, self._old_count + len(self._texts) - 1, len(text))

    def appended(self, blocks: Iterable[bytes], part: str) -> Iterator[bytes]:
        """The part with the new strings before its end, and its counts, where stated, brought up to date."""
        iterator = as_utf8(blocks)
        head = next(iterator, b"")
        while (root := _ROOT.search(head)) is None:
            block = next(iterator, b"")
            if not block:
                raise CatalogError(f"{part}: holds no shared strings.", "Save the workbook again.")
            head += block
        prefix = root["prefix"] or b""
        tag = self._counted(root[0])
        if root["empty"]:
            opened = tag.removesuffix(b"/>").rstrip() + b">"
            yield head[: root.start()] + opened
            yield from self._elements(prefix)
            yield b"</" + prefix + b"sst>" + head[root.end() :]
            yield from iterator
            return
        held = head[: root.start()] + tag + head[root.end() :]
        for block in iterator:
            yield held[:-_TAIL]
            held = held[-_TAIL:] + block
        place = held.rfind(b"</" + prefix + b"sst")
        if place < 0:
            raise CatalogError(f"{part}: does not end where it should.", "Save the workbook again.")
        yield held[:place]
        yield from self._elements(prefix)
        yield held[place:]

    def _counted(self, tag: bytes) -> bytes:
        for name, more in ((b"count", self.references), (b"uniqueCount", len(self))):
            tag = re.sub(
                rb"""(\s%b\s*=\s*["'])(\d+)""" % name,
                lambda match, more=more: match[1] + str(max(0, int(match[2]) + more)).encode(),  # type: ignore[misc]
                tag,
            )
        return tag

    def _elements(self, prefix: bytes) -> Iterator[bytes]:
        name = prefix.decode()
        for text in self._texts:
            yield b"<%bsi>" % prefix + text_element(text, name) + b"</%bsi>" % prefix
