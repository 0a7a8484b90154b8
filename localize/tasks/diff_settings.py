"""What differs between two sides by itself, before any catalog is looked at: entries, rules, prices, anything else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from localize.rules.conditions import compile_condition
from localize.rules.load import reads_target
from localize.settings import PriceSettings
from localize.tasks.data_files import folder_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from localize.rules.conditions import Probe
    from localize.rules.model import Rule
    from localize.settings import Settings
    from localize.terms.entry import Entry

__all__ = ["changed_entries", "changed_rules", "loose_condition", "same_but_prices", "same_prices"]


def same_prices(one: Settings, other: Settings) -> bool:
    """Are prices computed alike?"""
    return _contents([one.prices.rates]) == _contents([other.prices.rates]) and replace(
        one.prices, rates=None
    ) == replace(other.prices, rates=None)


def same_but_prices(one: Settings, other: Settings) -> bool:
    """Is all the rest alike, but for dictionaries and rules, which are compared by themselves?"""
    tables = [_contents((s.approved, *s.sizes.tables)) for s in (one, other)]
    return _bare(one) == _bare(other) and tables[0] == tables[1]


def _bare(settings: Settings) -> Settings:
    """What decides a text and is stated in the settings themselves."""
    return replace(
        settings,
        source_file=None,
        out=None,
        cache=None,
        markets=(),
        fail_on="",
        dictionaries=(),
        rules=(),
        approved=None,
        sizes=replace(settings.sizes, tables=()),
        prices=PriceSettings(),
        market_overrides={},
    )


def _contents(paths: Iterable[Path | None]) -> list[str]:
    return [folder_digest(path) if path and path.exists() else "" for path in paths]


def changed_entries(before: Sequence[Entry], after: Sequence[Entry]) -> list[Entry]:
    """Entries of all terms of which anything differs; their order counts, for it settles who wins."""
    one, other = _by_term(before), _by_term(after)
    changed = [term for term in one.keys() | other.keys() if _said(one.get(term, [])) != _said(other.get(term, []))]
    return [entry for term in sorted(changed) for entry in (*one.get(term, ()), *other.get(term, ()))]


def _by_term(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.term.casefold()].append(entry)
    return found


def _said(entries: Iterable[Entry]) -> list[Entry]:
    return [replace(entry, origin="") for entry in entries]


def changed_rules(before: Sequence[Rule], after: Sequence[Rule]) -> list[Rule]:
    """Rules that only one side has, or that moved: order counts."""
    one, other = [repr(dict(r.table)) for r in before], [repr(dict(r.table)) for r in after]
    changed: list[Rule] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += [*before[a:b], *after[c:d]]
    return changed


def loose_condition(rule: Rule) -> Callable[[Probe], bool]:
    """The rule's condition without what asks the localized text: that may become true."""
    return compile_condition(_without_target(rule.table.get("when", {})), rule.where, fields=rule.field)


def _without_target(when: Mapping[str, Any]) -> dict[str, Any]:
    loose = {key: value for key, value in when.items() if key not in {"target", "all", "any", "not"}}
    for key in ("all", "any"):
        if key in when:
            loose[key] = [_without_target(table) for table in when[key]]
    if "not" in when and not reads_target(when["not"]):
        loose["not"] = when["not"]
    return loose
