"""Word borders: what stands as a word of its own, in scripts with blanks and without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.borders import has_unspaced, standing


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


@given(
    st.sampled_from(["stiefel", "-stiefel", "leder-", "água", "24 V", "%s", "é-", "LED", "Мыло", "a\u0301b"]),
    st.text(alphabet="aeésá Líde-24V%sМыло\u0301.\n", max_size=12),
    st.text(alphabet="aeésá Líde-24V%sМыло\u0301.\n", max_size=12),
)
def test_the_quick_pattern_finds_the_same_where_no_such_script_is(form: str, before: str, behind: str) -> None:
    """The promise that a text has no script without blanks changes nothing but the time."""
    text = f"{before}{form.strip('-')}{behind}"
    assert not has_unspaced(text)
    spots = [[m.span() for m in standing(form, spaced=spaced).finditer(text)] for spaced in (False, True)]
    assert spots[0] == spots[1]
