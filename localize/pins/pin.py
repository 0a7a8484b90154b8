"""One pin: which field of which listing, the value, and what source it was made for."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from hashlib import blake2b

__all__ = ["Pin", "source_hash"]

_NEEDED = ("listing", "field", "value")
_KEYS = (*_NEEDED, "source", "note")


def source_hash(value: str) -> str:
    """What a source value is known by, blanks at its edges and kinds of line end aside.

    >>> source_hash("Red mug ") == source_hash("Red mug")
    True
    """
    plain = value.replace("\r\n", "\n").strip()
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Pin:
    """A person's value. ``source`` is the hash of the source value, '' for one that holds whatever the source says.

    ``origin`` is ``folder/file:line``.
    """

    listing: str
    field: str
    value: str
    source: str = ""
    note: str = ""
    origin: str = dataclasses.field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What no two pins of a market may share."""
        return self.listing, self.field

    def is_outdated(self, source: str) -> bool:
        """Was it made for another source than this value?"""
        return bool(self.source) and self.source != source_hash(source)

    def to_line(self) -> str:
        """The pin as one line of its file."""
        data = {name: getattr(self, name) for name in _KEYS if name in _NEEDED or getattr(self, name)}
        return json.dumps(data, ensure_ascii=False)
