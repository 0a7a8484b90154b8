"""One size into another system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.errors import ConfigError
from localize.sizes import convert_size

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("label", "source", "target", "kind", "audience", "expected"),
    [
        ("10.5", "US", "EU", "shoes", "men", "43.5"),
        ("10", "US", "EU", "shoes", "men", "42.5"),
        ("9", "US", "EU", "shoes", "men", "41.5"),
        ("US 10", "", "EU", "shoes", "men", "42.5"),
        ("US men's 10", "", "EU", "shoes", "", "42.5"),
        ("10", "US", "UK", "shoes", "men", "9"),
        ("10", "US", "JP", "shoes", "men", "27 cm"),
        ("10", "US", "KR", "shoes", "men", "270 mm"),
        ("27", "JP", "US", "shoes", "men", "10"),
        ("27 cm", "JP", "US", "shoes", "men", "10"),
        ("270 mm", "KR", "EU", "shoes", "men", "42.5"),
        ("10", "US", "BR", "shoes", "men", "40.5"),
        ("40", "EU", "BR", "shoes", "men", "38"),
        ("8", "US", "EU", "shoes", "women", "38"),
        ("8", "US", "UK", "shoes", "women", "5.5"),
        ("8", "US-ISO", "UK", "shoes", "women", "6"),
        ("7.5", "US", "AU", "shoes", "women", "7.5"),
        ("235", "KR", "EU", "shoes", "women", "37.5"),
        ("42", "EU", "UK", "shoes", "", "8.5"),
        ("42", "EU", "UK", "shoes", "unisex", "8.5"),
        ("10C", "US", "EU", "shoes", "kids", "27"),
        ("9T", "US", "EU", "shoes", "kids", "25.5"),
        ("10", "US", "EU", "shoes", "kids", "27"),
        ("1Y", "US", "EU", "shoes", "kids", "32"),
        ("27", "EU", "US", "shoes", "kids", "10C"),
        ("10.5 D(M)", "US", "EU", "shoes", "men", "43.5"),
        ("10 Wide", "US", "EU", "shoes", "men", "42.5"),
        ("8", "US", "DE", "clothing", "women", "38"),
        ("8", "US", "FR", "clothing", "women", "40"),
        ("8", "US", "IT", "clothing", "women", "44"),
        ("8", "US", "UK", "clothing", "women", "12"),
        ("8", "US", "JP", "clothing", "women", "11号"),
        ("12", "UK", "AU", "clothing", "women", "12"),
        ("38", "DE", "FR", "clothing", "women", "40"),
        ("8-10", "US", "DE", "clothing", "women", "38-40"),
        ("2", "US", "DE", "trousers", "women", "32"),
        ("40", "US", "EU", "suits", "men", "50"),
        ("40R", "US", "EU", "suits", "men", "50"),
        ("50", "EU", "US", "suits", "men", "40"),
        ("40", "US", "JP", "suits", "men", "LL"),
        ("2T", "US", "EU", "clothing", "kids", "92"),
        ("12 months", "US", "EU", "clothing", "kids", "74"),
        ("5-6 years", "UK", "EU", "clothing", "kids", "116"),
        ("116", "EU", "US", "clothing", "kids", "6"),
        ("L", "INT", "BR", "", "", "G"),
        ("XL", "INT", "BR", "clothing", "women", "GG"),
        ("2XL", "INT", "BR", "", "", "XGG"),
        ("S/M", "INT", "BR", "", "", "P/M"),
        ("S", "INT", "MX", "", "", "CH"),
        ("G", "BR", "INT", "", "", "L"),
        ("7", "US", "ISO", "rings", "", "54"),
        ("7", "US", "IT", "rings", "", "14"),
        ("7", "US", "UK", "rings", "", "N½"),
        ("N 1/2", "UK", "US", "rings", "", "7"),
        ("7 1/8", "US", "EU", "hats", "", "57 cm"),
        ("34B", "US", "EU", "bras", "", "75B"),
        ("34DD", "UK", "FR", "bras", "", "90E"),
        ("32D", "US", "JP", "bras", "", "D70"),
        ("B75", "JP", "US", "bras", "", "34B"),
    ],
)
def test_a_size_has_one_answer(label: str, source: str, target: str, kind: str, audience: str, expected: str) -> None:
    """What the tables say, with the table row that says it."""
    result = convert_size(label, source, target, kind=kind, audience=audience)
    assert (result.label, result.problem) == (expected, "")
    assert ".csv:" in result.by


@pytest.mark.parametrize(
    ("label", "source", "target", "kind", "audience", "problem"),
    [
        ("7", "US", "EU", "shoes", "", "ambiguous"),
        ("7", "US", "EU", "shoes", "unisex", "ambiguous"),
        ("7", "US", "EU", "", "", "ambiguous"),
        ("7", "US", "EU", "", "men", "ambiguous"),
        ("5", "US", "EU", "shoes", "kids", "ambiguous"),
        ("2", "UK", "EU", "shoes", "kids", "ambiguous"),
        ("8", "US", "DE", "clothing", "", "ambiguous"),
        ("8", "US", "DE", "clothing", "unisex", "ambiguous"),
        ("10", "US", "EU", "clothing", "kids", "ambiguous"),
        ("6", "US", "EU", "jeans", "", "ambiguous"),
        ("8", "US", "EU", "clothing", "women", "no-equivalent"),
        ("40", "US", "EU", "clothing", "men", "no-equivalent"),
        ("XXS", "INT", "BR", "", "", "no-equivalent"),
        ("Medium", "INT", "BR", "", "", "no-equivalent"),
        ("40L", "US", "EU", "suits", "men", "unknown-label"),
        ("42 2/3", "EU", "US", "shoes", "men", "unknown-label"),
        ("99", "US", "EU", "shoes", "men", "unknown-label"),
        ("32x30", "US", "EU", "jeans", "men", "kept"),
        ("W32 L34", "US", "EU", "", "", "kept"),
        ("32", "US", "EU", "jeans", "men", "kept"),
        ("28", "US", "DE", "jeans", "women", "kept"),
        ("8", "US", "DE", "jeans", "men", "no-equivalent"),
        ("32", "US", "EU", "trousers", "men", "kept"),
        ("8", "US", "EU", "gloves", "", "kept"),
        ("One Size", "US", "EU", "clothing", "women", "kept"),
        ("10", "US", "US", "shoes", "men", "same"),
        ("M", "INT", "INT", "", "", "same"),
    ],
)
def test_what_has_no_honest_answer_is_refused(
    label: str, source: str, target: str, kind: str, audience: str, problem: str
) -> None:
    """Ambiguity, gaps and labels that are never converted give no label but a reason."""
    result = convert_size(label, source, target, kind=kind, audience=audience)
    assert (result.label, result.problem) == (None, problem)
    assert result.reason or problem == "same"


def test_the_reason_names_what_it_could_be() -> None:
    """An ambiguous size says its readings."""
    result = convert_size("7", "US", "EU", kind="shoes")
    assert result.reason == "'7' could be men's shoes 39 or women's shoes 37."


@pytest.mark.parametrize(
    ("target", "status"), [("EU", "contested"), ("BR", "unverified"), ("AU", "unverified"), ("JP", "contested")]
)
def test_a_result_is_as_certain_as_its_columns(target: str, status: str) -> None:
    """The least certain of both columns counts."""
    result = convert_size("10", "US", target, kind="shoes", audience="men")
    assert result.status == status
    assert not result.verified


def test_a_width_must_stay_visible() -> None:
    """What has no place in the new label asks for the original beside it."""
    assert convert_size("10.5 D(M)", "US", "EU", kind="shoes", audience="men").beside


@pytest.fixture
def brand_table(tmp_path: Path) -> Path:
    """A seller's table of one brand."""
    path = tmp_path / "acme.csv"
    path.write_text("brand,kind,audience,US,EU\nAcme,shoes,men,10,44\nAcme,shoes,men,11,45\n", encoding="utf-8")
    return path


def test_a_sellers_table_wins(brand_table: Path) -> None:
    """The brand's own chart decides for the brand, and for no other."""
    ours = convert_size("10", "US", "EU", "shoes", "men", brand="Other", tables=[brand_table])
    own = convert_size("10", "US", "EU", "shoes", "men", brand="acme", tables=[brand_table])
    assert (own.label, own.by, own.status) == ("44", "acme.csv:2", "verified")
    assert ours.label == "42.5"


def test_charts_are_not_mixed(brand_table: Path) -> None:
    """A size that the brand's chart lacks is not taken from ours."""
    result = convert_size("10.5", "US", "EU", "shoes", "men", brand="Acme", tables=[brand_table])
    assert (result.label, result.problem) == (None, "unknown-label")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("brand,US\nAcme,10\n", "two systems"),
        ("US,EU\n", "no rows"),
        ("US,EU\n10,44,1\n", "more cells"),
    ],
)
def test_a_wrong_table_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    """The message names the file and what is wrong."""
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        convert_size("10", "US", "EU", "shoes", "men", tables=[path])
    assert "wrong.csv" in str(caught.value)
