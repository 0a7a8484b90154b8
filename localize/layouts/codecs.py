"""How a cell is taken apart into values and put back: ``put(cell, get(cell)) == cell``, always.

Every ``put`` gives the cell itself back where no value differs, whatever odd spelling it has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.protocols import Codec

__all__ = ["CODEC_NAMES", "EscapedLinesCodec", "ListCodec", "PlainCodec", "codec_named"]


class PlainCodec:
    """The cell is the value."""

    def get(self, cell: str) -> tuple[str, ...]:
        """One value: the cell."""
        return (cell,)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The value."""
        del cell
        return values[0]


class ListCodec:
    r"""Values with a separator between them; ``\\,`` is a comma inside a value. Blanks around values stay where they are."""

    def __init__(self, separator: str = ",") -> None:
        escaped = re.escape(separator)
        self._separator = separator
        self._split = re.compile(rf"((?<!\\){escaped})")
        self._escaped = "\\" + separator

    def get(self, cell: str) -> tuple[str, ...]:
        """The values without the blanks around them."""
        return tuple(part.strip().replace(self._escaped, self._separator) for part in self._split.split(cell)[::2])

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The cell with each value replaced in its place."""
        parts = self._split.split(cell)
        for index, (old, new) in enumerate(zip(self.get(cell), values, strict=True)):
            if new != old:
                parts[2 * index] = _reblanked(parts[2 * index], new.replace(self._separator, self._escaped))
        return "".join(parts)


class EscapedLinesCodec:
    r"""One value whose line breaks are written as the two characters ``\\n`` (WooCommerce's exporter)."""

    def get(self, cell: str) -> tuple[str, ...]:
        """The value with real line breaks."""
        return (cell.replace("\\\\n", "\x00").replace("\\n", "\n").replace("\x00", "\\n"),)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The value with its line breaks escaped again."""
        if tuple(values) == self.get(cell):
            return cell
        return values[0].replace("\\n", "\\\\n").replace("\n", "\\n")


def _reblanked(old: str, new: str) -> str:
    core = old.strip()
    if not core:
        return old + new
    start = old.index(core)
    return old[:start] + new + old[start + len(core) :]


_CODECS: dict[str, Codec] = {
    "plain": PlainCodec(),
    "list": ListCodec(","),
    "semicolons": ListCodec(";"),
    "bars": ListCodec("|"),
    "escaped-lines": EscapedLinesCodec(),
}
CODEC_NAMES = tuple(_CODECS)


def codec_named(name: str) -> Codec:
    """The codec that a layout names.

    Raises:
        ConfigError: there is none of that name.
    """
    if name not in _CODECS:
        raise ConfigError(f"There is no codec '{name}'.", did_you_mean(name, _CODECS))
    return _CODECS[name]
