"""The sheets of a review workbook: the names of their columns, which the import looks for."""

from __future__ import annotations

__all__ = ["ACCEPT", "CORRECTION", "FIELD_COLUMNS", "ID", "OPEN_COLUMNS", "REJECT", "SEGMENT_COLUMNS", "VERDICT"]

ACCEPT = "accept"
REJECT = "reject"
CORRECTION = "Correction"
VERDICT = "Verdict"
COMMENT = "Comment"
ID = "ID"
OPEN_COLUMNS = frozenset({CORRECTION, VERDICT, COMMENT})

SEGMENT_COLUMNS = {
    "Market": 9,
    "Source": 60,
    "Translation": 60,
    CORRECTION: 60,
    VERDICT: 10,
    COMMENT: 24,
    "Findings": 40,
    "Only in field": 14,
    "Slots": 16,
    "Words": 7,
    "Times": 7,
    "Where": 40,
    "Made by": 12,
    ID: 14,
}
FIELD_COLUMNS = {
    "Market": 9,
    "Listing": 24,
    "Field": 16,
    "Source": 60,
    "Localized": 60,
    CORRECTION: 60,
    VERDICT: 10,
    COMMENT: 24,
    "Findings": 40,
    "Place": 14,
    ID: 14,
}
