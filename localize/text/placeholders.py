"""What templates, shop systems and feeds put into texts to be replaced later: variables, calls, short codes, hashtags.

Every pattern runs in linear time: alternatives start differently or quantifiers are possessive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PLACEHOLDER", "SHORTCODE_CLOSE", "SHORTCODE_OPEN", "find_placeholders"]

# name="value" as short codes have it; text editors make curly quotes of straight ones.
_ATTRIBUTE = (
    r"[A-Za-z_][\w\-]{0,40}+\s?=\s?"
    r"(?:\"[^\"\[\]]{0,300}+\"|'[^'\[\]]{0,300}+'|[“”″][^“”″\[\]]{0,300}+[“”″]|[^\s\"'“”\[\]]{1,300}+)"
)
SHORTCODE_OPEN = re.compile(r"\[([A-Za-z][\w\-]{0,40}+)(?:[\s=][^\[\]]{0,300}+)?\]")
"""``[caption id="a"]``, but also ``[new]``: one only where its end follows."""
SHORTCODE_CLOSE = re.compile(r"\[/([A-Za-z][\w\-]{0,40}+)\]")
"""``[/caption]``."""

PLACEHOLDER = re.compile(
    r"\{\{\{[^{}]{0,200}+\}\}\}"  # {{{ raw }}}
    r"|\{\{[^{}]{0,200}+\}\}"  # {{ shop.name }}
    r"|\{%[^{}%]{0,200}+%\}"  # {% if %}
    r"|<%[^<>%]{0,200}+%>"  # <%= name %>
    r"|\{[A-Za-z_]\w{0,60}+,\s?(?:plural|select|selectordinal|number|date|time)\b"
    r"(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"  # ICU: {n, plural, one {# cup} other {# cups}}
    r"|[$#]?\{(?:[A-Za-z_][\w.\-]{0,60}+|\d{1,3})\}"  # {name} ${name} {0}
    r"|%\([A-Za-z_]\w{0,60}+\)[sdif]"  # %(name)s
    r"|(?<![\d%])%(?:\d\$)?(?:\.\d)?[sdf@](?!\w)"  # %s %1$s %.2f
    r"|%%[A-Za-z_]\w{0,60}+%%"  # %%NAME%%
    r"|(?<![\w%])%(?:[A-Z][A-Z0-9_]{1,60}+|[a-z][a-z_]{1,60}+)%(?!\w)"  # %NAME% %name%
    r"|(?<![\w$])\$(?:[A-Z][A-Z0-9]*_[A-Z0-9_]{1,60}+|[A-Z]{4,60}+|[a-z_]\w{1,60}+)(?!\w)"  # $ORDER_ID $NAME $name
    r"|(?<!\w)__[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)*__(?!\w)"  # __NAME__
    r"|\[\[[^\[\]]{1,200}+\]\]"  # [[token]]
    r"|\[[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++\]"  # [FIRST_NAME]
    r"|\[/?[a-z]++(?:[-_][a-z0-9]++)++(?: [^\[\]]{0,200}+)?/?\]"  # [size-chart id=3]
    rf"|\[[a-z][\w\-]{{0,40}}+(?:\s{{1,3}}+{_ATTRIBUTE})++\s?/?\]"  # [gallery ids="12,13"]
    r"|\[/[A-Za-z][\w\-]{0,40}+\]"  # [/caption]
    r"|&(?:[A-Za-z][A-Za-z0-9]{1,31}+|#[0-9]{1,7}+|#[xX][0-9A-Fa-f]{1,6}+);"  # a reference that nobody decoded
    r"|(?<![\w&#])#[^\W\d]\w{1,60}+"  # #hashtag
    r"|(?<![\w.@])@[A-Za-z]\w{1,30}+(?![\w@]|\.\w)"  # @handle
)

_MARK = re.compile(r"[{%<$_\[&#@]")
"""What every placeholder begins with."""


def find_placeholders(text: str, locale: str = "") -> Iterator[Span]:
    """Template variables, short codes and their like: ``{{ shop.name }}``, ``{name}``, ``%s``, ``[gallery ids="1"]``.

    A word in brackets is a short code where its end follows: ``[caption]…[/caption]``, not ``[new]``.
    """
    del locale
    end = 0
    for mark in _MARK.finditer(text):  # where none stands, none of the many forms need be tried
        if mark.start() >= end and (match := PLACEHOLDER.match(text, mark.start())):
            end = match.end()
            yield _span(match)
    ends = {match[1]: match.start() for match in SHORTCODE_CLOSE.finditer(text)}
    for match in SHORTCODE_OPEN.finditer(text) if ends else ():
        if ends.get(match[1], -1) >= match.end() and not PLACEHOLDER.fullmatch(match.group()):
            yield _span(match)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end(), SpanKind.PLACEHOLDER, match.group())
