from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from localize.report.payload import Payload, script_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.report import ListingView


@given(st.text())
def test_json_is_safe_and_says_the_same(text: str) -> None:
    """No character that could end a script element or a line of script is left, and reading gives the text back."""
    written = script_json([text])
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == [text]


def decoded(payload: Payload) -> tuple[list[Any], list[str]]:
    """Listings and words, as the script reads them."""
    return json.loads(f"[{''.join(payload.lines())}]"), json.loads(payload.words())


def test_the_shape_is_the_documented_one(
    make_listing: Callable[..., ListingView], make_finding: Callable[..., Any]
) -> None:
    """Key, place, heading, unchanged fields, findings of the listing, fields with pieces, changes and findings."""
    found = {"mug-1": [make_finding(), make_finding("row-odd", "info", field="")]}
    ((key, place, heading, hidden, findings, fields, header),), words = decoded(Payload([make_listing()], found))
    assert (key, place, heading, hidden, header) == ("mug-1", "row 2", "Mug, 12 oz", 1, 0)
    assert [words[finding[1]] for finding in findings] == ["row-odd"]
    path, _, html, source, target, changes, of_field, changed = fields[0]
    assert (words[path], html, changed) == ("title", 0, 1)
    assert source == ["Mug, ", ["12 oz", 0]]
    assert target == ["Tasse, ", ["355 ml", 0]]
    assert [words[finding[1]] for finding in of_field] == ["title-too-long"]
    assert [change[0] for change in changes] == [1, 0]
    assert [words[change[1]] for change in changes] == ["convert", "translate"]
    assert changes[1][2:4] == [None, None]


def test_a_finding_shows_an_unchanged_field(
    make_listing: Callable[..., ListingView], make_finding: Callable[..., Any]
) -> None:
    """A field that nothing changed appears if something was found in it, and then is not counted as hidden."""
    found = {"mug-1": [make_finding("code-odd", field="sku")]}
    ((*_, hidden, findings, fields, _),), words = decoded(Payload([make_listing()], found))
    assert (hidden, findings) == (0, [])
    assert [words[field[0]] for field in fields] == ["title", "price", "sku"]


def test_no_listing_at_all() -> None:
    """An empty catalog gives an empty list."""
    assert decoded(Payload([], {})) == ([], [])
