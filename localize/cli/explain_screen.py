"""The way of one text as a person reads it: protected and converted, translated, changed afterwards, result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from localize.listing import Span
    from localize.tasks.explain import Explanation

__all__ = ["show_explanation"]

_LEFT = 13
_RUNGS = {
    "none": "no words are left to translate",
    "off": "not translated: no engine was asked",
    "approved": "approved by a person",
    "labelled": "asked for behind the name of its field",
    "free": "translated as a whole",
    "swapped": "what the engine made of a term gave its place to the dictionary's words",
    "proxied": "an everyday word held the term's place",
    "numbered": "a short number held the quantity's place",
    "composed": "the dictionary's words, put together by the language's grammar",
    "placed": "the words to keep stood in the sentence",
    "enclosed": "the tags were put around their words again",
    "carried": "a mark held the place of each protected piece",
    "other": "another mark held the place of each protected piece",
    "worded": "asked with “and” for “&”",
    "lowered": "asked in small letters, word by word too",
    "cased": "translated with the source's own capitals",
    "pieces": "translated in pieces between the protected ones",
}
_REFUSED = {
    "slots": "a term or a protected piece did not come back as it must",
    "enclosed": "the words between the tags were not found again",
    "order": "the tags came back in another order",
    "emptied": "a pair of tags came back without words",
    "numbers": "a number was lost or invented",
    "empty": "no words came back",
    "symbols": "it invented symbols",
    "loop": "it repeats itself",
    "length": "it is far too long or too short",
    "script": "it is written in another script",
    "echo": "it is the source again",
    "source order": "its words stand as in the source",
    "left": "it left a word beside “&” as it was; asked with “and”",
    "copy": "it is the source again, and may be a name or not",
}
_BEFORE, _SHOWN_ABOVE = ("source-rules",), ("translate", "terms")


def show_explanation(explanation: Explanation) -> None:
    """Each stage in the order in which it worked; the result last."""
    _heading("Source")
    click.echo(f"  {explanation.source}")
    fields = [change for change in explanation.changes if change["scope"] == "field"]
    _show_changes("Changed before anything else", [c for c in fields if c["stage"] in _BEFORE])
    if explanation.spans:
        _heading("Protected and converted")
        for span in explanation.spans:
            _show_span(span)
    if explanation.segments:
        _heading(f"Translated by {explanation.engine}" if explanation.engine != "none" else "Not translated")
        for segment in explanation.segments:
            _show_segment(segment)
    words = [c for c in explanation.changes if c["scope"] == "span" and c["stage"] == "translate"]
    later = [c for c in fields if c["stage"] not in (*_BEFORE, *_SHOWN_ABOVE)]
    if not explanation.segments:  # a price or a weight: its one change says it all
        later = [c for c in fields if c["stage"] not in _BEFORE]
    _show_changes("Changed afterwards" if explanation.segments else "Changed", [*words, *later])
    if explanation.findings:
        _heading("Findings")
        for finding in explanation.findings:
            click.secho(f"  {finding.severity}: {finding.message} [{finding.code}]", fg="yellow")
            if finding.suggestion:
                click.echo(f"    {finding.suggestion}")
    _heading("Result")
    click.secho(f"  {explanation.result}", fg="green")


def _heading(text: str) -> None:
    click.secho(text, bold=True)


def _show_span(span: Span) -> None:
    kind = span.kind.name.lower().replace("_", " ")
    became = "is kept as it is" if span.target is None else f"→ {span.target}"
    click.echo(f"  {kind:<{_LEFT}} {span.text}  {became}")
    if reason := " · ".join(part for part in (span.why, span.by) if part):
        click.secho(f"  {'':<{_LEFT}} {reason}", dim=True)


def _show_segment(segment: dict[str, Any]) -> None:
    click.echo(f"  {segment['source']}")
    shown: set[str] = set()
    for attempt in segment["attempts"]:
        for asked, answered in zip(attempt["asked"], attempt["answered"], strict=True):
            if asked in shown:
                continue
            shown.add(asked)
            click.secho(f"    asked     {asked}", dim=True)
            click.secho(f"    answered  {answered}", dim=True)
        if attempt["refused"]:
            reason = _REFUSED.get(attempt["refused"], attempt["refused"])
            click.secho(f"    refused   {reason}; asked in another way", fg="yellow")
    click.echo(f"  → {segment['result']}")
    said = _RUNGS.get(segment["rung"], segment["rung"])
    if segment["honoured"]:
        said += f"; as the dictionary asks: {', '.join(segment['honoured'])}"
    click.secho(f"    {said}", dim=True)
    if segment["problem"]:
        reason = _REFUSED.get(segment["problem"], segment["problem"])
        click.secho(f"    Not to be trusted: {reason}. The words stay in the source language.", fg="yellow")


def _show_changes(title: str, changes: list[dict[str, Any]]) -> None:
    if not changes:
        return
    _heading(title)
    for change in changes:
        click.echo(f"  {change['stage']:<{_LEFT}} {change['before']}")
        click.echo(f"  {'':<{_LEFT}} → {change['after']}")
        if reason := " · ".join(part for part in (change["why"], change["by"]) if part):
            click.secho(f"  {'':<{_LEFT}} {reason}", dim=True)
