"""What an engine cannot do is told apart: a text that it fails on, an engine that fails, and a machine without memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from localize.errors import EngineError
from localize.protocols import TranslateOptions
from localize.translation.careful import translate_carefully

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = TranslateOptions()


@dataclass
class Failing:
    """A session that fails on some texts, or on all, with the words of compiled code."""

    words: str
    on: str = ""

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """Fail, or give capitals."""
        del options
        if any(self.on in text for text in texts):
            raise RuntimeError(self.words.format(text=texts[0]))
        return [text.upper() for text in texts]

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    "words",
    [
        "mkl_malloc: failed to allocate memory",
        "std::bad_alloc",
        "memory allocation of 4194304 bytes failed",
        "CUDA: out of memory",
        "Cannot allocate memory (os error 12)",
    ],
)
def test_a_lack_of_memory_is_no_fault_of_the_texts(words: str) -> None:
    """Texts that there was no memory for would else stay untranslated without anybody knowing why."""
    with pytest.raises(MemoryError):
        translate_carefully(Failing(words, on="mug"), ["mug", "bowl"], OPTIONS, "fake")


def test_a_text_about_memory_is_not_taken_for_a_lack_of_it() -> None:
    """Engines may name the text that they fail on."""
    session = Failing("cannot translate '{text}'", on="memory")
    texts = ["memory foam, out of stock", "bowl"]
    assert translate_carefully(session, texts, OPTIONS, "fake") == {texts[0]: None, "bowl": "BOWL"}


def test_an_engine_that_fails_on_everything_is_said_to() -> None:
    """Whatever it says."""
    with pytest.raises(EngineError, match="fails on every text"):
        translate_carefully(Failing("broken"), ["mug"], OPTIONS, "fake")
