"""Blanks that a marketplace's encoding lacks become plain ones: no sign is lost, and the file stays in its encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft

__all__ = ["plain_blanks"]

# No-break, narrow no-break, figure and thin spaces: how CLDR parts numbers from units and from their thousands.
_BLANKS = re.compile("[\u00a0\u202f\u2007\u2009]")


def plain_blanks(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Write plain blanks in the values that a run made, where the marketplace's encoding (cp932) has no others."""
    for draft in drafts:
        encoding = draft.listing.encoding
        if encoding and not context.identity:
            for path, field in draft.listing.fields.items():
                value = draft.values[path]
                if value != field.value and _BLANKS.search(value):
                    draft.set(path, _plain(value, encoding), "fit", f"{encoding} has no such blank")
                    _protect_plain(draft, path, encoding)
        yield draft


def _protect_plain(draft: Draft, path: str, encoding: str) -> None:
    """What the final proof looks for has the same blanks as the value."""
    protected = draft.state.get("protected", {})
    if path in protected:
        draft.state["protected"] = {**protected, path: [_plain(phrase, encoding) for phrase in protected[path]]}


def _plain(text: str, encoding: str) -> str:
    return _BLANKS.sub(lambda match: match.group() if _encodes(match.group(), encoding) else " ", text)


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
