"""The market: where a listing is sold, with what buyers there expect. Facts lie in ``localize/markets/*.toml``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Market", "load_market", "market_tags"]

_IDENTITY = frozenset({"country", "name", "locales", "other_locales", "sources", "checked", "unverified", "contested"})
"""Keys that say what a file is and where it is from."""


@dataclass(frozen=True, slots=True)
class Market:
    """One market profile.

    ``locale`` is its tag (``pt-BR``), ``measures`` is ``metric``, ``us`` or ``uk``; ``prices_include_tax`` says whether
    shown prices hold the tax; ``price_endings`` are the customary last digits (``.90``); ``size_systems`` maps kind or
    audience (``shoes``, ``women``, ``men``, ``kids``) to a system's name in ``size_tables/``; ``data`` is the whole file,
    for what a profile says beyond that.
    """

    locale: str
    country: str
    language: str
    currency: str
    measures: str
    prices_include_tax: bool
    standard_tax: Decimal | None
    price_endings: tuple[str, ...] = ()
    size_systems: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    data: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def babel(self) -> str:
        """The locale's name as Babel writes it (``pt_BR``)."""
        return self.locale.replace("-", "_")

    @property
    def step(self) -> str:
        """The price step where the market has one beyond the currency's minor unit (``0.05``), else empty."""
        return str(self.data.get("prices", {}).get("step", ""))

    @property
    def prior_price_rule(self) -> bool:
        """Must a reduction show a former price that was really asked here?"""
        return bool(self.data.get("prices", {}).get("prior_price_rule", False))

    @property
    def reduced_taxes(self) -> tuple[Decimal, ...]:
        """The reduced rates in percent."""
        return tuple(map(Decimal, self.data["tax"].get("reduced", ())))

    @property
    def typography(self) -> Mapping[str, Any]:
        """How its language is set: quotation marks, spaces before marks, letters; empty where nothing is known."""
        found: Mapping[str, Any] = self.data.get("typography", {}).get(self.language, {})
        return found

    def overridden(self, changes: Mapping[str, Any]) -> Market:
        """This market with other customs: ``changes`` has the shape of a market's file, in part.

        Tables are laid over the file's; what is no key of a market's file is somebody else's.

        >>> load_market("de-CH").overridden({"currency": "EUR", "prices": {"step": "0.01"}}).step
        '0.01'
        """
        known = {key: value for key, value in changes.items() if key in _own_keys()}
        if "prices" in known:  # the run's own settings stand in the same table
            known["prices"] = {key: value for key, value in known["prices"].items() if key in _price_keys()}
        data = _laid_over(self.data, known)
        return self if data == self.data else _built(self.locale, data)

    def __reduce__(self) -> tuple[Any, tuple[str, dict[str, Any]]]:
        return _built, (self.locale, dict(self.data))


@cache
def _profiles() -> Mapping[str, Mapping[str, Any]]:
    """Country code → file; one file a country."""
    folder = package_folder("markets")
    return {path.stem.upper(): read_toml(path) for path in sorted(folder.glob("*.toml"))}


@cache
def market_tags() -> tuple[str, ...]:
    """Every locale tag that we know, sorted."""
    return tuple(sorted(tag for data in _profiles().values() for tag in data["locales"]))


@cache
def load_market(name: str) -> Market:
    """A market by its locale tag, or by its country where the country has one language there.

    >>> load_market("pt-br").currency
    'BRL'

    Raises:
        UsageError: there is no such market, or the country has several languages.
    """
    wanted = name.strip().replace("_", "-")
    by_fold = {tag.casefold(): tag for tag in market_tags()}
    if tag := by_fold.get(wanted.casefold()):
        return _market(tag)
    if data := _profiles().get(wanted.upper()):
        tags = data["locales"]
        if len(tags) == 1:
            return _market(tags[0])
        raise UsageError(f"'{name}' has several languages.", f"Say which: {', '.join(tags)}.")
    hint = did_you_mean(wanted, (*market_tags(), *_profiles())) or "'localize markets' lists what there is."
    raise UsageError(f"There is no market '{name}'.", hint)


def _market(tag: str) -> Market:
    return _built(tag, dict(_profiles()[tag.rsplit("-", 1)[1]]))


def _built(tag: str, data: Mapping[str, Any]) -> Market:
    tax = data["tax"].get("standard")
    return Market(
        locale=tag,
        country=tag.rsplit("-", 1)[1],
        language=tag.split("-", 1)[0],
        currency=data["currency"],
        measures=data["measures"],
        prices_include_tax=data["tax"]["prices_include_tax"],
        standard_tax=None if tax is None else Decimal(tax),
        price_endings=tuple(data.get("prices", {}).get("endings", ())),
        size_systems=MappingProxyType(dict(data.get("size_systems", {}))),
        data=MappingProxyType(dict(data)),
    )


@cache
def _schema() -> Mapping[str, Any]:
    path = package_folder("markets") / "market.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def _own_keys() -> frozenset[str]:
    """The keys of a market's file that a configuration may say otherwise."""
    return frozenset(_schema()["properties"]) - _IDENTITY


@cache
def _price_keys() -> frozenset[str]:
    """Those of its table ``prices``; which endings a run allows is the run's own setting of that name."""
    return frozenset(_schema()["properties"]["prices"]["properties"]) - {"endings", "endings_unverified"}


def _laid_over(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``changes`` over ``data``, tables into tables."""
    merged = dict(data)
    for key, value in changes.items():
        old = merged.get(key)
        merged[key] = _laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
