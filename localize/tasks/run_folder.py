"""The run folder: finished blocks and chunks of a run that is not over, so that the same command goes on from there.

It lies beside the outputs as ``.localize-run/DIGEST`` and is removed when the run is over. The digest covers everything
that decides the output, so a changed catalog, dictionary, model or setting starts anew.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from localize.errors import OutputError
from localize.locks import is_alive, locked
from localize.tasks.json_pieces import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["JSON_ERRORS", "ChunkResult", "RunFolder", "alone_with", "digest_of", "other_folders", "owner_of"]

JSON_ERRORS = "backslashreplace"
"""How JSON is written: half characters (of names and cells) become its own escapes, and read back as they were."""

_KEPT_DAYS = 7
"""Days that the folder of a run which was never finished waits to be gone on with."""

_PIECE = 1 << 20
"""Characters that are copied at once."""

_FOLDER = ".localize-run"

_GONE = ".gone"
"""How the name of a folder ends that is being taken away."""

_OWNER = "owner"
"""The file that names the process whose run it is."""

_FIGURES = "figures.json"
"""A finished chunk's figures, and the sizes of its files."""

_SCANNED = "scanned"
"""The file that says that every text lies on the desk."""

_KINDS = ("patches", "findings", "changes", "views", "titles", "standings", "prices", "review", "rows")


def digest_of(facts: Mapping[str, Any]) -> str:
    """A stable digest of plain facts."""
    return blake2b(json.dumps(facts, sort_keys=True, default=str).encode(), digest_size=10).hexdigest()


@dataclass(slots=True)
class ChunkResult:
    """What rendering one chunk gave: lines by kind, and figures that add up. A line that is a text is JSON already."""

    lines: dict[str, list[Any]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    figures: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, line: Any) -> None:
        """Append one line."""
        self.lines[kind].append(line)

    def counts(self) -> dict[str, int]:
        """How many lines there are of each kind."""
        return {kind: len(lines) for kind, lines in self.lines.items()}


def _text_of(lines: Iterable[Any]) -> str:
    return "".join((line if isinstance(line, str) else json_line(line)) + "\n" for line in lines)


def _remove_abandoned(current: Path) -> None:
    """Take away other runs' folders that nobody has gone on with for a week: their catalog or settings changed since."""
    oldest = time.time() - _KEPT_DAYS * 24 * 3600
    for folder in other_folders(current):
        if folder.name.endswith(_GONE):
            shutil.rmtree(folder, ignore_errors=True)
            continue
        if _is_worked_on(folder):
            continue
        with suppress(OSError):
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def other_folders(current: Path) -> list[Path]:
    """The folders of other runs for the same output folder."""
    return [folder for folder in sorted(current.parent.iterdir()) if folder != current and folder.is_dir()]


def owner_of(folder: Path) -> int | None:
    """The process that works, or worked, on a run's folder; None where it does not say."""
    try:
        owner = (folder / _OWNER).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    return int(owner) if owner.isdecimal() else None


def _is_worked_on(folder: Path) -> bool:
    """Is its run alive? Then its age says nothing: a clock may have jumped."""
    owner = owner_of(folder)
    return owner is not None and is_alive(owner)


def _is_whole(chunk: Path) -> bool:
    """Is everything there that was written? A rename may survive a power cut that the files' content does not."""
    try:
        sizes = json.loads((chunk / _FIGURES).read_text(encoding="utf-8"))["sizes"]
        return all((chunk / f"{kind}.jsonl").stat().st_size == size for kind, size in sizes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


class RunFolder:
    """One catalog's unfinished work for one or more markets of a language."""

    def __init__(self, out: Path, digest: str) -> None:
        """Create or reopen it.

        Raises:
            OutputError: the output folder cannot be written.
        """
        self.path = out / _FOLDER / digest
        self.is_old = self.path.is_dir()
        """Is it there from a run before?"""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"The output folder {out} cannot be written ({error.strerror}).", "Name another with --out DIR."
            ) from error
        self._whole: set[tuple[str, int]] = set()
        _remove_abandoned(self.path)

    def own(self) -> None:
        """Say that this process's run is the folder's; without room on the disk nobody is told."""
        with suppress(OSError):
            (self.path / _OWNER).write_text(str(os.getpid()), encoding="ascii")

    @property
    def scanned(self) -> bool:
        """Does every text of the catalog lie on the desk, so that a run that was killed need not look for them again?"""
        return (self.path / _SCANNED).exists()

    def mark_scanned(self) -> None:
        """Every text of the catalog lies on the desk."""
        (self.path / _SCANNED).touch()

    @property
    def desk(self) -> str:
        """The path of the desk's file."""
        return str(self.path / "desk.sqlite")

    def has(self, market: str, number: int) -> bool:
        """Is a chunk of a market finished? One that a power cut left without its content is not, and goes."""
        if (market, number) in self._whole:
            return True
        folder = self._chunk(market, number)
        if not folder.is_dir():
            return False
        if not _is_whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
            return False
        self._whole.add((market, number))
        return True

    def claim(self, market: str, number: int) -> bool:
        """Take a chunk upon oneself; False if somebody has, or if it is finished."""
        if self.has(market, number):
            return False
        sign = self.path / f"{market}.claims" / f"{number:06}"
        sign.parent.mkdir(parents=True, exist_ok=True)
        try:
            sign.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def unclaim(self, market: str) -> None:
        """Forget all claims: those who made them are gone."""
        shutil.rmtree(self.path / f"{market}.claims", ignore_errors=True)

    def commit(self, market: str, number: int, chunk: ChunkResult) -> None:
        """Keep a finished chunk; it appears whole or not at all."""
        final = self._chunk(market, number)
        draft = final.with_name(f".{final.name}.{os.getpid()}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            sizes: dict[str, int] = {}
            for kind, lines in chunk.lines.items():
                data = _text_of(lines).encode("utf-8", JSON_ERRORS)
                sizes[kind] = (draft / f"{kind}.jsonl").write_bytes(data)
            (draft / _FIGURES).write_text(json.dumps({"figures": chunk.figures, "sizes": sizes}), encoding="utf-8")
            draft.replace(final)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def before(self, path: Path) -> Path:
        """An output as it was when this run first came to write it, kept for the run that goes on after a kill.

        There is no such file where there was no output.
        """
        folder = self.path / f"{path.name}.before"
        if not folder.is_dir():
            draft = folder.with_name(f".{folder.name}.new")
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            if path.is_file():
                shutil.copyfile(path, draft / path.name)
            draft.replace(folder)
        return folder / path.name

    def lines(self, market: str, kind: str) -> Iterator[Any]:
        """Every line of a kind, chunk after chunk."""
        return map(json.loads, self.written_lines(market, kind))

    def written_lines(self, market: str, kind: str) -> Iterator[str]:
        """The same as they are written, each with its line end."""
        for folder in self._chunks(market):
            with (folder / f"{kind}.jsonl").open(encoding="utf-8", newline="\n") as file:
                yield from file

    def written(self, market: str, kind: str) -> Iterator[str]:
        """The same in large pieces, for files into which they go as they are."""
        for folder in self._chunks(market):
            with (folder / f"{kind}.jsonl").open(encoding="utf-8", newline="\n") as file:
                while piece := file.read(_PIECE):
                    yield piece

    def figures(self, market: str) -> Counter[str]:
        """The figures of all chunks together."""
        total: Counter[str] = Counter()
        for folder in self._chunks(market):
            total.update(json.loads((folder / _FIGURES).read_text(encoding="utf-8"))["figures"])
        return total

    def remove(self) -> None:
        """The run is over. The folder goes as a whole: killed half-way, nobody goes on from what is left of it."""
        gone = self.path.with_name(f".{self.path.name}{_GONE}")
        try:
            self.path.replace(gone)
        except OSError:
            gone = self.path
        shutil.rmtree(gone, ignore_errors=True)
        with suppress(OSError):
            self.path.parent.rmdir()  # if no other run's folder is in it

    def _chunk(self, market: str, number: int) -> Path:
        return self.path / market / f"{number:06}"

    def _chunks(self, market: str) -> Iterable[Path]:
        folder = self.path / market
        return sorted(p for p in folder.iterdir() if not p.name.startswith(".")) if folder.is_dir() else ()


@contextmanager
def alone_with(catalog: str, out: Path) -> Iterator[None]:
    """Be the only process that writes the outputs of ``catalog`` (its file name) to ``out``.

    Raises:
        OutputError: another process is at it.
    """
    folder = out / _FOLDER
    try:
        with locked(folder / f"{catalog}.lock"):
            yield
    except BlockingIOError as error:
        owner = f" (process {error.strerror})" if error.strerror else ""
        raise OutputError(
            f"Another run{owner} is writing the outputs of {catalog} to {out}.",
            "Wait until it is done, or name another --out DIR.",
        ) from error
    finally:
        with suppress(OSError):
            folder.rmdir()  # if no run's work is in it
