from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import UsageError
from localize.translation.language_codes import candidates, canonical, from_engine_code

TAGS = st.builds(
    "-".join,
    st.tuples(
        st.sampled_from(["en", "pt", "zh", "sr", "nb", "fil"]),
        st.sampled_from(["", "Latn", "Hant"]),
        st.sampled_from(["", "BR", "tw", "419"]),
    ).map(lambda parts: [part for part in parts if part]),
)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", ("en",)),
        ("pt-BR", ("pt-BR", "pt")),
        ("pt_br", ("pt-BR", "pt")),
        ("zh-TW", ("zh-TW", "zh-Hant")),
        ("zh-HK", ("zh-HK", "zh-Hant")),
        ("zh-CN", ("zh-CN", "zh-Hans")),
        ("zh", ("zh", "zh-Hans")),
        ("zh-Hant-TW", ("zh-Hant-TW", "zh-Hant")),
        ("nb-NO", ("nb-NO", "nb", "no")),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Latn")),
        ("es-419", ("es-419", "es")),
    ],
)
def test_candidates(locale: str, expected: tuple[str, ...]) -> None:
    """A locale is served by its own tag, then wider ones, never by another script."""
    assert candidates(locale) == expected


@pytest.mark.parametrize(
    ("engine", "code", "tag"),
    [
        ("argos", "pb", "pt-BR"),
        ("argos", "pt", "pt"),
        ("argos", "zh", "zh-Hans"),
        ("argos", "zt", "zh-Hant"),
        ("argos", "tl", "fil"),
        ("firefox", "zh", "zh-Hans"),
        ("firefox", "zh_hant", "zh-Hant"),
        ("firefox", "nn", "nn"),
    ],
)
def test_engine_codes_become_tags(engine: str, code: str, tag: str) -> None:
    """Codes that only an engine uses are read as BCP 47 tags."""
    assert from_engine_code(engine, code) == tag


@pytest.mark.parametrize("text", ["", "e", "english", "en-", "../x", "en\n-US", "pt-BR-x", "en US"])
def test_no_language_code_is_refused(text: str) -> None:
    """What is no tag never gets as far as a folder's name."""
    with pytest.raises(UsageError, match="no language code"):
        canonical(text)


@given(TAGS)
def test_canonical_is_stable_and_first_candidate(tag: str) -> None:
    """Writing a tag canonically twice changes nothing, and it is its own first candidate."""
    assert canonical(canonical(tag)) == canonical(tag)
    assert candidates(tag)[0] == canonical(tag)
    assert len(set(candidates(tag))) == len(candidates(tag))
