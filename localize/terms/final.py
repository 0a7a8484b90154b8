"""What dictionaries ask of the finished texts: no forbidden word, no kept word changed by a rule, no legal passage left.

Forbidden words are looked for in every field that people read, translated or not, in the texts of attributes too, as the
reader sees them: tags have no width. Links, addresses and placeholders are not read by people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Role, Severity, SpanKind
from localize.terms.entry import Kind
from localize.terms.legal import Passage
from localize.terms.matching import TermIndex
from localize.terms.spans import brand_spans
from localize.text.finders import find_emails, find_placeholders, find_urls
from localize.text.markup import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Field, Span
    from localize.terms.dictionary import Dictionary
    from localize.terms.entry import Place

__all__ = ["FinalChecks"]

_READ_BY_PEOPLE = frozenset(role for role in Role if role.is_text) | {Role.SIZE, Role.QUANTITY, Role.REFERENCE}
_RULES = frozenset({"source-rules", "rules"})


class FinalChecks:
    """The checks of one dictionary; ``place_of`` says where a field stands."""

    def __init__(self, dictionary: Dictionary, place_of: Callable[[Draft, Field, Context], Place]) -> None:
        self._dictionary = dictionary
        self._forbidden = TermIndex(dictionary.forbidden)
        self._place_of = place_of

    def check(self, draft: Draft, context: Context) -> None:
        """Add the findings of one draft."""
        ruled = {c.field for c in draft.changes if c.stage in _RULES and c.scope == "field"}
        for path, field in draft.listing.fields.items():
            if not draft.values[path]:
                continue
            if self._dictionary.forbidden and field.role in _READ_BY_PEOPLE:
                self._check_forbidden(draft, field, context)
            if path in ruled:
                self._check_kept(draft, field, context)
        for path in draft.texts:
            _check_passages(draft, path, context)

    def _check_forbidden(self, draft: Draft, field: Field, context: Context) -> None:
        place = self._place_of(draft, field, context)
        told: set[str] = set()
        for text in _seen(draft.values[field.path], field.role):
            hits = self._forbidden.candidates(text, place)
            hidden = [*find_placeholders(text), *find_urls(text), *find_emails(text)] if hits else []
            for hit in hits:
                entry = hit.entry
                if entry.origin in told or any(s.start < hit.end and hit.start < s.end for s in hidden):
                    continue
                told.add(entry.origin)
                draft.find(
                    "forbidden-word",
                    Severity.ERROR,
                    f"“{text[hit.start : hit.end]}” must not appear here ({entry.origin}).",
                    field.path,
                    suggestion=f"Write “{entry.translation}” instead." if entry.translation else "Take it out.",
                    group=f"forbidden-word:{entry.origin}",
                )

    def _check_kept(self, draft: Draft, field: Field, context: Context) -> None:
        """Kept words of the seller's own text that are fewer in the end, where a rule had its hand in it."""
        place = self._place_of(draft, field, context)
        before, after = _seen(field.value, field.role), _seen(draft.values[field.path], field.role)
        words: dict[str, str] = {}
        for text in before:
            for match in self._dictionary.matches(text, place):
                if match.entry.kind is Kind.KEEP:
                    words[text[match.start : match.end]] = match.entry.origin
            words |= {span.text: span.why for span in brand_spans(text, place.brand or place.house)}
        for word, origin in words.items():
            if sum(text.count(word) for text in after) < sum(text.count(word) for text in before):
                draft.find(
                    "keep-changed",
                    Severity.WARNING,
                    f"A rule changed or removed “{word}”, which is to be kept ({origin}).",
                    field.path,
                    suggestion="Narrow the rule, or take the word out of the dictionary.",
                    group=f"keep-changed:{word}",
                )


def _seen(value: str, role: Role) -> list[str]:
    """The texts that people see in a value: blocks, and the texts of attributes."""
    if role is not Role.HTML and "<" not in value:
        return [value]
    return [block.text for block in Document(value, entities=role is Role.HTML).blocks]


def _check_passages(draft: Draft, path: str, context: Context) -> None:
    """Passages that are in the output as they are in the source: nobody has said what they are to be there."""
    left = list(_passages_left(draft, path))
    if not left:
        return
    severity = Severity.INFO if context.settings.engine == "none" else Severity.ERROR
    topics = list(dict.fromkeys(topic for _, topic in left))
    shown = "; ".join(f"“{span.text.strip()}”" for span, _ in left[:2]) + ("; …" if len(left) > 2 else "")
    draft.find(
        "legal-passage",
        severity,
        f"Not for a machine to translate, so it is kept as it is ({', '.join(topics)}): {shown}",
        path,
        suggestion=f"Give your own text for {context.market.locale} in a dictionary: kind legal, term the passage or "
        f"{{{topics[0]}}}. Or remove it by a rule.",
        group=f"legal-passage:{topics[0]}",
    )


def _passages_left(draft: Draft, path: str) -> Iterator[tuple[Span, str]]:
    spans = [span for block in draft.texts[path] for span in block.spans if span.kind is SpanKind.LEGAL]
    if not any(span.target is None for span in spans):
        return
    seen = "\n".join(_seen(draft.values[path], draft.listing.fields[path].role))
    for span in spans:
        if span.target is None and span.text.strip() in seen:
            yield span, span.value.topic if isinstance(span.value, Passage) else "legal"
