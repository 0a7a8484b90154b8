"""A review as a workbook: instructions, segments, fields; locked but for what a person fills in, and no cell a formula."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from localize.tasks.outputs import replacing
from localize.tasks.review.sheets import (
    ACCEPT,
    ANSWER,
    CHOICES,
    FIELD_COLUMNS,
    HIDDEN_COLUMNS,
    ID,
    OPEN_COLUMNS,
    OWN_WORDS,
    QUESTION,
    QUESTION_COLUMNS,
    REJECT,
    SEGMENT_COLUMNS,
    VERDICT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.styles import Alignment
    from openpyxl.workbook import Workbook

    from localize.tasks.review.questions import QuestionUnit
    from localize.tasks.review.units import Units

__all__ = ["write_workbook"]

_MOST_CHARACTERS = 32_767
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_HEAD = "DDE6F0"
_OPEN = "FFF9DB"
_TEXT = "@"
"""What is typed is a text: “12,5” would be a number, “3-4” a day, and neither would come back as it was typed."""


def write_workbook(units: Units, target: Path) -> int:
    """Write a review file; how many rows were left out because a workbook's cell cannot hold their text.

    Raises:
        OutputError: the target cannot be written.
    """
    from openpyxl import Workbook  # late: 100 ms

    book = Workbook(write_only=True)
    _instructions(book, units)
    left_out = _sheet(book, "Segments", SEGMENT_COLUMNS, _segment_rows(units))
    left_out += _sheet(book, "Fields", FIELD_COLUMNS, _field_rows(units))
    if units.questions:
        left_out += _questions(book, units.questions)
    with replacing(target) as draft:
        book.save(draft)
    return left_out


def _segment_rows(units: Units) -> Iterable[dict[str, Any]]:
    for unit in units.segments:
        yield {
            "Market": unit.market,
            "Source": unit.source,
            "Translation": unit.target,
            "Findings": "\n".join(unit.findings),
            "Only in field": unit.field,
            "Slots": json.dumps(unit.values, ensure_ascii=False) if unit.values else "",
            "Words": unit.words,
            "Times": unit.times,
            "Where": "\n".join(unit.places),
            "Made by": unit.made_by,
            ID: unit.id,
        }


def _field_rows(units: Units) -> Iterable[dict[str, Any]]:
    for unit in units.fields:
        yield {
            "Market": unit.market,
            "Listing": unit.listing,
            "Field": unit.field,
            "Source": unit.source,
            "Localized": unit.target,
            "Findings": "\n".join(unit.findings),
            "Place": unit.place,
            ID: unit.id,
        }


def _question_rows(questions: Iterable[QuestionUnit]) -> Iterable[dict[str, Any]]:
    for unit in questions:
        yield {
            "Market": ", ".join(unit.markets),
            QUESTION: unit.says,
            "What to do": unit.remedy,
            "Severity": unit.severity,
            "Findings": unit.findings,
            "Where": "\n".join(unit.examples),
            CHOICES: json.dumps(unit.choices, ensure_ascii=False),
        }


def _questions(book: Workbook, questions: Sequence[QuestionUnit]) -> int:
    """What only a person can know, each with the answers to choose from, which lie on a hidden sheet."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rows = list(_question_rows(questions))
    shown = [number for number, row in enumerate(rows) if len(row[CHOICES]) <= _MOST_CHARACTERS]
    left_out = _sheet(book, "Questions", QUESTION_COLUMNS, (rows[number] for number in shown))
    lists = book.create_sheet("Answers")
    lists.sheet_state = "hidden"
    wrapped, letter = _wrapped(), get_column_letter(list(QUESTION_COLUMNS).index(ANSWER) + 1)
    last = 0
    for row, number in enumerate(shown, start=2):
        for words in questions[number].choices:
            lists.append([_text_cell(lists, words, wrapped)])
        first, last = last + 1, last + len(questions[number].choices)
        choice = DataValidation("list", formula1=f"Answers!$A${first}:$A${last}", allow_blank=True)
        choice.error, choice.errorTitle = "Choose one of the answers, or leave it empty.", ANSWER
        choice.add(f"{letter}{row}")
        book["Questions"].data_validations.append(choice)
    return left_out + len(rows) - len(shown)


def _wrapped() -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


def _instructions(book: Workbook, units: Units) -> None:
    markets = ", ".join(sorted({u.market for u in units.segments} | {u.market for u in units.fields})) or "no market"
    sheet = book.create_sheet("Instructions")
    sheet.column_dimensions["A"].width = 110
    lines = [
        f"Review of {units.source_locale} → {markets}",
        f"{len(units.segments):,} segments, each once: {units.words:,} words. {len(units.fields):,} fields.",
        "",
        "Fill in the yellow columns only; the others are locked (without a password: unprotect the sheet to sort it).",
        f"{VERDICT} “{ACCEPT}”: the translation is right. It holds from now on wherever the text occurs.",
        f"{VERDICT} “{REJECT}”: it is wrong, and somebody else must say how it reads.",
        "Correction: how it reads instead. On “Segments” it holds wherever the text occurs, on “Fields” for that one field.",
        "{1}, {2} … stand for sizes, measures, prices, numbers and tags, written afresh for each listing. Keep each once.",
        "Rows may be sorted, left empty or removed; do a part now and the rest later.",
        "",
        "Then: localize review import FILE --dry-run shows what it will do; without --dry-run it does it.",
    ]
    if units.questions:
        lines += [
            "",
            f"“Questions” asks what no program can know ({len(units.questions):,}). {ANSWER}: choose one.",
            f"{OWN_WORDS}: what the answer asks for, such as a reason, a rate, a word.",
            "Then: localize decide FILE writes the answers to localize.toml.",
        ]
    for line in lines:
        sheet.append([_text_cell(sheet, line, _wrapped())])
    sheet.protection.sheet = True


def _sheet(book: Workbook, title: str, columns: Mapping[str, int], rows: Iterable[Mapping[str, Any]]) -> int:
    from openpyxl.styles import Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    letters = {name: get_column_letter(number) for number, name in enumerate(columns, start=1)}
    for name, width in columns.items():
        sheet.column_dimensions[letters[name]].width = width
        sheet.column_dimensions[letters[name]].hidden = name in HIDDEN_COLUMNS
    wrapped, bold, head = _wrapped(), Font(bold=True), PatternFill("solid", _HEAD)
    unlocked, yellow = Protection(locked=False), PatternFill("solid", _OPEN)
    header = [_text_cell(sheet, name, wrapped) for name in columns]
    for cell in header:
        cell.font, cell.fill = bold, head
    sheet.append(header)
    count = left_out = 0
    for row in rows:
        if any(isinstance(value, str) and len(value) > _MOST_CHARACTERS for value in row.values()):
            left_out += 1
            continue
        cells = [_text_cell(sheet, row.get(name, ""), wrapped) for name in columns]
        for name, cell in zip(columns, cells, strict=True):
            if name in OPEN_COLUMNS:
                cell.protection, cell.fill, cell.number_format = unlocked, yellow, _TEXT
        sheet.append(cells)
        count += 1
    if count and VERDICT in letters:
        choice = DataValidation("list", formula1=f'"{ACCEPT},{REJECT}"', allow_blank=True)
        choice.error, choice.errorTitle = f"Choose {ACCEPT} or {REJECT}, or leave it empty.", VERDICT
        choice.add(f"{letters[VERDICT]}2:{letters[VERDICT]}{count + 1}")
        sheet.data_validations.append(choice)
    if count:
        sheet.auto_filter.ref = f"A1:{list(letters.values())[-1]}{count + 1}"
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden
    return left_out


def _text_cell(sheet: Any, value: str | int, alignment: Any) -> Any:
    """A cell that stays what it says: ``=HYPERLINK(…)`` from a catalog is a text, also when a person edits it."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, int):
        cell = WriteOnlyCell(sheet, value)
    else:
        cell = WriteOnlyCell(sheet, _writable(value))
        cell.data_type = "s"  # else “=…” is a formula
        cell.quotePrefix = True
    cell.alignment = alignment
    return cell


def _writable(text: str) -> str:
    """Control characters as workbooks write them. Half characters are lost: their row is known by its ID."""
    text = _ESCAPED.sub(lambda m: "_x005F" + m.group(), text)
    text = _CONTROL.sub(lambda m: f"_x{ord(m.group()):04X}_", text)
    return text.encode("utf-8", "replace").decode("utf-8")
