"""What a file is, told by its first bytes whatever its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import CatalogError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "is_ods",
    "is_xml",
    "is_zip",
    "looks_like_markup",
    "not_a_spreadsheet",
    "read_head",
    "refuse_foreign",
    "refuse_xml_spreadsheet",
]

_HEAD_BYTES = 4096

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Magic numbers as the formats' own specifications give them; only those that no CSV header could start with.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_EXCEL = frozenset({".xls", ".xlt", ".xlsb"})
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document; name it .xml if it is a feed"),
)


def read_head(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        CatalogError: there is no such file, it is a folder, or it may not be read.
    """
    if path.is_dir():
        raise CatalogError(f"{path}: is a folder, not a catalog.", "Name the file inside it.")
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        hint = did_you_mean(path.name, _beside(path)) or "Check the name and the folder."
        raise CatalogError(f"{path}: there is no such file.", hint) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise CatalogError(f"{path}: cannot be read ({reason}).") from error


def _beside(path: Path) -> list[str]:
    """The names of files in the folder where one is missing."""
    try:
        return [item.name for item in path.parent.iterdir() if item.is_file()]
    except OSError:
        return []


def is_zip(head: bytes) -> bool:
    """True for a ZIP archive, which is what an XLSX workbook is outside."""
    return head.startswith(_ZIP)


def is_ods(head: bytes) -> bool:
    """True for an OpenDocument spreadsheet, whose first entry says so (OpenDocument 1.3, part 2, 3.3)."""
    return is_zip(head) and b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head[:128]


def is_xml(head: bytes) -> bool:
    """True for a document that says that it is XML, and for a feed that leaves that out."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in head.lower()


def looks_like_markup(head: bytes) -> bool:
    """True if the first character that is no blank is ``<``, in any Unicode encoding."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def not_a_spreadsheet(path: Path, what: str, hint: str = "") -> CatalogError:
    """The error for a file that is something else: ``what`` completes "it is …"."""
    return CatalogError(
        f"{path}: is not a spreadsheet: it is {what}.",
        hint or "Export the catalog as CSV, XLSX or JSON Lines and use that file.",
    )


def refuse_foreign(path: Path, head: bytes) -> None:
    """Stop at files that are certainly no catalog of ours, whatever their suffix.

    Raises:
        CatalogError: an old or encrypted Office file, a PDF, an image, an archive, a web page.
    """
    if head.startswith(_OLE):
        raise _ole_error(path)
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise not_a_spreadsheet(path, what)
    for magic, what in _PACKED:
        if head.startswith(magic):
            raise not_a_spreadsheet(path, what, "Unpack it and use the file inside.")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    refuse_xml_spreadsheet(path, head)
    old = path.suffix.lower() in _EXCEL  # shops' exports call a page or a text so, and Excel opens them
    if old and (start.startswith((b"<html", b"<!doctype html")) or b"<table" in head.lower()):
        raise CatalogError(
            f"{path}: is not a spreadsheet: it is a web page that is called {path.suffix}.",
            "Open it in Excel or LibreOffice and save as .xlsx.",
        )
    for magic, what in _MARKUP:
        if start.startswith(magic):
            raise not_a_spreadsheet(path, what)
    if old and not is_zip(head) and b"\0" not in head.removeprefix(b"\xff\xfe")[::2]:
        raise CatalogError(f"{path}: is text that is called {path.suffix}.", "Rename it to .csv and try again.")


def refuse_xml_spreadsheet(path: Path, head: bytes) -> None:
    """Stop at a workbook of Excel 2003 in one XML file, which is no feed.

    Raises:
        CatalogError: it is one.
    """
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head.replace(b"\0", b"") and looks_like_markup(head):
        raise CatalogError(
            f"{path}: is a workbook in Excel's XML of 2003.", "Open it in Excel or LibreOffice and save as .xlsx."
        )


def _ole_error(path: Path) -> CatalogError:
    """OLE is the container of .xls and also of password-protected .xlsx; a stream's name tells them apart."""
    with path.open("rb") as file:
        encrypted = "EncryptedPackage".encode("utf-16-le") in file.read(8 << 20)
    if encrypted:
        return CatalogError(f"{path}: is protected by a password.", "Save it without a password first.")
    return CatalogError(f"{path}: is an old Excel file (.xls).", "Open it in Excel or LibreOffice and save as .xlsx.")
