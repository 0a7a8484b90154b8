"""When a translation is not to be trusted."""

from __future__ import annotations

import pytest

from localize.translation.guards import distrust


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("A mat (thin) for yoga", "Um tapete (fino) para ioga", ""),
        ("A mat (thin) for yoga", "Um tapete (fino para ioga", "symbols"),
        ("A mat (thin) for yoga", "Um tapete fino para ioga", ""),
        ("A mat for yoga", "Um tapete (para ioga", "symbols"),
        ("Sizes: 8) small", "Tamanhos: 8) pequeno", ""),
        ("Sizes 8 and 10", "Tamanhos 8 e 12", "numbers"),
        ("A warm coat", "casaco casaco casaco casaco", "loop"),
        ("Immersive sound for films", "Som immerimmerimmersivo para filmes", "loop"),
        ("Nominały", "Nomina'y", "garbled"),
        ("Café", "Cafe", ""),
        ("Décor", "Decoração", ""),
        ("Size:", "Tamanho: Tamanho:", "loop"),
        ("Bye bye", "Tchau tchau", ""),
        ("Hahahaha card for friends", "Cartão hahahaha para amigos", ""),
        ("A warm coat for cold days", "A warm coat for cold days", "echo"),
        ("A warm coat", "Теплое пальто", "script"),
        ("A warm coat for long cold winter days", "", "empty"),
    ],
)
def test_what_speaks_against_a_translation(source: str, target: str, why: str) -> None:
    """Each kind of fault has its name; a bracket without its other half is one, brackets that both went are none."""
    assert distrust(source, target, "en", "pt") == why
