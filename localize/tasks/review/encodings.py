"""The encoding that an edited file was saved in: the one in which most of what was written is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.tasks.review.record import RecordedListing

__all__ = ["likely_encoding"]

_CANDIDATES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac-roman", "cp850", "cp932", "gb18030")
_MOST_TEXTS = 300


def likely_encoding(file: Path, recorded: Iterable[RecordedListing]) -> str:
    """The name of an encoding; '' for Unicode and for files that say themselves what they are.

    To guess one from letters alone goes wrong where two differ in a few: a Portuguese ``ã`` is a Romanian ``ă``.
    """
    raw = file.read_bytes()
    if b"\0" in raw or raw.startswith(b"PK"):
        return ""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        texts = list(_telling(recorded))
        found = {name: _count(raw, texts, name) for name in _CANDIDATES}
        best = max(found, key=lambda name: found[name])
        return best if found[best] else ""
    return ""


def _telling(recorded: Iterable[RecordedListing]) -> Iterable[str]:
    """Some texts that other encodings would show otherwise."""
    seen: set[str] = set()
    for item in recorded:
        for field in item.fields.values():
            if not field.target.isascii() and field.target not in seen:
                seen.add(field.target)
                yield field.target
            if len(seen) >= _MOST_TEXTS:
                return


def _count(raw: bytes, texts: Iterable[str], encoding: str) -> int:
    """How many words with special letters are in the file, read so."""
    content = raw.decode(encoding, "replace")
    words = {word for text in texts for word in text.split() if not word.isascii()}
    return sum(word in content for word in words)
