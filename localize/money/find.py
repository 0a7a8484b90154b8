"""Prices in running text: ``$40``, ``US$ 40``, ``40 USD``, ``29,– €``, ``$10–$20``, ``99¢``, ``$5M``, ``five bucks``.

A sign alone is no price, nor is a number alone. What stands for a currency is data: ``symbols.toml``, ``names.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.money.amount import Amount, Notation, parse_amount
from localize.money.names import Names, names_of
from localize.money.no_prices import is_no_price
from localize.money.patterns import patterns_for
from localize.money.pence import pence_in_text, with_letter
from localize.money.per_unit import PerUnit, unit_behind
from localize.money.symbols import candidates, hundredths, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PriceValue", "amount_in_words", "find_prices"]

_TO = re.compile(r" ?[-–—] ?")
_NO_END = re.compile(r"[\w%]|[.,]\d")
_SENTENCE_END = re.compile(r"[.!?](?:\s|\Z)|\Z")
_SMALL_SIGN = re.compile(r"(?<!\w)(?:us|hk|nz|au|ca) ?(?=\$)")
_LONGEST_CELL = 40
_CENT = Decimal("0.01")
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class PriceValue:
    """The amount of a price in text, or both ends of a range.

    ``scale`` is what a word behind it multiplies it by (``$5M``: a million), ``per`` what it is for (``$12 per lb``).
    """

    amounts: tuple[Amount, ...]
    scale: Decimal = Decimal(1)
    per: PerUnit | None = None

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The amounts multiplied out."""
        return tuple(amount.value * self.scale for amount in self.amounts)


@dataclass(frozen=True, slots=True)
class _Item:
    """A number with its marks, read. ``before`` and ``after`` say whether it has a mark there; ``part`` is 0.01 for cents."""

    start: int
    end: int
    amount: Amount
    scale: Decimal
    before: bool
    after: bool
    part: Decimal

    @property
    def marked(self) -> bool:
        return self.before or self.after


def find_prices(text: str, locale: str) -> Iterator[Span]:
    """Every amount with a currency in ``text``; the span's ``value`` is a :class:`PriceValue`.

    >>> [span.text for span in find_prices("Was $1,299.99, now US$ 40; $ is a sign", "en-US")]
    ['$1,299.99', 'US$ 40']
    """
    language, _, country = locale.partition("-")
    spans = list(_found(text, locale, language)) if patterns_for(language).may_concern(text) else []
    if country in with_letter() and "p" in text:
        spans += [replace(s, value=PriceValue(amounts)) for s, amounts in pence_in_text(text, country, spans)]
    for span in spans:
        if not is_no_price(text, span.start, span.end, language):
            yield _with_unit(span, text, language)


def amount_in_words(text: str, locale: str) -> Amount | None:
    """The amount of a cell that writes it as texts do (``99¢``, ``20 Euro``); None where it is none, or not all of the cell.

    >>> str(amount_in_words("99¢", "en-US").value)
    '0.99'
    """
    text = text.strip()
    span = next(find_prices(text, locale), None) if len(text) <= _LONGEST_CELL else None
    value = span.value if span is not None and span.text == text else None
    if value is None or len(value.amounts) != 1 or value.scale != 1 or value.per is not None:
        return None
    amount = value.amounts[0]
    sign = next((s for s, codes in symbols().items() if set(amount.currencies) & set(codes)), "")
    return replace(amount, notation=replace(amount.notation, before=sign)) if sign else None


def _with_unit(span: Span, text: str, language: str) -> Span:
    """The price with the unit that it is for, where one stands right behind it."""
    behind = unit_behind(text, span.end, language)
    if behind is None or span.value.scale > 1:
        return span
    unit, end = behind
    return replace(span, end=end, text=text[span.start : end], value=replace(span.value, per=unit))


def _found(text: str, locale: str, language: str) -> Iterator[Span]:
    patterns = patterns_for(language)
    searched = _unsmalled(text)
    chain: list[_Item] = []
    for match in patterns.item.finditer(searched):
        item = _item(match, names_of(language), locale)
        if chain and (item is None or not _TO.fullmatch(text, chain[-1].end, match.start())):
            joined = _with_cents(chain, item, text, patterns.cents)
            if joined:
                chain = [joined]
                continue
            yield from _spans(chain, text)
            chain = []
        if item is not None:
            chain.append(item)
    yield from _spans(chain, text)


def _unsmalled(text: str) -> str:
    """A text that somebody put into small letters with its symbols as they were: ``hk $`` is HK$."""
    if "$" not in text or text != text.lower():
        return text
    return _SMALL_SIGN.sub(lambda match: match.group().upper(), text)


def _with_cents(chain: list[_Item], item: _Item | None, text: str, gap: re.Pattern[str]) -> _Item | None:
    """``ten dollars and fifty cents``, ``3 euros con 50.`` as one, or None; ``gap`` is what may stand between."""
    if item is None or len(chain) != 1 or chain[0].part != 1 or not chain[0].after:
        return None
    first, cents = chain[0], item.amount.value
    if not gap.fullmatch(text, first.end, item.start) or first.amount.notation.decimals:
        return None
    if item.part == 1:
        if item.marked or item.end - item.start != 2 or not _SENTENCE_END.match(text, item.end):
            return None
        cents *= _CENT
    notation = replace(first.amount.notation, decimals=2)
    return replace(
        first, end=item.end, amount=replace(first.amount, value=first.amount.value + cents, notation=notation)
    )


def _spans(chain: list[_Item], text: str) -> Iterator[Span]:
    """The prices of numbers that hang together by dashes: one, or a range; three or more are something else."""
    if not chain or _NO_END.match(text, chain[-1].end):
        return
    if len(chain) == 1 and chain[0].marked:
        yield _span(chain, chain[0].scale, text)
    elif len(chain) == 2:
        yield from _range(chain[0], chain[1], text)


def _range(low: _Item, high: _Item, text: str) -> Iterator[Span]:
    """``$10-$20``, ``$10-20``, ``10-20 USD``; numbers that are no range stand for themselves."""
    scale = max(low.scale, high.scale)
    joined = (low.before or high.after) and low.part == high.part and min(low.scale, high.scale) in (1, scale)
    if joined and low.amount.value * (low.scale if low.scale > 1 else scale) < high.amount.value * scale:
        yield _span([low, high], scale, text)
    elif text[low.end] == " ":  # "Pack of 10 - $5", "save $20 - 10 left"
        yield from (_span([item], item.scale, text) for item in (low, high) if item.marked)


def _span(items: list[_Item], scale: Decimal, text: str) -> Span:
    start, end = items[0].start, items[-1].end
    return Span(start, end, SpanKind.PRICE, text[start:end], PriceValue(tuple(i.amount for i in items), scale))


def _item(match: re.Match[str], names: Names, locale: str) -> _Item | None:
    """A match as a number with a currency, scale and place; None where its marks contradict each other."""
    group = match.groupdict(default="")
    scale_word = (group["scale"] or group["bare_scale"] or group["words_scale"]).strip().casefold()
    scale = names.scales[scale_word] if scale_word else Decimal(1)
    before, after = group["before"], group["after"] or group["alone"] or group["words_after"] or group["sign"]
    said: tuple[str, ...] | None = None
    part = Decimal(1)
    for mark in filter(None, (before, after)):
        if len(mark) == 4 and mark[0] == "M" and candidates(mark[1:]):  # MUSD: millions of dollars
            codes, of, scale = candidates(mark[1:]), Decimal(1), scale * _MILLION
        else:
            codes, of = _meaning(mark, names)
        part *= of
        said = codes if said is None else tuple(code for code in said if code in codes)
    if said is not None and not said:
        return None
    amount = _amount(group, names, locale)
    if amount is None:
        return None
    decimals = amount.notation.decimals if part == 1 else 2
    amount = Amount(amount.value * part, said or (), replace(amount.notation, decimals=decimals))
    return _Item(match.start(), match.end(), amount, scale, bool(before), bool(after), part)


def _amount(group: dict[str, str], names: Names, locale: str) -> Amount | None:
    """The number of a match, in digits or words."""
    if group["words"]:
        return _worded(group["words"], names)
    if group["whole"]:  # 9€90
        return parse_amount(f"{group['whole']},{group['cents']}", "")
    return parse_amount(group["digits"] or group["bare"], locale)


def _meaning(mark: str, names: Names) -> tuple[tuple[str, ...], Decimal]:
    """The currencies that a mark may stand for, and which part of one it is."""
    if mark in hundredths():
        return hundredths()[mark], _CENT
    folded = " ".join(mark.casefold().split())
    if folded in names.hundredths:
        return names.hundredths[folded], _CENT
    named = names.currencies.get(folded) or names.scaled.get(folded)
    tight = "".join(mark.split())
    return named or candidates(mark) or candidates(tight) or candidates(tight.upper()), Decimal(1)


def _worded(text: str, names: Names) -> Amount | None:
    """``forty-five``, ``half``: tens and units add up."""
    folded = text.casefold()
    words = [folded] if folded in names.numbers else re.split(r"[ -]", folded)
    parts = [names.numbers[word] for word in words if word not in names.ands]
    if len(parts) == 2 and not (parts[0] >= 20 and 1 <= parts[1] <= 9):
        return None
    return Amount(sum(parts, Decimal(0)), (), Notation(decimals=0))
