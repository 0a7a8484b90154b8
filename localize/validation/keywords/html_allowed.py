"""`htmlAllowed`: the only tags that may occur.

A list of tag names; `[]` allows none. Tags are seen as browsers see them, so that `a < 10 lb` holds none.

    {"htmlAllowed": ["p", "ul", "li", "b"]}

- Wrong: `<div><b>Mug</b></div>`
- Right: `<b>Mug</b>`
- Fix: a tag that means the same is written where one is allowed (`<strong>` for `<b>`), else the tag goes and its text
  stays; the contents of scripts and styles go with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.validation.tags import scan_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]


def check(limit: list[str], value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message for each name of a tag that is not allowed."""
    if isinstance(value, str) and "<" in value:
        for name in dict.fromkeys(tag.name for tag in scan_tags(value) if tag.name not in limit):
            yield f"the tag <{name}> is not allowed"
