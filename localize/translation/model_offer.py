"""The nouns of an index: a model that is offered, and the files it consists of."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Offer", "Part", "is_file_name"]

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """One file to fetch: its name here, the URLs that have it, the SHA-256 (hexadecimal, or empty) of its content.

    ``packed`` says that what the URLs have is the content packed with zstd.
    """

    name: str
    urls: tuple[str, ...]
    sha256: str
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A model in an index; ``source`` and ``target`` are BCP 47 tags."""

    source: str
    target: str
    name: str
    version: str
    parts: tuple[Part, ...]


def is_file_name(name: object) -> bool:
    """True for a plain file name: no folder, nothing hidden."""
    return isinstance(name, str) and bool(_FILE_NAME.fullmatch(name))
