"""The command line as users meet it: help with examples that run, exit codes, messages that say what to do."""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from localize.cli.main import COMMANDS, cli, main
from localize.data import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DICTIONARIES = data_folder("dictionaries")
SIZE_EXAMPLES = data_folder("size_tables") / "examples"
GOOD = "sku,title,price\nA,Nice red mug for tea,9.50\n"


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        yield (*path, name), command


def example_of(command: click.Command) -> str:
    """The call that ends a help page, without the program's name."""
    label, program, call = (command.epilog or "").split("\n\n")[-1].partition("localize ")
    assert (label, program) == ("Example: ", "localize ")
    return call


ALL = dict(leaves(cli))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_help_says_what_it_is_for_and_ends_with_an_example(path: tuple[str, ...]) -> None:
    """Help begins with the purpose and ends with an example of this very command."""
    command = ALL[path]
    assert command.help
    assert command.epilog
    assert example_of(command).startswith(path[0])
    assert CliRunner().invoke(cli, [*path, "--help"]).exit_code == 0


@pytest.mark.parametrize("path", [p for p in ALL if not isinstance(ALL[p], click.Group)], ids=" ".join)
def test_every_command_speaks_json(path: tuple[str, ...]) -> None:
    """``--json`` is one option that a program may rely on."""
    assert any("--json" in parameter.opts for parameter in ALL[path].params)


OFFLINE = [p for p in ALL if p[-1] not in {"install", "import", "remove"} and p != ("rates", "update")]


@pytest.mark.parametrize("path", OFFLINE, ids=" ".join)
def test_every_example_runs(
    path: tuple[str, ...], samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example of a help page is a real call."""
    monkeypatch.chdir(tmp_path)
    for name in ("shoes.csv", "products.csv"):
        (tmp_path / name).write_bytes((samples / "generic-products.csv").read_bytes())
    for name in ("old-rules.toml", "rules.toml"):
        (tmp_path / name).write_bytes((samples / "demo" / "rules.toml").read_bytes())
    for name in ("old.csv", "new.csv"):
        (tmp_path / name).write_bytes((samples / "demo" / "terms.csv").read_bytes())
    for name in (".csv", ".tests.csv"):
        (tmp_path / f"my-sizes{name}").write_bytes((SIZE_EXAMPLES / f"shoes-athletic{name}").read_bytes())
    for name in ("colours.csv", "colours.tests.csv"):
        (tmp_path / "dictionaries" / "en-de").mkdir(parents=True, exist_ok=True)
        (tmp_path / "dictionaries" / "en-de" / name).write_bytes((DICTIONARIES / "en-de" / name).read_bytes())
    (tmp_path / "tests").mkdir()
    example = re.split(" >>? ", example_of(ALL[path]), maxsplit=1)[0]
    example = example.replace("de-DE,fr-FR", "en-GB").replace("--to de-DE --out", "--to en-GB --out")
    if path[0] == "review":
        example = example.replace("--market de-DE", "--market en-GB")
    if path[0] in {"review", "uploaded"}:  # what they are called after
        assert main(["run", "shoes.csv", "--to", "en-GB", "--as-of", "2026-10-30"]) == 0
    if path == ("decide",):
        (tmp_path / "localize.toml").write_text("")
        (tmp_path / "answers.json").write_text('{"decisions": [{"option": "Size", "system": "UK"}]}')
    if path == ("inspect",):
        example = example.replace("'Colour=choice'", "'colour=choice'")
    if path == ("check",):
        example = example.replace(" --marketplace shopify", "")
    code = main(shlex.split(example.replace("shoes.csv --to de-DE", "shoes.csv --to en-GB")))
    assert code in {0, 1}


def test_the_list_of_commands_is_the_commands() -> None:
    """What help lists without importing is what there is."""
    assert {path[0] for path in ALL} == set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["rnu"], 2, "Did you mean 'run'"),
        (["run", "good.csv", "--to", "pt-BT"], 2, "Did you mean"),
        (["run", "good.csv", "--to", "CH"], 2, "Say which"),
        (["run", "good.csv"], 2, "No market"),
        (["run", "missing.csv", "--to", "pt-BR"], 3, "no such file"),
        (["run", "empty.csv", "--to", "pt-BR"], 3, "empty"),
        (["run", "binary.csv", "--to", "pt-BR"], 3, "binary.csv"),
        (["run", "picture.xlsx", "--to", "pt-BR"], 3, "picture.xlsx"),
        (["run", "notes.xlsx", "--to", "pt-BR"], 3, "notes.xlsx"),
        (["run", "utf16.csv", "--to", "en-GB"], 3, "encoding"),
        (["run", "good.csv", "--to", "de-DE"], 4, "localize models install en de"),
        (["run", "good.csv", "--to", "pt-BR", "--engine", "agros"], 2, "Did you mean 'argos'"),
        (["run", "good.csv", "--to", "pt-BR", "--engine", "argos"], 4, "localize models install en pt"),
        (["run", "good.csv", "--to", "pt-BR", "--marketplace", "shopfy"], 2, "Did you mean 'shopify'"),
        (["run", "good.csv", "--to", "pt-BR", "--skip", "unit"], 2, "Did you mean 'units'"),
        (["run", "good.csv", "--to", "pt-BR", "--as-of", "yesterday"], 2, "2026-10-30"),
        (["run", "good.csv", "--to", "pt-BR", "--dictionary", "none.csv"], 2, "none.csv"),
        (["run", "good.csv", "--to", "pt-BR", "--config", "typo.toml"], 2, "Did you mean 'locale'"),
        (["run", "good.csv", "--to", "pt-BR", "--from", "xx"], 2, "xx"),
        (["run", "german.csv", "--to", "pt-BR"], 2, "--from de-DE"),
        (["inspect", "good.csv", "--set", "titel=text"], 2, "Did you mean 'title'"),
        (["inspect", "good.csv", "--set", "title=txt"], 2, "Did you mean 'text'"),
        (["convert", "size", "99", "--from", "US", "--to", "EU", "--kind", "shoes", "--for", "men"], 2, "99"),
        (["convert", "price", "x", "USD", "--to", "pt-BR"], 2, "not an amount"),
        (["markets", "Brasil"], 2, "localize markets"),
    ],
)
def test_a_wrong_call_gets_its_exit_code_and_a_remedy(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The message names the thing and says what to do; there is never a traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    with zipfile.ZipFile(tmp_path / "notes.xlsx", "w") as archive:
        archive.writestr("notes.txt", "hello")
    (tmp_path / "utf16.csv").write_bytes(GOOD.encode("utf-8") + b"\xff\xfe\x80\x81broken\x81\x8d\x8f\x90\x9d\n")
    (tmp_path / "typo.toml").write_text('[source]\nlocal = "en-US"\n')
    german = "".join(f"{n},Wasserdichte Wanderstiefel für Herren aus echtem Leder\n" for n in range(4))
    (tmp_path / "german.csv").write_text("sku,title\n" + german, encoding="utf-8")
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert "Traceback" not in captured.err


def test_ragged_rows_are_read_and_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that is too short or too long is a row all the same."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(
        "sku,title,price\nA,Nice red mug for tea\nB,Blue cup for coffee,9.50,extra,more\n\nC,,\n"
    )
    assert main(["run", "a.csv", "--to", "en-GB", "--out", "out", "--skip", "prices"]) == 0
    assert (tmp_path / "out" / "a.en-GB.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()
    assert capsys.readouterr().err == ""


def test_the_summary_as_json_is_one_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--json`` prints the published summary and nothing else."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(GOOD)
    assert main(["run", "a.csv", "--to", "pt-BR", "--json", "--as-of", "2026-10-30"]) == 0
    (output,) = json.loads(capsys.readouterr().out)["outputs"]
    assert output["listings"] == {"in": 1, "out": 1, "held": 0, "excluded": 0, "with_errors": 0}


def test_a_correction_is_kept_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``inspect --set --save`` writes localize.toml, and the next call reads it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("sku,flag7\nA,soft\n")
    assert main(["inspect", "a.csv", "--set", "flag7=choice", "--save"]) == 0
    assert 'role = "choice"\nheaders = ["flag7"]' in (tmp_path / "localize.toml").read_text()
    capsys.readouterr()
    assert main(["inspect", "a.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"][0]["columns"][1]["role"] == "choice"


def test_init_starts_a_folder_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commented configuration is valid, and a second init touches nothing."""
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    (tmp_path / "a.csv").write_text(GOOD)
    assert main(["run", "a.csv", "--to", "pt-BR"]) == 0
    assert main(["init"]) == 2
    assert "there already" in capsys.readouterr().err


def test_explain_shows_the_way_of_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    """Spans, segments, rung and result."""
    assert main(["explain", "24-inch shelf for {{ shop.name }}", "--to", "pt-BR"]) == 0
    said = capsys.readouterr().out
    assert "61\u00a0cm" in said
    assert "placeholder" in said
    assert "Result" in said


def test_both_engines_keep_the_same_protected_spans(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An imported Argos package works, and protects what the embedded model protects."""
    monkeypatch.chdir(tmp_path)
    assert main(["models", "import", str(shared / "models" / "translate-en_pt-1_0.argosmodel")]) == 0
    capsys.readouterr()
    text = "The <b>soft</b> KX-1400B holds 32 fl oz & costs {{ price }}, see https://x.com/a or a@b.co 🎁"
    results = {}
    for engine in ("argos", "firefox"):
        assert main(["explain", text, "--to", "pt-BR", "--engine", engine, "--json"]) == 0
        results[engine] = json.loads(capsys.readouterr().out)
        assert engine in results[engine]["engine"]
        for piece in ("<b>", "</b>", "KX-1400B", "946\u00a0ml", "{{ price }}", "https://x.com/a", "a@b.co", "🎁"):
            assert results[engine]["result"].count(piece) == 1
    assert results["argos"]["spans"] == results["firefox"]["spans"]


def test_an_unknown_size_system_is_refused_and_any_case_will_do(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--source-sizes XX`` would silently convert nothing."""
    path = str(write("a.csv", GOOD))
    call = ["run", path, "--to", "pt-BR", "--engine", "none", "--out", str(tmp_path / "out"), "--source-sizes"]
    assert main([*call, "XX"]) == 2
    assert "size system" in capsys.readouterr().err
    assert main([*call, "us"]) == 0


def test_the_summary_says_what_no_engine_was_asked_for(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is half English is not announced as if it were done."""
    path = str(write("a.csv", "sku,title\nA,Handmade owl for the garden wall\n"))
    assert main(["run", path, "--to", "pt-BR", "--engine", "none", "--out", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert "1 listing: all without errors" in out
    assert "Texts stay in their language but for your terms and ours: no engine was asked" in out


def test_check_goes_on_after_a_catalog_that_cannot_be_read(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3, and the other catalog's findings are shown."""
    path = write("a.csv", "Handle,Title,Variant SKU,Status\nmy mug,Mug,M,aktiv\n")
    assert main(["check", str(tmp_path / "none.csv"), str(path), "--market", "de-DE"]) == 3
    shown = capsys.readouterr()
    assert "status-invalid" in shown.out
    assert "none.csv: there is no such file" in shown.err


def test_a_limit_counts_over_all_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--limit 3`` of two sheets with two products each are three listings."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("Shoes", "Shirts"):
        sheet = book.create_sheet(name)
        for row in (["SKU", "Title"], [f"{name}-1", "Blue one"], [f"{name}-2", "Red one"]):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    call = ["run", str(tmp_path / "a.xlsx"), "--to", "pt-BR", "--engine", "none", "--out", str(tmp_path / "out")]
    assert main([*call, "--limit", "3", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outputs"][0]["listings"]["in"] == 3
