"""Text: span algebra, markup, segments, casing, languages. No finder here knows a domain (units, sizes, money, terms)."""
