"""A size's span in a text: what stands there in the market, or what it is where it is no size after all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind
from localize.sizes.find import find_sizes
from localize.sizes.mention import SizeMention
from localize.sizes.policy import stays_beside, why
from localize.sizes.refusals import refuse
from localize.text.finders import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.listing import Draft, TextBlock
    from localize.sizes.decision import Decision
    from localize.sizes.desk import Place, SizeDesk
    from localize.sizes.evidence import Evidence
    from localize.sizes.labels import SizeValue
    from localize.sizes.render import Writer
    from localize.sizes.result import SizeResult

__all__ = ["LONGEST_CODE", "SpanDesk"]

LONGEST_CODE = 4
"""Characters of a code that may be a size after all: 34B, 32DD, 4T."""
_SENTENCE_END = re.compile(r"(?:\A|[.!?:\n•])\s*\Z")
_LETTERED = frozenset({"clothing", "shirts", "trousers", "suits", "jeans", "gloves", "hats", "belts", "socks"})
_NO_SIZE_AFTER_ALL = frozenset({"unknown-label", "no-equivalent", "kept"})


@dataclass(frozen=True, slots=True)
class SpanDesk:
    """What all texts of a market need; ``original`` is the setting, ``language`` the source's."""

    desk: SizeDesk
    writer: Writer
    original: str
    language: str

    def text(self, draft: Draft, path: str, block: TextBlock, place: Place, own: list[Decision]) -> _Text:
        """The work on one block; ``place`` is where the product's size stands, ``own`` its sizes."""
        evidence = self.desk.evidence(draft.listing.group, place)
        return _Text(self, draft, path, block, place, own, evidence)

    def own(self, block: TextBlock, start: int, end: int, size: Decision) -> str:
        """The variant's own size as its title says it."""
        result = size.in_texts
        text = self.writer.converted(result, size.value.labels[0], in_text=True)
        if not stays_beside(result, self.original, free=True):
            return text
        return with_original(block, start, end, text, self.writer.original(size.value, result, in_text=True))


def with_original(block: TextBlock, start: int, end: int, text: str, original: str) -> str:
    """``EU 42 (US 9)``; within the text's own brackets ``EU 42 / US 9``; once where both markets print it alike."""
    if original == text:
        return text
    inside = block.text[:start].endswith("(") and block.text[end:].startswith(")")
    return f"{text} / {original}" if inside else f"{text} ({original})"


@dataclass(frozen=True, slots=True)
class _Text:
    """One block of a draft's text."""

    tools: SpanDesk
    draft: Draft
    path: str
    block: TextBlock
    place: Place
    own: list[Decision]
    evidence: Evidence

    def settled(self, span: Span) -> Iterator[Span]:
        """The span with its target, or what takes its place."""
        if span.kind is SpanKind.CODE and len(span.text) <= LONGEST_CODE:
            span = self._as_size(span)
        mention = span.value
        if span.kind is not SpanKind.SIZE or not isinstance(mention, SizeMention):
            yield span
        elif mention.needs == "nothing":
            yield self._reworded(span, mention)
        elif not self._counts(mention):
            yield from self._plain(span, mention)
        else:
            results = [self._decided(value) for value in mention.values]
            if refused := next((r for r in results if r.label is None), None):
                yield from self._stays(span, mention, refused)
            else:
                yield self._changed(span, mention, results)

    def _as_size(self, span: Span) -> Span:
        """``34B`` and ``4T`` look like codes; what they are says the product."""
        found = list(find_sizes(span.text, self.tools.language))
        return found[0].shifted(span.start) if [s.text for s in found] == [span.text] else span

    def _counts(self, mention: SizeMention) -> bool:
        """Does the product explain what the text alone does not?"""
        kinds = self.evidence.kinds
        if mention.needs == "kind":
            return bool(kinds)
        if mention.needs == "letters":
            return bool(kinds & _LETTERED) or any(size.value.labels[0].is_letters for size in self.own)
        if mention.needs == "bras":
            return kinds == {"bras"}
        if mention.needs == "ages":
            return self.evidence.audiences == {"kids"} and bool(kinds & {"clothing", "shirts", "trousers", "suits"})
        return True

    def _decided(self, value: SizeValue) -> SizeResult:
        """As the variant's own field was decided, where it is the same label."""
        first = value.labels[0]
        for size in self.own:
            told = size.told
            if told and size.value.labels[0].key == first.key and first.system in {"", told.source}:
                return told
        return self.tools.desk.decide(value, self.draft.listing.group, self.place)

    def _stays(self, span: Span, mention: SizeMention, result: SizeResult) -> Iterator[Span]:
        """What keeps its label: it is the market's own, or nobody can say what it would be."""
        same = result.problem == "same"
        if not same and mention.needs and (result.problem in _NO_SIZE_AFTER_ALL or mention.needs == "ages"):
            yield from self._plain(span, mention)
            return
        if not same:
            refuse(self.draft, self.path, span.text, result, self.tools.desk, self.place)
        yield self._reworded(span, mention, self._kind, same=same)

    def _plain(self, span: Span, mention: SizeMention) -> Iterator[Span]:
        """What is no size after all: a code (34B), or words whose numbers are still to be protected."""
        if mention.sure and not self.tools.writer.same_language:
            yield self._reworded(span, mention, kind="thing")
        elif mention.needs == "bras":
            yield replace(span, kind=SpanKind.CODE, value=None)
        else:
            yield from (number.shifted(span.start) for number in find_numbers(span.text))

    def _reworded(self, span: Span, mention: SizeMention, kind: str = "", *, same: bool = True) -> Span:
        """The same label behind the market's own word for a size."""
        writer = self.tools.writer
        if writer.same_language:
            return span
        text = bare = span.text[len(mention.lead) :]
        if same and len(mention.values) > 1:
            text = writer.same_list(bare, mention.values, mention.joined)
        elif same:
            one = mention.values[0]
            inside = mention.word and not mention.lead  # "US-Größe 9"
            each = (writer.label(label, label.system, in_text=True) for label in one.labels)
            text = " / ".join(each) if inside else writer.same(one)
        else:
            text = writer.kept(bare)
        text = writer.framed(text, mention, kind, first=self._begins(span))
        if text == span.text:
            return span
        self.draft.note(self.path, "convert", span.text, text, "the market's word for a size")
        return replace(span, target=text, why="the market's word for a size")

    def _changed(self, span: Span, mention: SizeMention, results: list[SizeResult]) -> Span:
        """``Größen EU 40–45 (US 8–12)``; in a search term bare."""
        said, by = why(results[0]), results[0].by
        target = self._written(span, mention, results)
        if target != span.text:
            self.draft.note(self.path, "convert", span.text, target, said, by)
        return replace(span, target=target, why=said, by=by)

    def _written(self, span: Span, mention: SizeMention, results: list[SizeResult]) -> str:
        writer = self.tools.writer
        bare = self.draft.listing.fields[self.path].role is Role.KEYWORDS
        labels = [value.labels[0] for value in mention.values]
        texts = [
            writer.converted(result, label, in_text=index == 0 and not (bare and not label.system))
            for index, (result, label) in enumerate(zip(results, labels, strict=True))
        ]
        joined = writer.joined(texts, mention.joined)
        text = writer.framed(joined, mention, self._kind, first=self._begins(span) and not bare)
        if bare or not any(stays_beside(result, self.tools.original, free=True) for result in results):
            return text
        if all(result.label == label.key for result, label in zip(results, labels, strict=True)):
            return text  # both markets print it alike: M
        originals = [writer.original(mention.values[0], results[0], in_text=True)]
        originals += [writer.label(label, in_text=True, whom=False) for label in labels[1:]]
        return with_original(self.block, span.start, span.end, text, writer.joined(originals, mention.joined))

    def _begins(self, span: Span) -> bool:
        """Does a sentence begin here?"""
        return bool(_SENTENCE_END.search(self.block.text[: span.start]))

    @property
    def _kind(self) -> str:
        """The kind, where there is only one; some have a word for their sizes."""
        return next(iter(self.evidence.kinds)) if len(self.evidence.kinds) == 1 else ""
