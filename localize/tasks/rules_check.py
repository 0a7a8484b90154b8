"""``rules check``: everything that is wrong with rule files, in one pass and without an engine."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from localize.context import Context
from localize.errors import UsageError, did_you_mean
from localize.listing import Draft, Severity
from localize.market import load_market, market_tags
from localize.problem import Case, Problem, ProblemReport
from localize.rules.checks import check_names, check_pairs, check_rule
from localize.rules.checks.names import CatalogNames
from localize.rules.load import compile_rules, compile_tests, reads_target
from localize.rules.read import fault, read_files
from localize.rules.stage import RuleStage, count_hits
from localize.tasks.catalog import Catalog, chunks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from localize.rules.model import Rule, RuleTest
    from localize.settings import Settings

__all__ = ["check_rule_files", "check_tests"]


def check_rule_files(
    paths: Sequence[Path], settings: Settings, catalogs: Sequence[Path] = (), markets: Sequence[str] = ()
) -> ProblemReport:
    """What is wrong with rule files, what overlaps and what can never fire.

    With ``catalogs``, fields that they do not have are faults, too, and rules that match none of their listings are said;
    in ``markets``, or in any that the rule is for.

    Raises:
        UsageError: a path does not exist, or a market.
        CatalogError: a catalog cannot be read.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no rule file {path}.", "Give a TOML file, or a folder of them.")
    files = read_files(paths)
    rules, broken = compile_rules(files)
    problems = [p for file in files for p in file.problems]
    problems += [*broken, *check_tests(rules, compile_tests(files), [str(p.path) for p in files if p.problems])]
    problems += [problem for rule in rules for problem in check_rule(rule)]
    problems += check_pairs(rules)
    for path in catalogs:
        problems += _against(path, rules, settings, markets)
    cases = [
        Case(file.path.name, str(file.path), problems=[p for p in problems if p.path == str(file.path)])
        for file in files
    ]
    summary = f"{_count(len(rules) + len(broken), 'rule')} in {_count(len(files), 'file')}"
    return ProblemReport("rules check", cases, summary)


def check_tests(rules: Iterable[Rule], tests: Iterable[RuleTest], unsure: Iterable[str] = ()) -> Iterator[Problem]:
    """Tests of rules or markets that there are not; a rule of a file that could not be read whole may be there."""
    known = {rule.id for rule in rules}
    doubtful = set(unsure)
    for test in tests:
        where = test.where
        if test.rule not in known and str(where.path) not in doubtful:
            hint = did_you_mean(test.rule, known) or "Name a rule of these files."
            yield fault("rule-test-unknown", f"test: there is no rule '{test.rule}'.", hint, where, "rule")
        try:
            load_market(test.market)
        except UsageError as error:
            yield fault("rule-market-unknown", f"test: {error.message}", error.hint, where, "market")


def _against(path: Path, rules: Sequence[Rule], settings: Settings, markets: Sequence[str]) -> Iterator[Problem]:
    catalog = Catalog.open(path, settings)
    names = CatalogNames(path.name, catalog.marketplace)
    contexts = {rule.id: _context(rule, catalog, settings, markets) for rule in rules}
    hits: Counter[str] = Counter()
    for layout in catalog.detection.layouts:
        names.fields |= {column.path for column in layout.columns}
        for chunk in chunks_of(catalog.listings(layout)):
            for listing in chunk:
                names.fields.update(listing.fields)
                names.shared.update(listing.group.attributes)
            for rule in rules:
                if (context := contexts[rule.id]) is not None:
                    drafts = RuleStage([rule], rule.phase)([Draft.of(listing) for listing in chunk], context)
                    hits += count_hits(drafts)
    for rule in rules:
        unknown = [*check_names(rule, names)]
        yield from unknown
        if contexts[rule.id] is not None and not unknown and not hits[rule.id]:
            message = f"rule '{rule.id}': it matches no listing of {path.name}."
            hint = "Fine if it waits for other listings; else correct its condition."
            yield Problem(
                "rule-unused", Severity.INFO, message, hint, path=str(rule.where.path), line=rule.where.line()
            )


def _context(rule: Rule, catalog: Catalog, settings: Settings, markets: Sequence[str]) -> Context | None:
    """A market that the rule is for; None where there is none, or where only the localized text could tell."""
    if reads_target(rule.table.get("when", {})):
        return None
    for tag in [load_market(name).locale for name in markets] or market_tags():
        context = Context(settings.source_locale, load_market(tag), catalog.marketplace, settings, date.min)
        if rule.concerns(context) and not context.identity:
            return context
    return None


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
