"""Reading rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from localize.errors import ConfigError
from localize.rules.actions import ACTIONS
from localize.rules.load import load_rules, load_tests
from localize.rules.read import rules_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]

GOOD = """\
[[rule]]
id = "de-energy-label"
when = { market = "de-*", category = "lighting", field = "title", matches = "(?i)led" }
append = " (Energieklasse {energy_class})"

[[rule]]
id = "fr-note"
phase = "source"
when = { market = "fr-FR" }
warn = "Check {title}."
"""


def refusal(path: Path) -> str:
    """The message with which the files are refused."""
    with pytest.raises(ConfigError) as caught:
        load_rules([path])
    return str(caught.value)


def test_rules_come_in_file_order_with_their_place(write: Write) -> None:
    """Rules keep the file's order and know file and line."""
    path = write(GOOD)
    rules = load_rules([path])
    assert [(r.id, r.phase, r.where()) for r in rules] == [
        ("de-energy-label", "target", f"{path}:1"),
        ("fr-note", "source", f"{path}:6"),
    ]


def test_a_folder_stands_for_its_files_by_name(write: Write, tmp_path: Path) -> None:
    """A folder is read in order of file names, and a file named twice is read once."""
    write('[[rule]]\nid = "b"\nfield = "title"\nempty = true\n', "b.toml")
    first = write('[[rule]]\nid = "a"\nfield = "title"\nempty = true\n', "a.toml")
    assert [r.id for r in load_rules([tmp_path, first])] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ('[[rule]]\nid = "a"\nfield = "t"\napend = "x"\n', 4, ["rule 'a'", "unknown key 'apend'", "'append'"]),
        ('[[rule]]\nid = "a"\nset = "x"\n\n[rule.when]\nfeild = "t"\n', 6, ["'feild'", "'field'"]),
        ('[[rule]]\nid = "a"\nwhen = { field = "t", target.matchs = "x" }\nset = "x"\n', 3, ["'matchs'", "'matches'"]),
        ('[[rule]]\nid = "a"\nfield = "t"\nexclud = "later"\n', 4, ["unknown key 'exclud'", "'exclude'"]),
        ('[[rule]]\nid = "a"\nfield = "t"\nempty = true\nwhen = { less_than = 5 }\n', 5, ["'less_than'", "'below'"]),
        ('[[rule]]\nid = "a"\nexclude = { reason = "x", scope = "all" }\n', 3, ["exclude"]),
        ('[[rules]]\nid = "a"\n', 1, ["'rules'", "'rule'"]),
        ('[[rule]]\nid = "a"\nfield = "t"\ncase = "loud"\n', 4, ["case", "loud"]),
        ('[[rule]]\nfield = "t"\nset = "x"\n', 1, ["rule 1", "'id'"]),
        ('[[rule]]\nid = "a"\nfield = "t"\n', 1, ["no action", "append"]),
        ('[[rule]]\nid = "a"\nfield = "t"\nset = "x"\nwarn = "y"\n', 5, ["2 actions (set, warn)"]),
        ('[[rule]]\nid = "a"\nset = "x"\n', 3, ["which field"]),
        ('[[rule]]\nid = "a"\nwarn = "x"\nwhen = { matches = "x" }\n', 1, ["names no field"]),
        ('# one\n\n[[rule]]\nid = "a"\nfield = "t"\nremove = "(?=x)"\n', 6, ["(?=x)", "RE2", "look-around"]),
        ('[[rule]]\nid = "a"\nfield = "t"\nreplace = { pattern = "(a)", with = "\\\\2" }\n', 4, ["group \\2"]),
        ('[[rule]]\nid = "a"\nfield = "t"\nset = "{oops"\n', 4, ["brace"]),
        (
            '[[rule]]\nid = "a"\nphase = "source"\nwhen = { field = "t", target.matches = "x" }\nset = "x"\n',
            4,
            ["'target'"],
        ),
        (
            '[[rule]]\nid = "a"\nfield = "t"\nset = """\n[[rule]]\n"""\n\n[[rule]]\nid = "b"\nfield = "t"\nst = "x"\n',
            11,
            ["'b'"],
        ),
    ],
)
def test_a_fault_names_file_line_key_and_what_was_meant(write: Write, text: str, line: int, parts: list[str]) -> None:
    """Every fault of a rule file is found at its line, with a suggestion where a name is close."""
    path = write(text)
    message = refusal(path)
    assert message.startswith(f"{path}:{line}:")
    for part in parts:
        assert part in message


def test_all_faults_are_told_at_once(write: Write) -> None:
    """A file with several faults names all of them, those of the schema and those of the patterns."""
    rules = '[[rule]]\nid = "a"\nst = "x"\n[[rule]]\nid = "b"\nfeild = "x"\n'
    message = refusal(write(rules + '[[rule]]\nid = "c"\nfield = "t"\nremove = "("\n'))
    assert "'st'" in message
    assert "'feild'" in message
    assert "RE2" in message


def test_an_id_is_taken_across_files(write: Write, tmp_path: Path) -> None:
    """The same id in another file is an error that names both places."""
    one, two = write(GOOD, "one.toml"), write(GOOD, "two.toml")
    message = refusal(tmp_path)
    assert f"{two}:2: The id 'de-energy-label' is taken by {one}:1" in message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A path that does not exist is an error that names it."""
    with pytest.raises(ConfigError, match="no such rule file"):
        load_rules([tmp_path / "none.toml"])


def test_broken_toml_names_the_file(write: Write) -> None:
    """What is no TOML is refused with file and line."""
    assert "rules.toml:1:7: This is not TOML" in refusal(write("[[rule]\n"))


def test_tests_are_read(write: Write) -> None:
    """A ``[[test]]`` with one text is about the field that it names."""
    text = '[[test]]\nrule = "a"\nmarket = "de-DE"\nfield = "title"\ngiven = "x"\nexpected = "y"\n'
    (test,) = load_tests([write(text)])
    assert test.given == {"title": "x"}
    assert test.expected == "y"


def test_schema_and_code_know_the_same_actions() -> None:
    """Every action that the schema allows can be compiled, and the other way round."""
    others = {"id", "phase", "field", "note", "when"}
    properties: dict[str, Any] = rules_schema()["$defs"]["rule"]["properties"]
    assert properties.keys() - others == ACTIONS.keys()
