"""What a listing says around a quantity: which thing it measures, how its other numbers are written."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.market import load_market, market_tags

if TYPE_CHECKING:
    from localize.context import Context
    from localize.listing import Draft, Field

__all__ = [
    "about_field",
    "named_by",
    "other_numbers",
    "report_doubt",
    "report_readings",
    "report_unread",
    "report_without_unit",
]

_SEVERAL = re.compile(r",.*(?:&|\band\b|\bund\b|\bet\b|\by\b|\be\b)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
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
    """The name that stands beside a value: the seller's for an option or attribute, else the column's header.

    A page has none: in German, the “Body” of Shopify's “Body (HTML)” is what a baby wears.
    """
    field = draft.listing.fields.get(path)
    if field is None or field.role is Role.HTML:
        return ""
    return f"{field.label or field.header} " if field.label or field.header else ""


def other_numbers(draft: Draft) -> str:
    """The prices, quantities and texts of a listing: their numbers show which mark its seller takes for the decimal one.

    A plain 19.90 in a column of numbers shows nothing: programs write it so for sellers of every country.
    """
    fields = draft.listing.fields.values()
    written = (f.value for f in fields if f.role.is_text or (_counts(f) and not _PLAIN.fullmatch(f.value.strip())))
    return "\n".join(value for value in written if any(map(str.isdigit, value)))[:_MOST]


def _counts(field: Field) -> bool:
    return field.role.is_money or field.role is Role.QUANTITY


def report_doubt(draft: Draft, path: str, value: str) -> None:
    """A number that the listing's other numbers do not settle was left as it is."""
    message = f"'{value}' can be read in two ways, and the other numbers of the listing do not settle it, so it stays."
    suggestion = "Write thousands without a mark, or say which mark stands before decimals: [source] decimal."
    draft.find("ambiguous-number", Severity.WARNING, message, path, suggestion=suggestion)


def report_readings(draft: Draft, path: str, value: str, shown: str) -> None:
    """A measure is given twice, and the two do not say the same."""
    message = f"'{value}' gives one measure twice, and the two differ by more than rounding; the market sees '{shown}'."
    draft.find("readings-differ", Severity.WARNING, message, path, suggestion="Correct the wrong one in the catalog.")


def report_unread(draft: Draft, path: str, message: str) -> None:
    """A quantity column holds what is no number."""
    draft.find("quantity-not-understood", Severity.WARNING, message, path, suggestion="Write the number in digits.")


def report_without_unit(draft: Draft, field: Field, context: Context, noted: set[str]) -> None:
    """A column of numbers that nothing says the unit of: told once, where the two countries measure differently."""
    header = field.header or field.path
    if f"unit of {header}" in noted or _measures_of(context.source_country) == context.market.measures:
        return
    noted.add(f"unit of {header}")
    message = f"Nothing says which unit the numbers of '{header}' are in, so they stay as they are."
    suggestion = (
        f'Say it in localize.toml: [[decision]] column = "{header}", unit = "lb" (or whatever it is), '
        f"or in the header: {header} (lb)."
    )
    group = f"quantity-without-unit:{header}"
    draft.find("quantity-without-unit", Severity.WARNING, message, field.path, suggestion=suggestion, group=group)


@cache
def _measures_of(country: str) -> str:
    """The system that a country measures in; metric where we have no profile of it, as nearly everywhere."""
    tag = next((tag for tag in market_tags() if tag.endswith(f"-{country}")), "")
    return load_market(tag).measures if tag else "metric"
