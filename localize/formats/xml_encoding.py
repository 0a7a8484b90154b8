"""An XML file's characters: found as XML says, handed on as UTF-8, and put back into the very bytes that they were."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from localize.errors import CatalogError
from localize.formats.encoding import TextEncoding, detect_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["check_reversible", "declared_encoding", "utf8_blocks"]

_BLOCK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))  # XML 1.0, appendix F
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")


def declared_encoding(path: Path, head: bytes, explicit: str = "") -> TextEncoding:
    """The encoding that a file has by its mark, its declaration or by default; the one that the caller names wins.

    Raises:
        CatalogError: the file declares an encoding that Python does not know.
        UsageError: ``explicit`` is unknown.
    """
    if explicit:
        return detect_encoding(path, explicit)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return TextEncoding(name, mark)
    unmarked = next((name for start, name in _UNMARKED if head.startswith(start)), "utf-8")
    declared = _DECLARED.match(head)
    return _named(path, declared[1].decode()) if declared else TextEncoding(unmarked)


def _named(path: Path, name: str) -> TextEncoding:
    try:
        codec = codecs.lookup(name)
        "".encode(name)
    except LookupError as error:
        raise CatalogError(
            f"{path}: line 1: declares the encoding '{name}', which is not known.",
            "Save it as UTF-8, or name its encoding with --encoding NAME.",
        ) from error
    if codec.name == "ascii":
        return TextEncoding("utf-8", b"", "declared as ASCII")
    if codec.name.startswith(("utf-16", "utf-32")):  # then its bytes would have looked otherwise
        return TextEncoding("utf-8", b"", f"declared as {name}")
    return TextEncoding("utf-8" if codec.name == "utf-8-sig" else codec.name)


def utf8_blocks(path: Path, encoding: TextEncoding) -> Iterator[bytes]:
    """The document in UTF-8, without its mark, piece by piece.

    Raises:
        CatalogError: bytes that are not of its encoding (those of UTF-8 are left to the parser, which knows the place).
    """
    with path.open("rb") as file:
        file.seek(len(encoding.mark))
        if encoding.name == "utf-8":
            while block := file.read(_BLOCK):
                yield block
            return
        decoder = codecs.getincrementaldecoder(encoding.name)()
        line = 1
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                line += str(bytes(error.object[: error.start]), encoding.name, "ignore").count("\n")
                raise CatalogError(
                    f"{path}: line {line}: a character is not {encoding.name}.",
                    "Save it as UTF-8, or name its encoding with --encoding NAME.",
                ) from error
            line += text.count("\n")
            yield text.encode("utf-8", "surrogatepass")
            if not block:
                return


def check_reversible(path: Path, encoding: TextEncoding) -> None:
    """Make sure that decoding and encoding again gives the file's bytes; in some legacy encodings it may not.

    Raises:
        CatalogError: it does not.
    """
    if encoding.exact:
        return
    encoder = codecs.getincrementalencoder(encoding.name)()
    written = b"".join(encoder.encode(block.decode()) for block in utf8_blocks(path, encoding))
    if written != path.read_bytes()[len(encoding.mark) :]:
        raise CatalogError(
            f"{path}: has characters that {encoding.name} can write in two ways, so that it cannot be given back intact.",
            "Save it as UTF-8.",
        )
