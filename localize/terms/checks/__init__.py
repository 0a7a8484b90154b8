"""Checks of dictionaries, without an engine: ``localize dict check``.

One module a check; each is a function from all items to problems, since an entry can be wrong by itself or beside
another. :data:`CHECKS` is their list.
"""

from __future__ import annotations

from localize.terms.checks.reading import Dictionaries, dictionary_files, examples_beside, read_dictionaries
from localize.terms.checks.suite import CHECKS, check_items

__all__ = ["CHECKS", "Dictionaries", "check_items", "dictionary_files", "examples_beside", "read_dictionaries"]
