"""Approved entries at work: which one holds, what its slots become, when it is refused, and that no engine is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.context import Context
from localize.errors import ConfigError
from localize.listing import Address, Draft, Field, Group, Listing, Role, Span, SpanKind, TextBlock
from localize.localizer import Stages
from localize.market import load_market
from localize.settings import Settings
from localize.text.markup import Document
from localize.translation.approved import RUNG, Answer, Approved, load_approved, source_text
from localize.translation.approved_entry import ApprovedEntry, Pair, Place
from localize.translation.compose import Segment, plan_block, segment_of
from localize.translation.slot_text import slot_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

PAIR = Pair("en", "pt-BR")
ANYWHERE = Place()


def segment(text: str, *spans: tuple[str, SpanKind, str | None]) -> Segment:
    """The first segment of a text or of markup; each span by its words, kind and target, in their order."""
    (block,) = Document(text, entities=False).blocks
    found: list[Span] = []
    position = 0
    for words, kind, target in spans:
        start = block.text.index(words, position)
        position = start + len(words)
        found.append(Span(start, position, kind, words, target=target, by="terms.csv:2"))
    return plan_block(block, TextBlock(block.text, found), "en", "pt", lines=True)[0]


def approved(*entries: ApprovedEntry, pair: Pair = PAIR) -> Approved:
    """Entries of one pair."""
    return Approved((pair, entry) for entry in entries)


def text_of(answer: Answer | None, of: Segment) -> str:
    """The text of an answer that must be usable."""
    assert answer is not None
    assert answer.translation is not None, answer.problem
    assert answer.translation.rung == RUNG
    return answer.translation.text(of.plan.slots)


MUG = segment("Coffee mug, 12 oz", ("12 oz", SpanKind.QUANTITY, "355\u00a0ml"))


def test_values_are_slots_and_rendered_afresh() -> None:
    """One entry serves every quantity, in its new place."""
    entries = approved(ApprovedEntry("Coffee mug, {1}", "Caneca de {1}"))
    assert text_of(entries.answer(MUG, ANYWHERE), MUG) == "Caneca de 355\u00a0ml"
    other = segment("Coffee  mug, 16 oz", ("16 oz", SpanKind.QUANTITY, "473\u00a0ml"))
    assert text_of(entries.answer(other, ANYWHERE), other) == "Caneca de 473\u00a0ml"


def test_nothing_that_is_merely_alike_is_an_answer() -> None:
    """Other words, capitals or marks are another segment."""
    entries = approved(ApprovedEntry("Coffee Mug, {1}", "x {1}"), ApprovedEntry("Coffee mug {1}", "x {1}"))
    assert entries.answer(MUG, ANYWHERE) is None
    assert Approved().answer(MUG, ANYWHERE) is None


def test_an_entry_may_hold_for_exact_values() -> None:
    """They stand in its translation as they are rendered, and win over slots."""
    entries = approved(
        ApprovedEntry("Coffee mug, {1}", "Caneca {1}"), ApprovedEntry("Coffee mug, 12 oz", "Caneca média (355 ml)")
    )
    assert text_of(entries.answer(MUG, ANYWHERE), MUG) == "Caneca média (355\u00a0ml)"
    other = segment("Coffee mug, 16 oz", ("16 oz", SpanKind.QUANTITY, "473\u00a0ml"))
    assert text_of(entries.answer(other, ANYWHERE), other) == "Caneca 473\u00a0ml"


@pytest.mark.parametrize("target", ["Caneca", "Caneca 12 oz", "Caneca 1355 ml", "Caneca 355 ml, 355 ml"])
def test_an_exact_entry_that_lost_or_repeats_its_value_is_refused(target: str) -> None:
    """The answer says which value, and carries no translation."""
    answer = approved(ApprovedEntry("Coffee mug, 12 oz", target)).answer(MUG, ANYWHERE)
    assert answer is not None
    assert answer.translation is None
    assert "355" in answer.problem


def test_a_refused_entry_leaves_the_word_to_the_next() -> None:
    """A broader entry that can be used is used."""
    entries = approved(ApprovedEntry("Coffee mug, 12 oz", "Caneca"), ApprovedEntry("Coffee mug, {1}", "Caneca {1}"))
    assert text_of(entries.answer(MUG, ANYWHERE), MUG) == "Caneca 355\u00a0ml"


@pytest.mark.parametrize("target", ["{2} {1}", "{1}", "{1} {1} {2}", "{1} {2} {3}"])
def test_slots_that_do_not_match_are_refused_at_use_too(target: str) -> None:
    """Tags out of order, omitted, repeated and unknown slots."""
    tags = segment("Click <b>here</b> now")
    answer = approved(ApprovedEntry("Click {1}here{2} now", target)).answer(tags, ANYWHERE)
    assert answer is not None
    assert answer.translation is None
    assert answer.problem


def test_tags_are_slots_in_both_spellings() -> None:
    """Beside slots and beside exact values."""
    text = segment("Click <b>here</b> for 12 oz", ("12 oz", SpanKind.QUANTITY, "355 ml"))
    for source, target in (
        ("Click {1}here{2} for {3}", "Para {3}, clique {1}aqui{2}"),
        ("Click {1}here{2} for 12 oz", "Para 355 ml, clique {1}aqui{2}"),
    ):
        answer = approved(ApprovedEntry(source, target)).answer(text, ANYWHERE)
        assert text_of(answer, text) == "Para 355 ml, clique aqui"


def test_a_dictionary_never_hides_an_approved_entry() -> None:
    """Terms, kept words and symbols are words of the source: a new entry there does not change what it is called."""
    terms = segment(
        "Acme™ mug, 12 oz",
        ("Acme", SpanKind.KEEP, None),
        ("™", SpanKind.SYMBOL, None),
        ("mug", SpanKind.TERM, "caneca"),
        ("12 oz", SpanKind.QUANTITY, "355 ml"),
    )
    plain = segment("Acme™ mug, 12 oz", ("™", SpanKind.SYMBOL, None), ("12 oz", SpanKind.QUANTITY, "355 ml"))
    assert source_text(terms)[0] == source_text(plain)[0] == "Acme™ mug, {1}"


def test_a_broken_term_is_kept_and_told() -> None:
    """What a person approved wins; an accepted form or other capitals are no breach, a missing symbol is their choice."""
    text = segment(
        "Acme™ mug and mug",
        ("Acme", SpanKind.KEEP, None),
        ("™", SpanKind.SYMBOL, None),
        ("mug", SpanKind.TERM, "caneca"),
    )
    honoured = approved(ApprovedEntry("Acme™ mug and mug", "Caneca Acme e copo")).answer(text, ANYWHERE)
    assert honoured is not None
    assert honoured.broken == ()
    assert [s.text for s in honoured.left_out] == ["™"]
    assert honoured.translation is not None
    assert [form for _, form in honoured.translation.forms] == ["Caneca"]
    broken = approved(ApprovedEntry("Acme™ mug and mug", "Xícara")).answer(text, ANYWHERE)
    assert text_of(broken, text) == "Xícara"
    assert broken is not None
    assert [s.text for s in broken.broken] == ["Acme", "mug"]


PLACE = Place(("bullet_point/2", "bullet_point", "text"), "Home > Kitchen > Mugs", "Acme")


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (ApprovedEntry("Light", "a", field="bullet_point"), ApprovedEntry("Light", "b")),
        (ApprovedEntry("Light", "a", field="BULLET_POINT/2"), ApprovedEntry("Light", "b", brand="acme")),
        (ApprovedEntry("Light", "a", brand="Acme"), ApprovedEntry("Light", "b", category="kitchen")),
        (ApprovedEntry("Light", "a", brand="Acme", category="Mugs"), ApprovedEntry("Light", "b", field="bullet_point")),
        (ApprovedEntry("Light", "a"), ApprovedEntry("Light", "b", field="title")),
        (ApprovedEntry("Light", "a"), ApprovedEntry("Light", "b", brand="Ac")),
        (ApprovedEntry("Light", "a"), ApprovedEntry("Light", "b", category="shoes")),
    ],
)
def test_the_nearest_context_wins(near: ApprovedEntry, far: ApprovedEntry) -> None:
    """More contexts before fewer; then field, brand, category; one that does not hold there is no entry at all."""
    light = segment("Light")
    for entries in ((near, far), (far, near)):
        assert text_of(approved(*entries).answer(light, PLACE), light) == "a"


def test_the_market_wins_over_the_language(write: Write) -> None:
    """Only files of the run's languages are read; of two that hold, the market's own is nearer."""
    folder = write("approved/en-pt.jsonl", '{"source": "Light", "target": "Leve"}').parent
    write("approved/en-de.jsonl", "not read")
    light = segment("Light")
    assert text_of(load_approved(folder, "en-US", "pt-BR").answer(light, ANYWHERE), light) == "Leve"
    write("approved/en-pt-BR.jsonl", '{"source": "Light", "target": "Levinho"}')
    answer = load_approved(folder, "en-US", "pt-BR").answer(light, ANYWHERE)
    assert text_of(answer, light) == "Levinho"
    assert answer is not None
    assert answer.entry.origin == "approved/en-pt-BR.jsonl:1"
    assert text_of(load_approved(folder, "en-GB", "pt-PT").answer(light, ANYWHERE), light) == "Leve"
    with pytest.raises(ConfigError, match=r"en-de\.jsonl:1"):
        load_approved(folder, "en-US", "de-DE")


WORDS = st.text(st.sampled_from("abc é{}\\1"), min_size=1, max_size=6).filter(str.strip)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["7 oz", "8 oz", "<b>"])), min_size=1, max_size=5), st.data())
def test_every_slot_of_any_segment_is_there_once(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    """Random words, values (also equal ones) and tags; the translation moves the values wherever it likes."""
    text = "z" + "".join(words + slot for words, slot in pieces) + "z"
    spans = [(slot, SpanKind.QUANTITY, f"{slot[0]} ml") for _, slot in pieces if slot != "<b>"]
    one = whole_segment(text, spans)
    source, slots = source_text(one)
    order: list[int] = data.draw(st.permutations(range(1, len(slots) + 1)))
    tags = [n for n, index in enumerate(slots, start=1) if not isinstance(one.payload[index], Span)]
    free = iter(tags)
    order = [next(free) if n in tags else n for n in order]
    target = slot_text([part for n in order for part in ("w ", n)])
    answer = approved(ApprovedEntry(source, target)).answer(one, ANYWHERE)
    assert answer is not None
    assert answer.translation is not None, answer.problem
    assert [i for i in answer.translation.items if isinstance(i, int)] == [slots[n - 1] for n in order]


def whole_segment(text: str, spans: list[tuple[str, SpanKind, str]]) -> Segment:
    """The whole text as one segment, however sentences would be cut."""
    (block,) = Document(text, entities=False).blocks
    found: list[Span] = []
    position = 0
    for words, kind, target in spans:
        start = block.text.index(words, position)
        position = start + len(words)
        found.append(Span(start, position, kind, words, target=target))
    return segment_of(block, TextBlock(block.text, found), 0, len(block.text), "en", "pt")


# The stage, with everything before and behind it.


def context(folder: Path | None, market: str = "pt-BR", **more: object) -> Context:
    """A context with approved entries; no engine unless it is asked for."""
    settings = replace(Settings(), approved=folder, engine=str(more.pop("engine", "none")))
    skip: frozenset[str] = frozenset({"translate"}) if settings.engine == "none" else frozenset()
    facts = {"skip": skip, **more}
    return Context("en-US", load_market(market), "generic", settings, date(2026, 10, 30), "USD", **facts)  # type: ignore[arg-type]


def localized(given: Context, value: str, role: Role = Role.TEXT, brand: str = "") -> Draft:
    """One field through all stages, without an engine's answers."""
    cell = Field("title", role, value, Address("", 2, 0), "A2", label="Title")
    stages = Stages.load(given)
    drafts = stages.prepare([Listing("K", {"title": cell}, Group("K", brand=brand), 2, 2)])
    (draft,) = stages.finish(drafts, None, "")
    return draft


def plans(given: Context, value: str) -> list[str]:
    """The words of what would go to an engine."""
    cell = Field("title", Role.TEXT, value, Address("", 2, 0), "A2", label="Title")
    stages = Stages.load(given)
    listing = Listing("K", {"title": cell}, Group("K"), 2, 2)
    return ["".join(p.words) for p in stages.plans(stages.prepare([listing]))]


MUG_LINE = '{"source": "Coffee Mug, {1}", "target": "Caneca de Café, {1}"}\n'


def test_an_approved_segment_never_goes_to_an_engine(write: Write) -> None:
    """The others of the same field do."""
    folder = write("approved/en-pt-BR.jsonl", MUG_LINE).parent
    text = "Coffee Mug, 12 fl oz | Holds the heat"
    assert len(plans(context(None, engine="firefox"), text)) == 2
    assert plans(context(folder, engine="firefox"), text) == ["Holds the heat"]


def test_the_change_names_file_and_line(write: Write) -> None:
    """The field's change and the segment's."""
    folder = write("approved/en-pt-BR.jsonl", "\n" + MUG_LINE).parent
    draft = localized(context(folder), "Coffee Mug, 12 fl oz")
    assert draft.values["title"] == "Caneca de Café, 355\u00a0ml"
    field, span = (c for c in draft.changes if c.stage == "translate")
    assert (field.scope, span.scope) == ("field", "span")
    assert field.by == span.by == "approved/en-pt-BR.jsonl:2"
    assert "approved by a person" in field.why
    assert draft.state["approved"] == ["approved/en-pt-BR.jsonl:2"]
    assert [f.code for f in draft.findings] == []


def test_a_refused_entry_is_a_warning_and_the_text_goes_on(write: Write) -> None:
    """The engine is asked as if there were no entry."""
    folder = write("approved/en-pt-BR.jsonl", '{"source": "Coffee Mug, 12 fl oz", "target": "Caneca"}').parent
    assert len(plans(context(folder, engine="firefox"), "Coffee Mug, 12 fl oz")) == 1
    draft = localized(context(folder), "Coffee Mug, 12 fl oz")
    (finding,) = (f for f in draft.findings if f.code == "approved-not-usable")
    assert finding.severity == "warning"
    assert "355" in finding.message
    assert "en-pt-BR.jsonl:1" in finding.message
    assert "Caneca" not in [c.after for c in draft.changes]


def test_an_entry_that_breaks_a_term_is_kept_to_the_end(write: Write) -> None:
    """Neither the dictionary nor the last proof puts the brand or the term back."""
    folder = write("approved/en-pt-BR.jsonl", '{"source": "Acme Coffee Mug ™", "target": "Xícara"}').parent
    draft = localized(context(folder), "Acme Coffee Mug ™", brand="Acme")
    assert draft.values["title"] == "Xícara"
    (finding,) = (f for f in draft.findings if f.code.startswith(("approved", "verify")))
    assert (finding.code, finding.severity) == ("approved-breaks-term", "info")
    assert "Acme" in finding.message
    assert not [c for c in draft.changes if c.stage == "terms"]


def test_an_approved_text_is_used_though_it_looks_foreign(write: Write) -> None:
    """What language detection believes does not undo what a person said."""
    text = "Wasserdichte Wanderstiefel aus echtem Leder"
    assert [f.code for f in localized(context(None, skip=frozenset()), text).findings] == ["other-language"]
    folder = write("approved/en-pt-BR.jsonl", f'{{"source": "{text}", "target": "Botas"}}').parent
    draft = localized(context(folder, skip=frozenset()), text)
    assert draft.values["title"] == "Botas"
    assert draft.findings == []


def test_locales_of_one_language_have_approved_entries_too(write: Write) -> None:
    """``colour`` for ``color`` needs no engine."""
    folder = write("approved/en-US-en-GB.jsonl", '{"source": "Color wheel", "target": "Colour wheel"}').parent
    assert localized(context(folder, "en-GB"), "Color wheel").values["title"] == "Colour wheel"


def test_who_skips_translation_skips_approved_entries(write: Write) -> None:
    """``--only units`` converts and leaves the words alone; ``--engine none`` is no such wish."""
    folder = write("approved/en-pt-BR.jsonl", '{"source": "Mug for tea", "target": "Caneca para chá"}').parent
    skipped = context(folder, engine="auto", skip=frozenset({"translate"}))
    assert "chá" not in localized(skipped, "Mug for tea").values["title"]
    assert localized(context(folder), "Mug for tea").values["title"] == "Caneca para chá"


def test_markup_stays_markup(write: Write) -> None:
    """What looks like a tag in an approved text is a text, and the tags are the source's."""
    line = '{"source": "Soft {1}and{2} warm", "target": "Macio {1}e{2} <i>quente & bom"}'
    folder = write("approved/en-pt-BR.jsonl", line).parent
    draft = localized(context(folder), "<p>Soft <b>and</b> warm</p>", Role.HTML)
    assert draft.values["title"] == "<p>Macio <b>e</b> &lt;i>quente & bom</p>"
    assert [f.code for f in draft.findings] == []


def test_a_faulty_file_stops_the_run_before_anything_is_done(write: Write) -> None:
    """Loading the stages is where it shows."""
    folder = write("approved/en-pt-BR.jsonl", '{"source": "Mug, {1}", "target": "Caneca"}').parent
    with pytest.raises(ConfigError, match=r"en-pt-BR\.jsonl:1"):
        Stages.load(context(folder))
