"""Reading the XML of a workbook's parts: expat without entities or document types, and Excel's escapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape

from localize.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "as_utf8",
    "decode_escapes",
    "encode_text",
    "feed",
    "new_parser",
    "start_tags",
    "text_element",
    "xml_text",
]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What XML 1.0 cannot hold, a carriage return (a parser makes it a line feed), and text that reads as an escape.
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITY = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")


def new_parser(part: str) -> expat.XMLParserType:
    """An expat parser that refuses document types, and with them every declared entity.

    Its handlers raise CatalogError for a document type; ``part`` is named in the message.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = False

    def refuse(*_: object) -> NoReturn:
        raise CatalogError(
            f"{part}: declares a document type, which no spreadsheet program writes.", "Save the workbook again."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def start_tags(blocks: Iterable[bytes], part: str) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Every element's path of local names (the root first) and its attributes, in document order.

    Raises:
        CatalogError: the part is not well-formed.
    """
    path: list[str] = []
    found: list[tuple[tuple[str, ...], dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name.rpartition(":")[2])
        found.append((tuple(path), attributes))

    parser = new_parser(part)
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    for block in (*blocks, b""):
        feed(parser, block, part, final=not block)
        yield from found
        found.clear()


def feed(parser: expat.XMLParserType, block: bytes, part: str, *, final: bool) -> None:
    """Parse a block.

    Raises:
        CatalogError: it is not well-formed.
    """
    try:
        parser.Parse(block, final)
    except expat.ExpatError as error:
        raise CatalogError(f"{part}: is not well-formed XML ({error}).", "Save the workbook again.") from error


def as_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same document in UTF-8; what is UTF-8 already (all that Excel writes) passes as it is."""
    iterator = iter(blocks)
    first = next(iterator, b"")
    declared = _DECLARED.match(first.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode().lower() if declared else "utf-8"
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    if name in {"utf-8", "us-ascii", "ascii"}:
        yield first
        yield from iterator
        return
    try:
        text = b"".join((first, *iterator)).decode(name)
    except (LookupError, UnicodeDecodeError) as error:
        raise CatalogError(f"The workbook's XML is not {name}.", "Save the workbook again.") from error
    yield re.sub(r"^(<\?xml[^>]*?encoding\s*=\s*[\"'])[\w.-]+", r"\1UTF-8", text).encode()


def xml_text(data: bytes) -> str:
    """Character data between tags as text: the plain five entities and character references; for the fast paths."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise CatalogError("The workbook's XML is not UTF-8.", "Save the workbook again.") from error
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        if name not in _NAMED:
            raise CatalogError(f"The workbook uses the undeclared entity &{name};.", "Save the workbook again.")
        return _NAMED[name]
    code = int(decimal[:9]) if decimal else int(hexadecimal[:9], 16)
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        raise CatalogError(f"The workbook uses {match[0]}, which is no character.", "Save the workbook again.")
    return chr(code)


def decode_escapes(text: str) -> str:
    r"""Text with Excel's ``_xHHHH_`` read as the characters that they stand for.

    >>> decode_escapes("a_x000D_b _x005F_x0041_")
    'a\rb _x0041_'
    """
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs are escaped half by half


def encode_text(text: str) -> str:
    r"""Text as XML character data, with what XML cannot hold escaped the way Excel does.

    >>> encode_text("a\rb <c> _x0041_")
    'a_x000D_b &lt;c&gt; _x005F_x0041_'
    """
    return escape(_TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def text_element(text: str, prefix: str = "") -> bytes:
    """A ``<t>`` element; white space that a reader might drop is marked to be kept."""
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "\t" in text or "  " in text else ""
    return f"<{prefix}t{keep}>{encode_text(text)}</{prefix}t>".encode()
