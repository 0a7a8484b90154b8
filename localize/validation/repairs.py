"""What could be written in place of a value that breaks a limit. Each repair proposes; *fit* tries and decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.listing import Role, SpanKind
from localize.validation.keyword_trim import trim_terms
from localize.validation.keywords.allowed_characters import refused
from localize.validation.keywords.html_form import in_form
from localize.validation.measures import MEASURES, excess_of
from localize.validation.plain_markup import with_only
from localize.validation.shorten import loose_ends, shorten
from localize.validation.shorten_html import shorten_html
from localize.validation.shortening import Shortening, fillers, order_for
from localize.validation.tags import scan_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.validation.fault import Fault

__all__ = ["Repair", "Siblings", "protected_in", "repairs_of"]

Siblings = Sequence[Mapping[str, str]]

_WORD = re.compile(r"\w[\w'’-]*")
# Emoji and other pictures, their joiners and selectors, private and unassigned characters; never letters or digits.
_PICTURES = frozenset({"So", "Sk", "Cn", "Co", "Cs"})
# Marks that mean the same; a line's end is a blank in a text of one line.
_STRAIGHT = {"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "\n": " ", "\r": " ", "\t": " "}
_JOINERS = frozenset("\u200b\u200d\ufe0e\ufe0f\u20e3")


@dataclass(frozen=True, slots=True)
class Repair:
    """A value, in words what was done, and the terms that went where it is search terms."""

    value: str
    why: str
    dropped: tuple[str, ...] = ()


def repairs_of(draft: Draft, fault: Fault, context: Context, siblings: Siblings) -> Iterator[Repair]:
    """Values that may meet the limit, the one that loses least first. ``siblings`` are the values of the rest of the group."""
    field, value = draft.listing.fields[fault.path], draft.values[fault.path]
    if not field.role.is_text:
        return
    if fault.keyword == "htmlAllowed":
        yield Repair(with_only(value, fault.limit), "tags that are not allowed taken out")
    elif fault.keyword == "htmlForm":
        yield Repair(in_form(value, fault.limit), "attributes and tags that may not stand there taken out")
    elif fault.keyword == "forbiddenCharacters":
        yield Repair(_folded(value, fault.limit), "forbidden characters replaced")
    elif fault.keyword == "allowedCharacters":
        yield from _of_allowed(value, field, fault.limit)
    elif fault.keyword == "pattern":
        yield from _without_pictures(value, field)
    elif fault.keyword in MEASURES:
        yield from _shorter(draft, field, fault, context, siblings)


def protected_in(draft: Draft, path: str, siblings: Siblings) -> tuple[str, ...]:
    """What no cut may take from a field: announced pieces, forced terms, brand and product type, and what tells siblings apart."""
    value, group = draft.values[path], draft.listing.group
    announced = tuple(draft.state.get("protected", {}).get(path, ()))
    forms = (
        form
        for block in draft.texts.get(path, ())
        for span in block.spans
        if span.kind is SpanKind.TERM
        for form in (span.rendered, *span.accepted, *span.guesses)
    )
    kinds = (group.brand, group.product_type, *_localized(draft, group.product_type))
    own = [text for text in dict.fromkeys((*forms, *kinds)) if text and text in value]
    return (*announced, *own, *_telling_words(draft, path, siblings))


def _localized(draft: Draft, source: str) -> Iterator[str]:
    """What became of a value of the source in other fields of the listing."""
    for path, field in draft.listing.fields.items():
        if source and field.value == source:
            yield draft.values[path]


def _telling_words(draft: Draft, path: str, siblings: Siblings) -> tuple[str, ...]:
    """The words that not every sibling's text has."""
    texts = [text for other in siblings if (text := other.get(path))]
    mine = _WORD.findall(draft.values[path])
    others = [frozenset(_WORD.findall(text)) for text in texts if text != draft.values[path]]
    if not others:
        return ()
    return tuple(dict.fromkeys(word for word in mine if not all(word in words for words in others)))


def _shorter(draft: Draft, field: Field, fault: Fault, context: Context, siblings: Siblings) -> Iterator[Repair]:
    value = draft.values[fault.path]
    longest = fault.limit["limit"] if isinstance(fault.limit, dict) else fault.limit

    def fits(text: str) -> bool:
        return not excess_of(fault.keyword, fault.limit, text)

    composed = unicodedata.normalize("NFC", value)
    if composed != value and fits(composed):
        yield Repair(composed, "letters and their accents written as one character")
    if field.role is Role.KEYWORDS:
        yield from _fewer_terms(draft, fault.path, longest, fits, loose_ends(context.target_language))
    elif field.role is Role.HTML or (field.role is Role.TEXT and any(scan_tags(value))):
        if short := shorten_html(value, fits, protected_in(draft, fault.path, siblings)):
            yield Repair(short, f"shortened to at most {longest} at the ends of blocks, with their tags")
    elif field.role is Role.TEXT:
        how = Shortening(
            fits,
            protected_in(draft, fault.path, siblings),
            loose_ends(context.target_language, context.source_language),
            fillers(context.target_language),
        )
        steps = order_for(context.marketplace, draft.listing.group.category).steps
        if short := how.shortened(value, steps):
            yield Repair(short, f"shortened to at most {longest}")


def _fewer_terms(
    draft: Draft, path: str, longest: int, fits: Callable[[str], bool], dangling: frozenset[str]
) -> Iterator[Repair]:
    value = draft.values[path]
    if _is_listed(draft, path):  # a tag is a phrase, whose first words say what it is about in most languages
        if short := shorten(value, fits, dangling=dangling):
            yield Repair(short, f"search terms trimmed to at most {longest}", (value.removeprefix(short).strip(),))
            return
    elif trimmed := trim_terms(value, fits, _title(draft), dangling):
        yield Repair(trimmed.text, f"search terms trimmed to at most {longest}", trimmed.dropped)
        return
    for block in draft.texts.get(path, ()):
        for span in block.spans:
            for form in sorted(span.accepted, key=len):
                other = value.replace(span.rendered, form)
                if other != value and fits(other):
                    yield Repair(other, f"“{span.rendered}” written as “{form}”, which fits")
    yield Repair("", f"does not fit into {longest}: dropped", (value,))


def _is_listed(draft: Draft, path: str) -> bool:
    """Is the value one of several in its cell?"""
    fields = draft.listing.fields
    return any(f.address == fields[path].address for other, f in fields.items() if other != path)


def _title(draft: Draft) -> str:
    """The listing's title as it is in this market."""
    title = draft.listing.group.title
    return next((draft.values[p] for p, f in draft.listing.fields.items() if title and f.value == title), "")


def _folded(value: str, forbidden: Mapping[str, str | None]) -> str:
    for character, replacement in forbidden.items():
        if replacement is not None:
            value = value.replace(character, replacement)
    return value.strip()


def _of_allowed(value: str, field: Field, limit: Mapping[str, Any]) -> Iterator[Repair]:
    """With letters and accents in one, and straight marks for curly ones; then without emoji."""
    plain = unicodedata.normalize("NFC", value)
    wrong = frozenset(refused(plain, limit))
    plain = "".join(_STRAIGHT.get(character, character) if character in wrong else character for character in plain)
    plain = plain.lstrip("- ") if value[:1] in wrong else plain  # a cell that begins so is read as a formula
    if plain and plain != value:
        yield Repair(plain, "characters that are not allowed written as others")
    yield from _without_pictures(plain, field)


def _without_pictures(value: str, field: Field) -> Iterator[Repair]:
    """Without emoji and their like; in search terms also without punctuation, which no search needs."""
    plain = _spaced("".join(" " if _is_picture(character) else character for character in value))
    if plain and plain != value:
        yield Repair(plain, "emoji and other pictures taken out")
    if field.role is Role.KEYWORDS:
        words = _spaced("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain))
        if words and words != plain:
            yield Repair(words, "punctuation taken out")


def _is_picture(character: str) -> bool:
    if character in "™®©°":
        return False
    return character in _JOINERS or unicodedata.category(character) in _PICTURES


def _spaced(text: str) -> str:
    return re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
