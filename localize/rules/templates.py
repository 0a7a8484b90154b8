"""Templates of rules: ``Energieklasse {energy_class}`` over a listing's fields and what its group shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from localize.errors import ConfigError
from localize.listing import Role

if TYPE_CHECKING:
    from localize.listing import Draft

__all__ = ["GROUP_NAMES", "Template", "TemplateError", "TemplateSyntaxError"]

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


GROUP_NAMES = ("key", "title", "brand", "category", "product_type", "tags")
"""Names that every listing has through its group, besides its own fields."""


class TemplateSyntaxError(ConfigError):
    """A template that cannot be read."""

    code = "rule-template"


class TemplateError(Exception):
    """A template cannot be filled for this listing; ``name`` is what is unknown or empty there."""

    def __init__(self, name: str, *, empty: bool) -> None:
        super().__init__(name)
        self.name = name
        self.empty = empty


@dataclass(frozen=True, slots=True)
class Template:
    """Literal texts and names in turn: ``texts[0] names[0] texts[1] …``."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def parse(cls, text: str, where: str) -> Template:
        """Read ``text``; ``{{`` and ``}}`` stand for braces.

        Raises:
            TemplateSyntaxError: a brace is left open, or names nothing; ``where`` (``file:line``) starts the message.
        """
        texts, names, position = [""], [], 0
        for match in _PART.finditer(text):
            texts[-1] += text[position : match.start()]
            position = match.end()
            if match.group() in ("{{", "}}"):
                texts[-1] += match.group()[0]
            elif name := (match.group(1) or "").strip():
                names.append(name)
                texts.append("")
            else:
                raise TemplateSyntaxError(
                    f"{where}: '{text}' has a brace that names no field.", "Write {{ and }} for braces."
                )
        texts[-1] += text[position:]
        return cls(tuple(texts), tuple(names))

    def fill(self, draft: Draft, role: Role | None = None) -> str:
        """The text with every name replaced; plain values are escaped where the text goes into HTML (``role``).

        Raises:
            TemplateError: a name is unknown here, or its value is empty.
        """
        parts = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            value, is_html = _look_up(draft, name)
            parts += [escape(value, quote=False) if role is Role.HTML and not is_html else value, text]
        return "".join(parts)


def _look_up(draft: Draft, name: str) -> tuple[str, bool]:
    group = draft.listing.group
    shared = {name: getattr(group, name) for name in GROUP_NAMES} | {"key": draft.listing.key, **group.attributes}
    field = draft.listing.fields.get(name)
    if field is None and name not in shared:
        raise TemplateError(name, empty=False)
    # The field as it is now comes first; a continuation row falls back on what its group says.
    value = (draft.values[name] if field else "") or shared.get(name, "")
    if not value:
        raise TemplateError(name, empty=True)
    return value, field is not None and field.role is Role.HTML
