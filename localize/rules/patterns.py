"""Patterns and globs of rules: RE2 for patterns (linear time whatever the text), shell globs for names."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING, Protocol

from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Match", "Pattern", "PatternError", "compile_glob", "compile_pattern", "is_glob"]


class PatternError(ConfigError):
    """RE2 refuses a pattern."""

    code = "rule-pattern"


class Match(Protocol):
    """What a rule needs of a match."""

    def group(self, group: int = 0, /) -> str | None:
        """The text of a group."""
        ...


class Pattern(Protocol):
    """What a rule needs of a compiled pattern."""

    groups: int

    def search(self, text: str) -> Match | None:
        """The first match anywhere in ``text``."""
        ...

    def sub(self, replacement: Callable[[Match], str], text: str) -> str:
        """``text`` with every match replaced."""
        ...


def compile_pattern(pattern: str, where: str) -> Pattern:
    """A pattern for RE2.

    Raises:
        PatternError: RE2 refuses it; ``where`` (``file:line``) starts the message.
    """
    import re2  # late: a compiled library

    options = re2.Options()
    options.log_errors = False
    try:
        compiled: Pattern = re2.compile(pattern, options=options)
    except re2.error as error:
        reason = error.args[0]
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise PatternError(
            f"{where}: the pattern '{pattern}' cannot be used ({text}).",
            _advice(pattern),
        ) from error
    return compiled


def _advice(pattern: str) -> str:
    if re.search(r"\(\?(?:=|!|<=|<!)", pattern):
        return "Patterns are RE2, which has no look-around: say the other half with 'all', 'not' or a second rule."
    if re.search(r"\\[1-9]|\(\?P=", pattern):
        return "Patterns are RE2, which has no back-references: write the alternatives out."
    return "Patterns are RE2; escape ( [ { + * ? . with a backslash where you mean the character."


def is_glob(name: str) -> bool:
    """True if a name has wildcards (``option*/value``)."""
    return any(character in name for character in "*?[")


def compile_glob(names: str | Iterable[str], *, fold: bool = True) -> Callable[[str], bool]:
    """A test whether a text matches one of the globs; ``fold`` ignores capitals.

    >>> compile_glob("de-*")("de-AT"), compile_glob(["fr-*", "it-IT"])("de-AT")
    (True, False)
    """
    globs = [names] if isinstance(names, str) else list(names)
    flags = re.IGNORECASE if fold else re.NOFLAG
    match = re.compile("|".join(fnmatch.translate(glob) for glob in globs), flags).match
    return lambda text: match(text) is not None
