"""A guess at the encoding of a text file that is not Unicode; only for files that do not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["guess_charset", "looks_western"]

_READ = 4 << 20
_SAMPLE = 64 << 10

# What spreadsheet programs of the regions that sell on marketplaces save CSV in.
_PLAUSIBLE = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp932", "gb18030", "big5", "cp949", "koi8_r"),
)
_WESTERN = "cp1252"
_MAC = "mac_roman"
# Letters of Icelandic in cp1252; where Turkish was meant they stand for its most frequent letters.
_SELDOM_WESTERN = frozenset("þðýÞÐÝ")


def guess_charset(path: Path) -> list[str]:
    """Encodings to try, the most plausible first; empty if nothing fits.

    Western European is preferred where the text reads as such: statistics alone confuse cp1252 with cp1250 and cp1257,
    which share most letters.
    """
    from charset_normalizer import from_bytes  # late: 30 ms, and most files are UTF-8

    with path.open("rb") as file:
        data = file.read(_READ)
    sample = _odd_lines(data)
    plausible = [*_PLAUSIBLE, _MAC] if b"\n" not in data else list(_PLAUSIBLE)  # old Macs end lines with CR alone
    matches = list(from_bytes(sample, cp_isolation=plausible))
    names = [match.encoding for match in matches]
    if looks_western(sample):
        twins = matches[0].could_be_from_charset if matches else []
        coherence = {match.encoding: match.coherence for match in matches}
        best = matches[0].coherence if matches else 0.0
        if _WESTERN in twins or coherence.get(_WESTERN, 0.0) >= best - 0.05:
            return [_WESTERN, *(name for name in names if name != _WESTERN)]
    return names


def _odd_lines(data: bytes) -> bytes:
    """The distinct lines that hold more than ASCII, up to a limit."""
    lines: dict[bytes, None] = {}
    size = 0
    for match in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data):
        if match[0] not in lines:
            lines[match[0]] = None
            size += len(match[0])
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


def looks_western(data: bytes) -> bool:
    """True if cp1252 gives words with an accent here and there, and symbols that stand beside words, not inside.

    >>> looks_western("Größe: 20 €, déjà vu".encode("cp1252"))
    True
    >>> looks_western("Футболка мужская".encode("cp1251"))
    False
    """
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    good = bad = 0
    for match in re.finditer(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+", text):  # letters, digits, beyond ASCII
        if match[0].isascii():
            continue
        if _plausible_word(match[0]):
            good += 1
        else:
            bad += 1
    return good > 19 * bad


def _plausible_word(word: str) -> bool:
    """Symbols stand at the ends of a word or beside digits; of its letters, some are plain."""
    accented = plain = 0
    core = word.strip("".join({char for char in word if not char.isalpha()}))
    for before, char, after in zip(" " + core, core, core[1:] + " ", strict=False):
        if char.isalpha():
            accented += char > "\x7f"
            plain += char <= "\x7f"
        elif char > "\x7f" and char not in "’·\xad" and before.isalpha() and after.isalpha():
            return False
    return not _SELDOM_WESTERN.intersection(core) and accented <= max(1, 2 * plain)
