"""Former and recommended prices in texts."""

from __future__ import annotations

import pytest

from localize.money.prior import is_prior


@pytest.mark.parametrize(
    ("text", "price", "language", "prior"),
    [
        ("was $50", "$50", "en", True),
        ("MSRP: $50", "$50", "en", True),
        ("$50 MSRP", "$50", "en", True),
        ("$50 (list price)", "$50", "en", True),
        ("£9.99 RRP £14.99", "£9.99", "en", False),
        ("£9.99 RRP £14.99", "£14.99", "en", True),
        ("a $40 value", "$40", "en", False),
        ("it wasn't $50", "$50", "en", False),
        ("UVP 50 €", "50 €", "de", True),
        ("ab 50 €", "50 €", "de", False),
        ("prix d’origine : 50 €", "50 €", "fr", True),
        ("prix d’origine 50 €", "50 €", "fr", True),
        ("d'une valeur de 50 €", "50 €", "fr", False),
        ("sac en PVC 50 €", "50 €", "fr", False),
        ("de R$ 199 por R$ 149", "R$ 199", "pt", True),
        ("10x de R$ 19,90 sem juros", "R$ 19,90", "pt", False),
        ("cupom de R$ 20", "R$ 20", "pt", False),
        ("de 59 € por 49 €", "59 €", "es", True),
        ("a partir de 30 €", "30 €", "es", False),
    ],
)
def test_words_beside_a_price_call_it_former(text: str, price: str, language: str, *, prior: bool) -> None:
    """Before it, behind it, and for words of many meanings only as a pair."""
    start = text.index(price)
    assert is_prior(text, start, start + len(price), language) is prior
