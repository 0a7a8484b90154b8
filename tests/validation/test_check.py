"""What a marketplace's limits say about a listing: planted faults, real files, and the plain twin."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.data import package_folder
from localize.listing import Severity
from localize.validation.check import check_drafts, faults_of
from localize.validation.instance import instance_of, states_product
from localize.validation.limits import limits_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.context import Context
    from localize.listing import Draft

    MakeDraft = Callable[..., Draft]
    MakeContext = Callable[..., Context]

ERROR, WARNING = Severity.ERROR, Severity.WARNING

FAULTS = [
    ("handle", "clay mug", "handle-invalid", ERROR),
    ("handle", "Tön.töpfe", "handle-characters", WARNING),
    ("handle", "m" * 256, "handle-too-long", WARNING),
    ("title", "m" * 256, "title-too-long", ERROR),
    ("title", "", "title-missing", ERROR),
    ("published", "WAHR", "published-invalid", ERROR),
    ("requires_shipping", "ja", "requires-shipping-invalid", ERROR),
    ("taxable", "1", "taxable-invalid", ERROR),
    ("gift_card", "nein", "gift-card-invalid", ERROR),
    ("status", "aktiv", "status-invalid", ERROR),
    ("inventory/policy", "verweigern", "inventory-policy-invalid", ERROR),
    ("weight_unit", "oz.", "weight-unit-invalid", ERROR),
    ("grams", "350,0", "weight-format", ERROR),
    ("price", "19,99", "price-format", ERROR),
    ("price", "€19.99", "price-format", ERROR),
    ("price", "1,299.00", "price-format", ERROR),
    ("compare_at_price", "24.50 EUR", "price-format", ERROR),
    ("cost", "-1", "price-format", ERROR),
    ("tags", ",".join("t" * 251), "too-many-tags", WARNING),
    ("tags", "mug," + "t" * 256, "tag-too-long", WARNING),
    ("option1/name", "m" * 256, "option-name-too-long", ERROR),
    ("option1/value", "m" * 256, "option-value-too-long", WARNING),
    ("seo/title", "m" * 71, "seo-title-long", WARNING),
    ("seo/description", "m" * 321, "seo-description-long", WARNING),
    ("barcode", "4006381333930", "identifier-check-digit", WARNING),
]


def found(draft: Draft, context: Context) -> list[tuple[str, str, Severity]]:
    """What the check finds: field, code, severity."""
    (after,) = check_drafts([draft], context)
    return [(f.field, f.code, f.severity) for f in after.findings]


def test_a_clean_row_has_no_findings(make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]) -> None:
    """Nothing is found where nothing is wrong, and at the limits themselves."""
    assert found(make_draft(clean), make_context()) == []
    edge = {"title": "m" * 255, "seo/title": "m" * 70, "option1/name": "m" * 255, "tags": ",".join("t" * 250)}
    assert found(make_draft({**clean, **edge}), make_context()) == []


@pytest.mark.parametrize(("path", "value", "code", "severity"), FAULTS, ids=[f"{f[2]}-{f[1][:8]}" for f in FAULTS])
def test_a_planted_fault_is_found_alone(
    make_draft: MakeDraft,
    make_context: MakeContext,
    clean: dict[str, str],
    path: str,
    value: str,
    code: str,
    severity: Severity,
) -> None:
    """One broken limit is one finding at its field, with the value, the limit's source and a way out."""
    draft = make_draft({**clean, path: value}, title=clean["title"] if value and path == "title" else "")
    assert found(draft, make_context()) == [(path, code, severity)]
    (finding,) = draft.findings
    assert (finding.listing, finding.place) == (draft.listing.key, draft.listing.fields[path].place)
    assert finding.value == value
    assert "Source (" in finding.message
    assert "checked 2026-11-2" in finding.message
    assert finding.suggestion


def test_every_published_limit_has_a_planted_fault() -> None:
    """The list of planted faults covers every code of the schema but that of the default title, tested below."""
    schema = (package_folder("marketplaces") / "shopify" / "schema.json").read_text(encoding="utf-8")
    codes = set(re.findall(r'"x-code": "([a-z-]+)"', schema))
    assert codes == {fault[2] for fault in FAULTS} | {"default-title-changed"}


def test_the_default_title_stays(make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]) -> None:
    """A translated option name beside 'Default Title' would show buyers a choice."""
    single = {**clean, "option1/name": "Title", "option1/value": "Default Title"}
    assert found(make_draft(single), make_context()) == []
    translated = make_draft(single, {"option1/name": "Titel"})
    assert found(translated, make_context()) == [("option1/name", "default-title-changed", ERROR)]


def test_emoji_count_as_browsers_count(make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]) -> None:
    """A title of 255 code points with one emoji is one unit too long, and the message says so."""
    draft = make_draft({**clean, "title": "m" * 254 + "😀"})
    assert found(draft, make_context()) == [("title", "title-too-long", ERROR)]
    assert "256 characters" in draft.findings[0].message


def test_continuation_rows_need_no_title(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """Rows of further variants and images leave the product's cells empty."""
    rows = [
        make_draft({"handle": "mug", "title": "Mug", "price": "5"}),
        make_draft({"handle": "mug", "title": "", "price": "6"}, key="mug", title="Mug"),
        make_draft({"handle": "mug", "title": "", "image/src": "https://x/y.jpg"}, key="mug", title="Mug"),
    ]
    assert [d.findings for d in check_drafts(rows, make_context())] == [[], [], []]


def test_a_product_without_title_is_told_once(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """If no row of a product has a title, its first row gets the finding; a file without the column gets none."""
    rows = [make_draft({"handle": h, "title": ""}) for h in ("a", "a", "b")]
    assert [len(d.findings) for d in check_drafts(rows, make_context())] == [1, 0, 1]
    assert found(make_draft({"handle": "a", "price": "5"}), make_context()) == []


def test_a_title_that_was_emptied_is_told(
    make_draft: MakeDraft, make_context: MakeContext, clean: dict[str, str]
) -> None:
    """A title that the run lost is missing, though the source had one."""
    assert found(make_draft(clean, {"title": ""}), make_context()) == [("title", "title-missing", ERROR)]


def test_unknown_marketplaces_use_the_generic_limits(make_draft: MakeDraft, make_context: MakeContext) -> None:
    """Where no limits are published none are checked."""
    draft = make_draft({"title": "m" * 5000, "price": "1,5"})
    assert found(draft, make_context(marketplace="")) == []
    assert found(draft, make_context(marketplace="corner-shop")) == []


@pytest.mark.parametrize(
    ("path", "good", "bad", "code"),
    [
        ("published", "-1", "TRUE", "published-invalid"),
        ("in_stock", "backorder", "yes", "in-stock-invalid"),
        ("backorders_allowed", "0", "ja", "backorders-invalid"),
    ],
)
def test_woocommerce(
    make_draft: MakeDraft, make_context: MakeContext, path: str, good: str, bad: str, code: str
) -> None:
    """WooCommerce's closed lists are checked, its prices are not."""
    context = make_context(marketplace="woocommerce")
    assert found(make_draft({"name": "Mug", path: good, "price": "19,99"}), context) == []
    assert found(make_draft({"name": "Mug", path: bad}), context) == [(path, code, ERROR)]


values = st.sampled_from(["", "mug", "deny", "TRUE", "5.00", "5,00", "Default Title", "Title", "m" * 256, "a b", "g"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data(), first=st.booleans())
def test_the_fast_path_agrees_with_the_whole_schema(data: st.DataObject, clean: dict[str, str], *, first: bool) -> None:
    """Remembered verdicts field by field are the verdicts of the whole schema."""
    limits = limits_for("shopify")
    instance = instance_of({path: data.draw(values) for path in clean}, first=first)
    assert sorted(map(repr, limits.faults(instance))) == sorted(map(repr, limits.faults_plainly(instance)))


MARKETPLACES = sorted(path.parent.name for path in package_folder("marketplaces").glob("*/schema.json"))


@pytest.mark.parametrize("marketplace", MARKETPLACES)
@settings(max_examples=20, deadline=None)
@given(data=st.data(), first=st.booleans())
def test_the_fast_path_agrees_for_every_marketplace(marketplace: str, data: st.DataObject, *, first: bool) -> None:
    """Verdicts remembered by value and by the fields that are compared are those of the whole schema at once."""
    limits = limits_for(marketplace, "de-DE")
    schema = json.loads((package_folder("marketplaces") / marketplace / "schema.json").read_text(encoding="utf-8"))
    paths = [*schema.get("properties", {}), "title", "keywords/1", "bullet_point/2", "tags/14"]
    found = data.draw(st.dictionaries(st.sampled_from(paths), values))
    instance = instance_of(found, first=first)
    assert sorted(map(repr, limits.faults(instance))) == sorted(map(repr, limits.faults_plainly(instance)))
    assert sorted(map(repr, limits.faults(instance))) == sorted(map(repr, limits.faults_plainly(instance)))


PATHS = {
    "Handle": "handle",
    "Title": "title",
    "Body (HTML)": "body_html",
    "Tags": "tags",
    "Published": "published",
    "Variant Grams": "grams",
    "Variant Inventory Policy": "inventory/policy",
    "Variant Price": "price",
    "Variant Compare At Price": "compare_at_price",
    "Variant Requires Shipping": "requires_shipping",
    "Variant Taxable": "taxable",
    "Gift Card": "gift_card",
    "SEO Title": "seo/title",
    "SEO Description": "seo/description",
    "Variant Weight Unit": "weight_unit",
    "Status": "status",
    "Option1 Name": "option1/name",
    "Option1 Value": "option1/value",
}


@pytest.mark.parametrize("name", ["apparel.csv", "home-and-garden.csv", "jewelery.csv", "packt-product-data.csv"])
def test_real_files_have_no_errors(shared: Path, make_draft: MakeDraft, name: str) -> None:
    """Shopify's own sample files and an exported one break no limit that is an error."""
    with (shared / "data" / "shopify-product-csvs" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [{PATHS[k]: v for k, v in row.items() if k in PATHS} for row in csv.DictReader(file)]
    titles = {row["handle"]: row["title"] for row in reversed(rows) if row["title"]}
    seen: set[str] = set()
    for row in rows:
        draft = make_draft(row, key=row["handle"], title=titles.get(row["handle"], ""))
        faults = faults_of(draft, limits_for("shopify"), first=states_product(draft, seen))
        assert [f for f in faults if f.severity is ERROR] == []


def test_the_real_woocommerce_file_has_no_errors(shared: Path, make_draft: MakeDraft) -> None:
    """WooCommerce's own sample file breaks none of its limits."""
    columns = {"Published": "published", "In stock?": "in_stock", "Backorders allowed?": "backorders_allowed"}
    with (shared / "data" / "woocommerce-sample" / "sample_products.csv").open(encoding="utf-8-sig") as file:
        rows = [{columns[k]: v for k, v in row.items() if k in columns} for row in csv.DictReader(file)]
    assert rows
    for row in rows:
        assert faults_of(make_draft(row), limits_for("woocommerce"), first=True) == []


@pytest.mark.parametrize(
    ("marketplace", "path", "value"),
    [
        ("ebay", "condition", "NEW"),
        ("ebay", "product_id/upc", "Does not apply"),
        ("etsy", "tags/1", "mother_day"),
        ("etsy", "title", "Women&#39;s mug &amp; cup"),
        ("google", "condition", "New"),
        ("google", "gender", "Male"),
        ("shopify", "barcode", "ABC-123"),
        ("shopify", "inventory/policy", "DENY"),
        ("woocommerce", "stock", "-2"),
        ("woocommerce", "gtin", "12345"),
    ],
)
def test_what_real_files_write_is_no_fault(
    make_draft: MakeDraft, make_context: MakeContext, marketplace: str, path: str, value: str
) -> None:
    """Spellings of exports and templates that their marketplaces take back."""
    assert found(make_draft({path: value}, title="x"), make_context(marketplace=marketplace)) == []
