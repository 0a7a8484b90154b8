"""Actions that edit a field: set, append, prepend, replace, remove, copy_to, case, truncate, choice, empty.

Each is a small class that is read once and applied to a field at a time. What cannot be done is a finding, no guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.errors import ConfigError
from localize.listing import Role
from localize.rules.application import is_pinned
from localize.rules.patterns import compile_pattern
from localize.rules.templates import Template
from localize.text.casing import Casing, casing_of, relax, restore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localize.rules.application import Application
    from localize.rules.patterns import Match

__all__ = ["Append", "Case", "Choice", "CopyTo", "Empty", "Prepend", "Remove", "Replace", "Set", "Truncate"]

_TRAILING = re.compile(r"[\s,;:|/&+–—-]+$")
_GROUP = re.compile(r"\\(\d)")


class Plain:
    """An action without templates."""

    @property
    def templates(self) -> tuple[Template, ...]:
        """None."""
        return ()


class Set:
    """The template is the new value."""

    def __init__(self, text: str, where: str) -> None:
        self._template = Template.parse(text, where)

    @property
    def templates(self) -> tuple[Template, ...]:
        """What it fills in."""
        return (self._template,)

    def __call__(self, at: Application) -> None:
        """Write it."""
        if (text := at.fill(self._template)) is not None:
            at.write(text, "set")


class Append(Set):
    """The template behind the value."""

    def __call__(self, at: Application) -> None:
        """Do it."""
        if (text := at.fill(self._template)) is not None:
            at.write(at.value + text, "append")


class Prepend(Set):
    """The template before the value."""

    def __call__(self, at: Application) -> None:
        """Do it."""
        if (text := at.fill(self._template)) is not None:
            at.write(text + at.value, "prepend")


class Replace:
    r"""``{text, with}`` replaces a literal; ``{pattern, with}`` a pattern, where ``\1`` is its first group."""

    def __init__(self, table: Mapping[str, str], where: str) -> None:
        self._literal = table.get("text", "")
        self._pattern = compile_pattern(table["pattern"], where) if "pattern" in table else None
        self._with = Template.parse(table["with"], where)
        if self._pattern and (wanted := _GROUP.findall(table["with"])) and int(max(wanted)) > self._pattern.groups:
            raise ConfigError(
                f"{where}: 'with' names group \\{max(wanted)}, which the pattern does not have.",
                f"It has {self._pattern.groups}: put ( ) around what each \\1, \\2 stands for.",
            )

    @property
    def templates(self) -> tuple[Template, ...]:
        """What it fills in."""
        return (self._with,)

    def __call__(self, at: Application) -> None:
        """Do it."""
        text = at.fill(self._with)
        if text is None:
            return
        if self._pattern is None:
            at.edit(lambda value: value.replace(self._literal, text), "replace")
            return
        pattern = self._pattern
        at.edit(lambda value: pattern.sub(lambda match: _expand(match, text), value), "replace")


class Remove(Plain):
    """Every match of the pattern goes."""

    def __init__(self, pattern: str, where: str) -> None:
        self._pattern = compile_pattern(pattern, where)

    def __call__(self, at: Application) -> None:
        """Do it."""
        at.edit(lambda value: self._pattern.sub(lambda _: "", value), "remove")


class CopyTo(Plain):
    """The value also in another field that the file has."""

    def __init__(self, path: str, where: str) -> None:
        del where
        self._path = path

    def __call__(self, at: Application) -> None:
        """Do it."""
        if is_pinned(at.draft, self._path):
            at.refuse(f"'{self._path}' holds a person's correction", "Take the correction back, or leave the rule out.")
        elif self._path in at.draft.values:
            at.write(at.value, f"copied from {at.path}", self._path)
        else:
            at.refuse(f"there is no field '{self._path}' to copy to", "Name a field that the file has.")


class Case(Plain):
    """Upper, lower, title or sentence case."""

    def __init__(self, case: str, where: str) -> None:
        del where
        self._case = case

    def __call__(self, at: Application) -> None:
        """Do it."""
        at.edit(lambda value: _cased(value, self._case, at.language), f"{self._case} case")


class Truncate(Plain):
    """At most so many characters, cut between words; HTML is never cut."""

    def __init__(self, longest: int, where: str) -> None:
        del where
        self._longest = longest

    def __call__(self, at: Application) -> None:
        """Do it."""
        if len(at.value) <= self._longest:
            return
        if at.role is Role.HTML:
            at.refuse("HTML is not cut, it would break its tags", "Shorten the text itself, or set it.")
            return
        # A space right behind the limit is a boundary too.
        head = at.value[: self._longest + 1]
        cut = max((m.start() for m in re.finditer(r"\s+", head)), default=0)
        short = _TRAILING.sub("", head[:cut])
        if short:
            at.write(short, f"truncate to {self._longest} characters")
        else:
            at.refuse(
                f"there is no word boundary within {self._longest} characters", "Raise the limit, or set the text."
            )


class Choice(Plain):
    """A value table by the seller's own value; the value so far where the table does not know that."""

    def __init__(self, table: Mapping[str, str], where: str) -> None:
        del where
        self._exact = dict(table)
        self._folded = {key.strip().casefold(): value for key, value in table.items()}

    def __call__(self, at: Application) -> None:
        """Do it."""
        for value in (at.draft.listing.fields[at.path].value, at.value):
            choice = self._exact.get(value, self._folded.get(value.strip().casefold()))
            if choice is not None:
                at.write(choice, f"choice for '{value}'")
                return
        at.refuse(f"its table has no choice for '{at.value}'", "Add the value to the table.")


class Empty(Plain):
    """The field loses its value."""

    def __init__(self, empty: bool, where: str) -> None:  # noqa: FBT001 - the value of the key
        del empty, where

    def __call__(self, at: Application) -> None:
        """Do it."""
        at.write("", "empty")


def _expand(match: Match, text: str) -> str:
    return _GROUP.sub(lambda group: match.group(int(group.group(1))) or "", text)


def _cased(text: str, case: str, language: str) -> str:
    if case == "upper":
        return text.upper()
    if case == "lower":
        return text.lower()
    if case == "title":
        return restore(text, Casing.TITLE, language, first=True)
    return relax(text, casing_of(text, language), language, first=True)
