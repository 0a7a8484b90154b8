"""Examples beside dictionaries: ``colours.tests.csv`` with ``text``, ``expected``, ``not_expected``, ``market``, ``field``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localize.errors import did_you_mean
from localize.listing import Severity
from localize.problem import Problem
from localize.terms.checks.csv_cells import scan_csv

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Example", "Examples", "read_examples"]

COLUMNS = ("text", "expected", "not_expected", "market", "field", "category", "brand", "marketplace", "note")
_HINT = "An example file begins with: text,expected,not_expected,market,field"


@dataclass(frozen=True, slots=True)
class Example:
    """One row: a source text, what must and what must not stand in its translation, and where the text stands."""

    path: str
    line: int
    text: str
    expected: str = ""
    not_expected: str = ""
    market: str = ""
    field: str = ""
    category: str = ""
    brand: str = ""
    marketplace: str = ""
    note: str = ""


@dataclass(slots=True)
class Examples:
    """A file's examples, and what is wrong with it."""

    path: str
    rows: list[Example] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, message: str, hint: str, line: int, column: int = 0) -> None:
        """Add a problem."""
        self.problems.append(Problem("dict-test-invalid", Severity.ERROR, message, hint, self.path, line, column))


def read_examples(path: Path) -> Examples:
    """Every example of a file. Never raises for its content."""
    examples = Examples(path.as_posix())
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        examples.say(f"The file cannot be read: {error}.", "Save it as UTF-8 CSV.", 0)
        return examples
    records = list(scan_csv(text))
    names = [cell.text.strip().casefold() for cell in records[0].cells] if records else []
    if "text" not in names:
        examples.say("The header has no column 'text'.", _HINT, 1)
        return examples
    for cell, name in zip(records[0].cells, names, strict=True):
        if name and name not in COLUMNS:
            examples.say(f"Unknown column '{name}'.", did_you_mean(name, COLUMNS) or _HINT, cell.line, cell.column)
    for record in records[1:]:
        cells = {n: c.text.strip() for n, c in zip(names, record.cells, strict=False) if n in COLUMNS}
        if not cells.get("text"):
            examples.say("The example has no text.", "Fill it in, or take the row out.", record.line)
        elif not cells.get("expected") and not cells.get("not_expected"):
            examples.say("The example expects nothing.", "Fill in expected or not_expected.", record.line)
        else:
            examples.rows.append(Example(examples.path, record.line, **cells))
    return examples
