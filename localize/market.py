"""The market: where a listing is sold, with what buyers there expect. Facts lie in ``localize/markets/*.toml``."""

from __future__ import annotations

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

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return load_market, (self.locale,)


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
    country = tag.rsplit("-", 1)[1]
    data = _profiles()[country]
    tax = data["tax"].get("standard")
    return Market(
        locale=tag,
        country=country,
        language=tag.split("-", 1)[0],
        currency=data["currency"],
        measures=data["measures"],
        prices_include_tax=data["tax"]["prices_include_tax"],
        standard_tax=None if tax is None else Decimal(tax),
        price_endings=tuple(data.get("prices", {}).get("endings", ())),
        size_systems=MappingProxyType(dict(data.get("size_systems", {}))),
        data=MappingProxyType(data),
    )
