"""What a person should know of a field's translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.text.languages import language_name
from localize.translation.left_words import left_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.context import Context
    from localize.listing import Draft
    from localize.translation.compose import Segment
    from localize.translation.plan import Translation

__all__ = ["report_left_words", "report_untranslated"]

_MOST = 3  # texts that a message quotes
_MOST_WORDS = 8
_LONGEST = 60  # characters of each
_LONGEST_VALUE = 200


def report_untranslated(
    draft: Draft, path: str, answers: Sequence[tuple[Segment, Translation]], context: Context, *, off: bool
) -> None:
    """Say what stayed in the source language; ``off``: because no engine was asked."""
    if off:
        if not context.same_language and any(t.rung == "off" and s.plan.needs_engine for s, t in answers):
            message = "Not translated: no engine was asked."
            draft.find("untranslated", Severity.INFO, message, path, group="run:untranslated")
        return
    left = [_source(segment) for segment, translation in answers if translation.problem]
    if left:
        texts = "; ".join(f"“{_cut(text, _LONGEST)}”" for text in left[:_MOST]) + ("; …" if len(left) > _MOST else "")
        draft.find(
            "untranslated",
            Severity.ERROR,
            f"No trustworthy translation of {texts}; it stays in {language_name(context.source_language)}.",
            path,
            value=_cut(left[0], _LONGEST_VALUE),
            suggestion="Add the words to a dictionary: a CSV with the columns term,translation.",
        )


def report_left_words(
    draft: Draft, path: str, answers: Sequence[tuple[Segment, Translation]], context: Context
) -> None:
    """Say which words the engine gave back as they were, in texts that are otherwise translated."""
    left = list(
        dict.fromkeys(word for segment, translation in answers for word in left_words(segment.plan, translation))
    )
    if left:
        words = ", ".join(f"“{word}”" for word in left[:_MOST_WORDS]) + (", …" if len(left) > _MOST_WORDS else "")
        draft.find(
            "words-left",
            Severity.WARNING,
            f"{words} stayed in {language_name(context.source_language)}.",
            path,
            value=_cut(draft.values[path], _LONGEST_VALUE),
            suggestion="Add them to a dictionary, as a translation or as words to keep.",
            group=f"words-left:{left[0]}",
        )


def _source(segment: Segment) -> str:
    return "".join(i if isinstance(i, str) else i.source for i in segment.plan.items)


def _cut(text: str, length: int) -> str:
    """The text in one line, at most ``length`` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:-") + "…"
