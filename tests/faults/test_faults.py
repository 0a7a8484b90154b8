"""Faults put into real processes: what they leave behind, what they say, and that the same command goes on.

Some of those in :mod:`benchmarks.fault_list`; ``python -m benchmarks.faults`` tries all of them, with the real engines, too.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("processes are forked and limited as POSIX has it", allow_module_level=True)

from benchmarks.fault_list import FAULTS, fault
from benchmarks.faults import opened, tried

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.faults import Bench

QUICK = (
    "engine panics on a text",
    "engine always raises",
    "engine hangs, SIGTERM",
    "catalog shrinks",
    "dictionary edited while it runs",
    "killed between two markets",
    "output read-only",
    "cache has other bytes",
    "desk is garbage",
    "a second run on one output",
)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """An engine without a model, a small catalog, and the run that nobody disturbs."""
    with opened("fake", rows=16) as made:
        yield made


@pytest.mark.parametrize("name", QUICK)
def test_a_fault_leaves_nothing_half_and_a_way_on(bench: Bench, name: str) -> None:
    """Stated status, words to act on, no traceback, no half file; given again, the command ends as if undisturbed."""
    assert tried(bench, fault(name)) == []


def test_an_undisturbed_run_is_what_others_are_compared_with(bench: Bench) -> None:
    """All its files are there, else the comparisons above would compare nothing."""
    assert all(bench.expected), [len(data or b"") for data in bench.expected]


def test_faults_have_names_of_their_own() -> None:
    """One is found by its name."""
    assert len({each.name for each in FAULTS}) == len(FAULTS)
