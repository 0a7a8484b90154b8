"""One output to be made: a catalog, a market, and everything that they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from localize.context import Context
    from localize.localizer import Stages
    from localize.protocols import Engine
    from localize.tasks.catalog import Catalog
    from localize.tasks.data_files import DataFiles
    from localize.tasks.prepared import Prepared
    from localize.tasks.run_folder import RunFolder
    from localize.tasks.run_options import RunOptions
    from localize.translation.desk import Desk

__all__ = ["MarketJob"]


@dataclass(frozen=True, slots=True)
class MarketJob:
    """Everything that one output is made from."""

    catalog: Catalog
    stages: Stages
    desk: Desk | None
    engines: Mapping[str, Engine]
    folder: RunFolder
    prepared: Prepared
    options: RunOptions
    started: datetime
    data: DataFiles

    @property
    def context(self) -> Context:
        """The market's context."""
        return self.stages.context

    @property
    def market(self) -> str:
        """Its locale tag."""
        return self.stages.context.market.locale

    @property
    def engine(self) -> Engine | None:
        """The engine of the catalog's own language."""
        return self.engines.get(self.context.source_language)
