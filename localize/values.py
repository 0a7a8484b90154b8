"""Values: small data classes that are made by the hundred thousand and never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

__all__ = ["value"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """A data class with slots, hashed by what it holds unless it says how; nobody may write to it.

    That is for type checkers to refuse: ``dataclass(frozen=True)`` refuses it at run time, too, and for that makes every
    instance through ``object.__setattr__``, which takes five times as long.
    """
    return dataclass(slots=True, unsafe_hash="__hash__" not in cls.__dict__)(cls)
