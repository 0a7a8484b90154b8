"""How many cores an engine may keep busy: the machine's, or as many as the environment grants this process."""

from __future__ import annotations

import os

__all__ = ["usable_cores"]


def usable_cores() -> int:
    """``OMP_NUM_THREADS`` where it is set, as compiled engines read it, too (Ray and Slurm set it); else all cores."""
    granted = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    cores = os.cpu_count() or 1
    return min(cores, int(granted)) if granted.isdecimal() and int(granted) > 0 else cores
