"""The list of stages for one chunk of listings in one market, in two halves around the engine.

    prepare   source rules ─► analyse ─► terms ─► units ─► sizes ─► prices      → plans for the desk
    finish    translate ─► typography ─► target rules ─► fit ─► verify ─► check ─► forbidden words
              ─► less what a person accepted

Both halves are plain lists that can be printed, and each stage is timed under its name. Where there are pins, their fields
are locked before the first stage, set before the target rules, and released before the check.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.layouts import KeepFilled, map_references, name_units, set_market_cells, with_names_of, with_own_names
from localize.listing import Draft
from localize.money import ConvertPrices, LastPrices, find_prices
from localize.pins import load_pins
from localize.plug_ins import check_by_plug_ins, plugged_checks, plugged_finders
from localize.rules.load import load_rules
from localize.rules.outcomes import exclusion_of
from localize.rules.stage import RuleStage
from localize.sizes import convert_sizes, find_sizes
from localize.terms import ApplyTerms, Dictionary, load_dictionary
from localize.text.analysis import Analyse
from localize.text.finders import find_codes, find_emails, find_numbers, find_placeholders, find_symbols, find_urls
from localize.translation.approved import Approved, load_approved
from localize.translation.stage import plans_of, translate_drafts
from localize.typography import finish_typography
from localize.units import convert_labelled, convert_units, find_quantities, state_unit_prices
from localize.validation.accepted import drop_accepted
from localize.validation.blanks import plain_blanks
from localize.validation.check import check_drafts
from localize.validation.fit import fit_drafts
from localize.validation.verify import verify_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localize.context import Context
    from localize.listing import Listing
    from localize.protocols import Finder, Stage
    from localize.rules.model import Rule
    from localize.translation.desk import Desk
    from localize.translation.plan import Plan

__all__ = ["FINDERS", "Stages", "all_finders"]

FINDERS: tuple[Finder, ...] = (
    find_placeholders,
    find_urls,
    find_emails,
    find_codes,
    find_quantities,
    find_sizes,
    find_prices,
    find_numbers,
    find_symbols,
)
"""What looks for spans in source texts; each knows no other, precedence settles the rest."""


def all_finders() -> tuple[Finder, ...]:
    """Ours and those of plug-ins.

    Raises:
        ConfigError: a plug-in cannot be loaded.
    """
    return (*FINDERS, *plugged_finders())


@dataclass(slots=True)
class Stages:
    """The stages for one market; build one for each and keep it: dictionaries, rules and approved entries are loaded here.

    ``rules`` are those for its market and marketplace. What a rule excludes is not localized any further, unless
    ``keep_excluded`` says that its rows stay in the file. ``seconds`` adds up what each stage took.
    """

    context: Context
    before: list[tuple[str, Stage]] = field(default_factory=list)
    after: list[tuple[str, Stage]] = field(default_factory=list)
    approved: Approved = field(default_factory=Approved)
    rules: tuple[Rule, ...] = ()
    dictionary: Dictionary = field(default_factory=Dictionary)
    keep_excluded: bool = False
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @classmethod
    def load(cls, context: Context, analyse: Analyse | None = None, last: LastPrices | None = None) -> Stages:
        """The default stages. Markets of one run may share ``analyse``, which remembers the spans of texts.

        ``last`` are the prices of the run before, which small moves of a rate leave as they are.

        Raises:
            ConfigError: a dictionary, a rule file or a file of approved entries is wrong.
        """
        settings = context.settings
        rules = load_rules(settings.rules)
        dictionary = load_dictionary(
            context.source_locale,
            context.market.locale,
            settings.dictionaries,
            shipped=settings.shipped_dictionaries,
        )
        terms = ApplyTerms(dictionary)
        before: list[tuple[str, Stage]] = [
            ("keep-filled", KeepFilled.lock),
            ("source-rules", RuleStage(rules, "source")),
            ("references", map_references),
            ("market-cells", set_market_cells),
            ("analyse", analyse or Analyse(all_finders())),
            ("terms", terms),
            ("units", convert_units),
            ("unit-names", name_units),
            ("unit-prices", state_unit_prices),
            ("sizes", convert_sizes),
            ("labelled-units", convert_labelled),
            ("prices", ConvertPrices(last)),
        ]
        after: list[tuple[str, Stage]] = [
            ("typography", finish_typography),
            ("filled", KeepFilled.apply),
            ("rules", RuleStage(rules, "target")),
            ("blanks", plain_blanks),
            ("fit", fit_drafts),
            ("verify", verify_drafts),
            ("filled-released", KeepFilled.release),
            ("check", check_drafts),
            ("forbidden", terms.check_forbidden),
        ]
        if plugged_checks():
            after.append(("plugged-checks", check_by_plug_ins))
        after.append(("accepted", drop_accepted))
        approved = load_approved(settings.approved, context.source_locale, context.market.locale)
        if pins := load_pins(settings, context.market.locale):
            before.insert(0, ("pins", pins.lock))
            after[1:1] = [("pin", pins.apply)]  # behind typography: target rules read what a person wrote
            after.insert([name for name, _ in after].index("filled-released"), ("pinned", pins.release))
        idle = context.identity or "rules" in context.skip
        concerned = () if idle else tuple(rule for rule in rules if rule.concerns(context))
        return cls(context, before, after, approved, concerned, dictionary)

    def by_role(self) -> None:
        """Fit and check by what fields mean: the catalog is not of the marketplace's own kind."""
        names = [name for name, _ in self.after]
        self.after.insert(names.index("accepted"), ("own-names", with_own_names))
        self.after.insert(names.index("fit"), ("names", with_names_of))

    @property
    def may_leave(self) -> bool:
        """Is there a rule that takes listings out of the output?"""
        return any(rule.action_name in {"exclude", "hold"} for rule in self.rules)

    def prepare(self, listings: Iterable[Listing]) -> list[Draft]:
        """Drafts of listings, ready for translation."""
        return self._through(self.before, [Draft.of(listing) for listing in listings])

    def plans(self, drafts: Iterable[Draft]) -> list[Plan]:
        """What must be asked of an engine for prepared drafts."""
        started = time.perf_counter()
        live = self._live(list(drafts))
        plans = [] if self.context.identity else list(plans_of(live, self.context, self.approved))
        self.seconds["segments"] += time.perf_counter() - started
        return plans

    def finish(self, drafts: list[Draft], desk: Desk | None, engine: str) -> list[Draft]:
        """Prepared drafts with translations from a solved desk, and everything behind it."""
        started = time.perf_counter()
        if not self.context.identity:
            live = self._live(drafts)
            done = list(translate_drafts(live, self.context, desk, engine, self.approved))
            drafts = _merged(drafts, live, done)
        self.seconds["translate"] += time.perf_counter() - started
        return self._through(self.after, drafts)

    def _through(self, stages: list[tuple[str, Stage]], drafts: list[Draft]) -> list[Draft]:
        for name, stage in stages:
            started = time.perf_counter()
            live = self._live(drafts)
            drafts = _merged(drafts, live, list(stage(live, self.context)))
            self.seconds[name] += time.perf_counter() - started
        return drafts

    def _live(self, drafts: list[Draft]) -> list[Draft]:
        """Drafts that no rule has excluded: to the others nothing more is done. Mostly all of them, in the same list."""
        if self.keep_excluded:
            return drafts
        live = [draft for draft in drafts if exclusion_of(draft) is None]
        return drafts if len(live) == len(drafts) else live


def _merged(drafts: list[Draft], live: list[Draft], done: list[Draft]) -> list[Draft]:
    """All drafts again, in their order, with those that went a step further in the places of what they were."""
    if live is drafts:
        return done
    after = dict(zip(map(id, live), done, strict=True))
    return [after.get(id(draft), draft) for draft in drafts]
