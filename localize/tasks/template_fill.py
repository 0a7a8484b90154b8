"""Listings into a marketplace's template, by what fields mean; what has no source, and what has no place, is a finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.layouts.meanings import Meaning, instead_of, meaning_of, own_words
from localize.listing import Finding, Role, Severity
from localize.protocols import RowPatch
from localize.tasks.delta import partial_words
from localize.tasks.held import Place
from localize.tasks.localized_rows import LocalizedRow, localized_rows
from localize.tasks.template_cells import TemplateCells, TemplateValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from localize.layouts import BoundColumn
    from localize.tasks.delta import Delta
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


@dataclass
class FilledTemplate:
    """A template being filled with the listings of one output."""

    job: MarketJob
    left_out: LeftOut
    template: Template
    filled: Counter[int] = field(default_factory=Counter)
    rows: int = 0
    placed: set[tuple[str, int]] = field(default_factory=set)
    met: dict[tuple[str, int], BoundColumn] = field(default_factory=dict)
    without: dict[int, list[str]] = field(default_factory=dict)
    cells: TemplateCells = field(init=False)

    def __post_init__(self) -> None:
        self.cells = TemplateCells(self.job, self.template)

    def write(self, target: Path, delta: Delta | None = None) -> None:
        """Write the filled template; the rest of it stays byte for byte. With a ``delta`` only what differs is filled in.

        Raises:
            OutputError: it cannot be written.
        """
        self.template.source.fill(target, self._patches(delta))  # type: ignore[attr-defined]  # Template.open made sure

    def filled_rows(self) -> Iterator[tuple[LocalizedRow, dict[int, str]]]:
        """Every listing that has a row, with what is said of it, by the template's columns."""
        products = self._products()
        _, cells = next(self.template.free_rows())
        for row in localized_rows(self.job, self.left_out):
            if values := self._sold(row):
                shared = products.get((row.listing.table, row.listing.group.key), {})
                yield row, self._cells({**shared, **values}, row, cells)

    def _patches(self, delta: Delta | None) -> Iterator[RowPatch]:
        products = self._products()
        free = self.template.free_rows()
        partial = set(delta.partial) if delta else set()
        words = partial_words(self.template.layout) if delta else {}
        for row in localized_rows(self.job, self.left_out):
            values = self._sold(row)
            group = (row.listing.table, row.listing.group.key)
            if not values or (delta and group not in delta.groups):
                continue
            shared = products.get(group, {})
            number, cells = next(free)
            patch = self._cells({**shared, **values}, row, cells)
            if Place(row.listing.table, row.listing.row) in partial:
                patch |= words
            self.rows += 1
            last = self.template.width - 1
            yield RowPatch(self.template.layout.table, number, {last: "", **patch} if not cells else patch)

    def _sold(self, row: LocalizedRow) -> dict[Meaning, TemplateValue]:
        """What a listing says; nothing where it is no more than a further picture of a product, say."""
        values = self._values(row)
        return values if any(Meaning(name) in values for name in _SOLD) else {}

    def _products(self) -> dict[tuple[str, str], dict[Meaning, TemplateValue]]:
        """What each product's rows say of it; the first row that says something counts."""
        found: dict[tuple[str, str], dict[Meaning, TemplateValue]] = {}
        for row in localized_rows(self.job, self.left_out):
            known = found.setdefault((row.listing.table, row.listing.group.key), {})
            for meaning, value in self._values(row).items():
                if meaning.name in _OF_PRODUCT:
                    known.setdefault(meaning, value)
        return found

    def _values(self, row: LocalizedRow) -> dict[Meaning, TemplateValue]:
        values: dict[Meaning, TemplateValue] = {}
        for column in row.layout.columns:
            fields = [f for f in row.listing.fields.values() if f.address.column == column.index]
            text = ", ".join(part for part in column.codec.get(row.cell(column.index)) if part.strip())
            if not fields or not text.strip():
                continue
            meaning = meaning_of(column.path, column.role, fields[0].label)
            if meaning:
                unit = row.layout.column(column.unit_path) if column.unit_path else None
                said = row.cell(unit.index) if unit else column.unit
                values.setdefault(meaning._replace(number=meaning.number or 1), TemplateValue(text, column, said))
            if column.role in _MISSED:
                self.met.setdefault((row.layout.table, column.index), column)
        return {Meaning(m.name) if m.name in _SOLD else m: value for m, value in values.items()}

    def _cells(
        self, values: Mapping[Meaning, TemplateValue], row: LocalizedRow, cells: Sequence[str | None]
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
                written = self.cells.written(value, column, row)
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

    def findings(self) -> Iterator[dict[str, object]]:
        """What is told of the template as a whole, and of values that it does not take."""
        yield from (
            finding.to_dict() for finding in (*self._of_template(), *self.cells.told.values(), *self._refused())
        )

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


def _find(values: Mapping[Meaning, TemplateValue], meaning: Meaning) -> TemplateValue | None:
    for name in (meaning.name, *instead_of(meaning.name)):
        found = values.get(Meaning(name) if name in _SOLD else Meaning(name, meaning.number))
        if found is not None:
            return found
    return None
