"""``dict convert``: a dictionary from one format into another, and what the other cannot hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.errors import ConfigError, OutputError, UsageError, did_you_mean
from localize.tasks.glossaries import Losses
from localize.tasks.glossaries.services import is_google, is_own, read_deepl, read_google, write_deepl, write_google
from localize.tasks.glossaries.tables import read_table, write_csv, write_xlsx
from localize.tasks.glossaries.tbx import read_tbx, write_tbx
from localize.tasks.glossaries.tmx import read_tmx_glossary, write_tmx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.glossaries import Glossary

__all__ = ["FORMATS", "Conversion", "convert_dictionary"]

FORMATS = ("csv", "xlsx", "tbx", "tmx", "deepl", "google")
_BY_SUFFIX = {".csv": "csv", ".xlsx": "xlsx", ".tbx": "tbx", ".tmx": "tmx", ".tsv": "deepl", ".txt": "deepl"}


@dataclass(slots=True)
class Conversion:
    """What was done: formats, entries read and written, what was lost, what a person should know."""

    read_as: str
    written_as: str
    read: int
    written: int
    losses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def convert_dictionary(path: Path, out: Path, *, source: str = "", target: str = "", form: str = "") -> Conversion:
    """Read ``path``, write ``out``; ``form`` is the format of ``out`` where its name does not say it.

    ``source`` and ``target`` are the pair of entries that do not say their own.

    Raises:
        UsageError: a format is not known, or both files are one.
        ConfigError: the file cannot be read, or the format needs languages that nobody said.
        OutputError: the file cannot be written.
    """
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    if out.exists() and out.samefile(path):
        raise UsageError("Both files are one.", "Give the result another name.")
    form = form or _BY_SUFFIX.get(out.suffix.casefold(), "")
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS) if form else ""
        raise UsageError(f"Nothing is known of '{form or out.suffix}' files.", hint or f"One of: {', '.join(FORMATS)}.")
    read_as, glossary = _read(path, source, target)
    for row in glossary.rows:
        row["source"] = row.get("source") or source
        row["target"] = row.get("target") or target
    losses = Losses()
    try:
        _write(glossary, out, form, losses)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{out}: cannot be written ({error.strerror}).") from error
    written = len(glossary.rows) - sum(losses.left_out.values())
    return Conversion(read_as, form, len(glossary.rows), written, losses.lines(), glossary.notes)


def _read(path: Path, source: str, target: str) -> tuple[str, Glossary]:
    kind = _BY_SUFFIX.get(path.suffix.casefold(), "")
    if not kind:
        hint = "Give a CSV, TSV, XLSX, TBX or TMX file."
        raise ConfigError(f"{path}: nothing is known of '{path.suffix}' files.", hint)
    if kind == "csv" and not is_own(path):
        kind = "google" if is_google(path) else "deepl"
    readers: dict[str, Callable[[], Glossary]] = {
        "csv": lambda: read_table(path),
        "xlsx": lambda: read_table(path),
        "tbx": lambda: read_tbx(path, source, target),
        "tmx": lambda: read_tmx_glossary(path, source, target),
        "deepl": lambda: read_deepl(path, source, target),
        "google": lambda: read_google(path),
    }
    return kind, readers[kind]()


def _write(glossary: Glossary, out: Path, form: str, losses: Losses) -> None:
    if form == "csv":
        write_csv(glossary, out)
    elif form == "xlsx":
        write_xlsx(glossary, out)
    elif form == "tbx":
        write_tbx(glossary, out)
    elif form == "tmx":
        write_tmx(glossary, out)
    elif form == "deepl":
        write_deepl(glossary, out, losses)
    else:
        write_google(glossary, out, losses)
