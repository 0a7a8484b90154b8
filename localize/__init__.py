"""Localize marketplace listings offline: texts, terms, sizes, units, prices, checked before you upload.

The public API, and nothing else; each name is imported when it is first used::

    import localize

    localizer = localize.Localizer.load("localize.toml")
    result = localizer.localize({"title": "Mug, 12 oz", "price": "19.99 USD"}, market="pt-BR")
    result.listing, result.findings, result.changes, result.ok
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from localize._version import __version__
from localize.errors import CatalogError, ConfigError, LocalizeError, MissingDataError, OutputError, UsageError

if TYPE_CHECKING:
    from localize.api import convert_price, convert_quantities, convert_size, explain, run
    from localize.listing import Change, Finding, Severity
    from localize.tasks.stream import Localizer, Result

__all__ = [
    "CatalogError",
    "Change",
    "ConfigError",
    "Finding",
    "LocalizeError",
    "Localizer",
    "MissingDataError",
    "OutputError",
    "Result",
    "Severity",
    "UsageError",
    "__version__",
    "convert_price",
    "convert_quantities",
    "convert_size",
    "explain",
    "run",
]

_HOMES = {
    "Change": "localize.listing",
    "Finding": "localize.listing",
    "Severity": "localize.listing",
    "Localizer": "localize.tasks.stream",
    "Result": "localize.tasks.stream",
    "convert_price": "localize.api",
    "convert_quantities": "localize.api",
    "convert_size": "localize.api",
    "explain": "localize.api",
    "run": "localize.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'localize' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
