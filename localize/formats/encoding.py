"""Which characters a text file's bytes stand for, and how to get the very same bytes back.

Order of evidence: the encoding that the caller names, a byte order mark, UTF-8 if the whole file is valid UTF-8, and
only then a guess among the legacy encodings that spreadsheets were saved in.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from localize.errors import CatalogError, UsageError, did_you_mean
from localize.formats.charset_guess import guess_charset
from localize.formats.signature import read_head
from localize.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["TextEncoding", "detect_encoding", "exact_text", "text_lines"]

_BLOCK = 1 << 20
_FEW = 4
"""Text is taken for UTF-16 where more than one byte in so many is a NUL that its neighbours are not."""
_FEWEST_BYTES = 8
_ENCODING_HINT = (
    "If that is not what the file is, name its encoding with --encoding NAME (cp1252, utf-8, shift_jis, …)."
)

_MIXED_HINT = (
    "The rest of the file is utf-8: correct line {line}, where text of another encoding was put in, or export it again. "
    "If the whole file is in another encoding, name it with --encoding NAME (cp1252, shift_jis, …)."
)

# The longer mark first: UTF-32-LE begins like UTF-16-LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITH_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Codecs with shift states: the bytes of a record depend on the records before it, so none can be replaced alone.
_STATEFUL = re.compile(r"utf-7|iso2022|hz$|punycode|idna|unicode.escape|undefined|mbcs|oem")


@dataclass(frozen=True)
class TextEncoding:
    """How a text file is encoded: Python's codec ``name`` without a mark, the mark's bytes, and how it was found."""

    name: str
    mark: bytes = b""
    how: str = ""

    @cached_property
    def exact(self) -> bool:
        """True if decoding and encoding again always gives the same bytes; not so for Shift JIS and its kin."""
        if self.name.startswith("utf-"):
            return True
        table = bytes(range(256)).decode(self.name, "replace")
        known = table.replace("\ufffd", "")
        return len(table) == 256 and len(set(known)) == len(known)  # one byte a character, and no character twice

    def describe(self) -> str:
        """For people: ``utf-8 with BOM``, ``cp1252 (guessed)``."""
        mark = " with BOM" if self.mark else ""
        return f"{self.name}{mark} ({self.how})" if self.how else f"{self.name}{mark}"


def detect_encoding(path: Path, explicit: str = "") -> TextEncoding:
    """The encoding of a text file; the whole file is read once to be sure that it fits.

    Raises:
        UsageError: ``explicit`` is no encoding that can be used.
        CatalogError: the file is empty, binary, or does not fit its encoding (byte offset and line in the message).
    """
    with path.open("rb") as file:
        head = file.read(4)
    if explicit:
        encoding = _explicit(explicit, head)
        _must_fit(path, encoding)
        return encoding
    mark, name = next(((m, n) for m, n in _MARKS if head.startswith(m)), (b"", ""))
    if mark:
        encoding = TextEncoding(name, mark)
        _must_fit(path, encoding)
        return encoding
    return _without_mark(path)


def _explicit(name: str, head: bytes) -> TextEncoding:
    try:
        codec = codecs.lookup(name)
        "".encode(name)
    except LookupError as error:
        known = (
            "utf-8",
            "utf-16",
            "cp1252",
            "latin-1",
            "iso-8859-15",
            "cp1250",
            "cp1251",
            "shift_jis",
            "cp932",
            "gb18030",
        )
        hint = did_you_mean(name, known) or f"Common ones: {', '.join(known)}."
        raise UsageError(f"'{name}' is not an encoding that Python knows.", hint) from error
    if _STATEFUL.search(codec.name):
        raise UsageError(f"'{name}' cannot be written cell by cell.", "Save the file as UTF-8 and try again.")
    plain = _WITH_MARK.get(codec.name, codec.name)
    for mark, marked in _MARKS:
        if head.startswith(mark) and (marked == plain or codec.name == marked.rpartition("-")[0]):
            return TextEncoding(marked, mark, "as told")
    return TextEncoding(plain, b"", "as told")


def _without_mark(path: Path) -> TextEncoding:
    utf8 = TextEncoding("utf-8")
    fault = _first_fault(path, utf8)
    if fault is None:
        return utf8
    if _is_utf8_with_faults(path):
        raise _fault_error(path, utf8, fault)
    guess = guess_charset(path)
    for name in guess:
        candidate = TextEncoding(name, b"", "guessed")
        if _first_fault(path, candidate) is None:
            return candidate
    raise _fault_error(path, utf8, fault)


def _must_fit(path: Path, encoding: TextEncoding) -> None:
    fault = _first_fault(path, encoding)
    if fault is not None:
        raise _fault_error(path, encoding, fault)


def _first_fault(path: Path, encoding: TextEncoding) -> int | None:
    """The offset of the first byte that does not fit, or None.

    Raises:
        CatalogError: there is nothing in the file, or it holds NUL characters.
    """
    decoder = codecs.getincrementaldecoder(encoding.name)()
    blank = True
    for offset, block, final in _blocks(path, len(encoding.mark)):
        try:
            text = decoder.decode(block, final)
        except UnicodeDecodeError as error:
            if b"\0" in block and not encoding.name.startswith(("utf-16", "utf-32")):
                raise _nul_error(path) from error
            return offset + len(block) - len(error.object) + error.start  # the object begins with what was pending
        if "\0" in text:
            raise _nul_error(path)
        blank = blank and not text.strip("\ufeff \t\r\n\v\f\x1a\xa0")
    if blank:
        raise CatalogError(f"{path}: is empty.", "Export it again: a catalog has at least a header.")
    return None


def _blocks(path: Path, start: int) -> Iterator[tuple[int, bytes, bool]]:
    with path.open("rb") as file:
        file.seek(start)
        offset = start
        while block := file.read(_BLOCK):
            yield offset, block, False
            offset += len(block)
        yield offset, b"", True


def _nul_error(path: Path) -> CatalogError:
    head = read_head(path)
    first, second = head[::2].count(0), head[1::2].count(0)
    # Of Latin letters one byte of two is NUL, always the same one.
    if len(head) >= _FEWEST_BYTES and abs(first - second) * _FEW > len(head):
        name = "utf-16-be" if first > second else "utf-16-le"
        return CatalogError(
            f"{path}: looks like UTF-16 text without the mark that says so.",
            f"Say --encoding {name}, or save it as CSV in UTF-8.",
        )
    line, many = _nuls(path)
    return CatalogError(
        f"{path}: holds {many} NUL character{'s' * (many > 1)}, the first in line {line}: it is damaged, or no text at all.",
        "Export the catalog again as CSV, XLSX or JSON Lines. Programs that stop while they save leave such characters.",
    )


def _nuls(path: Path) -> tuple[int, int]:
    """The line of the first NUL byte, and how many there are."""
    line, many = 1, 0
    for _, block, _ in _blocks(path, 0):
        if not many:
            line += block.partition(b"\0")[0].count(b"\n")
        many += block.count(0)
    return line, many


def _is_utf8_with_faults(path: Path) -> bool:
    """True if most of what is not ASCII is UTF-8, so that another encoding would spoil more than it mends."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    for _, block, final in _blocks(path, 0):
        text = decoder.decode(block, final)
        faults = len(re.findall("[\udc80-\udcff]", text))
        bad += faults
        good += len(text) - len(text.encode("ascii", "ignore")) - faults
    return good > 9 * bad


def _fault_error(path: Path, encoding: TextEncoding, offset: int) -> CatalogError:
    with path.open("rb") as file:
        before = file.read(offset)
        byte = file.read(1)
    line = len(re.findall(r"\r\n|\r|\n", before.decode(encoding.name, "ignore"))) + 1
    what = f"byte 0x{byte.hex()}" if byte else "the end of the file"
    return CatalogError(
        f"{path}: {what} at offset {offset} (line {line}) is not {encoding.name}.",
        _MIXED_HINT.format(line=line) if encoding.name == "utf-8" and _is_utf8_with_faults(path) else _ENCODING_HINT,
    )


def text_lines(path: Path, encoding: TextEncoding, limits: Limits | None = None) -> Iterator[str]:
    """Physical lines with their ends (CRLF, LF or CR) as they are, without the mark.

    Raises:
        CatalogError: a line is longer than a record may be.
    """
    limits = limits or Limits()
    most = limits.record_bytes
    with path.open("rb") as file:
        file.seek(len(encoding.mark))
        with io.TextIOWrapper(file, encoding=encoding.name, newline="") as reader:
            for number, line in enumerate(iter(partial(reader.readline, most + 1), ""), start=1):
                if len(line) > most:
                    raise CatalogError(
                        f"{path}: line {number} is longer than {limits.record_mb} million characters.",
                        "Is it a catalog, with a line for each listing? If so, raise record_mb under [limits] of localize.toml.",
                    )
                yield line


def exact_text(data: bytes, encoding: str, protect: str = "") -> str:
    """``data`` decoded so that ``encode(encoding, "surrogateescape")`` gives exactly ``data`` back.

    Some legacy encodings have two byte sequences for one character; the one that encoding would not choose is kept as
    escaped bytes. ``protect`` are the characters with a meaning in the file's dialect.

    Raises:
        CatalogError: such a sequence contains a byte that would read as one of ``protect``.
    """
    text = data.decode(encoding)
    if text.encode(encoding) == data:
        return text
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces: list[str] = []
    start = 0
    for end in range(1, len(data) + 1):
        char = decoder.decode(data[end - 1 : end])
        if not char:
            continue
        raw = data[start:end]
        start = end
        if char.encode(encoding) != raw:
            char = raw.decode("ascii", "surrogateescape")
            if any(mark in char for mark in protect):
                raise CatalogError(f"{raw!r} is an ambiguous character in {encoding}.", "Save the file as UTF-8.")
        pieces.append(char)
    return "".join(pieces)
