"""The sheets of a review workbook: the names of their columns, which the import looks for."""

from __future__ import annotations

__all__ = [
    "ACCEPT",
    "ANSWER",
    "CHOICES",
    "CORRECTION",
    "FIELD_COLUMNS",
    "HIDDEN_COLUMNS",
    "ID",
    "OPEN_COLUMNS",
    "OWN_WORDS",
    "QUESTION",
    "QUESTION_COLUMNS",
    "REJECT",
    "SEGMENT_COLUMNS",
    "VERDICT",
]

ACCEPT = "accept"
REJECT = "reject"
CORRECTION = "Correction"
VERDICT = "Verdict"
COMMENT = "Comment"
ID = "ID"
QUESTION = "Question"
ANSWER = "Answer"
OWN_WORDS = "In your words"
CHOICES = "Choices"
OPEN_COLUMNS = frozenset({CORRECTION, VERDICT, COMMENT, ANSWER, OWN_WORDS})
HIDDEN_COLUMNS = frozenset({ID, "Slots", CHOICES})

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
QUESTION_COLUMNS = {
    "Market": 12,
    QUESTION: 60,
    ANSWER: 60,
    OWN_WORDS: 30,
    "What to do": 50,
    "Severity": 10,
    "Findings": 9,
    "Where": 40,
    CHOICES: 16,
}
