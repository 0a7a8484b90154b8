"""Files of approved entries: slots as people write them, one line an entry, faults named with file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import ConfigError
from localize.settings import load_settings
from localize.translation.approved import load_approved
from localize.translation.approved_entry import ApprovedEntry, Pair, language_tag, pair_named
from localize.translation.approved_files import approved_files, read_entries, write_entries
from localize.translation.slot_text import merged, parts_of, slot_fault, slot_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

LITERALS = st.text(st.sampled_from(list("ab\\{}0129 é🎁")), max_size=12)
PARTS = st.lists(st.one_of(LITERALS, st.integers(0, 9999)), max_size=8)


@given(PARTS)
def test_parts_written_are_parts_read(parts: list[str | int]) -> None:
    """Whatever stands beside a slot, braces and backslashes included, comes back as it was."""
    assert parts_of(slot_text(parts)) == merged(parts)


@given(LITERALS)
def test_any_text_can_be_read_and_is_then_stable(text: str) -> None:
    """A person may write anything; reading and writing it again changes nothing of its meaning."""
    parts = parts_of(text)
    assert parts_of(slot_text(parts)) == parts
    assert slot_text(parts_of(slot_text(parts))) == slot_text(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mug, {1}", ("Mug, ", 1)),
        (r"\{1}", ("{1}",)),
        (r"\\{1}", ("\\", 1)),
        ("{{1}}", ("{", 1, "}")),
        ("{name} {x1}", ("{name} {x1}",)),
        ("", ()),
    ],
)
def test_only_numbers_in_braces_are_slots(text: str, parts: tuple[str | int, ...]) -> None:
    """Placeholders with names are text."""
    assert parts_of(text) == parts


@given(st.permutations(range(1, 6)), st.integers(0, 4), st.integers(6, 99))
def test_a_translation_has_each_slot_once_in_any_order(order: list[int], at: int, unknown: int) -> None:
    """Omitting, repeating or inventing one is a fault; moving one is not."""
    source = tuple(range(1, 6))
    assert slot_fault(source, tuple(order)) == ("", "")
    assert "missing" in slot_fault(source, tuple(order[:at] + order[at + 1 :]))[0]
    assert "repeated" in slot_fault(source, (*order, order[at]))[0]
    assert "unknown" in slot_fault(source, (*order, unknown))[0]
    if order != list(source):
        assert "source's slots" in slot_fault(tuple(order), source)[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("[" * 20_000, "not a JSON object"),
        ("<<<<<<< HEAD", "merge conflict"),
        ('{"source": "Red"}', "'target' is missing"),
        ('{"source": "Red", "target": "  "}', "target is empty"),
        ('{"source": "Red", "target": 1}', "must be a text"),
        ('{"source": "Red", "target": "Rot", "feild": "title"}', "Did you mean 'field'"),
        ('{"source": "Mug, {1}", "target": "Caneca"}', "slot {1} is missing"),
        ('{"source": "Mug, {1}", "target": "{1} {1}"}', "slot {1} is repeated"),
        ('{"source": "Mug", "target": "Caneca {1}"}', "unknown slot {1}"),
        ('{"source": "Mug {2}", "target": "Caneca {2}"}', "the source's slots are {2}"),
        ('{"source": "Mug {0}", "target": "Caneca {0}"}', "write \\\\{0}"),
        ('{"source": "Mug", "target": "Cane\\u0007ca"}', "U+0007"),
        ('{"source": "Mug", "target": "Cane\\ud800ca"}', "U+D800"),
        ('{"source": "Good", "target": "Ruim"}', "line 1"),
    ],
)
def test_a_faulty_line_is_refused_with_its_place(line: str, said: str, write: Write) -> None:
    """File, line, what is wrong and what to do."""
    path = write("approved/en-pt-BR.jsonl", '{"source": "Good", "target": "Bom"}\n\n' + line + "\n")
    with pytest.raises(ConfigError) as caught:
        read_entries(path)
    assert "en-pt-BR.jsonl:3" in caught.value.message
    assert said in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["english-german", "en", "en-pt-br", "EN-DE"])
def test_a_file_whose_name_is_no_pair_is_refused(name: str, write: Write) -> None:
    """It would never be read, and nobody would know."""
    path = write(f"approved/{name}.jsonl", "")
    with pytest.raises(ConfigError, match="no pair"):
        approved_files(path.parent)


def test_what_is_not_text_or_not_there_is_refused(tmp_path: Path, write: Write) -> None:
    """Neither bytes of another encoding nor a missing folder are passed over."""
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_entries(write("approved/en-de.jsonl", b'{"source": "\xe4"}'))
    with pytest.raises(ConfigError, match="no folder"):
        load_approved(tmp_path / "nowhere", "en-US", "pt-BR")


def test_a_file_saved_by_another_editor_is_read(write: Write) -> None:
    """A byte order mark, CRLF and a repeated line do no harm; a blank line neither."""
    line = '{"source": "Red", "target": "Rot"}'
    path = write("approved/en-de.jsonl", f"\ufeff{line}\r\n\r\n{line}\r\n")
    assert [e.target for e in read_entries(path)] == ["Rot"]


def test_files_are_sorted_one_entry_a_line(tmp_path: Path) -> None:
    """So that a change is one line in git, whatever the texts hold."""
    entries = [ApprovedEntry("b", "B\nB\u2028B"), ApprovedEntry("a", "A", field="title"), ApprovedEntry("a", "A2")]
    path = write_entries(tmp_path, Pair("en", "de"), entries)
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert [json.loads(line)["target"] for line in lines] == ["A2", "A", "B\nB\u2028B"]
    assert sorted(read_entries(path), key=hash) == sorted(entries, key=hash)
    assert list(tmp_path.iterdir()) == [path]


def test_pairs_and_tags() -> None:
    """Languages in small letters, scripts with a capital, countries in capitals."""
    assert pair_named("en-US-zh-Hant-TW") == Pair("en-US", "zh-Hant-TW")
    assert pair_named("en-de") == Pair("en", "de")
    assert pair_named(Pair("en", "pt-BR").name) == Pair("en", "pt-BR")
    assert [language_tag(t) for t in ("EN-US", "pt_BR", "es-419", "x", "")] == ["en-US", "pt-BR", "es-419", None, None]


def test_the_folder_lies_beside_the_configuration(write: Write, tmp_path: Path) -> None:
    """``approved/`` where there is one, another where it is named, none where there is neither."""
    config = write("localize.toml", "")
    assert load_settings(config).approved is None
    (tmp_path / "approved").mkdir()
    assert load_settings(config).approved == tmp_path.resolve() / "approved"
    config = write("localize.toml", '[dictionaries]\napproved = "ours"\n')
    assert load_settings(config).approved == tmp_path.resolve() / "ours"
    config = write("localize.toml", '[dictionaries]\napprovd = "ours"\n')
    with pytest.raises(ConfigError, match="Did you mean 'approved'"):
        load_settings(config)
