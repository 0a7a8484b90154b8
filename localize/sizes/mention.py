"""What a text says of a size: one or several labels, the words that stand among them, and what else must be known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from localize.sizes.words import words

if TYPE_CHECKING:
    from localize.sizes.labels import SizeValue

__all__ = ["Needs", "SizeMention"]

Needs = Literal["", "kind", "letters", "bras", "ages", "nothing"]


@dataclass(frozen=True, slots=True)
class SizeMention:
    """A size in running text, the ``value`` of its span.

    ``values`` are one, or the members of a list (``US 8, 9 and 10``) whose last two are joined by ``joined`` (``and``,
    ``or``), or all of them by a sign (``/``, ``-``). ``word`` says that the word "size" stands inside, ``whom`` for whom,
    where that stands inside; ``lead`` is what stands before the labels (``Women's size: ``) and ``sure`` that it can mean
    nothing but a size. ``needs`` is what the product must say before this counts as a size: ``kind`` and audience for
    "size 8", ``letters`` for "S/M/L", ``bras`` for "32DD", ``ages`` for "6-12 months" and "2T"; ``nothing`` for what never
    changes (``W32 L34``).
    """

    values: tuple[SizeValue, ...]
    word: bool = False
    whom: str = ""
    joined: str = ""
    needs: Needs = ""
    lead: str = ""
    sure: bool = False

    def without_lead(self) -> SizeMention:
        """The same size without the words before its labels, which stand outside of a tag (``<b>Size:</b> 8``)."""
        return replace(self, lead="", word=False, whom="")

    @property
    def several(self) -> bool:
        """True for a list or a range: "sizes", not "size"."""
        if self.lead.strip(" :").casefold() in words()["several_sizes"]["words"]:
            return True
        return len(self.values) > 1 or any(label.is_range for value in self.values for label in value.labels)
