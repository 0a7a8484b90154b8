"""Lines of JSON put together from pieces, since most of a line is what other lines have, too: variants repeat their product.

The pieces are those that :data:`json_line` would write, so a line is the same however it was made.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from localize.remembered import Remembered

if TYPE_CHECKING:
    from localize.listing import Change

__all__ = ["change_line", "change_piece", "json_line", "quoted"]

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
        return json_line(text)
    return _QUOTED.get(text) or _QUOTED.put(text, json_line(text), len(text))


def change_line(change: Change) -> str:
    """A change in its published form."""
    where = f'"listing": {quoted(change.listing)}, "field": {quoted(change.field)}, "place": {quoted(change.place)}'
    return f'{{{where}, "seq": {change.seq}, {change_piece(change)}}}'


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
