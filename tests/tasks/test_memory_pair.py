"""``memory import --pair``: what two catalogs teach, and what of them does not align."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from localize.cli.memory import memory
from localize.errors import UsageError
from localize.settings import load_settings
from localize.tasks.memory import all_approved
from localize.tasks.memory_pair import import_pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

HEAD = "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price\r\n"
SOURCE = (
    HEAD
    + 'mug,"Coffee Mug, 12 oz",<p>Keeps coffee hot. Hand wash only.</p>,Acme,Mugs,Title,Default Title,MG-1,9.50\r\n'
    "cup,Tea Cup,<p>Keeps tea hot. Hand wash only.</p>,Acme,Mugs,Title,Default Title,CP-1,7.50\r\n"
)
TARGET = (
    HEAD + "cup,Xícara de chá,<p>Mantém o chá quente e lave à mão.</p>,Acme,Mugs,Title,Default Title,CP-1,40.00\r\n"
    'mug,"Caneca de café, 355 ml",<p>Mantém o café quente. Lave à mão.</p>,Acme,Mugs,Title,Default Title,MG-1,50.00\r\n'
    "new,Novo,<p>Novo produto.</p>,Acme,Mugs,Title,Default Title,NW-1,1.00\r\n"
)


def test_two_catalogs_teach_their_sentences(write: Write) -> None:
    """Rows in another order are matched, values become slots, and what does not align is listed."""
    source, target, config = write("s.csv", SOURCE), write("t.csv", TARGET), write("localize.toml", "")
    report = import_pair(source, target, "pt-BR", load_settings(config))
    entries = {entry.source: entry.target for _, entry in all_approved(load_settings(config))}
    assert entries["Keeps coffee hot."] == "Mantém o café quente."
    assert entries["Hand wash only."] == "Lave à mão."
    assert entries["Coffee Mug, {1}"] == "Caneca de café, {1}"
    assert "Keeps tea hot." not in entries
    reasons = [item.reason for item in report.skipped]
    assert "1 sentences for the source's 2" in reasons
    assert any("no listing of the source" in reason for reason in reasons)


def test_a_project_is_needed(write: Write) -> None:
    """Without localize.toml no run would find what was learnt."""
    with pytest.raises(UsageError, match=r"localize\.toml"):
        import_pair(write("s.csv", SOURCE), write("t.csv", TARGET), "pt-BR", load_settings(None))


def test_the_command_needs_one_thing_to_import(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a pair, and the market of the pair."""
    folder = write("localize.toml", "").parent
    monkeypatch.chdir(folder)
    pair = ["--pair", str(write("s.csv", SOURCE)), str(write("t.csv", TARGET))]
    with pytest.raises(UsageError, match="one thing"):
        CliRunner().invoke(memory, ["import"], catch_exceptions=False)
    with pytest.raises(UsageError, match="which market"):
        CliRunner().invoke(memory, ["import", *pair], catch_exceptions=False)
    done = CliRunner().invoke(memory, ["import", *pair, "--to", "BR"], catch_exceptions=False)
    assert "approved translations for en-pt-BR" in done.output
