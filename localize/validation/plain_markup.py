"""Rewrites markup so that only some tags are left: tags that mean the same, or none, with the text as it was."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.text.markup import Kind, tokenize

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["with_only"]


def with_only(value: str, allowed: Collection[str]) -> str:
    """The value with no other tags than ``allowed``; ``markup.toml`` says what may stand for what.

    Comments, scripts and styles go with what is in them. Where a block ends that is not allowed, a line break is written:
    ``<br>`` where that is allowed, a blank otherwise.

    >>> with_only("<div><strong>Mug</strong> of <i>clay</i></div><p>Blue</p>", ["b", "br"])
    '<b>Mug</b> of clay<br>Blue'
    """
    parts: list[str] = []
    line = "<br>" if "br" in allowed else " "
    for token in tokenize(value):
        if token.kind is Kind.TEXT or token.name in allowed:
            parts.append(token.text)
        elif token.kind in {Kind.MARK, Kind.RAW}:
            continue
        elif name := next((n for n in _facts()["same"].get(token.name, ()) if n in allowed), ""):
            parts.append(f"</{name}>" if token.kind is Kind.CLOSE else f"<{name}>")
        elif token.name in _facts()["breaks"] and parts and parts[-1] != line:
            parts.append(line)
    text = "".join(parts)
    while text.endswith(line):
        text = text.removesuffix(line)
    return text.strip()


@cache
def _facts() -> dict[str, Any]:
    return read_toml(package_folder("validation") / "markup.toml")
