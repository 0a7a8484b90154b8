"""``localize memory`` and what a run makes of approved translations, as users meet them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from localize.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = 'sku,title,price\nA,"Coffee Mug, 12 fl oz",9.50\nB,"Coffee Mug, 16 fl oz",9.50\nC,Nice red cup,9.50\n'
TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="EN-US"/><body>
<tu><tuv xml:lang="EN-US"><seg>Nice red cup</seg></tuv><tuv xml:lang="PT-BR"><seg>Copo vermelho</seg></tuv></tu>
<tu><tuv xml:lang="EN-US"><seg>Alone</seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a catalog, and the working folder in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "localize.toml").write_text("")
    (tmp_path / "a.csv").write_text(CATALOG)
    (tmp_path / "in.tmx").write_text(TMX)
    (tmp_path / "approved").mkdir()
    line = '{"source": "Coffee Mug, {1}", "target": "Caneca de Café ({1})"}\n'
    (tmp_path / "approved" / "en-pt-BR.jsonl").write_text(line, encoding="utf-8")
    return tmp_path


def test_a_run_uses_what_was_approved_and_counts_it(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One entry for two texts; only the third goes to the engine, until it is imported, too."""
    run = ["run", "a.csv", "--to", "pt-BR", "--json", "--as-of", "2026-10-30"]
    assert main(run) == 0
    (output,) = json.loads(capsys.readouterr().out)["outputs"]
    assert (output["segments"]["approved"], output["segments"]["distinct"]) == (1, 1)
    text = (shop / "localized" / "a.pt-BR.csv").read_text(encoding="utf-8")
    assert "Caneca de Café (355\u00a0ml)" in text
    assert "Caneca de Café (473\u00a0ml)" in text
    assert main(["memory", "import", "in.tmx"]) == 0
    said = capsys.readouterr().out
    assert "1 approved translations for en-US-pt-BR" in said
    assert "line 3: “Alone”: it has one language only" in said
    assert main(run) == 0
    (output,) = json.loads(capsys.readouterr().out)["outputs"]
    assert (output["segments"]["approved"], output["segments"]["distinct"]) == (2, 0)
    assert "Copo vermelho" in (shop / "localized" / "a.pt-BR.csv").read_text(encoding="utf-8")
    changes = (shop / "localized" / "a.csv.pt-BR.changes.jsonl").read_text(encoding="utf-8")
    assert '"by": "approved/en-US-pt-BR.jsonl:1"' in changes


def test_statistics_and_what_is_alike(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people and for programs."""
    assert main(["memory", "stats", "--like", "Coffee Mugs"]) == 0
    said = capsys.readouterr().out
    assert "1 for en-pt-BR" in said
    assert "Caneca de Café" in said
    assert main(["memory", "stats", "--like", "Coffee Mugs", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["approved"] == {"en-pt-BR": 1}
    assert data["cache"]["entries"] == 0
    assert data["like"][0]["origin"] == "approved/en-pt-BR.jsonl:1"
    assert not (shop / "cache.sqlite").exists()


def test_export_and_import_for_programs(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--json`` says the figures."""
    assert main(["memory", "export", "out.tmx", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": "out.tmx", "entries": 1}
    (shop / "approved" / "en-pt-BR.jsonl").unlink()
    assert main(["memory", "import", "out.tmx", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"added": {"en-pt-BR": 1}, "known": {}, "skipped": []}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "a.csv", "--to", "pt-BR"], "en-pt-BR.jsonl:2"),
        (["memory", "stats"], "en-pt-BR.jsonl:2"),
        (["memory", "import", "in.tmx"], "en-pt-BR.jsonl:2"),
        (["memory", "export", "out.tmx"], "en-pt-BR.jsonl:2"),
        (["memory", "import", "none.tmx"], "none.tmx"),
    ],
)
def test_what_is_wrong_is_exit_2_and_nothing_is_written(
    arguments: list[str], said: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names file and line."""
    with (shop / "approved" / "en-pt-BR.jsonl").open("a") as file:
        file.write('{"source": "Mug, {1}", "target": "Caneca"}\n')
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not (shop / "localized" / "a.pt-BR.csv").exists()
    assert [p.name for p in (shop / "approved").iterdir()] == ["en-pt-BR.jsonl"]


def test_import_needs_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a localize.toml no run would find the entries."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.tmx").write_text(TMX)
    assert main(["memory", "import", "in.tmx"]) == 2
    assert "localize init" in capsys.readouterr().err
