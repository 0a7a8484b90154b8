"""``dict suggest``: words of a catalog that no dictionary covers and that come often, and words written in several ways.

Texts go the way of a run up to the terms, so that what a dictionary, a brand, a size or a unit covers already is left out.
Candidates are runs of up to four words between those, without function words at their ends; a run that nearly always
stands inside a longer one gives way to it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from localize.context import Context
from localize.listing import Role
from localize.localizer import Stages
from localize.tasks.catalog import Catalog, chunks_of
from localize.terms.checks.common_words import function_words, general_words
from localize.terms.checks.scripts import without_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from localize.listing import Draft
    from localize.settings import Settings

__all__ = ["Suggestion", "suggest_terms"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BREAK = re.compile(r"[^\w\s'’-]|\d")
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{2,8}")
_LONGEST = 4
_MOSTLY = 0.8
"""A run of words that stands inside a longer one this often is no candidate of its own."""
_EXAMPLE = 60


@dataclass(slots=True)
class Suggestion:
    """A candidate: how it is written most, in how many products, how else, where for example."""

    term: str
    products: int
    fields: list[str]
    example: str
    others: list[str] = field(default_factory=list)
    kind: str = ""

    @property
    def note(self) -> str:
        """For the column ``note``."""
        parts = [f"{self.products} product{'s' if self.products != 1 else ''} ({', '.join(self.fields)})", self.example]
        if self.others:
            parts.append(f"also written: {', '.join(self.others)}")
        return "; ".join(part for part in parts if part)

    def row(self) -> list[str]:
        """A line of a dictionary, to be filled in."""
        return [self.term, "", self.kind, self.note]


@dataclass(slots=True)
class _Found:
    """What was seen of one run of words."""

    products: set[str] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    example: str = ""
    inside: Counter[tuple[str, ...]] = field(default_factory=Counter)
    times: int = 0
    short: bool = False


@dataclass(frozen=True, slots=True)
class _Where:
    """Where words stand; ``short`` tells titles, options and the like from descriptions."""

    product: str
    field: str
    text: str
    short: bool


def suggest_terms(path: Path, tag: str, settings: Settings, *, least: int = 3, most: int = 200) -> list[Suggestion]:
    """Candidates that stand in at least ``least`` products, the most frequent first, ``most`` at most.

    Raises:
        CatalogError: the catalog cannot be read.
        ConfigError: a dictionary or a rule is wrong.
    """
    catalog = Catalog.open(path, settings)
    today = datetime.now().astimezone().date()
    context = Context(settings.source_locale, settings.market(tag), catalog.marketplace, settings, today)
    stages = Stages.load(context)
    found: dict[tuple[str, ...], _Found] = defaultdict(_Found)
    for layout in catalog.detection.layouts:
        for chunk in chunks_of(catalog.listings(layout)):
            for draft in stages.prepare(chunk):
                _gather(draft, context.source_language, found)
    return _chosen(found, least)[:most]


def _gather(draft: Draft, language: str, found: dict[tuple[str, ...], _Found]) -> None:
    small = function_words(language) | general_words(language)
    for path, blocks in draft.texts.items():
        short = draft.listing.fields[path].role is not Role.HTML
        name = path.rstrip("0123456789").rstrip("/")
        for block in blocks:
            for piece in _pieces(block.text, [(s.start, s.end) for s in block.spans]):
                for words in _runs(piece, language):
                    _note(words, small, found, _Where(draft.listing.group.key, name, block.text, short))


def _pieces(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The text between what is covered, cut at punctuation and numbers."""
    start = 0
    for begin, end in [*covered, (len(text), len(text))]:
        yield from (part for part in _BREAK.split(text[start:begin]) if part.strip())
        start = max(start, end)


def _runs(piece: str, language: str) -> Iterator[list[str]]:
    """Words in a row; in languages without blanks, what stands together in one script."""
    words = _RUN.findall(piece) if without_blanks(language) else _WORD.findall(piece)
    if words:
        yield words


def _note(
    words: Sequence[str],
    small: frozenset[str],
    found: dict[tuple[str, ...], _Found],
    where: _Where,
) -> None:
    folded = [word.casefold().replace("’", "'") for word in words]
    usable = [word not in small and len(word) > 1 for word in folded]
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if not (usable[start] and usable[end - 1]):
                continue
            key = tuple(folded[start:end])
            seen = found[key]
            seen.products.add(where.product)
            seen.times += 1
            seen.spellings[" ".join(words[start:end])] += 1
            seen.fields[where.field] += 1
            seen.short = seen.short or where.short
            seen.example = seen.example or _snippet(where.text, words[start])
            for low, high in ((start - 1, end), (start, end + 1)):
                longer = low >= 0 and high <= len(words) and high - low <= _LONGEST
                if longer and usable[low] and usable[high - 1]:
                    seen.inside[tuple(folded[low:high])] += 1


def _snippet(text: str, word: str) -> str:
    at = max(text.find(word) - _EXAMPLE // 3, 0)
    at = at if at == 0 else text.find(" ", at) + 1
    cut = " ".join(text[at : at + _EXAMPLE].split())
    return f"“{'…' if at else ''}{cut}{'…' if at + _EXAMPLE < len(text) else ''}”"


def _chosen(found: dict[tuple[str, ...], _Found], least: int) -> list[Suggestion]:
    """The frequent ones; of spellings of one word the most frequent, with the others beside it."""
    # A single word that only descriptions have is rarely a term.
    frequent = {k: seen for k, seen in found.items() if len(seen.products) >= least and (seen.short or len(k) > 1)}
    alone = {
        key: seen
        for key, seen in frequent.items()
        if not any(count >= _MOSTLY * seen.times and longer in frequent for longer, count in seen.inside.items())
    }
    variants: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in found:
        variants[_joined(key)].append(key)
    suggestions = []
    told: set[str] = set()
    for key in sorted(alone, key=lambda k: (-len(alone[k].products), -len(k), k)):
        joined = _joined(key)
        if joined in told:
            continue
        told.add(joined)
        suggestions.append(_suggestion(key, found, variants[joined]))
    return suggestions


def _joined(key: tuple[str, ...]) -> str:
    """Letters alone: ``t-shirt``, ``t shirt`` and ``tshirt`` are one word, written in three ways."""
    return "".join(key).replace("-", "").replace("'", "")


def _suggestion(
    key: tuple[str, ...], found: dict[tuple[str, ...], _Found], spellings: Sequence[tuple[str, ...]]
) -> Suggestion:
    seen = found[key]
    others = sorted((" ".join(k) for k in spellings if k != key), key=str.casefold)
    written = seen.spellings.most_common(1)[0][0]
    name = _is_name(seen.spellings)
    return Suggestion(
        written if name else " ".join(key),
        len(set().union(*(found[k].products for k in spellings))),
        [path for path, _ in seen.fields.most_common(3)],
        seen.example,
        others,
        "keep" if name else "",
    )


def _is_name(spellings: Counter[str]) -> bool:
    """Capitals inside a word (AirFlow, iPad) in nearly every place are a name's, which is rarely translated."""
    inner = sum(n for text, n in spellings.items() if re.search(r"[a-zß-ÿ][A-ZÀ-Þ]", text))
    return inner >= _MOSTLY * spellings.total()
