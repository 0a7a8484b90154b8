"""The stage for what must match something elsewhere: closed lists are mapped, statements about the market rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.choices import closed_list, stated
from localize.decisions import decided
from localize.listing import Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft, Field

__all__ = ["map_references", "name_units"]


def map_references(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Give values of closed lists their name in the market, and let cells that state a market state this one."""
    for draft in drafts:
        if not context.identity:
            doubles = _doubles(draft, context) if draft.listing.header else frozenset[str]()
            for path, field in draft.listing.fields.items():
                if path in doubles:
                    continue
                if draft.values[path].strip() and field.choices:
                    _choose(draft, path, field, context)
                elif draft.values[path].strip() and field.declares:
                    _declare(draft, path, field, context)
            if draft.listing.header:
                _find_doubled(draft)
        yield draft


def _doubles(draft: Draft, context: Context) -> frozenset[str]:
    """Names that would become what another column is called, too (“US Shoe Size” beside “EU Shoe Size”): they stay.

    Of several the one that has most words in common with the new name gets it, then the first.
    """
    by_name: dict[str, dict[str, None]] = {}
    for path, field in draft.listing.fields.items():
        name = draft.values[path].strip()
        values = closed_list(field.choices) if field.choices else None
        if values and not values.of_market and (new := values.in_market(name, context.market.locale)):
            by_name.setdefault(new, {}).setdefault(name)
    losers = {
        name
        for new, names in by_name.items()
        for name in names
        if name != max(names, key=lambda name: len(_words(new) & _words(name)))
    }
    return frozenset(path for path in draft.listing.fields if draft.values[path].strip() in losers)


def _words(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())


def _find_doubled(draft: Draft) -> None:
    """Say which headers now read as another column of the file: the target's own column is already there."""
    new: dict[int, str] = {}
    paths: dict[int, str] = {}
    for path, field in draft.listing.fields.items():
        if field.role is Role.REFERENCE and draft.values[path] != field.value:
            column = field.address.column
            new[column] = new.get(column, field.header).replace(field.value, draft.values[path], 1)
            paths.setdefault(column, path)
    others = {cell.strip().casefold() for cell in draft.listing.cells if cell}
    for column, header in new.items():
        if header.strip().casefold() in others:
            draft.find(
                "column-doubled",
                Severity.ERROR,
                f"The file has a column “{header.strip()}” already; the localized file has two.",
                paths[column],
                value=header,
                suggestion="Take the target's columns out of the source file, or localize a file of one market.",
                group="column-doubled",
            )


def name_units(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """Write converted units as the platform's list of units calls them (Amazon's templates: ``GR``, not ``G``)."""
    for draft in drafts:
        for path, field in draft.listing.fields.items():
            if field.role is Role.UNIT and field.choices and draft.values[path] != field.value:
                values = closed_list(field.choices)
                name = values.in_market(draft.values[path].strip(), context.market.locale)
                if name is not None:
                    draft.set(path, name, "convert", f"a value of the closed list {values.name}", values.source)
        yield draft


def _choose(draft: Draft, path: str, field: Field, context: Context) -> None:
    values = closed_list(field.choices)
    value = draft.values[path]
    core = value.strip()
    if said := _decided(draft, field, core, context):
        draft.set(path, value.replace(core, said), "terms", f"decided: “{core}” is “{said}” here", "localize.toml")
        return
    if values.of_market and values.in_market(core, context.source_locale) != core:
        _other_market(draft, path, core, values.in_market(core, context.market.locale) or "", field.header)
        return
    new = values.in_market(core, context.market.locale)
    if new is not None:
        draft.set(path, value.replace(core, new), "terms", f"a value of the closed list {values.name}", values.source)
    elif values.knows(core):
        draft.find(
            "no-value-for-market",
            Severity.WARNING,
            f"The list {values.name} has no value for {context.market.locale}; “{core}” was kept.",
            path,
            suggestion="The marketplace may not be there: look up what it wants, and write it with a rule.",
            group=f"no-value-for-market:{values.name}:{core}",
        )
    elif not values.open:
        known = values.values(context.market.locale)
        draft.find(
            "value-not-in-list",
            Severity.ERROR if values.verified else Severity.WARNING,
            f"“{core}” is not on the list that this field takes its values from ({values.name}); it was kept.",
            path,
            suggestion=f"One of: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}." if known else "",
            group=f"value-not-in-list:{field.header.strip()}:{core}",
        )


def _decided(draft: Draft, field: Field, value: str, context: Context) -> str:
    """What a person said that the value is in this market; '' where nobody has."""
    if not context.settings.decisions:
        return ""
    group = draft.listing.group
    where = {"column": field.header.strip(), "option": field.label, "brand": group.brand, "value": value}
    market, decisions = context.market.locale, context.settings.decisions
    by_category = decided(decisions, "text", category=group.category, market=market, **where)
    return by_category or decided(decisions, "text", category=group.product_type, market=market, **where)


def _declare(draft: Draft, path: str, field: Field, context: Context) -> None:
    market = context.market
    core = draft.values[path].strip()
    currency = context.source_currency
    here = stated(field.declares, context.source_locale, currency)
    there = stated(field.declares, market.locale, market.currency)
    if core.casefold() == there.casefold():
        return
    if core.casefold() == here.casefold() or (field.declares == "CURRENCY" and not currency):
        draft.set(
            path, draft.values[path].replace(core, there), "terms", f"the file states its market: {market.locale}"
        )
        return
    _other_market(draft, path, core, there, field.declares, f"; the run's source is {here}")


def _other_market(draft: Draft, path: str, core: str, there: str, what: str, source: str = "") -> None:
    """What is stated is not the source's own statement: another market's column, or a wrong ``--from``."""
    if core.casefold() == there.casefold():
        return
    draft.find(
        "declares-other-market",
        Severity.WARNING,
        f"This states “{core}”, not the market that is localized{source}; it was kept.",
        path,
        suggestion=f"If it should state the market, write “{there}”, or name the right source with --from.",
        group=f"declares-other-market:{what}:{core}",
    )
