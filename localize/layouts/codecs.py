"""How a cell is taken apart into values and put back: ``put(cell, get(cell)) == cell``, always.

Every ``put`` gives the cell itself back where no value differs, whatever odd spelling it has.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING

from localize.errors import ConfigError, did_you_mean
from localize.layouts.escaped_html import EscapedHtmlCodec
from localize.layouts.price_codecs import QuantityPricesCodec, SurchargesCodec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from localize.protocols import Codec

__all__ = [
    "CODEC_NAMES",
    "KEPT_NAME",
    "EscapedLinesCodec",
    "GuardedCodec",
    "JsonListCodec",
    "ListCodec",
    "PairsCodec",
    "PlainCodec",
    "codec_named",
]

_BLANKS = re.compile(r"\s+")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")

KEPT_NAME = "="
"""The label of a name that is the platform's own: kept."""


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
    r"""Values with a separator between them. Blanks around values stay where they are.

    With ``escape="backslash"`` a value may have the separator as ``\\,``; with ``"none"`` it cannot have it, so that a new
    value says ``1.5`` for ``1,5`` and has a blank for any other. ``blanks`` is the sign that an exporter writes for the
    blanks inside values (``leather_vest``); beside such a value one that gets blanks has the sign, too.
    """

    def __init__(self, separator: str = ",", escape: str = "backslash", blanks: str = "") -> None:
        escaped = re.escape(separator)
        self._separator = separator
        self._blanks = blanks
        self._escapes = escape == "backslash"
        self._split = re.compile(rf"((?<!\\){escaped})" if self._escapes else f"({escaped})")
        self._escaped = "\\" + separator

    def get(self, cell: str) -> tuple[str, ...]:
        """The values without the blanks around them."""
        parts = (part.strip() for part in self._split.split(cell)[::2])
        read = (part.replace(self._escaped, self._separator) if self._escapes else part for part in parts)
        return tuple(part.replace(self._blanks, " ") if self._joins(part) else part for part in read)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The cell with each value replaced in its place; one that became empty goes with its separator."""
        parts = self._split.split(cell)
        olds = [part.strip() for part in parts[::2]]
        signs = any(map(self._joins, olds)) and not any(map(_BLANKS.search, olds))
        gone: list[int] = []
        for index, (old, new) in enumerate(zip(self.get(cell), values, strict=True)):
            if new != old:
                written = self._written(new)
                joined = _BLANKS.sub(self._blanks, written) if signs or self._joins(olds[index]) else written
                parts[2 * index] = _reblanked(parts[2 * index], joined)
                gone += [] if new else [2 * index]
        for index in reversed(gone):
            first = max(index - 1, 0)
            del parts[first : first + 2]
            if not index and parts:
                parts[0] = parts[0].lstrip()
        return "".join(parts)

    def _joins(self, part: str) -> bool:
        """Does the sign for blanks stand in a value, and no blank?"""
        return bool(self._blanks) and self._blanks in part and not _BLANKS.search(part)

    def _written(self, value: str) -> str:
        if self._escapes:
            return value.replace(self._separator, self._escaped)
        return _without(self._separator, value)


class EscapedLinesCodec:
    r"""One value whose line breaks are written as the two characters ``\\n`` (WooCommerce's exporter).

    Where a cell has real ones, as files made by hand do, and no escaped ones, it keeps to them.
    """

    def get(self, cell: str) -> tuple[str, ...]:
        """The value with real line breaks."""
        return (cell.replace("\\\\n", "\x00").replace("\\n", "\n").replace("\x00", "\\n"),)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The value with its line breaks escaped again."""
        if tuple(values) == self.get(cell):
            return cell
        value = values[0].replace("\\n", "\\\\n")
        has_real_ones = "\n" in cell and "\\n" not in cell.replace("\\\\n", "")
        return value if has_real_ones else value.replace("\n", "\\n")


class PairsCodec:
    """Names with values, ``Size=S;M;L|Color=Red``: names and values in turn, each in its place.

    ``names`` says whether the names are words that buyers read (``translated``) or the platform's own (``kept``); the values
    of names in ``keep`` are, too. Each sign of ``between`` separates pairs. A new value never brings a separator along.
    """

    def __init__(
        self,
        between: str = "|",
        equals: str = "=",
        values: str = "",
        names: str = "kept",
        keep: Sequence[str] = (),
    ) -> None:
        self._between = re.compile(f"([{re.escape(between)}])")
        self._separators = [*between, *([values] if values else [])]
        self._equals = equals
        self._values = values
        self._names = names
        self._keep = frozenset(keep)

    def get(self, cell: str) -> tuple[str, ...]:
        """Names and values in the order of the cell, without the blanks around them."""
        return tuple(text.strip() for text, _, _ in self._parts(cell))

    def labels(self, cell: str) -> tuple[str, ...]:
        """For each value the name that it belongs to; '' for a name that is translated, and for a kept one ``=``."""
        found: list[str] = []
        name = ""
        for text, is_name, _ in self._parts(cell):
            name = text.strip() if is_name else name
            if is_name:
                found.append(KEPT_NAME if self._names == "kept" else "")
            else:
                found.append(KEPT_NAME if name in self._keep else name)
        return tuple(found)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The cell with each name and value replaced in its place."""
        parts = list(self._parts(cell))
        return "".join(
            (text if new == text.strip() else _reblanked(text, self._written(new, is_name=is_name))) + behind
            for (text, is_name, behind), new in zip(parts, values, strict=True)
        )

    def _written(self, new: str, *, is_name: bool) -> str:
        for separator in (*self._separators, self._equals) if is_name else self._separators:
            new = _without(separator, new)
        return new

    def _parts(self, cell: str) -> Iterator[tuple[str, bool, str]]:
        """Every name and value as written, whether it is a name, and the separator behind it."""
        pairs = self._between.split(cell)
        for pair, end in zip(pairs[::2], [*pairs[1::2], ""], strict=True):
            name, equals, rest = pair.partition(self._equals)
            if not equals:
                yield pair, False, end
                continue
            yield name, True, equals
            values = rest.split(self._values) if self._values else [rest]
            for position, value in enumerate(values):
                yield value, False, self._values if position < len(values) - 1 else end


class JsonListCodec:
    """A JSON list of texts in one cell (``["Red","Blue"]``); anything else is one value."""

    def get(self, cell: str) -> tuple[str, ...]:
        """The texts of the list."""
        texts = _json_texts(cell)
        return (cell,) if texts is None else texts

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The list with its texts replaced."""
        if tuple(values) == self.get(cell):
            return cell
        return values[0] if _json_texts(cell) is None else json.dumps(list(values), ensure_ascii=False)


class GuardedCodec:
    """A value that a spreadsheet must not read as a number or formula: ``'00123``, ``="00123"``."""

    _GUARDED = re.compile(r"(?s)(=\"|')(.*?)(\"?)")

    def get(self, cell: str) -> tuple[str, ...]:
        """The value without its guard."""
        match = self._GUARDED.fullmatch(cell)
        return (match.group(2) if match else cell,)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The value with its guard."""
        match = self._GUARDED.fullmatch(cell)
        return match.group(1) + values[0] + match.group(3) if match else values[0]


def _json_texts(cell: str) -> tuple[str, ...] | None:
    if not cell.lstrip().startswith("["):
        return None
    try:
        found = json.loads(cell)
    except ValueError:
        return None
    return tuple(found) if found and all(isinstance(item, str) for item in found) else None


def _without(separator: str, value: str) -> str:
    """A value without the separator of its list; a decimal comma becomes a point."""
    if separator == ",":
        value = _DECIMAL_COMMA.sub(".", value)
    return re.sub(rf" *{re.escape(separator)} *", " ", value).strip(" ")


def _reblanked(old: str, new: str) -> str:
    core = old.strip()
    if not core:
        return old + new
    start = old.index(core)
    return old[:start] + new + old[start + len(core) :]


_CODECS: dict[str, Callable[..., Codec]] = {
    "plain": PlainCodec,
    "list": partial(ListCodec, ","),
    "semicolons": partial(ListCodec, ";"),
    "bars": partial(ListCodec, "|"),
    "slashes": partial(ListCodec, "/"),
    "words": partial(ListCodec, " "),
    "escaped-lines": EscapedLinesCodec,
    "pairs": PairsCodec,
    "json-list": JsonListCodec,
    "escaped-html": EscapedHtmlCodec,
    "guarded": GuardedCodec,
    "quantity-prices": QuantityPricesCodec,
    "surcharges": SurchargesCodec,
}
CODEC_NAMES = tuple(_CODECS)


def codec_named(name: str, **options: str | Sequence[str]) -> Codec:
    """The codec that a layout names, with its options.

    Raises:
        ConfigError: there is none of that name, or it has no such option.
    """
    if name not in _CODECS:
        raise ConfigError(f"There is no codec '{name}'.", did_you_mean(name, _CODECS))
    try:
        return _CODECS[name](**options)
    except TypeError:
        raise ConfigError(f"The codec '{name}' has no option like these: {', '.join(options)}.") from None
