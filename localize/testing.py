"""Helpers for the tests of programs that use ``localize`` and of plug-ins: an engine without a model, findings captured.

>>> from localize import Localizer
>>> from localize.testing import FakeEngine, capture
>>> result = Localizer(engine=FakeEngine).localize({"title": "Blue mug with a lid and a spoon"}, market="it-IT")
>>> found = capture([result])
>>> found.expect_no("error")
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from localize.listing import Finding, Span
    from localize.protocols import Check, Finder, TranslateOptions
    from localize.tasks.stream import Result

__all__ = ["FakeEngine", "FakeSession", "Findings", "capture", "check_findings", "found_spans"]

_ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


@dataclass(frozen=True)
class FakeEngine:
    """An engine that needs no model: it puts accents on vowels, word by word, and so changes what was really translated.

    The class itself makes engines: ``Localizer(engine=FakeEngine)``. ``answers`` are translations of whole engine inputs,
    given with ``functools.partial(FakeEngine, answers={"Blue mug": "Tazza blu"})``.

    >>> FakeEngine("en", "it-IT").open().translate(["Blue mug"], None)
    ['Blúé múg']
    """

    source: str
    target: str
    answers: Mapping[str, str] = field(default_factory=dict)
    name: str = "fake"

    @property
    def fingerprint(self) -> str:
        """Differs where answers do."""
        return f"fake:{self.source}:{self.target}:{sorted(self.answers.items())}"

    @property
    def description(self) -> str:
        """For people."""
        return "fake engine (no model)"

    def open(self) -> FakeSession:
        """A session; there is nothing to load."""
        return FakeSession(MappingProxyType(dict(self.answers)))


class FakeSession:
    """What :class:`FakeEngine` opens; ``asked`` are all texts that it was given, in order."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str], options: TranslateOptions | None = None) -> list[str]:
        """The answer for each text, or the text with accents on its vowels."""
        del options
        self.asked += texts
        return [self._answers.get(text, text.translate(_ACCENTED)) for text in texts]

    def close(self) -> None:
        """Nothing to let go of."""


class Findings:
    """Findings that were captured; what is expected and not there fails with a list of what is."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._all = tuple(findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def codes(self) -> list[str]:
        """Their codes, each once, sorted."""
        return sorted({finding.code for finding in self._all})

    def of(self, code: str, field: str = "") -> list[Finding]:
        """Those of a code, at a field if one is named."""
        return [f for f in self._all if f.code == code and field in {"", f.field}]

    def expect(self, code: str, field: str = "") -> Finding:
        """The first of a code (at a field).

        Raises:
            AssertionError: there is none; the message lists what there is.
        """
        found = self.of(code, field)
        if not found:
            raise AssertionError(f"no finding '{code}'{f' at {field}' if field else ''}; there are: {self._listed()}")
        return found[0]

    def expect_no(self, code_or_severity: str) -> None:
        """Nothing of a code, or of a severity (``error``, ``warning``, ``info``).

        Raises:
            AssertionError: there is; the message lists what there is.
        """
        if any(code_or_severity in {f.code, f.severity.value} for f in self._all):
            raise AssertionError(f"'{code_or_severity}' was found: {self._listed()}")

    def _listed(self) -> str:
        return "; ".join(f"{f.code} at {f.listing}/{f.field}: {f.message}" for f in self._all) or "none"


def capture(results: Iterable[Result]) -> Findings:
    """The findings of results, in order."""
    return Findings(finding for result in results for finding in result.findings)


def check_findings(check: Check, listing: Mapping[str, str], market: str, source_locale: str = "en-US") -> Findings:
    """What a check of your own says of one listing, whose values are taken as the final ones for the market.

    >>> from localize import Severity
    >>> def polite(draft, context):
    ...     if "!" in draft.values["title"]:
    ...         draft.find("shouting", Severity.WARNING, "The title shouts.", "title")
    >>> check_findings(polite, {"title": "Buy now!"}, "de-DE").expect("shouting").field
    'title'

    Raises:
        UsageError: there is no such market.
    """
    from datetime import datetime

    from localize.context import Context
    from localize.layouts.records import listings_of
    from localize.listing import Draft
    from localize.settings import Settings

    settings = Settings(source_locale=source_locale)
    today = datetime.now().astimezone().date()
    context = Context(source_locale, settings.market(market), "generic", settings, today)
    ((_, read),) = listings_of([listing], "", {})
    draft = Draft.of(read)
    before = len(draft.findings)
    check(draft, context)
    return Findings(draft.findings[before:])


def found_spans(finder: Finder, text: str, locale: str = "en-US") -> list[Span]:
    """What a finder of your own sees in a text, its places checked.

    Raises:
        ConfigError: it failed, or a span's text is not what stands at its place.
    """
    from localize.plug_ins import PluggedFinder

    return PluggedFinder("yours", finder)(text, locale)
