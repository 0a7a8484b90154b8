"""A worker of a run: one actor, one core, one open model of each engine that it is asked for.

It knows how to carry out orders and nothing of where they come from; the run keeps what it answers.
"""

from __future__ import annotations

import atexit
import getpass
import os
import shutil
import socket
import tempfile
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from localize._version import __version__
from localize.data import data_folder, package_folder
from localize.errors import ConfigError, MissingDataError
from localize.garbage import look_for_garbage_seldom
from localize.localizer import Stages, all_finders
from localize.scale.orders import Answer, Render, Scan, Translate
from localize.scale.travel import dumps, loads, moved
from localize.tasks.render import finish_chunk
from localize.text.analysis import Analyse
from localize.translation.careful import open_carefully, translate_carefully
from localize.translation.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.listing import Listing
    from localize.protocols import EngineSession
    from localize.scale.orders import EngineFact, MarketFact
    from localize.tasks.run_folder import ChunkResult
    from localize.translation.plan import Plan, Translation

__all__ = ["Hand", "Lookup", "shipped_digest"]


class Lookup(Protocol):
    """Where a worker finds facts."""

    def __call__(self, name: str, /) -> bytes:
        """The fact of a name, as :func:`localize.scale.travel.dumps` made it."""
        ...


class Hand:
    """Carries out orders, given and answered as bytes."""

    def __init__(self, facts: Lookup, shipped: str, models: Path | None = None) -> None:
        """``shipped`` is the run's :func:`shipped_digest`: other data would give another output.

        ``models`` is where models are unpacked; a folder of the user that his workers on this machine share if None.
        """
        os.environ["OMP_NUM_THREADS"] = "1"  # engines go by it: this worker has one core
        look_for_garbage_seldom()
        self._facts, self._shipped = facts, shipped
        self._models = models or _shared_folder()
        self._shelf = _own_folder()
        self._offices: dict[str, _Office] = {}
        self._sessions: dict[str, tuple[EngineSession, str]] = {}
        self._analyses: dict[str, Analyse] = {}

    def __call__(self, order: bytes) -> bytes:
        """The answer to an order; a failure is an answer, too."""
        try:
            _refuse_other_version(self._shipped)
            answer = Answer(self._carry_out(loads(order)))
        except Exception as error:  # noqa: BLE001 the run decides what it means
            answer = Answer(error=error)
        try:
            return dumps(answer)
        except Exception:  # noqa: BLE001 an error that holds what cannot travel
            return dumps(Answer(error=RuntimeError(f"{type(answer.error).__name__}: {answer.error}")))

    def _carry_out(self, order: Scan | Translate | Render) -> Any:
        match order:
            case Scan():
                return [self._plans(name, order.listings) for name in order.markets]
            case Translate():
                return self._translated(order)
            case Render():
                return self._office(order.market).finished(order)

    def _plans(self, market: str, listings: list[Listing]) -> list[Plan] | MissingDataError:
        """The distinct plans of a chunk, in order; a market that lacks a rate holds up no other."""
        try:
            return self._office(market).plans(listings)
        except MissingDataError as error:
            return error

    def _translated(self, order: Translate) -> dict[str, str | None]:
        if order.engine not in self._sessions:
            fact: EngineFact = loads(self._facts(order.engine))
            engine = moved(fact.engine, fact.parcel.unpack(self._models))
            self._sessions[order.engine] = open_carefully(engine), engine.name
        session, name = self._sessions[order.engine]
        return translate_carefully(session, order.texts, order.options, name)

    def _office(self, market: str) -> _Office:
        if market not in self._offices:
            fact: MarketFact = loads(self._facts(market))
            analyse = self._analyses.setdefault(fact.catalog, Analyse(all_finders()))
            self._offices[market] = _Office(fact, self._shelf, analyse)
        return self._offices[market]


class _Office:
    """One market of a run on this machine."""

    def __init__(self, fact: MarketFact, shelf: Path, analyse: Analyse) -> None:
        context = moved(fact.context, fact.parcel.unpack(shelf))
        self._fact = fact
        self._stages = Stages.load(context, analyse, fact.last)
        self._stages.keep_excluded = fact.keep_excluded

    def plans(self, listings: list[Listing]) -> list[Plan]:
        plans = self._stages.plans(self._stages.prepare(listings))
        return list({plan.key: plan for plan in plans}.values())

    def finished(self, order: Render) -> ChunkResult:
        desk = None if order.solved is None else _Solved(order.solved)
        fact = self._fact
        return finish_chunk(order.listings, self._stages, desk, order.engine, fact.layouts, fact.words, timed=True)


class _Solved(Desk):
    """A desk with the translations of one chunk."""

    def __init__(self, solved: Mapping[str, Translation]) -> None:
        super().__init__()
        self._by_key = solved

    def __getitem__(self, key: str) -> Translation:
        return self._by_key[key]


def _own_folder() -> Path:
    """A folder for this process alone, gone with it: what sellers wrote lies there."""
    folder = Path(tempfile.mkdtemp(prefix="localize-worker-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _shared_folder() -> Path:
    """A folder for models, which are large: one for each user and machine, into which nobody else can write.

    Raises:
        ConfigError: somebody else has a folder of that name.
    """
    folder = Path(tempfile.gettempdir()) / f"localize-models-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and (folder.is_symlink() or folder.stat().st_uid != os.getuid()):
        raise ConfigError(f"{folder} on {socket.gethostname()} is another user's.", "Set TMPDIR to a folder of yours.")
    return folder


@cache
def shipped_digest() -> str:
    """A digest of the version and of all data that ships with it, by content: the same on every machine of a run."""
    total = blake2b(__version__.encode(), digest_size=10)
    for name in ("dictionaries", "size_tables", "currency", ""):
        folder = data_folder(name) if name else package_folder(".")
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".csv", ".toml", ".json"} and file.is_file():
                total.update(f"\0{name}/{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    return total.hexdigest()


def _refuse_other_version(shipped: str) -> None:
    if shipped_digest() != shipped:
        raise ConfigError(
            f"Another listing-localizer is installed on {socket.gethostname()} ({__version__}) than here.",
            "Install the same version on every machine of the cluster.",
        )
