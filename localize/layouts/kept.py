"""Cells that are no text although their column holds texts; they are kept, and where that is news, it is said."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.layouts.spec import fold_header
from localize.layouts.targets import is_json
from localize.listing import Finding, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localize.layouts.binding import BoundColumn, BoundLayout
    from localize.listing import Field
    from localize.protocols import Row

__all__ = ["is_broken", "is_no_text", "kept_findings"]

# JSON may say "\\ud83d" without its second half; no text can be made of that.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile(r"=\S")
# BigCommerce writes a variant's options in the column of names: [CS]Color=Brown:#8b4513,[RT]Size=Large.
_OPTIONS = re.compile(r"\[[A-Z]{1,4}\][^=\[]+=")


@cache
def _no_values() -> frozenset[str]:
    return frozenset(read_toml(package_folder("layouts") / "no_values.toml")["exact"])


def is_broken(cell: str) -> bool:
    """Half a character stands in it."""
    return not cell.isascii() and _HALF_CHARACTER.search(cell) is not None


def is_no_text(cell: str) -> bool:
    """A spreadsheet formula, or a mark of nothing such as ``N/A``.

    >>> is_no_text("N/A"), is_no_text('=HYPERLINK("a","b")'), is_no_text("= 5 pieces")
    (True, True, False)
    """
    return _FORMULA.match(cell) is not None or _OPTIONS.match(cell) is not None or cell.strip() in _no_values()


def kept_findings(
    layout: BoundLayout, row: Row, key: str, fields: Mapping[str, Field], *, first: bool
) -> Iterator[Finding]:
    """What is kept of a listing's cells and why; ``first`` tells also what holds for whole columns."""
    columns = {column.index: column for column in layout.columns}
    for field in fields.values():
        column = columns[field.address.column]
        if is_broken(field.value):
            yield _finding("character-broken", Severity.WARNING, "The cell holds half a character", field, row, key)
        elif column.role.is_text and _FORMULA.match(field.value):
            yield _finding("formula-kept", Severity.INFO, "The cell reads as a spreadsheet formula", field, row, key)
        elif column.offered and field.value.strip() and fold_header(field.value) not in column.offered:
            reason = f"“{field.value.strip()}” is not on the drop-down of column “{column.header.strip()}”"
            yield _finding("value-not-in-list", Severity.WARNING, reason, field, row, key)
        elif column.role.is_text and field.role is Role.REFERENCE and is_json(field.value):
            reason = "The cell holds data for a program (JSON)"
            yield _finding("structured-text-kept", Severity.WARNING, reason, field, row, key)
        elif first and column.alone:
            reason = f"Column “{column.header.strip()}” has no column for other languages"
            yield _finding("overlay-no-place", Severity.WARNING, reason, field, row, key)
        elif first and column.judged:
            yield _by_content(column, field, row, key)
        elif first and column.closed:
            reason = f"Column “{column.header.strip()}” is chosen from a drop-down"
            yield _finding("drop-down-kept", Severity.INFO, reason, field, row, key)


def _by_content(column: BoundColumn, field: Field, row: Row, key: str) -> Finding:
    """What became of a column whose header does not say what it holds, and how to have it otherwise."""
    header, translated = column.header.strip(), column.judged == "translated"
    done = "so it was translated" if translated else "but the file's form does not have it, so it was left as it is"
    return Finding(
        "column-by-content",
        Severity.INFO,
        f"Column “{header}” holds phrases, {done}.",
        listing=key,
        field=field.path,
        place=field.place,
        line=row.line,
        value=field.value,
        suggestion=f"If that is wrong: localize inspect FILE --set '{header}={'reference' if translated else 'text'}' --save.",
        group=f"column-by-content:{header}",
    )


_REMEDIES = {
    "value-not-in-list": "Choose one of the values that the drop-down offers.",
    "character-broken": "Write the character anew (it is mostly an emoji that was cut in two).",
    "formula-kept": "If it is text, begin it with a letter or a blank.",
    "structured-text-kept": "Translate the words in it by hand, or where the store shows it.",
    "overlay-no-place": "Add a column for the target's language, named like the others.",
    "drop-down-kept": "Choose the market's own value, or set the column's role: localize inspect FILE --set.",
}


def _finding(code: str, severity: Severity, reason: str, field: Field, row: Row, key: str) -> Finding:
    return Finding(
        code,
        severity,
        f"{reason}, so it was left as it is.",
        listing=key,
        field=field.path,
        place=field.place,
        line=row.line,
        value=field.value.encode("utf-8", "replace").decode("utf-8"),
        suggestion=_REMEDIES[code],
        group=_group(code, field),
    )


def _group(code: str, field: Field) -> str:
    if code == "value-not-in-list":
        return f"{code}:{field.header.strip()}:{field.value.strip()}"
    return f"{code}:{field.header.strip()}" if code in {"drop-down-kept", "overlay-no-place"} else code
