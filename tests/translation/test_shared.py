"""What is worked out of a document once is given again, and forgotten with it."""

from __future__ import annotations

import gc
import weakref

from localize.text.markup import Document
from localize.translation.shared import once


def test_is_made_once_for_a_document_and_a_key() -> None:
    """The second call does no work; another key or another document of the same text does."""
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return "value"

    first, second = (Document("Mug", entities=False) for _ in range(2))
    assert [once(first, "key", make), once(first, "key", make)] == ["value", "value"]
    assert len(made) == 1
    once(first, "other", make)
    once(second, "key", make)
    assert len(made) == 3


def test_is_forgotten_with_its_document() -> None:
    """Memory does not grow with the texts that a run has seen."""
    document = Document("Mug", entities=False)
    kept = weakref.ref(once(document, "key", lambda: Document("other", entities=False)))
    assert kept() is not None
    del document
    gc.collect()
    assert kept() is None
