"""What a feed says above its listings: ``<language>en-us</language>``, ``xml:lang="en"``, ``<currency>USD</currency>``.

Only leaves that are short are statements: titles and descriptions of the feed are left to its owner. Comments and CDATA are
passed over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Statement", "rewritten", "statements"]

_TOKEN = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!(?:[^>"']|"[^"]*"|'[^']*')*>"""
    rb"""|<(?P<close>/)?(?P<name>[^\s/>!?]+)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<empty>/)?>|(?P<text>[^<]+)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""\s([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_VALUE = re.compile(rb"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?")


class Statement(NamedTuple):
    """A short code above the listings: its path (``rss/channel/language``), its text, and the bytes where that stands."""

    path: str
    text: str
    start: int
    end: int


def statements(head: bytes) -> list[Statement]:
    """The codes that the bytes above the first listing (in UTF-8) state, in their order; of namesakes only the first.

    >>> [s[:2] for s in statements(b'<feed xml:lang="en-US"><title>Mugs</title><language>en</language>')]
    [('feed/@xml:lang', 'en-US'), ('feed/language', 'en')]
    """
    found: dict[str, Statement] = {}
    opened: list[str] = []
    leaf: tuple[int, bytes] | None = None
    for token in _TOKEN.finditer(head):
        if token["text"] is not None:
            leaf = (token.start(), token[0]) if leaf is None and opened else None
        elif token["name"] is None:
            leaf = None
        elif token["close"]:
            if leaf and leaf[1]:
                _keep(found, "/".join(opened), leaf[1], leaf[0])
            opened = opened[:-1]
            leaf = (-1, b"")  # what follows belongs to no leaf
        else:
            path = "/".join([*opened, token["name"].decode()])
            for attribute in _ATTRIBUTE.finditer(token["rest"]):
                group = 2 if attribute[2] is not None else 3
                at = token.start("rest") + attribute.start(group)
                _keep(found, f"{path}/@{attribute[1].decode()}", attribute[group], at)
            if not token["empty"]:
                opened.append(token["name"].decode())
                leaf = None
    return list(found.values())


def _keep(found: dict[str, Statement], path: str, raw: bytes, at: int) -> None:
    text = raw.strip()
    if _VALUE.fullmatch(text) and path not in found:
        start = at + raw.index(text)
        found[path] = Statement(path, text.decode(), start, start + len(text))


def rewritten(head: bytes, new: dict[Statement, str]) -> bytes:
    """The bytes above the listings with new codes; all else stays."""
    for statement, text in sorted(new.items(), key=lambda item: item[0].start, reverse=True):
        head = head[: statement.start] + text.encode() + head[statement.end :]
    return head
