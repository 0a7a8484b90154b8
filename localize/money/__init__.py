"""Money: price cells read and written exactly, rates as of a day, prices converted step by step and explained."""

from localize.money.amount import Amount, Notation, parse_amount
from localize.money.convert import PriceStep, PriceTrace, convert_price
from localize.money.find import PriceValue, find_prices
from localize.money.rates import Rate, RateSource, imported_rates_path, rate_source, read_rates
from localize.money.stage import convert_prices

__all__ = [
    "Amount",
    "Notation",
    "PriceStep",
    "PriceTrace",
    "PriceValue",
    "Rate",
    "RateSource",
    "convert_price",
    "convert_prices",
    "find_prices",
    "imported_rates_path",
    "parse_amount",
    "rate_source",
    "read_rates",
]
