"""Writes the page: one file, nothing fetched, every text from the catalog escaped.

The page forbids itself everything but its own style and script (a content security policy with their hashes), so a text
that would get past the escaping still could not run.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.errors import OutputError
from localize.report.answers import by_question, choices_for, places_of, what_to_do
from localize.report.causes import causes
from localize.report.payload import Payload
from localize.report.pictures import pictures
from localize.report.questions import Question
from localize.report.selection import by_listing, select
from localize.report.verdict import verdict

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment
    from markupsafe import Markup

    from localize.report.model import ReportData

__all__ = ["write_report"]

_STAGES = {
    "translate": "Translation",
    "convert": "Conversion",
    "terms": "Dictionary",
    "source-rules": "Rules, before translation",
    "rules": "Rules",
    "fit": "Fit to limits",
    "pin": "Corrections of yours",
}


CAUSES_SHOWN = 300
"""Nobody reads more, and ten thousand of them would take the browser seconds."""


def write_report(target: Path, report: ReportData) -> list[Question]:
    """Write the report to ``target``; it appears there complete or not at all. Returns what it asks.

    Raises:
        OutputError: the file cannot be written.
    """
    context = _context(report)
    page = _environment().get_template("report.html.j2").stream(context)
    page.enable_buffering(50)
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(page)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"{target}: the report cannot be written ({error.strerror}).",
            "Check that the folder exists and that you may write to it.",
        ) from error
    questions: list[Question] = context["questions"]
    return questions


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # late: 30 ms

    environment = Environment(
        loader=FileSystemLoader(package_folder("report") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = "{:,}".format
    environment.filters["short"] = _short
    environment.filters["duration"] = _duration
    environment.filters["day"] = _day
    return environment


def _context(report: ReportData) -> dict[str, Any]:
    selection = select(report.listings, report.findings, report.limit)
    places = places_of(selection.listings, selection.findings)
    findings = by_question(report.findings, places)
    payload = Payload(selection.listings, by_listing(findings))
    found = causes(findings)
    questions = [
        Question(cause, what_to_do(cause), choices_for(cause, report, places)) for cause in found[:CAUSES_SHOWN]
    ]
    return {
        "report": report,
        "summary": report.summary,
        "verdict": verdict(report),
        "questions": questions,
        "more_causes": found[CAUSES_SHOWN:],
        "pictures": pictures(selection.tally, report.summary),
        "unkept_findings": max(0, sum(report.summary.get("findings", {}).values()) - len(report.findings)),
        "selection": selection,
        "stages": _STAGES,
        "direction": _direction,
        "tally": selection.tally,
        "listing_lines": (_trusted(line) for line in payload.lines()),
        "words": lambda: _trusted(payload.words()),
        "style": _asset("report.css"),
        "script": _asset("report.js"),
        "hashes": {name: _hash(name) for name in ("report.css", "report.js")},
    }


def _asset(name: str) -> Markup:
    return _trusted((package_folder("report") / "templates" / name).read_text(encoding="utf-8"))


def _hash(name: str) -> str:
    """What the content security policy calls an inline element with this text."""
    return "sha256-" + b64encode(sha256(_asset(name).encode()).digest()).decode()


def _trusted(text: str) -> Markup:
    """Text that is ours, or that :func:`script_json` has escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - see above


def _duration(seconds: float) -> str:
    """Seconds for people.

    >>> _duration(0.42), _duration(7.5), _duration(3725)
    ('0.4 s', '7.5 s', '1 h 2 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _short(count: int) -> str:
    """A count over a narrow bar.

    >>> _short(999), _short(12_345), _short(2_000_000)
    ('999', '12k', '2M')
    """
    if count < 1_000:
        return str(count)
    return (
        f"{count / 1e3:.2g}k" if count < 99_500 else f"{count / 1e3:.0f}k" if count < 999_500 else f"{count / 1e6:.2g}M"
    )


def _day(value: Any) -> str:
    """A date in words: ``22 November 2026``."""
    from babel.dates import format_date  # late: Babel loads its data

    return format_date(value, "d MMMM yyyy", locale="en")


def _direction(locale: str) -> str:
    """The direction of a locale's script, ``auto`` where Babel does not know the locale.

    >>> _direction("ar-AE"), _direction("de-DE"), _direction("xx-XX")
    ('rtl', 'ltr', 'auto')
    """
    from babel import Locale, UnknownLocaleError  # late: Babel loads its data

    try:
        return str(Locale.parse(locale, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"
