"""The registry of finding codes: what each means, with a wrong and a right example. Data in ``findings.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["FindingCode", "finding_codes", "findings_page", "is_of_the_run", "told_once"]

RUN_WIDE = "run:"
"""A finding whose group begins so has one cause for the whole run and is told once."""


@dataclass(frozen=True, slots=True)
class FindingCode:
    """One code's documentation; ``once`` says that a run tells it once for each cause, not for each listing."""

    code: str
    severity: str
    meaning: str
    wrong: str
    right: str
    remedy: str
    once: bool = False


@cache
def finding_codes() -> Mapping[str, FindingCode]:
    """Every code that we may report, by name."""
    data = read_toml(package_folder("findings.toml"))
    return {code: FindingCode(code, **facts) for code, facts in sorted(data.items())}


def is_of_the_run(code: str, group: str) -> bool:
    """Has a finding one cause for the whole run, so that it is told once?

    >>> is_of_the_run("title-too-long", "title-too-long"), is_of_the_run("unit-price-missing", "run:unit-price-missing")
    (False, True)
    """
    registered = finding_codes().get(code)
    return group.startswith(RUN_WIDE) or (registered is not None and registered.once)


def told_once(findings: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Findings, those of a run-wide cause only at their first place."""
    told: set[tuple[str, str]] = set()
    for finding in findings:
        cause = (finding["code"], finding["group"])
        if is_of_the_run(*cause):
            if cause in told:
                continue
            told.add(cause)
        yield dict(finding)


def findings_page() -> str:
    """``docs/findings.md``, made from the registry."""
    lines = [
        "# Findings",
        "",
        "What `findings.jsonl`, the report and `--json` call things. An *error* stops an upload and makes the exit status 1, a",
        "*warning* wants a look, *info* is for the record. Codes are stable.",
        "",
        "| code | severity | what it means | wrong | right | what to do |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for code in finding_codes().values():
        cells = (f"`{code.code}`", code.severity, code.meaning, code.wrong, code.right, code.remedy)
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
