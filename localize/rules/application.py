"""One rule at one field of one draft, and what an action can do there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from localize.listing import Role, Severity
from localize.rules.templates import Template, TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from localize.listing import Draft, StageName

__all__ = ["Action", "Application", "is_pinned"]

# What is not text inside HTML: comments, tags, entities.
_MARKUP = re.compile(r"(<!--.*?-->|</?[A-Za-z!?][^<>]*>|&#?\w+;)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Application:
    """One rule at one field of one draft; ``path`` is empty where a rule is about the whole listing.

    ``reads`` are the fields that the rule's condition asks.
    """

    draft: Draft
    path: str
    rule: str
    why: str
    stage: StageName
    language: str
    reads: tuple[str, ...] = ()

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


def is_pinned(draft: Draft, path: str) -> bool:
    """Is the field a person's, whom no rule overrules?"""
    return path in draft.state.get("pinned", ()) or any(c.stage == "pin" and c.field == path for c in draft.changes)


class Action(Protocol):
    """Something that a rule does to one field."""

    @property
    def templates(self) -> tuple[Template, ...]:
        """The templates that it fills in."""
        ...

    def __call__(self, at: Application) -> None:
        """Do it."""
        ...
