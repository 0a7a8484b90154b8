"""Layouts: cells ⇄ listings. Which marketplace's file it is, what each column is for, how cells are taken apart and put back."""

from __future__ import annotations

from localize.layouts.binding import BoundColumn, BoundLayout
from localize.layouts.by_role import with_names_of, with_own_names
from localize.layouts.detection import Detection, detect_layout
from localize.layouts.group_index import GroupIndex, index_groups
from localize.layouts.header_listing import header_listings
from localize.layouts.mapping import map_references, name_units
from localize.layouts.market_cells import set_market_cells
from localize.layouts.reading import read_listings, row_patch
from localize.layouts.spec import LayoutSpec
from localize.layouts.spec_files import layout_specs, own_layouts
from localize.layouts.targets import KeepFilled

__all__ = [
    "BoundColumn",
    "BoundLayout",
    "Detection",
    "GroupIndex",
    "KeepFilled",
    "LayoutSpec",
    "detect_layout",
    "header_listings",
    "index_groups",
    "layout_specs",
    "map_references",
    "name_units",
    "own_layouts",
    "read_listings",
    "row_patch",
    "set_market_cells",
    "with_names_of",
    "with_own_names",
]
