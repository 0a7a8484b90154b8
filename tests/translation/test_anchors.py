"""Tags beside words: as few as possible are shown to an engine, and each stays with the words it belonged to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.listing import Span, SpanKind, TextBlock
from localize.text.markup import Document
from localize.translation.compose import Segment, plan_block, render_block
from localize.translation.plan import Slot, Translation, Travel, unchanged
from localize.validation.tags import same_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KNOWN = {
    "32 fl oz": (SpanKind.QUANTITY, "946\u00a0ml"),
    "2 lb": (SpanKind.QUANTITY, "907\u00a0g"),
    "70": (SpanKind.NUMBER, None),
    "Kestrel": (SpanKind.KEEP, None),
    "sneaker": (SpanKind.TERM, "tênis"),
    "{{ x }}": (SpanKind.PLACEHOLDER, None),
    "®": (SpanKind.SYMBOL, None),
}


class Field:
    """A field with one block, its spans found by their words."""

    def __init__(self, value: str) -> None:
        self.document = Document(value, entities=True)
        (self.block,) = (b for b in self.document.blocks if b.attribute < 0)
        text = self.block.text
        found = [(text.find(words), words) for words in KNOWN]
        spans = [Span(at, at + len(w), KNOWN[w][0], w, target=KNOWN[w][1]) for at, w in sorted(found) if at >= 0]
        self.text = TextBlock(text, spans)
        self.segments = plan_block(self.block, self.text, "en", "pt", lines=False)

    @property
    def plans(self) -> list[str]:
        """Each segment as an engine's input would begin: words, with slots in brackets."""
        return ["".join(i if isinstance(i, str) else _shown(i) for i in s.plan.items) for s in self.segments]

    def written(self, answer: Callable[[Segment], Translation]) -> str:
        """The value with an engine's answers."""
        return self.document.render({0: render_block(self.block, self.text, self.segments, answer)})


def _shown(slot: Slot) -> str:
    return f"[{slot.travel.value}{':' if slot.source else ''}{slot.source}]"


@pytest.mark.parametrize(
    ("value", "plans"),
    [
        # Tags at the edges stay outside.
        ("<p><b>All of it</b></p>", ["All of it"]),
        ("<i class=icon></i> Fast delivery<img src=x>", ["Fast delivery"]),
        ("<a name=x></a>One.<img src=x> Two.", ["One.", "Two."]),
        ("Soft <b>wool</b> socks", ["Soft [tag]wool[tag] socks"]),
        # Blanks between tags make no slots.
        ("a<b></b> <i> </i>b", ["a[tag]b"]),
        ("like </span><span>glue</span> <span>and wool", ["like [tag]glue[tag]and wool"]),
        # A pair around the first or the last words belongs to them.
        ("<p><b>Soft</b> wool <i>socks</i></p>", ["[tag]Soft[tag] wool [tag]socks[tag]"]),
        ("<p><u><b>Soft</b> wool</u></p>", ["[tag]Soft[tag] wool"]),
        # What a phrase's end says twice is said once.
        ("<b>Material:</b> soft wool", ["Material:", "soft wool"]),
        ("<b>Material</b>: soft wool", ["Material", "soft wool"]),
        ("<strong>Purpose:</strong><span> </span>These drops help.", ["Purpose:", "These drops help."]),
        ("<b>FREE SHIPPING</b> on all orders", ["FREE SHIPPING", "on all orders"]),
        ("<b>FREE SHIPPING</b>, on all orders", ["FREE SHIPPING", "on all orders"]),
        ("<b>SALE</b> ends soon", ["[tag]SALE[tag] ends soon"]),
        ("A mug <i>(dishwasher safe)</i>", ["A mug", "(dishwasher safe)"]),
        ("Weight: <b>2 lb</b>", ["Weight:", "[natural:2 lb]"]),
        ("Weight:<b>2 lb</b>", ["Weight:", "[natural:2 lb]"]),
        # A sentence that ends at a tag ends, even where no blank follows.
        ("<i>Felted by hand.</i>5 x rings", ["Felted by hand.", "5 x rings"]),
        # A pair around a span travels with it.
        ("It holds <b>32 fl oz</b> of tea", ["It holds [natural:32 fl oz] of tea"]),
        ("<b>32 fl oz</b> of tea", ["[natural:32 fl oz] of tea"]),
        ("Tea: up to <b>32 fl oz</b>", ["Tea: up to [natural:32 fl oz]"]),
        ("It holds <b><i> 32 fl oz </i></b>of tea", ["It holds  [natural:32 fl oz] of tea"]),
        ("A <a href=x>sneaker</a> for you", ["A [term:sneaker] for you"]),
        ("See <a href=x>{{ x }}</a> first", ["See [opaque:{{ x }}] first"]),
        ("By <b>Kestrel</b><sup>®</sup> only", ["By [natural:Kestrel][tag:®] only"]),
        ("2 m<sup>70</sup> wide", ["2 m[tag:70] wide"]),
        # Where other tags hold words, it keeps its place among them.
        ("<i>Tea</i> and <b>32 fl oz</b> of milk", ["[tag]Tea[tag] and [tag:32 fl oz] of milk"]),
        ("<i>Tea</i> and <b>sneaker</b> here", ["[tag]Tea[tag] and [tag][term:sneaker][tag] here"]),
        # What is not translated is a slot with its words.
        ("Press <kbd>Ctrl</kbd> now", ["Press [natural:Ctrl] now"]),
        ("<i>Press</i> on <kbd>Ctrl</kbd> now", ["[tag]Press[tag] on [tag:Ctrl] now"]),
        ("Use <code>a[0] = 1</code> here", ["Use [tag:a[0] = 1] here"]),
        ("An <svg><path d=x/></svg> icon", ["An [tag] icon"]),
    ],
)  # fmt: skip
def test_plans(value: str, plans: list[str]) -> None:
    """Which slots a segment has."""
    assert Field(value).plans == plans


@pytest.mark.parametrize(
    ("value", "answer", "written"),
    [
        ("It holds <b>32 fl oz</b> of tea", (0, " de chá cabem"), "<b>946\u00a0ml</b> de chá cabem"),
        ("<b>32 fl oz</b> of tea", ("Chá, ", 0), "Chá, <b>946\u00a0ml</b>"),
        ("<i>Tea: <b> 32 fl oz </b>of milk</i>", (0, " de leite"), "<i>Tea:  <b>946\u00a0ml</b> de leite</i>"),
        ("Press <kbd>Ctrl</kbd> now", ("Agora ", 0), "Agora <kbd>Ctrl</kbd>"),
        ("Soft <b>wool</b> socks", ("Meias de ", 0, "lã", 1), "Meias de <b>lã</b>"),
    ],
)
def test_tags_go_where_their_slots_go(value: str, answer: tuple[str | int, ...], written: str) -> None:
    """A wrapped span takes its tags along."""
    field = Field(value)
    last = field.segments[-1]
    said = field.written(lambda s: Translation(answer, "free") if s is last else unchanged(s.plan, "off"))
    assert said == written
    assert same_tags(said, value)


@pytest.mark.parametrize(
    ("items", "forms", "written"),
    [
        (("O Tenis é seu",), ((0, "tenis"),), "O <a href=x>Tenis</a> é seu"),
        (("Um tênis",), (), "Um <a href=x>tênis</a>"),
        (("É seu",), (), "É seu<a href=x></a>"),
    ],
)
def test_tags_go_around_the_words_that_honour_their_term(
    items: tuple[str, ...], forms: tuple[tuple[int, str], ...], written: str
) -> None:
    """A term that the engine put into its own words keeps its link; a person may leave the words out, not the tags."""
    field = Field("A <a href=x>sneaker</a> for you")
    assert field.written(lambda _: Translation(items, "free", forms=forms)) == written


PARTS = [
    "soft ", "wool", " ", ". ", ": ", "WARM AND DRY", "32 fl oz", "2 lb", "Kestrel", "sneaker", "®", "<b>", "</b>", "<i>", "</i>",
    "<img src=x>", "<kbd>Ctrl</kbd>", "<!-- x -->", "(so", ")", "&nbsp;",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join), st.randoms())
def test_whatever_is_answered_the_tags_are_the_sources(value: str, random: object) -> None:
    """Slots may move as the ladder lets them: tags in their order, others anywhere if nothing depends on it."""
    document = Document(value, entities=True)
    blocks = [b for b in document.blocks if b.attribute < 0]
    if len(blocks) != 1 or any(blocks[0].text.count(words) > 1 for words in KNOWN):
        return
    crossed = {a.offset for a in blocks[0].anchors}
    field = Field(value)
    field.text.spans = [s for s in field.text.spans if not any(s.start < o < s.end for o in crossed)]
    field.segments = plan_block(field.block, field.text, "en", "pt", lines=False)

    def shuffled(segment: Segment) -> Translation:
        return Translation(tuple(_moved(segment.plan.slots, random)), "free")

    assert same_tags(field.written(lambda s: unchanged(s.plan, "off")), value)
    assert same_tags(field.written(shuffled), value)


def _moved(slots: Sequence[Slot], random: object) -> list[str | int]:
    order = list(range(len(slots)))
    random.shuffle(order)  # type: ignore[attr-defined]
    tags = iter(i for i, slot in enumerate(slots) if slot.travel is Travel.TAG)
    order = [next(tags) if slots[i].travel is Travel.TAG else i for i in order]
    return [part for i in order for part in ("w ", i)]
