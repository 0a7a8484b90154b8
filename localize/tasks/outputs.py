"""What a run writes for one catalog and market: names, the catalog itself, findings, changes, report, manifest.

Everything is written beside its final place and renamed; nothing half-written is ever seen.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from typing import TYPE_CHECKING, Any

from localize.errors import OutputError
from localize.locks import is_alive
from localize.tasks.catalog import catalog_digest
from localize.tasks.json_pieces import json_line
from localize.tasks.run_folder import JSON_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from localize.context import Context
    from localize.layouts import BoundLayout

__all__ = [
    "OutputPaths",
    "header_patch",
    "keep_edited",
    "replacing",
    "was_edited",
    "write_json",
    "write_lines",
    "written_digest",
]


@dataclass(frozen=True, slots=True)
class OutputPaths:
    """The files of one output."""

    catalog: Path
    findings: Path
    changes: Path
    report: Path
    manifest: Path
    held: Path
    prices: Path
    review: Path
    delta: Path
    rows: Path
    uploaded: Path

    @classmethod
    def of(cls, source: Path, market: str, out: Path, *, sample: bool = False, marketplace: str = "") -> OutputPaths:
        """``shoes.xlsx`` for ``de-DE`` → ``shoes.de-DE.xlsx`` and the files that tell about it.

        With a ``marketplace``, that was named for it, ``shoes.de-DE.ebay.xlsx``.
        """
        part = ".".join(filter(None, (market, marketplace, "sample" if sample else "")))
        base = f"{source.name}.{part}"
        return cls(
            out / f"{source.stem}.{part}{source.suffix}",
            out / f"{base}.findings.jsonl",
            out / f"{base}.changes.jsonl",
            out / f"{base}.html",
            out / f"{base}.run.json",
            out / f"{source.stem}.{part}.held{source.suffix}",
            out / f"{base}.prices.csv",
            out / f"{base}.review.jsonl",
            out / f"{source.stem}.{part}.delta{source.suffix}",
            out / f"{base}.rows.jsonl",
            out / f"{base}.uploaded.jsonl",
        )


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; it takes the final place only if all went well.

    Raises:
        OutputError: the folder cannot be written or the disk is full.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_orphans(path)
        _refuse_protected(path)
        yield draft
        if draft.exists():
            draft.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path} cannot be written ({reason}).", f"{_remedy(error)} or name another --out DIR."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def _remedy(error: OSError) -> str:
    """What the person can do about it, as the beginning of a sentence."""
    if error.errno in _FULL:
        return "Free the disk: the same command then goes on from there;"
    if error.errno in _DENIED:
        return "Close it in other programs, allow writing,"
    return "See whether the disk is well,"


def _refuse_protected(path: Path) -> None:
    """A file that somebody has write-protected is not taken from him by renaming another over it."""
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, "it is write-protected")


def _remove_orphans(path: Path) -> None:
    """Take away drafts of ``path`` whose process is gone: it was killed while it wrote."""
    for orphan in path.parent.glob(f".{escape(path.name)}.*.new*"):
        owner = orphan.name.removeprefix(f".{path.name}.").partition(".")[0]
        if owner.isdecimal() and not is_alive(int(owner)):
            orphan.unlink(missing_ok=True)


def write_lines(path: Path, lines: Iterable[Mapping[str, Any] | str]) -> None:
    """A JSON Lines file; what is text already, a line or many, is written as it is."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8", errors=JSON_ERRORS, newline="\n") as file:
        file.writelines(line if isinstance(line, str) else json_line(line) + "\n" for line in lines)


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """A JSON file for people and programs."""
    with replacing(path) as draft:
        draft.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", errors=JSON_ERRORS)


def keep_edited(path: Path, manifest: Path, draft: Path | None, entry: str = "output") -> Path | None:
    """Put the file aside that ``draft`` (or nothing) is about to replace, if we did not write it so: it is a person's work.

    ``entry`` names it in the manifest. Returns where it is now; None if nothing would be lost (a killed run leaves the very
    bytes that ``draft`` has).
    """
    if not path.exists():
        return None
    digest = catalog_digest(path)
    if digest in {_digest_written(manifest, entry), catalog_digest(draft) if draft else None}:
        return None
    number = 1
    while (kept := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")).exists():
        number += 1
    path.replace(kept)
    return kept


def was_edited(paths: OutputPaths) -> bool:
    """Is there a catalog that is neither as the last run wrote it nor as a killed one did? A person's work, then."""
    if not paths.catalog.exists():
        return False
    written = {_digest_written(paths.manifest, "output"), written_digest(paths.review)}
    return catalog_digest(paths.catalog) not in written


def written_digest(review: Path) -> str:
    """The digest of the output that a record for reviews is about, '' where there is none."""
    try:
        with review.open(encoding="utf-8") as file:
            return str(json.loads(file.readline())["output"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _digest_written(manifest: Path, entry: str) -> str | None:
    """The digest of a file that a manifest tells of, or None if there is no manifest, or a broken one."""
    try:
        data = json.loads(manifest.read_text(encoding="utf-8"))
        return str(data[entry]["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def header_patch(layout: BoundLayout, context: Context) -> dict[int, str]:
    """Headers that state a currency, rewritten with their column: ``Price (USD)`` → ``Price (BRL)``."""
    if "prices" in context.skip or context.identity:
        return {}
    target = context.market.currency
    patch: dict[int, str] = {}
    declared = {piece.column for piece in layout.header_fields}  # rewritten with what the file states of its market
    for column in layout.columns:
        if not column.role.is_money or column.currency in {"", target} or column.index in declared:
            continue
        header = re.sub(
            rf"\b{column.currency}\b",
            lambda m: target.lower() if m.group().islower() else target,
            column.header,
            flags=re.IGNORECASE,
        )
        if header != column.header:
            patch[column.index] = header
    return patch
