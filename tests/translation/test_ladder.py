"""The ladder: whatever an engine does, every slot is there exactly once; the words are trusted or stay the source's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.casing import Casing, casing_of
from localize.translation.ladder import attempts
from localize.translation.plan import Plan, Slot, Translation, Travel
from localize.translation.proof import accept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WORDS = ["soft", "blanket", "for", "men", "RED", "Size", "with", "a", "keeps you warm", ".", ",", "100", "%"]
TAG = Slot(Travel.TAG, "", "")
OPEN, CLOSE = (Slot(Travel.TAG, "", "", halves=half) for half in "()")
SLOTS = [
    TAG,
    Slot(Travel.OPAQUE, "{{x}}", "{{x}}"),
    Slot(Travel.NATURAL, "24 in", "61\u00a0cm"),
    Slot(Travel.NATURAL, "2", "2"),
    Slot(Travel.NATURAL, "12", "12"),
    Slot(Travel.NATURAL, "Kestrel & Oak", "Kestrel & Oak"),
    Slot(Travel.TERM, "sneaker", "tênis", ("tenis",)),
    Slot(Travel.TERM, "Leather", "Couro", ("couro",), kin=("noun", "m")),
    Slot(Travel.TERM, "boots", "botas", ("botas", "bota"), kin=("noun", "f")),
    OPEN,
    CLOSE,
]


def plan_of(*items: str | Slot) -> Plan:
    """A plan from English to Portuguese."""
    text = "".join(i if isinstance(i, str) else i.source for i in items)
    return Plan(items, casing_of(text, "en"), "en", "pt")


def climb(plan: Plan, engine: Callable[[str], str]) -> Translation:
    """Up the ladder with an engine until an attempt is accepted."""
    known: dict[str, str] = {}
    for attempt in attempts(plan, known.get):
        known.update((text, engine(text)) for text in attempt.inputs)
        verdict = accept(plan, attempt, [known[text] for text in attempt.inputs])
        if isinstance(verdict, Translation):
            return verdict
    raise AssertionError("the last rung refused")


def climb_told(plan: Plan, engine: Callable[[str], str]) -> Translation:
    """The same, where each verdict is told to the ladder, as a run does it."""
    known: dict[str, str] = {}
    rungs = attempts(plan, known.get)
    attempt = next(rungs)
    while True:
        known.update((text, engine(text)) for text in attempt.inputs)
        verdict = accept(plan, attempt, [known[text] for text in attempt.inputs])
        if isinstance(verdict, Translation):
            return verdict
        attempt = rungs.send(verdict)


def lose(text: str) -> str:
    """Loses every bracket and digit."""
    return re.sub(r"[\[\]\d{}]", "", text)


def repeat(text: str) -> str:
    """Says everything twice."""
    return f"{text} {text}"


def reverse(text: str) -> str:
    """Moves words about."""
    return " ".join(reversed(text.split()))


def invent(text: str) -> str:
    """Invents numbers and tags."""
    return f"[11] 7 euros <b> {text} [12]"


def shout(text: str) -> str:
    """Changes all capitals."""
    return text.swapcase()


HOSTILE = [
    lose,
    repeat,
    reverse,
    invent,
    shout,
    lambda _: "",
    lambda text: text,
    lambda text: text[::-1],
    lambda _: "la " * 40,
]

items = st.lists(st.sampled_from(WORDS) | st.sampled_from(SLOTS), min_size=1, max_size=12).map(
    lambda found: [part for item in found for part in ((item, " ") if isinstance(item, str) else (item,))]
)


@given(items, st.sampled_from(HOSTILE))
def test_every_slot_is_there_exactly_once_whatever_the_engine_does(
    found: list[str | Slot], engine: Callable[[str], str]
) -> None:
    """Slots are named once each, or the engine's words already hold an accepted form of the term."""
    plan = plan_of(*found)
    result = climb(plan, engine)
    named = [item for item in result.items if isinstance(item, int)]
    honoured = [index for index, _ in result.forms]
    assert sorted(named + honoured) == list(range(len(plan.slots)))
    for index, form in result.forms:
        slot = plan.slots[index]
        assert form.casefold() in {f.casefold() for f in (slot.target, *slot.accepted)}


@given(items, st.sampled_from(HOSTILE))
def test_a_verdict_that_is_told_leads_where_judging_again_would(
    found: list[str | Slot], engine: Callable[[str], str]
) -> None:
    """A run that judges each answer once and one that is resumed translate alike."""
    plan = plan_of(*found)
    assert climb_told(plan, engine) == climb(plan, engine)


@given(items, st.sampled_from(HOSTILE))
def test_tags_keep_their_order(found: list[str | Slot], engine: Callable[[str], str]) -> None:
    """Markup stays well-formed: tags come in the order of the source."""
    plan = plan_of(*(item for item in found if item not in (OPEN, CLOSE)))
    order = [i for i in climb(plan, engine).items if isinstance(i, int) and plan.slots[i].travel is Travel.TAG]
    assert order == sorted(order)


pairs = st.recursive(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(SLOTS[:-2]), min_size=1, max_size=3),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda many: [OPEN, *(i for one in many for i in one), CLOSE]
    ),
    max_leaves=5,
)


@given(st.lists(pairs, min_size=1, max_size=3), st.sampled_from(HOSTILE))
def test_pairs_keep_their_tree_and_are_never_emptied(
    found: list[list[str | Slot]], engine: Callable[[str], str]
) -> None:
    """Each pair has the same pairs around it, and something to read in it, whatever the engine does."""
    plan = plan_of(
        *(part for one in found for item in one for part in ((item, " ") if isinstance(item, str) else (item,)))
    )
    result = climb(plan, engine)
    assert _tree(plan, [i for i in result.items if isinstance(i, int)]) == _tree(plan, range(len(plan.slots)))
    text = "".join(i if isinstance(i, str) else plan.slots[i].halves or plan.slots[i].target for i in result.items)
    source = "".join(i if isinstance(i, str) else i.halves or i.target for i in plan.items)
    empty = re.compile(r"\([\W_]*\)")
    assert not empty.search(text) or empty.search(source)


def _tree(plan: Plan, order: Iterable[int]) -> list[tuple[int, ...]]:
    """For each tag, by number, those that are open there."""
    stack: list[int] = []
    found: list[tuple[int, ...]] = []
    for index in order:
        if plan.slots[index].halves == ")":
            stack.pop()
        found.append((index, *stack))
        if plan.slots[index].halves == "(":
            stack.append(index)
    return sorted(entry for entry in found if plan.slots[entry[0]].travel is Travel.TAG)


def test_a_pair_is_put_around_what_the_engine_makes_of_its_words() -> None:
    """The sentence is translated without tags, so its words may move."""
    plan = plan_of("a ", OPEN, "red", CLOSE, " wool blanket")
    words = {"a red wool blanket": "um cobertor de lã vermelha", "red": "vermelho"}
    result = climb(plan, words.__getitem__)
    assert (result.rung, result.items) == ("free", ("um cobertor de lã ", 0, "vermelha", 1))


def test_pairs_may_change_places() -> None:
    """Another language has another order."""
    plan = plan_of("a ", OPEN, "red", CLOSE, " ", OPEN, "blanket", CLOSE)
    words = {"a red blanket": "um cobertor vermelho", "red": "vermelho", "blanket": "cobertor"}
    assert climb(plan, words.__getitem__).items == ("um ", 2, "cobertor", 3, " ", 0, "vermelho", 1)


@pytest.mark.parametrize(
    ("before", "inside", "behind", "said", "alone", "items"),
    [
        ("", "Seat height (in):", " 18", "Altura (in): 18", "Altura (in):", (0, "Altura (in):", 1, " 18")),
        ("Wool ", "(red)", " blanket", "Manta de lã (vermelha)", "(vermelha)", ("Manta de lã ", 0, "(vermelha)", 1)),
        ("A ", "red", "! blanket", "Uma manta vermelha!", "vermelha", ("Uma manta ", 0, "vermelha", 1, "!")),
    ],
    ids=["label", "brackets", "mark outside"],
)
def test_a_pair_keeps_the_marks_at_its_ends(
    before: str, inside: str, behind: str, said: str, alone: str, items: tuple[str | int, ...]
) -> None:
    """What was bold with the words is bold in the translation: “<b>Material:</b>”."""
    plan = plan_of(*(item for item in (before, OPEN, inside, CLOSE, behind) if item))
    words = {before + inside + behind: said, inside: alone}
    assert climb(plan, words.__getitem__).items == items


def test_an_article_is_no_counterpart_of_a_word() -> None:
    """“great” alone became “o melhor”, and the “o” of the sentence got its tags."""
    plan = plan_of("this is ", OPEN, "great", CLOSE, " today")
    words = {
        "this is great today": "este é o bom de hoje",
        "great": "o melhor",
        "this is [11] great [12] today": "isto é [11] bom [12] hoje",
    }
    assert climb(plan, words.__getitem__).items == ("isto é ", 0, "bom", 1, " hoje")


def test_a_pair_around_words_that_are_not_to_be_found_rides_carriers() -> None:
    """The next best way, and if that empties it, the words go piece by piece."""
    plan = plan_of("a ", OPEN, "cozy", CLOSE, " blanket")
    words = {
        "a cozy blanket": "uma manta quente",
        "cozy": "acolhedor",
        "a [11] cozy [12] blanket": "uma manta [11] quente [12]",
    }
    result = climb(plan, words.__getitem__)
    assert (result.rung, result.items) == ("carried", ("uma manta ", 0, "quente", 1))
    words |= {
        "a [11] cozy [12] blanket": "uma manta quente [11] [12]",
        "a X11 cozy X12 blanket": "X11 X12",
        "a": "um",
        "blanket": "manta",
    }
    result = climb(plan, words.__getitem__)
    assert (result.rung, result.items) == ("pieces", ("um ", 0, "acolhedor", 1, " manta"))


@given(items, st.sampled_from(HOSTILE))
def test_digits_outside_slots_are_the_sources(found: list[str | Slot], engine: Callable[[str], str]) -> None:
    """No engine adds, loses or changes a number."""
    plan = plan_of(*found)
    words = " ".join(item for item in climb(plan, engine).items if isinstance(item, str))
    assert sorted(re.findall(r"\d+", words)) == sorted(re.findall(r"\d+", " ".join(plan.words)))


def test_a_good_translation_is_taken_at_the_first_rung() -> None:
    """Nothing is repaired that is not broken."""
    plan = plan_of("The ", SLOTS[2], " shelf")
    result = climb(plan, lambda text: text.replace("The", "A prateleira de").replace(" shelf", ""))
    assert result.rung == "free"
    assert result.text(plan.slots) == "A prateleira de 61\u00a0cm"


def test_a_term_that_the_engine_already_used_in_another_form_counts() -> None:
    """Accepted forms are left as they are."""
    plan = plan_of("White ", SLOTS[6], " for men")
    result = climb(plan, lambda _: "Tenis branco para homens")
    assert result.rung == "free"
    assert result.forms == ((0, "Tenis"),)


def test_a_term_that_the_engine_translated_otherwise_is_swapped() -> None:
    """What the engine calls the term alone is found in the whole, and gives its place to the entry."""
    plan = plan_of("White ", SLOTS[6], " for men")
    words = {"sneaker": "sapatilha", "White sneaker for men": "Sapatilha branca para homens"}
    result = climb(plan, words.__getitem__)
    assert result.rung == "swapped"
    assert result.text(plan.slots) == "Tênis branca para homens"


def test_a_swapped_term_takes_the_accepted_form_that_agrees() -> None:
    """Of the accepted forms the one that ends like the replaced words."""
    red = Slot(Travel.TERM, "crimson", "vermelho", ("vermelha", "vermelhos", "vermelhas"))
    plan = plan_of("Two ", red, " shirts")
    words = {"crimson": "carmesina", "Two crimson shirts": "Duas camisas carmesinas"}
    assert climb(plan, words.__getitem__).text(plan.slots) == "Duas camisas vermelhas"


def test_a_term_that_began_the_sentence_leaves_its_capital_there() -> None:
    """Elsewhere than at the start it is written as its dictionary writes it, unless the source is a title."""
    easy = Slot(Travel.TERM, "Easy grip", "De pegada fácil", ("de pegada fácil",), "modern")
    words = {
        "easy grip": "fácil",
        "Easy grip handle.": "Punho.",
        "modern": "moderno",
        "modern handle.": "Punho moderno.",
    }
    plan = plan_of(easy, " handle.")
    assert climb(plan, lambda text: words.get(text, text)).text(plan.slots) == "Punho de pegada fácil."


def test_a_guessed_plural_counts_and_is_never_written() -> None:
    """What a plural may look like is no form of the entry."""
    silver = Slot(Travel.TERM, "sterling silvers", "prata de lei", guesses=("pratas des leis", "pratas de lei"))
    plan = plan_of("Many ", silver)
    assert climb(plan, lambda _: "muitas pratas de lei").forms == ((0, "pratas de lei"),)
    words = {"Many sterling silvers": "muitas argentas", "sterling silvers": "argentas"}
    assert climb(plan, words.__getitem__).text(plan.slots) == "Muitas prata de lei"


def test_a_term_that_is_nowhere_in_the_translation_is_placed() -> None:
    """A dictionary entry is honoured always."""
    plan = plan_of("White ", SLOTS[6], " for men")
    result = climb(plan, lambda text: "y" if text == "sneaker" else text.replace("White", "Sapato branco"))
    assert result.rung == "placed"
    assert "tênis" in result.text(plan.slots)


def test_a_remark_that_the_engine_adds_in_brackets_is_left_out() -> None:
    """Small models explain names; the source did not."""
    assert climb(plan_of("Northfell Cairn"), lambda text: f"{text} (em inglês)").items == ("Northfell Cairn",)


def test_a_sentence_begins_with_a_capital_whatever_came_to_stand_there() -> None:
    """A placed term at the start takes the sentence's capital."""
    plan = plan_of("Nice ", SLOTS[6])
    result = climb(plan, lambda text: "tênis bonito" if "sneaker" in text else text)
    assert result.text(plan.slots) == "Tênis bonito"


def test_spacing_around_tags_is_the_sources() -> None:
    """``<b>soft</b>`` has no blanks inside after a translation either."""
    plan = plan_of("a ", TAG, "soft", TAG, " blanket")
    result = climb(
        plan, lambda text: text.replace("soft", "macio").replace("a [11]", "um cobertor [11]").replace(" blanket", "")
    )
    assert result.items == ("um cobertor ", 0, "macio", 1)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("1,134\u00a0libras", "1.134 libras"),
        ("79–113\u00a0graus", "79 a 113 graus"),
        ("79–113\u00a0graus", "79-113graus"),
        ("1,5 x 2,5\u00a0metros", "1.5 x 2.5 metros"),
    ],
)
def test_a_quantity_that_the_engine_respells_is_the_target_again(target: str, said: str) -> None:
    """Another decimal mark, a word in a range: the slot is found, and its own target stands there."""
    plan = plan_of("keeps ", Slot(Travel.NATURAL, "x", target), " warm")
    result = climb(
        plan,
        lambda text: (
            text.replace("keeps", "mantém").replace("warm", "quente").replace(target.replace("\u00a0", " "), said)
        ),
    )
    assert result.rung == "free"
    assert result.text(plan.slots) == f"mantém {target} quente"


@pytest.mark.parametrize("said", ["1.135 libras", "11.134 libras", "1.134.5 libras", "1 134 libras"])
def test_another_number_is_not_the_targets(said: str) -> None:
    """Only the mark may differ: other digits, or a number that goes on, send the slot up the ladder."""
    plan = plan_of("keeps ", Slot(Travel.NATURAL, "x", "1,134\u00a0libras"), " warm")
    result = climb(plan, lambda text: text.replace("1,134 libras", said).replace("keeps", "mantém"))
    assert result.rung != "free"
    assert "1,134\u00a0libras" in result.text(plan.slots)


@pytest.mark.parametrize("target", ["1,134\u00a0kg", "119,4 x 58,4 x 27,9\u00a0cm", "63–99\u00a0°C", "63 e 99\u00a0°C"])
def test_a_short_number_holds_the_place_of_a_quantity(target: str) -> None:
    """The engine sees a quantity of that unit, and cannot respell the one that must stand there."""
    plan = plan_of("keeps ", Slot(Travel.NATURAL, "x", target), " warm")
    unit = target.split("\u00a0")[1]
    result = climb(plan, {f"keeps 11 {unit} warm": f"mantém 11{unit} quente"}.__getitem__)
    assert (result.rung, result.text(plan.slots)) == ("free", f"mantém {target} quente")


def test_texts_that_differ_in_their_quantities_are_one_input() -> None:
    """Variants of a product cost the engine nothing more."""
    plans = [plan_of("Shelf, ", Slot(Travel.NATURAL, "x", f"{n}\u00a0cm"), " wide") for n in ("61", "76,2", "11,4")]
    assert {next(attempts(plan, lambda _: None)).inputs for plan in plans} == {("Shelf, 11 cm wide",)}


def test_a_stand_in_has_no_number_of_the_text() -> None:
    """Else nobody could tell which of them came back."""
    plan = plan_of("11 pieces, ", Slot(Travel.NATURAL, "x", "61\u00a0cm"), " and ", Slot(Travel.OPAQUE, "{x}", "{x}"))
    assert next(attempts(plan, lambda _: None)).inputs == ("11 pieces, 12 cm and [13]",)


def test_a_quantity_whose_stand_in_is_lost_stands_there_itself() -> None:
    """The next best way."""
    plan = plan_of("keeps ", Slot(Travel.NATURAL, "x", "61\u00a0cm"), " warm")
    words = {"keeps 11 cm warm": "mantém quente", "keeps 61 cm warm": "mantém 61 cm quente"}
    result = climb(plan, words.__getitem__)
    assert (result.rung, result.text(plan.slots)) == ("placed", "mantém 61\u00a0cm quente")


def test_capitals_come_back() -> None:
    """ALL CAPS is relaxed for the engine and restored behind it."""
    plan = plan_of("RED SHOES")
    assert plan.casing is Casing.UPPER
    result = climb(plan, lambda text: {"Red shoes": "Sapatos vermelhos"}[text])
    assert result.items == ("SAPATOS VERMELHOS",)


def test_an_echoed_phrase_stays_and_says_so() -> None:
    """What the engine only copied is reported, not passed off as a translation."""
    result = climb(plan_of("this soft blanket keeps you very warm"), lambda text: text)
    assert result.problem == "echo"


def test_a_copied_title_is_asked_again_in_small_letters() -> None:
    """A capital makes a small model take an everyday word for a name."""
    words = {"Canvas tote": "Canvas tote", "canvas tote": "sacola de lona", "canvas": "lona", "tote": "tote"}
    result = climb(plan_of("Canvas Tote"), words.__getitem__)
    assert (result.rung, result.items, result.problem) == ("lowered", ("Sacola de Lona",), "")
    words |= {"Soft tote": "Soft tote", "soft tote": "sacola macia", "soft": "macio"}
    assert climb(plan_of("SOFT TOTE"), words.__getitem__).items == ("SACOLA MACIA",)
    assert climb(plan_of("Canvas tote"), words.__getitem__).items == ("Sacola de lona",)


def test_a_copied_title_whose_words_the_engine_knows_is_untranslated() -> None:
    """It stays in the source language and says so, for it is no name."""
    words = {"canvas": "lona", "tote": "tote"}
    result = climb(plan_of("Canvas Tote, ", Slot(Travel.NATURAL, "24 in", "61\u00a0cm")), lambda t: words.get(t, t))
    assert (result.items, result.problem) == (("Canvas Tote, ", 0), "echo")


def test_a_copied_name_stays_as_it_is() -> None:
    """The engine knows none of its words, not even in small letters."""
    for text in ("Northfell Tarn", "NORTHFELL TARN", "Northfell tarn"):
        result = climb(plan_of(text), lambda t: f"{t} (em inglês)")
        assert (result.items, result.problem) == ((text,), "")


@pytest.mark.parametrize("text", ["Wi-Fi 6", "Smart TV", "Case for iPhone", "Premium"])
def test_acronyms_and_single_words_are_not_asked_again(text: str) -> None:
    """One everyday word is too little to suspect a copy."""
    assert climb(plan_of(text), lambda t: t).rung == "free"


@pytest.mark.parametrize("text", ["jeans", "Bluetooth", "shampoo"])
def test_a_loan_word_may_stay_as_it_is(text: str) -> None:
    """One word that is the same in both languages is no failure."""
    assert climb(plan_of(text), lambda t: t).problem == ""


@given(items)
def test_a_plan_survives_the_run_folder(found: list[str | Slot]) -> None:
    """Plans and translations are written as text and read again."""
    plan = plan_of(*found)
    assert Plan.from_json(plan.to_json()) == plan
    result = climb(plan, reverse)
    assert Translation.from_json(result.to_json()) == result


def test_a_sign_stays_at_the_word_that_it_touched() -> None:
    """The blank that a carrier needs beside a word goes again."""
    sign = Slot(Travel.OPAQUE, "®", "®")
    plan = plan_of("cotton", sign, " socks")
    assert climb(plan, lambda _: "meias de algodão [11]").text(plan.slots) == "meias de algodão®"


def test_the_and_sign_is_spelled_out() -> None:
    """Engines let it stand."""
    plan = plan_of("soft & warm blanket")
    assert climb(plan, lambda _: "cobertor macio & quente").text(plan.slots) == "cobertor macio e quente"


def test_digits_of_a_term_whose_place_an_everyday_word_holds_are_not_missed() -> None:
    """“hat ring” has no 14: the words that were asked count, not those that the dictionary answers."""
    gold = Slot(Travel.TERM, "14k gold", "ouro 14k", proxy="hat")
    said = {"14k gold ring": "14k anel", "14k gold": "Coisa", "hat ring": "anel de chapéu", "hat": "chapéu"}
    result = climb(plan_of(gold, " ring"), lambda text: said.get(text, ""))
    assert (result.rung, result.text([gold])) == ("proxied", "anel de ouro 14k")


BROWN = Slot(Travel.TERM, "Brown", "Marrom")
LEATHER = Slot(Travel.TERM, "Leather", "Couro")


@pytest.mark.parametrize(
    ("found", "needs_engine"),
    [
        ((BROWN, ", ", LEATHER), False),
        ((BROWN, "/", LEATHER), False),
        ((BROWN, " & ", LEATHER), False),
        ((TAG, BROWN, TAG, " | ", LEATHER), False),
        ((BROWN, ", ", Slot(Travel.NATURAL, "24 in", "61\u00a0cm")), False),
        ((BROWN, " ", LEATHER), True),
        ((BROWN, "-", LEATHER), True),
        ((BROWN, TAG, LEATHER), True),
        ((BROWN, ", ", Slot(Travel.NATURAL, "24 in", "61\u00a0cm"), " ", LEATHER), True),
        ((BROWN, " and ", LEATHER), True),
    ],
)
def test_terms_that_separators_keep_apart_need_no_engine(found: tuple[str | Slot, ...], *, needs_engine: bool) -> None:
    """Only what stands side by side needs an engine for its order."""
    assert plan_of(*found).needs_engine is needs_engine


@pytest.mark.parametrize(
    ("text", "said", "rung", "expected"),
    [
        (
            "Shop now & save",
            {"Shop now & save": "Compre agora & save", "Shop now and save": "Compre agora e economize"},
            "worded",
            "Compre agora e economize",
        ),
        (
            "SHOP NOW & SAVE",
            {"Shop now & save": "Compre agora & save", "Shop now and save": "Compre agora e economize"},
            "worded",
            "COMPRE AGORA E ECONOMIZE",
        ),
        (
            "Shop now & save",
            {"Shop now & save": "Compre agora & save", "Shop now and save": "Compre agora and save"},
            "free",
            "Compre agora & save",
        ),
        (
            "Shop now & save",
            {"Shop now & save": "Compre agora & save", "Shop now and save": "Compre agora e e pom"},
            "free",
            "Compre agora & save",
        ),
        (
            "Fast & free shipping",
            {"Fast & free shipping": "Fast & frete livre", "Fast and free shipping": "Frete livre e rápido"},
            "worded",
            "Frete livre e rápido",
        ),
        (
            "Chips by Salt & Kestrel for you",
            {"Chips by Salt & Kestrel for you": "Batatas da Sal & Kestrel para você"},
            "free",
            "Batatas da Sal & Kestrel para você",
        ),
        (
            "Black & Decker Drill",
            {"Black & decker drill": "Furadeira Black & decker"},
            "free",
            "Furadeira Black & Decker",
        ),
    ],
)
def test_a_word_that_was_copied_beside_the_sign_is_asked_with_and(
    text: str, said: dict[str, str], rung: str, expected: str
) -> None:
    """Once more, and the better answer is taken: names are not asked again, a stutter or a second copy is not better."""
    result = climb(plan_of(text), lambda given: said[given])
    assert (result.rung, "".join(map(str, result.items))) == (rung, expected)


def test_english_keeps_the_sign() -> None:
    """Shops that sell in English write it themselves."""
    plan = Plan(("Macio & quente",), Casing.PLAIN, "pt", "en")
    assert climb(plan, lambda _: "Soft & warm").text(plan.slots) == "Soft & warm"
