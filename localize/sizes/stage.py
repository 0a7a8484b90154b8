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
from functools import lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Severity, SpanKind
from localize.sizes.charts import convert_charts
from localize.sizes.decision import Decision, settled
from localize.sizes.desk import Place, SizeDesk
from localize.sizes.own_charts import own_sizes
from localize.sizes.parsing import name_value, parse_size_value
from localize.sizes.policy import stays_beside, why
from localize.sizes.refusals import refuse, say_unverified
from localize.sizes.render import Writer
from localize.sizes.texts import TextSizes, name_systems
from localize.sizes.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Field
    from localize.sizes.labels import SizeValue

__all__ = ["convert_sizes"]

_BEDS = frozenset({"mattresses", "bedcovers"})


def convert_sizes(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Convert the sizes of a chunk; a group's drafts must be in one chunk.

    Raises:
        ConfigError: a seller's size table cannot be read.
    """
    drafts = list(drafts)
    if "sizes" in context.skip or context.identity:
        return drafts
    desk, original = SizeDesk(context), context.settings.sizes.original
    writer = Writer(context.market.locale, context.source_language)
    texts = TextSizes(desk, writer, original, context.source_language)
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.listing.group.key].append(draft)
    for members in groups.values():
        desk.learn(own_sizes(members))
        decisions = [decision for draft in members for decision in settled(list(_fields(draft, desk)), desk)]
        _keep_apart(decisions)
        for decision in decisions:
            _write(decision, desk, writer, original)
        for draft in members:
            own = [d for d in decisions if d.draft is draft]
            _restate_system(draft, own)
            done = convert_charts(draft, desk, writer, context.market.measures)
            place = (
                next((d.place for d in own if d.result.problem != "same"), own[0].place) if own else _text_place(draft)
            )
            texts.settle(draft, place, own, done)
            name_systems(draft, decisions)
    return drafts


def _fields(draft: Draft, desk: SizeDesk) -> Iterator[Decision]:
    for path, source in draft.listing.fields.items():
        if source.role is not Role.SIZE or not draft.values[path].strip():
            continue
        place = _place(draft, source)
        value = parse_size_value(draft.values[path]) or _bed(draft, path, desk, place)
        if value is None:
            continue
        result = desk.decide(value, draft.listing.group, place)
        if result.label is not None or not _is_measure(draft, path):
            yield Decision(draft, path, place, value, result)


def _bed(draft: Draft, path: str, desk: SizeDesk, place: Place) -> SizeValue | None:
    """``Queen``, where the product is a bed's."""
    evidence = desk.evidence(draft.listing.group, place)
    return name_value(draft.values[path]) if evidence.kinds and evidence.kinds <= _BEDS else None


def _is_measure(draft: Draft, path: str) -> bool:
    """``8 in`` under the option Size is a quantity; ``57 cm`` is one, too, where no table knows such a label."""
    return any(s.kind is SpanKind.QUANTITY for block in draft.texts.get(path, ()) for s in block.spans)


def _place(draft: Draft, source: Field) -> Place:
    return Place(source.label, source.header, next((draft.values[path] for path in _system_paths(draft)), ""))


def _text_place(draft: Draft) -> Place:
    return Place(system=next((draft.values[path] for path in _system_paths(draft)), ""))


def _system_paths(draft: Draft) -> Iterator[str]:
    """Fields that state the system of the sizes beside them (Google's ``size_system``)."""
    return (path for path, value in draft.values.items() if _names_system(path) and value)


@lru_cache(maxsize=4096)
def _names_system(path: str) -> bool:
    return path.rsplit("/", 1)[-1] in words()["columns"]["system"]


def _keep_apart(decisions: list[Decision]) -> None:
    """Mark sizes of one group and option that would become one label though the seller tells them apart."""
    sources: dict[tuple[str, str | None], dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    for decision in decisions:
        if decision.result.label is not None:
            spelling = f"{decision.value.labels[0].key} {decision.value.labels[0].audience}"
            option = decision.place.name.casefold() or decision.path
            sources[option, decision.result.label][spelling].append(decision)
    for (_, label), spellings in sources.items():
        if len(spellings) < 2:
            continue
        names = " and ".join(same[0].value.text for same in spellings.values())
        for decision in (d for same in spellings.values() for d in same):
            decision.apart = True
            decision.draft.find(
                "sizes-collapse",
                Severity.WARNING,
                f"{names} would all become {decision.result.target} {label}; each keeps its original beside it.",
                decision.path,
                suggestion="A table of the brand in [sizes] tables can tell them apart.",
                group=f"sizes-collapse:{decision.draft.listing.group.key}:{label}",
            )


def _write(decision: Decision, desk: SizeDesk, writer: Writer, original: str) -> None:
    draft, path, value, result = decision.draft, decision.path, decision.value, decision.result
    _no_price(draft, path)
    free = bool(draft.listing.fields[path].label)
    if result.label is None:
        refuse(draft, path, value.text, result, desk, decision.place)
        if result.problem in {"same", "kept"} and free and not decision.told:
            draft.set(path, writer.same(value), "convert", "the market's own size, as it is written there")
        return
    if result.label == value.text:
        return
    beside = stays_beside(result, original, free=free) or decision.apart
    text = writer.converted(result, value.labels[0], in_text=False)
    draft.set(path, f"{text} ({writer.original(value, result)})" if beside else text, "convert", why(result), result.by)
    if original == "never" and result.status == "unverified" and not beside:
        say_unverified(draft, path, result)


def _no_price(draft: Draft, path: str) -> None:
    """``EUR 44`` in a size field is a size."""
    for block in draft.texts.get(path, ()):
        block.spans = [span for span in block.spans if span.kind is not SpanKind.PRICE]


def _restate_system(draft: Draft, decisions: list[Decision]) -> None:
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
