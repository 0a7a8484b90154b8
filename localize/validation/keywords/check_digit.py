"""`checkDigit`: an identifier's last digit fits the others.

A list of kinds, of which one must accept the value: `gtin` (EAN-8, UPC-A, EAN-13, GTIN-14), `ean`, `upc`, `isbn`. Blanks
and hyphens between the digits do not matter. A digit that does not fit is a typing error, or a spreadsheet's rounding.

    {"checkDigit": ["gtin", "isbn"]}

- Wrong: `4006381333930`
- Right: `4006381333931`
- Fix: none; another number would be another product.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["check"]

_LENGTHS = {"gtin": (8, 12, 13, 14), "ean": (8, 13), "upc": (12,)}


def check(limit: list[str], value: Any, _schema: Mapping[str, Any], _language: str) -> Iterator[str]:
    """One message where no kind accepts the value."""
    if not isinstance(value, str):
        return
    digits = value.replace(" ", "").replace("-", "")
    if not any(_accepts(kind, digits) for kind in limit):
        yield f"no {' or '.join(kind.upper() for kind in limit)}: wrong length or check digit"


def _accepts(kind: str, digits: str) -> bool:
    if kind == "isbn":
        return _validators()["isbn"](digits)
    return len(digits) in _LENGTHS[kind] and _validators()["ean"](digits)


@cache
def _validators() -> dict[str, Callable[[str], bool]]:
    from stdnum import ean, isbn  # late: only where a schema asks

    return {"ean": ean.is_valid, "isbn": isbn.is_valid}
