"""Every finder and the readers of texts on hard texts: nothing is raised, and what is found stands where it is said to stand."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.localizer import FINDERS
from localize.money.amount import parse_amount
from localize.terms.tokens import tokens_of, words_of
from localize.text.languages import detect_language
from localize.text.markup import Document, tag_skeleton
from localize.text.segments import cut_segments
from localize.text.spans import gaps, settle
from localize.units.packs import find_packs

if TYPE_CHECKING:
    from localize.protocols import Finder

EXAMPLES = int(os.environ.get("LOCALIZE_FUZZ_EXAMPLES", "40"))
"""For each test; .ci/full asks for more."""

_FILE = Path(__file__).with_name("strategies.py")
_SPEC = importlib.util.spec_from_file_location("fuzz_strategies", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
strategies = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(strategies)

LOCALES = st.sampled_from(strategies.LOCALES)
CORPUS = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "corpus" / "texts").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def check_finder(finder: Finder, text: str, locale: str) -> None:
    """Spans lie in the text, are not empty and say what stands there."""
    for span in finder(text, locale):
        assert 0 <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]


def check_pieces(text: str, locale: str) -> None:
    """Settled spans and what lies between them are the text; segments lie in it, in order, and cut no span."""
    spans = settle(span for finder in FINDERS for span in finder(text, locale))
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in gaps(text, spans)) == text
    segments = cut_segments(text, spans, locale.split("-", maxsplit=1)[0])
    assert all(0 <= start < end <= len(text) for start, end in segments)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(segments))


def check_markup(text: str) -> None:
    """A document gives its text back, also where each block is replaced by what stands in it already."""
    for marks in (False, True):
        document = Document(text, entities=True, marks=marks)
        assert "".join(document.tokens) == text
        assert document.render({}) == text
        new: dict[int, list[str | int]] = {
            number: [block.text, *(anchor.token for anchor in block.anchors)]
            for number, block in enumerate(document.blocks)
        }
        assert sorted(tag_skeleton(document.render(new))) == sorted(tag_skeleton(text))


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
@settings(max_examples=EXAMPLES, deadline=None)
@given(text=strategies.texts(), locale=LOCALES)
def test_a_finder_says_what_stands_there(finder: Finder, text: str, locale: str) -> None:
    """Whatever the text, and whatever its language."""
    check_finder(finder, text, locale)


@settings(max_examples=3 * EXAMPLES, deadline=None)
@given(text=strategies.texts(), locale=LOCALES)
def test_spans_and_segments_fit_the_text(text: str, locale: str) -> None:
    """All finders together."""
    check_pieces(text, locale)


@settings(max_examples=3 * EXAMPLES, deadline=None)
@given(text=strategies.texts())
def test_the_markup_lexer_loses_nothing(text: str) -> None:
    """Torn tags, comments, entities, control characters."""
    check_markup(text)


@settings(max_examples=3 * EXAMPLES, deadline=None)
@given(text=strategies.texts(), locale=LOCALES)
def test_small_readers_of_texts(text: str, locale: str) -> None:
    """Tokens stand where they say; amounts, packs and languages are read or not, and nothing is raised."""
    for token in tokens_of(text):
        assert 0 <= token.start < token.end <= len(text)
    assert all(isinstance(word, str) for word in words_of(text))
    amount = parse_amount(text, locale)
    again = parse_amount(amount.rewrite(), locale) if amount else None
    assert amount is None or (again is not None and again.value == amount.value), (
        "zeros in front may go, the amount may not"
    )
    assert all(text[pack.start : pack.end] for pack in find_packs(text, locale))
    assert detect_language(text, locale.split("-", maxsplit=1)[0])


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_corpus_of_texts(text: str) -> None:
    """Texts that once went wrong, and others worth keeping."""
    for locale in strategies.LOCALES:
        for finder in FINDERS:
            check_finder(finder, text, locale)
        check_pieces(text, locale)
    check_markup(text)
