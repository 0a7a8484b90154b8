"""Changes of cells whose new text the file could not take: each chain of changes ends where its cell does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from localize.listing import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.tasks.catalog import Catalog

__all__ = ["with_unwritten"]


def with_unwritten(changes: Iterable[dict[str, Any] | str], catalog: Catalog) -> Iterator[dict[str, Any] | str]:
    """The lines of changes, and for every cell that was refused a last one that takes its changes back.

    Lines are given on as they are; they are read only where a cell was refused (:attr:`Source.refused`), and must then be
    single lines.
    """
    source = catalog.source
    reasons = {source.place(a.table, a.row, a.column): reason for a, reason in source.refused}
    if not reasons:
        yield from changes
        return
    chains: dict[tuple[str, str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
    for line in changes:
        yield line
        change = json.loads(line) if isinstance(line, str) else line
        if change["scope"] == "field" and change["place"] in reasons:
            chain = change["listing"], change["field"], change["place"]
            chains[chain] = (chains[chain][0] if chain in chains else change, change)
    for (listing, field, place), (first, last) in chains.items():
        why = f"not written: {reasons[place]}"
        seq = last["seq"] + 1
        yield Change(listing, field, place, seq, "field", "fit", last["after"], first["before"], why).to_dict()
