"""``review import``: corrections from a review file or from an edited catalog, whichever the file is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from localize.errors import UsageError
from localize.tasks.review.catalog_import import review_of_catalog
from localize.tasks.review.corrections import settle
from localize.tasks.review.outputs import output_of
from localize.tasks.review.suggesting import suggest_terms
from localize.tasks.review.workbook_import import review_of_workbook
from localize.tasks.review.xliff_reader import review_of_xliff

if TYPE_CHECKING:
    from localize.settings import Settings
    from localize.tasks.review.corrections import Review
    from localize.tasks.review.outputs import Output

__all__ = ["import_review"]

_SET_ASIDE = re.compile(r"\.edited-\d+$")
_XLIFF = frozenset({".xliff", ".xlf"})


def import_review(file: Path, settings: Settings, *, run: Path | None = None, dry_run: bool = False) -> Review:
    """Take the corrections of a file over, as approved entries and pins beside ``localize.toml``.

    ``run`` is the folder of the run that wrote the catalog which was edited, where it is not beside the file.

    Raises:
        UsageError: there is no such file, no run is known that wrote it, or there is no ``localize.toml``.
        CatalogError: it cannot be read.
        ConfigError: a file of approved entries or pins is wrong.
        OutputError: a file cannot be written.
    """
    if not file.is_file():
        raise UsageError(f"There is no file {file}.", "Name a review file, or a localized catalog that was edited.")
    is_xliff = file.suffix.lower() in _XLIFF
    review = review_of_xliff(file) if is_xliff else review_of_workbook(file, settings)
    if review is None:
        folders = [run] if run else [file.parent, *([settings.out] if settings.out else []), Path("localized")]
        review = _of_output(file, output_of(file, folders), settings)
    review.suggestions = suggest_terms(review.segments)
    settle(review, settings, write=not dry_run)
    return review


def _of_output(file: Path, output: Output, settings: Settings) -> Review:
    """What a person changed in an output. A file that a run put aside is a version of what the run before had written.

    Laid beside the newer record it would seem to correct everything that the newer run does otherwise.
    """
    review = review_of_catalog(file, output, settings)
    if not _SET_ASIDE.search(file.stem) or not output.last_record.is_file():
        return review
    before = review_of_catalog(file, output, settings, output.last_record)
    return min(before, review, key=_differences)


def _differences(review: Review) -> int:
    return len(review.segments) + len(review.fields) + len(review.damage) + len(review.problems)
