"""What several tests of units share: a text through the stages before an engine."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings

if TYPE_CHECKING:
    from localize.listing import TextBlock


class Prepared(Protocol):
    """Prepares a text for a market and gives its draft, the text in ``draft.texts["description"]``."""

    def __call__(
        self,
        text: str,
        market: str,
        source: str = "en-US",
        *,
        role: Role = ...,
        title: str = ...,
        settings: Settings | None = ...,
    ) -> Draft:
        """The draft behind the stages that prepare it."""
        ...


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """A text as the description of a listing, behind every stage that comes before the engine."""
    known: dict[tuple[str, str], Stages] = {}

    def prepare(
        text: str,
        market: str,
        source: str = "en-US",
        *,
        role: Role = Role.TEXT,
        title: str = "",
        settings: Settings | None = None,
    ) -> Draft:
        field = Field("description", role, text, Address("", 2, 0), "A2")
        listing = Listing("k", MappingProxyType({"description": field}), Group("g", title=title), 2, 2)
        context = Context(source, load_market(market), "generic", settings or Settings(), date(2026, 1, 2))
        stages = (None if settings else known.get((source, market))) or Stages.load(context)
        if settings is None:
            known[source, market] = stages
        (draft,) = stages.prepare([listing])
        return draft

    return prepare


class Written(Protocol):
    """A draft's description with every unit, number and quantity in its market's form, blocks parted by `` | ``."""

    def __call__(self, draft: Draft) -> str:
        """The text; words are the source's, terms left out."""
        ...


@pytest.fixture(scope="session")
def written() -> Written:
    """The text of a prepared draft as it stands where no engine and no dictionary changes a word."""

    def write(draft: Draft) -> str:
        text = " | ".join(map(_block, draft.texts["description"]))
        return text.replace("\u00a0", " ").replace("\u202f", " ")

    return write


def _block(block: TextBlock) -> str:
    text = block.text
    for span in reversed(block.spans):
        if span.kind.name not in {"TERM", "SHIPPED_TERM"}:
            text = text[: span.start] + span.rendered + text[span.end :]
    return text
