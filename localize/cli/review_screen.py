"""What corrections did, or would do, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from localize.tasks.review.corrections import Review

__all__ = ["show_review"]

_MOST_SHOWN = 5
_LONGEST_SHOWN = 70


def show_review(review: Review, *, dry_run: bool = False) -> None:
    """What corrections do, and what was not taken."""
    _show_done(review, dry_run=dry_run)
    _show_open(review)


def _show_done(review: Review, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    if review.entries:
        count = len(review.entries)
        of, whose = ("translation", "its") if count == 1 else ("translations", "their")
        click.secho(f"  ✓ {count:,} {of} {would}approved, wherever {whose} text occurs", fg="green")
        for pair, entry in review.entries[:_MOST_SHOWN]:
            click.echo(f"      {pair.target}: {entry.source} → {entry.target}")
    if review.pins:
        click.secho(
            f"  ✓ {len(review.pins):,} {'field' if len(review.pins) == 1 else 'fields'} {would}pinned", fg="green"
        )
        for market, pin in review.pins[:_MOST_SHOWN]:
            click.echo(f"      {market}: {pin.listing}: {pin.field} → {_cut(pin.value)}")
    if review.known:
        click.echo(f"  {review.known:,} were known already")
    if not (review.entries or review.pins or review.known):
        click.echo("  No corrections in it")


def _show_open(review: Review) -> None:
    for conflict in review.conflicts[:_MOST_SHOWN]:
        candidates = " | ".join(conflict.candidates)
        click.secho(f"  ! {conflict.market}: “{conflict.source}” has different translations: {candidates}", fg="yellow")
    if review.conflicts:
        click.echo("      Settle them: localize review export DIR conflicts.xlsx --only conflicts")
    for name, found in (
        ("not a person's work, and not taken", review.damage),
        ("for a person to look at", review.problems),
    ):
        if found:
            click.secho(f"  ! {len(found):,} {name}:", fg="yellow")
            for problem in found[:_MOST_SHOWN]:
                click.echo(f"      {problem.place}: {_cut(problem.text)}: {problem.reason}")
    if review.missing:
        click.echo(f"  {review.missing:,} rows of the output are not in the file; they stay as they are")
    for term in review.suggestions[:_MOST_SHOWN]:
        entry = f"{term['term']},{term['translation']}"
        click.echo(
            f"  Dictionary? {term['market']}: {entry}   ({term['texts']} corrections put it for “{term['instead_of']}”)"
        )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
