"""Edits that a person made in an output are taken in before the next run writes it anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from localize.errors import LocalizeError
from localize.settings import APPROVED_FOLDER
from localize.tasks.outputs import OutputPaths, keep_edited, was_edited
from localize.tasks.review.catalog_import import review_of_catalog
from localize.tasks.review.corrections import settle
from localize.tasks.review.outputs import Output

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from localize.settings import Settings
    from localize.tasks.review.corrections import Review

__all__ = ["TakenIn", "take_in_edits"]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An output that a person edited: where the file is kept now, and what was taken from it, or why nothing was."""

    output: Path
    market: str
    kept: Path | None
    review: Review | None = None
    failure: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "output": self.output.name,
            "market": self.market,
            "kept": str(self.kept) if self.kept else None,
            "failure": self.failure,
            **({"review": self.review.to_dict()} if self.review else {}),
        }


def take_in_edits(
    catalogs: Iterable[Path], markets: Iterable[str], out: Path, settings: Settings, marketplaces: Iterable[str] = ("",)
) -> tuple[list[TakenIn], Settings]:
    """Take in what a person changed in the outputs that are about to be written, and put the edited files aside.

    Without a ``localize.toml`` there is nothing that corrections could lie beside; the run then only keeps the file.
    Returns what was done, and the settings that know of it.
    """
    taken: list[TakenIn] = []
    if settings.source_file is None:
        return taken, settings
    tags = list(product(markets, marketplaces))
    for catalog in catalogs:
        for market, marketplace in tags:
            paths = OutputPaths.of(catalog, market, out, marketplace=marketplace)
            if paths.review.exists() and was_edited(paths):
                taken.append(_take_in(paths, market, settings))
    folder = settings.approved or settings.source_file.parent / APPROVED_FOLDER
    return taken, replace(settings, approved=folder if folder.is_dir() else settings.approved)


def _take_in(paths: OutputPaths, market: str, settings: Settings) -> TakenIn:
    output = Output(paths.catalog, market, settings.source_locale, paths.manifest)
    try:
        review = review_of_catalog(paths.catalog, output, settings)
        settle(review, settings)
    except LocalizeError as error:
        return TakenIn(paths.catalog, market, keep_edited(paths.catalog, paths.manifest, None), failure=str(error))
    return TakenIn(paths.catalog, market, keep_edited(paths.catalog, paths.manifest, None), review)
