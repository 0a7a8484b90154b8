"""What a market's file says of a language's typography, as one small value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localize.market import Market

__all__ = ["Typography", "typography_of"]


@dataclass(frozen=True, slots=True)
class Typography:
    """``quotes`` are the opening and closing mark and those inside a quotation; ``inside`` is the space beside them.

    ``before`` pairs a mark with the space before it, ``letters`` a letter that is not written with what is.
    """

    quotes: tuple[str, ...] = ()
    inside: str = ""
    before: tuple[tuple[str, str], ...] = ()
    letters: tuple[tuple[str, str], ...] = ()

    @property
    def only_letters(self) -> Typography:
        """For texts that were written in the language: their marks are their author's."""
        return Typography(letters=self.letters)


def typography_of(market: Market) -> Typography:
    """The typography of a market's language there; empty where nothing is known."""
    data = market.typography
    return Typography(
        tuple(data.get("quotes", ())),
        data.get("inside", ""),
        tuple(data.get("before", {}).items()),
        tuple(data.get("letters", {}).items()),
    )
