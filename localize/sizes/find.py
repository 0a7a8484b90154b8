"""Sizes in running text.

Those that name their system (``US 10.5``, ``size 8 (UK)``, ``EU 38 / UK 10``, ``US sizes 6 to 9.5``, ``10.5 D(M) US``),
and those that only a product can explain: ``size 8``, ``32DD``, ``6-12 months``. Which need what is said by
:class:`SizeMention`; a number without any such word is no size. The word "size" in front belongs to the span: engines
take other languages' for a height, and the market has a word of its own for shoes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from localize.listing import Span, SpanKind
from localize.sizes.grammar import LETTER, Grammar, grammar_of, may_have_label
from localize.sizes.labels import SizeValue
from localize.sizes.letter_lists import find_letter_lists
from localize.sizes.mention import SizeMention
from localize.sizes.parsing import parse_size_value
from localize.sizes.words import label_audiences, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.sizes.mention import Needs

__all__ = ["find_sizes"]

_PART_BEGINS = re.compile(r"(?:^|[,|/(;]|[ ][-–—·•])[ ]?\Z")
_PART_ENDS = re.compile(r"[ ]?(?:$|[,|/);]|[-–—·•][ ])")
_SIGN = re.compile(r"[ ]?/[ ]?|,[ ]")
_LAST_NUMBER = re.compile(r"\d+(?:[.,]\d)?(?=\D*\Z)")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 45  # characters before a size that may belong to it
_NEEDS: dict[str, Needs] = {
    "core": "",
    "pair": "nothing",
    "aged": "ages",
    "bra": "bras",
    "toddler": "ages",
    "bare": "kind",
}


class _Part(NamedTuple):
    """Where one size of a match stands: its form, its start with its lead, and from where its labels begin."""

    form: str
    start: int
    labels: int
    end: int


def find_sizes(text: str, locale: str) -> Iterable[Span]:
    """Every size in ``text``; the span's ``value`` is a :class:`SizeMention`.

    >>> [span.text for span in find_sizes("Women's size 8 (UK), UK 7 day delivery", "en-GB")]
    ["Women's size 8 (UK)"]
    """
    if not may_have_label(text):
        return ()
    grammar = grammar_of(locale)
    letters = list(find_letter_lists(text))
    if grammar.may_have_size(text):
        found = list(_found(grammar, text))
        free = [s for s in letters if not any(s.start < other.end and other.start < s.end for other in found)]
        return sorted([*found, *free], key=lambda span: span.start)
    return letters


def _found(grammar: Grammar, text: str) -> Iterator[Span]:
    for begin, stop in grammar.stretches(text):
        for match in grammar.pattern.finditer(text, begin, stop):
            for part in _parts(grammar, match):
                end = part.end - (text.count("(", part.start, part.end) < text.count(")", part.start, part.end))
                mention = _mention(grammar, text, part._replace(end=end), match.group("whom") or "")
                if mention is not None and _plausible(mention):
                    yield Span(part.start, end, SpanKind.SIZE, text[part.start : end], mention)


def _parts(grammar: Grammar, match: re.Match[str]) -> Iterator[_Part]:
    """Where the sizes of a match stand, each with what it needs."""
    form = next(name for name in _NEEDS if match.group(name))
    if match.group("other"):
        return
    labels, end = match.span(form)
    end = _listed(match.group(), match.string, labels, end)
    start = match.start()
    if form == "core" and not match.group("size"):
        start = labels  # "women's US 8": for whom, but not the word
    if word := grammar.size.search(match.string, start, labels):
        whose = match.string[start : word.start()].strip()
        if whose and ((form == "core" and not grammar.is_whose(whose)) or _behind(grammar, match.string, start)):
            start = word.start()
    if grammar.compound.search(match.string, max(0, start - _NEAR), start):
        start = labels  # "ring size 7": one word in most languages, an engine's work
    if form == "aged" and start == labels and not _is_part(match.string, labels, end):
        return
    if form == "core":
        yield from _separate(grammar, match.string, start, labels, end)
    else:
        yield _Part(form, start, labels, end)


def _behind(grammar: Grammar, text: str, start: int) -> bool:
    """``for women size 8`` is a dress for women, in size 8."""
    return bool(grammar.behind.search(text, max(0, start - _NEAR), start))


def _listed(whole: str, text: str, start: int, end: int) -> int:
    """Where a list without "and" ends: numbers that rise, three of them or behind "sizes"; else behind its first."""
    parts = text[start:end].split(", ")
    numbers = [match.group() for part in parts if (match := _LAST_NUMBER.search(part))]
    if len(parts) < 2 or len(numbers) < len(parts) or not parts[1][:1].isdigit():
        return end
    values = [Decimal(number.replace(",", ".")) for number in numbers]
    several = any(word in words()["several_sizes"]["words"] for word in _WORD.findall(whole.casefold()))
    if all(a < b for a, b in pairwise(values)) and (len(parts) > 2 or several or " " in parts[-1].strip()):
        return end
    return start + len(parts[0])


def _is_part(text: str, start: int, end: int) -> bool:
    """Is an age a size here: a part of its own in a title? Else it is an age."""
    before = text[max(0, start - _NEAR) : start]
    return bool(_PART_BEGINS.search(before) and _PART_ENDS.match(text, end))


def _separate(grammar: Grammar, text: str, start: int, labels: int, end: int) -> Iterator[_Part]:
    """``UK 7 / UK 8`` is two sizes, ``UK 7 / EU 41`` one."""
    systems = grammar.system.findall(text[labels:end])
    if len(set(systems)) == len(systems):
        yield _Part("core", start, labels, end)
        return
    for part in re.finditer(rf"(?:(?![ ](?:{grammar.system.pattern}))[^/|(=),;])+", text[labels:end]):
        words_only = part.group().strip()
        if words_only:
            offset = labels + part.start() + part.group().index(words_only)
            yield _Part("core", start if offset == labels else offset, offset, offset + len(words_only))


def _mention(grammar: Grammar, text: str, part: _Part, before: str) -> SizeMention | None:
    """The text of a part, read; ``before`` is the word for whom that stands in front of it."""
    lead = text[part.start : part.labels].replace("’", "'")
    labels = text[part.labels : part.end].replace("’", "'")
    if not lead and (owner := grammar.owner.search(text, max(0, part.start - _NEAR), part.start)):
        before = owner["whom"]  # "men's shoe size 9"
    word = bool(lead) or bool(grammar.size.search(labels))
    whom = _whom(grammar, lead, labels) if word or part.form == "core" else ""
    fitting = whom or label_audiences().get(before.replace("’", "'").casefold(), "")
    members, joined = _toddlers(labels) if part.form == "toddler" else _members(grammar, labels)
    values = [value for member in members if (value := parse_size_value(member))]
    if not values or len(values) < len(members):
        return None
    told = tuple(_for(value, fitting) for value in values)
    sure = bool(grammar.sure.search(lead))
    return SizeMention(told, word, whom, joined, _NEEDS[part.form], lead, sure)


def _whom(grammar: Grammar, lead: str, labels: str) -> str:
    """For whom the words around the labels say that it is: ``women's size``, ``Damengröße``."""
    inside = grammar.whom.search(lead) or grammar.whom.search(labels)
    if inside:
        return label_audiences()[inside.group().casefold()]
    folded = lead.casefold()
    return next((audience for word, audience in grammar.whose.items() if folded.startswith(word)), "")


def _members(grammar: Grammar, text: str) -> tuple[list[str], str]:
    """``US sizes 8, 9 and 10`` as its members, each with the system; a single size as it is."""
    joins = list(grammar.joins.finditer(text))
    last = next((m.group("join").casefold() for m in reversed(joins) if m.group("join")), "")
    parts = list(_cut(text, joins))
    if all(map(LETTER.fullmatch, parts)) and (len(parts) > 1 or text.count("/") > 1):
        flat = [letters.strip() for part in parts for letters in (part.split("/") if text.count("/") > 1 else [part])]
        return flat, _spoken(last) if last else "," if joins else "/"
    if not last and (len(parts) < 2 or not all(part[:1].isdigit() for part in parts[1:])):
        return [text], ""
    system = next(iter(grammar.system.findall(text)), "")
    bare = [grammar.size.sub("", grammar.system.sub("", part)).strip(" :-()") for part in parts]
    return [f"{system} {part}".strip() for part in bare], _spoken(last) if last else ","


def _spoken(last: str) -> str:
    """What a word between the last two of a list means: ``or``, else ``and``."""
    return "or" if any(last in names for names in words()["or"].values()) else "and"


def _toddlers(text: str) -> tuple[list[str], str]:
    """``2T/3T/4T`` as its members; ``2T-5T`` is one range."""
    sign = next((match.group() for match in _SIGN.finditer(text)), "")
    return (text.split(sign), "," if sign == ", " else sign) if sign else ([text], "")


def _cut(text: str, joins: list[re.Match[str]]) -> Iterator[str]:
    start = 0
    for join in joins:
        yield text[start : join.start()]
        start = join.end()
    yield text[start:]


def _plausible(mention: SizeMention) -> bool:
    """In capitals some names of systems are words, too ("BUY IT 2"): there a size has two digits."""
    wordy = words()["needs_two_digits"]["systems"]
    named = [label for value in mention.values for label in value.labels if label.system]
    if not named:
        return mention.needs != ""
    return not any(label.system in wordy and len(label.number) < 2 for label in named)


def _for(value: SizeValue, audience: str) -> SizeValue:
    return SizeValue(value.text, tuple(replace(label, audience=label.audience or audience) for label in value.labels))
