"""The manifest of an output: what exactly it was made from, so that it can be made again."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from localize._version import __version__
from localize.money import rate_files
from localize.pins import pins_folder
from localize.tasks.catalog import catalog_digest
from localize.tasks.data_files import folder_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from localize.report import Question
    from localize.tasks.job import MarketJob
    from localize.tasks.outputs import OutputPaths
    from localize.tasks.summary import OutputSummary

__all__ = ["manifest_of"]

_OWN_FILES = frozenset({"catalog", "held", "findings", "changes", "report", "manifest", "delta"})
"""The files of every run; an overlay may have others beside them."""
_QUESTIONS = 100
_LIBRARIES = ("babel", "pint", "CurrencyConverter", "ctranslate2", "sentencex", "jsonschema")


def manifest_of(
    job: MarketJob, paths: OutputPaths, summary: OutputSummary, questions: Sequence[Question]
) -> dict[str, Any]:
    """Hashes of input, output, configuration and data; versions of libraries, model and rates; the as-of date.

    And what the report asks a person, the most pressing first.
    """
    catalog, context, options = job.catalog, job.context, job.options
    settings = context.settings
    written = summary.files["catalog"]
    return {
        "tool": {"name": "listing-localizer", "version": __version__},
        "input": {"name": catalog.path.name, "digest": catalog_digest(catalog.path), **catalog.source.notes},
        "output": {"name": paths.catalog.name, "digest": catalog_digest(written) if written else None},
        "held": _part(summary.files.get("held")),
        **{name: _part(path) for name, path in summary.files.items() if name not in _OWN_FILES},
        "layout": {"name": catalog.detection.main.name, "confidence": catalog.detection.main.confidence},
        "source_locale": context.source_locale,
        "market": context.market.locale,
        "as_of": context.as_of.isoformat(),
        "skipped": sorted(options.skip),
        "configuration": str(settings.source_file.name) if settings.source_file else None,
        "configuration_digest": job.data.configuration,
        "dictionaries": {path.name: folder_digest(path) for path in settings.dictionaries},
        "rules": {path.name: folder_digest(path) for path in settings.rules},
        "values": {path.name: catalog_digest(path) for path in settings.values},
        "sizes": {path.name: digest for path, digest in job.data.of_paths(settings.sizes.tables).items()},
        "rate_files": {
            path.name: digest for path, digest in job.data.of_paths(rate_files(settings.prices.rates)).items()
        },
        "approved": folder_digest(settings.approved) if settings.approved else None,
        "pins": folder_digest(pins) if (pins := pins_folder(settings)) and pins.is_dir() else None,
        "data": dict(job.data.data),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "engine": {"name": job.engine.description, "fingerprint": job.engine.fingerprint} if job.engine else None,
        "models": {source: engine.fingerprint for source, engine in job.engines.items()},
        "rates": summary.rates,
        "summary": {
            key: value for key, value in summary.to_dict().items() if key not in {"files", "seconds", "edited"}
        },
        "questions": [question.to_dict() for question in questions[:_QUESTIONS]],
    }


def _part(path: Path | None) -> dict[str, str] | None:
    return {"name": path.name, "digest": catalog_digest(path)} if path else None
