"""Edit a table in LibreOffice as a person does: typed, sorted, cut short, saved.

A program of its own, for the Python that has LibreOffice's ``uno`` is mostly not the one that runs the tests. The job comes
as JSON on standard input::

    {"office": "soffice", "profile": FOLDER, "locale": "de-DE",
     "open": FILE, "read_as": "44,34,76,1,,1031,false,true",
     "type": [{"sheet": "Segments", "column": "Source", "is": "Mug", "into": "Correction", "text": "Tasse"}],
     "sort": {"sheet": "Segments", "column": "Source"}, "remove": {"sheet": "Segments", "rows": 3},
     "show": "Segments", "save": FILE, "filter": NAME, "write_as": "59,34,1"}

What is typed goes through the locale, as from a keyboard: ``12,5`` is a number in German.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop></item>
</oor:items>
"""
_TEXT = "Text - txt - csv (StarCalc)"


def main() -> None:
    """Do the job."""
    job = json.load(sys.stdin)
    profile = Path(job["profile"])
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(job["locale"]), encoding="utf-8")
    pipe = f"localize-{profile.parent.name}-{profile.name}".replace("_", "-")
    command = [job["office"], f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    office = subprocess.Popen(
        [*command, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        desktop = _connected(pipe)
        _edit(desktop, job)
        desktop.terminate()
        office.wait(30)
    finally:
        if office.poll() is None:
            office.kill()


def _connected(pipe: str) -> Any:
    import uno  # type: ignore[import-not-found]  # LibreOffice's

    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(300):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - NoConnectException, which only exists once uno is imported
            time.sleep(0.1)
        else:
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    raise SystemExit("LibreOffice did not start.")


def _property(name: str, value: Any) -> Any:
    import uno

    found = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found


def _edit(desktop: Any, job: dict[str, Any]) -> None:
    loading = [_property("Hidden", True)]
    if job.get("read_as"):
        loading += [_property("FilterName", _TEXT), _property("FilterOptions", job["read_as"])]
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, tuple(loading))
    for change in job.get("type", ()):
        sheet = _sheet(document, change)
        into, looked_at = _column(sheet, change["into"]), _column(sheet, change["column"])
        rows = [row for row in range(1, _last_row(sheet) + 1) if _shown(sheet, looked_at, row) == change["is"]]
        if not rows:
            raise SystemExit(f"{change['is']!r} is not in the column {change['column']}.")
        sheet.getCellByPosition(into, rows[0]).FormulaLocal = change["text"]
    if how := job.get("sort"):
        _sort(_sheet(document, how), how["column"])
    if cut := job.get("remove"):
        sheet = _sheet(document, cut)
        sheet.Rows.removeByIndex(_last_row(sheet) + 1 - cut["rows"], cut["rows"])
    if job.get("show"):  # as CSV the first sheet is saved, for none is on a screen
        document.Sheets.moveByName(job["show"], 0)
    saving = [_property("FilterName", job["filter"])]
    if job.get("write_as"):
        saving.append(_property("FilterOptions", job["write_as"]))
    document.storeToURL(Path(job["save"]).as_uri(), tuple(saving))
    document.close(True)


def _sheet(document: Any, where: dict[str, Any]) -> Any:
    sheet = document.Sheets.getByName(where["sheet"]) if where.get("sheet") else document.Sheets.getByIndex(0)
    sheet.unprotect("")
    return sheet


def _end(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress


def _last_row(sheet: Any) -> int:
    return int(_end(sheet).EndRow)


def _shown(sheet: Any, column: int, row: int) -> str:
    return str(sheet.getCellByPosition(column, row).String)


def _column(sheet: Any, name: str) -> int:
    names = [_shown(sheet, column, 0) for column in range(_end(sheet).EndColumn + 1)]
    return names.index(name)


def _sort(sheet: Any, name: str) -> None:
    import uno

    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = _column(sheet, name), False
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).sort(
        (_property("SortFields", fields), _property("ContainsHeader", True))
    )


if __name__ == "__main__":
    main()
