"""Bytes ⇄ cells: opens a catalog file whatever its format, and writes it back with new texts in some cells.

A format knows no marketplace. Ours are CSV, XLSX, ODS, XML, JSON Lines, JSON and Parquet; others announce themselves with the
entry point ``localize.formats``, whose object is a :class:`localize.protocols.Format` or a class of such.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from localize.errors import CatalogError, ConfigError
from localize.formats.signature import is_ods, is_xml, is_zip, read_head, refuse_foreign
from localize.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from localize.protocols import Format, Source

__all__ = ["SUFFIXES", "formats", "open_catalog"]

SUFFIXES: tuple[str, ...] = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xml", ".rss", ".atom"),
    *(".jsonl", ".ndjson", ".json", ".parquet", ".pq"),
)
"""Suffixes of the formats that are built in, lower case."""


@cache
def formats(limits: Limits | None = None) -> tuple[Format, ...]:
    """Every format: plug-ins first, so that one may take over a suffix, then ours with their limits.

    Raises:
        ConfigError: a plug-in cannot be loaded or is no format; the message names it.
    """
    from localize.formats.csv_format import CsvFormat  # late, as all of them: `--help` needs none
    from localize.formats.json_format import JsonFormat
    from localize.formats.jsonl_format import JsonlFormat
    from localize.formats.ods_format import OdsFormat
    from localize.formats.parquet_format import ParquetFormat
    from localize.formats.xlsx_format import XlsxFormat
    from localize.formats.xml_format import XmlFormat

    limits = limits or Limits()
    return (
        *_plug_ins(),
        CsvFormat(limits),
        XlsxFormat(limits),
        OdsFormat(limits),
        XmlFormat(limits),
        JsonlFormat(limits),
        JsonFormat(limits),
        ParquetFormat(limits),
    )


def _plug_ins() -> list[Format]:
    from importlib.metadata import entry_points

    found: list[Format] = []
    for entry in entry_points(group="localize.formats"):
        try:
            loaded: Any = entry.load()
            plug_in = loaded() if isinstance(loaded, type) else loaded
        except Exception as error:  # a plug-in may raise anything
            raise ConfigError(f"The format plug-in '{entry.name}' cannot be loaded ({error}).") from error
        if not (hasattr(plug_in, "suffixes") and hasattr(plug_in, "open")):
            raise ConfigError(f"The format plug-in '{entry.name}' ({entry.value}) is not a format.")
        found.append(plug_in)
    return found


def open_catalog(path: Path, encoding: str = "", limits: Limits | None = None) -> Source:
    """Open a catalog by its suffix, and by its content where that says otherwise.

    A workbook or feed is opened as one even if it is called ``.csv``; a file without suffix is looked at. ``encoding`` is
    for text files that do not say (``cp1252``).

    Raises:
        CatalogError: missing, a folder, unreadable, empty, damaged, or of no format that is known.
        UsageError: ``encoding`` is unknown.
    """
    head = read_head(path)
    suffix = path.suffix.lower()
    known = {name: found for found in reversed(formats(limits)) for name in found.suffixes}
    chosen = known.get(suffix)
    text_formats = {known[".csv"], known[".jsonl"]}
    if is_zip(head) and (chosen is None or chosen in (*text_formats, known[".xlsx"])):
        chosen = known[".ods" if is_ods(head) else ".xlsx"]
    elif is_xml(head) and (chosen in text_formats or not suffix):
        chosen = known[".xml"]
    elif chosen is None and not suffix:
        first = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        chosen = known[{b"{": ".jsonl", b"[": ".json"}.get(first, ".csv")]
    if chosen is None:
        raise _unknown_suffix(path, head, sorted(known))
    return chosen.open(path, encoding)


def _unknown_suffix(path: Path, head: bytes, known: list[str]) -> CatalogError:
    refuse_foreign(path, head)  # says more about an old Excel file or a PDF
    return CatalogError(f"{path}: '{path.suffix}' is not a catalog format.", f"Known: {', '.join(known)}.")
