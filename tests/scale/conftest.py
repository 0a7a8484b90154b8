"""Workers of a run without Ray: orders go by value, as bytes, to a hand in this process."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from localize.scale.hand import Hand, shipped_digest
from localize.scale.ray_workers import RayWorkers
from localize.scale.travel import dumps, loads
from localize.settings import Settings
from localize.tasks import run_options
from localize.tasks.catalog import chunks_of
from localize.tasks.run import RunOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@dataclass
class HerePipeline:
    """Carries out three orders at a time, and answers the last first where nobody asks for their order."""

    models: Path
    facts: dict[str, bytes] = field(default_factory=dict)
    orders: list[Any] = field(default_factory=list)
    fails: Callable[[Any], bool] = lambda _order: False
    shipped: str = field(default_factory=shipped_digest)

    def __post_init__(self) -> None:
        self.hand = Hand(self.facts.__getitem__, self.shipped, self.models)

    def tell(self, name: str, fact: bytes) -> None:
        """A fact for the hand."""
        assert name not in self.facts, "a fact is told once"
        self.facts[name] = fact

    def carry_out(self, orders: Iterable[tuple[Any, Any]], *, in_order: bool = False) -> Iterator[tuple[Any, Any]]:
        """What the pipeline on Ray does, as bytes and back."""
        stream = iter(orders)
        while some := deque(islice(stream, 3)):
            while some:
                beside, order = some.popleft() if in_order else some.pop()
                self.orders.append(order)
                yield beside, loads(self.hand(b"no order" if self.fails(order) else dumps(order)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HerePipeline:
    """A pipeline without Ray; the hand's wish for one core is forgotten after the test."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    (tmp_path / "models").mkdir()
    return HerePipeline(tmp_path / "models")


@pytest.fixture
def workers(here: HerePipeline) -> RayWorkers:
    """A run's workers by that pipeline."""
    return RayWorkers(lambda: here)  # type: ignore[arg-type, return-value] # it has what workers use


@pytest.fixture
def options(tmp_path: Path) -> RunOptions:
    """Two markets of one language by a real engine, prices in dollars."""
    settings = Settings(source_currency="USD", engine="firefox")
    return RunOptions(
        ("pt-BR", "pt-PT"), tmp_path / "local", settings, date(2026, 10, 30), tmp_path / "c.sqlite", processes=1
    )


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three chunks of listings with few distinct texts, so that translating them takes no time."""
    monkeypatch.setattr(run_options, "chunks_of", partial(chunks_of, size=20))
    sizes, colours = range(8, 28), ("Red", "Dark blue", "Olive green")
    rows = (
        f"M-{n},{colours[n % 3]} mug {sizes[n % 20]} oz,Keeps your coffee warm on the way.,{n % 90}.50"
        for n in range(60)
    )
    path = tmp_path / "mugs.csv"
    path.write_text("\n".join(["sku,title,description,price", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def written() -> Callable[[Path], dict[str, bytes]]:
    """The files of a run that must be the same bytes whoever worked."""

    def _written(out: Path) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.suffix in {".csv", ".jsonl", ".parquet"}}

    return _written
