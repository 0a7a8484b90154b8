"""``docs/checks.md``: every check's page, from the docstring of its module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.validation.keywords import keyword_pages
from localize.validation.market_checks import market_check_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["checks_page"]

_HEAD = """# Checks

What a marketplace's `schema.json` may say beside JSON Schema 2020-12. The meta-schema is `localize/validation/vocabulary.json`; \
each node names its source, the grade of that source and the day on which it was read (`x-source`, `x-grade`, `x-checked`), \
and may hold in some markets only (`x-markets`, `x-not-markets`: countries or locale tags).
"""
_MARKETS = """
## What a market asks

Beside the marketplace's limits, the law of a market asks for things that a file can lack. These checks are warnings, for no file \
says all that a law wants to know; each names its source. Which market has which duty is in `localize/markets/*.toml`; what \
the checks look for is beside them, in `localize/validation/market_checks/`.
"""


def checks_page() -> str:
    """The whole page: the keywords of schemas, then the checks of markets."""
    return _HEAD + _sections(keyword_pages(), "##") + _MARKETS + _sections(market_check_pages(), "###")


def _sections(docstrings: Iterable[str], level: str) -> str:
    return "".join(f"\n{level} {_section(docstring)}\n" for docstring in docstrings)


def _section(docstring: str) -> str:
    title, _, body = docstring.strip().partition("\n")
    return f"{title.removesuffix('.')}\n{body}"
