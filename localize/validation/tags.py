"""A tolerant scan of the tags in a text; it never fails, and treats equal breakage equally."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Tag", "same_tags", "scan_tags", "tag_structure"]

_TOKEN = re.compile(
    r"(?P<verbatim><!--.*?-->|<(?P<raw>script|style|svg)\b[^>]*+>.*?</(?P=raw)\s*>|<![^>]*+>)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
# Elements that never have an end tag (HTML Living Standard, "void elements").
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# Attributes whose text is shown to people, and so is localized.
_SHOWN = frozenset({"alt", "title", "aria-label"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; ``verbatim`` is a comment, declaration or script as it stands.

    ``attributes`` are without those whose texts people see (``alt``, ``title``): they are localized.
    """

    name: str
    closes: bool = False
    alone: bool = False
    attributes: tuple[str, ...] = ()
    verbatim: str = ""


def scan_tags(text: str) -> Iterator[Tag]:
    """Every tag in order. ``a < 10 lb`` holds none.

    >>> [tag.name for tag in scan_tags('<p>a <b>c</b>')]
    ['p', 'b', 'b']
    """
    for match in _TOKEN.finditer(text) if "<" in text else ():
        if match["verbatim"]:
            yield Tag((match["raw"] or "!").lower(), alone=True, verbatim=match["verbatim"])
            continue
        name, rest = match["name"].lower(), match["rest"]
        alone = name in _VOID or rest.rstrip().endswith("/")
        yield Tag(name, closes=bool(match["close"]), alone=alone, attributes=_attributes(rest))


def same_tags(one: str, other: str) -> bool:
    """True if both have the same :func:`tag_structure`; cheap where the same tags stand in the same order."""
    tokens = [[match.group() for match in _TOKEN.finditer(text)] for text in (one, other)]
    return tokens[0] == tokens[1] or tag_structure(one) == tag_structure(other)


def tag_structure(text: str) -> Counter[tuple[str, ...]]:
    """How often each tag stands at each place of the nesting: ancestors, name and attributes → count.

    Elements may change places among siblings, as words do in another language; they may not change parents.
    """
    found: Counter[tuple[str, ...]] = Counter()
    open_tags: list[str] = []
    for tag in scan_tags(text):
        if tag.closes:
            found[_closed(open_tags, tag.name)] += 1
            continue
        found[(*open_tags, tag.name, *tag.attributes, tag.verbatim)] += 1
        if not tag.alone:
            open_tags.append(tag.name)
    return found


def _closed(open_tags: list[str], name: str) -> tuple[str, ...]:
    """The path of the element that an end tag ends; it ends what was left open inside, too."""
    if name not in open_tags:
        return ("/stray", name)
    while open_tags.pop() != name:
        pass
    return ("/", *open_tags, name)


def _attributes(rest: str) -> tuple[str, ...]:
    pairs = _ATTRIBUTE.findall(rest)
    return tuple(sorted(f"{name.lower()}={value}" for name, value in pairs if name.lower() not in _SHOWN))
