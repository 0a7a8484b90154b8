"""One attempt at a plan, and how it may fail: what the ladder builds and the proof judges."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Attempt", "Failure", "Found", "crosses"]

Found = dict[int, tuple[int, int]]
"""Where slots stand in an engine's output: slot index → start and end."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to ask.

    ``inputs`` go to the engine: the whole, then terms alone; or the pieces. ``forms`` says for each slot what stands for
    it in the whole (None: left to the engine's words), ``alone`` the term's own input where it may be swapped. ``strict``
    says that a mere copy of the words is no translation. ``doubted`` says that there is one more way to ask if a word beside
    a “&” was copied; ``rival`` is the attempt that did so, whose inputs stand behind this one's: the better answer is taken.
    """

    rung: str
    inputs: tuple[str, ...]
    forms: tuple[str | None, ...] = ()
    alone: tuple[str | None, ...] = ()
    strict: bool = False
    doubted: bool = False
    rival: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt will not do: the problem, and the slots that came back wrong (none: the words are to blame)."""

    problem: str
    slots: frozenset[int] = frozenset()


def crosses(spot: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Does a stretch overlap one that is taken?"""
    return any(start < spot[1] and spot[0] < end for start, end in taken)
