"""What is worked out of a document once, for all drafts that share it: variants repeat their product's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from localize.text.markup import Document

__all__ = ["once"]

T = TypeVar("T")


def once(document: Document, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gave for this document and key; forgotten with the document.

    ``key`` must hold everything that decides the outcome, and nobody may change what is given out.
    """
    known = document.known
    if key not in known:
        known[key] = make()
    found: T = known[key]
    return found
