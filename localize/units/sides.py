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

__all__ = ["with_sides"]

_LABEL = re.compile(r"([^\w]*)((?:d[ei][ \u00a0])?)(\w+)(.*)", re.DOTALL)
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
    known = _sides(quantity.language)
    said = [_side(label, known) for label in labels]
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


def _side(label: str, known: Mapping[str, str]) -> str:
    match = _LABEL.fullmatch(label)
    word = match[3] if match else ""
    return known.get(word if len(word) == 1 else word.lower(), "")


def _is_letter(label: str) -> bool:
    return sum(map(str.isalnum, label)) == 1


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
