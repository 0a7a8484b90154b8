"""Sizes in a draft's texts: those that the finder saw, the variant's own in its title, systems in names of options."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Span, SpanKind
from localize.sizes.desk import system_in
from localize.sizes.policy import why
from localize.sizes.spans import LONGEST_CODE, SpanDesk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from localize.listing import Draft, TextBlock
    from localize.sizes.decision import Decision
    from localize.sizes.desk import Place, SizeDesk
    from localize.sizes.render import Writer

__all__ = ["TextSizes", "name_systems"]

_PART_BEFORE = r"(?:(?<=^)|(?<=[,|/(;]) ?|(?<=\s[-–—·•])\s)"
_PART_BEHIND = r"(?=\s*(?:$|[,|/);])|\s[-–—·•]\s)"
_LONGEST_TITLE = 250


@lru_cache(maxsize=4_096)
def _own_pattern(size: str) -> re.Pattern[str]:
    """A size as a part of its own between separators."""
    return re.compile(rf"{_PART_BEFORE}(?P<size>{re.escape(size)}){_PART_BEHIND}")


class TextSizes:
    """Settles the sizes in a draft's texts; ``original`` is the setting, ``language`` the source's."""

    def __init__(self, desk: SizeDesk, writer: Writer, original: str, language: str) -> None:
        self._spans = SpanDesk(desk, writer, original, language)

    def settle(self, draft: Draft, place: Place, own: list[Decision], done: Collection[int] = ()) -> None:
        """Every text of a draft; ``place`` is where its size field stands, ``done`` are blocks that charts took."""
        fields = {size.path for size in own}
        for path, blocks in draft.texts.items():
            if path in fields:
                continue
            role = draft.listing.fields[path].role
            titled = bool(own) and role is Role.TEXT and sum(len(block.text) for block in blocks) <= _LONGEST_TITLE
            for block in blocks:
                if id(block) in done:
                    continue
                if _has_size(block):
                    text = self._spans.text(draft, path, block, place, own)
                    block.spans = [new for span in block.spans for new in text.settled(span)]
                if titled:
                    self._own(draft, path, block, own)

    def _own(self, draft: Draft, path: str, block: TextBlock, own: list[Decision]) -> None:
        """The variant's own size as a part of its title: ``Trail Runner - Black - 10.5``."""
        for size in own:
            result = size.in_texts
            if result.label is None or size.value.text not in block.text:
                continue
            for match in _own_pattern(size.value.text).finditer(block.text):
                start, end = match.span("size")
                crossing = [s for s in block.spans if s.start < end and start < s.end]
                if any(s.kind is not SpanKind.NUMBER for s in crossing):
                    continue
                target = self._spans.own(block, start, end, size)
                span = Span(start, end, SpanKind.SIZE, match["size"], target=target, why=why(result))
                draft.note(path, "convert", span.text, target, why(result), result.by)
                rest = [s for s in block.spans if s not in crossing]
                block.spans = sorted([*rest, replace(span, by=result.by)], key=lambda s: s.start)


def name_systems(draft: Draft, decisions: Iterable[Decision]) -> None:
    """An option that names the source's system (``US Size``) names the market's, once all its sizes are converted.

    ``decisions`` are those of the whole group: the option's name stands in one row for all.
    """
    targets: dict[str, set[str]] = {}
    for decision in decisions:
        answer = decision.result.target if decision.result.label is not None else ""
        if system_in(decision.place.option):
            targets.setdefault(decision.place.option, set()).add(answer)
    for path, blocks in draft.texts.items():
        if not blocks or blocks[0].text.strip() not in targets:
            continue
        target = targets[blocks[0].text.strip()]
        named = re.search(r"(?<!\w)U\.?[SK]\.?A?(?!\w)|(?<!\w)[A-Z]{2,3}(?!\w)", blocks[0].text)
        if len(target) == 1 and "" not in target and named and system_in(named.group()):
            span = Span(
                *named.span(), SpanKind.SIZE, named.group(), target=next(iter(target)), why="the sizes beside it"
            )
            rest = [s for s in blocks[0].spans if s.end <= span.start or s.start >= span.end]
            blocks[0].spans = sorted([*rest, span], key=lambda s: s.start)
            draft.note(path, "convert", span.text, span.target or "", "the sizes beside it")


def _has_size(block: TextBlock) -> bool:
    size, code = SpanKind.SIZE, SpanKind.CODE
    for span in block.spans:  # noqa: SIM110 - a plain loop: this is asked of every text
        if span.kind is size or (span.kind is code and len(span.text) <= LONGEST_CODE):
            return True
    return False
