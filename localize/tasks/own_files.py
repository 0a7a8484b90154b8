"""Files of an output that are not in the catalog's own shape: the template that is filled, an overlay's files, their deltas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from localize.tasks.outputs import keep_edited, replacing
from localize.tasks.overlay import overlay_path
from localize.tasks.own_shape import overlay_shape, template_shape
from localize.tasks.template import Template
from localize.tasks.template_fill import FilledTemplate

if TYPE_CHECKING:
    from pathlib import Path

    from localize.tasks.delta import Delta
    from localize.tasks.job import MarketJob
    from localize.tasks.left_out import LeftOut
    from localize.tasks.outputs import OutputPaths
    from localize.tasks.overlay import Overlay
    from localize.tasks.own_shape import OwnShape

__all__ = ["own_paths", "shape_of", "template_of", "write_others", "write_overlay_delta", "write_template_delta"]


def own_paths(paths: OutputPaths, filled: FilledTemplate | None, overlay: Overlay | None) -> OutputPaths:
    """The paths of an output, with the suffix of the files that it consists of."""
    if filled:
        suffix = filled.template.path.suffix
        return replace(paths, catalog=paths.catalog.with_suffix(suffix), delta=paths.delta.with_suffix(suffix))
    if overlay and overlay.files:
        return replace(paths, catalog=overlay_path(paths.catalog, ""), delta=overlay_path(paths.delta, ""))
    return paths


def template_of(job: MarketJob, left_out: LeftOut) -> FilledTemplate | None:
    """The template that a run fills instead of the catalog's own file; a dry run fills none."""
    path = job.options.template
    if path is None or job.options.dry_run:
        return None
    return FilledTemplate(job, left_out, Template.open(path, job.context.settings))


def shape_of(
    job: MarketJob, left_out: LeftOut, filled: FilledTemplate | None, overlay: Overlay | None
) -> OwnShape | None:
    """The shape of an output that is not the catalog's; a template is filled once more for it, for its findings are told once."""
    if job.options.sample:
        return None
    if filled:
        return template_shape(FilledTemplate(job, left_out, filled.template))
    return overlay_shape(overlay) if overlay and overlay.files else None


def write_template_delta(job: MarketJob, left_out: LeftOut, delta: Delta | None, paths: OutputPaths) -> None:
    """The template with only what differs; where nothing does, that of an earlier run goes."""
    if job.options.sample:
        return
    if delta is None or not delta.rows:
        paths.delta.unlink(missing_ok=True)
        return
    filled = template_of(job, left_out)
    with replacing(paths.delta) as draft:
        if filled:
            filled.write(draft, delta)


def write_others(overlay: Overlay, paths: OutputPaths) -> dict[str, Path | None]:
    """The overlay's files beside the main one, by name; of one that has no rows, that of an earlier run goes."""
    written: dict[str, Path | None] = {}
    for file in overlay.files[1:]:
        target = overlay_path(paths.catalog, file.name)
        with replacing(target) as draft:
            rows = overlay.write(file, draft)
            if not rows:
                draft.unlink()
            if not overlay.job.options.overwrite:
                keep_edited(target, paths.manifest, draft if rows else None, entry=file.name)
        if rows:
            written[file.name] = target
        else:
            target.unlink(missing_ok=True)
    return written


def write_overlay_delta(overlay: Overlay, delta: Delta | None, paths: OutputPaths) -> dict[str, Path | None]:
    """The overlay's files with only the rows of groups that differ; of one that has none, that of an earlier run goes."""
    written: dict[str, Path | None] = {}
    for file in () if overlay.job.options.sample else overlay.files:
        target = overlay_path(paths.delta, file.name)
        rows = 0
        if delta and delta.rows:
            with replacing(target) as draft:
                rows = overlay.write(file, draft, delta.groups)
                if not rows:
                    draft.unlink()
        if not rows:
            target.unlink(missing_ok=True)
        elif file.name:
            written[f"{file.name} delta"] = target
    return written
