"""The stage behind the translation: texts that an engine wrote get the language's marks, all texts the country's letters.

What is not the engine's is left: spans that stand for themselves (brands, codes, measures), and segments that a person
approved. A text in the source's own language keeps its author's marks; only letters that the country does not write change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Role
from localize.text.markup import Document
from localize.typography.rules import Typography, typography_of
from localize.typography.setting import Edit, edits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.context import Context
    from localize.listing import Draft
    from localize.text.markup import Block

__all__ = ["finish_typography"]

_NOTHING = Typography()


class _Set(NamedTuple):
    """A value as the language sets it, and what was changed: (before, after, why) of each piece."""

    value: str
    notes: tuple[tuple[str, str, str], ...]


def finish_typography(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Set the texts of each draft; every piece is a change that names the custom and the market's file."""
    rules = typography_of(context.market)
    for draft in drafts:
        if rules != _NOTHING and not context.identity:
            last = {change.field: change.stage for change in draft.changes if change.scope == "field"}
            for path in draft.texts:
                if context.same_language:
                    _finish(draft, path, rules.only_letters, context)
                elif last.get(path) == "translate":  # nobody behind that stage gave the value
                    _finish(draft, path, rules, context)
        yield draft


def _finish(draft: Draft, path: str, rules: Typography, context: Context) -> None:
    value = draft.values[path]
    if rules == _NOTHING or not _may_concern(value, rules):
        return
    kept = tuple(
        sorted({*draft.state.get("protected", {}).get(path, ()), *_approved(draft, path)}, key=len, reverse=True)
    )
    done = _set(value, draft.listing.fields[path].role is Role.HTML, rules, kept)
    if done.value == value:
        return
    by = f"markets/{context.market.country}.toml"
    for before, after, why in done.notes:
        draft.note(path, "convert", before, after, f"{why} as in {context.market.locale}", by)
    whys = ", ".join(dict.fromkeys(why for _, _, why in done.notes))
    draft.set(path, done.value, "convert", f"{whys} as in {context.market.locale}", by)


def _approved(draft: Draft, path: str) -> Iterator[str]:
    """What a person approved, as it stands in the text."""
    for segment, translation in draft.state.get("answers", {}).get(path, ()):
        if translation.rung == "approved":
            yield translation.text(segment.plan.slots)


def _may_concern(value: str, rules: Typography) -> bool:
    marks = {mark for mark, _ in rules.before} | {letter for letter, _ in rules.letters}
    marks |= set('"“”„«»&') if rules.quotes else set("&")
    return any(mark in value for mark in marks)


@lru_cache(maxsize=4_096)
def _set(value: str, entities: bool, rules: Typography, kept: tuple[str, ...]) -> _Set:  # noqa: FBT001
    document = Document(value, entities=entities)
    replaced: dict[int, Sequence[str | int]] = {}
    notes: list[tuple[str, str, str]] = []
    for number, block in enumerate(document.blocks):
        edits = edits_of(block.text, rules, _places(block.text, kept))
        edits = [edit for edit in edits if not _crosses(edit, block)]
        if edits:
            replaced[number] = _parts(block, edits)
            notes += [(block.text[edit.start : edit.end], edit.new, edit.why) for edit in edits]
    return _Set(document.render(replaced), tuple(dict.fromkeys(notes))) if replaced else _Set(value, ())


def _places(text: str, kept: Sequence[str]) -> list[tuple[int, int]]:
    """Where protected strings stand."""
    places = []
    for phrase in kept:
        at = text.find(phrase) if phrase else -1
        while at >= 0:
            places.append((at, at + len(phrase)))
            at = text.find(phrase, at + len(phrase))
    return places


def _crosses(edit: Edit, block: Block) -> bool:
    return any(edit.start < anchor.offset < edit.end for anchor in block.anchors)


def _parts(block: Block, edits: Sequence[Edit]) -> list[str | int]:
    """The block's text with its edits and anchors, in order."""
    parts: list[str | int] = []
    position = 0
    left = list(edits)
    for anchor in (*block.anchors, None):
        end = anchor.offset if anchor else len(block.text)
        piece = []
        while left and left[0].end <= end:
            edit = left.pop(0)
            piece += [block.text[position : edit.start], edit.new]
            position = edit.end
        parts.append("".join([*piece, block.text[position:end]]))
        position = end
        if anchor:
            parts.append(anchor.token)
    return parts
