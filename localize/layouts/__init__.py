"""Layouts: cells ⇄ listings. Which marketplace's file it is, what each column is for, how cells are taken apart and put back."""

from __future__ import annotations

from localize.layouts.binding import BoundColumn, BoundLayout
from localize.layouts.detection import Detection, detect_layout
from localize.layouts.reading import index_groups, read_listings, row_patch
from localize.layouts.spec import LayoutSpec, layout_specs

__all__ = [
    "BoundColumn",
    "BoundLayout",
    "Detection",
    "LayoutSpec",
    "detect_layout",
    "index_groups",
    "layout_specs",
    "read_listings",
    "row_patch",
]
