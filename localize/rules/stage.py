"""The stages: source rules before anything is found, target rules on the localized values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from localize.rules.application import Application, is_pinned
from localize.rules.conditions import Probe
from localize.rules.outcomes import exclusion_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.context import Context
    from localize.listing import Draft, StageName
    from localize.rules.model import Phase, Rule

__all__ = ["RuleStage", "count_hits"]

_STAGES: dict[Phase, StageName] = {"source": "source-rules", "target": "rules"}


class RuleStage:
    """The rules of one phase as a stage, in file order.

    Leaves out pinned fields (``draft.state["pinned"]``, or a change of stage ``pin``), and does nothing in the identity
    run or where ``rules`` is skipped. The ids of the rules that held are in ``draft.state["rules"]``. What a rule
    excluded, no later rule looks at.
    """

    def __init__(self, rules: Iterable[Rule], phase: Phase) -> None:
        self.phase = phase
        self.rules: Sequence[Rule] = tuple(rule for rule in rules if rule.phase == phase)

    def __call__(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Apply the rules to each draft."""
        rules = self.concerned(context)
        for draft in drafts:
            for rule in () if draft.listing.header else rules:
                if exclusion_of(draft) is not None:
                    break
                self._apply(rule, draft, context)
            yield draft

    def concerned(self, context: Context) -> list[Rule]:
        """The rules that are for this market and marketplace."""
        idle = context.identity or "rules" in context.skip
        return [] if idle else [rule for rule in self.rules if rule.concerns(context)]

    def _apply(self, rule: Rule, draft: Draft, context: Context) -> None:
        language = context.source_language if self.phase == "source" else context.target_language
        held = False
        for path in rule.paths(draft):
            if rule.edits and (is_pinned(draft, path) or not (draft.values[path] or rule.fills)):
                continue
            if rule.holds(Probe(draft, path, context)):
                held = True
                rule.action(Application(draft, path, rule.id, rule.note, _STAGES[self.phase], language, rule.reads))
        if held:
            draft.state.setdefault("rules", []).append(rule.id)


def count_hits(drafts: Iterable[Draft]) -> Counter[str]:
    """Rule id → listings where it held."""
    return Counter(rule for draft in drafts for rule in draft.state.get("rules", ()))
