"""A sample is small, whole in its groups, shows every column, and holds neither prices nor stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main
from localize.errors import UsageError
from localize.settings import Settings
from localize.tasks.catalog import Catalog
from localize.tasks.sample import make_sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.listing import Listing


def listings(path: Path) -> list[Listing]:
    """Every listing of a catalog."""
    catalog = Catalog.open(path, Settings())
    return [item for layout in catalog.detection.layouts for item in catalog.listings(layout)]


@pytest.mark.parametrize("name", ["shopify-us-store.csv", "shopify-us-store.xlsx", "generic-products.csv"])
def test_a_sample_is_a_catalog_of_the_same_layout(name: str, samples: Path, tmp_path: Path) -> None:
    """Fewer products, whole, every column that has something, all words as they were."""
    path, out = samples / name, tmp_path / name
    made = make_sample(path, out, Settings(), most=6)
    before, after = listings(path), listings(out)
    assert Catalog.open(out, Settings()).marketplace == Catalog.open(path, Settings()).marketplace
    assert made.listings == len(after) < len(before) == made.of_listings
    by_group = {item.group.key: sum(o.group.key == item.group.key for o in before) for item in before}
    for item in after:
        assert sum(o.group.key == item.group.key for o in after) == by_group[item.group.key]
    money = {p for item in before for p, f in item.fields.items() if f.role.is_money}
    assert money
    assert not any(item.fields[p].value for item in after for p in money if p in item.fields)
    filled = {p for item in before for p, f in item.fields.items() if f.value.strip()}
    emptied = {p for p in filled if "qty" in p or "stock" in p or "quantity" in p} | money
    assert filled - emptied <= {p for item in after for p, f in item.fields.items() if f.value.strip()}
    texts = {item.key: item.fields["title"].value for item in before if "title" in item.fields}
    assert all(item.fields["title"].value == texts[item.key] for item in after if "title" in item.fields)


def test_stock_is_emptied_and_policies_stay(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    """A number of pieces is nobody's business; what happens when they are sold out is a rule of the shop."""
    path = write(
        "c.csv",
        "Handle,Title,Type,Variant Inventory Qty,Variant Inventory Policy,Variant Price\n"
        "a,Boot,Shoes,12,deny,19.99\nb,Shoe,Shoes,3,continue,9.99\nc,Hat,Hats,0,deny,5\n",
    )
    make_sample(path, tmp_path / "s.csv", Settings(), most=2)
    lines = (tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["a,Boot,Shoes,,deny,", "c,Hat,Hats,,deny,"] or lines[1:] == [
        "b,Shoe,Shoes,,continue,",
        "c,Hat,Hats,,deny,",
    ]


def test_the_same_catalog_gives_the_same_sample(samples: Path, tmp_path: Path) -> None:
    """A commit of it changes only with the catalog."""
    for name in ("a.csv", "b.csv"):
        make_sample(samples / "shopify-us-store.csv", tmp_path / name, Settings(), most=5)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_catalog_is_never_overwritten(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the input nor an earlier sample, unless that is asked for."""
    path = samples / "shopify-us-store.csv"
    with pytest.raises(UsageError, match="overwrite"):
        make_sample(path, path, Settings())
    out = tmp_path / "s.csv"
    assert main(["sample", str(path), "--out", str(out)]) == 0
    assert main(["sample", str(path), "--out", str(out)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["sample", str(path), "--out", str(out), "--overwrite"]) == 0
