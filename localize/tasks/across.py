"""Over all catalogs of one call: the same key with another text or price is a finding, for one of them is out of date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from localize.validation.duplicates import KeyRecord, find_same_key_other_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from localize.listing import Listing
    from localize.tasks.catalog import Catalog

__all__ = ["compare_catalogs"]


def compare_catalogs(catalogs: Sequence[Catalog]) -> None:
    """Give each catalog the findings of its listings that an earlier catalog of the call tells otherwise.

    What only one of two files says (stock files have no titles) is no difference. One catalog alone is left as it is: rows
    of one file that share a key are told apart when it is read.
    """
    if len(catalogs) < 2:
        return
    findings = find_same_key_other_content(_Records(catalogs))
    for number, catalog in enumerate(catalogs):
        catalog.across = tuple(finding for source, finding in findings if source == number)


@dataclass(frozen=True, slots=True)
class _Records:
    """A record of each listing that has a key, read from the files as often as they are asked for."""

    catalogs: Sequence[Catalog]

    def __iter__(self) -> Iterator[KeyRecord]:
        for number, catalog in enumerate(self.catalogs):
            for layout in catalog.detection.layouts:
                for listing in catalog.listings(layout):
                    if not listing.header and not listing.key.startswith("#"):
                        yield _record(number, catalog.path.name, listing)


def _record(number: int, name: str, listing: Listing) -> KeyRecord:
    content = {
        path: " ".join(field.value.split())
        for path, field in listing.fields.items()
        if (field.role.is_text or field.role.is_money) and field.value.strip()
    }
    first = next(iter(listing.fields.values()), None)
    return KeyRecord(listing.key, content, first.place if first else "", listing.line, number, name)
