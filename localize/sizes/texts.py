"""Sizes in running text: each span gets its target, what turns out to be no size is given back to the other stages."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind
from localize.sizes.mention import SizeMention
from localize.sizes.policy import stays_beside, why
from localize.sizes.refusals import refuse
from localize.text.finders import find_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from localize.listing import Draft, TextBlock
    from localize.sizes.convert import SizeResult
    from localize.sizes.desk import Place, SizeDesk
    from localize.sizes.evidence import Evidence
    from localize.sizes.labels import SizeValue
    from localize.sizes.render import Writer

__all__ = ["OwnSize", "TextSizes"]

_SENTENCE_END = re.compile(r"(?:\A|[.!?:\n•])\s*\Z")
_PART_BEFORE = r"(?:(?<=^)|(?<=[,|/(;]) ?|(?<=\s[-–—·•])\s)"
_PART_BEHIND = r"(?=\s*(?:$|[,|/);])|\s[-–—·•]\s)"
_LONGEST_TITLE = 250
_LETTERED = frozenset({"clothing", "shirts", "trousers", "suits", "jeans", "gloves", "hats", "belts", "socks"})
_NO_SIZE_AFTER_ALL = frozenset({"unknown-label", "no-equivalent", "kept"})


@lru_cache(maxsize=4_096)
def _own_pattern(size: str) -> re.Pattern[str]:
    """A size as a part of its own between separators."""
    return re.compile(rf"{_PART_BEFORE}(?P<size>{re.escape(size)}){_PART_BEHIND}")


class OwnSize:
    """The size of a variant, as its field says it and as it was decided."""

    def __init__(self, value: SizeValue, result: SizeResult) -> None:
        self.value = value
        self.result = result
        self.pattern = _own_pattern(value.text)


class TextSizes:
    """Settles the sizes in a draft's texts; ``original`` is the setting."""

    def __init__(self, desk: SizeDesk, writer: Writer, original: str) -> None:
        self._desk = desk
        self._writer = writer
        self._original = original

    def settle(self, draft: Draft, place: Place, own: Iterable[OwnSize], done: Collection[int] = ()) -> None:
        """Every text of a draft; ``place`` is where its size field stands, ``done`` are blocks that charts took."""
        own = list(own)
        for path, blocks in draft.texts.items():
            role = draft.listing.fields[path].role
            titled = bool(own) and role is Role.TEXT and sum(len(block.text) for block in blocks) <= _LONGEST_TITLE
            for block in blocks:
                if id(block) in done:
                    continue
                if _has_size(block):
                    block.spans = [new for span in block.spans for new in self._span(draft, path, block, span, place)]
                if titled:
                    self._own(draft, path, block, own)

    def _span(self, draft: Draft, path: str, block: TextBlock, span: Span, place: Place) -> Iterator[Span]:
        mention = span.value
        if span.kind is not SpanKind.SIZE or not isinstance(mention, SizeMention) or mention.needs == "nothing":
            yield span
            return
        evidence = self._desk.evidence(draft.listing.group, place)
        if not _counts(mention, evidence):
            yield from _plain(span, mention)
            return
        results = [self._desk.decide(value, draft.listing.group, place) for value in mention.values]
        if refused := next((r for r in results if r.label is None), None):
            yield from self._stays(draft, path, span, mention, refused, place)
            return
        is_bare = draft.listing.fields[path].role is Role.KEYWORDS
        target = self._written(block, span, mention, results, evidence, bare=is_bare)
        if target != span.text:
            draft.note(path, "convert", span.text, target, why(results[0]), results[0].by)
        yield replace(span, target=target, why=why(results[0]), by=results[0].by)

    def _stays(
        self, draft: Draft, path: str, span: Span, mention: SizeMention, result: SizeResult, place: Place
    ) -> Iterator[Span]:
        if result.problem == "same" and self._writer.same_language:
            yield span
        elif result.problem == "same":
            one_value = len(mention.values) == 1
            text = self._writer.same(mention.values[0]) if one_value else self._same_list(span, mention)
            one = mention.values[0].labels[0]
            if mention.word and len(mention.values) == 1:
                text = self._writer.framed(self._writer.label(one, one.system, in_text=True), mention, "", first=False)
            if text != span.text:
                draft.note(path, "convert", span.text, text, "the market's own size, as it is written there")
                span = replace(span, target=text, why="the market's own size")
            yield span
        elif mention.needs and (result.problem in _NO_SIZE_AFTER_ALL or mention.needs == "ages"):
            yield from _plain(span, mention)
        else:
            refuse(draft, path, span.text, result, self._desk, place)
            yield span

    def _same_list(self, span: Span, mention: SizeMention) -> str:
        return span.text if mention.word else self._writer.same_list(span.text, mention.values, mention.joined)

    def _written(
        self,
        block: TextBlock,
        span: Span,
        mention: SizeMention,
        results: list[SizeResult],
        evidence: Evidence,
        *,
        bare: bool,
    ) -> str:
        """``Größen EU 40–45 (US 8–12)``; within the text's own brackets ``EU 42 / US 9``; in a search term bare."""
        writer, first = self._writer, results[0]
        labels = [mention.values[i].labels[0] for i in range(len(results))]
        texts = [
            writer.converted(result, label, in_text=index == 0 and not (bare and not label.system))
            for index, (result, label) in enumerate(zip(results, labels, strict=True))
        ]
        begins = bool(_SENTENCE_END.search(block.text[: span.start]))
        kind = next(iter(evidence.kinds)) if len(evidence.kinds) == 1 else ""
        text = writer.framed(writer.joined(texts, mention.joined), mention, kind, first=begins)
        if bare or not any(stays_beside(result, self._original, free=True) for result in results):
            return text
        if all(result.label == label.key for result, label in zip(results, labels, strict=True)):
            return text  # both markets print it alike: M
        originals = [writer.original(mention.values[0], first, in_text=True)]
        originals += [writer.label(label, in_text=True, whom=False) for label in labels[1:]]
        original = writer.joined(originals, mention.joined)
        if original == text:
            return text
        inside = block.text[: span.start].endswith("(") and block.text[span.end :].startswith(")")
        return f"{text} / {original}" if inside else f"{text} ({original})"

    def _own(self, draft: Draft, path: str, block: TextBlock, own: list[OwnSize]) -> None:
        """The variant's own size as a part of its title: ``Trail Runner - Black - 10.5``."""
        for size in own:
            if size.result.label is None or size.value.text not in block.text:
                continue
            for match in size.pattern.finditer(block.text):
                start, end = match.span("size")
                crossing = [s for s in block.spans if s.start < end and start < s.end]
                if any(s.kind is not SpanKind.NUMBER for s in crossing):
                    continue
                target = self._own_text(block, start, end, size)
                span = Span(start, end, SpanKind.SIZE, match["size"], target=target, why=why(size.result))
                draft.note(path, "convert", span.text, target, why(size.result), size.result.by)
                rest = [s for s in block.spans if s not in crossing]
                block.spans = sorted([*rest, replace(span, by=size.result.by)], key=lambda s: s.start)

    def _own_text(self, block: TextBlock, start: int, end: int, size: OwnSize) -> str:
        text = self._writer.converted(size.result, size.value.labels[0], in_text=True)
        if not stays_beside(size.result, self._original, free=True):
            return text
        original = self._writer.original(size.value, size.result, in_text=True)
        if original == text:
            return text  # both markets print it alike: M
        inside = block.text[:start].endswith("(") and block.text[end:].startswith(")")
        return f"{text} / {original}" if inside else f"{text} ({original})"


def _has_size(block: TextBlock) -> bool:
    size = SpanKind.SIZE
    for span in block.spans:  # noqa: SIM110 - a plain loop: this is asked of every text
        if span.kind is size:
            return True
    return False


def _counts(mention: SizeMention, evidence: Evidence) -> bool:
    """Does the product explain what the text alone does not?"""
    if mention.needs == "kind":
        return bool(evidence.kinds)
    if mention.needs == "letters":
        return bool(evidence.kinds & _LETTERED)
    if mention.needs == "bras":
        return evidence.kinds == {"bras"}
    if mention.needs == "ages":
        return evidence.audiences == {"kids"} and bool(evidence.kinds & {"clothing", "shirts", "trousers", "suits"})
    return True


def _plain(span: Span, mention: SizeMention) -> Iterator[Span]:
    """What is no size after all: a code (34B), or words whose numbers are still to be protected."""
    if mention.needs == "bras":
        yield replace(span, kind=SpanKind.CODE, value=None)
    else:
        yield from (number.shifted(span.start) for number in find_numbers(span.text))
