"""Sizes in running text: each span gets its target, what turns out to be no size is given back to the other stages."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind
from localize.sizes.find import find_sizes
from localize.sizes.mention import SizeMention
from localize.sizes.policy import stays_beside, why
from localize.sizes.refusals import refuse
from localize.text.finders import find_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from localize.listing import Draft, TextBlock
    from localize.sizes.desk import Place, SizeDesk
    from localize.sizes.evidence import Evidence
    from localize.sizes.labels import SizeValue
    from localize.sizes.render import Writer
    from localize.sizes.result import SizeResult

__all__ = ["OwnSize", "TextSizes"]

_SENTENCE_END = re.compile(r"(?:\A|[.!?:\n•])\s*\Z")
_PART_BEFORE = r"(?:(?<=^)|(?<=[,|/(;]) ?|(?<=\s[-–—·•])\s)"
_PART_BEHIND = r"(?=\s*(?:$|[,|/);])|\s[-–—·•]\s)"
_LONGEST_TITLE = 250
_LONGEST_CODE = 4  # 34B, 32DD, 4T
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
    """Settles the sizes in a draft's texts; ``original`` is the setting, ``language`` the source's."""

    def __init__(self, desk: SizeDesk, writer: Writer, original: str, language: str) -> None:
        self._language = language
        self._desk = desk
        self._writer = writer
        self._original = original

    def settle(self, draft: Draft, place: Place, own: Iterable[OwnSize], done: Collection[int] = ()) -> None:
        """Every text of a draft; ``place`` is where its size field stands, ``done`` are blocks that charts took."""
        own = list(own)
        lettered = any(size.value.labels[0].is_letters for size in own)
        for path, blocks in draft.texts.items():
            role = draft.listing.fields[path].role
            titled = bool(own) and role is Role.TEXT and sum(len(block.text) for block in blocks) <= _LONGEST_TITLE
            for block in blocks:
                if id(block) in done:
                    continue
                if _has_size(block):
                    block.spans = [
                        new
                        for span in block.spans
                        for new in self._span(draft, path, block, span, place, lettered=lettered)
                    ]
                if titled:
                    self._own(draft, path, block, own)

    def _span(
        self, draft: Draft, path: str, block: TextBlock, span: Span, place: Place, *, lettered: bool
    ) -> Iterator[Span]:
        if span.kind is SpanKind.CODE and len(span.text) <= _LONGEST_CODE:
            span = self._as_size(span)
        mention = span.value
        if span.kind is not SpanKind.SIZE or not isinstance(mention, SizeMention):
            yield span
            return
        if mention.needs == "nothing":
            yield self._reworded(draft, path, block, span, mention)
            return
        evidence = self._desk.evidence(draft.listing.group, place)
        if not (_counts(mention, evidence) or (lettered and mention.needs == "letters")):
            yield from self._plain(draft, path, block, span, mention)
            return
        results = [self._desk.decide(value, draft.listing.group, place) for value in mention.values]
        if refused := next((r for r in results if r.label is None), None):
            yield from self._stays(draft, path, block, span, mention, refused, place, _kind(evidence))
            return
        is_bare = draft.listing.fields[path].role is Role.KEYWORDS
        target = self._written(block, span, mention, results, evidence, bare=is_bare)
        if target != span.text:
            draft.note(path, "convert", span.text, target, why(results[0]), results[0].by)
        yield replace(span, target=target, why=why(results[0]), by=results[0].by)

    def _as_size(self, span: Span) -> Span:
        """``34B`` and ``4T`` look like codes; what they are says the product."""
        found = list(find_sizes(span.text, self._language))
        return found[0].shifted(span.start) if [s.text for s in found] == [span.text] else span

    def _stays(
        self,
        draft: Draft,
        path: str,
        block: TextBlock,
        span: Span,
        mention: SizeMention,
        result: SizeResult,
        place: Place,
        kind: str,
    ) -> Iterator[Span]:
        """What keeps its label: it is the market's own, or nobody can say what it would be."""
        if result.problem != "same":
            if mention.needs and (result.problem in _NO_SIZE_AFTER_ALL or mention.needs == "ages"):
                yield from self._plain(draft, path, block, span, mention)
                return
            refuse(draft, path, span.text, result, self._desk, place)
        yield self._reworded(draft, path, block, span, mention, kind, same=result.problem == "same")

    def _plain(self, draft: Draft, path: str, block: TextBlock, span: Span, mention: SizeMention) -> Iterator[Span]:
        """What is no size after all: a code (34B), or words whose numbers are still to be protected."""
        if mention.sure and not self._writer.same_language:
            yield self._reworded(draft, path, block, span, mention, kind="thing")
        elif mention.needs == "bras":
            yield replace(span, kind=SpanKind.CODE, value=None)
        else:
            yield from (number.shifted(span.start) for number in find_numbers(span.text))

    def _reworded(
        self,
        draft: Draft,
        path: str,
        block: TextBlock,
        span: Span,
        mention: SizeMention,
        kind: str = "",
        *,
        same: bool = True,
    ) -> Span:
        """The same label behind the market's own word for a size."""
        writer = self._writer
        if writer.same_language:
            return span
        bare = span.text[len(mention.lead) :]
        text = bare
        if same and len(mention.values) > 1:
            text = writer.same_list(bare, mention.values, mention.joined)
        elif same:
            one = mention.values[0]
            inside = mention.word and not mention.lead  # "US-Größe 9"
            text = writer.label(one.labels[0], one.labels[0].system, in_text=True) if inside else writer.same(one)
        text = writer.framed(text, mention, kind, first=_begins(block, span))
        if text == span.text:
            return span
        draft.note(path, "convert", span.text, text, "the market's word for a size")
        return replace(span, target=text, why="the market's word for a size")

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
        text = writer.framed(
            writer.joined(texts, mention.joined), mention, _kind(evidence), first=_begins(block, span) and not bare
        )
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
    size, code = SpanKind.SIZE, SpanKind.CODE
    for span in block.spans:  # noqa: SIM110 - a plain loop: this is asked of every text
        if span.kind is size or (span.kind is code and len(span.text) <= _LONGEST_CODE):
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


def _begins(block: TextBlock, span: Span) -> bool:
    """Does a sentence begin here?"""
    return bool(_SENTENCE_END.search(block.text[: span.start]))


def _kind(evidence: Evidence) -> str:
    """The kind, where there is only one; some have a word for their sizes."""
    return next(iter(evidence.kinds)) if len(evidence.kinds) == 1 else ""
