"""The same models driven in other ways: what the system's speed is measured against."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

from localize.translation.argos_packages import argos_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Action = Callable[[], object]

__all__ = ["BareCTranslate2", "argos_cell_by_cell", "firefox_one_process"]

_BATCH_TOKENS = 512
_WARM_UP = "Warm up the model."


def argos_cell_by_cell(cells: Sequence[str]) -> Action:
    """``argostranslate.translate.translate()`` for each cell, with its defaults.

    Its settings make folders and look for packages when they are imported: both happen in our home.
    """
    with argos_environment(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SWIG's, on some Python versions
        from argostranslate.translate import translate

    translate(_WARM_UP, "en", "pt")
    return lambda: [translate(cell, "en", "pt") for cell in cells]


def firefox_one_process(engine: Any, texts: Sequence[str]) -> Action:
    """One ``fxtranslate.Translator``, text by text."""
    from fxtranslate import Translator

    files = engine.model.files
    parts = [files.model, files.source_tokenizer, files.target_tokenizer, files.shortlist]
    translator = Translator(*[part.read_bytes() for part in parts if part])
    translator.translate(_WARM_UP)
    return lambda: [translator.translate(text) for text in texts]


class BareCTranslate2:
    """CTranslate2 with an Argos package's model and our decoder options; tokenizing is done before the clock starts."""

    def __init__(self, engine: Any) -> None:
        import ctranslate2
        import sentencepiece

        files = engine.model.files
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(files.source_tokenizer))
        self._translator = ctranslate2.Translator(
            str(files.model), device="cpu", compute_type="int8", inter_threads=os.cpu_count() or 1, intra_threads=1
        )

    def one_call(self, texts: Sequence[str], beam: int) -> Action:
        """All texts in one call."""
        tokens = self._tokens(texts)
        return lambda: self._translate(tokens, beam)

    def one_by_one(self, texts: Sequence[str], beam: int) -> Action:
        """A call for each text."""
        tokens = self._tokens(texts)
        return lambda: [self._translate([text], beam) for text in tokens]

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        return [self._pieces.encode(text, out_type=str) for text in texts]

    def _translate(self, tokens: list[list[str]], beam: int) -> object:
        return self._translator.translate_batch(
            tokens, beam_size=beam, max_batch_size=_BATCH_TOKENS, batch_type="tokens", max_input_length=0
        )
