"""Shared by the tests of formats: a hand-written workbook whose parts can be replaced, and the folder of real files."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PARTS: dict[str, str] = {
    "[Content_Types].xml": f"{_HEAD}<Types/>",
    "_rels/.rels": f"""{_HEAD}<Relationships xmlns="{_PACKAGE}">
        <Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>
        <sheet name="Template" sheetId="1" r:id="rId1"/><sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"/>
        <sheet name="It's more" sheetId="3" r:id="rId3"/></sheets>
        <definedNames><definedName name="x">Lists!$A$1</definedName></definedNames></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""{_HEAD}<Relationships xmlns="{_PACKAGE}">
        <Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet2.xml"/>
        <Relationship Id="rId3" Type="{_DOCUMENT}/worksheet" Target="/xl/worksheets/sheet3.xml"/>
        <Relationship Id="rId4" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/>
        <Relationship Id="rId5" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2">
        <numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/>
        </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
        </styleSheet>""",
    "xl/sharedStrings.xml": f"""{_HEAD}<sst xmlns="{_MAIN}" count="7" uniqueCount="4"><si><t>Title</t></si>"""
    """<si><t xml:space="preserve"> Red shoe </t></si><si><r><rPr><b/></rPr><t>Rich</t></r><r><t> text</t></r>"""
    """<rPh sb="0" eb="1"><t>reading</t></rPh></si><si><t>a_x000D_b &amp; c</t></si></sst>""",
    "xl/worksheets/sheet1.xml": f"""{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="A1:H9"/><sheetData>"""
    """<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" s="3" t="s"><v>1</v></c></row>"""
    """<row r="3" spans="1:8"><c r="A3" t="s"><v>1</v></c><c r="B3" s="3"><v>4006381333931</v></c>"""
    """<c r="C3" s="1"><v>45000</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c>"""
    """<c r="F3" s="3"/><c r="H3" s="2" t="s"><v>2</v></c></row>"""
    """<row r="4"><c r="A4"><f>B3*2</f><v>8</v></c><c r="B4" t="str"><f>A3&amp;"x"</f><v>old</v></c>"""
    """<c r="C4" t="s"><v>3</v></c></row>"""
    """<row r="9"/></sheetData><extLst><ext><row r="9"/></ext></extLst></worksheet>""",
    "xl/worksheets/sheet2.xml": f"""{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>""",
    "xl/worksheets/sheet3.xml": f"""{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData><row><c><v>1</v></c>"""
    """<c t="inlineStr"><is><t>in &lt;line&gt;</t></is></c></row></sheetData></worksheet>""",
    "xl/media/image1.png": "\x89PNG not really",
}


class MakeWorkbook(Protocol):
    """Writes the hand-written workbook; ``parts`` replace or add some of its parts, None leaves one out."""

    def __call__(self, parts: Mapping[str, str | bytes | None] | None = None, name: str = "book.xlsx") -> Path:
        """Write it into the test's folder."""
        ...


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeWorkbook:
    """A function that writes a small workbook with shared strings, formulas, dates, a hidden sheet."""

    def make(parts: Mapping[str, str | bytes | None] | None = None, name: str = "book.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in {**PARTS, **(parts or {})}.items():
                if text is not None:
                    archive.writestr(part, text)
        return path

    return make


@pytest.fixture(scope="session")
def real_files() -> list[Path]:
    """Every CSV, TSV and XLSX among the real files; skips where there are none."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    folder = Path(os.environ.get("LOCALIZE_SHARED", beside)) / "data"
    files = [path for suffix in ("csv", "tsv", "xlsx") for path in sorted(folder.glob(f"**/*.{suffix}"))]
    if not files:
        pytest.skip("there are no real files beside this checkout")
    return files
