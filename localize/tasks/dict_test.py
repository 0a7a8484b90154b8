"""``dict test``: the examples beside dictionaries, with a diff for each that comes out otherwise.

Without an engine an example is decided where the dictionary alone decides it: entries are always honoured, so what they
write stands in every translation. What only a translation of the rest could show is said to need a model.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from localize.context import Context
from localize.data import data_folder
from localize.errors import LocalizeError, UsageError
from localize.layouts import layout_specs
from localize.listing import Address, Field, Group, Listing, Role, Severity
from localize.localizer import Stages
from localize.market import load_market, market_tags
from localize.problem import Case, Problem, ProblemReport
from localize.tasks.dict_check import existing
from localize.terms.checks import examples_beside
from localize.terms.checks.examples import read_examples
from localize.terms.checks.items import pair_of_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from localize.listing import Draft, Span
    from localize.settings import Settings
    from localize.terms.checks.examples import Example
    from localize.translation.desk import Desk
    from localize.translation.plan import Plan

__all__ = ["check_examples"]

NEEDS_MODEL = "needs a model: no entry decides it"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of an example: the text, what spans write into any translation, whether the text is final."""

    value: str
    spans: tuple[Span, ...]
    final: bool
    said: tuple[str, ...] = ()


def check_examples(paths: Sequence[Path], settings: Settings, to: str = "", engine: str = "") -> ProblemReport:
    """Run the examples of files and folders.

    ``to`` is the market of rows that name none; with ``engine`` (``auto``, ``argos``, …) whole texts are translated.

    Raises:
        UsageError: a path does not exist, or there are no examples.
        ConfigError: a dictionary is wrong.
        MissingDataError: the engine has no model for a market.
    """
    existing(paths)
    files = examples_beside(paths)
    if not files:
        raise UsageError("There are no examples.", "They stand beside a dictionary: colours.csv, colours.tests.csv.")
    read = [read_examples(path) for path in files]
    loaded = [path for path in paths if not path.name.endswith(".tests.csv") and not _is_shipped(path)]
    settings = replace(settings, dictionaries=(*loaded, *settings.dictionaries), engine=engine or "none")
    cases = [Case(e.path.rsplit("/", 1)[-1], e.path, problems=e.problems) for e in read if e.problems]
    rows = [row for examples in read for row in examples.rows]
    for (source, tag, marketplace), group in _by_run(rows, files, settings, to, cases).items():
        context = Context(source, load_market(tag), marketplace, settings, datetime.now().astimezone().date())
        cases += [_judged(example, outcome) for example, outcome in zip(group, _run(group, context), strict=True)]
    cases.sort(key=lambda case: (case.path, case.line))
    skipped = sum(bool(case.skipped) for case in cases)
    notes = [f"{skipped:,} could not be evaluated without a model; --engine auto asks one."] if skipped else []
    summary = f"{_count(len(rows), 'example')} in {_count(len(files), 'file')}"
    return ProblemReport("dict test", cases, summary, notes)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)


def _is_shipped(path: Path) -> bool:
    return path.resolve().is_relative_to(data_folder("dictionaries").resolve())


def _by_run(
    rows: Iterable[Example], files: Sequence[Path], settings: Settings, to: str, cases: list[Case]
) -> dict[tuple[str, str, str], list[Example]]:
    """Examples that one run can do together: same source, market and marketplace."""
    pairs = {path.as_posix(): pair_of_folder(path.resolve().parent.name) or ("", "") for path in files}
    groups: dict[tuple[str, str, str], list[Example]] = defaultdict(list)
    for example in rows:
        source, target = pairs[example.path]
        try:
            tag = load_market(example.market or to or _main_market(target)).locale
        except LocalizeError as error:
            hint = error.hint if example.market or to else "Fill in the column 'market', or say --to MARKET."
            message = error.message if example.market or to else "The example has no market."
            problem = Problem("dict-test-invalid", Severity.ERROR, message, hint, example.path, example.line)
            cases.append(Case(example.text, example.path, example.line, [problem]))
            continue
        groups[_source_locale(source, settings), tag, example.marketplace].append(example)
    return groups


def _source_locale(source: str, settings: Settings) -> str:
    if not source or settings.source_locale.split("-")[0] == source:
        return settings.source_locale
    return _main_market(source) or source


def _main_market(language: str) -> str:
    """The market that a language means first (``pt-BR`` stays, ``de`` is ``de-DE``), by CLDR's likely country."""
    from babel.core import get_global  # late: 20 ms

    if "-" in language or not language:
        return language
    likely = get_global("likely_subtags").get(language, "").split("_")
    return next((t for t in (f"{likely[0]}-{likely[-1]}", language) if t in market_tags()), language)


def _run(examples: Sequence[Example], context: Context) -> list[_Outcome]:
    stages = Stages.load(context)
    drafts = stages.prepare([_listing(example, number) for number, example in enumerate(examples, start=1)])
    spans = [tuple(s for blocks in draft.texts.values() for b in blocks for s in b.spans) for draft in drafts]
    plans = [stages.plans([draft]) for draft in drafts]
    asked = context.settings.engine != "none"
    desk: Desk | None = None
    name = ""
    if asked and any(plans) and not context.same_language:
        desk, name = _solved([plan for some in plans for plan in some], context)
    drafts = stages.finish(drafts, desk, name)
    final = [asked or not any(plan.needs_engine for plan in some) for some in plans]
    return [
        _Outcome(draft.values[example.field or "text"], found, whole, _errors(draft))
        for example, draft, found, whole in zip(examples, drafts, spans, final, strict=True)
    ]


def _errors(draft: Draft) -> tuple[str, ...]:
    """Why a text was left as it is; that nobody translated it is no news."""
    found = (f for f in draft.findings if f.severity is Severity.ERROR and f.code != "untranslated")
    return tuple(f"{f.message} [{f.code}]" for f in found)


def _solved(plans: Sequence[Plan], context: Context) -> tuple[Desk, str]:
    from localize.translation.cache import MemoryCache
    from localize.translation.desk import Desk
    from localize.translation.engines import find_engine
    from localize.translation.solving import solve

    engine = find_engine(context.settings.engine, context.source_language, context.market.locale)
    desk = Desk()
    desk.add(plans)
    solve(desk, {context.source_language: engine}, MemoryCache())
    return desk, engine.description


def _listing(example: Example, number: int) -> Listing:
    name = example.field or "text"
    cell = Field(name, _role(name, example.text), example.text, Address("", number, 0), f"A{number}", label=name)
    group = Group(f"{number}", brand=example.brand, category=example.category)
    return Listing(f"{number}", {name: cell}, group, number, example.line)


def _role(name: str, text: str) -> Role:
    """The role that a field of this name has in the layouts that we know; a choice where it is an option's value."""
    roles = {column.path.replace("{1}", "1"): column.role for spec in layout_specs() for column in spec.columns}
    role = roles.get(name, Role.TEXT)
    if not role.is_text:
        return Role.TEXT
    return Role.HTML if role is Role.TEXT and "<" in text and ">" in text else role


def _judged(example: Example, outcome: _Outcome) -> Case:
    """Did it come out as it should? ``expected`` counts as soon as an entry writes it, whatever a model does around it."""
    written = [outcome.value] if outcome.final else [outcome.value, *(s.rendered for s in outcome.spans)]
    made = [outcome.value] if outcome.final else [s.rendered for s in outcome.spans if s.target is not None]
    if example.not_expected and any(example.not_expected in text for text in made):
        return _failed(example, outcome, f"'{example.text}' has '{example.not_expected}', which it must not have.")
    if not example.expected or any(example.expected in text for text in written):
        skipped = "" if example.expected or outcome.final else NEEDS_MODEL
        return Case(example.text, example.path, example.line, skipped=skipped)
    if not outcome.final:
        return Case(example.text, example.path, example.line, skipped=NEEDS_MODEL)
    return _failed(example, outcome, f"'{example.text}' has not '{example.expected}'.")


def _failed(example: Example, outcome: _Outcome, message: str) -> Case:
    detail = "\n".join(_diff(example, outcome))
    hint = "Mend the entry, or the example if it is the example that is wrong."
    if example.expected and example.expected.casefold() in outcome.value.casefold():
        hint = "Only capitals differ: they follow the text, unless the entry says exact in the column 'case'."
    problem = Problem("dict-test-failed", Severity.ERROR, message, hint, example.path, example.line, 1, detail=detail)
    return Case(example.text, example.path, example.line, [problem])


def _diff(example: Example, outcome: _Outcome) -> Iterator[str]:
    yield f"  text      {example.text}"
    if example.expected:
        yield f"- expected  {example.expected}"
    if example.not_expected:
        yield f"- never     {example.not_expected}"
    yield f"+ is        {outcome.value}"
    yield from (f"  says      {said}" for said in outcome.said)
    for span in outcome.spans:
        if span.why.startswith("dictionary") or span.why == "kept":
            yield f"  by        {span.text} → {span.rendered} ({span.by})"
    if not any(span.by for span in outcome.spans):
        yield f"  by        no entry holds there{f' (field {example.field})' if example.field else ''}"
