"""What a title says of its thing, before the other words of its listing."""

from __future__ import annotations

import pytest

from localize.market import load_market
from localize.units.convert import convert_quantity
from localize.units.find import find_quantities


def converted(text: str, title: str) -> str:
    """The first quantity of a text in a listing with this title, for Germany."""
    span = next(iter(find_quantities(text, "en-US")))
    done = convert_quantity(
        span.value, load_market("de-DE"), source_country="US", context=f"{text} {title}", title=title
    )
    assert done is not None
    return done.target.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("title", "text", "target"),
    [
        ("Otter Coffee Mug 11oz", "Fired stoneware in 11-ounce size, for tea, too", "325 ml"),
        ("Stoneware Mug | Gift for Tea Lovers", "Fired stoneware in 11-ounce size", "325 ml"),
        ("Soy Candle in a Glass", "Poured by hand, 8 oz, keeps like wine", "227 g"),
        ("Trail Water Bottle", "Holds no heat. Weight: 13 oz", "369 g"),
        ("Hazel Roast", "Served by the cup: 12 oz", "355 ml"),
        ("Cocoa Drink Powder", "Stir and sip: 12 oz", "340 g"),
    ],
)
def test_ounces_are_those_of_the_thing_that_the_title_names(title: str, text: str, target: str) -> None:
    """A mug's are fluid whatever is drunk from it; a word beside the number still counts first."""
    assert converted(text, title) == target


def test_lumber_keeps_its_inches_only_where_it_is_named() -> None:
    """A plan's lumber is nominal, the bench that is built of it has a width."""
    assert converted("Overall width: 48 inches. No lumber is shipped.", "Garden Bench Plans") == "122 cm"
    assert converted('Cut from 2" lumber', "Garden Bench Plans") == '2"'
