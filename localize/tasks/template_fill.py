"""Listings into a marketplace's template, by what fields mean; what has no source, and what has no place, is a finding."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.layouts.header_words import header_words
from localize.layouts.meanings import Meaning, instead_of, meaning_of, own_words, with_currency
from localize.layouts.spec import fold_header
from localize.listing import Finding, Role, Severity
from localize.money.amount import parse_amount
from localize.protocols import RowPatch
from localize.tasks.localized_rows import LocalizedRow, localized_rows
from localize.text.markup import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.layouts import BoundColumn
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut
    from localize.tasks.template import Template

__all__ = ["FilledTemplate"]

_OF_PRODUCT = frozenset(
    {"title", "description", "short_description", "bullet", "keywords", "brand", "manufacturer"}
) | {
    *("category", "product_type", "main_image", "gender", "age_group", "condition", "material", "country_of_origin"),
}
"""What one row of a product may say for all of them."""
_SOLD = ("sku", "gtin", "id", "price")
_MISSED = frozenset(role for role in Role if role.is_text or role.is_money) - {Role.COST} | {Role.SIZE, Role.QUANTITY}
_MEASURE = re.compile(r"\s*([\d.,]+)\s*(\D*?)\s*")


@dataclass(frozen=True, slots=True)
class _Value:
    """A localized value on its way: its text, its column in the source, and the unit that goes with it."""

    text: str
    column: BoundColumn
    unit: str = ""


@dataclass
class FilledTemplate:
    """A template being filled with the listings of one output."""

    job: MarketJob
    left_out: LeftOut
    template: Template
    filled: Counter[int] = field(default_factory=Counter)
    rows: int = 0
    told: dict[str, Finding] = field(default_factory=dict)
    placed: set[tuple[str, int]] = field(default_factory=set)
    met: dict[tuple[str, int], BoundColumn] = field(default_factory=dict)
    without: dict[int, list[str]] = field(default_factory=dict)

    def write(self, target: Path) -> None:
        """Write the filled template; the rest of it stays byte for byte.

        Raises:
            OutputError: it cannot be written.
        """
        self.template.source.fill(target, self._patches())  # type: ignore[attr-defined]  # Template.open made sure

    def _patches(self) -> Iterator[RowPatch]:
        products = self._products()
        free = self.template.free_rows()
        for row in localized_rows(self.job, self.left_out):
            values = self._values(row)
            if not any(Meaning(name) in values for name in _SOLD):
                continue  # a further picture of a product, say
            shared = products.get((row.listing.table, row.listing.group.key), {})
            number, cells = next(free)
            patch = self._cells({**shared, **values}, row, cells)
            self.rows += 1
            last = self.template.width - 1
            yield RowPatch(self.template.layout.table, number, {last: "", **patch} if not cells else patch)

    def _products(self) -> dict[tuple[str, str], dict[Meaning, _Value]]:
        """What each product's rows say of it; the first row that says something counts."""
        found: dict[tuple[str, str], dict[Meaning, _Value]] = {}
        for row in localized_rows(self.job, self.left_out):
            known = found.setdefault((row.listing.table, row.listing.group.key), {})
            for meaning, value in self._values(row).items():
                if meaning.name in _OF_PRODUCT:
                    known.setdefault(meaning, value)
        return found

    def _values(self, row: LocalizedRow) -> dict[Meaning, _Value]:
        values: dict[Meaning, _Value] = {}
        for column in row.layout.columns:
            fields = [f for f in row.listing.fields.values() if f.address.column == column.index]
            text = ", ".join(part for part in column.codec.get(row.cell(column.index)) if part.strip())
            if not fields or not text.strip():
                continue
            meaning = meaning_of(column.path, column.role, fields[0].label)
            if meaning:
                unit = row.layout.column(column.unit_path) if column.unit_path else None
                said = row.cell(unit.index) if unit else column.unit
                values.setdefault(meaning._replace(number=meaning.number or 1), _Value(text, column, said))
            if column.role in _MISSED:
                self.met.setdefault((row.layout.table, column.index), column)
        return {Meaning(m.name) if m.name in _SOLD else m: value for m, value in values.items()}

    def _cells(
        self, values: Mapping[Meaning, _Value], row: LocalizedRow, cells: Sequence[str | None]
    ) -> dict[int, str]:
        patch: dict[int, str] = {}
        for meaning, column in self.template.columns.items():
            if column.index < len(cells) and (cells[column.index] or "").strip():
                continue  # the template says it already
            value = _find(values, meaning)
            if meaning.name in own_words("uncarried") and row.layout.marketplace not in {
                "generic",
                self.template.layout.marketplace,
            }:
                value = None  # a category of another marketplace
            if meaning.name == "currency":
                patch[column.index] = self.job.context.market.currency
            elif value is not None:
                written = self._written(value, column, row)
                patch.update(written)
                if written:
                    self.placed.add((row.layout.table, value.column.index))
        said = {
            index: text for index, text in self.template.prefilled.items() if index >= len(cells) or not cells[index]
        }
        patch = {index: text for index, text in {**patch, **said}.items() if text}
        self.filled.update(patch.keys())
        self.filled.update(index for index, cell in enumerate(cells) if cell and cell.strip())
        for index in self.template.required:
            if index not in patch and not (index < len(cells) and (cells[index] or "").strip()):
                self.without.setdefault(index, []).append(row.listing.key)
        return patch

    def _written(self, value: _Value, column: BoundColumn, row: LocalizedRow) -> dict[int, str]:
        """A value as the template's column takes it, with its unit's cell where it has one."""
        text = value.text
        if value.column.role.is_money:
            text = self._amount(text)
        elif value.column.role is Role.QUANTITY or column.role is Role.QUANTITY:
            return self._measure(value, column, row)
        elif value.column.role is Role.HTML and column.role is not Role.HTML:
            blocks = (block for block in Document(text, entities=True).blocks if block.attribute == -1)
            text = "\n".join(block.text.strip() for block in blocks).strip()
        return {column.index: self._offered(text, column, row)}

    def _amount(self, text: str) -> str:
        amount = parse_amount(text, self.job.context.source_locale)
        if amount is None:
            return text
        currency = self.job.context.market.currency
        wanted = with_currency(self.template.layout.marketplace)
        return f"{amount.value:f} {currency}" if wanted else f"{amount.value:f}"

    def _measure(self, value: _Value, column: BoundColumn, row: LocalizedRow) -> dict[int, str]:
        match = _MEASURE.fullmatch(value.text)
        if match is None:
            return {}
        unit = value.unit or (match[2] if match else "")
        place = self.template.layout.column(column.unit_path) if column.unit_path else None
        read = parse_amount(match[1], self.job.market)
        number = f"{read.value:f}" if read else match[1]
        if unit and place is not None:
            name = self._offered(unit, place, row)
            return {column.index: number, place.index: name} if name else {}
        said = column.unit or header_words(column.header).unit
        if unit and fold_header(said) == fold_header(unit):
            return {column.index: number}
        self._tell(
            "template-unit-unknown",
            Severity.WARNING,
            f"“{match[1]} {unit}” has a unit that the template's column “{column.header.strip()}” does not say.",
            row,
            column,
            "Enter the numbers in the unit that the marketplace wants there.",
        )
        return {}

    def _offered(self, text: str, column: BoundColumn, row: LocalizedRow) -> str:
        """The text, as the column's drop-down spells it; nothing if that does not offer it."""
        options = self.template.offered.get(column.index)
        if not options:
            return text
        found = next((option for option in options if fold_header(option) == fold_header(text)), "")
        if not found:
            self._tell(
                "value-not-in-list",
                Severity.WARNING,
                f"“{text}” is not on the drop-down of the template's column “{column.header.strip()}”; it stays empty.",
                row,
                column,
                f"One of: {', '.join(list(options)[:12])}{' …' if len(options) > 12 else ''}.",
                text,
            )
        return found

    def _tell(
        self,
        code: str,
        severity: Severity,
        message: str,
        row: LocalizedRow,
        column: BoundColumn,
        suggestion: str,
        value: str = "",
    ) -> None:
        group = f"{code}:{column.header.strip()}:{value}"
        if group not in self.told:
            self.told[group] = Finding(
                code,
                severity,
                message,
                listing=row.listing.key,
                field=column.path,
                line=row.listing.line,
                value=value,
                suggestion=suggestion,
                group=group,
            )

    def findings(self) -> Iterator[dict[str, object]]:
        """What is told of the template as a whole, and of values that it does not take."""
        yield from (finding.to_dict() for finding in (*self._of_template(), *self.told.values(), *self._refused()))

    def _of_template(self) -> Iterator[Finding]:
        layout, name = self.template.layout, self.template.path.name
        if other := self.template.other_market(self.job.context.market):
            yield Finding(
                "template-other-market",
                Severity.ERROR,
                f"{name} says that it is for “{other}”, not for {self.job.market}.",
                suggestion="Download the template in the target store's account.",
                group="template-other-market",
            )
        headers = {column.index: column.header.strip() for column in layout.columns}
        for index, keys in sorted(self.without.items()):
            what = "has no source" if not self.filled[index] else f"is empty for {len(keys)} of {self.rows} listings"
            yield Finding(
                "template-required-empty",
                Severity.ERROR,
                f"{name} requires “{headers[index]}”, which {what}.",
                listing=keys[0] if self.filled[index] else "",
                field=layout.columns[index].path,
                suggestion="Add it to the catalog, or write it with a rule.",
                group=f"template-required-empty:{index}",
            )
        empty = [text for index, text in headers.items() if text and not self.filled[index]]
        optional = [text for text in empty if text not in {headers[i] for i in self.template.required}]
        if optional:
            yield Finding(
                "template-no-source",
                Severity.INFO,
                f"{len(optional)} columns of {name} have no source in the catalog: {', '.join(optional[:20])}"
                f"{' …' if len(optional) > 20 else ''}.",
                suggestion="Add a column for what buyers should know.",
                group="template-no-source",
            )
        for at, column in self.met.items():
            if at not in self.placed:
                yield Finding(
                    "template-no-place",
                    Severity.WARNING,
                    f"“{column.header.strip()}” of the catalog has no place in {name}.",
                    field=column.path,
                    suggestion="Set the column's role or name it as the marketplace does: localize inspect FILE --set",
                    group=f"template-no-place:{column.path}",
                )

    def _refused(self) -> Iterator[Finding]:
        for address, reason in self.template.source.refused:
            yield Finding(
                "cell-not-writable",
                Severity.WARNING,
                f"The text was not written into the template: {reason}.",
                place=self.template.source.place(address.table, address.row, address.column),
                suggestion="Put it in by hand, or make the cell a plain one.",
                group="cell-not-writable",
            )


def _find(values: Mapping[Meaning, _Value], meaning: Meaning) -> _Value | None:
    for name in (meaning.name, *instead_of(meaning.name)):
        found = values.get(Meaning(name) if name in _SOLD else Meaning(name, meaning.number))
        if found is not None:
            return found
    return None
