"""Validation as a ratio to the fastest library that does only that: rows of 40 columns against a marketplace's schema.

    python -m benchmarks.validation --rows 20000

The rows are Shopify's: 40 columns, of which variants repeat most and titles, descriptions, SKUs and prices are each row's
own; one row in a hundred breaks a limit. ``jsonschema-rs`` is given the same schema compiled once, ``jsonschema`` a kept validator
without our keywords. Ours builds the instance from the row, judges every keyword, and says code, place and source of each fault.
"""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from random import Random
from typing import TYPE_CHECKING

from benchmarks.common import print_machine, print_table
from localize.data import package_folder
from localize.validation.instance import instance_of
from localize.validation.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

_COLUMNS = 40
_WORDS = ["clay", "glass", "steel", "mug", "bowl", "lamp", "shelf", "large", "small", "blue", "green", "red", "soft"]
_REPEATED = {
    "vendor": "ACME",
    "type": "Mug",
    "published": "TRUE",
    "option1/name": "Color",
    "option1/value": "Blue",
    "grams": "350",
    "inventory/tracker": "shopify",
    "inventory/qty": "5",
    "inventory/policy": "deny",
    "fulfillment_service": "manual",
    "requires_shipping": "TRUE",
    "taxable": "false",
    "image/position": "1",
    "gift_card": "FALSE",
    "weight_unit": "g",
    "status": "active",
}


def main() -> None:
    """The command line."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000, help="rows of 40 columns (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts (default: %(default)s)")
    args = parser.parse_args()
    print_machine()
    rows = _rows(args.rows)
    schema = json.loads((package_folder("marketplaces") / "shopify" / "schema.json").read_text(encoding="utf-8"))
    ways = {"jsonschema-rs": _compiled(schema), "localize": _ours(schema), "jsonschema, kept": _plain(schema)}
    taken = {name: min(_timed(way, rows) for _ in range(args.rounds)) for name, way in ways.items()}
    best = taken["jsonschema-rs"][0]
    print_table(
        ("", "seconds", "rows a second", "ratio", "rows with faults"),
        [(name, f"{s:.2f}", f"{args.rows / s:,.0f}", f"{s / best:.1f}", bad) for name, (s, bad) in taken.items()],
    )


def _rows(count: int) -> list[dict[str, str]]:
    random = Random(1)  # noqa: S311  invented rows, no secrets
    return [_row(number, random) for number in range(count)]


def _row(number: int, random: Random) -> dict[str, str]:
    title = " ".join(random.choices(_WORDS, k=6))
    row = {
        "handle": f"mug-{number // 4}",
        "title": "long " * 60 if number % 100 == 0 else title,
        "body_html": f"<p>{' '.join(random.choices(_WORDS, k=60))}</p>",
        "tags": ", ".join(random.choices(_WORDS, k=4)),
        "sku": f"MUG-{number}",
        "price": f"{random.randrange(5, 200)}.{random.randrange(100):02}",
        "image/src": f"https://example.com/{number}.jpg",
        **_REPEATED,
    }
    return row | {f"metafield/{n}": random.choice(_WORDS) for n in range(_COLUMNS - len(row))}


def _timed(way: Callable[[list[dict[str, str]]], int], rows: list[dict[str, str]]) -> tuple[float, int]:
    started = time.process_time()
    bad = way(rows)
    return time.process_time() - started, bad


def _ours(schema: dict[str, object]) -> Callable[[list[dict[str, str]]], int]:
    def run(rows: list[dict[str, str]]) -> int:
        limits = Limits(schema, "shopify", "de-DE")  # a fresh one, so that nothing is remembered from another round
        return sum(any(f.severity == "error" for f in limits.faults(instance_of(row, first=True))) for row in rows)

    return run


def _compiled(schema: dict[str, object]) -> Callable[[list[dict[str, str]]], int]:
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator({k: v for k, v in schema.items() if k != "$schema"})
    return lambda rows: sum(not validator.is_valid(row) for row in rows)


def _plain(schema: dict[str, object]) -> Callable[[list[dict[str, str]]], int]:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator({k: v for k, v in schema.items() if k != "$schema"})
    return lambda rows: sum(any(True for _ in validator.iter_errors(row)) for row in rows)


if __name__ == "__main__":
    main()
