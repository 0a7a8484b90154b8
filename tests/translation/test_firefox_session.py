"""The Firefox engine's session: worker processes bring time and nothing else, and what they lack is done by the run itself."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any, cast

import pytest

from localize.protocols import TranslateOptions
from localize.translation.engines import find_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.translation.firefox import FirefoxEngine, FirefoxSession

pytest.importorskip("fxtranslate")

TEXTS = [f"red mug {number}" for number in range(240)]


@pytest.fixture
def session() -> Iterator[FirefoxSession]:
    """A session with two workers, of the embedded model."""
    from localize.translation.firefox import FirefoxSession

    engine = cast("FirefoxEngine", find_engine("firefox", "en", "pt-BR"))
    opened = FirefoxSession(engine.model, workers=2)
    yield opened
    opened.close()


def test_workers_that_are_killed_leave_their_portions(session: FirefoxSession) -> None:
    """What two workers answer, and what is left of it when they are killed, is what one process says."""
    options = TranslateOptions()
    whole = session.translate(TEXTS, options)
    for worker in session._workers:
        os.kill(worker._process.pid, signal.SIGKILL)
    assert session.translate(TEXTS, options) == whole
    assert session.translate(TEXTS[:3], options) == whole[:3]


def test_without_memory_for_threads_the_run_translates(
    session: FirefoxSession, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A thread that cannot be started, a timer's or a worker's, costs time; nothing is printed."""
    options = TranslateOptions()
    whole = session.translate(TEXTS, options)
    start = threading.Thread.start
    for kind in (threading.Timer, threading.Thread):

        def refused(self: Any, kind: type = kind) -> None:
            if type(self) is kind:
                raise RuntimeError("can't start new thread")
            start(self)

        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", refused)
            assert session.translate(TEXTS, options) == whole
    assert capfd.readouterr().err == ""
