"""Differing corrections of one source, kept beside ``localize.toml`` until a person settles them.

``review/conflicts.jsonl``, sorted, a line for each::

    {"market": "pt-BR", "source": "Red mug", "field": "", "candidates": ["Caneca vermelha", "Xícara vermelha"]}
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.errors import ConfigError
from localize.tasks.outputs import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Conflict", "read_conflicts", "write_conflicts"]

_PLACE = ("review", "conflicts.jsonl")


class Conflict(NamedTuple):
    """Where a source was corrected in more than one way."""

    market: str
    source: str
    field: str
    candidates: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by."""
        return self.market, self.source, self.field

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {**self._asdict(), "candidates": list(self.candidates)}


def read_conflicts(base: Path) -> list[Conflict]:
    """The conflicts of a project folder.

    Raises:
        ConfigError: the file is wrong.
    """
    path = base.joinpath(*_PLACE)
    if not path.is_file():
        return []
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        return [Conflict(d["market"], d["source"], d["field"], tuple(d["candidates"])) for d in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: not as it was written ({error}).", "Correct the line, or remove it.") from error


def write_conflicts(base: Path, conflicts: Iterable[Conflict]) -> None:
    """Write the conflicts that are open; where there are none any more, the file goes."""
    path = base.joinpath(*_PLACE)
    lines = [json.dumps(c.to_dict(), ensure_ascii=False) + "\n" for c in sorted(conflicts)]
    if not lines:
        path.unlink(missing_ok=True)
        return
    with replacing(path) as draft:
        draft.write_text("".join(lines), encoding="utf-8", newline="\n")
