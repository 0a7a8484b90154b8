"""Starts ``localize`` many times as a process of its own without paying for its imports each time.

A small server imports the package once and forks for every call. What it forks is a process like any other: it can be killed,
stopped, limited in memory and file size, or have no rights. A call gives its status (negative: ended by that signal) and what it
said.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Call", "Launcher", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may not exceed: bytes of a file it writes, bytes of address space; ``plain`` takes root's rights from it."""

    file: int = 0
    memory: int = 0
    plain: bool = False


@dataclass(slots=True)
class Call:
    """A process that was started; its own session, so that its workers can be killed with it."""

    pid: int
    _said: Path
    _launcher: Launcher
    status: int | None = None
    _kept: str | None = None

    def keep(self) -> None:
        """Keep what it said beyond its launcher's end."""
        self._kept = self.said

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to it and its workers."""
        if self.status is None:
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:  # not its own session yet, or over
                time.sleep(0.01)
                self._launcher.signal(self.pid, number)

    @property
    def running(self) -> bool:
        """Is it not over yet?"""
        if self.status is None:
            self.status = self._launcher.status(self.pid)
        return self.status is None

    def wait(self, seconds: float = 600.0) -> int:
        """Its status, once it is over.

        Raises:
            TimeoutError: it is not over after so many seconds.
        """
        until = time.monotonic() + seconds
        while self.running:
            if time.monotonic() > until:
                raise TimeoutError(self.said)
            time.sleep(0.01)
        return int(self.status or 0)

    @property
    def said(self) -> str:
        """What it wrote to standard output and standard error."""
        if self._kept is not None:
            return self._kept
        return self._said.read_text(encoding="utf-8", errors="replace")


@dataclass(slots=True)
class Launcher:
    """The server; close it when all calls are over."""

    path: Sequence[Path] = ()
    """Folders whose modules, and plug-ins, the processes see."""

    environment: Mapping[str, str] = field(default_factory=dict)

    _process: subprocess.Popen[str] = field(init=False)
    _folder: tempfile.TemporaryDirectory[str] = field(init=False)
    _calls: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="localize-launcher-")
        names = [*map(str, self.path), str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, **self.environment, "PYTHONPATH": os.pathsep.join(filter(None, names))}
        command = [sys.executable, "-m", "benchmarks.launcher"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def start(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], limits: Limits | None = None
    ) -> Call:
        """Start ``localize`` with arguments in a folder; ``environment`` comes on top of ours."""
        self._calls += 1
        said = Path(self._folder.name) / f"{self._calls}.txt"
        limits = limits or Limits()
        order = {
            "arguments": [*map(str, arguments)],
            "folder": str(folder),
            "environment": dict(environment),
            "said": str(said),
            "limits": [limits.file, limits.memory, limits.plain],
        }
        return Call(self._asked({"start": order}), said, self)

    def status(self, pid: int) -> int | None:
        """The status of a process that is over, else None."""
        found = self._asked({"status": pid})
        return None if found is None else int(found)

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to one process, if it is not over."""
        self._asked({"signal": [pid, int(number)]})

    def close(self) -> None:
        """End the server."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()
        self._folder.cleanup()

    def _asked(self, question: dict[str, Any]) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise BrokenPipeError
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())


def _serve() -> None:
    import localize
    import localize.cli.run
    import localize.cli.screens
    import localize.tasks.run
    import localize.translation.firefox

    warmed = localize.Localizer(engine="none")  # dictionaries and language data are read once, too
    warmed.localize({"title": "Red mug, 12 oz", "price": "9.50 USD"}, market="pt-BR")
    over: dict[int, int] = {}
    for line in sys.stdin:
        question = json.loads(line)
        answer: int | None = None
        if order := question.get("start"):
            answer = os.fork()
            if not answer:
                _run(order)
        elif pid := question.get("status"):
            while over.get(pid) is None:
                ended, status = os.waitpid(-1, os.WNOHANG)
                if not ended:
                    break
                over[ended] = os.waitstatus_to_exitcode(status)
            answer = over.pop(pid, None)
        elif (target := question.get("signal")) and target[0] not in over:
            os.kill(*target)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _run(order: dict[str, Any]) -> None:
    """In the forked process: become the command that was asked for."""
    import resource

    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has it ignored
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT, 0o666)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, descriptor in enumerate((nothing, said, said)):
        os.dup2(descriptor, number)
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    file, memory, plain = order["limits"]
    if plain and os.getuid() == 0:
        _without_privileges()
    if file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.stdin, sys.stdout, sys.stderr = (open(n, mode, encoding="utf-8") for n, mode in enumerate("rww"))  # noqa: SIM115, PTH123
    sys.argv = ["localize", *order["arguments"]]
    status = 1
    try:
        from localize.cli.main import entry

        entry()
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:  # noqa: BLE001 as the interpreter would
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _without_privileges() -> None:
    """Root without the right to ignore file modes (Linux: CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER)."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()  # version 3: twice three words
    if libc.capget(header, data):
        raise OSError(ctypes.get_errno(), "capget")
    for word in range(3):
        data[word] &= ~0b1110
    if libc.capset(header, data):
        raise OSError(ctypes.get_errno(), "capset")


if __name__ == "__main__":
    _serve()
