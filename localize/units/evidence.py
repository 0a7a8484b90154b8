"""What a listing says around a quantity: which thing it measures, how its other numbers are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Role, Severity

if TYPE_CHECKING:
    from localize.listing import Draft

__all__ = ["about_field", "named_by", "other_numbers", "report_doubt", "report_unread"]

_SEVERAL = re.compile(r",.*(?:&|\band\b|\bund\b|\bet\b|\by\b|\be\b)")
_MOST = 20_000  # characters of numbers that are looked through


def about_field(draft: Draft, *paths: str) -> str:
    """What says of which thing a value speaks: labels, headers and names of its fields, title and category."""
    group = draft.listing.group
    known = [draft.listing.fields[path] for path in paths if path in draft.listing.fields]
    named = [text for f in known for text in (f.label, f.header, f.path.replace("/", " "))]
    kinds = (*_telling(group.category), *_telling(group.product_type))
    return " ".join([*named, group.title, *kinds]).replace("_", " ")


def _telling(category: str) -> list[str]:
    """The levels of a category that say what a thing is: “Food, Beverages & Tobacco” holds what is poured and what is not."""
    return [level for level in category.split(">") if not _SEVERAL.search(level)]


def named_by(draft: Draft, path: str) -> str:
    """The name that stands beside a value: the seller's for an option or attribute, else the column's header."""
    field = draft.listing.fields.get(path)
    return f"{field.label or field.header} " if field and (field.label or field.header) else ""


def other_numbers(draft: Draft) -> str:
    """The prices, quantities and texts of a listing: their numbers show which mark its seller takes for the decimal one."""
    fields = (f for f in draft.listing.fields.values() if f.role.is_money or f.role.is_text or f.role is Role.QUANTITY)
    return "\n".join(f.value for f in fields if any(map(str.isdigit, f.value)))[:_MOST]


def report_doubt(draft: Draft, path: str, value: str) -> None:
    """A number that the listing's other numbers do not settle was left as it is."""
    message = f"'{value}' can be read in two ways, and the other numbers of the listing do not settle it, so it stays."
    suggestion = "Write thousands without a mark, or say which mark stands before decimals: [source] decimal."
    draft.find("ambiguous-number", Severity.WARNING, message, path, suggestion=suggestion)


def report_unread(draft: Draft, path: str, message: str) -> None:
    """A quantity column holds what is no number."""
    draft.find("quantity-not-understood", Severity.WARNING, message, path, suggestion="Write the number in digits.")
