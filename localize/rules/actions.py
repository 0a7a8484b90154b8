"""What a rule does: one action a rule, each a small class that is read once and applied to a field at a time.

``ACTIONS`` maps the key in the file to the class. An action writes through :class:`Application`, so every edit is a
change with the rule's id, and what cannot be done is a finding instead of a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from localize.errors import ConfigError
from localize.listing import Role, Severity
from localize.rules.patterns import compile_pattern
from localize.rules.templates import Template, TemplateError
from localize.text.casing import Casing, casing_of, relax, restore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from localize.listing import Draft, StageName
    from localize.rules.patterns import Match

__all__ = ["ACTIONS", "REPORTS", "Action", "Application", "compile_action"]

# What is not text inside HTML: comments, tags, entities.
_MARKUP = re.compile(r"(<!--.*?-->|</?[A-Za-z!?][^<>]*>|&#?\w+;)", re.DOTALL)
_TRAILING = re.compile(r"[\s,;:|/&+–—-]+$")
_GROUP = re.compile(r"\\(\d)")


@dataclass(frozen=True, slots=True)
class Application:
    """One rule at one field of one draft; ``path`` is empty where a rule is about the whole listing."""

    draft: Draft
    path: str
    rule: str
    why: str
    stage: StageName
    language: str

    @property
    def value(self) -> str:
        """The field as it is now."""
        return self.draft.values[self.path]

    @property
    def role(self) -> Role | None:
        """The field's role; None for the whole listing."""
        field = self.draft.listing.fields.get(self.path)
        return field.role if field else None

    def write(self, value: str, what: str, path: str = "") -> None:
        """Give the field (or ``path``) a new value, recorded under the rule's id."""
        self.draft.set(path or self.path, value, self.stage, self.why or what, self.rule)

    def edit(self, change: Callable[[str], str], what: str) -> None:
        """Change the words of the field; in HTML the text between tags, never a tag or an entity."""
        if self.role is not Role.HTML:
            self.write(change(self.value), what)
            return
        pieces = _MARKUP.split(self.value)
        self.write("".join(p if i % 2 else change(p) for i, p in enumerate(pieces)), what)

    def fill(self, template: Template) -> str | None:
        """The template filled in, or None with a finding."""
        try:
            return template.fill(self.draft, self.role)
        except TemplateError as error:
            state = "is empty here" if error.empty else "is no field of this listing"
            message = f"Rule '{self.rule}' could not be applied: {{{error.name}}} {state}."
            advice = (
                "Fill the field, or add a condition to the rule." if error.empty else "Correct the name in the rule."
            )
            self.find("rule-template-unknown", Severity.WARNING, message, advice)
            return None

    def refuse(self, reason: str, suggestion: str) -> None:
        """Say that the rule was left out here, and why."""
        message = f"Rule '{self.rule}' was not applied: {reason}."
        self.find("rule-not-applied", Severity.WARNING, message, suggestion)

    def find(self, code: str, severity: Severity, message: str, suggestion: str = "") -> None:
        """A finding at the field; all of one rule share a group."""
        self.draft.find(code, severity, message, self.path, suggestion=suggestion, group=f"{code}:{self.rule}")


class Action(Protocol):
    """Something that a rule does to one field."""

    def __call__(self, at: Application) -> None:
        """Do it."""
        ...


class _Set:
    def __init__(self, text: str, where: str) -> None:
        self._template = Template.parse(text, where)

    def __call__(self, at: Application) -> None:
        if (text := at.fill(self._template)) is not None:
            at.write(text, "set")


class _Append(_Set):
    def __call__(self, at: Application) -> None:
        if (text := at.fill(self._template)) is not None:
            at.write(at.value + text, "append")


class _Prepend(_Set):
    def __call__(self, at: Application) -> None:
        if (text := at.fill(self._template)) is not None:
            at.write(text + at.value, "prepend")


class _Replace:
    r"""``{text, with}`` replaces a literal; ``{pattern, with}`` a pattern, where ``\1`` is its first group."""

    def __init__(self, table: Mapping[str, str], where: str) -> None:
        self._literal = table.get("text", "")
        self._pattern = compile_pattern(table["pattern"], where) if "pattern" in table else None
        self._with = Template.parse(table["with"], where)
        if self._pattern and (wanted := _GROUP.findall(table["with"])) and int(max(wanted)) > self._pattern.groups:
            raise ConfigError(f"{where}: 'with' names group \\{max(wanted)}, which the pattern does not have.")

    def __call__(self, at: Application) -> None:
        text = at.fill(self._with)
        if text is None:
            return
        if self._pattern is None:
            at.edit(lambda value: value.replace(self._literal, text), "replace")
            return
        pattern = self._pattern
        at.edit(lambda value: pattern.sub(lambda match: _expand(match, text), value), "replace")


class _Remove:
    def __init__(self, pattern: str, where: str) -> None:
        self._pattern = compile_pattern(pattern, where)

    def __call__(self, at: Application) -> None:
        at.edit(lambda value: self._pattern.sub(lambda _: "", value), "remove")


class _CopyTo:
    def __init__(self, path: str, where: str) -> None:
        del where
        self._path = path

    def __call__(self, at: Application) -> None:
        if self._path in at.draft.values:
            at.write(at.value, f"copied from {at.path}", self._path)
        else:
            at.refuse(f"there is no field '{self._path}' to copy to", "Name a field that the file has.")


class _Case:
    def __init__(self, case: str, where: str) -> None:
        del where
        self._case = case

    def __call__(self, at: Application) -> None:
        at.edit(lambda value: _cased(value, self._case, at.language), f"{self._case} case")


class _Truncate:
    """At most so many characters, cut between words; HTML is never cut."""

    def __init__(self, longest: int, where: str) -> None:
        del where
        self._longest = longest

    def __call__(self, at: Application) -> None:
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


class _Choice:
    """A value table by the seller's own value; the value so far where the table does not know that."""

    def __init__(self, table: Mapping[str, str], where: str) -> None:
        del where
        self._exact = dict(table)
        self._folded = {key.strip().casefold(): value for key, value in table.items()}

    def __call__(self, at: Application) -> None:
        for value in (at.draft.listing.fields[at.path].value, at.value):
            choice = self._exact.get(value, self._folded.get(value.strip().casefold()))
            if choice is not None:
                at.write(choice, f"choice for '{value}'")
                return
        at.refuse(f"its table has no choice for '{at.value}'", "Add the value to the table.")


class _Empty:
    def __init__(self, empty: bool, where: str) -> None:  # noqa: FBT001 - the value of the key
        del empty, where

    def __call__(self, at: Application) -> None:
        at.write("", "empty")


class _Warn(_Set):
    _code, _severity = "rule-warning", Severity.WARNING

    def __call__(self, at: Application) -> None:
        if (text := at.fill(self._template)) is not None:
            at.find(self._code, self._severity, text)


class _Error(_Warn):
    _code, _severity = "rule-error", Severity.ERROR


ACTIONS: Mapping[str, Callable[[Any, str], Action]] = {
    "set": _Set,
    "replace": _Replace,
    "append": _Append,
    "prepend": _Prepend,
    "remove": _Remove,
    "copy_to": _CopyTo,
    "case": _Case,
    "truncate": _Truncate,
    "choice": _Choice,
    "empty": _Empty,
    "warn": _Warn,
    "error": _Error,
}
"""The key in the file → what reads it. Order as in the documentation."""

REPORTS = frozenset({"warn", "error"})
"""Actions that change nothing, so they may look at codes and at a listing as a whole."""


def compile_action(rule: Mapping[str, Any], where: str) -> tuple[str, Action]:
    """The name of a rule's one action, and the action.

    Raises:
        ConfigError: none or several actions, a pattern or a template that cannot be used.
    """
    named = [key for key in rule if key in ACTIONS]
    if len(named) != 1:
        has = f"{len(named)} actions ({', '.join(named)})" if named else "no action"
        raise ConfigError(f"{where}: a rule has one action, this one has {has}.", f"Actions: {', '.join(ACTIONS)}.")
    return named[0], ACTIONS[named[0]](rule[named[0]], where)


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
