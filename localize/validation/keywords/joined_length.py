"""`joinedLength`: how long a list may be as a whole, with what stands between its values.

A keyword of the whole listing: field → `separator` and `limit`, in UTF-16 units. Holds for a single value, too.

    {"joinedLength": {"color": {"separator": "/", "limit": 100}}}

- Wrong: three colours of 40 characters each
- Right: `Midnight blue/Ivory`
- Fix: none; which of them goes is for a person to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localize.validation.measures import utf16_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["check"]


def check(
    limit: Mapping[str, Any], value: Any, _schema: Mapping[str, Any], _language: str
) -> Iterator[tuple[str, str]]:
    """One message for each list that is too long, with the field of its first value."""
    if not isinstance(value, dict):
        return
    for field, most in limit.items():
        paths = list(_paths(field, value))
        length = utf16_units(most["separator"].join(value[path] for path in paths))
        if length > most["limit"]:
            yield f"{field} has {length} characters altogether, {most['limit']} are accepted", paths[0]


def _paths(field: str, instance: Mapping[str, Any]) -> Iterator[str]:
    """The paths of a list's values in their order: ``color``, or ``color/1``, ``color/2`` and so on."""
    for path, value in instance.items():
        name, _, number = path.partition("/")
        if name == field and (not number or number.isdecimal()) and isinstance(value, str):
            yield path
