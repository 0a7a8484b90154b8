"""Short values asked for behind the name of their field: “Material: felt, large, new.” is “Material: feltro, grande, novo”.

A small model knows next to nothing of a word alone (“Felt” is “Sentiu”). Behind the name of its attribute a value that no
entry answers is right more often, and most often at the head of a list: ``labels.toml`` has the figures.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.data import package_folder, read_toml
from localize.listing import Role
from localize.translation.plan import Slot

if TYPE_CHECKING:
    from localize.listing import Field
    from localize.translation.attempt import Attempt
    from localize.translation.compose import Segment
    from localize.translation.plan import Plan

__all__ = ["label_of", "labelled", "unlabelled", "with_label"]

_LABEL = re.compile(r"[^\W\d_]+(?:[ /&-]{1,3}[^\W\d_]+){0,5}")
_MARKED = re.compile(r"[.!?:;,\n\r\t]")
_COLON = re.compile(r"\s*[:：]\s*")
_COMMA = re.compile(r"\s*[,，、]\s*")
_LONGEST_LABEL = 40
_MOST_WORDS = 4


def label_of(field: Field) -> str:
    """The name of a choice field, as its seller has it; empty for other fields and for what is no words (``pa_color``)."""
    if field.role is not Role.CHOICE or len(field.label) > _LONGEST_LABEL or not _LABEL.fullmatch(field.label):
        return ""
    return field.label


def with_label(segments: list[Segment], label: str) -> list[Segment]:
    """The segments, with the label in the plan of a value that is one short phrase without marks and needs an engine."""
    if not label or len(segments) != 1:
        return segments
    (segment,) = segments
    words = "".join(item.source if isinstance(item, Slot) else item for item in segment.plan.items)
    short = 0 < len(words.split()) <= _MOST_WORDS and not _MARKED.search(words)
    if not short or not segment.plan.needs_engine:
        return segments
    return [replace(segment, plan=replace(segment.plan, label=label))]


def labelled(plan: Plan, attempt: Attempt) -> Attempt:
    """The attempt with its whole behind the plan's label, as the first value of a field."""
    whole, *alone = attempt.inputs
    values = ", ".join((whole, *_companions(plan.source)))
    return replace(attempt, rung="labelled", inputs=(f"{plan.label}: {values}.", *alone))


def unlabelled(plan: Plan, output: str) -> str:
    """What stands for the value in the answer to a labelled attempt; empty where it cannot be told from the label, or is a copy."""
    parts = _COLON.split(output)
    if len(parts) != 2:
        return ""
    value, *others = _COMMA.split(parts[1].strip().rstrip(".。").rstrip())
    if len(others) != len(_companions(plan.source)):
        return ""
    article = _articles(plan.target)
    value = value if article is None else article.sub("", value)
    return "" if value.casefold() == "".join(plan.words).casefold() else value


def _companions(language: str) -> tuple[str, ...]:
    """What stands behind a value in its list; none in languages of which nothing was measured."""
    return _words("companions", language)


@cache
def _words(table: str, language: str) -> tuple[str, ...]:
    return tuple(read_toml(package_folder("translation") / "labels.toml")[table].get(language, ()))


@cache
def _articles(language: str) -> re.Pattern[str] | None:
    articles = _words("articles", language)
    if not articles:
        return None
    ends = "|".join(re.escape(a) if a.endswith("'") else re.escape(a) + r"\s+" for a in articles)
    return re.compile(rf"^(?:{ends})", re.IGNORECASE)
