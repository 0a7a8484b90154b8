"""``uploaded``: note that a run's outputs are on the marketplace now, so that later runs can tell what has changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.tasks.catalog import catalog_digest
from localize.tasks.outputs import replacing
from localize.tasks.row_states import read_states

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Marked", "mark_uploaded"]

_MANIFEST = ".run.json"


@dataclass(frozen=True, slots=True)
class Marked:
    """An output that is marked: its file, how many listings it has, and why it is not, if so."""

    output: str
    listings: int
    refused: str = ""


def mark_uploaded(folder: Path) -> list[Marked]:
    """Mark every output of a folder as uploaded, as the last run wrote it.

    What has been edited since is not marked: nobody knows what of it was uploaded.

    Raises:
        UsageError: there is no such folder, or no run wrote into it.
        OutputError: the mark cannot be written.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", "Name the one that 'localize run --out' wrote.")
    manifests = sorted(folder.glob(f"*{_MANIFEST}"))
    if not manifests:
        raise UsageError(f"No run wrote into {folder}.", "Name the folder that 'localize run --out' wrote.")
    return [_marked(manifest) for manifest in manifests if not manifest.name.endswith(f".sample{_MANIFEST}")]


def _marked(manifest: Path) -> Marked:
    base = manifest.name.removesuffix(_MANIFEST)
    rows = manifest.with_name(f"{base}.rows.jsonl")
    try:
        name = str(json.loads(manifest.read_text(encoding="utf-8"))["output"]["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return Marked(base, 0, f"{manifest.name} is damaged: run again")
    output = manifest.with_name(name)
    states = read_states(rows)
    if states is None:
        return Marked(name, 0, f"{rows.name} is missing: run again")
    if not output.exists() or catalog_digest(output) != states.output:
        return Marked(name, 0, "it is not as the run wrote it: run again, which takes the edits in, and upload that")
    with replacing(manifest.with_name(f"{base}.uploaded.jsonl")) as draft:
        draft.write_bytes(rows.read_bytes())
    return Marked(name, len(states.rows))
