"""XLIFF that other programs take: the specification's rules, its schema where it is at hand, and any text there and back.

The schema is OASIS's ``xliff_core_2.0.xsd`` (also that of XLIFF 2.1), which is not ours to ship: ``LOCALIZE_XLIFF_XSD`` is
its path, with ``xml.xsd`` where the schema imports it from.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from localize.errors import UsageError
from localize.tasks.review.units import SegmentUnit, Units
from localize.tasks.review.xliff import NAMESPACE, write_xliff
from localize.tasks.review.xliff_reader import review_of_xliff
from localize.translation.slot_text import slot_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.tasks.review.corrections import Review

XSD = os.environ.get("LOCALIZE_XLIFF_XSD", "")
XML = "{http://www.w3.org/XML/1998/namespace}"
NAME = f"{{{NAMESPACE}}}"
NMTOKEN = re.compile(r"[\w.:-]+")
STATES = {"initial", "translated", "reviewed", "final"}
LITERAL = st.text(min_size=1, max_size=12)
HOSTILE = "]]> <b> & \" ' \x0b \x00 \ud800 \ufffe \r\n \t \u2028 \u0085 \U0001f600 عربي {9} \\{1}"


def unit(source: str, target: str, **more: object) -> SegmentUnit:
    """A segment for Brazil."""
    return SegmentUnit("pt-BR", source, target, **more)  # type: ignore[arg-type]


def plain() -> list[SegmentUnit]:
    """What real exports hold: tags, numbers, notes, a context, values, texts of every rung."""
    return [
        unit("Click {1}here{2} for {3}", "Clique {1}aqui{2} para {3}", values=("", "", "340\xa0g"), times=2),
        unit("Light", "Claro", field="color", findings=["a: “x” < y", "b & c"], places=["A1: color", "A2: color"]),
        unit("Kept", "Kept", made_by="none"),
        unit("Said", "Dito", made_by="approved", places=["“ü”\x01"]),
        unit(HOSTILE, HOSTILE, field=HOSTILE, findings=[HOSTILE], values=(HOSTILE,)),
    ]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[list[SegmentUnit]], Path]:
    """Write segments."""

    def write(segments: list[SegmentUnit]) -> Path:
        path = tmp_path / "review.xliff"
        write_xliff(Units("en-US", segments), path, "pt-BR")
        return path

    return write


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Path, str, str], Review]:
    """Read the file again after a tool replaced a piece of it."""

    def edit(path: Path, old: str, new: str) -> Review:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} is not there once"
        (tmp_path / "back.xliff").write_text(text.replace(old, new), encoding="utf-8")
        return review_of_xliff(tmp_path / "back.xliff")

    return edit


def faults(path: Path) -> list[str]:
    """Where a file breaks a rule of the specification that its schema cannot say, or can."""
    found = []
    root = ET.parse(path).getroot()  # noqa: S314 we wrote it
    files = root.findall(f"{NAME}file")
    for file in files:
        units = file.findall(f"{NAME}unit")
        found += [] if units else ["a file without units"]
        ids = [item.get("id", "") for item in units]
        found += [] if len(set(ids)) == len(ids) else ["unit ids recur"]
        for item in units:
            found += [f"{item.get('id')}: {fault}" for fault in unit_faults(item)]
    ids = [file.get("id", "") for file in files]
    return found + ([] if ids and len(set(ids)) == len(ids) else ["file ids recur"])


def unit_faults(item: ET.Element) -> list[str]:
    """What is wrong within a unit."""
    found = []
    data = [d.get("id", "") for d in item.iter(f"{NAME}data")]
    notes = [n.get("id", "") for n in item.iter(f"{NAME}note") if n.get("id")]
    segments = item.findall(f"{NAME}segment")
    inline = {
        side: [ph.get("id", "") for ph in item.iterfind(f".//{NAME}{side}//{NAME}ph")] for side in ("source", "target")
    }
    for name, ids in (
        ("data", data),
        ("note", notes),
        ("segment", [s.get("id", "") for s in segments]),
        *inline.items(),
    ):
        found += [f"{name} ids recur"] if len(set(ids)) != len(ids) else []
        found += [f"{name} id {i!r} is no NMTOKEN" for i in ids if not NMTOKEN.fullmatch(i)]
    found += ["a slot of one side is not on the other"] if set(inline["source"]) != set(inline["target"]) else []
    used = {ph.get("dataRef") for ph in item.iter(f"{NAME}ph")}
    found += ["original data that nothing refers to, or the other way round"] if used != set(data) else []
    found += ["not one segment"] if len(segments) != 1 else []
    found += [f"state {s.get('state')}" for s in segments if s.get("state") not in STATES]
    for side in ("source", "target"):
        texts = list(item.iter(f"{NAME}{side}"))
        found += [f"{side}: blanks are not kept"] if [t.get(f"{XML}space") for t in texts] != ["preserve"] else []
    return found


def test_a_file_keeps_the_rules(written: Callable[[list[SegmentUnit]], Path]) -> None:
    """Ids are unique where they must be, references meet, states are the specification's, blanks are kept."""
    path = written(plain())
    assert faults(path) == []
    states = [s.get("state") for s in ET.parse(path).iter(f"{NAME}segment")]  # noqa: S314 we wrote it
    assert states == ["translated", "translated", "initial", "reviewed", "translated"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id="d2"', 'id="d1"'),
        ('state="reviewed"', 'state="done"'),
        ('<ph id="3" dataRef="d3" disp="{3}" canCopy="no" canDelete="no"/></target>', "</target>"),
        ('<source xml:space="preserve">Light', "<source>Light"),
    ],
)
def test_a_broken_rule_is_seen(written: Callable[[list[SegmentUnit]], Path], old: str, new: str) -> None:
    """The rules above fail where they are broken."""
    path = written(plain())
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert faults(path)


@pytest.mark.skipif(not XSD, reason="LOCALIZE_XLIFF_XSD names no schema")
def test_a_file_is_valid_by_the_official_schema(written: Callable[[list[SegmentUnit]], Path]) -> None:
    """OASIS's schema has nothing to say, also of texts that XML cannot hold."""
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(XSD))
    schema.assertValid(etree.parse(str(written(plain()))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.one_of(LITERAL, st.just(None)), min_size=1, max_size=5), st.text(max_size=8))
@example([HOSTILE, None, "\r", None, "\ud800"], "\x00")
def test_any_text_goes_out_and_comes_back(
    written: Callable[[list[SegmentUnit]], Path], parts: list[str | None], field: str
) -> None:
    """The rules hold for whatever a catalog says; untouched it is nobody's word, approved it is the very text."""
    slots = iter(range(1, 9))
    source = slot_text(part if part is not None else next(slots) for part in parts)
    path = written([unit(source, source, field=field)])
    assert faults(path) == []
    assert review_of_xliff(path).segments == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('state="translated"', 'state="final"'), encoding="utf-8", newline="")
    taken = [(s.source, s.target) for s in review_of_xliff(path).segments]
    assert taken == ([(source, source)] if source.strip() else [])


def test_a_tool_that_drops_notes_spoils_nothing(written: Callable[[list[SegmentUnit]], Path]) -> None:
    """What nobody touched stays nobody's word, and a correction holds in its field alone."""
    path = written([unit("Light", "Claro", field="color")])
    text = re.sub(r"\s*<notes>.*?</notes>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    path.write_text(text, encoding="utf-8")
    assert review_of_xliff(path).segments == []
    path.write_text(text.replace("Claro", "Leve"), encoding="utf-8")
    (found,) = review_of_xliff(path).segments
    assert (found.target, found.field) == ("Leve", "color")


def test_a_unit_that_a_tool_cut_up_is_one_text_again(
    written: Callable[[list[SegmentUnit]], Path], edited: Callable[[Path, str, str], Review]
) -> None:
    """Segments in the order that the translator gave them, with the blanks that nobody translates between them."""
    path = written([unit("One. Two.", "Um. Dois.")])
    text = path.read_text(encoding="utf-8")
    start, end = text.index("<segment"), text.index("</segment>") + len("</segment>")
    cut = (
        '<segment state="final"><source>One.</source><target order="3">Um!</target></segment>'
        '<ignorable><source xml:space="preserve"> </source></ignorable>'
        '<segment state="final"><source>Two.</source><target order="1">Dois!</target></segment>'
    )
    (found,) = edited(path, text[start:end], cut).segments
    assert (found.source, found.target) == ("One. Two.", "Dois! Um!")


def test_there_is_no_empty_file(written: Callable[[list[SegmentUnit]], Path], tmp_path: Path) -> None:
    """XLIFF asks for at least one unit, so that where there is nothing to review nothing is written."""
    with pytest.raises(UsageError, match="nothing to review"):
        written([])
    assert not list(tmp_path.iterdir())
