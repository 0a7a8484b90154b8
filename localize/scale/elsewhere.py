"""An engine whose session has whole rounds translated elsewhere: asked for a block, it sends out all blocks that are laid out.

Solving a desk asks for block after block and keeps each answer at once. That is all it needs to know: that other workers are
at the next blocks already is this session's business.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from localize.protocols import Engine, TranslateOptions
    from localize.translation.desk import Desk

    Block = tuple[str, ...]
    Outputs = dict[str, str | None]

__all__ = ["ElsewhereEngine", "ElsewhereSession", "Translator"]


class Translator(Protocol):
    """Translates blocks, many at a time."""

    def __call__(self, blocks: Iterable[Block], options: TranslateOptions, /) -> Iterator[tuple[Block, Outputs]]:
        """Each block with its outputs by text (None where the engine fails), as they are done."""
        ...


@dataclass(frozen=True, slots=True)
class ElsewhereEngine:
    """The engine for everyone who asks what it is; only its sessions differ. ``language`` is the desk's name of its source."""

    engine: Engine
    language: str
    desk: Desk
    translator: Translator

    @property
    def name(self) -> str:
        """The engine's."""
        return self.engine.name

    @property
    def source(self) -> str:
        """The engine's."""
        return self.engine.source

    @property
    def target(self) -> str:
        """The engine's."""
        return self.engine.target

    @property
    def fingerprint(self) -> str:
        """The engine's: outputs are the same wherever they are made."""
        return self.engine.fingerprint

    @property
    def description(self) -> str:
        """The engine's."""
        return self.engine.description

    def open(self) -> ElsewhereSession:
        """Load nothing here."""
        return ElsewhereSession(self.desk, self.language, self.translator)


@dataclass(slots=True)
class ElsewhereSession:
    """The rounds of one source language."""

    desk: Desk
    language: str
    translator: Translator
    _sent: set[Block] = field(default_factory=set)
    _done: dict[Block, Outputs] = field(default_factory=dict)
    _coming: Iterator[tuple[Block, Outputs]] = field(default_factory=lambda: iter(()))
    _failed: Outputs = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The translation of each text, in order.

        Raises:
            RuntimeError: the engine fails on one of them.
            EngineError: it fails on all, or cannot be started.
        """
        with self._lock:
            outputs = self._outputs(tuple(texts), options)
        answers = [answer for text in texts if (answer := outputs[text]) is not None]
        if len(answers) < len(texts):
            self._failed |= outputs  # asked again text by text, the answers are here
            raise RuntimeError("no answer to some of the texts")
        return answers

    def close(self) -> None:
        """Nothing is open here."""

    def _outputs(self, block: Block, options: TranslateOptions) -> Outputs:
        if len(block) == 1 and block[0] in self._failed:
            return self._failed
        if block not in self._sent:
            self._take_until(None)
            self._send(block, options)
        self._take_until(block)
        self._sent.discard(block)
        return self._done.pop(block)

    def _send(self, block: Block, options: TranslateOptions) -> None:
        """All blocks of the round that are waiting, if this is one of them."""
        laid_out = self.desk.blocks(self.language, self.desk.round_of(self.language)) or ()
        waiting = [tuple(texts) for _, texts, finished in laid_out if not finished]
        blocks = waiting if block in waiting else [block]
        self._sent.update(blocks)
        self._coming = self.translator(blocks, options)

    def _take_until(self, block: Block | None) -> None:
        """Take what comes until a block is there; all of it for None."""
        while block is None or block not in self._done:
            done = next(self._coming, None)
            if done is None:
                return
            self._done[done[0]] = done[1]
