"""Columns that state how many pieces a listing sells: filled from title and options where they are empty, else compared.

Only what leaves no doubt is said: one count, in words that count whole articles (``Pack of 6``, ``3 x 100 ml``). An option
speaks before the title, since variants differ by it. Which columns there are is ``count_fields.toml``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from localize.listing import Role, Severity
from localize.units.packs import find_packs
from localize.units.tables import read_table, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.context import Context
    from localize.listing import Draft

__all__ = ["state_counts"]

_ANOTHER = re.compile(r"\s?[^\W\d_]{2,3}\s?\d")  # 3 packs of 6: one count says nothing
_TITLED = frozenset({"title", "name", "product_name", "item_name"})


def state_counts(draft: Draft, context: Context) -> None:
    """Fill empty columns of counts, and tell those that say something else than title and options."""
    columns = [(path, name) for path in draft.listing.fields if (name := _count_column(path))]
    if not columns:
        return
    count, said = _count_of(draft, context.source_locale)
    if not count:
        return
    for path, name in columns:
        value = draft.values[path].strip()
        if not value and _fields()[name]:
            draft.set(path, str(count), "convert", f"“{said}” says so", f"count_fields.toml:{name}")
        elif value.isdecimal() and int(value) != count:
            draft.find(
                "pack-count-differs",
                Severity.WARNING,
                f"The column says {value}, “{said}” says {count}.",
                path,
                suggestion="Correct the one that is wrong; buyers go by the title, unit prices by the column.",
            )


@cache
def _fields() -> Mapping[str, bool]:
    """Column names → may they be filled?"""
    return {name: bool(row["fill"]) for row in read_table("count_fields")["field"] for name in row["names"]}


@lru_cache(maxsize=4096)
def _count_column(path: str) -> str:
    name = path.rsplit("/", 1)[-1].casefold().replace(" ", "_").replace("-", "_")
    return name if name in _fields() else ""


def _count_of(draft: Draft, locale: str) -> tuple[int, str]:
    """The count that options state, else the title's, with the words for it; 0 where there is none or more than one."""
    for texts in (_options(draft), _titles(draft)):
        found = {pack for text in texts for pack in _certain(text, locale)}
        if found:
            counts = {count for count, _ in found}
            return min(found) if len(counts) == 1 else (0, "")
    return 0, ""


def _options(draft: Draft) -> Iterator[str]:
    for path, field in draft.listing.fields.items():
        if field.role in {Role.CHOICE, Role.SIZE} and field.value and not _count_column(path):
            yield field.value


def _titles(draft: Draft) -> tuple[str, ...]:
    own = tuple(f.value for path, f in draft.listing.fields.items() if path in _TITLED and f.value)
    return own or (draft.listing.group.title,)


@lru_cache(maxsize=4096)
def _certain(text: str, locale: str) -> tuple[tuple[int, str], ...]:
    language = locale.split("-", 1)[0]
    before, behind = _before(language), read_table("count_fields")["sure_behind"].get(language, ())
    return tuple(
        (0 if _ANOTHER.match(text, pack.end) else pack.count, pack.text)
        for pack in find_packs(text, locale)
        if pack.count > 1
        and (before.match(pack.text) or pack.text.casefold().endswith(tuple(behind)) or _is_times(pack.text))
    )


@cache
def _before(language: str) -> re.Pattern[str]:
    choices = "|".join(map(re.escape, words("packs_before", language))) or "(?!)"
    return re.compile(rf"(?:{choices})(?!\w)", re.IGNORECASE)


def _is_times(text: str) -> bool:
    """``3 x 100 ml``."""
    return re.match(r"\d+\s?[xX×]\s?\d", text) is not None
