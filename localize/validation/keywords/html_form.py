"""`htmlForm`: which attributes tags may have, and where a tag may not stand.

`attributes` are the only names of attributes, `[]` allows none; `notInside` says of a tag in which others it may not be,
however deep.

    {"htmlForm": {"attributes": [], "notInside": {"b": ["h1", "h2"]}}}

- Wrong: `<p class="x">Mug</p>`, `<h2>A <b>mug</b></h2>`
- Right: `<p>Mug</p>`, `<h2>A mug</h2>`
- Fix: the attributes go, and the tags that stand where they may not; the text stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.text.markup import Kind, attributes_of, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.text.markup import Token

__all__ = ["check", "in_form"]


def check(limit: Mapping[str, Any], value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message for each attribute, and for each tag that stands where it may not."""
    if not isinstance(value, str) or "<" not in value:
        return
    found: dict[str, None] = {}
    for token, misplaced in _placed(value, limit):
        if misplaced:
            found[f"the tag <{token.name}> may not stand here"] = None
        elif token.kind is Kind.OPEN and (names := _refused_attributes(token, limit)):
            found |= dict.fromkeys(f"the attribute {name} is not allowed" for name in names)
    yield from found


def in_form(value: str, limit: Mapping[str, Any]) -> str:
    """The value without such attributes and tags.

    >>> in_form('<h2 class="x">A <b>mug</b></h2>', {"attributes": [], "notInside": {"b": ["h2"]}})
    '<h2>A mug</h2>'
    """
    parts = []
    for token, misplaced in _placed(value, limit):
        if misplaced:
            continue
        bare = token.kind is Kind.OPEN and _refused_attributes(token, limit)
        parts.append(f"<{token.name}>" if bare else token.text)
    return "".join(parts)


def _refused_attributes(tag: Token, limit: Mapping[str, Any]) -> list[str]:
    allowed = limit.get("attributes")
    return [] if allowed is None else [a.name for a in attributes_of(tag) if a.name not in allowed]


def _placed(value: str, limit: Mapping[str, Any]) -> Iterator[tuple[Token, bool]]:
    """Each token, and whether it is a tag that may not stand where it does; an end tag shares its start tag's lot."""
    not_inside = limit.get("notInside", {})
    path: list[tuple[str, bool]] = []
    for token in tokenize(value):
        misplaced = False
        if token.kind is Kind.OPEN:
            names = {name for name, _ in path}
            misplaced = not names.isdisjoint(not_inside.get(token.name, ()))
            if not token.alone:
                path.append((token.name, misplaced))
        elif token.kind is Kind.CLOSE and any(name == token.name for name, _ in path):
            while path:
                name, misplaced = path.pop()
                if name == token.name:
                    break
        yield token, misplaced
