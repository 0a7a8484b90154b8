"""Cell styles of a workbook that show a number with a currency, such as ``"$"#,##0.00`` or ``[$€-407] #,##0.00``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from localize.formats.xlsx_xml import as_utf8, start_tags

if TYPE_CHECKING:
    from localize.formats.xlsx_package import Package

__all__ = ["sign_styles"]

_LOCAL = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_QUOTED = re.compile(r'"([^"]*)"')


def sign_styles(package: Package, part: str) -> dict[int, str]:
    """Cell style (``s``) → the sign or code that its number format shows; formats that leave it to the program say nothing."""
    shown: dict[int, str] = {}
    styles: dict[int, str] = {}
    count = 0
    for path, attributes in start_tags(as_utf8(package.blocks(part)), part):
        if path[1:] == ("numFmts", "numFmt"):
            if sign := _sign(attributes.get("formatCode", "")):
                shown[int(attributes.get("numFmtId", -1))] = sign
        elif path[1:] == ("cellXfs", "xf"):
            if sign := shown.get(int(attributes.get("numFmtId", 0)), ""):
                styles[count] = sign
            count += 1
    return styles


def _sign(code: str) -> str:
    if match := _LOCAL.search(code):
        return match[1].strip()
    for text in (*_QUOTED.findall(code), *(_LOCAL.sub("", code))):
        if any(category(letter) == "Sc" for letter in text):
            return str(text).strip()
    return ""
