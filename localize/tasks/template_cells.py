"""One localized value as a template's column takes it: amounts, measures with their units, values of its drop-downs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.layouts.header_words import header_words
from localize.layouts.meanings import with_currency
from localize.layouts.spec import fold_header
from localize.listing import Finding, Role, Severity
from localize.money.amount import parse_amount
from localize.text.markup import Document

if TYPE_CHECKING:
    from localize.layouts import BoundColumn
    from localize.tasks.job import MarketJob
    from localize.tasks.localized_rows import LocalizedRow
    from localize.tasks.template import Template

__all__ = ["TemplateCells", "TemplateValue"]

_MEASURE = re.compile(r"\s*([\d.,]+)\s*(\D*?)\s*")


@dataclass(frozen=True, slots=True)
class TemplateValue:
    """A localized value on its way: its text, its column in the source, and the unit that goes with it."""

    text: str
    column: BoundColumn
    unit: str = ""


@dataclass
class TemplateCells:
    """How values become cells of one template; ``told`` are the findings about those that do not, one of a kind."""

    job: MarketJob
    template: Template
    told: dict[str, Finding] = field(default_factory=dict)

    def written(self, value: TemplateValue, column: BoundColumn, row: LocalizedRow) -> dict[int, str]:
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

    def _measure(self, value: TemplateValue, column: BoundColumn, row: LocalizedRow) -> dict[int, str]:
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
