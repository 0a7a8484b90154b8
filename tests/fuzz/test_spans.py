"""The span mechanism against engines that lie: whatever they answer, what must not change comes through, or the text stays."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from localize import Localizer
from localize.testing import FakeEngine
from localize.text.markup import tag_skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.protocols import TranslateOptions

EXAMPLES = int(os.environ.get("LOCALIZE_FUZZ_EXAMPLES", "25"))
"""For each test; .ci/full asks for more."""

_FILE = Path(__file__).with_name("strategies.py")
_SPEC = importlib.util.spec_from_file_location("fuzz_strategies", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
strategies = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(strategies)


def _swapped(text: str, random: Random) -> str:
    words = text.split()
    random.shuffle(words)
    return " ".join(words)


LIES: dict[str, Callable[[str, Random], str]] = {
    "nothing": lambda _text, _random: "",
    "an echo": lambda text, _random: text,
    "another order": _swapped,
    "twice": lambda text, _random: f"{text} {text}",
    "half": lambda text, _random: text[: len(text) // 2],
    "no digits": lambda text, _random: "".join(c for c in text if not c.isdigit()),
    "other digits": lambda text, random: "".join(str(random.randint(0, 9)) if c.isdigit() else c for c in text),
    "more digits": lambda text, _random: f"{text} 11 [11] X11 7",
    "capitals": lambda text, _random: text.upper(),
    "brackets": lambda text, _random: text.replace("[", "(").replace("]", ")"),
    "tags": lambda text, _random: f"<b>{text}</i>",
    "placeholders": lambda text, _random: text + " {{ size }} %s {0}",
    "a link": lambda text, _random: text + " https://other.example",
    "without end": lambda text, _random: "la " * 3000 + text,
    "blanks": lambda text, _random: text.replace(" ", "\u00a0\n"),
    "hidden marks": lambda text, _random: "\u202e" + text + "\u200b\0\x1b[0m",
    "half characters": lambda text, _random: text + "\ud83d",
}


class Liar(FakeEngine):
    """An engine that answers each text with a lie of its own."""

    def open(self) -> LyingSession:  # type: ignore[override]  # a session is a protocol
        """A session that lies."""
        return LyingSession()


class LyingSession:
    """Chooses a lie by the text, so that the same text gets the same answer."""

    def translate(self, texts: Sequence[str], options: TranslateOptions | None = None) -> list[str]:
        """One answer for each text."""
        del options
        return [self._lie(text) for text in texts]

    def _lie(self, text: str) -> str:
        random = Random(text.encode("utf-8", "replace"))  # noqa: S311 chance, no secret
        return random.choice([*LIES.values()])(text, random)

    def close(self) -> None:
        """Nothing to let go of."""


_LOCALIZER, _HONEST = Localizer(engine=Liar), Localizer(engine=FakeEngine)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    title=strategies.texts(6),
    description=strategies.texts(),
    kept=st.lists(st.sampled_from(strategies.PROTECTED), max_size=3),
    market=st.sampled_from(["pt-BR", "de-DE", "ja-JP"]),
)
@example(title="", description="<script>", kept=[], market="pt-BR")  # a field without a block ended a run
def test_nothing_that_must_stay_is_lost_to_a_liar(title: str, description: str, kept: list[str], market: str) -> None:
    """Placeholders, links, addresses and codes stand there as often as before; tags are the same ones."""
    plain = " and ".join(["A good shelf for the wall", *kept, "that lasts for years."])
    given_listing = {"sku": "1", "title": title, "description": description, "subtitle": plain}
    result = _LOCALIZER.localize(given_listing, market)
    assert list(result.listing) == list(given_listing)
    for piece in strategies.PROTECTED:
        assert result.listing["subtitle"].count(piece) == plain.count(piece), result.listing["subtitle"]
    assert sorted(tag_skeleton(result.listing["description"])) == sorted(tag_skeleton(description))


@settings(max_examples=EXAMPLES, deadline=None)
@given(number=st.integers(2, 9999), unit=st.sampled_from(["oz", "lb", "in", "ft", "cups"]), seed=st.integers(0, 10**6))
def test_a_liars_numbers_are_never_believed(number: int, unit: str, seed: int) -> None:
    """The quantity in the target is the one that is computed without an engine, or the text is as it was."""
    text = f"This solid shelf number {seed} carries {number} {unit} on the wall of the kitchen."
    told = _LOCALIZER.localize({"description": text}, "pt-BR").listing["description"]
    honest = _HONEST.localize({"description": text}, "pt-BR").listing["description"]
    digits = sorted("".join(c for c in word if c.isdigit()) for word in told.split())
    wanted = sorted("".join(c for c in word if c.isdigit()) for word in honest.split())
    assert [d for d in digits if d] == [d for d in wanted if d] or told == text
