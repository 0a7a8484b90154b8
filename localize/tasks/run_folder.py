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
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from localize.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from localize.listing import Draft

__all__ = ["JSON_ERRORS", "ChunkResult", "RunFolder", "digest_of", "json_line", "views_of"]

JSON_ERRORS = "backslashreplace"
"""How JSON is written: half characters (of names and cells) become its own escapes, and read back as they were."""

json_line = json.JSONEncoder(ensure_ascii=False).encode
"""A value as one line of JSON; the encoder is made once, which ``json.dumps`` does for each call with options."""

_KEPT_DAYS = 7
"""Days that the folder of a run which was never finished waits to be gone on with."""

_KINDS = ("patches", "findings", "changes", "views", "titles", "standings", "prices", "review", "rows")


def digest_of(facts: Mapping[str, Any]) -> str:
    """A stable digest of plain facts."""
    return blake2b(json.dumps(facts, sort_keys=True, default=str).encode(), digest_size=10).hexdigest()


@dataclass(slots=True)
class ChunkResult:
    """What rendering one chunk gave: lines by kind, and figures that add up."""

    lines: dict[str, list[Any]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    figures: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, line: Any) -> None:
        """Append one line."""
        self.lines[kind].append(line)

    def counts(self) -> dict[str, int]:
        """How many lines there are of each kind."""
        return {kind: len(lines) for kind, lines in self.lines.items()}


def _remove_abandoned(current: Path) -> None:
    """Take away other runs' folders that nobody has gone on with for a week: their catalog or settings changed since."""
    oldest = time.time() - _KEPT_DAYS * 24 * 3600
    for folder in current.parent.iterdir():
        if folder != current and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


class RunFolder:
    """One catalog's unfinished work for one or more markets of a language."""

    def __init__(self, out: Path, digest: str) -> None:
        """Create or reopen it.

        Raises:
            OutputError: the output folder cannot be written.
        """
        self.path = out / ".localize-run" / digest
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"The output folder {out} cannot be written ({error.strerror}).", "Name another with --out DIR."
            ) from error
        _remove_abandoned(self.path)

    @property
    def desk(self) -> str:
        """The path of the desk's file."""
        return str(self.path / "desk.sqlite")

    def has(self, market: str, number: int) -> bool:
        """Is a chunk of a market finished?"""
        return self._chunk(market, number).is_dir()

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
        for kind, lines in chunk.lines.items():
            text = "".join(json_line(line) + "\n" for line in lines)
            (draft / f"{kind}.jsonl").write_text(text, encoding="utf-8", errors=JSON_ERRORS)
        (draft / "figures.json").write_text(json.dumps(chunk.figures), encoding="utf-8")
        draft.replace(final)

    def lines(self, market: str, kind: str) -> Iterator[Any]:
        """Every line of a kind, chunk after chunk."""
        return map(json.loads, self.written_lines(market, kind))

    def written_lines(self, market: str, kind: str) -> Iterator[str]:
        """The same as they are written, each with its line end."""
        for folder in self._chunks(market):
            with (folder / f"{kind}.jsonl").open(encoding="utf-8", newline="\n") as file:
                yield from file

    def figures(self, market: str) -> Counter[str]:
        """The figures of all chunks together."""
        total: Counter[str] = Counter()
        for folder in self._chunks(market):
            total.update(json.loads((folder / "figures.json").read_text(encoding="utf-8")))
        return total

    def remove(self) -> None:
        """The run is over."""
        shutil.rmtree(self.path, ignore_errors=True)
        if not any(self.path.parent.iterdir()):
            self.path.parent.rmdir()

    def _chunk(self, market: str, number: int) -> Path:
        return self.path / market / f"{number:06}"

    def _chunks(self, market: str) -> Iterable[Path]:
        folder = self.path / market
        return sorted(p for p in folder.iterdir() if not p.name.startswith(".")) if folder.is_dir() else ()


def views_of(draft: Draft) -> dict[str, Any] | None:
    """What the report shows of a draft: its changed fields, and those with findings; None if there are none."""
    changes: dict[str, list[dict[str, Any]]] = {f.field: [] for f in draft.findings}
    for change in draft.changes:
        changes.setdefault(change.field, []).append(change.to_dict())
    fields = [
        {
            "path": path,
            "source": source.value,
            "target": draft.values[path],
            "role": source.role.value,
            "label": source.label,
            "changes": changes[path],
        }
        for path, source in draft.listing.fields.items()
        if path in changes
    ]
    if not fields:
        return None
    place = next(iter(draft.listing.fields.values())).place
    return {"key": draft.listing.key, "place": place, "title": draft.listing.group.title, "fields": fields}
