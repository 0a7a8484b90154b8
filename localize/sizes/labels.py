"""Size labels as values: what one says (number, letters, system, audience, width, age), and the key tables know it by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Form", "SizeLabel", "SizeValue", "label_key"]

Form = Literal["number", "range", "alpha", "alpha-range", "waist-length", "one-size", "code", "name"]

_FRACTIONS = str.maketrans(
    {
        sign: f" {sign_as}"
        for sign, sign_as in zip(
            "½¼¾⅓⅔⅛⅜⅝⅞", ["1/2", "1/4", "3/4", "1/3", "2/3", "1/8", "3/8", "5/8", "7/8"], strict=True
        )
    }
)
_HALF = re.compile(r"\b(\d+) +1/2\b")
_TRAILING_ZERO = re.compile(r"(\d)\.0\b")
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class SizeLabel:
    """One label: ``text`` as written without its system, ``key`` as tables are asked for it.

    ``number`` is the key without what stands behind the number (``10.5`` of ``10.5 D(M)``), ``suffix`` is that;
    ``system`` and ``audience`` are empty where the label does not say, ``unit`` is ``cm``, ``mm``, ``months`` or ``years``
    where it does, ``fit`` the key of a word for another cut (``TALL``), ``letters``
    those that a word for children's ages stands for (C, Y).
    """

    text: str
    key: str
    form: Form
    system: str = ""
    audience: str = ""
    number: str = ""
    suffix: str = ""
    unit: str = ""
    fit: str = ""
    letters: str = ""

    @property
    def named(self) -> str:
        """The label with its system: ``US 10``; letters stand alone."""
        return f"{self.system} {self.text}" if self.system and self.form not in {"alpha", "alpha-range"} else self.text

    @property
    def is_letters(self) -> bool:
        """True for ``XL`` and ``S/M``."""
        return self.form in {"alpha", "alpha-range"}

    @property
    def is_range(self) -> bool:
        """True for ``8-10`` and ``S to XL``; ``S/M`` is one size."""
        return self.form == "range" or (self.form == "alpha-range" and "/" not in self.text)

    @property
    def age(self) -> tuple[int, int] | None:
        """First and last month of life where the label is an age: ``6-12 months`` is (6, 12), ``4 years`` (48, 48)."""
        if self.unit not in {"months", "years"} or not re.fullmatch(r"\d+(?:-\d+)?", self.number):
            return None
        ends = [int(n) * (_MONTHS_OF_A_YEAR if self.unit == "years" else 1) for n in self.number.split("-")]
        return ends[0], ends[-1]


@dataclass(frozen=True, slots=True)
class SizeValue:
    """What a column or a span holds: one label, or the same size in several systems (``EU 38 / UK 10``)."""

    text: str
    labels: tuple[SizeLabel, ...]

    @property
    def named(self) -> str:
        """Every label with its system, for the brackets behind a converted size."""
        return " / ".join(label.named for label in self.labels)


def label_key(text: str) -> str:
    """One spelling for one label, shared by tables and listings.

    >>> label_key("7½"), label_key("7 1/2"), label_key("10,0"), label_key("2 – 3"), label_key("xl")
    ('7.5', '7.5', '10', '2-3', 'XL')
    """
    key = " ".join(text.translate(_FRACTIONS).replace(",", ".").upper().split())
    key = re.sub(r" ?[-–—] ?", "-", key)
    key = _TRAILING_ZERO.sub(r"\1", _HALF.sub(r"\1.5", key))
    key = re.sub(r"(?<=[A-Z]) 1/2", "½", key)  # ring letters: N½
    return re.sub(r"(?<=\d) (?=[A-Z])", "", key)
