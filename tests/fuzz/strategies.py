"""Texts as they might stand in a listing, and worse: pieces that finders look for, torn, doubled and glued together."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["LOCALES", "PROTECTED", "texts"]

LOCALES = ("en-US", "en-GB", "de-DE", "pt-BR", "fr-CH", "ja-JP", "tr-TR")
PROTECTED = ("{{ size }}", "%s", "%(name)s", "{0}", "https://a.example/b?c=1&d=2", "mail@shop.example", "[[IMG-4711]]")
"""What must come through every translation exactly as often as it stood in the source."""

_PIECES = (
    *PROTECTED,
    *(
        '12" x 8"',
        "5'11\"",
        "24-inch",
        "3 1/2 in",
        "½ lb",
        "1⁄3",
        "32 oz",
        "1,299.5 kg",
        "1.299,5 kg",
        "10x20x30 cm",
        "-40°F",
    ),
    *(
        "1e999",
        "9" * 60,
        "0" * 40 + "1 lb",
        "1/0 in",
        "0/0",
        "1..5 mm",
        ",5 m",
        "5, m",
        "∞ cm",
        "٣٢ oz",
        "Ⅻ in",
        "²³ m",
        "1_000 g",
    ),
    *(
        "US 10.5",
        "EU 42",
        "UK 8",
        "Size XL",
        "34DD",
        "W32 L34",
        "2XL-3XL",
        "3-6 months",
        "size",
        "US",
        "Men's 9 / Women's 10.5",
    ),
    *("$19.99", "€1.299,00", "19,99 €", "US$ 5", "CHF 5.-", "£0", "$" * 30, "¥1,000,000,000", "$-5", "5¢", "free $"),
    *("Pack of 3", "6-pack", "Set of 0", "AB-1234", "USB-C", "IP67", "4K", "SKU:00-1", "#1", "№ 5", "@", "™®©"),
    *(
        "<b>",
        "</b>",
        "<p class='x'>",
        "<br/>",
        "<",
        ">",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "&nbsp;",
        "<!--",
        "-->",
        "<![CDATA[",
        "<script>",
    ),
    *(
        "\u200f",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\u200d",
        "\ud83d",
        "👩\u200d👩\u200d👧",
        "e\u0301",
        "\0",
        "\x1b[31m",
    ),
    *(
        "\n",
        "\r\n",
        "\t",
        "   ",
        "\u00a0",
        "\u3000",
        "\u2028",
        "…",
        "—",
        "- ",
        "• ",
        "|",
        "¿",
        "。",
        "“",
        "”",
        "'",
        '"',
    ),
    *(
        "Red",
        "steel",
        "mug",
        "for the kitchen",
        "棚",
        "Größe",
        "İstanbul",
        "ﬁ",
        "McDonald’s",
        "and",
        "up to",
        "per",
        "x",
        "a" * 300,
    ),
)

_word = st.one_of(st.sampled_from(_PIECES), st.text(max_size=6), st.integers().map(str), st.floats().map(repr))


def texts(most: int = 12) -> st.SearchStrategy[str]:
    """Pieces with or without blanks between them."""
    return st.lists(st.tuples(_word, st.sampled_from(["", " ", " ", ", ", "-", ". "])), max_size=most).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    )
