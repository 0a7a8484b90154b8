"""Ray, begun or joined, and quiet: what it says of itself is for its own log files."""

from __future__ import annotations

import logging
import os
import socket
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from localize.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["on_ray", "refuse_without_ray"]

_LOCAL = "local"
_PATIENCE = 5.0
"""Seconds to wait for a cluster to listen."""
_UNLESS_SET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing leaves the machine unless the user says so
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # no advice about graphics cards
    "RAY_worker_niceness": "0",  # Ray's own 15 leaves its workers what other programs leave: a run's workers are no different
}


def refuse_without_ray() -> None:
    """Make sure that the extra is installed.

    Raises:
        UsageError: it is not; the hint is the command that installs it.
    """
    if not all(map(find_spec, ("ray", "pyarrow"))):
        raise UsageError("Ray is not installed.", "Run: pip install 'listing-localizer[ray]'")


@contextmanager
def on_ray(address: str = "", jobs: int = 0) -> Iterator[int]:
    """Ray for the time of a call, and how many workers to use: ``jobs``, or one a core of all its machines.

    ``address`` is a cluster's (``auto``, ``head:6379``); without it, and without ``RAY_ADDRESS``, a Ray of this machine's own is
    begun and ended. A Ray that the program has begun already is used and left as it is.

    Raises:
        UsageError: Ray is not installed, or nothing answers at the address.
    """
    refuse_without_ray()
    for name, value in _UNLESS_SET.items():
        os.environ.setdefault(name, value)
    import ray
    import ray.data

    ours = not ray.is_initialized()
    if ours:
        _begin(ray, address or os.environ.get("RAY_ADDRESS") or _LOCAL, jobs)
    for name in ("ray", "ray.data"):  # after they have set up handlers of their own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    finally:
        if ours:
            ray.shutdown()


def _begin(ray: Any, address: str, jobs: int) -> None:
    if address.startswith("ray://"):
        raise UsageError(
            f"{address} is an address of Ray Client, which Ray Data does not work through.",
            "Run on a machine of the cluster (or by 'ray job submit') and give: --ray-address auto, or host:6379.",
        )
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if address == _LOCAL:
        options |= {"num_cpus": jobs or os.cpu_count() or 1, "include_dashboard": False}
    else:
        _refuse_deaf(address)
    try:
        ray.init(address=address, **options)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise _unreachable(address, _reason(error)) from error


def _refuse_deaf(address: str) -> None:
    """Ray itself would try for minutes where nothing listens."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal()):
        return  # "auto": Ray looks for a cluster on this machine
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise _unreachable(address, getattr(error, "strerror", None) or str(error)) from error


def _unreachable(address: str, reason: str) -> UsageError:
    return UsageError(
        f"Ray cannot be reached at '{address}' ({reason}).",
        "Start it there with 'ray start --head', or leave --ray-address out to use this machine alone.",
    )


def _reason(error: BaseException) -> str:
    """The first sentence of what lies at the bottom of an error."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error).strip().partition("\n")[0].partition(". ")[0][:200] or type(error).__name__
