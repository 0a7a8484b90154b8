"""The stage: sizes of fields and texts in the market's systems, one decision a variant, written alike everywhere.

How a size is written:

* in running text with its system and the original in brackets: ``EU 42.5 (US 10)``;
* in a field that the seller named (a Shopify option, an item specific), which buyers read: ``42.5 (US 10)``;
* in a plain column (a closed list, a feed attribute): ``42.5``.

``settings.sizes.original`` overrides (``always``, ``never``). The original stays beside it all the same where two sizes
would become one, or where the label says more than the new one can (a width), and, unless ``never``, where table or
market are unverified.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from localize.listing import Role, Severity, SpanKind
from localize.sizes.desk import SizeDesk
from localize.sizes.labels import SizeValue, parse_size_value
from localize.sizes.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Field, Span
    from localize.sizes.convert import SizeResult

__all__ = ["convert_sizes"]


@dataclass(slots=True)
class _Decision:
    """A size field of one draft and what becomes of it."""

    draft: Draft
    path: str
    value: SizeValue
    result: SizeResult
    apart: bool = field(default=False)


def convert_sizes(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Convert the sizes of a chunk; a group's drafts must be in one chunk.

    Raises:
        ConfigError: a seller's size table cannot be read.
    """
    drafts = list(drafts)
    if "sizes" in context.skip or context.identity:
        return drafts
    desk, original = SizeDesk(context), context.settings.sizes.original
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.listing.group.key].append(draft)
    for members in groups.values():
        decisions = [decision for draft in members for decision in _fields(draft, desk)]
        _keep_apart(decisions)
        for decision in decisions:
            _write(decision, desk, original)
        for draft in members:
            _restate_system(draft, [d for d in decisions if d.draft is draft])
            _texts(draft, desk, original)
    return drafts


def _fields(draft: Draft, desk: SizeDesk) -> Iterator[_Decision]:
    hint = next((draft.values[path] for path in _system_paths(draft)), "")
    for path, source in draft.listing.fields.items():
        if source.role is not Role.SIZE or _is_measure(draft, path):
            continue
        if value := parse_size_value(draft.values[path]):
            yield _Decision(draft, path, value, desk.decide(value, draft.listing.group, _name(source), hint))


def _is_measure(draft: Draft, path: str) -> bool:
    """``8 in`` under the option Size is a quantity, not a label of a size system."""
    return any(s.kind is SpanKind.QUANTITY for block in draft.texts.get(path, ()) for s in block.spans)


def _name(source: Field) -> str:
    """The option's own name, or the header of its column ("Shoe size")."""
    return source.label or source.header


def _system_paths(draft: Draft) -> Iterator[str]:
    """Fields that state the system of the sizes beside them (Google's ``size_system``)."""
    names = words()["columns"]["system"]
    return (path for path, value in draft.values.items() if value and path.rsplit("/", 1)[-1] in names)


def _keep_apart(decisions: list[_Decision]) -> None:
    """Mark sizes of one group and field that would become one label though the seller tells them apart."""
    sources: dict[tuple[str, str | None], dict[str, list[_Decision]]] = defaultdict(lambda: defaultdict(list))
    for decision in decisions:
        if decision.result.label is not None:
            spelling = decision.value.labels[0].key
            sources[decision.path, decision.result.label][spelling].append(decision)
    for (path, label), spellings in sources.items():
        if len(spellings) < 2:
            continue
        names = " and ".join(same[0].value.text for same in spellings.values())
        for decision in (d for same in spellings.values() for d in same):
            decision.apart = True
            decision.draft.find(
                "sizes-collapse",
                Severity.WARNING,
                f"{names} would all become {decision.result.target} {label}; each keeps its original beside it.",
                path,
                suggestion="A table of the brand in [sizes] tables can tell them apart.",
                group=f"sizes-collapse:{decision.draft.listing.group.key}:{label}",
            )


def _write(decision: _Decision, desk: SizeDesk, original: str) -> None:
    draft, path, result = decision.draft, decision.path, decision.result
    if result.label is None:
        _refuse(draft, path, decision.value.text, result, desk)
        return
    if result.label == decision.value.labels[0].text:
        return
    free = bool(draft.listing.fields[path].label)
    beside = _beside(result, original, free=free) or decision.apart
    text = f"{result.label} ({_original(decision.value, result)})" if beside else result.label
    draft.set(path, text, "convert", _why(result), result.by)
    if original == "never" and result.status == "unverified" and not beside:
        _say_unverified(draft, path, result)


def _beside(result: SizeResult, original: str, *, free: bool) -> bool:
    if result.beside or original == "always":
        return True
    return original != "never" and (free or result.status == "unverified")


def _original(value: SizeValue, result: SizeResult) -> str:
    """The original as written, with its system where the label lacks it."""
    label = value.labels[0]
    if len(value.labels) > 1:
        return value.named
    letters = label.form in {"alpha", "alpha-range"}
    return value.text if label.system or letters or not result.source else f"{result.source} {value.text}"


def _why(result: SizeResult) -> str:
    said = f"{result.source} to {result.target}"
    return said if result.verified else f"{said} ({result.status}: check the brand's chart)"


def _refuse(draft: Draft, path: str, text: str, result: SizeResult, desk: SizeDesk) -> None:
    """Kept as it is; said, unless there was nothing to convert."""
    letters = result.source == "INT"
    if result.problem in {"same", "kept"} or letters:
        return
    key = draft.listing.group.key
    if result.problem in {"no-equivalent", "unknown-label"}:
        code, suggestion = "size-no-equivalent", "A table in [sizes] tables can give one."
    elif _contradicted(draft, path, result, desk):
        code, suggestion = (
            "size-evidence-contradicts",
            "Correct the column that is wrong, or give a table for the brand.",
        )
    else:
        code, suggestion = "size-ambiguous", "State gender and category, or the size's system ([sizes] source)."
    draft.find(
        code,
        Severity.WARNING,
        f"'{text}' was kept: {result.reason}",
        path,
        value=text,
        suggestion=suggestion,
        group=f"{code}:{key}",
    )


def _contradicted(draft: Draft, path: str, result: SizeResult, desk: SizeDesk) -> bool:
    said = desk.contradicted(draft.listing.group, _name(draft.listing.fields[path]))
    return bool(said) or "contradicts itself" in result.reason


def _say_unverified(draft: Draft, path: str, result: SizeResult) -> None:
    draft.find(
        "size-unverified",
        Severity.WARNING,
        f"{result.target} {result.label} is unverified and stands alone, because [sizes] original is 'never'.",
        path,
        suggestion="Keep the original beside it, or give a table in [sizes] tables.",
        group=f"size-unverified:{result.target}",
    )


def _restate_system(draft: Draft, decisions: list[_Decision]) -> None:
    """A column that names the system follows its sizes, once all of them are converted into one system."""
    systems = {d.result.target for d in decisions if d.result.label is not None}
    if len(systems) != 1 or any(d.result.label is None for d in decisions):
        return
    system = next(iter(systems))
    for path in list(_system_paths(draft)):
        if not draft.listing.fields[path].role.is_text:
            draft.set(
                path,
                words()["feed_names"].get(system, system),
                "convert",
                "the sizes beside it",
                decisions[0].result.by,
            )


def _texts(draft: Draft, desk: SizeDesk, original: str) -> None:
    for path, blocks in draft.texts.items():
        for block in blocks:
            block.spans[:] = [_span(draft, path, span, desk, original) for span in block.spans]


def _span(draft: Draft, path: str, span: Span, desk: SizeDesk, original: str) -> Span:
    if span.kind is not SpanKind.SIZE or not isinstance(span.value, SizeValue):
        return span
    result = desk.decide(span.value, draft.listing.group)
    if result.label is None or result.named is None:
        _refuse(draft, path, span.text, result, desk)
        return span
    target = (
        f"{result.named} ({_original(span.value, result)})" if _beside(result, original, free=True) else result.named
    )
    draft.note(path, "convert", span.text, target, _why(result), result.by)
    return replace(span, target=target, why=_why(result), by=result.by)
