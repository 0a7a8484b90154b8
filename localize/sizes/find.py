"""Sizes in running text.

Those that name their system (``US 10.5``, ``size 8 (UK)``, ``EU 38 / UK 10``, ``US sizes 6 to 9.5``, ``10.5 D(M) US``),
and those that only a product can explain: ``size 8``, ``32DD``, ``6-12 months``. Which need what is said by
:class:`SizeMention`; a number without any such word is no size.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from localize.listing import Span, SpanKind
from localize.sizes.labels import SizeValue, parse_size_value
from localize.sizes.mention import SizeMention
from localize.sizes.words import any_of, label_audiences, size_words, system_names, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from localize.sizes.mention import Needs

__all__ = ["find_sizes", "parse_size_value"]

_NUMBER = r"\d{1,3}(?:[.,]\d(?!\d)|[ ]?[½⅓⅔]|[ ][12]/[23](?!\d))?"
_LABEL = rf"{_NUMBER}(?:[A-K]{{1,3}}|[CYTRLSW])?(?![.,]?\d|\w|½)"
_WIDTH = r"(?:[2-6]E|A{2,4}|E{2,4}|[A-EMNW])(?:[ ]?\([MNW]\))?(?!\w)|(?i:(?:extra[ ]|x-)?(?:wide|narrow))\b"
_SURE_WIDTH = r"(?:[2-6]E|A{2,4}|E{2,4}|[A-EMNW][ ]?\([MNW]\))(?!\w)|(?i:(?:extra[ ]|x-)?(?:wide|narrow))\b"
_SEPARATOR = r"[ ]?[/|(=][ ]?"
_WITHIN = r"(?:[,;][ ]|[ ]?[/|=][ ]?)"
_LETTERS = r"(?:[2-6]?X{0,4}[SL]|M|X{1,2}G|GG|PP?|G|CH)(?:[ ]?[/–-][ ]?(?:[2-6]?X{0,4}[SL]|M))?(?!\w)"
_ONE_LETTER = r"(?:[2-6]?X{1,4}[SL]|[SML])"
_LETTER_LIST = re.compile(
    rf"(?=[2-6SMLX])(?<![^\s(\[:,;|]){_ONE_LETTER}(?P<join>[ ]?[/–-][ ]?){_ONE_LETTER}(?:(?P=join){_ONE_LETTER})*(?![\w'’/–-])"
)
_LETTER = re.compile(_LETTERS)
_SCALE = ("S", "M", "L")
_NO_SIZE_BEHIND = r"(?![\w%°\"″'’]|[.,]\d|[ ]?[x×*][ ]?\d|[ ]?[$€£]|[-–/]\w)"
_BAND = r"(?:2[68]|3[02468]|4[02468]|6[05]|7[05]|8[05]|9[05]|1[01][05])"
_PART_BEGINS = re.compile(r"(?:^|[,|/(;]|[ ][-–—·•])[ ]?\Z")
_PART_ENDS = re.compile(r"[ ]?(?:$|[,|/);]|[-–—·•][ ])")
_DIGITS = re.compile(r"[0-9]+")
_BEFORE, _BEHIND = 45, 45  # characters around a digit that may belong to its size
_CUP = r"(?:AA|DDD?|FF|GG|HH|[A-K])"


class _Grammar:
    """The patterns of one source language."""

    def __init__(self, language: str) -> None:
        systems = system_names(columns=False, language=language)
        system = rf"(?:{any_of(systems)})"
        spelled = size_words("size_word", language)
        size = rf"(?:{any_of(spelled)})"
        shorts = size_words("size_short", language)
        short = any_of(shorts)
        whose = any_of(name for name in label_audiences(language) if len(name) > 2)
        whom = "(?:" + whose.replace("'", "['’]") + ")"
        to = rf"(?:[ ]?[-–—][ ]?|[ ](?:{any_of(size_words('to', language))})[ ])"
        joins = any_of(size_words("and", language))
        spread = rf"{_LABEL}(?:{to}{_LABEL})?"
        listed = rf"{spread}(?:,[ ]{spread})*(?:,?[ ](?:{joins})[ ]{spread})"
        last = rf",?[ ](?:{joins})[ ]{_LETTERS}"
        lettered = rf"{_LETTERS}(?:(?:,[ ]{_LETTERS})+(?:{last})?|{last})"

        def in_system(names: str) -> str:
            who = rf"(?:[ ](?i:{whom}))?(?:[ -]?(?i:{size}))?(?::[ ]?|[ ])?"
            return rf"{names}{who}{spread}(?:[ ]?(?:{_SURE_WIDTH}))?"

        named, shy = in_system(system), rf"(?:{any_of(words()['beside_systems']['EU'])})"
        euro = in_system(shy)
        either = in_system(rf"(?:{any_of([*systems, *words()['beside_systems']['EU']])})")
        never = rf"(?![ ]?[-–]?[ ]?(?i:{any_of(size_words('not_a_size', language))})\b)"
        self.system = re.compile(any_of([*systems, *words()["beside_systems"]["EU"]]))
        self.size = re.compile(rf"(?<!\w)(?:{size}(?!\w)|(?:{short})(?<=[.º°])|(?:{short})(?!\w))", re.IGNORECASE)
        self.whom = re.compile(rf"(?<!\w){whom}(?!\w)", re.IGNORECASE)
        self.joins = re.compile(rf",?[ ](?P<join>{joins})[ ]|,[ ]", re.IGNORECASE)
        ages = words()["age"]
        unit = any_of([*ages["years"], *ages["months"]])
        self.cue = re.compile(rf"(?<!\w){size}:? ?\Z", re.IGNORECASE)
        before = any_of(size_words("not_this_size", language))
        starts = (
            *systems,
            *spelled,
            *shorts,
            *words()["beside_systems"]["EU"],
            *label_audiences(language),
            *size_words("not_this_size", language),
        )
        first = "".join(sorted({form for word in starts for form in (word[0].lower(), word[0].upper())}))
        self.pattern = re.compile(
            rf"(?=[0-9W{first}])(?<![\w.,$€£#/-])(?:"
            rf"(?:(?P<whom>(?i:{whom}))[ ])?(?:(?P<size>(?i:{size})):?[ ])?(?P<core>"
            rf"{system}[ -]?(?i:{size}):?[ ]{listed}"
            rf"|{either}[ ]?\((?=[^)]*{system}){either}(?:{_WITHIN}(?:{either}|{_LABEL}))*\)"
            rf"|{named}(?:(?:{_SEPARATOR}(?:{either}|{_LABEL})|,[ ]{euro})\)?)+"
            rf"|{euro}(?:(?:{_SEPARATOR}|,[ ]){named}\)?)+"
            rf"|(?(size){euro}|(?!))"
            rf"|{named}"
            rf"|{_LABEL}[ ]?\((?=[^)]*{system}){either}(?:{_WITHIN}{either})*\)"
            rf"|(?(size){_LABEL}(?:[ ]?\({euro}\)|[ ]?/[ ]?{euro})|(?!))"
            rf"|{_NUMBER}(?:[ ]?(?:{_WIDTH}))[ ](?:\({system}\)|{system})"
            rf"|(?(size)(?:{listed}|{spread})[ ]?(?:\({system}\)|{system})|(?!))"
            rf"){_NO_SIZE_BEHIND}{never}"
            rf"|W[ ]?\d\d(?:[ ]?[/x×][ ]?|[ ])?L[ ]?\d\d(?!\w)"
            rf"|(?P<aged>\d{{1,2}}(?:{to}\d{{1,2}})?[ -]?(?i:{unit})(?!\w))"
            rf"|(?P<bra>{_BAND}[ ]?{_CUP}(?![\w-]))"
            rf"|(?:(?P<other>(?i:{before}))[ -])?(?:(?P<short>(?i:{short})(?:(?<=[.º°])[ ]?|:?[ ]))|(?i:{size}):?[ ])"
            rf"(?P<bare>(?:{listed}|{spread}|{lettered}|{_LETTERS}(?:[ ](?i:tall|petite|long|short))?){_NO_SIZE_BEHIND}{never})"
            rf")"
        )
        folded = {form(word) for word in (*spelled, *shorts) for form in (str.lower, str.upper, str.capitalize)}
        self.stems = tuple(stem for stem in sorted(folded) if not any(o != stem and o in stem for o in folded))
        self.hint = _hint(systems, unit)
        self.short = re.compile(rf"(?:{short}):?[ ]?(?=\S)", re.IGNORECASE)

    def is_cued(self, text: str, start: int, end: int) -> bool:
        """Is an age a size here: behind the word "size", or a part of its own in a title? Else it is an age."""
        before = text[max(0, start - _BEFORE) : start]
        if self.cue.search(before):
            return True
        return bool(_PART_BEGINS.search(before) and _PART_ENDS.match(text, end))

    def names_size(self, text: str) -> bool:
        """Does the word "size" stand somewhere, as people write it? A plain loop: this is asked of every text."""
        for stem in self.stems:  # noqa: SIM110 - any() takes three times as long
            if stem in text:
                return True
        return False

    def stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a size may stand: around digits with a hint beside them, and behind the word "size"."""
        begin = end = -1
        for start, stop in sorted(self._places(text)):
            if start > end:
                if end >= 0:
                    yield begin, end
                begin, end = start, stop
            end = max(end, stop)
        if end >= 0:
            yield begin, end

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        if self.names_size(text):
            for match in self.size.finditer(text):
                yield max(0, match.start() - _BEFORE), _word_end(text, match.end() + _BEHIND)
        begin = end = -1
        for match in _DIGITS.finditer(text):
            if match.start() - _BEFORE > end:
                if end >= 0 and self.hint.search(text, begin, end):
                    yield begin, _word_end(text, end)
                begin = max(0, match.start() - _BEFORE)
            end = match.end() + _BEHIND
        if end >= 0 and self.hint.search(text, begin, end):
            yield begin, _word_end(text, end)


def _hint(systems: Iterable[str], unit: str) -> re.Pattern[str]:
    """A system's name, an age, a bra or a waist. It begins with a set of characters, which a search skips to fast."""
    by_letter: dict[str, list[str]] = {}
    for name in systems:
        by_letter.setdefault(name[0], []).append(name[1:])
    named = [rf"(?<={first})(?<!\w{first})(?:{any_of(rests)})(?!\w)" for first, rests in sorted(by_letter.items())]
    counted = [rf"(?<=\d)(?:\d[ ]?[A-K]{{1,3}}(?![\w-])|[ -]?(?i:{unit})(?!\w))", r"(?<=W)[ ]?\d\d"]
    return re.compile(rf"[0-9{''.join(sorted(by_letter))}W](?:{'|'.join([*counted, *named])})")


def _word_end(text: str, position: int) -> int:
    """The end of the word at a position; a very long word is cut."""
    limit = position + _BEHIND
    while position < min(len(text), limit) and not text[position].isspace():
        position += 1
    return min(position, len(text))


@cache
def _grammar(locale: str) -> _Grammar:
    language = locale.split("-", 1)[0]
    return _Grammar(language) if language == locale else _grammar(language)


def find_sizes(text: str, locale: str) -> Iterable[Span]:
    """Every size in ``text``; the span's ``value`` is a :class:`SizeMention`.

    >>> [span.text for span in find_sizes("Women's size 8 (UK), UK 7 day delivery", "en-GB")]
    ['8 (UK)']
    """
    grammar = _grammar(locale)
    letters = list(_letter_lists(text))
    if (_DIGITS.search(text) and grammar.hint.search(text)) or grammar.names_size(text):
        found = list(_found(grammar, text))
        free = [s for s in letters if not any(s.start < other.end and other.start < s.end for other in found)]
        return sorted([*found, *free], key=lambda span: span.start)
    return letters


def _letter_lists(text: str) -> Iterator[Span]:
    """``S/M/L`` and ``XS–XL`` without the word "size": letters in rising order, sizes where the product has some."""
    for match in _LETTER_LIST.finditer(text):
        join = match["join"]
        parts = match.group().split(join)
        ranks = [_rank(part) for part in parts]
        values = [value for part in parts if (value := parse_size_value(part))]
        is_range = "/" not in join and len(parts) == 2
        if ranks == sorted(set(ranks)) and len(values) == len(parts) and (is_range or "/" in join):
            mention = SizeMention(tuple(values), joined=join, needs="letters")
            yield Span(match.start(), match.end(), SpanKind.SIZE, match.group(), mention)


def _rank(letters: str) -> int:
    """Where a letter size stands: -1 for XS, 0 for S, 4 for XXL and 2XL."""
    many = int(letters[0]) if letters[0].isdigit() else letters.count("X")
    return _SCALE.index(letters[-1]) + (many if letters[-1] == "L" else -many)


def _found(grammar: _Grammar, text: str) -> Iterator[Span]:
    for begin, stop in grammar.stretches(text):
        for match in grammar.pattern.finditer(text, begin, stop):
            for start, stop_at, needs in _parts(grammar, match):
                end = stop_at - (text.count("(", start, stop_at) < text.count(")", start, stop_at))
                mention = _mention(grammar, text[start:end].replace("’", "'"), match.group("whom") or "", needs)
                if mention is not None and _plausible(mention):
                    yield Span(start, end, SpanKind.SIZE, text[start:end], mention)


def _parts(grammar: _Grammar, match: re.Match[str]) -> Iterator[tuple[int, int, Needs]]:
    """Where the sizes of a match stand, each with what it needs."""
    if match.group("core"):
        yield from _separate(grammar, match.string, *match.span("core"))
    elif match.group("aged"):
        if grammar.is_cued(match.string, *match.span("aged")):
            yield *match.span("aged"), "ages"
    elif match.group("bra"):
        yield *match.span("bra"), "bras"
    elif match.group("bare"):
        if not match.group("other"):
            start = match.start("short") if match.group("short") else match.start("bare")
            yield start, match.end("bare"), "kind"
    else:
        yield *match.span(), "nothing"


def _separate(grammar: _Grammar, text: str, start: int, end: int) -> Iterator[tuple[int, int, Needs]]:
    """``UK 7 / UK 8`` is two sizes, ``UK 7 / EU 41`` one."""
    systems = grammar.system.findall(text[start:end])
    if len(set(systems)) == len(systems):
        yield start, end, ""
        return
    for part in re.finditer(r"[^/|(=),;]+", text[start:end]):
        words_only = part.group().strip()
        if words_only:
            offset = start + part.start() + part.group().index(words_only)
            yield offset, offset + len(words_only), ""


def _mention(grammar: _Grammar, text: str, before: str, needs: Needs) -> SizeMention | None:
    """The text of a span, read; ``before`` is the word for whom that stands in front of it."""
    word = bool(grammar.size.search(text))
    inside = grammar.whom.search(text) if needs in {"", "kind"} else None
    whom = label_audiences()[inside.group().casefold()] if inside else ""
    fitting = whom or label_audiences().get(before.replace("’", "'").casefold(), "")
    short = grammar.short.match(text) if needs == "kind" and word else None
    members, joined = _members(grammar, text[short.end() :] if short else text)
    values = [value for member in members if (value := parse_size_value(member))]
    if not values or len(values) < len(members):
        return None
    told = tuple(_for(value, fitting) for value in values)
    return SizeMention(told, word, whom, joined, needs)


def _members(grammar: _Grammar, text: str) -> tuple[list[str], str]:
    """``US sizes 8, 9 and 10`` as its members, each with the system; a single size as it is."""
    joins = list(grammar.joins.finditer(text))
    last = next((m.group("join").casefold() for m in reversed(joins) if m.group("join")), "")
    if not last:
        parts = list(_cut(text, joins))
        return (parts, ",") if joins and all(map(_LETTER.fullmatch, parts)) else ([text], "")
    system = next(iter(grammar.system.findall(text)), "")
    bare = [grammar.size.sub("", grammar.system.sub("", part)).strip(" :-()") for part in _cut(text, joins)]
    either = {word for names in words()["or"].values() for word in names}
    return [f"{system} {part}".strip() for part in bare], "or" if last in either else "and"


def _cut(text: str, joins: list[re.Match[str]]) -> Iterator[str]:
    position = 0
    for match in joins:
        yield text[position : match.start()]
        position = match.end()
    yield text[position:]


def _plausible(mention: SizeMention) -> bool:
    """In capitals some names of systems are words, too ("BUY IT 2"): there a size has two digits."""
    wordy = words()["needs_two_digits"]["systems"]
    named = [label for value in mention.values for label in value.labels if label.system]
    if not named:
        return mention.needs != ""
    return not any(label.system in wordy and len(label.number) < 2 for label in named)


def _for(value: SizeValue, audience: str) -> SizeValue:
    return SizeValue(value.text, tuple(replace(label, audience=label.audience or audience) for label in value.labels))
