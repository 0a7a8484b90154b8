"""Lengths: `maxUtf8Bytes`, `maxUtf16Units`, `displayWidthMax`, `maxUtf8ByteLength`, `minUtf8ByteLength`.

`maxLength` counts code points, and most marketplaces count something else. `maxUtf8Bytes` counts bytes in UTF-8 (search
terms on Amazon), `maxUtf16Units` what browsers count (an emoji is 2), `displayWidthMax` the width in cells: 1 for
characters within the ranges `narrow`, else 2 (Rakuten). `maxUtf8ByteLength` and `minUtf8ByteLength` are Amazon's own
names, in Product Type Definitions.

    {"maxUtf8Bytes": 249}
    {"displayWidthMax": {"limit": 255, "narrow": [[" ", "~"], ["｡", "ﾟ"]]}}

- Wrong: `"Größe"` with `{"maxUtf8Bytes": 5}`: five letters, seven bytes.
- Right: `"Größe"` with `{"maxUtf8Bytes": 7}`.
- Fix: shortened at a word, never through a number, a brand or a forced term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.validation.measures import MEASURES, excess_of, utf8_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["KEYWORDS"]


def _longest(keyword: str) -> Callable[[Any, Any, Mapping[str, Any], str], Iterator[str]]:
    def check(limit: Any, value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
        if isinstance(value, str) and (excess := excess_of(keyword, limit, value)):
            yield f"too long by {excess}"

    return check


def _shortest(limit: int, value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    if isinstance(value, str) and (missing := limit - utf8_bytes(value)) > 0:
        yield f"too short by {missing} bytes"


KEYWORDS = {
    **{keyword: _longest(keyword) for keyword in MEASURES if keyword != "maxLength"},
    "minUtf8ByteLength": _shortest,
}
