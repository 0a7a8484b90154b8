"""Prices in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.listing import SpanKind
from localize.money import find_prices


@pytest.mark.parametrize(
    ("text", "locale", "spans"),
    [
        ("Save $40 now", "en-US", ["$40"]),
        ("US$ 40", "en-US", ["US$ 40"]),
        ("for US $40", "en-US", ["US $40"]),
        ("RS $40", "en-US", ["$40"]),
        ("$1,299.99", "en-US", ["$1,299.99"]),
        ("40 USD", "en-US", ["40 USD"]),
        ("40USD", "en-US", ["40USD"]),
        ("EUR 42", "en-US", ["EUR 42"]),
        ("€ 20", "en-US", ["€ 20"]),
        ("20 €", "de-DE", ["20 €"]),
        ("20,50€.", "de-DE", ["20,50€"]),
        ("1 299,00 €", "fr-FR", ["1 299,00 €"]),
        ("£5", "en-GB", ["£5"]),
        ("R$ 217,30", "pt-BR", ["R$ 217,30"]),
        ("$40, $50", "en-US", ["$40", "$50"]),
        ("$20/month", "en-US", ["$20"]),
        ("($15)", "en-US", ["$15"]),
        ("$10-$20", "en-US", ["$10-$20"]),
        ("$10–20", "en-US", ["$10–20"]),
        ("10-20 USD", "en-US", ["10-20 USD"]),
        ("CHF 5 and PAL 3", "en-US", ["CHF 5"]),
        ("$ is a sign", "en-US", []),
        ("40", "en-US", []),
        ("$2 million", "en-US", ["$2 million"]),
        ("$1.5M", "en-US", ["$1.5M"]),
        ("$12 million-dollar smile", "en-US", ["$12 million"]),
        ("five bucks", "en-US", ["five bucks"]),
        ("forty-five cents", "en-US", ["forty-five cents"]),
        ("forty five", "en-US", []),
        ("A $40 value", "en-US", ["$40"]),
        ("$10 - $5", "en-US", ["$10", "$5"]),
        ("Pack of 10 - $5", "en-US", ["$5"]),
        ("$10-$20-$30", "en-US", []),
        ("29,– €", "de-DE", ["29,– €"]),
        ("199:-", "sv-SE", ["199:-"]),
        ("5 pounds", "en-GB", []),
        ("5 million pounds", "en-GB", ["5 million pounds"]),
        ("ten dollars and 50 cents", "en-US", ["ten dollars and 50 cents"]),
        ("$5.999", "en-US", []),
        ("US 10", "en-US", []),
        ("TOP 10", "en-US", []),
        ("ALL 5 items", "en-US", []),
        ("TRY 2", "en-US", []),
        ("save 20%", "en-US", []),
        ("15 euros con 50", "es-ES", ["15 euros con 50"]),
        ("3 euros con 99 centimos", "es-ES", ["3 euros con 99 centimos"]),
        ("15 euros con 50 piezas", "es-ES", ["15 euros"]),
        ("15 reais e 90 centavos", "pt-BR", ["15 reais e 90 centavos"]),
        ("15 euro e 50", "it-IT", ["15 euro e 50"]),
        ("$ 5 mil millones de ganancias", "es-MX", ["$ 5 mil millones"]),
        ("2 millones de euros", "es-ES", ["2 millones de euros"]),
        ("R$ 2 milhoes em prêmios", "pt-BR", ["R$ 2 milhoes"]),
        ("1,5 milioni di euro", "it-IT", ["1,5 milioni di euro"]),
        ("20 dólares canadienses", "es-MX", ["20 dólares canadienses"]),
        ("20 dolares", "pt-BR", ["20 dolares"]),
        ("20 dollari australiani", "it-IT", ["20 dollari australiani"]),
        ("cuarenta y cinco euros", "es-ES", ["cuarenta y cinco euros"]),
        ("trinta e cinco reais", "pt-BR", ["trinta e cinco reais"]),
        ("venti euro", "it-IT", ["venti euro"]),
        ("moneda de un euro", "es-ES", []),
        ("nota de cem reais", "pt-BR", []),
        ("fotos reais, cores reais", "pt-BR", []),
        ("un europeo", "es-ES", []),
        ("talla 38 peso 200 g", "es-ES", []),
        ("Euro 10,00 al posto di EURO 1.299,00", "it-IT", ["Euro 10,00", "EURO 1.299,00"]),
        ("Euro 4 marmitta, Euro 6", "it-IT", []),
        ("€. 10,00", "it-IT", ["€. 10,00"]),
        ("costa 10 €. 20 pezzi", "it-IT", ["10 €"]),
        ("2 centesimi di millimetro", "it-IT", []),
        ("50 Cent, poster", "it-IT", []),
        ("U$S 100, U$ 20, MXN$ 15", "es-MX", ["U$S 100", "U$ 20", "MXN$ 15"]),
        ("5 Euro und 50 Cent", "de-DE", ["5 Euro und 50 Cent"]),
        ("20 kanadische Dollar", "de-DE", ["20 kanadische Dollar"]),
        ("100 tschechische Kronen", "de-DE", ["100 tschechische Kronen"]),
        ("schon ab zehn Euro zu haben", "de-DE", ["zehn Euro"]),
        ("fünfundzwanzig Euro sparen", "de-DE", ["fünfundzwanzig Euro"]),
        ("drei Euro achtzig", "de-DE", []),
        ("Set mit 4 Euro-Paletten", "de-DE", []),
        ("2 Euro-Stecker", "de-DE", []),
        ("ein Euro-Behälter", "de-DE", []),
        ("Ware aus Europa, ein Europäer", "de-DE", []),
        ("20 Euro-Bestellwert", "de-DE", ["20 Euro"]),
        ("1 million d'euros", "fr-FR", ["1 million d'euros"]),
        ("2,5 millions de dollars", "fr-FR", ["2,5 millions de dollars"]),
        ("3 millions de $", "fr-CA", ["3 millions de $"]),
        ("1,5 million de pièces", "fr-FR", []),
        ("19,99 $ CAD", "fr-CA", ["19,99 $ CAD"]),
        ("19,99 $USD", "fr-CA", ["19,99 $USD"]),
        ("Carte 20 $ CADeau", "fr-CA", ["20 $"]),
        ("2 euros et 50 centimes", "fr-FR", ["2 euros et 50 centimes"]),
        ("moins de vingt euros", "fr-FR", ["vingt euros"]),
        ("un européen", "fr-FR", []),
        ("trois cents pièces", "fr-FR", []),
        ("100 couronnes suédoises", "fr-FR", ["100 couronnes suédoises"]),
        ("24,95 euro", "nl-NL", ["24,95 euro"]),
        ("7 euro en 20 cent", "nl-NL", ["7 euro en 20 cent"]),
        ("vanaf tien euro per stuk", "nl-NL", ["tien euro"]),
        ("2,3 miljoen euro", "nl-NL", ["2,3 miljoen euro"]),
        ("munt van 2 euro", "nl-NL", []),
        ("4 euro pallets", "nl-NL", []),
        ("249 kronor", "sv-SE", ["249 kronor"]),
        ("3,2 miljoner kronor", "sv-SE", ["3,2 miljoner kronor"]),
        ("8 euro och 25 cent", "sv-SE", ["8 euro och 25 cent"]),
        ("SEK 12 miljoner", "sv-SE", ["SEK 12 miljoner"]),
        ("Tre Kronor-tröja", "sv-SE", []),
        ("2 par örhängen", "sv-SE", []),
    ],
)
def test_amounts_with_a_currency_are_found(text: str, locale: str, spans: list[str]) -> None:
    """Symbols and codes on either side; a sign alone, a bare number and a word are none."""
    found = list(find_prices(text, locale))
    assert [span.text for span in found] == spans
    assert all(span.kind is SpanKind.PRICE and text[span.start : span.end] == span.text for span in found)


@given(st.text(alphabet="$€£ USDEUR0123456789.,-–k", max_size=30))
def test_any_text_can_be_searched(text: str) -> None:
    """Spans are in order and are what the text says there."""
    end = 0
    for span in find_prices(text, "en-US"):
        assert span.start >= end
        assert text[span.start : span.end] == span.text
        end = span.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("100 dollar bill puzzle", []),
        ("Wallet for $100 bills", []),
        ("$1-coin holder", []),
        ("Save $5, billed monthly", ["$5"]),
        ("50 dollars", ["50 dollars"]),
    ],
)
def test_a_piece_of_money_is_no_price(text: str, found: list[str]) -> None:
    """Bills and coins are things; what stands for an amount else is one."""
    assert [span.text for span in find_prices(text, "en-US")] == found
