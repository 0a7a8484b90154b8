"""The desk: each distinct plan is asked once, from the cache where it can be, and a resumed run asks nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from localize.text.casing import Casing
from localize.translation import solving
from localize.translation.cache import MemoryCache, SqliteCache
from localize.translation.desk import Desk
from localize.translation.plan import Plan, Slot, Travel
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from localize.protocols import TranslateOptions


@dataclass
class FakeEngine:
    """Says every word backwards; counts what it was asked."""

    name: str = "fake"
    source: str = "en"
    target: str = "pt"
    fingerprint: str = "fake/1"
    description: str = "fake"
    asked: list[str] = field(default_factory=list)
    opened: int = 0
    fail_after: int = 10_000

    def open(self) -> FakeEngine:
        """A session, counted."""
        self.opened += 1
        return self

    def close(self) -> None:
        """Nothing to let go of."""

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """Backwards; fails when it was asked too much."""
        del options
        if len(self.asked) + len(texts) > self.fail_after:
            raise RuntimeError("engine died")
        self.asked += texts
        return [" ".join(word[::-1] for word in text.split()) for text in texts]


def plans(*texts: str) -> list[Plan]:
    """Plans of plain words."""
    return [Plan((text,), Casing.PLAIN, "en", "pt") for text in texts]


def test_a_text_that_stands_twice_is_asked_once() -> None:
    """Distinct inputs only."""
    desk, engine = Desk(), FakeEngine()
    desk.add(plans("red shoe", "blue shoe", "red shoe"))
    solve(desk, {"en": engine}, MemoryCache())
    assert engine.asked == ["red shoe", "blue shoe"]
    assert desk[plans("red shoe")[0].key].items == ("der eohs",)


def test_a_second_run_asks_nothing_and_opens_nothing() -> None:
    """The cache answers; no model is loaded."""
    cache, engine = MemoryCache(), FakeEngine()
    for _ in range(2):
        desk = Desk()
        desk.add(plans("red shoe", "blue shoe"))
        solve(desk, {"en": engine}, cache)
    assert engine.opened == 1
    assert desk.stats().cached == 2
    assert desk.stats().translated == 0


def test_another_model_does_not_get_this_ones_answers() -> None:
    """The fingerprint is part of the key."""
    cache = MemoryCache()
    for fingerprint in ("a", "b"):
        engine = FakeEngine(fingerprint=fingerprint)
        desk = Desk()
        desk.add(plans("red shoe"))
        solve(desk, {"en": engine}, cache)
        assert engine.asked


def test_words_without_letters_ask_nothing() -> None:
    """Digits and punctuation need no engine."""
    desk, engine = Desk(), FakeEngine()
    desk.add(plans("12 – 15", "!!"))
    solve(desk, {"en": engine}, MemoryCache())
    assert engine.asked == []


def test_terms_between_separators_ask_nothing() -> None:
    """They stay in the source's order, with “&” as the target's language writes it."""
    red, blue = Slot(Travel.TERM, "Red", "Vermelho"), Slot(Travel.TERM, "Blue", "Azul")
    plan = Plan((red, " & ", blue), Casing.TITLE, "en", "pt")
    desk, engine = Desk(), FakeEngine()
    desk.add([plan])
    solve(desk, {"en": engine}, MemoryCache())
    assert desk[plan.key].text(plan.slots) == "Vermelho e Azul"
    assert engine.opened == 0


def test_a_run_that_died_goes_on_with_the_same_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are fixed before the first is translated, and finished ones are kept."""
    monkeypatch.setattr("localize.translation.solving.BLOCK_SIZE", 2)
    path = str(tmp_path / "desk.sqlite")
    dying, texts = FakeEngine(fail_after=4), [f"good word {c}" for c in "abcdef"]
    desk = Desk(path)
    desk.add(plans(*texts))
    with pytest.raises(RuntimeError):
        solve(desk, {"en": dying}, MemoryCache())
    desk.close()
    engine, resumed = FakeEngine(), Desk(path)
    resumed.add(plans(*texts))
    solve(resumed, {"en": engine}, MemoryCache())
    assert dying.asked == texts[:4]
    assert engine.asked == texts[4:]
    assert all(resumed[plan.key].items for plan in plans(*texts))
    resumed.close()


@pytest.mark.parametrize(
    ("inputs", "repairs", "sizes"),
    [
        (0, False, []),
        (1, False, [1]),
        (10, False, [10]),
        (11, False, [5, 6]),
        (25, False, [8, 8, 9]),
        (0, True, []),
        (5, True, [5]),
        (6, True, [3, 3]),
        (25, True, [8, 8, 9]),
    ],
)
def test_a_round_is_cut_into_equal_blocks(
    monkeypatch: pytest.MonkeyPatch, inputs: int, *, repairs: bool, sizes: list[int]
) -> None:
    """As few as there can be, in the order of the inputs; repairs in shares for two workers where there is enough for each."""
    for name, value in {"BLOCK_SIZE": 10, "_SHARES": 2, "_SHARE_SIZE": 3}.items():
        monkeypatch.setattr(solving, name, value)
    texts = [f"word {number}" for number in range(inputs)]
    blocks = solving._blocks(texts, repairs=repairs)
    assert [len(block) for block in blocks] == sizes
    assert [text for block in blocks for text in block] == texts


def test_two_processes_may_share_a_cache_file(tmp_path: Path) -> None:
    """Two connections see each other's entries."""
    one, two = SqliteCache(tmp_path / "cache.sqlite"), SqliteCache(tmp_path / "cache.sqlite")
    one.put({b"k" * 16: "v"})
    assert two.get([b"k" * 16, b"x" * 16]) == {b"k" * 16: "v"}
    one.close()
    two.close()


def test_a_run_that_died_in_a_later_round_goes_on_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans that were moved on are not judged again by answers of an earlier round."""
    monkeypatch.setattr("localize.translation.solving.BLOCK_SIZE", 2)
    path = str(tmp_path / "desk.sqlite")
    hard = [Plan((f"Very Good Words {c}",), Casing.TITLE, "en", "pt") for c in "abcd"]

    class Stubborn(FakeEngine):
        """Echoes whatever is in lower case, so that plans need another round."""

        def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
            answers = super().translate(texts, options)
            return [t if "good words" in t else a for t, a in zip(texts, answers, strict=True)]

    desk = Desk(path)
    desk.add(hard)
    with pytest.raises(RuntimeError):
        solve(desk, {"en": Stubborn(fail_after=6)}, MemoryCache())
    desk.close()
    whole, resumed = Desk(), Desk(path)
    whole.add(hard)
    solve(whole, {"en": Stubborn()}, MemoryCache())
    solve(resumed, {"en": Stubborn()}, MemoryCache())
    assert [resumed[p.key] for p in hard] == [whole[p.key] for p in hard]
    resumed.close()


def test_each_source_language_goes_through_its_own_engine() -> None:
    """A German text in an English catalog is not read as English."""
    desk = Desk()
    desk.add([Plan(("guten tag",), Casing.PLAIN, "de", "pt"), *plans("good day")])
    english, german = FakeEngine(), FakeEngine(source="de")
    solve(desk, {"en": english, "de": german}, MemoryCache())
    assert (english.asked, german.asked) == (["good day"], ["guten tag"])


def test_two_engines_become_one_through_english() -> None:
    """Both in batches, one behind the other, and both named."""
    from localize.protocols import TranslateOptions
    from localize.translation.pivot import PivotEngine

    first, second = FakeEngine(source="de", target="en"), FakeEngine()
    engine = PivotEngine(first, second)
    assert engine.open().translate(["guten tag"], TranslateOptions()) == ["guten tag"]
    assert (engine.source, engine.target) == ("de", "pt")
    assert "through English" in engine.description
    assert (first.asked, second.asked) == (["guten tag"], ["netug gat"])
