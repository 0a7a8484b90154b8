"""``python -m localize`` is the command line."""

from __future__ import annotations

from localize.cli.main import entry

entry()
