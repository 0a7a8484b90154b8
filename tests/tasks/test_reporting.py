"""What the report of a run says of limits and of listings that left."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from localize.data import home_folder
from localize.settings import Settings
from localize.tasks.run import RunOptions, run_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = "id,item_group_id,title,description,link,image_link,availability,price"
RULES = """
[[rule]]
id = "no-knives"
when = { field = "title", matches = "Knife" }
exclude = "no knives by post"

[[rule]]
id = "ask"
when = { field = "title", matches = "Boot" }
hold = "Ask first."
"""


def test_who_left_and_how_long_texts_are(write: Callable[[str, str | bytes], Path], tmp_path: Path) -> None:
    """Held and excluded listings stand in the report with rule and reason; titles near their limit are pictured."""
    titles = {"k-1": "Knife", "b-1": "Boot", "m-1": "Zorb 12 oz " * 9}
    rows = [
        f"{key},,{title},Fine.,https://shop.example/{key},https://shop.example/{key}.jpg,in stock,9.99 USD"
        for key, title in titles.items()
    ]
    catalog = write("shop.csv", "\n".join([HEADER, *rows]) + "\n")
    rules = write("rules.toml", RULES)
    settings = replace(Settings(), rules=(rules,), engine="none")
    cache = home_folder() / "cache.sqlite"
    report = run_catalogs([catalog], RunOptions(("de-DE",), tmp_path / "out", settings, date(2026, 10, 30), cache))
    (output,) = report.outputs
    assert output.files["report"] is not None
    page = unescape(output.files["report"].read_text(encoding="utf-8"))
    said = " ".join(re.sub(r"<[^>]*>", " ", page[page.index('id="left-out"') : page.index('id="listings"')]).split())
    assert re.search(
        r"1 held back for a person As you wrote them in shop\.de-DE\.held\.csv.*b-1 \S+ Ask first\. ask", said
    )
    assert re.search(r"1 excluded on purpose .*k-1 \S+ no knives by post no-knives", said)
    assert "Lengths of title" in page
