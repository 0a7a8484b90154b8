"""Terms: dictionaries that sellers write and that we ship, found in texts and honoured in translations."""

from __future__ import annotations

from localize.terms.compounds import ApplyTerms
from localize.terms.dictionary import Dictionary, Entry, Kind, load_dictionary

__all__ = ["ApplyTerms", "Dictionary", "Entry", "Kind", "load_dictionary"]
