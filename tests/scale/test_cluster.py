"""Joining Ray: what is missing is said with the command that gets it."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from localize.cli.main import main
from localize.errors import UsageError
from localize.scale import cluster, ray_workers

_TALK = """
import os, sys
from localize.scale.quiet import own_words_only
with own_words_only():
    os.write(2, b"a library\\n")
    print("the program", file=sys.stderr)
os.write(2, b"afterwards\\n")
print("and again", file=sys.stderr)
"""


def test_without_the_extra_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint is the command that installs Ray."""
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    with pytest.raises(UsageError) as caught, ray_workers():
        pass
    assert caught.value.hint == "Run: pip install 'listing-localizer[ray]'"


def test_an_address_without_on_ray_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody's cluster is silently left idle."""
    assert main(["run", "none.csv", "--to", "de-DE", "--ray-address", "auto"]) == 2
    assert "Add: --on ray" in capsys.readouterr().err


def test_an_address_where_nothing_listens_is_refused_within_seconds() -> None:
    """Ray itself would try for minutes."""
    with pytest.raises(UsageError, match="cannot be reached") as caught:
        cluster._refuse_deaf("127.0.0.1:1")
    assert "ray start --head" in caught.value.hint


def test_ray_clients_address_is_refused() -> None:
    """Ray Data does not work through it; the hint names the addresses that do."""
    with pytest.raises(UsageError, match="Ray Client") as caught:
        cluster._begin(None, "ray://head:10001", 0)
    assert "--ray-address auto" in caught.value.hint


def test_only_our_own_words_reach_standard_error() -> None:
    """What a library writes to the file of standard error is not seen; what the program says is, and all of it afterwards."""
    done = subprocess.run([sys.executable, "-c", _TALK], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["the program", "afterwards", "and again"]


def test_a_program_that_has_put_something_else_there_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error that is no file (a notebook, a test) stays as it is."""
    from localize.scale.quiet import own_words_only

    other = io.StringIO()
    monkeypatch.setattr(sys, "stderr", other)
    before = os.fstat(2)
    with own_words_only():
        assert sys.stderr is other
        assert os.fstat(2) == before
