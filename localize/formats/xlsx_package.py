"""The ZIP package around a workbook: parts are read with limits, and carried over without being compressed again.

Nothing is ever extracted under the name of an entry, so names cannot point anywhere.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO

from localize.errors import CatalogError, OutputError
from localize.formats.signature import not_a_spreadsheet
from localize.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["NewPart", "Package", "open_package", "pack"]

_SUSPICIOUS_SIZE = 100_000_000
_BLOCK = 1 << 16
_ZIP64_EXTRA = 0x0001
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8
_UTF8_NAMES = 0x800
_LIMIT_32 = 0xFFFFFFFF
_OFFICE = {"word/document.xml": "a Word document", "ppt/presentation.xml": "a PowerPoint presentation"}
_CATALOGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".json", ".jsonl", ".xml")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class NewPart:
    """A part to be written instead of the old one: its raw-deflated bytes in a file, its checksum and its sizes."""

    data: IO[bytes]
    crc: int
    size: int
    packed_size: int


class Package:
    """A workbook's parts by name.

    Raises:
        CatalogError: not a ZIP, damaged, encrypted, ambiguous (a name twice, entries that overlap), or larger unpacked
            than the limits allow.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = path
        self.limits = limits or Limits()
        try:
            with zipfile.ZipFile(path) as archive:
                self._entries = archive.infolist()
                self._directory = archive.start_dir
        except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
            raise CatalogError(f"{path}: is a damaged workbook ({error}).", "Save or download it again.") from error
        self._names = {entry.filename.lower(): entry.filename for entry in self._entries}
        self._check()

    def _check(self) -> None:
        if any(entry.flag_bits & _ENCRYPTED for entry in self._entries):
            raise CatalogError(f"{self.path}: is protected by a password.", "Save it without a password first.")
        offsets = {entry.header_offset for entry in self._entries}
        if len(self._names) != len(self._entries) or len(offsets) != len(self._entries):
            raise CatalogError(f"{self.path}: is a damaged workbook (a part occurs twice).", "Save it again.")
        if offsets and not 0 == min(offsets) <= max(offsets) < self._directory:  # what is written would open nowhere
            raise CatalogError(
                f"{self.path}: is a damaged workbook (its parts are not where it says).", "Save or download it again."
            )
        size = sum(entry.file_size for entry in self._entries)
        packed = sum(entry.compress_size for entry in self._entries)
        limits = self.limits
        if size > limits.unpacked_bytes or (size > _SUSPICIOUS_SIZE and size > limits.ratio * packed):
            raise CatalogError(
                f"{self.path}: would unpack to {size / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB, as no catalog does.",
                f"At most {limits.unpacked_mb:,} MB and {limits.ratio} times are read: split it, save it as CSV, or raise "
                "unpacked_mb or ratio under [limits] of localize.toml.",
            )

    def find(self, name: str) -> str | None:
        """The name as the package spells it (part names do not distinguish capitals), or None."""
        return self._names.get(name.lstrip("/").lower())

    @property
    def names(self) -> list[str]:
        """All parts, in the order of the package's directory."""
        return [entry.filename for entry in self._entries]

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece.

        Raises:
            CatalogError: there is no such part, or its data are damaged.
        """
        found = self.find(name)
        if found is None:
            raise CatalogError(f"{self.path}: is a damaged workbook: it has no part '{name}'.", "Save it again.")
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(found) as part:
                while block := part.read(_BLOCK):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
            raise CatalogError(
                f"{self.path}: is a damaged workbook: part '{found}' cannot be read ({error}).", "Save it again."
            ) from error

    def read(self, name: str) -> bytes:
        """A whole part; for the small ones."""
        return b"".join(self.blocks(name))

    def write(self, target: Path, parts: Mapping[str, NewPart]) -> None:
        """The same package with some parts replaced: same entries, order and metadata, other data as they are packed.

        Raises:
            OutputError: it would need more than 4 GB.
        """
        ends = [*sorted(entry.header_offset for entry in self._entries)[1:], self._directory]
        places: dict[str, int] = {}
        with self.path.open("rb") as source, target.open("wb") as output:
            in_file_order = sorted(self._entries, key=lambda entry: entry.header_offset)
            for entry, end in zip(in_file_order, ends, strict=True):
                places[entry.filename] = output.tell()
                if entry.filename in parts:
                    self._write_part(source, output, entry, parts[entry.filename])
                else:
                    source.seek(entry.header_offset)
                    _copy(source, output, end - entry.header_offset)
            start = output.tell()
            for entry in self._entries:
                output.write(_central(entry, places[entry.filename], parts.get(entry.filename)))
            self._write_end(output, start)

    def _write_part(self, source: BinaryIO, output: BinaryIO, entry: zipfile.ZipInfo, part: NewPart) -> None:
        source.seek(entry.header_offset)
        magic, version, flags, _, time, date, *_, name_size, extra_size = _LOCAL.unpack(source.read(_LOCAL.size))
        name = source.read(name_size)
        extra = _without_zip64(source.read(extra_size))
        sizes = (part.crc, part.packed_size, part.size)
        flags &= ~_SIZES_FOLLOW
        head = _LOCAL.pack(magic, version, flags, zipfile.ZIP_DEFLATED, time, date, *sizes, len(name), len(extra))
        output.write(head + name + extra)
        part.data.seek(0)
        _copy(part.data, output, part.packed_size)

    def _write_end(self, output: BinaryIO, start: int) -> None:
        size = output.tell() - start
        count = len(self._entries)
        if output.tell() >= _LIMIT_32 or count >= 0xFFFF:
            raise OutputError(f"{output.name}: would be larger than 4 GB.")
        with zipfile.ZipFile(self.path) as archive:
            comment = archive.comment
        output.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, len(comment)) + comment)


def pack(blocks: Iterable[bytes], file: IO[bytes]) -> NewPart:
    """Deflate ``blocks`` into ``file``."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    crc = size = packed = 0
    for block in blocks:
        crc = zlib.crc32(block, crc)
        size += len(block)
        packed += file.write(deflate.compress(block))
    packed += file.write(deflate.flush())
    return NewPart(file, crc, size, packed)


def _copy(source: IO[bytes], output: IO[bytes], size: int) -> None:
    while size > 0 and (block := source.read(min(size, _BLOCK))):
        output.write(block)
        size -= len(block)


def _without_zip64(extra: bytes) -> bytes:
    """An entry's extra fields without the 64-bit sizes, which are written in 32 bits."""
    kept = b""
    while len(extra) >= 4:
        kind, size = struct.unpack("<2H", extra[:4])
        if kind != _ZIP64_EXTRA:
            kept += extra[: 4 + size]
        extra = extra[4 + size :]
    return kept + extra


def _central(entry: zipfile.ZipInfo, offset: int, part: NewPart | None) -> bytes:
    """The entry's record in the package's directory."""
    year, month, day, hour, minute, second = entry.date_time
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8_NAMES else "cp437")
    extra = _without_zip64(entry.extra)
    flags = entry.flag_bits & ~_SIZES_FOLLOW if part else entry.flag_bits
    method = zipfile.ZIP_DEFLATED if part else entry.compress_type
    sizes = (part.packed_size, part.size) if part else (entry.compress_size, entry.file_size)
    if max(offset, *sizes) >= _LIMIT_32:
        raise OutputError(f"{entry.filename}: the workbook would be larger than 4 GB.")
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            entry.create_version,
            entry.create_system,
            entry.extract_version,
            entry.reserved,
            flags,
            method,
            hour << 11 | minute << 5 | second // 2,
            (year - 1980) << 9 | month << 5 | day,
            part.crc if part else entry.CRC,
            *sizes,
            len(name),
            len(extra),
            len(entry.comment),
            0,
            entry.internal_attr,
            entry.external_attr,
            offset,
        )
        + name
        + extra
        + entry.comment
    )


def open_package(path: Path, limits: Limits | None = None) -> Package:
    """A package that is a workbook.

    Raises:
        CatalogError: it is another kind of ZIP, with a word on which.
    """
    package = Package(path, limits)
    if package.find("xl/workbook.bin"):
        raise CatalogError(f"{path}: is a binary workbook (.xlsb).", "Open it in Excel and save as .xlsx.")
    if package.find("content.xml") and package.find("mimetype"):
        raise CatalogError(f"{path}: is an OpenDocument file.", "Open it in LibreOffice and save as .xlsx.")
    for part, what in _OFFICE.items():
        if package.find(part):
            raise not_a_spreadsheet(path, what)
    if not package.find("[Content_Types].xml"):
        inside = next((n for n in package.names if n.lower().endswith(_CATALOGS) and n.isprintable()), "")
        hint = f"Unpack it and use the file inside: {inside}" if inside else ""
        raise not_a_spreadsheet(path, "a ZIP archive without a workbook in it", hint)
    return package
