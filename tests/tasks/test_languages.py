"""Languages in a catalog: the target's is left alone, another goes through its own engine, the same text is asked once."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

from localize.data import home_folder
from localize.decisions import Decision
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from localize.protocols import Engine, TranslateOptions
    from localize.tasks.summary import RunReport

ENGLISH = "This soft blanket keeps you warm on every cold evening"
GERMAN = "Diese weiche Decke hält dich an jedem kalten Abend schön warm"
FRENCH = "Cette couverture douce vous garde au chaud pendant les soirées froides"
SPANISH = "Esta manta suave te mantiene caliente durante las noches frías"


@dataclass
class Tagging:
    """An engine that puts its pair in front of every text."""

    source: str
    target: str
    asked: list[str] = field(default_factory=list)
    name: str = "tagging"
    fingerprint: str = "tagging/1"
    description: str = "tagging"

    def open(self) -> Tagging:
        """Itself."""
        return self

    def close(self) -> None:
        """Nothing to let go of."""

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """``de-fr Decke …``."""
        del options
        self.asked += texts
        return [f"{self.source} to {self.target} {text[::-1]}" for text in texts]


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, Engine]:
    """Engines for English and German."""
    found: dict[str, Engine] = {"en": Tagging("en", "fr"), "de": Tagging("de", "fr")}
    monkeypatch.setattr("localize.tasks.together.find_engines", lambda *_: found)
    return found


def run(path: Path, out: Path, *markets: str, decisions: tuple[Decision, ...] = ()) -> RunReport:
    """A run without prices to convert, and without our dictionaries: what an engine is asked are whole texts."""
    settings = Settings(shipped_dictionaries=False, decisions=decisions)
    options = RunOptions(markets, out, settings, date(2026, 10, 30), home_folder() / "cache.sqlite")
    return run_catalogs([path], options)


def titles(path: Path) -> list[str]:
    """The second column."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row[1] for row in list(csv.reader(file))[1:]]


def test_each_text_goes_through_the_engine_of_its_language(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, engines: dict[str, Engine]
) -> None:
    """English and German are translated, French is the target's own, Spanish is left and reported."""
    texts = [ENGLISH, ENGLISH + " indeed", ENGLISH + " again", GERMAN, FRENCH, SPANISH]
    path = write("shop.csv", "sku,title\n" + "".join(f"A{n},{text}\n" for n, text in enumerate(texts)))
    report = run(path, tmp_path / "out", "fr-FR")
    out = titles(tmp_path / "out" / "shop.fr-FR.csv")
    assert out[0].startswith("En to fr")
    assert out[3].startswith("De to fr")
    assert out[4:] == [FRENCH, SPANISH]
    assert report.outputs[0].findings["other-language"] == 1
    assert all("Decke" not in text for text in engines["en"].open().asked)  # type: ignore[attr-defined]


def test_a_person_decides_what_language_a_column_is_in(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, engines: dict[str, Engine]
) -> None:
    """Whatever its texts look like; other columns are told by theirs."""
    texts = [ENGLISH, ENGLISH + " indeed", ENGLISH + " again"]
    path = write(
        "shop.csv", "sku,title,description\n" + "".join(f"A{n},{text},{GERMAN}\n" for n, text in enumerate(texts))
    )
    run(path, tmp_path / "out", "fr-FR", decisions=(Decision(column="Title", language="de"),))
    assert all(title.startswith("De to fr") for title in titles(tmp_path / "out" / "shop.fr-FR.csv"))
    assert not [text for text in engines["en"].open().asked if ENGLISH in text]  # type: ignore[attr-defined]


def test_a_paragraph_in_another_language_is_told_from_the_rest(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, engines: dict[str, Engine]
) -> None:
    """Blocks of one body may differ."""
    del engines
    path = write("shop.csv", f'sku,body html\nA,"<p>{ENGLISH}.</p><p>{FRENCH}.</p>"\nB,"<p>{ENGLISH}!</p>"\n')
    run(path, tmp_path / "out", "fr-FR")
    out = titles(tmp_path / "out" / "shop.fr-FR.csv")
    assert f"<p>{FRENCH}.</p>" in out[0]
    assert ENGLISH not in out[0]


def test_markets_of_one_language_ask_once(
    write: Callable[[str, str | bytes], Path], tmp_path: Path, engines: dict[str, Engine]
) -> None:
    """``--to fr-FR,fr-BE,fr-CH`` translates once."""
    path = write("shop.csv", f"sku,title\nA,{ENGLISH}\n")
    report = run(path, tmp_path / "out", "fr-FR", "fr-BE", "fr-CH")
    assert len(report.outputs) == 3
    assert engines["en"].open().asked == [ENGLISH]  # type: ignore[attr-defined]
