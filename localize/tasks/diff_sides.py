"""The two sides of a diff: each a path or a git revision, as the settings that a run would have."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from localize.data import read_toml
from localize.errors import ConfigError, UsageError
from localize.settings import FILE_NAME, find_config, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.settings import Settings

__all__ = ["Side", "open_sides"]

_TABLES = {".csv", ".xlsx"}


class Side(NamedTuple):
    """What a side is called, and its settings."""

    name: str
    settings: Settings


@contextmanager
def open_sides(before: str, after: str, config: Path | None = None) -> Iterator[tuple[Side, Side]]:
    """The settings of both sides; revisions lie in a temporary folder as long as the context lasts.

    A side is a ``localize.toml`` or its folder, a dictionary, a rule file or a folder of them, a git revision, or
    ``REVISION:PATH``. A dictionary or rule file takes the place of the other side's in the nearest configuration, or comes
    in addition if that does not name it.

    Raises:
        UsageError: there is neither such a path nor such a revision.
        ConfigError: a configuration is wrong.
    """
    with ExitStack() as stack:
        found = [_found(name, config, stack) for name in (before, after)]
        base = load_settings(config or find_config(Path.cwd()))
        known = frozenset(path.resolve() for path in found)
        known |= {_in_tree(name).resolve() for name in (before, after)}
        one, other = (
            Side(name, _settings(path, base, known)) for name, path in zip((before, after), found, strict=True)
        )
        yield one, other


def _in_tree(name: str) -> Path:
    """Where the file of ``REVISION:PATH`` lies in the working folder."""
    return Path(name) if Path(name).exists() else Path(name.partition(":")[2] or name)


def _found(name: str, config: Path | None, stack: ExitStack) -> Path:
    """The path of a side, taken out of git if it is a revision."""
    if Path(name).exists():
        return Path(name)
    revision, _, inside = name.partition(":")
    root = _git_root(name)
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        raise UsageError(
            f"There is neither a path nor a git revision '{name}'.",
            "Give a localize.toml, a dictionary, a rule file, a folder, or a revision such as HEAD~1 or main:terms.csv.",
        )
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="localize-diff-")))
    _extract(root, commit.strip(), folder)
    here = Path.cwd().resolve().relative_to(root) if Path.cwd().resolve().is_relative_to(root) else Path()
    wanted = here / inside if inside else _config_in(root, config)
    if not (folder / wanted).exists():
        raise UsageError(f"Revision {revision} has no {wanted}.", "Name what it has: REVISION:PATH.")
    return folder / wanted


def _config_in(root: Path, config: Path | None) -> Path:
    """The configuration's place in its repository."""
    path = config or find_config(Path.cwd())
    if path is None or not path.resolve().is_relative_to(root):
        raise UsageError(
            f"There is no {FILE_NAME} here whose revisions could be compared.",
            "Name it with --config, or name a file of the revision: HEAD~1:terms.csv.",
        )
    return path.resolve().relative_to(root)


def _git_root(name: str) -> Path:
    top = _git(Path.cwd(), "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError(
            f"There is no path '{name}', and this is no git repository.", "Correct the path, or run it in a repository."
        )
    return Path(top.strip()).resolve()


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says, or None if it refuses or is not installed."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words; the revision comes behind --verify, or is a commit's hash
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the git that the person uses
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def _extract(root: Path, commit: str, folder: Path) -> None:
    with tempfile.TemporaryFile() as archive:
        subprocess.run(  # noqa: S603
            ["git", "-C", str(root), "archive", "--format=tar", commit],  # noqa: S607
            stdout=archive,
            check=True,
        )
        archive.seek(0)
        with tarfile.open(fileobj=archive) as tar:
            tar.extractall(folder, filter="data")


def _settings(path: Path, base: Settings, known: frozenset[Path]) -> Settings:
    """The settings of a side; ``known`` are the paths whose place it may take in the nearest configuration."""
    if path.is_dir() and (path / FILE_NAME).is_file():
        return load_settings(path / FILE_NAME)
    if path.is_file() and path.suffix == ".toml" and not _is_rules(path):
        return load_settings(path)
    changed = base
    if _holds(path, _TABLES):
        changed = replace(changed, dictionaries=_in_place(base.dictionaries, path, known, first=True))
    if _holds(path, {".toml"}):
        changed = replace(changed, rules=_in_place(base.rules, path, known, first=False))
    if changed is base:
        raise ConfigError(f"{path}: there is neither a dictionary nor a rule file.", "A dictionary is CSV or XLSX.")
    return changed


def _holds(path: Path, suffixes: set[str]) -> bool:
    files = path.rglob("*") if path.is_dir() else (path,)
    return any(file.suffix.casefold() in suffixes and (file.suffix != ".toml" or _is_rules(file)) for file in files)


def _is_rules(path: Path) -> bool:
    return bool({"rule", "test"} & read_toml(path).keys())


def _in_place(paths: Sequence[Path], path: Path, known: frozenset[Path], *, first: bool) -> tuple[Path, ...]:
    if any(old.resolve() in known for old in paths):
        return tuple(path if old.resolve() in known else old for old in paths)
    return (path, *paths) if first else (*paths, path)
