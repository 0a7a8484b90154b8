"""How settings, dictionaries and models get to machines that share no disk: by value.

A :class:`Parcel` holds the files that settings or an engine name. On another machine it is unpacked below a folder that mirrors
their paths, and every path in a copy of the settings is led there; so files keep their names, their folders (``en-de/``) and
their neighbours, and what names a file in an output names it alike everywhere.
"""

from __future__ import annotations

import copyreg
import io
import os
import pickle
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Parcel", "dumps", "loads", "moved", "paths_in"]

T = TypeVar("T")

_OLD = 24 * 3600
"""Seconds after which a folder that a killed worker left behind is taken away."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files by their absolute paths here, without the root: ``home/anna/shop/terms.csv`` → bytes."""

    files: Mapping[str, bytes]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Parcel:
        """The files that ``paths`` name, and all files of the folders that they name; what is missing is left out."""
        found = {file for path in paths for file in _files(path)}
        return cls({_inside(file).as_posix(): file.read_bytes() for file in sorted(found)})

    @property
    def digest(self) -> str:
        """What it is called on other machines."""
        total = blake2b(digest_size=10)
        for name, content in self.files.items():
            total.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass") + content)
        return total.hexdigest()

    def unpack(self, shelf: Path) -> Path:
        """Put the files below ``shelf``, once, and say where.

        Raises:
            OSError: there is no room.
        """
        folder = shelf / self.digest
        if folder.is_dir():
            return folder
        _remove_old(shelf)
        draft = shelf / f".{folder.name}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        for name, content in self.files.items():
            file = draft / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        draft.mkdir(parents=True, exist_ok=True)
        try:
            draft.replace(folder)
        except OSError:  # another worker was quicker
            shutil.rmtree(draft, ignore_errors=True)
            if not folder.is_dir():
                raise
        return folder


def _files(path: Path) -> Iterator[Path]:
    absolute = path.absolute()
    if absolute.is_dir():
        yield from (file for file in absolute.rglob("*") if file.is_file())
    elif absolute.is_file():
        yield absolute


def _inside(path: Path) -> Path:
    """A path below its root: ``/data/shop`` is ``data/shop``, and so is the same folder of a drive."""
    absolute = path.absolute()
    return absolute.relative_to(absolute.anchor)


def _remove_old(shelf: Path) -> None:
    for folder in shelf.iterdir() if shelf.is_dir() else ():
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - _OLD:
                shutil.rmtree(folder, ignore_errors=True)


def paths_in(value: object) -> Iterator[Path]:
    """Every path that a value of dataclasses, tuples, lists and mappings holds; not those under keys that begin with ``_``."""
    if isinstance(value, Path):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from paths_in(getattr(value, each.name))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from paths_in(item)
    elif isinstance(value, dict | MappingProxyType):
        for key, item in value.items():
            if not str(key).startswith("_"):
                yield from paths_in(item)


def moved(value: T, folder: Path) -> T:
    """A copy of such a value in which every path leads to where a parcel was unpacked."""
    copy: T = _moved(value, folder)
    return copy


def _moved(value: Any, folder: Path) -> Any:
    if isinstance(value, Path):
        return folder / _inside(value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        new = {name: _moved(item, folder) for name, item in old.items()}
        changed = {name: item for name, item in new.items() if item is not old[name]}
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple | list):
        items = [_moved(item, folder) for item in value]
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else type(value)(items)
    if isinstance(value, dict | MappingProxyType):
        pairs = {key: _moved(item, folder) for key, item in value.items()}
        return value if all(pairs[key] is item for key, item in value.items()) else type(value)(pairs)
    return value


class _Pickler(pickle.Pickler):
    """Pickles read-only mappings too, which listings and layouts are full of."""

    dispatch_table = copyreg.dispatch_table.copy() | {MappingProxyType: lambda mapping: (_read_only, (dict(mapping),))}


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def dumps(value: object) -> bytes:
    """A value as bytes for another process of ours."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def loads(data: bytes) -> Any:
    """The inverse of :func:`dumps`; only ever given what our own processes wrote."""
    return pickle.loads(data)  # noqa: S301 our own bytes
