"""The registry of problem codes: what each means, with a wrong and a right example. Data in ``problems.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.findings import FindingCode, finding_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["known_code", "problem_codes", "problems_page"]


@cache
def problem_codes() -> Mapping[str, FindingCode]:
    """Every code that check, test and diff commands may report, by name."""
    data = read_toml(package_folder("problems.toml"))
    return {code: FindingCode(code, **facts) for code, facts in sorted(data.items())}


def known_code(code: str) -> FindingCode | None:
    """What is documented about a code, be it a problem's or a finding's (``check`` reports findings as problems)."""
    return problem_codes().get(code) or finding_codes().get(code)


def problems_page() -> str:
    """``docs/problems.md``, made from the registry."""
    lines = [
        "# Problems",
        "",
        "What `dict check`, `dict test`, `rules check`, `rules test`, `sizes check`, `sizes test` and `diff` call things.",
        "Errors and warnings make the exit status 1, *info* is for the record. Codes are stable.",
        "",
        "| code | severity | what it means | wrong | right | what to do |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for code in problem_codes().values():
        cells = (f"`{code.code}`", code.severity, code.meaning, code.wrong, code.right, code.remedy)
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
