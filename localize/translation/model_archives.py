"""Unpacking a package from a stranger: everything about the archive is checked before a byte is written."""

from __future__ import annotations

import stat
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.translation.model_folders import limits

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

__all__ = ["unpack"]

_ENCRYPTED = 0x1
_CHUNK = 1 << 20


def unpack(archive: Path, into: Path) -> Path:
    """Unpack a package into an existing empty folder; the package's own folder in it.

    Raises:
        UsageError: it is no zip archive or a damaged one, has not exactly one top folder with ``metadata.json``,
            exceeds the limits of ``models.toml``, or an entry is absolute, leaves the folder, is a link or encrypted.
        OSError: writing failed.
    """
    import zipfile  # late: lookups do not need it

    try:
        with zipfile.ZipFile(archive) as package:
            entries = package.infolist()
            top = _checked(archive, entries)
            for entry in entries:
                _unpack_entry(package, entry, into)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        hint = "An .argosmodel file is a zip archive; fetch it again."
        raise UsageError(f"{archive}: is no Argos package or is damaged ({error}).", hint) from error
    return into / top


def _checked(archive: Path, entries: list[ZipInfo]) -> str:
    """The name of the top folder of an archive that is safe to unpack."""
    most = limits()
    if len(entries) > most["package_files"]:
        raise UsageError(f"{archive}: holds {len(entries)} files; at most {most['package_files']} are accepted.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > most["package_bytes"]:
        raise UsageError(f"{archive}: unpacks to {unpacked} bytes; at most {most['package_bytes']} are accepted.")
    for entry in entries:
        if reason := _danger(entry):
            raise UsageError(f"{archive}: the entry '{entry.filename}' {reason}; nothing was unpacked.")
    if len({entry.filename for entry in entries}) != len(entries):
        raise UsageError(f"{archive}: holds several entries of one name; nothing was unpacked.")
    tops = sorted({PurePosixPath(entry.filename).parts[0] for entry in entries})
    names = {entry.filename for entry in entries}
    if len(tops) != 1 or f"{tops[0]}/metadata.json" not in names:
        found = ", ".join(tops[:5]) or "nothing"
        hint = "Is it an .argosmodel file of Argos Translate?"
        raise UsageError(f"{archive}: needs one top folder with metadata.json; it holds {found}.", hint)
    return tops[0]


def _danger(entry: ZipInfo) -> str:
    """Why an entry must not be unpacked, or the empty string."""
    name = entry.filename
    path = PurePosixPath(name)
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if not path.parts or path.is_absolute() or "\\" in name or ":" in name:
        return "is no relative path"
    if ".." in path.parts:
        return "leaves the package's folder"
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a special file"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    return ""


def _unpack_entry(package: ZipFile, entry: ZipInfo, into: Path) -> None:
    target = into / entry.filename
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with package.open(entry) as packed, target.open("xb") as file:
        while chunk := packed.read(_CHUNK):
            file.write(chunk)
