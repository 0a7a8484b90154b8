"""What an engine answers, held to its promise: one text for each, in order; a text that it fails on costs that text alone.

Engines are other people's programs, some of them compiled. One that raises, or gives another number of texts than it was
given, is asked text by text. What it then fails on has no answer, which the ladder takes like any refused one; if it fails
on everything, the fault is not the texts', and the run says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import EngineError, LocalizeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.protocols import Engine, EngineSession, TranslateOptions

__all__ = ["open_carefully", "raise_if_no_memory", "translate_carefully"]

_PLAIN = "ok"
"""A text that no engine can stumble over."""

_NO_MEMORY = re.compile(
    r"\bbad_alloc\b|\bout of memory\b|\b(?:not enough|insufficient) memory\b"
    r"|\b(?:failed to|unable to|cannot|can't|could not) allocate\b|\ballocation of \d+ bytes failed\b",
    re.IGNORECASE,
)
"""What compiled code says when there is not enough memory: it has no MemoryError of Python's to raise."""


def translate_carefully(
    session: EngineSession, texts: Sequence[str], options: TranslateOptions, name: str
) -> dict[str, str | None]:
    """The answer to each text, None where the engine fails on it. ``name`` is the engine's, for messages.

    Raises:
        EngineError: it fails on everything.
        MemoryError: there is not enough memory; the next try may have more.
    """
    try:
        return dict(zip(texts, _answers(session, texts, options), strict=True))
    except BaseException as error:  # noqa: BLE001 a panic of compiled code is no Exception
        _raise_if_not_the_engines(error)
    try:
        _answers(session, [_PLAIN], options)
    except BaseException as error:
        _raise_if_not_the_engines(error)
        raise EngineError(
            f"The engine '{name}' fails on every text ({_words(error)}).",
            "What was translated before is kept. Try another --engine, or see what its makers say about this.",
        ) from error
    return {text: _answer(session, text, options) for text in texts}


def _answer(session: EngineSession, text: str, options: TranslateOptions) -> str | None:
    try:
        return _answers(session, [text], options)[0]
    except BaseException as error:  # noqa: BLE001 likewise
        _raise_if_not_the_engines(error)
        return None


def _answers(session: EngineSession, texts: Sequence[str], options: TranslateOptions) -> list[str]:
    found = session.translate(texts, options)
    if not isinstance(found, list | tuple):
        raise TypeError(f"it gave {type(found).__name__} instead of a list of texts")
    if len(found) != len(texts):
        raise ValueError(f"it gave {len(found)} texts for {len(texts)}")
    for text in found:
        if not isinstance(text, str):
            raise TypeError(f"it gave {type(text).__name__} instead of a text")
        text.encode()  # half a character can be kept nowhere
    return list(found)


def open_carefully(engine: Engine) -> EngineSession:
    """The engine's session.

    Raises:
        EngineError: it cannot be started.
        LocalizeError: what it says itself.
    """
    try:
        return engine.open()
    except BaseException as error:
        _raise_if_not_the_engines(error)
        raise EngineError(
            f"The engine '{engine.name}' cannot be started ({_words(error)}).",
            "Try another --engine, or see what its makers say about this.",
        ) from error


def raise_if_no_memory(error: BaseException) -> None:
    """Say it as Python does where an engine could not get memory: neither its model nor a text is at fault.

    Raises:
        MemoryError: that is what the error says.
    """
    if _NO_MEMORY.search(str(error)):
        raise MemoryError(str(error)) from error


def _raise_if_not_the_engines(error: BaseException) -> None:
    """Interrupts, a lack of memory and our own errors are not the texts' fault; a panic of compiled code is."""
    raise_if_no_memory(error)
    if isinstance(error, LocalizeError | MemoryError | OSError):
        raise error
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
