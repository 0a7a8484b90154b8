"""Terms: dictionaries that sellers write and that we ship, found in texts and honoured in translations."""

from __future__ import annotations

from localize.terms.dictionary import Dictionary, Entry, Kind, load_dictionary
from localize.terms.stage import ApplyTerms

__all__ = ["ApplyTerms", "Dictionary", "Entry", "Kind", "load_dictionary"]
