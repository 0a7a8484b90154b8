"""The files of pins: one for each market beside ``localize.toml``, a line for each pin, sorted, fit for git.

``pins/de-DE.jsonl``::

    {"listing": "mug/MG-1", "field": "title", "value": "Kaffeebecher, 355 ml", "source": "5f0c3d1be97f2c44"}

UTF-8; keys are ``listing``, ``field``, ``value`` and, where they are known, ``source`` (the hash of the source value that
the pin was made for) and ``note``.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError, OutputError, did_you_mean
from localize.pins.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.settings import Settings

__all__ = ["PINS_FOLDER", "pins_file", "pins_folder", "read_pins", "write_pins"]

PINS_FOLDER = "pins"
_SUFFIX = ".jsonl"
_KEYS = ("listing", "field", "value", "source", "note")
_NEEDED = ("listing", "field", "value")
_REMEDY = 'A line reads {"listing": "MG-1", "field": "title", "value": "Kaffeebecher"}; source and note may follow.'
_ERRORS = "backslashreplace"  # half a character becomes JSON's own escape, and is read back as it was


def pins_folder(settings: Settings) -> Path | None:
    """Where pins live; None without a ``localize.toml`` that they could lie beside."""
    return settings.source_file.parent / PINS_FOLDER if settings.source_file else None


def pins_file(folder: Path, market: str) -> Path:
    """The file of a market."""
    return folder / f"{market}{_SUFFIX}"


def read_pins(path: Path) -> list[Pin]:
    """The pins of a file, in file order; none where there is no file.

    Raises:
        ConfigError: it cannot be read, a line is wrong, or two lines pin one field; file and line are named.
    """
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from error
    known: dict[tuple[str, str], Pin] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            pin = _pin(line, f"{path}:{number}", f"{path.parent.name}/{path.name}:{number}")
            first = known.setdefault(pin.key, pin)
            if (first.value, first.source) != (pin.value, pin.source):
                raise ConfigError(
                    f"{path}:{number}: '{pin.field}' of '{pin.listing}' is pinned otherwise in line "
                    f"{first.origin.rpartition(':')[2]}.",
                    "Keep one of them.",
                )
    return list(known.values())


def _pin(line: str, where: str, origin: str) -> Pin:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: not a JSON object.", _REMEDY) from error
    if not isinstance(data, dict):
        raise ConfigError(f"{where}: not a JSON object.", _REMEDY)
    for name, value in data.items():
        if name not in _KEYS:
            raise ConfigError(f"{where}: unknown key '{name}'.", did_you_mean(name, _KEYS) or _REMEDY)
        if not isinstance(value, str):
            raise ConfigError(f"{where}: '{name}' must be a text.", "Put it in quotation marks.")
    for name in _NEEDED:
        if name not in data:
            raise ConfigError(f"{where}: '{name}' is missing.", _REMEDY)
    return Pin(**data, origin=origin)


def write_pins(path: Path, pins: Iterable[Pin]) -> None:
    """Write the file of a market, sorted by listing and field; it appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", errors=_ERRORS, newline="\n") as file:
            file.writelines(pin.to_line() + "\n" for pin in sorted(pins, key=lambda pin: pin.key))
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}).", "Free the disk or the folder.") from error
    finally:
        draft.unlink(missing_ok=True)
