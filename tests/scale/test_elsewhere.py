"""A session that has blocks translated elsewhere: whole rounds at once, each block given out when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from localize.errors import EngineError
from localize.protocols import TranslateOptions
from localize.scale.elsewhere import ElsewhereEngine
from localize.testing import FakeEngine
from localize.text.casing import Casing
from localize.translation.cache import MemoryCache
from localize.translation.careful import translate_carefully
from localize.translation.desk import Desk
from localize.translation.plan import Plan
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.protocols import Engine

Block = tuple[str, ...]
OPTIONS = TranslateOptions()


class Recorder:
    """Answers the last block first, in capitals; ``bad`` has no answer."""

    def __init__(self, bad: str = "") -> None:
        self.sent: list[list[Block]] = []
        self.bad = bad

    def __call__(
        self, blocks: Iterable[Block], options: TranslateOptions
    ) -> Iterator[tuple[Block, dict[str, str | None]]]:
        """Note what was sent, and answer."""
        assert options is OPTIONS
        self.sent.append(list(blocks))
        for block in reversed(self.sent[-1]):
            yield block, {text: None if text == self.bad else text.upper() for text in block}


@pytest.fixture
def desk() -> Desk:
    """A round of three blocks, the second of them done."""
    desk = Desk()
    desk.lay_out("en", 0, [["a", "b"], ["c"], ["d", "e"]], 0)
    desk.keep_outputs("en", {"c": "C"}, (0, 1))
    return desk


def test_the_first_block_sends_all_that_wait(desk: Desk) -> None:
    """Blocks that are done are not sent again; each is given out once it is asked for, whenever it came."""
    translator = Recorder()
    session = ElsewhereEngine(FakeEngine("en", "pt-BR"), "en", desk, translator).open()
    assert session.translate(["a", "b"], OPTIONS) == ["A", "B"]
    assert session.translate(["d", "e"], OPTIONS) == ["D", "E"]
    assert translator.sent == [[("a", "b"), ("d", "e")]]


def test_what_is_not_laid_out_is_sent_by_itself(desk: Desk) -> None:
    """Nothing that was sent before is lost over it."""
    translator = Recorder()
    session = ElsewhereEngine(FakeEngine("en", "pt-BR"), "en", desk, translator).open()
    assert session.translate(["a", "b"], OPTIONS) == ["A", "B"]
    assert session.translate(["x"], OPTIONS) == ["X"]
    assert session.translate(["d", "e"], OPTIONS) == ["D", "E"]
    assert translator.sent == [[("a", "b"), ("d", "e")], [("x",)]]


def test_a_text_that_the_engine_fails_on_costs_that_text_alone(desk: Desk) -> None:
    """Asked again text by text, the session knows the answers: nothing is sent twice."""
    translator = Recorder(bad="b")
    session = ElsewhereEngine(FakeEngine("en", "pt-BR"), "en", desk, translator).open()
    assert translate_carefully(session, ["a", "b"], OPTIONS, "fake") == {"a": "A", "b": None}
    sent = [text for blocks in translator.sent for block in blocks for text in block]
    assert (sent.count("a"), sent.count("b")) == (1, 1)


def test_an_engine_that_cannot_work_stops_the_round(desk: Desk) -> None:
    """What the worker says of its engine is what the run says."""

    def broken(blocks: Iterable[Block], _options: TranslateOptions) -> Iterator[tuple[Block, dict[str, str | None]]]:
        for block in blocks:
            if block:
                raise EngineError("The engine 'fake' cannot be started (no room).")
            yield block, {}

    session = ElsewhereEngine(FakeEngine("en", "pt-BR"), "en", desk, broken).open()
    with pytest.raises(EngineError, match="no room"):
        translate_carefully(session, ["a", "b"], OPTIONS, "fake")


def test_it_is_the_engine_for_everyone_who_asks() -> None:
    """Name, languages, description and, above all, fingerprint: outputs are the same wherever they are made."""
    engine = FakeEngine("en", "pt-BR")
    elsewhere = ElsewhereEngine(engine, "en", Desk(), Recorder())
    for name in ("name", "source", "target", "fingerprint", "description"):
        assert getattr(elsewhere, name) == getattr(engine, name)


def test_a_desk_is_solved_as_by_the_engine_itself() -> None:
    """The same plans, the same translations."""
    plans = [Plan((words,), Casing.PLAIN, "en", "pt") for words in ("Blue mug with a lid", "A red mug for tea")]
    desks = [Desk(), Desk()]
    engine = FakeEngine("en", "pt-BR")
    session = engine.open()

    def translator(blocks: Iterable[Block], options: TranslateOptions) -> Iterator[tuple[Block, dict[str, str | None]]]:
        for block in blocks:
            yield block, dict(zip(block, session.translate(block, options), strict=True))

    make = partial(ElsewhereEngine, engine, "en", desks[1], translator)
    engines: list[Engine] = [engine, make()]
    for desk, one in zip(desks, engines, strict=True):
        desk.add(plans)
        solve(desk, {"en": one}, MemoryCache())
    assert [desks[0][plan.key] for plan in plans] == [desks[1][plan.key] for plan in plans]
