"""A price cell with words: ``ab 19,90 €``, ``19,90 € TTC``, ``$19.99 ea``, ``$10 - $20``.

The amount is converted as any other. The words are those of ``currency/cell_words.toml``: what the cell says of the tax decides
as a header does, and what is written says what holds for the new amount. A cell with any other word is none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from localize.data import data_folder, read_toml
from localize.money.amount import Amount, parse_amount
from localize.money.find import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from localize.listing import Role
    from localize.market import Market

__all__ = ["CellWord", "Said", "Worded", "parse_worded", "said_in"]

WITH_TAX, WITHOUT_TAX = "with_tax", "without_tax"
_OF_RANGE = frozenset({"from", "between"})
_LONGEST = 80
_OPENS = r"[\s,;]*[/(]?\s*"
_CLOSES = r"\s*\)?[\s,;]*"


@dataclass(frozen=True, slots=True)
class CellWord:
    """Words of one kind as they stand in a cell, with what stands before those behind an amount."""

    kind: str
    text: str
    gap: str = " "


@dataclass(frozen=True, slots=True)
class Worded:
    """The amounts of a cell, one or both ends of a range with what stands between them, and the words around them."""

    amounts: tuple[Amount, ...]
    between: str
    before: tuple[CellWord, ...]
    behind: tuple[CellWord, ...]

    @property
    def includes_tax(self) -> bool | None:
        """What the words say of the tax; None where they say nothing."""
        kinds = {word.kind for word in (*self.before, *self.behind)} & {WITH_TAX, WITHOUT_TAX}
        return kinds == {WITH_TAX} if len(kinds) == 1 else None


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(data_folder("currency") / "cell_words.toml")


@cache
def _kinds() -> Mapping[str, Mapping[str, Any]]:
    return {kind["name"]: kind for kind in _file()["kind"]}


@cache
def _kind_of() -> Mapping[str, str]:
    return {word: kind["name"] for kind in _file()["kind"] for word in kind["read"]}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words at the start of a cell, words at its end, what stands between the ends of a range."""
    words = _any(_kind_of())
    start = re.compile(rf"(?i)(?P<word>{words})(?:\s*:)?(?=[\s\d\W])\s*")
    end = re.compile(rf"(?i)(?P<gap>{_OPENS})(?<![^\W\d_])(?P<word>{words}){_CLOSES}\Z")
    return start, end, re.compile(rf"(?i)\s*[-–—]\s*|\s+(?:{_any(_file()['range']['words'])})\s+")


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@lru_cache(maxsize=16_384)
def parse_worded(text: str, locale: str, role: Role) -> Worded | None:
    """A cell as amounts and known words; None where it has another word, or no certain amount or range.

    >>> from localize.listing import Role
    >>> cell = parse_worded("ab 19,90 € inkl. MwSt.", "de-DE", Role.PRICE)
    >>> cell.amounts[0].value, [word.kind for word in (*cell.before, *cell.behind)]
    (Decimal('19.90'), ['from', 'with_tax'])
    """
    rest = text.strip()
    if len(rest) > _LONGEST:
        return None
    start, end, _ = _patterns()
    before: list[CellWord] = []
    while match := start.match(rest):
        before.append(_word(match["word"], ""))
        rest = rest[match.end() :]
    behind: list[CellWord] = []
    while match := end.search(rest):
        behind.insert(0, _word(match["word"], match["gap"]))
        rest = rest[: match.start()]
    amounts, between = _amounts(rest, locale)
    fits = all(_kinds()[w.kind].get("column", role.value) == role.value for w in (*before, *behind))
    if len(amounts) > 1:
        before = [word for word in before if word.kind not in _OF_RANGE]
    fits = fits and all(word.kind != "between" for word in before)
    return Worded(amounts, between, tuple(before), tuple(behind)) if amounts and fits else None


def _word(text: str, gap: str) -> CellWord:
    return CellWord(_kind_of()[" ".join(text.casefold().split())], text, gap)


def _amounts(text: str, locale: str) -> tuple[tuple[Amount, ...], str]:
    single = parse_amount(text, locale) or amount_in_words(text, locale)
    if single is not None:
        return (single,), ""
    between = _patterns()[2].search(text)
    if between is None:
        return (), ""
    low, high = parse_amount(text[: between.start()], locale), parse_amount(text[between.end() :], locale)
    if low is None or high is None or low.is_difference or high.is_difference or low.value >= high.value:
        return (), ""
    said = [set(amount.currencies) for amount in (low, high) if amount.currencies]
    common = set.intersection(*said) if said else set()
    precise = low.notation.decimals and high.notation.decimals
    if not (common or (not said and precise)):  # 10-20 may be anything
        return (), ""
    codes = tuple(code for code in (low.currencies or high.currencies) if code in common)
    return (replace(low, currencies=codes), replace(high, currencies=codes)), between.group()


@dataclass(frozen=True, slots=True)
class Said:
    """What stands before and behind an amount, the words that went and those that stayed as they were."""

    lead: str
    tail: str
    gone: tuple[str, ...]
    kept: tuple[str, ...]


def said_in(cell: Worded, market: Market, *, as_digits: bool, includes_tax: bool | None) -> Said:
    """The words of a cell as a market writes them.

    ``as_digits``: the platform takes digits alone; ``includes_tax`` is what holds for the new amount.
    """
    lead, tail, gone, kept = "", "", [], []
    for word in (*cell.before, *cell.behind):
        kind = word.kind
        if kind in {WITH_TAX, WITHOUT_TAX} and includes_tax is not None:
            kind = WITH_TAX if includes_tax else WITHOUT_TAX
        if as_digits and _kinds()[kind].get("droppable"):
            gone.append(word.text)
            continue
        text = _written(kind, market)
        leads = _kinds()[kind]["side"] == "before" if text else word in cell.before
        if not text:
            kept.append(word.text)
        if leads:
            lead += f"{text or word.text} "
        else:
            tail += _behind(text or word.text, word)
    return Said(lead, tail, tuple(gone), tuple(kept))


def _written(kind: str, market: Market) -> str:
    """How a market writes words of a kind; empty where nobody said."""
    write = _kinds()[kind]["write"]
    return str(write.get(market.locale, write.get(market.language, "")))


def _behind(text: str, word: CellWord) -> str:
    """With the comma and brackets that the source's word had; a slash goes, for its word is another now."""
    comma = "," * ("," in word.gap)
    return f"{comma} ({text})" if "(" in word.gap else f"{comma} {text}"
