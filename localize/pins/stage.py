"""Pins at work: a pinned field is locked before the first stage, gets its value before the rules, and meets the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.listing import Severity
from localize.pins.files import pins_file, pins_folder, read_pins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.context import Context
    from localize.listing import Draft
    from localize.pins.pin import Pin
    from localize.settings import Settings

__all__ = ["Pins", "load_pins"]


def load_pins(settings: Settings, market: str) -> Pins:
    """The pins of a market.

    Raises:
        ConfigError: the file is wrong; the message names file and line.
    """
    folder = pins_folder(settings)
    return Pins(read_pins(pins_file(folder, market)) if folder else ())


class Pins:
    """The pins of one market, and the three steps that a pinned field takes instead of all others."""

    def __init__(self, pins: Iterable[Pin] = ()) -> None:
        self._pins: dict[str, list[Pin]] = {}
        for pin in pins:
            self._pins.setdefault(pin.listing, []).append(pin)

    def __bool__(self) -> bool:
        return bool(self._pins)

    def lock(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Keep every stage from pinned fields; until :meth:`apply` they have the source's value, for rules to read."""
        for draft in drafts:
            pins = () if context.identity else self._of(draft)
            if pins:
                draft.locked = frozenset(pin.field for pin in pins)
            yield draft

    def apply(self, drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Set pinned fields. One that was made for another source stays, and a finding says so."""
        del context
        for draft in drafts:
            if draft.locked:
                locked, draft.locked = draft.locked, frozenset()
                for pin in self._of(draft):
                    _set(draft, pin)
                draft.state["pinned"] = locked
                draft.locked = locked
            yield draft

    @staticmethod
    def release(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
        """Let the check say what it thinks of pinned values."""
        del context
        for draft in drafts:
            draft.locked = frozenset()
            yield draft

    def _of(self, draft: Draft) -> list[Pin]:
        known = self._pins.get(draft.listing.key, ())
        return [pin for pin in known if pin.field in draft.listing.fields]


def _set(draft: Draft, pin: Pin) -> None:
    source = draft.listing.fields[pin.field].value
    draft.set(pin.field, pin.value, "pin", "pinned by a person", pin.origin)
    if pin.is_outdated(source):
        draft.find(
            "pin-outdated",
            Severity.WARNING,
            f"The pinned value ({pin.origin}) was made for another source text. It is kept.",
            pin.field,
            suggestion="Look whether it still fits; correct it in a review file, or remove its line.",
        )
