"""Word borders: what stands as a word of its own, in scripts with blanks and without."""

from __future__ import annotations

import pytest

from localize.text.borders import standing


@pytest.mark.parametrize(
    ("form", "text", "stands"),
    [
        ("Stiefel", "rote Stiefel, neu", True),
        ("Stiefel", "rote STIEFEL", True),
        ("Stiefel", "Wanderstiefel", False),
        ("-stiefel", "Wanderstiefel", True),
        ("-stiefel", "Stiefel", False),
        ("-stiefel", "Wanderstiefeln", False),
        ("leder-", "Ledertasche", True),
        ("leder-", "Leder", False),
        ("art", "cart", False),
        ("garrafa de água", "uma garrafa  de\nágua.", True),
        ("シャツ", "赤いシャツは", True),
        ("LED", "LEDライト", True),
        ("LED", "LEDs", False),
        ("鞄", "革の鞄です", True),
        ("กระเป๋า", "ซื้อกระเป๋าใหม่", True),
        ("กา", "กาแฟ", True),
        ("กา", "ก่า", False),
        ("24 V", "24 V", True),
        ("24 V", "124 V", False),
    ],
)
def test_a_form_stands_where_a_reader_sees_a_word(form: str, text: str, stands: bool) -> None:  # noqa: FBT001
    """Letters are borders in scripts with blanks; a hyphen asks for the part of a compound."""
    assert bool(standing(form).search(text)) is stands
