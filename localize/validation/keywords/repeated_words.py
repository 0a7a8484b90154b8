"""`repeatedWords`: how often one word may occur.

At most so many times, whatever its capitals. Prepositions, articles and conjunctions of the text's language do not count
(`localize/validation/connectors.toml`), nor do numbers. Languages that put no blanks between words are not asked.

    {"repeatedWords": 2}

- Wrong: `Mug, coffee mug, tea mug` with 2
- Right: `Mug for coffee and tea` with 2
- Fix: none; which of them goes is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from localize.validation.shorten import connectors, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def check(limit: int, value: Any, _schema: Mapping[str, Any], language: str) -> Iterator[str]:
    """One message for each word that occurs too often."""
    if not isinstance(value, str) or is_unspaced(language):
        return
    exempt = connectors(language) if language else connectors()
    counts = Counter(word for m in _WORD.finditer(value) if (word := m.group().casefold()) not in exempt)
    for word, count in counts.items():
        if count > limit:
            yield f"“{word}” occurs {count} times"
