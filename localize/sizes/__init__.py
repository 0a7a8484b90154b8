"""Sizes: find them, know what they are for, convert them by tables with sources, refuse what is not certain."""

from localize.sizes.check import check_file, check_table
from localize.sizes.convert import convert_size
from localize.sizes.evidence import Evidence, evidence_for
from localize.sizes.find import find_sizes
from localize.sizes.labels import SizeLabel, SizeValue
from localize.sizes.parsing import parse_size_value
from localize.sizes.result import SizeResult
from localize.sizes.stage import convert_sizes
from localize.sizes.table_files import load_tables, read_table
from localize.sizes.tables import SizeTable

__all__ = [
    "Evidence",
    "SizeLabel",
    "SizeResult",
    "SizeTable",
    "SizeValue",
    "check_file",
    "check_table",
    "convert_size",
    "convert_sizes",
    "evidence_for",
    "find_sizes",
    "load_tables",
    "parse_size_value",
    "read_table",
]
