"""Texts that were written in lines, inside of markup that does not say so."""

from __future__ import annotations

import pytest

from localize.text.markup import Document, written_in_lines

TYPED = """Glow mug with a lid!

✨ What you get
1 mug with your name
Best for:
Birthdays & housewarmings
Care
Wash by hand, please."""

WRAPPED = """The Brambly mug is fired twice, so that neither the
dishwasher nor a summer at the lake takes its colour. Every
Brambly mug is signed. Nothing else holds tea as warm, and
Grandma agrees."""


@pytest.mark.parametrize(
    "text",
    [
        TYPED,
        TYPED.replace("\n", "\r\n"),
        "Colour: blue\nMaterial: oak",
        "Holds a whole pot of tea and a biscuit on the side, every day\n• Oven safe\n• Freezer safe",
        "Maße: 30 x 40 cm\nFarbe: Rot\nGewicht: 2 kg",
    ],
)
def test_headings_and_lists_without_tags_are_lines(text: str) -> None:
    """Most line breaks end a heading, a specification or a sentence."""
    assert written_in_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "One line",
        "\nOne line between breaks\n",
        WRAPPED,
        "Our\nmugs",
        "Mugs\n, plates",
        "Mugs\n      Plates and bowls\n      Cups",
        "Diese Tasse wird zweimal gebrannt und behält so ihre\nFarbe auch nach vielen Jahren in der\nSpülmaschine",
    ],
)
def test_what_an_editor_wrapped_or_indented_is_no_lines(text: str) -> None:
    """Small letters, long lines and indentation tell."""
    assert not written_in_lines(text)


def test_a_block_knows() -> None:
    """What is cut into segments is the block, in markup as in plain text; a tag in a line does no harm."""
    (block,) = Document("<div>Material: <b>oak</b>\nColour: red</div>", entities=True).blocks
    assert block.lines
