"""Which output a file is, or was before a person edited it and saved it under another name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Output", "output_of", "outputs_in"]

_MANIFEST = ".run.json"


@dataclass(frozen=True, slots=True)
class Output:
    """One output of a run, and the files that tell about it."""

    catalog: Path
    market: str
    source_locale: str
    manifest: Path

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What its report asks, errors first."""
        try:
            found = json.loads(self.manifest.read_text(encoding="utf-8")).get("questions", [])
        except (OSError, ValueError, AttributeError):
            return []
        return found if isinstance(found, list) else []

    @property
    def record(self) -> Path:
        """What the run kept for reviews."""
        return self._beside(".review.jsonl")

    @property
    def last_record(self) -> Path:
        """What the run before it kept, where that wrote something else."""
        return self._beside(".review.last.jsonl")

    @property
    def findings(self) -> Path:
        """Its findings."""
        return self._beside(".findings.jsonl")

    def _beside(self, suffix: str) -> Path:
        return self.manifest.with_name(self.manifest.name.removesuffix(_MANIFEST) + suffix)


def outputs_in(folder: Path) -> Iterator[Output]:
    """The outputs in a folder that runs write to, samples left out."""
    for path in sorted(folder.glob(f"*{_MANIFEST}")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            output = Output(folder / data["output"]["name"], data["market"], data["source_locale"], path)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # no manifest of ours
        if not path.name.endswith(f".sample{_MANIFEST}"):
            yield output


def output_of(file: Path, folders: Iterable[Path]) -> Output:
    """The output that a file is an edited version of: by its name, or by how its name begins.

    Raises:
        UsageError: no run is known that wrote such a file.
    """
    searched = list(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))
    outputs = [output for folder in searched for output in outputs_in(folder)]
    for output in outputs:
        if output.catalog.name == file.name:
            return output
    begun = [output for output in outputs if file.name.startswith(output.catalog.stem)]
    if begun:
        return max(begun, key=lambda output: len(output.catalog.stem))
    where = ", ".join(map(str, searched)) or "nowhere"
    raise UsageError(
        f"{file.name} is no review file, and no run is known that wrote it (looked in {where}).",
        "Keep the name that the run gave it, or name the run's folder: --run DIR",
    )
