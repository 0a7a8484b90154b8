"""The listings as JSON inside the page, so that five thousand of them open at once and are drawn as they are reached.

Lists instead of objects, and texts that recur are numbers into ``words``, because names would be half of the page::

    listing  [key, place, heading, how many fields are unchanged and not shown, findings, fields, is it the header]
    field    [path, label, is it HTML, source pieces, target pieces, changes, findings, did it change]
    piece    "plain text" or ["marked text", number of the change]
    change   [is it a span's, stage, before, after, why, by]     null before: the whole source; after: the target
    finding  [severity, code, group, message, value, suggestion]

Path, label, stage, why, by, severity, code, group, message and suggestion are numbers into ``words``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.listing import Role
from localize.report.causes import cause_of
from localize.report.highlight import marked_source, marked_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from localize.report.model import FieldView, ListingView
    from localize.report.selection import Findings

__all__ = ["Payload", "script_json"]

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def script_json(value: Any) -> str:
    r"""JSON that is safe inside a ``<script>`` element: no character in it can end the element or begin another.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = _to_json(value)
    for character, escape in _ESCAPES.items():  # several times as fast as str.translate
        text = text.replace(character, escape)
    return text


@dataclass(slots=True)
class Payload:
    """Writes listings line by line; ``words`` is complete after the last line."""

    listings: Iterable[ListingView]
    findings: Findings
    _numbers: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The elements of the JSON array of listings, with their commas."""
        comma = ""
        for listing in self.listings:
            yield comma + script_json(self._listing(listing))
            comma = ",\n"

    def words(self) -> str:
        """The texts that the numbers stand for."""
        return script_json(list(self._numbers))

    def _word(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def _listing(self, listing: ListingView) -> list[Any]:
        by_field: dict[str, list[Mapping[str, Any]]] = {}
        for finding in self.findings.get(listing.key, ()):
            by_field.setdefault(finding.get("field", ""), []).append(finding)
        shown = [view for view in listing.fields if view.changed or view.path in by_field]
        fields = [self._field(view, by_field.pop(view.path, [])) for view in shown]
        of_listing = [self._finding(f) for findings in by_field.values() for f in findings]
        hidden = len(listing.fields) - len(shown)
        return [listing.key, listing.place, listing.heading, hidden, of_listing, fields, int(listing.header)]

    def _field(self, view: FieldView, findings: list[Mapping[str, Any]]) -> list[Any]:
        return [
            self._word(view.path),
            self._word(view.label),
            int(view.role is Role.HTML),
            marked_source(view),
            marked_target(view),
            [self._change(view, change) for change in view.changes],
            [self._finding(finding) for finding in findings],
            int(view.changed),
        ]

    def _change(self, view: FieldView, change: Mapping[str, Any]) -> list[Any]:
        return [
            int(change["scope"] == "span"),
            self._word(change["stage"]),
            None if change["before"] == view.source else change["before"],
            None if change["after"] == view.target else change["after"],
            self._word(change.get("why", "")),
            self._word(change.get("by", "")),
        ]

    def _finding(self, finding: Mapping[str, Any]) -> list[Any]:
        value = finding.get("value", "")
        return [
            self._word(str(finding["severity"])),
            self._word(finding["code"]),
            self._word(cause_of(finding)),
            self._word(finding["message"]),
            value if len(value) <= _VALUE_SHOWN else value[:_VALUE_SHOWN] + "…",
            self._word(finding.get("suggestion", "")),
        ]


_VALUE_SHOWN = 200
