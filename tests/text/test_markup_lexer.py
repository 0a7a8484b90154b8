"""The lexer: what browsers take for a tag is one; time grows with length alone."""

from __future__ import annotations

import time
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from localize.data import package_folder, read_toml
from localize.text.markup import Document, Kind, attributes_of, html, tokenize
from localize.text.markup.elements import Elements
from localize.validation.tags import tag_structure

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("value", "tokens"),
    [
        ("a<b>c</b>", ["a", "<b>", "c", "</b>"]),
        ('<a title="x > y">z', ['<a title="x > y">', "z"]),
        ("<a title='say \"x>\"'>z", ["<a title='say \"x>\"'>", "z"]),
        ('<a title="20" TV">z', ['<a title="20" TV">', "z"]),
        ("<p class=x'y>it's</p>", ["<p class=x'y>", "it's", "</p>"]),
        ('x<a href="x>text</a>', ["x", '<a href="x>text</a>']),
        ('a <XL wide="5<br>x', ['a <XL wide="5', "<br>", "x"]),
        ("<p <b>x", ["<p <b>", "x"]),
        ("<p\nclass = 'x'\n>y", ["<p\nclass = 'x'\n>", "y"]),
        ("<p {% if a > b %}class='x'{% endif %}>y", ["<p {% if a > b %}class='x'{% endif %}>", "y"]),
        ("{% if a < b and c > d %}x", ["{% if a < b and c > d %}x"]),
        ("<{{ tag }} a='>'>x</{{ tag }}>", ["<{{ tag }} a='>'>", "x", "</{{ tag }}>"]),
        ("<!---->x<!-->y<!--->z<!-- a --!>", ["<!---->", "x", "<!-->", "y", "<!--->", "z", "<!-- a --!>"]),
        ("<!-- a > b -->c", ["<!-- a > b -->", "c"]),
        ("<!DOCTYPE html><?xml v='1'?>x", ["<!DOCTYPE html>", "<?xml v='1'?>", "x"]),
        ("<?php if (a > b) echo 1; ?>x", ["<?php if (a > b) echo 1; ?>", "x"]),
        ("</>x</ y>z", ["</>", "x", "</ y>", "z"]),
        ("<script>a</b></SCRIPT >x", ["<script>", "a</b>", "</SCRIPT >", "x"]),
        ("<script>a</b>", ["<script>", "a</b>"]),
        ("<iframe src=x />y", ["<iframe src=x />", "y"]),
        ("<![CDATA[<p>x</p>]]>y]]>", ["<![CDATA[", "<p>", "x", "</p>", "]]>", "y]]>"]),
        ("3 < 5 <3 <10 a<b", ["3 < 5 <3 <10 a<b"]),
        ("<b>3 <b", ["<b>", "3 ", "<b"]),
        ("<b>size <XL", ["<b>", "size <XL"]),
        ("size <b", ["size <b"]),
        ("<p>x</sp", ["<p>", "x", "</sp"]),
        ("<é>", ["<é>"]),
    ],
)
def test_tokens(value: str, tokens: list[str]) -> None:
    """A value is cut where browsers cut it."""
    assert [token.text for token in tokenize(value)] == tokens


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("<a>", []),
        ("<a b c=d e=\"f g\" h = 'i>j'>", [("b", ""), ("c", "d"), ("e", "f g"), ("h", "i>j")]),
        ("<img alt=x/>", [("alt", "x")]),
        ("<img alt=/x/ />", [("alt", "/x/")]),
        ('<a {% if b == "c" %}d="e"{% endif %} f>', [("d", "e"), ("f", "")]),
        ('<a b="{{ "c" }}">', [("b", '{{ "c" }}')]),
        ("<a b={{ c d }}e>", [("b", "{{ c d }}e")]),
        ('<a b="20" c">', [("b", "20"), ("c", "")]),
    ],
)
def test_attributes(tag: str, attributes: list[tuple[str, str]]) -> None:
    """Names and raw values, whatever the quotes."""
    (token,) = tokenize(tag)
    assert token.kind is Kind.OPEN
    assert [(a.name, a.value) for a in attributes_of(token)] == attributes
    for attribute in attributes_of(token):
        assert tag[attribute.start : attribute.end] == attribute.value


def seconds(work: Callable[[], object]) -> float:
    """The shortest of three runs."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


HOSTILE = [
    "<", '<a "', '<a x="', "<a x='\"", '<a x=">" ', "&", "&#", "&amp;", "<!--", "<!", "<?php ", "<![CDATA[", "{{", "{% a",
    '="{{"}}', "<b>x", "</b>", "<b><i>x</b>", "<p>x", "<iframe/>", "<script>x", "<textarea>", "<code>x", "<img alt=a>",
    "&nbsp;", "]]>", "<a<", '"<a ="', '<XL a="', "<![CDATA[x]]>",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_length_takes_twice_the_time(unit: str) -> None:
    """No string of signs makes parsing, writing or comparing slow; a factor of five stands for two on a busy machine."""

    def work(times: int) -> None:
        value = "<p>" + unit * times
        document = Document(value, entities=True)
        document.render({n: [b.text, *(a.token for a in b.anchors)] for n, b in enumerate(document.blocks)})
        tag_structure(value)

    short, long = seconds(lambda: work(1500)), seconds(lambda: work(3000))
    assert long < 5 * short + 2  # quadratic work would be minutes; the two seconds are for a busy machine


def test_a_tag_with_thousands_of_attributes_is_no_harder() -> None:
    """Each replaced attribute is written once."""

    def work(times: int) -> None:
        document = Document("<img" + ' alt="a"' * times + ">", entities=True)
        document.render({number: ["b"] for number in range(times)})

    assert seconds(lambda: work(3000)) < 5 * seconds(lambda: work(1500)) + 0.05


def test_two_thousand_nested_elements_in_a_cell() -> None:
    """As editors leave them: read, written and compared well within a second."""
    value = "<span>" * 2000 + "word" + "</span>" * 2000
    document = Document(value, entities=True)
    (block,) = document.blocks
    start = time.perf_counter()
    tags = [anchor.token for anchor in block.anchors]
    assert document.render({0: [*tags[:2000], "palavra", *tags[2000:]]}) == value.replace("word", "palavra")
    assert sum(tag_structure(value).values()) == 4000
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("kind", [field.name for field in fields(Elements)])
def test_facts_about_html_are_written_once_and_in_lower_case(kind: str) -> None:
    """Every table of ``html.toml`` has each name once, as the lexer names elements and attributes."""
    table = read_toml(package_folder("text") / "html.toml")[kind]
    names = list(table)
    assert names == sorted({name.lower() for name in names})
    assert set(getattr(html(), kind)) == set(names)
