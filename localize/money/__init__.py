"""Money: price cells read and written exactly, rates as of a day, prices converted step by step and explained."""

from localize.money.amount import Amount, Notation, parse_amount
from localize.money.convert import Conditions, PriceStep, PriceTrace, convert_price
from localize.money.find import PriceValue, find_prices
from localize.money.rates import Rate, RateSource, imported_rates_path, rate_files, rate_source, read_rates
from localize.money.stage import ConvertPrices, convert_prices
from localize.money.steady import LastPrices, PriceLine
from localize.money.tax import TaxFacts, tax_undecided

__all__ = [
    "Amount",
    "Conditions",
    "ConvertPrices",
    "LastPrices",
    "Notation",
    "PriceLine",
    "PriceStep",
    "PriceTrace",
    "PriceValue",
    "Rate",
    "RateSource",
    "TaxFacts",
    "convert_price",
    "convert_prices",
    "find_prices",
    "imported_rates_path",
    "parse_amount",
    "rate_files",
    "rate_source",
    "read_rates",
    "tax_undecided",
]
