"""Glossary files: our dictionaries as CSV and XLSX, TBX, TMX, and the files of DeepL and Google."""

from __future__ import annotations

from localize.tasks.glossaries.rows import COLUMNS, Glossary, Losses, Row

__all__ = ["COLUMNS", "Glossary", "Losses", "Row"]
