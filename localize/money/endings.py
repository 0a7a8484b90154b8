"""Price endings: the allowed prices nearest to an amount.

An ending is the last digits of a price: ``.90`` allows 0.90, 1.90, 2.90 …; ``99`` allows 99, 199, 299 …; ``9.90``
allows 9.90, 19.90 …. It applies to amounts that have more digits than it has, so 3 yen never become 980.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from localize.errors import ConfigError

__all__ = ["Ending", "at_least", "at_most", "below", "nearest", "parse_endings", "round_to_step"]


@dataclass(frozen=True, slots=True)
class Ending:
    """Prices that equal ``residue`` modulo ``modulus``."""

    text: str
    residue: Decimal
    modulus: Decimal

    def around(self, value: Decimal) -> tuple[Decimal, ...]:
        """The allowed prices at or below and at or above ``value``."""
        steps = (value - self.residue) / self.modulus
        counts = {steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING)}
        return tuple(p for count in sorted(counts) if (p := self.residue + count * self.modulus) > 0)


@lru_cache(maxsize=256)
def parse_endings(texts: tuple[str, ...], step: Decimal) -> tuple[Ending, ...]:
    """Endings that fit the price step (0.05 in Switzerland, 1 in Japan); the others cannot be charged and are left out.

    Raises:
        ConfigError: a text is no ending.
    """
    return tuple(ending for text in texts if (ending := _ending(text)).residue % step == 0)


def _ending(text: str) -> Ending:
    whole, _, fraction = text.strip().replace(",", ".").partition(".")
    if not (whole + fraction).isdecimal():
        raise ConfigError(
            f"[prices] endings: '{text}' is no ending.", "Write '.90', '99' or '9.90'; ['market'] takes the market's."
        )
    return Ending(text, Decimal(f"{whole or 0}.{fraction or 0}"), Decimal(10) ** len(whole))


def nearest(value: Decimal, endings: tuple[Ending, ...]) -> tuple[Decimal, str] | None:
    """The allowed price nearest to ``value`` and its ending, a tie the higher; None where no ending applies yet."""
    found = [
        (abs(price - value), -price, ending.text)
        for ending in endings
        if value >= ending.modulus or ending.modulus == 1 or value == ending.residue
        for price in ending.around(value)
    ]
    if not found or (value < 1 and min(found)[0] > value / 2):
        return None
    _, price, text = min(found)
    return -price, text


def at_most(limit: Decimal, endings: tuple[Ending, ...]) -> Decimal | None:
    """The highest allowed price that does not exceed ``limit``."""
    prices = [price for ending in endings for price in ending.around(limit) if price <= limit]
    return max(prices, default=None)


def at_least(limit: Decimal, endings: tuple[Ending, ...]) -> Decimal | None:
    """The lowest allowed price that does not fall below ``limit``."""
    prices = [price for ending in endings for price in ending.around(limit) if price >= limit]
    return min(prices, default=None)


def below(limit: Decimal, endings: tuple[Ending, ...], step: Decimal) -> Decimal | None:
    """The highest allowed price below ``limit``; without endings the next step down. None where that is not above 0."""
    price = at_most(limit - step, endings) if endings else limit - step
    return price if price is not None and price > 0 else None


def round_to_step(value: Decimal, step: Decimal) -> Decimal:
    """Half up, to a multiple of the price step.

    >>> round_to_step(Decimal("12.374"), Decimal("0.05"))
    Decimal('12.35')
    """
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
