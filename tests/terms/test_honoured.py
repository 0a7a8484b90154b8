"""No text makes an entry fail, and none makes one fire where it must not: random texts, hostile engines, by construction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.listing import Role
from localize.terms.entry import Entry, Kind
from localize.text.markup import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terms.conftest import Localized


class Word(NamedTuple):
    """A piece of a text: how it is written, and which of ``FORMS`` must come of it (none: no entry may fire)."""

    text: str
    becomes: str = ""


ENTRIES = [
    Entry("boot", "bota", forms=("botas",), pos="noun"),
    Entry("water bottle", "garrafa térmica", forms=("garrafas térmicas",), pos="noun"),
    Entry("bottle", "frasco", forms=("frascos",), pos="noun"),
    Entry("pack of {n}", "pacote com {n} peça|pacote com {n} peças"),
    Entry("4K TV", "televisor 4K"),
    Entry("Acme", "", Kind.KEEP),
    Entry("C++", "cê mais mais"),
]
FORMS = {
    "boot": ("bota", "botas"),
    "water": ("garrafa térmica", "garrafas térmicas"),
    "bottle": ("frasco", "frascos"),
    "pack 12": ("pacote com 12 peças", "pacote com 12 peça"),
    "pack 1500": ("pacote com 1.500 peças", "pacote com 1.500 peça"),
    "tv": ("televisor 4K",),
    "keep": ("Acme",),
    "c": ("cê mais mais",),
}
TERMS = [
    Word("boot", "boot"), Word("Boots", "boot"), Word("BOOTS", "boot"), Word("boot's", "boot"),
    Word("water bottle", "water"), Word("Water Bottles", "water"), Word("water\u00a0bottle", "water"),
    Word("bottles", "bottle"), Word("Pack of 12", "pack 12"), Word("pack of 1,500", "pack 1500"), Word("4K TV", "tv"),
    Word("Acme", "keep"),
    Word("Acme's", "keep"), Word("C++", "c"),
]  # fmt: skip
DECOYS = [
    Word("bootstrap"), Word("reboot"), Word("boot-cut"), Word("unbottled"), Word("{{ boot }}"), Word("%(bottle)s"),
    Word("https://boot.com/bottle"), Word("boot@acme.com"), Word("BOOT-500"), Word("packs"), Word("Acmeville"),
    Word("water, red"), Word("soft"), Word("and warm"), Word("for men"), Word("with a lid."), Word("24 in"), Word("12"),
    Word("©"), Word("—"), Word("🎁"),
]  # fmt: skip
SPLIT = [Word("water<b> bot</b>tle"), Word("bo<i>ot</i>"), Word("pack of <b>{{ n }}</b> x")]


def lose(text: str) -> str:
    """Loses every bracket and digit."""
    return re.sub(r"[\[\]\d{}]", "", text)


def invent(text: str) -> str:
    """Invents numbers, tags and carriers."""
    return f"[11] 7 euros <b> {text} [12]"


def glue(text: str) -> str:
    """Joins all words, so that no term stands by itself."""
    return text.replace(" ", "")


HOSTILE: list[Callable[[str], str]] = [
    lambda text: text,
    lambda _: "",
    lambda text: text[::-1],
    lambda text: text.swapcase(),
    lambda text: f"{text} {text}",
    lambda text: " ".join(reversed(text.split())),
    lambda _: "la " * 40,
    lambda text: re.sub(r"\w+", "palavra", text),
    lambda text: text.replace("bota", "sapato").replace("Acme", "Ácme"),
    lose,
    invent,
    glue,
]

plain = st.lists(st.sampled_from(TERMS) | st.sampled_from(DECOYS), min_size=1, max_size=9)
marked = st.lists(
    st.tuples(
        st.sampled_from(TERMS) | st.sampled_from(DECOYS) | st.sampled_from(SPLIT), st.sampled_from(["", "b", "i"])
    ),
    min_size=1,
    max_size=7,
)


def _free(words: list[Word]) -> list[Word]:
    """Neighbours that would make a phrase of their own are parted by a comma."""
    return [part for word in words for part in (word, Word(","))]


def _check(visible: str, words: list[Word]) -> None:
    for name in {word.becomes for word in words if word.becomes}:
        wanted = sum(word.becomes == name for word in words)
        forms = "|".join(map(re.escape, FORMS[name]))
        # Of Acme's the name is kept; what an engine makes of the rest may touch it.
        pattern = r"(?<!\w)Acme(?!ville)" if name == "keep" else rf"(?i)(?<!\w)(?:{forms})(?!\w)"
        found = re.findall(pattern, visible.replace("\u00a0", " "))
        assert len(found) >= wanted, f"{name}: {len(found)} of {wanted} in {visible!r}"


@settings(max_examples=80)
@given(words=plain, engine=st.sampled_from(HOSTILE))
def test_every_entry_is_honoured_in_plain_text_whatever_the_engine_does(
    localized: Localized, words: list[Word], engine: Callable[[str], str]
) -> None:
    """As often as it stands there; and no decoy makes one fire."""
    text = " ".join(word.text for word in _free(words))
    draft = localized(text, ENTRIES, engine)
    _check(draft.values["text"], words)
    fired = [c for c in draft.changes if c.stage == "terms" and c.scope == "span"]
    assert len(fired) == sum(bool(word.becomes) and word.becomes != "keep" for word in words), [c.before for c in fired]


@settings(max_examples=80)
@given(found=marked, engine=st.sampled_from(HOSTILE))
def test_every_entry_is_honoured_in_markup_whatever_the_engine_does(
    localized: Localized, found: list[tuple[Word, str]], engine: Callable[[str], str]
) -> None:
    """In tags and attributes too; nothing is matched across a tag or a placeholder."""
    body = ", ".join(f"<{tag}>{word.text}</{tag}>" if tag else word.text for word, tag in found)
    html = f'<p>{body}</p><img alt="boot by Acme" src="boot.png">'
    words = [word for word, _ in found] + [Word("", "boot"), Word("", "keep")]
    draft = localized(html, ENTRIES, engine, role=Role.HTML)
    _check("\n".join(block.text for block in Document(draft.values["text"], entities=True).blocks), words)
    assert 'src="boot.png"' in draft.values["text"]
    fired = [c for c in draft.changes if c.stage == "terms" and c.scope == "span"]
    assert len(fired) == sum(bool(word.becomes) and word.becomes != "keep" for word in words), [c.before for c in fired]


@settings(max_examples=50)
@given(text=st.text(max_size=60), engine=st.sampled_from(HOSTILE))
def test_no_text_at_all_makes_a_kept_word_change(localized: Localized, text: str, engine: Callable[[str], str]) -> None:
    """Any characters may stand beside it, with a blank between."""
    value = f"Acme {text} Acme"
    draft = localized(value, [Entry("Acme", "", Kind.KEEP, exact_case=True)], engine)
    assert draft.values["text"].count("Acme") >= 2


KNOWN_TROUBLES = [
    # what goes wrong elsewhere, entry, text, what the engine says, what must and must not stand in the result
    ("substring hit", Entry("art", "arte"), "cart party ART", "carrinho festa desenho", "ARTE", "arterte"),
    ("longest phrase loses to its words", Entry("bottle", "frasco"), "water bottle", "frasco de água", "garrafa térmica", "frasco"),
    ("match across a placeholder", Entry("pack of 12", "x"), "pack of {{ a }} 12", "pacote {{ a }} 12", "12", "x"),
    ("inflection is not seen", Entry("knife", "faca", forms=("facas",)), "two knives", "duas facas", "facas", "knives"),
    ("a correct inflection is replaced", Entry("boot", "bota", forms=("botas",)), "the boots", "as botas", "as botas", "bota "),
    ("an adjective is read as a noun", Entry("plain", "liso", pos="adj"), "the plains", "as planícies", "planícies", "liso"),
    ("a brand is inflected", Entry("Gap", "", Kind.KEEP, exact_case=True), "gaps in time", "lacunas no tempo", "lacunas", "Gap"),
    ("case is lost", Entry("boot", "bota"), "BOOT", "SAPATO", "BOTA", "bota"),
    ("German nouns lose their capital", Entry("Boot", "Stiefel"), "warm boot", "warmer Stiefel", "Stiefel", "stiefel"),
    ("a number is half a number", Entry("{n} pieces", "{n} peças"), "1,500 pieces", "1.500 pedaços", "1.500 peças", "pedaços"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("trouble", "entry", "text", "said", "wanted", "banned"),
    KNOWN_TROUBLES,
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_known_troubles_of_others_are_none_here(
    localized: Localized, trouble: str, entry: Entry, text: str, said: str, wanted: str, banned: str
) -> None:
    """Each is a complaint that people have filed elsewhere."""
    entries = [entry, Entry("water bottle", "garrafa térmica")]
    result = localized(text, entries, lambda _: said).values["text"]
    assert wanted in result, trouble
    assert banned not in result, trouble
