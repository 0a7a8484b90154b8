"""``memory``: figures, and approved entries that survive the way through TMX; hostile and foreign files included."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import ConfigError, UsageError
from localize.settings import Settings, load_settings
from localize.tasks.memory import all_approved, export_tmx, import_tmx, memory_stats, nearest_entries
from localize.translation.approved_entry import ApprovedEntry, Pair
from localize.translation.approved_files import write_entries
from localize.translation.cache import SqliteCache
from localize.translation.slot_text import slot_text
from localize.translation.tmx_entries import Skipped, entries_of
from localize.translation.tmx_reader import read_tmx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

# Anything that a file of approved entries can hold, blanks at the edges aside.
TEXT = st.text(
    st.one_of(
        st.sampled_from(list("<>&\"'\\{}01\r\n\t]\u2028\u0085é🎁")),
        st.characters(codec="utf-8", exclude_characters=[*map(chr, range(32)), "\ufffe", "\uffff"]),
    ),
    max_size=10,
).map(str.strip)
PAIRS = [Pair("en", "pt-BR"), Pair("en", "de"), Pair("en-US", "zh-Hant-TW")]


@st.composite
def entries(draw: st.DrawFn) -> ApprovedEntry:
    """An entry with slots anywhere."""
    words = draw(st.lists(TEXT, min_size=1, max_size=4))
    source = slot_text([p for n, word in enumerate(words) for p in ([n] if n else []) + [word]])
    order = draw(st.permutations(range(1, len(words))))
    others = draw(st.lists(TEXT, min_size=len(words), max_size=len(words)))
    target = slot_text([others[0], *(p for n, word in zip(order, others[1:], strict=True) for p in (n, word))])
    contexts = draw(st.lists(TEXT, min_size=4, max_size=4))
    return ApprovedEntry(source.strip() or "x", target.strip() or "x", *contexts)


def unique(found: list[tuple[Pair, ApprovedEntry]]) -> dict[Pair, dict[object, ApprovedEntry]]:
    """By pair and key, as files hold them."""
    by_pair: dict[Pair, dict[object, ApprovedEntry]] = {}
    for pair, entry in found:
        by_pair.setdefault(pair, {})[entry.key] = entry
    return by_pair


def project(folder: Path, found: list[tuple[Pair, ApprovedEntry]]) -> Settings:
    """A project folder with approved entries."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "localize.toml").write_text("")
    for pair, kept in unique(found).items():
        write_entries(folder / "approved", pair, kept.values())
    return load_settings(folder / "localize.toml")


@given(st.lists(st.tuples(st.sampled_from(PAIRS), entries()), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
def test_export_and_import_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[Pair, ApprovedEntry]]
) -> None:
    """Texts, slots, contexts, notes and pairs; and a second export has the same bytes."""
    folder = tmp_path_factory.mktemp("tmx")
    one = project(folder / "one", found)
    count = export_tmx(folder / "a.tmx", one)
    report = import_tmx(folder / "a.tmx", project(folder / "two", []))
    two = load_settings(folder / "two" / "localize.toml")
    assert report.skipped == []
    assert sum(report.added.values()) == count
    assert all_approved(two) == all_approved(one)
    export_tmx(folder / "b.tmx", two)
    assert (folder / "a.tmx").read_bytes() == (folder / "b.tmx").read_bytes()
    again = import_tmx(folder / "a.tmx", one)
    assert (again.added, again.skipped) == ({}, [])
    assert sum(again.known.values()) == count


def unit(*variants: tuple[str, str], inner: str = "", attributes: str = "") -> str:
    """One ``<tu>``; the segments are XML."""
    texts = "".join(f'<tuv xml:lang="{lang}"><seg>{seg}</seg></tuv>' for lang, seg in variants)
    return f"<tu {attributes}>{inner}{texts}</tu>"


def tmx(*units: str, srclang: str = "en", before: str = "") -> str:
    """A whole file."""
    header = f'<header srclang="{srclang}" creationtool="x" datatype="plaintext"><note>of the header</note></header>'
    return f'<?xml version="1.0"?>{before}<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'


def read(path: Path) -> list[tuple[Pair, ApprovedEntry] | Skipped]:
    """What the units of a file give."""
    return [found for one in read_tmx(path) for found in entries_of(one, "en-US")]


def only(path: Path) -> tuple[Pair, ApprovedEntry]:
    """The one entry of a file."""
    (found,) = read(path)
    assert not isinstance(found, Skipped), found.reason
    return found


@pytest.mark.parametrize(
    ("srclang", "source", "target", "pair"),
    [
        ("EN-US", "EN-US", "pt_BR", Pair("en-US", "pt-BR")),
        ("en", "EN-GB", "DE", Pair("en-GB", "de")),
        ("en-US", "en", "zh-hant-tw", Pair("en", "zh-Hant-TW")),
        ("*all*", "en", "de-DE", Pair("en", "de-DE")),
        ("en_US", "EN-us", "en-gb", Pair("en-US", "en-GB")),
    ],
)
def test_languages_are_matched_whatever_their_spelling(
    srclang: str, source: str, target: str, pair: Pair, write: Write
) -> None:
    """Capitals and underscores as other tools write them; the order of the languages does not matter."""
    for variants in (((source, "Red"), (target, "Rot")), ((target, "Rot"), (source, "Red"))):
        assert only(write("a.tmx", tmx(unit(*variants), srclang=srclang))) == (pair, ApprovedEntry("Red", "Rot"))


def b(i: int, x: int | str = "") -> tuple[str, str]:
    """A pair of bold tags as inline codes."""
    mark = f'i="{i}"' + (f' x="{x}"' if x else "")
    return f"<bpt {mark}>&lt;b&gt;</bpt>", f'<ept i="{i}">&lt;/b&gt;</ept>'


B1, E1 = b(1)
B2, E2 = b(2)
BR = "<ph>&lt;br/&gt;</ph>"


@pytest.mark.parametrize(
    ("source", "target", "entry"),
    [
        (f"Click {B1}here{E1} now", f"Agora clique {B1}aqui{E1}", ("Click {1}here{2} now", "Agora clique {1}aqui{2}")),
        (f"{B1}Soft{E1}", f"{B1}Macio{E1}", ("Soft", "Macio")),
        (
            f"{B1}{B2}Soft{E2}{E1} and warm",
            f"{B1}{B2}Macio{E2}{E1} e quente",
            ("Soft{1} and warm", "Macio{1} e quente"),
        ),
        (f"{B1}A{E1} and {B2}B{E2}", f"{B2}b{E2} e {B1}a{E1}", ("{1}A{2} and {3}B{4}", "{3}b{4} e {1}a{2}")),
        (f"One{BR}two{BR}three", f"Um{BR}dois{BR}três", ("One{1}two{2}three", "Um{1}dois{2}três")),
        ('Go <ph x="1"/>or<ph x="2"/> on', 'Ou <ph x="2"/>vá<ph x="1"/> já', ("Go {1}or{2} on", "Ou {2}vá{1} já")),
        ('A<it pos="begin">&lt;i&gt;</it>b', 'C<it pos="begin">&lt;i&gt;</it>d', ("A{1}b", "C{1}d")),
        ("Hi <ph>%s</ph>, it is {1}", "Oi <ph>%s</ph>, é {1}", (r"Hi %s, it is \{1}", r"Oi %s, é \{1}")),
        ("A <hi>red</hi> mug", "Uma caneca <hi>vermelha</hi>", ("A red mug", "Uma caneca vermelha")),
        ("A &amp; B &lt;C&gt; &#233;", "<![CDATA[<D> & E]]>", ("A & B <C> é", "<D> & E")),
        ("  Red \n", "\tRot ", ("Red", "Rot")),
    ],
)
def test_inline_codes_become_slots(source: str, target: str, entry: tuple[str, str], write: Write) -> None:
    """Tags as a listing has them, placeholders as the text that they are."""
    assert only(write("a.tmx", tmx(unit(("en", source), ("de", target)))))[1] == ApprovedEntry(*entry)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (unit(("en", f"A {B1}b{E1} c"), ("de", "A b c")), "not the same on both sides"),
        (unit(("en", f"A{BR}b"), ("de", f"A{BR}b{BR}c")), "not the same on both sides"),
        (unit(("en", "Red"), ("de", " ")), "target is empty"),
        (unit(("en", ""), ("de", "Rot")), "source is empty"),
        (unit(("en", "Red")), "one language only"),
        (unit(), "one language only"),
        (unit(("fr", "Rouge"), ("de", "Rot")), "no text in its source language en"),
        (unit(("en", "Red"), ("de", "Rot"), ("DE", "Röter")), "more than one text in de"),
        (unit(("en", "Red"), ("German", "Rot")), "'German' is no language tag"),
        (unit(("en-US", "Red"), ("en-GB", "Red"), ("de", "Rot")), "no text in its source language"),
        (unit(("en", "A<ph>&lt;a title='<sub>b</sub>'&gt;</ph>c"), ("de", "A")), "inside an inline code"),
        (unit(("en", "A<ph><ph>b</ph></ph>c"), ("de", "A")), "inside an inline code"),
    ],
)
def test_what_cannot_be_taken_over_is_skipped_with_its_reason(one: str, reason: str, write: Write) -> None:
    """And the line where it stands; the others are taken over."""
    first, second = read(write("a.tmx", tmx("\n", one, "\n", unit(("en", "Blue"), ("de", "Blau")))))
    assert isinstance(first, Skipped)
    assert reason in first.reason
    assert first.line == 2
    assert not isinstance(second, Skipped)


def test_one_unit_with_many_languages_gives_an_entry_for_each(write: Write) -> None:
    """Notes and properties hold for all of them; a language that fails does not stop the others."""
    inner = '<note>weight</note><prop type="x-localize-field">title</prop><prop type="other">x</prop>'
    path = write("a.tmx", tmx(unit(("en", f"Light{BR}x"), ("de", f"Leicht{BR}x"), ("fr", "Léger"), inner=inner)))
    german, french = read(path)
    assert german == (Pair("en", "de"), ApprovedEntry("Light{1}x", "Leicht{1}x", field="title", note="weight"))
    assert isinstance(french, Skipped)
    assert french.reason.startswith("fr:")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_files_of_other_tools_are_read(encoding: str, write: Write) -> None:
    """Other encodings, and the document type that TMX names; it is not fetched."""
    text = tmx(unit(("en", "Red"), ("de", "Rötlich")), before='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">')
    declared = encoding.removesuffix("-sig")
    path = write("a.tmx", text.replace('version="1.0"', f'version="1.0" encoding="{declared}"', 1).encode(encoding))
    assert only(path)[1].target == "Rötlich"


BOMB = "<!DOCTYPE tmx [" + "".join(
    f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' if n else '<!ENTITY l1 "ha">' for n in range(9)
)


@pytest.mark.parametrize(
    ("before", "text", "said"),
    [
        (BOMB + "]>", "&l9;", "entity 'l1'"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;", "entity 'x'"),
        ('<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>', "a", "entity 'x'"),
        ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "a&nbsp;b", "entity 'nbsp'"),
        ("", "a&nbsp;b", "undefined entity"),
        ("", "a<b>", "mismatched tag"),
        ("", "\x01", "invalid token"),
    ],
)
def test_hostile_and_broken_files_are_refused(before: str, text: str, said: str, write: Write, tmp_path: Path) -> None:
    """Nothing is expanded, fetched or guessed, and not one entry is written."""
    path = write("a.tmx", tmx(unit(("en", "Blue"), ("de", "Blau")), unit(("en", text), ("de", "x")), before=before))
    with pytest.raises(ConfigError) as caught:
        import_tmx(path, project(tmp_path / "shop", []))
    assert said in str(caught.value)
    assert "a.tmx:" in caught.value.message
    assert not (tmp_path / "shop" / "approved").exists()


@pytest.mark.parametrize(
    "content", [b"", b"sku,title\nA,B\n", b"<html/>", b"<?xml version='1.0' encoding='klingon'?><tmx/>"]
)
def test_what_is_no_tmx_is_refused(content: bytes, write: Write) -> None:
    """With its name, and never with a traceback."""
    with pytest.raises(ConfigError, match=r"a\.tmx"):
        list(read_tmx(write("a.tmx", content)))


PIECES = [
    "<tmx>",
    "</tmx>",
    "<tu>",
    "</tu>",
    "<tuv xml:lang='en'>",
    "</tuv>",
    "<seg>",
    "</seg>",
    "<ph>",
    "</ph>",
    "a",
    "<hi>",
]


@given(
    st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map(lambda p: "".join(p).encode()))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_whatever_breaks_the_reader(tmp_path: Path, content: bytes) -> None:
    """It is read or refused."""
    path = tmp_path / "a.tmx"
    path.write_bytes(content)
    try:
        read(path)
    except ConfigError as error:
        assert "a.tmx" in error.message  # noqa: PT017 either outcome is right


def test_what_was_approved_earlier_stays(write: Write, tmp_path: Path) -> None:
    """The file's other word is listed as skipped; ``replace`` says that it wins."""
    old = [
        (Pair("en", "de"), ApprovedEntry("Red", "Rot", note="ours")),
        (Pair("en", "de"), ApprovedEntry("Blue", "Blau")),
    ]
    shop = project(tmp_path, old)
    red, again = unit(("en", "Red"), ("de", "Röte")), unit(("en", "Red"), ("de", "Rosa"))
    path = write("a.tmx", tmx(red, again, unit(("en", "Blue"), ("de", "Blau"))))
    report = import_tmx(path, shop)
    assert (report.added, report.known) == ({}, {"en-de": 1})
    assert [s.reason for s in report.skipped] == ["de: approved as “Rot” already"] * 2
    assert unique(all_approved(shop)) == unique(old)
    report = import_tmx(path, shop, replace=True)
    assert report.added == {"en-de": 1}
    assert [s.reason for s in report.skipped] == ["de: line 1 of the file has it already"]
    assert [e.target for _, e in all_approved(shop)] == ["Blau", "Röte"]


def test_without_a_configuration_there_is_no_place_for_entries(write: Write) -> None:
    """The message says how to get one."""
    with pytest.raises(UsageError, match="localize init"):
        import_tmx(write("a.tmx", tmx()), Settings())


def test_statistics_count_cache_and_entries(tmp_path: Path, write: Write) -> None:
    """A cache that is not there is not made; what is no cache is refused."""
    shop = project(tmp_path, [(PAIRS[0], ApprovedEntry("Red", "Vermelho")), (PAIRS[1], ApprovedEntry("Red", "Rot"))])
    path = tmp_path / "a b#c" / "cache.sqlite"
    assert memory_stats(path, shop).cache_entries == 0
    assert not path.parent.exists()
    cache = SqliteCache(path)
    cache.put({b"1": "eins", b"2": "zwei"})
    found = memory_stats(path, shop)  # while another process has it open
    cache.close()
    assert (found.cache_entries, found.approved) == (2, {"en-de": 1, "en-pt-BR": 1})
    assert found.cache_bytes > 0
    with pytest.raises(ConfigError, match="not a translation cache"):
        memory_stats(write("other.sqlite", b"no database" * 100), shop)
    with sqlite3.connect(tmp_path / "empty.sqlite") as database:
        database.execute("CREATE TABLE other (x)")
    database.close()
    with pytest.raises(ConfigError, match="not a translation cache"):
        memory_stats(tmp_path / "empty.sqlite", shop)


def test_likeness_is_only_shown(tmp_path: Path) -> None:
    """The likest first, in every language; what is not alike is not there."""
    shop = project(
        tmp_path,
        [
            (PAIRS[0], ApprovedEntry("Coffee mug, {1}", "Caneca, {1}")),
            (PAIRS[1], ApprovedEntry("Coffee mug, {1}", "Tasse, {1}")),
            (PAIRS[1], ApprovedEntry("Coffee mugs", "Tassen")),
            (PAIRS[1], ApprovedEntry("Shower curtain", "Duschvorhang")),
        ],
    )
    assert [e.target for _, e in nearest_entries("Coffee mug, 12 oz", shop)] == ["Tasse, {1}", "Caneca, {1}", "Tassen"]
    assert nearest_entries("Zebra", shop) == []


def test_characters_are_escaped_once(tmp_path: Path) -> None:
    """What the file says is XML, and says the text."""
    shop = project(tmp_path, [(PAIRS[1], ApprovedEntry("A & <B> {1}", "{1} C"))])
    export_tmx(tmp_path / "a.tmx", shop)
    written = (tmp_path / "a.tmx").read_text(encoding="utf-8")
    assert escape("A & <B> ") + '<ph x="1" type="x-slot">{1}</ph></seg>' in written
    assert 'creationtool="listing-localizer"' in written
    assert '<tuv xml:lang="de">' in written
