"""Lines of JSON put together from pieces, since most of a line is what other lines have, too: variants repeat their product.

The pieces are those that :data:`json_line` would write, so a line is the same however it was made.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from localize.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.listing import Change

__all__ = ["change_lines", "change_piece", "json_line", "quoted"]

json_line = json.JSONEncoder(ensure_ascii=False).encode
"""A value as one line of JSON; the encoder is made once, which ``json.dumps`` does for each call with options."""

_SHORT = 64
"""Characters; a shorter text is written faster than looked up."""

_NEAR_BY = 300_000
"""Characters that are remembered: variants stand near each other, and a catalog of a million rows must not fill the memory."""

_QUOTED = Remembered[str](_NEAR_BY)
_DONE = Remembered[str](_NEAR_BY)


def quoted(text: str) -> str:
    r"""A text as JSON.

    >>> quoted('5" wide')
    '"5\\" wide"'
    """
    if len(text) < _SHORT:
        return encode_basestring(text)  # what json_line comes to for a text, after asking what it is given
    return _QUOTED.get(text) or _QUOTED.put(text, encode_basestring(text), len(text))


def change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """The changes of a listing in their published form; a field of a listing stands in one place only."""
    begun: dict[str, str] = {}
    for change in changes:
        where = begun.get(change.field)
        if where is None:
            names = (
                f'"listing": {quoted(change.listing)}, "field": {quoted(change.field)}, "place": {quoted(change.place)}'
            )
            where = begun[change.field] = f'{{{names}, "seq": '
        yield f"{where}{change.seq}, {change_piece(change)}}}"


def change_piece(change: Change) -> str:
    """Of a change what does not say where it is, as the inside of a JSON object."""
    key = change.scope, change.stage, change.before, change.after, change.why, change.by
    if known := _DONE.get(key):
        return known
    piece = (
        f'"scope": "{change.scope}", "stage": "{change.stage}", "before": {quoted(change.before)}, '
        f'"after": {quoted(change.after)}, "why": {quoted(change.why)}, "by": {quoted(change.by)}'
    )
    return _DONE.put(key, piece, len(piece))
