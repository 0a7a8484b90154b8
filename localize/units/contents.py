"""What one sales unit holds, where title or options leave no doubt: ``Olive oil, 500 ml``, ``Cola 6 x 330 ml``.

An amount is the contents where it stands by itself at the end of a clause, with nothing behind it but what holds it, and no
other amount or count speaks. Words are data: ``unit_prices.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from localize.listing import Role
from localize.units.convert import understood
from localize.units.find import find_quantities
from localize.units.packs import find_packs
from localize.units.quantity import Quantity, Shape
from localize.units.tables import read_table, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from localize.context import Context
    from localize.listing import Draft, Span

__all__ = ["Contents", "contents_of", "holds"]

_TITLED = frozenset({"title", "name", "product_name", "item_name"})
_TIMES = re.compile(r"\d+\s?[xX×]\s?$")
_END = r"\s*(?:[,;:|/()\[\]–—·]|\s-\s|$)"


@dataclass(frozen=True, slots=True)
class Contents:
    """What one piece holds, how many pieces are sold as one, and the words that say so."""

    piece: Quantity
    count: int
    said: str


def contents_of(draft: Draft, context: Context) -> Contents | None:
    """What options state, since variants differ by it, else the title; None where that leaves a doubt.

    An option is silent only if it holds neither amount nor count; one that is doubtful settles nothing.
    """
    for texts in (_options(draft), _titles(draft)):
        found = {contents for text in texts if (contents := _certain(text, context.source_locale)) is not False}
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def holds(contents: Contents, about: str, source_country: str) -> tuple[Fraction, str]:
    """All pieces together, in the base unit of their dimension.

    Ounces of what is poured are fluid, but for a label's whose second reading tells.
    """
    measure = (contents.piece.other or understood(contents.piece, source_country, about)).measures[0]
    return measure.in_base() * contents.count, unit_named(measure.unit).dimension


def _options(draft: Draft) -> Iterator[str]:
    for field in draft.listing.fields.values():
        if field.role in {Role.CHOICE, Role.SIZE} and field.value:
            yield field.value


def _titles(draft: Draft) -> tuple[str, ...]:
    own = tuple(f.value for path, f in draft.listing.fields.items() if path in _TITLED and f.value)
    return own or (draft.listing.group.title,)


@lru_cache(maxsize=4096)
def _certain(text: str, locale: str) -> Contents | Literal[False] | None:
    """The contents that a text states; False where it says nothing of them, None where it does not say it clearly."""
    spans = [span for span in find_quantities(text, locale) if _is_sold_by(span)]
    packs = [pack for pack in find_packs(text, locale) if pack.count > 1]
    if not spans and not packs:
        return False
    if len(spans) != 1 or len(packs) > 1:
        return None
    (span,) = spans
    language = locale.split("-", 1)[0]
    if _stands_alone(text, span, language):
        piece = replace(span.value, count="", text="")
        if not packs:
            return Contents(piece, 1, span.text)
        pack = packs[0]
        if pack.text == span.text and _TIMES.match(span.value.count):
            return Contents(piece, pack.count, span.text)
        if _says_each(text, span, language):
            return Contents(piece, pack.count, f"{pack.text}, {span.text}")
    return None


def _is_sold_by(span: Span) -> bool:
    per = read_table("unit_prices")["contents"]["per"]
    return isinstance(span.value, Quantity) and unit_named(span.value.unit).dimension in per


def _stands_alone(text: str, span: Span, language: str) -> bool:
    """One amount in a unit of packages, at the end of a clause, and no word before it that makes it another thing."""
    quantity: Quantity = span.value
    is_one = quantity.shape in {Shape.SINGLE, Shape.DUAL} and len(quantity.measures) == 1
    if not is_one or quantity.unit not in read_table("unit_prices")["contents"]["units"]:
        return False
    behind = _behind(language).match(text, span.end)
    return behind is not None and not _before(language).search(text[: span.start])


def _says_each(text: str, span: Span, language: str) -> bool:
    return re.match(rf"\s*(?:{_any('each', language)})(?!\w)", text[span.end :], re.IGNORECASE) is not None


@cache
def _behind(language: str) -> re.Pattern[str]:
    words = f"{_any('holders', language)}|{_any('each', language)}"
    return re.compile(rf"(?:\s*(?:{words})(?!\w))?{_END}", re.IGNORECASE)


@cache
def _before(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('not_behind', language)}|[<>≤≥+~])[\s.]*$", re.IGNORECASE)


@cache
def _any(table: str, language: str) -> str:
    names = read_table("unit_prices")[table].get(language, ())
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
