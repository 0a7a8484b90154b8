"""Words of another country in machine translations become those of the market."""

from __future__ import annotations

import pytest

from localize.data import package_folder, read_toml
from localize.translation.plan import Translation
from localize.translation.usage import Rewrite, in_usage_of


def rewritten(text: str) -> str:
    """The text as pt-BR says it."""
    (item,) = in_usage_of("pt-BR", Translation((text,), "free"))[0].items
    return str(item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Capa para telemóvel", "Capa para celular"),
        ("CONTROLO REMOTO", "CONTROLE REMOTO"),
        ("Comboio de brinquedo", "Trem de brinquedo"),
        ("no ecrã e do ecrã", "na tela e da tela"),
        ("Apoio ergonómico", "Apoio ergonômico"),
        ("Tapete de casa\u00a0de banho", "Tapete de banheiro"),
        ("descontrolo Telemóveis-X controlo-remoto Active", "descontrolo Telemóveis-X controlo-remoto Active"),
    ],
)
def test_words_are_rewritten_whole_and_keep_their_capitals(text: str, expected: str) -> None:
    """Neither parts of words nor compounds are touched."""
    assert rewritten(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sistema Multi-Câmera", "Sistema Multicâmera"),
        ("SISTEMA MULTI-CÂMERA", "SISTEMA MULTICÂMERA"),
        ("tecido anti-reflexo e não-tóxico", "tecido antirreflexo e não tóxico"),
        ("seguro no micro-ondas", "seguro no micro-ondas"),
        ("porta mini-USB super-resistente", "porta mini-USB super-resistente"),
        ("camada anti-tarnish Anti-Covid19", "camada anti-tarnish Anti-Covid19"),
    ],
)
def test_prefixes_are_written_as_the_agreement_has_them(text: str, expected: str) -> None:
    """Engines hyphenate as in English; names and words that they left in English are not touched."""
    assert rewritten(text) == expected


def test_each_rewrite_names_its_row() -> None:
    """The change can be explained."""
    _, rewrites = in_usage_of("pt-BR", Translation(("Um Telemóvel ergonómico",), "free"))
    assert rewrites == [
        Rewrite("Telemóvel", "Celular", "usage.toml:telemóvel"),
        Rewrite("ergonómico", "ergonômico", "usage.toml:ergonómic"),
    ]


@pytest.mark.parametrize(
    "translation",
    [
        Translation(("Um telemóvel",), "pieces", problem="echo"),
        Translation(("Um telemóvel novo",), "free", forms=((0, "Telemóvel"),)),
        Translation((0,), "free"),
    ],
)
def test_kept_text_and_entries_are_left_alone(translation: Translation) -> None:
    """What no engine wrote, or what a dictionary asked for."""
    assert in_usage_of("pt-BR", translation) == (translation, [])


def test_other_markets_have_their_own_words() -> None:
    """In Portugal a telemóvel is one."""
    translation = Translation(("Um telemóvel",), "free")
    assert in_usage_of("pt-PT", translation) == (translation, [])


def test_no_row_undoes_another() -> None:
    """What is written is nothing that would be rewritten again, and no row does nothing."""
    for locale, table in read_toml(package_folder("translation") / "usage.toml").items():
        for before, after in {**table["words"], **table["stems"]}.items():
            assert before == before.lower()
            assert before != after
            assert rewritten(after) == after, (locale, before)
