"""What HTML says about its elements and attributes; the facts are in ``html.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from localize.data import package_folder, read_toml

__all__ = ["Elements", "html"]


@dataclass(frozen=True, slots=True)
class Elements:
    """Names of elements by what they do to text; ``shown`` maps attributes that people read to elements (``*``: all)."""

    void: frozenset[str]
    block: frozenset[str]
    raw: frozenset[str]
    text_only: frozenset[str]
    preformatted: frozenset[str]
    code: frozenset[str]
    drawn: frozenset[str]
    implied_end: frozenset[str]
    phrase: frozenset[str]
    unread: frozenset[str]
    shown: dict[str, frozenset[str]]

    def is_known(self, name: str, *, cut: bool = False) -> bool:
        """Is it an element of HTML? With ``cut``, the beginning of a name will do."""
        names = self.block | self.void | self.raw | self.phrase
        return name in names or (cut and any(known.startswith(name) for known in names))

    def is_block(self, name: str) -> bool:
        """Does a tag of this name end a run of text? Custom elements (with a hyphen) are parts of a page, not words."""
        return name in self.block or ("-" in name and ":" not in name)

    def is_shown(self, attribute: str, element: str) -> bool:
        """Is the attribute's text read by people at this element?"""
        elements = self.shown.get(attribute)
        if elements is None or element in self.unread:
            return False
        return "*" in elements or element in elements


@cache
def html() -> Elements:
    """The facts of ``html.toml``."""
    data = read_toml(package_folder("text") / "html.toml")
    shown = {name: frozenset(elements) for name, elements in data.pop("shown").items()}
    return Elements(**{key: frozenset(names) for key, names in data.items()}, shown=shown)
