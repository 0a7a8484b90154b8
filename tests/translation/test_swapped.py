"""Forms that take the place of an engine's own words."""

from __future__ import annotations

import pytest

from localize.translation.honour import Honoured, swapped


@pytest.mark.parametrize(
    ("output", "replaced", "form", "expected"),
    [
        ("Potes de grau alimentar", "grau alimentar", "de uso alimentício", "Potes de uso alimentício"),
        ("Potes grau alimentar", "grau alimentar", "de uso alimentício", "Potes de uso alimentício"),
        ("Potes de grau alimentar", "grau alimentar", "uso alimentício", "Potes de uso alimentício"),
        ("Grande grau alimentar", "grau alimentar", "de uso", "Grande de uso"),
    ],
)
def test_a_preposition_that_stands_there_is_not_said_twice(
    output: str, replaced: str, form: str, expected: str
) -> None:
    """A form may begin with the small word that the engine has written already."""
    start = output.index(replaced)
    assert swapped(output, {}, [Honoured(0, start, start + len(replaced), form=form)])[0] == expected
