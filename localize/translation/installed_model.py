"""The nouns of model management: a model on this machine, its files, a folder that holds none; and its fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from localize.errors import MissingDataError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["ENGINES", "BrokenModel", "InstalledModel", "ModelFiles", "Origin", "check_engine", "model_fingerprint"]

Origin = Literal["installed", "embedded", "user's Argos folder"]

ENGINES = ("argos", "firefox")
"""Engines that have models, in the order in which they are listed."""


def check_engine(engine: str) -> None:
    """Make sure that an engine of that name has models.

    Raises:
        UsageError: there is none; the message says which there are.
    """
    if engine not in ENGINES:
        hint = did_you_mean(engine, ENGINES) or f"Engines with models: {', '.join(ENGINES)}."
        raise UsageError(f"There is no engine '{engine}' with models.", hint)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What an engine opens.

    ``model`` is a CTranslate2 folder (argos) or one file (firefox); the two tokenizers are the same file for most
    models; ``shortlist`` is a Firefox model's lexical shortlist, where it has one.
    """

    model: Path
    source_tokenizer: Path
    target_tokenizer: Path
    shortlist: Path | None = None

    def paths(self) -> Iterator[Path]:
        """Every file, once, in a fixed order; folders are walked."""
        tops = (self.model, self.source_tokenizer, self.target_tokenizer, self.shortlist)
        for top in dict.fromkeys(path for path in tops if path):
            if top.is_dir():
                yield from sorted(path for path in top.rglob("*") if path.is_file())
            else:
                yield top


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be used.

    ``source`` and ``target`` are BCP 47 tags (``en``, ``pt-BR``, ``zh-Hant``), whatever codes the package uses;
    ``path`` is its folder, ``bytes`` that folder's size; ``target_prefix`` is what a package wants before every target
    text (empty for nearly all).
    """

    engine: str
    source: str
    target: str
    path: Path
    version: str
    name: str
    bytes: int
    files: ModelFiles
    origin: Origin
    target_prefix: str = ""

    def __str__(self) -> str:
        """As people read it: ``argos en→pt 1.0``."""
        return f"{self.engine} {self.source}→{self.target} {self.version}".rstrip()

    def to_dict(self) -> dict[str, Any]:
        """The published form, one entry of ``localize models list --json``."""
        keys = ("engine", "source", "target", "version", "name", "bytes", "origin")
        return {**{key: getattr(self, key) for key in keys}, "path": str(self.path)}


@dataclass(frozen=True, slots=True)
class BrokenModel:
    """A folder where a model should be and none that can be used is; ``note`` says why."""

    engine: str
    path: Path
    origin: Origin
    note: str

    def to_dict(self) -> dict[str, Any]:
        """The published form, one entry of ``localize models list --json``."""
        return {"engine": self.engine, "origin": self.origin, "path": str(self.path), "note": self.note}


def model_fingerprint(model: InstalledModel) -> str:
    """A hash of what the model's output depends on: names and bytes of its files, and its target prefix.

    The same files give the same fingerprint wherever they lie. File contents are hashed once for each process, and
    again when size or modification time change.

    Raises:
        MissingDataError: the files have gone.
    """
    total = hashlib.blake2b(model.target_prefix.encode(), digest_size=16)
    try:
        for path in model.files.paths():
            stat = path.stat()
            name = path.relative_to(model.path).as_posix()
            total.update(f"\0{name}\0".encode() + _digest(path, stat.st_size, stat.st_mtime_ns))
    except OSError as error:
        hint = "'localize models list' shows what is left; 'localize models install' gets it again."
        raise MissingDataError(f"The model {model} in {model.path} cannot be read ({error.strerror}).", hint) from error
    return total.hexdigest()


@cache
def _digest(path: Path, _size: int, _mtime_ns: int) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()
