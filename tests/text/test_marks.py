"""Pairs of signs that mean what tags mean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.markup import Document, Kind, Token
from localize.text.markup.marks import split_marks


def marks(text: str) -> list[str]:
    """The marks in a text."""
    return [t.text for t in split_marks([Token(Kind.TEXT, text)]) if t.kind is not Kind.TEXT]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A *bold* claim, **very** _soft_ and ~~old~~", ["*", "*", "**", "**", "_", "_", "~~", "~~"]),
        ("***NEW*** _*both*_", ["***", "***", "_", "*", "*", "_"]),
        ("[New] kettle [2 pack]", ["[", "]", "[", "]"]),
        ("See [our guide](/pages/x_y) or ![alt text](a.png)", ["[", "](/pages/x_y)", "![", "](a.png)"]),
        ("[caption id=a]Blue [new] dress[/caption]", ["[caption id=a]", "[", "]", "[/caption]"]),
        ("[b]bold[/b] and [url=x]link[/url]", ["[b]", "[/b]", "[url=x]", "[/url]"]),
        ("{% if a %}Buy{% else %}No{% endif %}", ["{% if a %}", "{% endif %}"]),
        ("{%- for x in y -%}z{%- endfor -%}", ["{%- for x in y -%}", "{%- endfor -%}"]),
    ],
)
def test_pairs_are_marks(text: str, found: list[str]) -> None:
    """Emphasis, brackets around words, short codes with an end, blocks of a template language."""
    assert marks(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "5 * 3 * 2",
            "snake_case_name",
            "*Terms apply",
            "*a\nb*",
            "*** SALE ***",
            "a_b@c_d.com and x_",
            "https://x.com/_a_/*b*",
        ),
        *(
            '66 cm [26"]',
            "66 cm [26 inches]",
            "[1]",
            "[ ]",
            '[gallery ids="1"]',
            "[size-chart]",
            "[[token]]",
            "{{ a_b }} {{ c_d }}",
        ),
        *("] [", "[/b]", "{% endif %}{% if a %}", "**", "__NAME__ %A_B%"),
    ],
)
def test_what_is_no_pair_is_text(text: str) -> None:
    """Products, names, footnotes, measures and placeholders keep their signs as text."""
    assert marks(text) == []


@given(st.text(alphabet="ab1 *_~`[]()!/{}%=\n", max_size=60))
def test_pairs_nest_and_nothing_is_lost(text: str) -> None:
    """Every mark has its other half, and the tokens joined are the text."""
    tokens = list(split_marks([Token(Kind.TEXT, text)]))
    assert "".join(token.text for token in tokens) == text
    open_marks: list[str] = []
    for token in tokens:
        if token.kind is Kind.OPEN:
            open_marks.append(token.name)
        elif token.kind is Kind.CLOSE:
            assert open_marks.pop() == token.name
    assert not open_marks


@given(st.text(alphabet="ab1 *_~`[]()!/{}%=\n<>&;", max_size=60))
def test_a_document_with_marks_comes_back(text: str) -> None:
    """Parsing and writing is the identity with marks, too."""
    assert Document(text, entities=True, marks=True).render({}) == text


@pytest.mark.parametrize(
    "piece", ["[", "*", "[a ", "[/a]", "*a ", "{% if %}", "[a]", "x*", "_", "&a", "[a\n", "*a\n", "a_", "$a_", "://a"]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    """No text makes the search go back and forth."""
    started = time.process_time()
    marks(piece * 5000)
    assert time.process_time() - started < 2
