"""The command line: the only place that prints. Each command lives in its own module and is imported when it is called."""

from __future__ import annotations

from localize.cli.main import cli, main

__all__ = ["cli", "main"]
