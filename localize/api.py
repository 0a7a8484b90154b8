"""The functions of the public API; each opens what it needs and nothing more."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from localize.context import Context
from localize.data import home_folder
from localize.market import load_market
from localize.settings import Settings, find_config, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.money import PriceTrace
    from localize.sizes import SizeResult
    from localize.tasks.explain import Explanation
    from localize.tasks.summary import RunReport

__all__ = ["convert_price", "convert_quantities", "convert_size", "explain", "run"]


def _today() -> date:
    return datetime.now().astimezone().date()


def _context(market: str, source_locale: str, settings: Settings, as_of: date | None, currency: str = "") -> Context:
    profile = settings.market(market)
    skip = frozenset({"translate"}) if settings.engine == "none" else frozenset[str]()
    return Context(
        source_locale, profile, "generic", settings.for_market(profile.locale), as_of or _today(), currency, skip
    )


def convert_size(
    label: str,
    source: str,
    target: str,
    *,
    kind: str = "",
    audience: str = "",
    brand: str = "",
    tables: Sequence[str | Path] = (),
) -> SizeResult:
    """One size into another system, by your own ``tables`` and then the shipped ones.

    >>> convert_size("10.5", "US", "EU", kind="shoes", audience="men").label
    '43.5'
    """
    from localize.sizes import convert_size as convert

    return convert(label, source, target, kind, audience, brand, tuple(Path(table) for table in tables))


def convert_quantities(text: str, market: str, *, source_locale: str = "en-US") -> str:
    r"""A text with its quantities as the market writes them; the other words stay.

    >>> convert_quantities('12" x 8"', market="de-DE")
    '30,5 x 20,3\xa0cm'
    """
    from localize.units import convert_quantities as convert

    return convert(text, load_market(market), source_locale)


def convert_price(
    amount: str | Decimal,
    currency: str,
    market: str,
    *,
    as_of: date | None = None,
    settings: Settings | None = None,
    role: str = "price",
    category: str = "",
    brand: str = "",
    sku: str = "",
) -> PriceTrace:
    """A price into a market, with every step that led to it; category, brand and SKU decide its margin.

    >>> convert_price("19.99", "USD", market="pt-BR", as_of=date(2026, 10, 30)).value
    Decimal('108.60')

    Raises:
        MissingDataError: there is no rate.
    """
    from localize.listing import Role
    from localize.money import Conditions
    from localize.money import convert_price as convert

    settings = settings or Settings()
    context = _context(market, settings.source_locale, settings, as_of, currency)
    conditions = Conditions(context.settings.prices.margin([category], brand, sku))
    return convert(Decimal(str(amount)), currency, context, Role(role), conditions=conditions)


def explain(
    text: str,
    market: str,
    *,
    source_locale: str = "en-US",
    engine: str = "none",
    field: str = "text",
    category: str = "",
    brand: str = "",
) -> Explanation:
    r"""The way of one text: its spans with their targets, its segments, the result.

    >>> [(s.text, s.target) for s in explain("24-inch shelf", market="de-DE").spans if s.target]
    [('24-inch', '61\xa0cm'), ('shelf', 'Regal')]
    """
    from dataclasses import replace

    from localize.tasks.explain import explain_text

    settings = replace(Settings(), source_locale=source_locale, engine=engine)
    context = _context(market, source_locale, settings, None)
    return explain_text(text, context, name=field, category=category, brand=brand)


def run(
    catalogs: Sequence[str | Path],
    to: Sequence[str] = (),
    out: str | Path = "localized",
    *,
    config: str | Path | None = None,
    settings: Settings | None = None,
    as_of: date | None = None,
    marketplaces: Sequence[str] = (),
    mode: str = "",
    template: str | Path | None = None,
    over: str | Path | None = None,
    retranslate: bool = False,
) -> RunReport:
    """What ``localize run`` does: catalogs in, for each market a file ready to upload and a report.

    ``marketplaces`` are those of ``--for``, ``mode`` is ``copy`` or ``overlay`` as ``--as`` has it, ``template`` a marketplace's
    own that is filled, ``over`` the store's own export of translations; ``retranslate`` makes also anew what a file has in
    the target language.

    Raises:
        UsageError: the call is wrong; nothing was written.
        ConfigError: a configuration, dictionary or rule is wrong; nothing was written.
    """
    from localize.tasks.run import RunOptions, run_catalogs

    settings = settings or load_settings(Path(config) if config else find_config(Path.cwd()))
    return run_catalogs(
        [Path(path) for path in catalogs],
        RunOptions(
            markets=tuple(to) or settings.markets,
            out=Path(out),
            settings=settings,
            as_of=as_of or _today(),
            cache=settings.cache or home_folder() / "cache.sqlite",
            skip=frozenset({"translate"}) if settings.engine == "none" else frozenset(),
            marketplaces=tuple(marketplaces),
            mode=mode,
            template=Path(template) if template else None,
            over=Path(over) if over else None,
            retranslate=retranslate,
        ),
    )
