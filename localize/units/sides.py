"""Labels of sides in the market's language: ``72"L x 24"W`` is ``183 cm C x 61 cm L`` in Portuguese, where L is the width."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.units.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.units.quantity import Measure, Quantity

__all__ = ["legend_text", "side_of", "with_sides"]

_LABEL = re.compile(r"([^\w]*)((?:d[ei][ \u00a0])?)(\w+)(.*)", re.DOTALL)
_LETTERS = 2
_FLAT = frozenset({"length", "width"})


def with_sides(quantity: Quantity, locale: str) -> Quantity:
    """The quantity with its labels as the language of ``locale`` (``pt_BR``) writes them.

    It stays as it is where one of its labels is not understood, where a number of dimensions has none, within a
    language, and where the language is not in ``words.toml``.
    """
    language = locale.split("_", 1)[0]
    written = read_table("words")["sides_written"].get(language)
    labels = [measure.before or measure.after for measure in quantity.measures]
    if written is None or language == quantity.language or not all(labels):
        return quantity
    said = [side_of(label, quantity.language) for label in labels]
    if "depth" in said and _FLAT.isdisjoint(said):
        said = ["" if side == "depth" and _is_letter(label) else side for side, label in zip(said, labels, strict=True)]
    if not all(said):
        return quantity
    letters = {**written["letters"], **(written.get("both", {}) if set(said) >= _FLAT else {})}
    forms = {**written, "letters": letters}
    new = [_labelled(m, side, forms) for m, side in zip(quantity.measures, said, strict=True)]
    return quantity if None in new else replace(quantity, measures=tuple(m for m in new if m))


@cache
def _sides(language: str) -> Mapping[str, str]:
    table = read_table("words")["sides"].get(language, {})
    return {name: side for side, names in table.items() for name in names}


def side_of(label: str, language: str) -> str:
    """The side that a label names in a source language; empty where it is not known. Case tells French L and l apart."""
    match = _LABEL.fullmatch(label)
    word = match[3] if match else ""
    return _sides(language).get(word if len(word) == 1 else word.lower(), "")


def legend_text(quantity: Quantity, locale: str) -> str:
    """A legend (``L x W x H``) as the language of ``locale`` writes it; as it stands where that is not known."""
    done = with_sides(quantity, locale)
    if done is quantity:
        return quantity.text
    joins = (
        " x " if any(c.isalpha() for c in join.replace("x", "").replace("X", "")) else join for join in quantity.joins
    )
    return "".join(text for pair in zip(("", *joins), done.measures, strict=True) for text in (pair[0], pair[1].before))


def _is_letter(label: str) -> bool:
    """A letter, or two: Spanish parcels have L x An x Al."""
    return sum(map(str.isalnum, label)) <= _LETTERS


def _labelled(measure: Measure, side: str, forms: Mapping[str, Mapping[str, Any]]) -> Measure | None:
    label = measure.before or measure.after
    match = _LABEL.fullmatch(label)
    form = "letters" if _is_letter(label) else "before" if measure.before else "behind"
    word = forms[form].get(side, "")
    if match is None or not word:
        return None
    if form == "before" and match[3][0].isupper():
        word = word[0].upper() + word[1:]
    tail = match[4].removeprefix(".") if word.endswith(".") or form == "behind" else match[4]
    text = f"{match[1]}{word}{tail}"
    return replace(measure, before=text) if measure.before else replace(measure, after=text)
