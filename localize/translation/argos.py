"""The ``argos`` engine: an Argos package's CTranslate2 model and its own tokenizer, driven in batches.

``argostranslate.translate`` sends one paragraph a call in batches of 32 tokens at beam 4; the same model fed with lists
is about ten times as fast (``benchmarks/``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.translation.careful import raise_if_no_memory
from localize.translation.cores import usable_cores
from localize.translation.models import InstalledModel, model_fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.protocols import TranslateOptions

__all__ = ["ArgosEngine", "ArgosSession"]

_BATCH_TOKENS = 512


@dataclass(frozen=True, slots=True)
class ArgosEngine:
    """An installed Argos package as an engine for its pair."""

    model: InstalledModel
    name: str = "argos"

    @property
    def source(self) -> str:
        """Language it translates from."""
        return self.model.source

    @property
    def target(self) -> str:
        """Language it translates to."""
        return self.model.target

    @property
    def fingerprint(self) -> str:
        """Engine, decoder and content of the model."""
        return f"argos/1:{model_fingerprint(self.model)}"

    @property
    def description(self) -> str:
        """For people."""
        return f"argos {self.model.name} {self.model.version} (int8)"

    def open(self) -> ArgosSession:
        """Load model and tokenizer."""
        return ArgosSession(self.model)


class ArgosSession:
    """A loaded package. One call translates a list: CTranslate2 sorts it by length and shares the weights among workers."""

    def __init__(self, model: InstalledModel) -> None:
        import ctranslate2  # late: 55 ms

        self._tokenizer = _tokenizer(model)
        self._prefix = [model.target_prefix] if model.target_prefix else None
        try:
            self._translator = ctranslate2.Translator(
                str(model.files.model), device="cpu", compute_type="int8", inter_threads=usable_cores(), intra_threads=1
            )
        except (RuntimeError, ValueError) as error:
            raise_if_no_memory(error)
            raise ConfigError(
                f"The Argos package in {model.path} cannot be loaded ({error}).",
                f"Remove and import it again: localize models remove {model.source} {model.target}",
            ) from error

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The translation of each text, in order."""
        if not texts:
            return []
        results = self._translator.translate_batch(
            [self._tokenizer.encode(text) for text in texts],
            target_prefix=[self._prefix] * len(texts) if self._prefix else None,
            beam_size=options.beam,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=0,  # never cut silently; segments are short anyway
            return_scores=False,
        )
        skipped = len(self._prefix or ())
        return [self._tokenizer.decode(result.hypotheses[0][skipped:]) for result in results]

    def close(self) -> None:
        """Free the model's memory."""
        self._translator.unload_model()


def _tokenizer(model: InstalledModel) -> Any:
    """The package's tokenizer. SentencePiece is decoded by itself: argostranslate's decode turns ``_`` into blanks."""
    file = model.files.source_tokenizer
    if file.name == "sentencepiece.model":
        return _SentencePiece(str(file))
    from localize.translation.argos_packages import argos_environment

    with argos_environment():
        from argostranslate.tokenizer import BPETokenizer

    return BPETokenizer(file, model.source.split("-")[0], model.target.split("-")[0])


class _SentencePiece:
    def __init__(self, path: str) -> None:
        import sentencepiece  # late: compiled

        self._processor = sentencepiece.SentencePieceProcessor(model_file=path)

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        return str(self._processor.decode_pieces(tokens)).replace("▁", " ")
