"""Legal passages: which sentences are, which only look like it, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.listing import Role, Severity
from localize.terms.entry import Entry, Kind
from localize.terms.legal import TOPICS, topics_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.terms.conftest import Localized

HITS: list[tuple[str, str, str]] = [
    ("en", "safety", "Warning: hot surface, do not touch."),
    ("en", "returns", "Return within 30 days for a full refund."),
    ("en", "returns", "30-day money-back guarantee."),
    ("en", "returns", "We accept returns and exchanges on unworn items."),
    ("en", "returns", "All sales are final."),
    ("en", "returns", "Personalised items cannot be returned."),
    ("en", "returns", "See our return policy for details."),
    ("en", "returns", "You have the right to cancel this order."),
    ("en", "warranty", "Comes with a 2-year limited warranty."),
    ("en", "warranty", "Lifetime guarantee on all seams."),
    ("en", "warranty", "Covered against defects in materials and workmanship."),
    ("en", "warranty", "This product is guaranteed for 5 years."),
    ("en", "certification", "CE certified and RoHS compliant."),
    ("en", "certification", "This toy complies with EN 71 safety standards."),
    ("en", "certification", "Certified by OEKO-TEX Standard 100."),
    ("en", "certification", "FDA approved for food contact."),
    ("en", "certification", "Tested to ASTM F963 by an independent lab."),
    ("en", "certification", "Meets or exceeds US safety requirements."),
    ("en", "safety", "WARNING: Choking hazard - small parts."),
    ("en", "safety", "Not suitable for children under 36 months."),
    ("en", "safety", "Keep out of reach of children."),
    ("en", "safety", "Never leave a burning candle unattended."),
    ("en", "safety", "Use under adult supervision only."),
    ("en", "safety", "California Proposition 65 applies."),
    ("en", "safety", "Keep away from open flames and heat."),
    ("en", "allergens", "Contains milk, soy and wheat."),
    ("en", "allergens", "May contain traces of peanuts."),
    ("en", "allergens", "Produced in a facility that also handles tree nuts."),
    ("en", "allergens", "Allergy advice: see ingredients in bold."),
    ("de", "returns", "Sie haben ein 14-tägiges Widerrufsrecht."),
    ("de", "returns", "30 Tage Geld-zurück ohne Fragen."),
    ("de", "warranty", "2 Jahre Garantie auf alle Nähte."),
    ("de", "certification", "Das Produkt entspricht der Norm EN 71."),
    ("de", "certification", "TÜV-geprüft und CE-gekennzeichnet."),
    ("de", "safety", "Achtung: Erstickungsgefahr durch Kleinteile."),
    ("de", "safety", "Nicht für Kinder unter 36 Monaten geeignet."),
    ("de", "allergens", "Enthält Milch und Soja."),
    ("de", "allergens", "Kann Spuren von Nüssen enthalten."),
    ("fr", "returns", "Vous disposez d'un droit de rétractation de 14 jours."),
    ("fr", "warranty", "Garantie de deux ans incluse."),
    ("fr", "certification", "Conforme à la norme européenne EN 71."),
    ("fr", "safety", "Attention : risque d'étouffement, petites pièces."),
    ("fr", "safety", "Tenir hors de portée des enfants."),
    ("fr", "allergens", "Peut contenir des traces de fruits à coque."),
    ("es", "returns", "Devoluciones gratuitas en 30 días."),
    ("es", "warranty", "Dos años de garantía del fabricante."),
    ("es", "certification", "Cumple con la normativa europea CE."),
    ("es", "safety", "Mantener fuera del alcance de los niños."),
    ("es", "safety", "Advertencia: no apto para menores de 3 años."),
    ("es", "allergens", "Puede contener trazas de frutos secos."),
    ("it", "returns", "Reso gratuito entro 30 giorni."),
    ("it", "warranty", "Garanzia di due anni inclusa."),
    ("it", "certification", "Conforme alla normativa europea EN 71."),
    ("it", "safety", "Tenere fuori dalla portata dei bambini."),
    ("it", "allergens", "Contiene latte e glutine."),
    ("pt", "returns", "Devolução grátis em até 30 dias."),
    ("pt", "warranty", "Garantia de 12 meses do fabricante."),
    ("pt", "certification", "Certificado pelo Inmetro conforme a norma NBR."),
    ("pt", "safety", "Manter fora do alcance de crianças."),
    ("pt", "safety", "Não recomendado para menores de 3 anos."),
    ("pt", "allergens", "Alérgicos: contém leite e derivados de soja."),
]

LEFT: list[tuple[str, str]] = [
    ("en", "Warning: this scarf may turn heads!"),
    ("en", "Caution! Adorable goat ahead, expect giggles"),
    ("en", "A waterproof certified rating keeps you dry."),
    ("en", "IP68 certified phone case for swimming."),
    ("en", "Guaranteed to impress your guests."),
    ("en", "Personalised return address labels, pack of 50."),
    ("en", "The foam returns to its original shape."),
    ("en", "Heat exchanger with copper coils."),
    ("en", "Set of 4 safety pins in gold."),
    ("en", "Safety glasses with anti-fog lenses."),
    ("en", "Yellow warning light for vehicles."),
    ("en", "Hypoallergenic stainless steel earrings."),
    ("en", "Contains 12 egg cups in white."),
    ("en", "Set contains 6 milk frother whisks."),
    ("en", "Gluten-free baking mix for bread."),
    ("en", "Do not bleach or tumble dry."),
    ("en", "Dishwasher safe and easy to clean."),
    ("en", "Never goes out of style, ever."),
    ("en", "Keep your drinks cold all day."),
    ("en", "Suitable for children and adults."),
    ("en", "Warm coat for kids with hood."),
    ("en", "Wooden gift certificate holder for shops."),
    ("en", "Money clip wallet in black leather."),
    ("en", "Made from recycled nylon in Italy."),
    ("en", "Complements any outfit with ease."),
    ("en", "The standard size fits most beds."),
    ("en", "Certified organic cotton T-shirt for men."),
    ("en", "Child safety lock for cabinets."),
    ("de", "Warnweste in Neongelb, Größe L."),
    ("de", "Geldbörse aus echtem Leder mit Münzfach."),
    ("de", "Für Kinder geeignet ab 3 Jahren."),
    ("de", "Antiallergene Bettdecke aus Mikrofaser."),
    ("de", "Normale Passform mit Rundhalsausschnitt."),
    ("de", "Springt in seine Form zurück."),
    ("fr", "Gilet de sécurité jaune fluo taille L."),
    ("fr", "Oreiller hypoallergénique en fibres creuses."),
    ("fr", "Ne pas repasser à haute température."),
    ("fr", "Un retour à la nature en toute simplicité."),
    ("fr", "Contient six verres à vin en cristal."),
    ("es", "Pendientes hipoalergénicos de acero inoxidable."),
    ("es", "Cambio de color con la temperatura."),
    ("es", "Todo al alcance de tu mano."),
    ("es", "Apto para lavavajillas y microondas."),
    ("it", "Cuscino ipoallergenico in memory foam."),
    ("it", "Adatto ai bambini dai tre anni."),
    ("it", "Contiene sei bicchieri da vino."),
    ("pt", "Brincos hipoalergênicos de aço inox."),
    ("pt", "Troca de cor com o calor."),
    ("pt", "Feito com cuidado e atenção aos detalhes."),
    ("pt", "Contém seis copos de vidro."),
]


@pytest.mark.parametrize(("language", "topic", "sentence"), HITS)
def test_a_passage_is_known_by_its_topic(language: str, topic: str, sentence: str) -> None:
    """Returns, warranty, certification, safety and allergens, in six languages."""
    assert topic in topics_in(sentence, language)
    assert topic in topics_in(sentence.upper(), language)


@pytest.mark.parametrize(("language", "sentence"), LEFT)
def test_what_only_looks_like_a_passage_is_left(language: str, sentence: str) -> None:
    """A false alarm leaves a sentence untranslated."""
    assert topics_in(sentence, language) == ()


def test_every_language_knows_every_topic() -> None:
    """And the table has a sentence for each."""
    for language in ("en", "de", "fr", "es", "it", "pt"):
        assert {topic for code, topic, _ in HITS if code == language} == set(TOPICS)


def engine(text: str) -> str:
    """Marks what it was asked."""
    return " ".join(f"{word}o" for word in text.split())


TEXT = "Soft and warm blanket. Two-year limited warranty included. Nice colours."
OWN = Entry("{warranty}", "Garantia legal.", Kind.LEGAL, market="pt-BR", origin="legal.csv:2")


def test_a_passage_never_goes_to_the_engine(localized: Localized) -> None:
    """It stays as it is in the source, and that is an error; the sentences beside it are translated."""
    draft = localized(TEXT, [], engine)
    assert "Two-year limited warranty included." in draft.values["text"]
    assert "blanketo" in draft.values["text"] or "blanket.o" in draft.values["text"]
    (finding,) = [f for f in draft.findings if f.code == "legal-passage"]
    assert finding.severity is Severity.ERROR
    assert "{warranty}" in finding.suggestion


def test_the_sellers_own_text_takes_its_place(localized: Localized) -> None:
    """By topic, for its market; no finding is left."""
    draft = localized(TEXT, [OWN], engine)
    assert "Garantia legal." in draft.values["text"]
    assert "warranty" not in draft.values["text"]
    assert not [f for f in draft.findings if f.code.startswith(("legal", "verify"))]
    other = localized(TEXT, [Entry("{warranty}", "x", Kind.LEGAL, market="de-DE")], engine)
    assert [f.code for f in other.findings] == ["legal-passage"]


def test_an_entry_with_the_passages_words_goes_before_its_topic(localized: Localized) -> None:
    """Only those words are replaced; what else is legal in the sentence is kept."""
    entry = Entry("30-day returns", "devolução conforme o CDC", Kind.LEGAL, origin="legal.csv:3")
    draft = localized("Soft cotton with 30-day returns.", [entry], engine)
    assert "devolução conforme o CDC" in draft.values["text"]
    assert "legal-passage" not in {f.code for f in draft.findings}
    both = localized("Enjoy 30-day returns and a limited warranty.", [entry], engine)
    assert "devolução conforme o CDC" in both.values["text"]
    assert "and a limited warranty" in both.values["text"]
    assert "legal-passage" in {f.code for f in both.findings}


def test_no_full_stop_is_doubled(localized: Localized) -> None:
    """The seller's text brings its own."""
    draft = localized("30-day returns.", [Entry("30-day returns", "Ver política.", Kind.LEGAL)], engine)
    assert draft.values["text"] == "Ver política."


def test_sentences_on_one_topic_are_one_passage(localized: Localized) -> None:
    """The seller's text is said once."""
    draft = localized("Limited warranty included. The warranty covers two years.", [OWN], engine)
    assert draft.values["text"] == "Garantia legal."


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Warning:</b> choking hazard for <i>small children</i>.</p>",
        "<ul><li>Not suitable for <b>children</b> under 3 years</li></ul>",
    ],
)
def test_a_passage_with_tags_in_it_is_kept_piece_by_piece(localized: Localized, html: str) -> None:
    """Every word of it, and every tag."""
    draft = localized(html, [Entry("{safety}", "Aviso.", Kind.LEGAL)], engine, role=Role.HTML)
    assert draft.values["text"] == html
    assert [f.code for f in draft.findings] == ["legal-passage"]


def test_a_rule_may_remove_it(localized: Localized, write: Callable[[str, str | bytes], Path]) -> None:
    """Before or behind the engine; then nothing is said."""
    for phase in ("source", "target"):
        rules = write(
            f"{phase}.toml",
            f'[[rule]]\nid = "no-warranty"\nphase = "{phase}"\nwhen = {{ field = "text" }}\n'
            'remove = "Two-year limited warranty included\\\\. ?"\n',
        )
        draft = localized(TEXT, [], engine, rules=rules)
        assert "warranty" not in draft.values["text"]
        assert not [f for f in draft.findings if f.code in {"legal-passage", "verify-span-lost"}]


def test_what_a_dictionary_says_whole_is_no_passage(localized: Localized) -> None:
    """A person translated it."""
    draft = localized(
        "Two-year limited warranty", [Entry("two-year limited warranty", "garantia de dois anos")], engine
    )
    assert draft.values["text"] == "Garantia de dois anos"
    assert not draft.findings


def test_between_locales_of_one_language_no_machine_translates(localized: Localized) -> None:
    """So nothing is to be said; and without an engine it is for the record."""
    assert not [f for f in localized(TEXT, [], market="en-GB").findings if f.code == "legal-passage"]
    (finding,) = [f for f in localized(TEXT, []).findings if f.code == "legal-passage"]
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize("role", [Role.KEYWORDS, Role.CHOICE])
def test_single_words_of_lists_are_no_passages(localized: Localized, role: Role) -> None:
    """A keyword promises nothing."""
    draft = localized("2-year warranty, gift", [], engine, role=role)
    assert not [f for f in draft.findings if f.code == "legal-passage"]
