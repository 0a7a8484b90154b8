"""Proves on the final values that nothing was lost and nothing was made up; what fails goes back to the source.

Three proofs for each text field: every protected span is there, the tags are those of the source, the numbers are those
that were announced. Where a rule or a person wrote the field, a difference is only reported: they may do that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.text.markup import Document
from localize.validation.tags import same_tags, tag_structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.context import Context
    from localize.listing import Change, Draft

__all__ = ["verify_drafts"]

_DIGITS = re.compile(r"\d+")
_BY_HAND = frozenset({"rules", "pin"})


def verify_drafts(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Prove each text field of each draft.

    ``draft.state["protected"][path]`` holds the strings that must be in the field, each as often as it is listed;
    ``draft.state["numbers"][path]``, where given, every run of digits that it may and must hold. A field that fails is
    put back to the source and is ``untranslated``, an error (info with engine ``none``).
    """
    severity = Severity.INFO if context.settings.engine == "none" else Severity.ERROR
    for draft in drafts:
        if not context.identity:
            edits: defaultdict[str, list[Change]] = defaultdict(list)
            for change in draft.changes:
                if change.scope == "field" or change.stage == "fit":
                    edits[change.field].append(change)
            for path, field in draft.listing.fields.items():
                if field.role.is_text and draft.values[path]:
                    _verify(draft, path, field.role, edits.get(path, ()), severity)
        yield draft


def _verify(draft: Draft, path: str, role: Role, edits: Sequence[Change], untranslated: Severity) -> None:
    """``edits`` are the changes to the whole field, and all that *fit* made."""
    source = _source_of(draft, path, edits)
    kept = draft.values[path] == source
    if kept and any(f.code == "untranslated" and f.field == path for f in draft.findings):
        return
    own = [c for c in edits if c.scope == "field" and c.stage in _BY_HAND]
    by_hand = bool(own)
    made = own[0].before if by_hand else _before_tags_went(draft, path, edits)
    problems = _problems(draft, path, role, source, made)
    if not problems:
        return
    for code, message in problems:
        draft.find(code, Severity.WARNING if by_hand else Severity.ERROR, message, path)
    if by_hand or kept:
        return
    reasons = ", ".join(dict.fromkeys(code for code, _ in problems))
    draft.set(path, source, "translate", f"verify: {reasons}; source kept")
    message = "The localized text failed the final proof, so the source text was kept."
    draft.find("untranslated", untranslated, message, path, suggestion="Translate it by hand, or pin a value.")


def _before_tags_went(draft: Draft, path: str, edits: Sequence[Change]) -> str:
    """The value; where *fit* took out tags, which change no text that people see, as it was before."""
    went = [c for c in edits if c.stage == "fit" and "tags" in c.why]
    return went[0].before if went else draft.values[path]


def _source_of(draft: Draft, path: str, edits: Sequence[Change]) -> str:
    """The seller's value, with the seller's own source rules applied."""
    ruled = [c.after for c in edits if c.scope == "field" and c.stage == "source-rules"]
    return ruled[-1] if ruled else draft.listing.fields[path].value


def _problems(draft: Draft, path: str, role: Role, source: str, value: str) -> tuple[tuple[str, str], ...]:
    """What is wrong. ``value`` is what the stages made; a rule or a person may add markup and numbers behind that."""
    protected: Sequence[str] = draft.state.get("protected", {}).get(path, ())
    expected: Sequence[str] | None = draft.state.get("numbers", {}).get(path)
    given = None if expected is None else tuple(expected)
    return _proved(role, source, value, draft.values[path], tuple(protected), given)


@lru_cache(maxsize=2_000)
def _proved(
    role: Role, source: str, value: str, final: str, protected: tuple[str, ...], expected: tuple[str, ...] | None
) -> tuple[tuple[str, str], ...]:
    """Code and message of each problem; remembered, for variants repeat their product's texts."""
    return tuple(_found(role, source, value, final, protected, expected))


def _found(
    role: Role, source: str, value: str, final: str, protected: tuple[str, ...], expected: tuple[str, ...] | None
) -> Iterator[tuple[str, str]]:
    """A protected piece that is missing in the end is said even where a rule or a person took it out."""
    if protected or expected is not None:
        text = _plain(value, role)
        for phrase in _lost(final, text if final == value else _plain(final, role), protected):
            yield "verify-span-lost", f"'{phrase}' must be in the text and is not there, or not often enough."
        if expected is not None and (difference := _changed_numbers(text, expected)):
            yield "verify-number-changed", f"The numbers are not those of the source: {difference}."
    if ("<" in value or "<" in source) and not same_tags(source, value):
        yield "verify-tag-changed", f"The markup is not that of the source: {_changed_tags(source, value)}."


def _plain(value: str, role: Role) -> str:
    """The text that people see: blocks and texts of attributes on lines of their own, inline tags of no width."""
    if "<" not in value and role is not Role.HTML:
        return value
    return "\n".join(block.text for block in Document(value, entities=role is Role.HTML).blocks)


def _lost(value: str, text: str, protected: Sequence[str]) -> Iterator[str]:
    """Phrases that occur less often than they must, in the visible text and in the value as written alike."""
    rest, written = text, unescape(value)
    for phrase, count in sorted(Counter(protected).items(), key=lambda item: (-len(item[0]), item[0])):
        if not phrase:
            continue
        if rest.count(phrase) < count and written.count(phrase) < count:
            yield phrase
        # What the longer phrase holds does not count for a shorter one inside it.
        rest = rest.replace(phrase, "\0", count)
        written = written.replace(phrase, "\0", count)


def _changed_numbers(text: str, expected: Iterable[str]) -> str:
    found, wanted = Counter(_DIGITS.findall(text)), Counter(expected)
    return _difference(found, wanted)


def _changed_tags(source: str, value: str) -> str:
    found, wanted = tag_structure(value), tag_structure(source)
    return _difference(
        Counter({" ".join(filter(None, key)): n for key, n in found.items()}),
        Counter({" ".join(filter(None, key)): n for key, n in wanted.items()}),
    )


def _difference(found: Counter[str], wanted: Counter[str]) -> str:
    missing, extra = wanted - found, found - wanted
    parts = [("missing", missing), ("not from the source", extra)]
    return "; ".join(f"{what} {', '.join(sorted(names.elements())[:5])}" for what, names in parts if names)
