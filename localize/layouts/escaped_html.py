"""HTML that a shop writes with its own marks escaped: ``&lt;p&gt;A bright lamp&lt;/p&gt;`` (OpenCart's exports)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EscapedHtmlCodec", "holds_escaped_html"]

_TAG = re.compile(r"&lt;/?[a-zA-Z][^<>]*?&gt;")
_MARKS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def holds_escaped_html(cell: str) -> bool:
    """Is it HTML, all of it escaped?

    >>> holds_escaped_html("&lt;p&gt;Lamp&lt;/p&gt;"), holds_escaped_html("<p>a &lt; b</p>"), holds_escaped_html("a &lt; b")
    (True, False, False)
    """
    return _TAG.search(cell) is not None and "<" not in cell


class EscapedHtmlCodec:
    """The HTML as a browser would be given it; quotes are escaped again where the cell has them so."""

    def get(self, cell: str) -> tuple[str, ...]:
        """The HTML; the cell itself where escaping that would not give the cell back."""
        plain = _unescaped(cell)
        return (plain if holds_escaped_html(cell) and self._escaped(plain, cell) == cell else cell,)

    def put(self, cell: str, values: Sequence[str]) -> str:
        """The new HTML, escaped as the cell was."""
        (old,) = self.get(cell)
        if values[0] == old:
            return cell
        return values[0] if old == cell else self._escaped(values[0], cell)

    @staticmethod
    def _escaped(text: str, cell: str) -> str:
        for mark, entity in _MARKS:
            text = text.replace(mark, entity)
        return text.replace('"', "&quot;") if "&quot;" in cell else text


def _unescaped(cell: str) -> str:
    text = cell.replace("&quot;", '"')
    for mark, entity in reversed(_MARKS):
        text = text.replace(entity, mark)
    return text
