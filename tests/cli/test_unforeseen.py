"""Errors that nobody foresaw: no memory is said as such in whatever words the system tells of it, faults of ours are kept."""

from __future__ import annotations

import errno

import pytest

from localize.cli.unforeseen import FAULT, show_unforeseen
from localize.data import home_folder


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("lingua.cpython-311-x86_64-linux-gnu.so: failed to map segment from shared object"),
        ImportError("libgomp.so.1: cannot allocate memory in static TLS block"),
    ],
)
def test_no_memory_is_said_as_such(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 3, and what to close; nobody is told to free the disk."""
    assert show_unforeseen(error) == 3
    said = capsys.readouterr().err
    assert "not enough memory" in said
    assert "--jobs 1" in said
    assert "disk" not in said


def test_a_disk_that_fails_is_named_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 3 with the file and what is wrong with it."""
    assert show_unforeseen(OSError(errno.ENOSPC, "No space left on device", "/data/a.csv")) == 3
    assert "/data/a.csv cannot be used (No space left on device)" in capsys.readouterr().err


@pytest.mark.parametrize("error", [ImportError("No module named 'nobody'"), KeyError("x")])
def test_a_fault_of_ours_is_kept_for_a_report(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 70; the details are on this computer, where the message says."""
    assert show_unforeseen(error) == FAULT
    path = home_folder() / "last-error.txt"
    assert str(path) in capsys.readouterr().err
    assert type(error).__name__ in path.read_text(encoding="utf-8")
