"""A field's way from source to target with an engine that is a function: what is kept, changed and said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.context import Context
from localize.listing import Address, Draft, Field, Group, Listing, Role
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings
from localize.translation.cache import MemoryCache
from localize.translation.desk import Desk
from localize.translation.solving import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.protocols import TranslateOptions


class FunctionEngine:
    """An engine that is a function of its input."""

    name = source = target = fingerprint = description = "function"

    def __init__(self, function: Callable[[str], str]) -> None:
        self._function = function

    def open(self) -> FunctionEngine:
        """Itself."""
        return self

    def close(self) -> None:
        """Nothing to let go of."""

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The function of each."""
        del options
        return list(map(self._function, texts))


def localized(value: str, engine: Callable[[str], str], role: Role = Role.HTML) -> Draft:
    """A listing with one text, from English to pt-BR without dictionaries."""
    context = Context(
        "en-US",
        load_market("pt-BR"),
        "generic",
        Settings(shipped_dictionaries=False),
        date(2026, 10, 30),
        translatable=frozenset({"en"}),
    )
    stages = Stages.load(context)
    field = Field("text", role, value, Address("", 2, 0), "A2", label="Text")
    drafts = stages.prepare([Listing("K", {"text": field}, Group("K"), 2, 2)])
    desk = Desk()
    desk.add(stages.plans(drafts))
    solve(desk, {"en": FunctionEngine(engine)}, MemoryCache())
    (draft,) = stages.finish(drafts, desk, "function")
    return draft


def spaced(text: str) -> str:
    """Translates “holds” and “about”, and leaves the rest."""
    return text.replace("Holds about", "Cabem cerca de").replace("today", "hoje")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Holds about 12 <b>oz</b> today", "Cabem cerca de <b>355 ml</b> hoje"),
        ("Holds about <b>12</b> oz today", "Cabem cerca de <b>355 ml</b> hoje"),
        ("Holds about <b>12 oz</b> today", "Cabem cerca de <b>355 ml</b> hoje"),
    ],
)
def test_a_measure_with_a_tag_in_it_is_converted_and_the_tag_goes_around_it(value: str, expected: str) -> None:
    """The pair enclosed a half of it; now it encloses the whole."""
    draft = localized(value, spaced)
    assert draft.values["text"].replace("\u00a0", " ") == expected
    assert not draft.findings


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Holds about 10 ft<sup>2</sup> today", "Cabem cerca de 0,93 m<sup>2</sup> hoje"),
        ("Holds about 100–200 ft<sup>3</sup>", "Cabem cerca de 2,83–5,66 m<sup>3</sup>"),
        ("Holds about <b>4 in<sup>2</sup></b> today", "Cabem cerca de <b>26 cm<sup>2</sup></b> hoje"),
        ("Holds about 2 m<sup>3</sup> today", "Cabem cerca de 2 m<sup>3</sup> hoje"),
    ],
)
def test_a_raised_digit_of_a_unit_stays_in_its_tag(value: str, expected: str) -> None:
    """Number and unit are converted as what they are, an area or a volume; the tag raises the same digit."""
    draft = localized(value, spaced)
    assert draft.values["text"].replace("\u00a0", " ") == expected
    assert not draft.findings


@pytest.mark.parametrize(
    "value",
    ["Holds about 8 <i>x</i> 10 in today", "Holds about 12<img src=x>oz today", "Holds about 10 in<sup>3</sup> today"],
)
def test_a_measure_that_a_tag_parts_keeps_its_numbers_and_is_reported(value: str) -> None:
    """What cannot be converted with certainty is a finding at that place."""
    draft = localized(value, spaced)
    assert "span-across-tag" in [f.code for f in draft.findings]
    digits = [c for c in draft.values["text"] if c.isdigit()]
    assert digits == [c for c in value if c.isdigit()]


def test_braces_of_a_message_format_stay() -> None:
    """Two that end together are no call of a template language."""
    value = "{n, plural, one {# cup} other {# cups}} in your cart"
    assert localized(value, lambda text: text.replace("in your cart", "no seu carrinho")).values[
        "text"
    ] == value.replace("in your cart", "no seu carrinho")


def test_a_blank_inside_the_first_pair_stays_inside() -> None:
    """No value begins with a blank that did not."""
    words = {"Free gift with every order": "Brinde em cada pedido", "Free gift": "Brinde"}
    assert localized("[ Free gift ] with every order", words.__getitem__).values["text"] == "[ Brinde] em cada pedido"


def test_a_call_of_a_template_language_stays_at_its_words() -> None:
    """The blank that a carrier needs goes again."""
    draft = localized(
        "{% if a %}Buy now{% else %}Sold out{% endif %}", lambda text: text.replace("Sold out", "Esgotado")
    )
    assert draft.values["text"].endswith("{% else %}Esgotado{% endif %}")


def test_a_label_keeps_its_colon() -> None:
    """Engines drop it at the end of a segment."""
    words = {"Care:": "Cuidados", "Do not tumble dry": "Não secar na máquina"}
    assert (
        localized("<b>Care:</b> Do not tumble dry", words.__getitem__).values["text"]
        == "<b>Cuidados:</b> Não secar na máquina"
    )


@pytest.mark.parametrize(("foreign", "role"), [("זהו חולצה", Role.TEXT), ("日本製", Role.HTML), ("Сделано", Role.TEXT)])
def test_words_in_another_script_are_not_lost(foreign: str, role: Role) -> None:
    """Engines leave out what their vocabulary lacks."""
    draft = localized(
        f"{foreign} Blue shirt for men", lambda text: text.replace("Blue shirt for men", "Camisa azul"), role
    )
    assert draft.values["text"] == f"{foreign} Camisa azul"


def test_an_untranslated_text_is_quoted_short() -> None:
    """A cell may be long; a message is for people."""
    text = "the quick brown fox jumps over the lazy dog and then it goes home to sleep for the rest of the day " * 3
    (finding,) = localized(text, lambda text: text, Role.TEXT).findings
    assert finding.code == "untranslated"
    assert "“the quick brown fox jumps over the lazy dog and then it…”" in finding.message
    assert len(finding.message) < 150
    assert len(finding.value) <= 200


def test_a_label_in_another_language_has_its_numbers_unit() -> None:
    """Its words are left alone, but metres never stand under the name of feet."""
    value = (
        "<p>A strong shelf with plenty of space for all of your books.</p>"
        "<table><tr><td>Hauteur maximale de la table basse (ft)</td><td>3</td></tr></table>"
    )
    draft = localized(value, lambda text: text)
    assert "other-language" in [f.code for f in draft.findings], "the case shows something only while a block is left"
    assert "<td>Hauteur maximale de la table basse (cm)</td><td>91</td>" in draft.values["text"]


def test_a_short_title_in_the_targets_language_is_left_alone() -> None:
    """Neither garbled by an engine nor reported as untranslated."""
    draft = localized("Camiseta básica azul", str.upper, Role.TEXT)
    assert (draft.values["text"], draft.findings) == ("Camiseta básica azul", [])


def test_an_echo_in_the_targets_language_is_no_failure() -> None:
    """Without a letter of its own it goes to the engine, which gives it back."""
    assert not localized("calça jeans azul", lambda text: text, Role.TEXT).findings


def test_words_of_another_country_are_a_change_of_their_own() -> None:
    """Models are trained on Portuguese of both countries."""
    draft = localized("Case for your phone", lambda _: "Capa para o seu telemóvel", Role.TEXT)
    assert draft.values["text"] == "Capa para o seu celular"
    noted = [(c.stage, c.before, c.after, c.why, c.by) for c in draft.changes if c.scope == "span"]
    assert noted == [("translate", "telemóvel", "celular", "usage in pt-BR", "usage.toml:telemóvel")]
