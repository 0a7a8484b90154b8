"""The patterns by which sizes are found in the texts of one source language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from localize.sizes.words import any_in_case, any_of, label_audiences, size_words, system_names, words
from localize.text.finders import OTHER_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["LETTER", "Grammar", "grammar_of", "may_have_label"]

_NUMBER = r"\d{1,3}(?:[.,]\d(?!\d)|[ ]?[½⅓⅔¼¾⅛⅜⅝⅞]|[ ](?:[12]/[23]|[13]/4|[1357]/8)(?!\d))?"
_LABEL = rf"{_NUMBER}(?:[A-K]{{1,3}}|[CYTRLSW])?(?![.,]?\d|\w|½)"
_WIDTH = r"(?:[2-6]E|A{2,4}|E{2,4}|[A-EMNW])(?:[ ]?\([MNW]\))?(?!\w)|(?i:(?:extra[ ]|x-)?(?:wide|narrow))\b"
_SURE_WIDTH = r"(?:[2-6]E|A{2,4}|E{2,4}|[A-EMNW][ ]?\([MNW]\))(?!\w)|(?i:(?:extra[ ]|x-)?(?:wide|narrow))\b"
_SEPARATOR = r"[ ]?[/|(=][ ]?"
_WITHIN = r"(?:[,;][ ]|[ ]?[/|=][ ]?)"
_ONE_LETTER = r"(?:[2-6]?X{0,4}[SL]|[1-6]X|M|X{1,4}G|[2-6]XG|X?GG|EGG?|PP?|G|X?CH)"
_BLANK = "[ \u00a0\u202f]"
_BEHIND_LEAD = rf"(?:{_BLANK}?:{_BLANK}?|{_BLANK})"
_FIT = r"(?:[ ](?i:tall|petite|long|short))?"
_TODDLER = r"[2-6]T(?!\w)"
_NO_SIZE_BEHIND = r"(?![\w%°\"″'’]|[.,]\d|[ ]?[x×*][ ]?\d|[ ]?[$€£]|[-–/]\w)"
_BAND = r"(?:2[68]|3[02468]|4[02468]|6[05]|7[05]|8[05]|9[05]|1[01][05])"
_CUP = r"(?:AA|DDD?|FF|GG|HH|[A-K])"
_DIGITS = re.compile(rf"[0-9{OTHER_DIGITS}]+")
# What every size has: a digit, or a letter that ends a label. Most texts have none, so this one look settles them.
_ANY_LABEL = re.compile(rf"[0-9GHLMPSX{OTHER_DIGITS}](?:(?<=\d)|(?!\w))")
_BEFORE, _BEHIND = 45, 45  # characters around a digit that may belong to its size
LETTER = re.compile(rf"{_ONE_LETTER}(?:[ ]?[/–-][ ]?{_ONE_LETTER})*")


class _Names(NamedTuple):
    """What a language calls things, each as a pattern."""

    system: str
    euro: str
    size: str
    short: str
    whom: str
    to: str
    joins: str
    never: str
    age: str
    other: str
    of: str
    whose: str
    since: str

    @property
    def spread(self) -> str:
        """A label, or the first and the last of a range."""
        return rf"{_LABEL}(?:(?:{self.to}|/){_LABEL})?"

    @property
    def listed(self) -> str:
        """``8, 9 and 10``, ``8, 9, 10``."""
        return self._several(self.spread)

    @property
    def letters(self) -> str:
        """``XL``, ``S/M``, ``XS to 3XL``."""
        return rf"{_ONE_LETTER}(?:(?:[ ]?/[ ]?|{self.to}){_ONE_LETTER}){{0,8}}(?!\w)"

    @property
    def lettered(self) -> str:
        """``S, M and L``."""
        return self._several(self.letters)

    def _several(self, one: str) -> str:
        """Two or more of a piece, the last of them perhaps behind "and"."""
        last = rf",?[ ](?:{self.joins})[ ]{one}"
        return rf"{one}(?:(?:,[ ]{one})+(?:{last})?|{last})"

    def in_system(self, system: str) -> str:
        """``US women's size 9``, ``EU 38–42``."""
        who = rf"(?:[ ](?i:{self.whom}))?(?:(?:[ ](?i:{self.of})[ ]|[ -]?)(?i:{self.size}))?(?::[ ]?|[ ])?"
        return rf"{system}{who}{self.spread}(?:[ ]?(?:{_SURE_WIDTH}))?"


def _names(language: str) -> _Names:
    age = words()["age"]
    whose = any_of(name for name in label_audiences(language) if len(name) > 2)
    return _Names(
        system=rf"(?:{any_of(system_names(columns=False, language=language))})",
        euro=rf"(?:{any_of(words()['beside_systems']['EU'])})",
        size=rf"(?:{any_of(size_words('size_word', language))})",
        short=any_of(size_words("size_short", language)),
        whom="(?:" + whose.replace("'", "['’]") + ")",
        to=rf"(?:[ ]?[-–—][ ]?|[ ](?:{any_of(size_words('to', language))})[ ])",
        joins=any_of(size_words("and", language)),
        never=rf"(?![ ]?[-–]?[ ]?(?i:{any_of(size_words('not_a_size', language))})\b)",
        age=any_of([*age["years"], *age["months"]]),
        other=any_of(size_words("not_this_size", language)),
        of=any_of(size_words("size_of", language)),
        whose="(?:" + any_of(size_words("whose_size", language)).replace("'", "['’]") + ")",
        since=any_of(size_words("since", language)),
    )


def _named(names: _Names) -> str:
    """Sizes that name a system; group ``size`` is the word in front, which makes room for more."""
    system, label = names.system, _LABEL
    one, euro = names.in_system(system), names.in_system(names.euro)
    either = names.in_system(rf"(?:{system}|{names.euro})")
    return (
        rf"{system}(?:[ -]?(?i:{names.size}):?)?[ ]{names.listed}"
        rf"|{either}[ ]?\((?=[^)]*{system}){either}(?:{_WITHIN}(?:{either}|{label}))*\)"
        rf"|{one}(?:(?:{_SEPARATOR}(?:{either}|{label})|,[ ]{euro}|[ ]{either})\)?)+"
        rf"|{euro}(?:(?:{_SEPARATOR}|,[ ]){one}\)?)+"
        rf"|(?(size){euro}|(?!))"
        rf"|{one}"
        rf"|{_ONE_LETTER}[ ]?\({one}\)"
        rf"|{label}[ ]?\((?=[^)]*{system}){either}(?:{_WITHIN}{either})*\)"
        rf"|(?(size){label}(?:[ ]?\({euro}\)|[ ]?/[ ]?{euro})|(?!))"
        rf"|{_NUMBER}(?:[ ]?(?:{_WIDTH}))[ ](?:\({system}\)|{system})"
        rf"|(?(size)(?:{names.listed}|{names.spread})[ ]?(?:\({system}\)|{system})|(?!))"
    )


def _pattern(names: _Names, begin: str, leads: Iterable[str]) -> re.Pattern[str]:
    """Every form, behind its lead ("size", "women's size", "Gr."); ``begin`` are the letters that begin one.

    What stands first in any form, ``leads`` among it, is asked for once before the forms are tried.
    """
    spelled = any_in_case(leads).replace("'", "['’]")
    first = rf"[0-9W]|{names.system}|{names.euro}|{_ONE_LETTER}[ ]?\(|{spelled}"
    behind = rf"{_BEHIND_LEAD}(?:(?i:{names.since})[ ])?"
    lead = rf"(?:(?i:{names.whose})[ ])?(?i:{names.size}){behind}"
    short = rf"(?i:{names.short})(?:(?<=[.º°])[ ]?|:?[ ])"
    bare = rf"{names.listed}|{names.spread}(?:[ ](?:{_SURE_WIDTH}|[BDMNW](?![\w'’])))?|{names.lettered}|{names.letters}{_FIT}"
    return re.compile(
        rf"(?=[0-9W{begin}])(?<![\w.,$€£#/-])(?={first})(?:"
        rf"(?:(?P<whom>(?i:{names.whom}))[ ])?(?:(?P<size>(?i:{names.size})){behind})?"
        rf"(?P<core>(?:{_named(names)}){_NO_SIZE_BEHIND}{names.never})"
        rf"|(?:{lead})?(?P<pair>W[ ]?\d\d(?:[ ]?[/x×][ ]?|[ ])?L[ ]?\d\d(?!\w))"
        rf"|(?:{lead})?(?P<aged>\d{{1,2}}(?:{names.to}\d{{1,2}})?[ -]?(?i:{names.age})(?!\w))"
        rf"|(?P<bra>{_BAND}[ ]?{_CUP}(?![\w-]))"
        rf"|(?P<toddler>{_TODDLER}(?:(?:[ ]?[/–-][ ]?|,[ ]){_TODDLER})*(?![-/]))"
        rf"|(?:(?P<other>(?i:{names.other}))[ -])?(?:{short}|{lead})(?P<bare>(?:{bare}){_NO_SIZE_BEHIND}{names.never})"
        rf")"
    )


def _hint(names: _Names, systems: Iterable[str]) -> re.Pattern[str]:
    """A system's name, an age, a bra or a waist.

    It begins with a set of characters, which a search skips to fast, and asks for one more before it tries any name.
    """
    by_letter: dict[str, list[str]] = {}
    for name in systems:
        by_letter.setdefault(name[0], []).append(name[1:])
    seconds = "".join(sorted({rest[0] for rests in by_letter.values() for rest in rests}))
    named = "|".join(rf"(?<={first})(?:{any_of(rests)})(?![^\W\d])" for first, rests in sorted(by_letter.items()))
    spelled = (*words()["age"]["years"], *words()["age"]["months"])
    ages = "".join(sorted({form for name in spelled for form in (name[0].lower(), name[0].upper())}))
    counted = rf"\d[ ]?[A-K]{{1,3}}(?![\w-])|T(?!\w)|[ -]?(?=[{ages}])(?i:{names.age})(?!\w)"
    return re.compile(
        rf"[0-9{''.join(sorted(by_letter))}W]"
        rf"(?:(?<=\d)(?:{counted})|(?=[{re.escape(seconds)}])(?<!\w.)(?:{named})|(?<=W)[ ]?\d\d)"
    )


def _size_word(spelled: Iterable[str], shorts: Iterable[str]) -> re.Pattern[str]:
    """The word "size" as a whole word, or a short form of it; it begins with a set of characters as the hint does."""
    by_letter: dict[str, tuple[list[str], list[str]]] = {}
    for kind, names in enumerate((spelled, shorts)):
        for name in names:
            by_letter.setdefault(name[0].lower(), ([], []))[kind].append(name[1:])
    forms = []
    for first, (long, short) in sorted(by_letter.items()):
        sizes, abbreviations = (f"(?:{any_of(rests)})" if rests else "(?!)" for rests in (long, short))
        ends = rf"{sizes}(?!\w)|{abbreviations}(?:(?<=[.º°])|(?!\w))"
        forms.append(rf"(?<=[{first}{first.upper()}])(?i:{ends})")
    letters = "".join(by_letter)
    return re.compile(rf"[{letters}{letters.upper()}](?<!\w.)(?:{'|'.join(forms)})")


class Grammar:
    """The patterns of one source language, and where in a text to look with them."""

    def __init__(self, language: str) -> None:
        names = _names(language)
        systems = system_names(columns=False, language=language)
        spelled, shorts = size_words("size_word", language), size_words("size_short", language)
        leads = (*spelled, *shorts, *label_audiences(language), *size_words("not_this_size", language))
        starts = (*systems, *words()["beside_systems"]["EU"], *leads)
        leads += size_words("whose_size", language)
        begin = "SMLXPG" + "".join(sorted({form for word in starts for form in (word[0].lower(), word[0].upper())}))
        self.pattern = _pattern(names, begin, leads)
        self.system = re.compile(rf"{names.system}|{names.euro}")
        self.size = _size_word(spelled, shorts)
        self.whom = re.compile(rf"(?<!\w){names.whom}(?!\w)", re.IGNORECASE)
        self.joins = re.compile(rf",?[ ](?P<join>{names.joins})[ ]|,[ ]", re.IGNORECASE)
        self.whose = {word: audience for word, audience in label_audiences(language).items() if len(word) > 2}
        sure = any_of(words()["sure_size"].get(language, ())) or "(?!)"
        self.sure = re.compile(rf"(?<!\w)(?:{sure})(?:\W|\Z)", re.IGNORECASE)
        self.compound = re.compile(rf"(?<!\w)(?:{any_of(size_words('size_of', language))})[ -]\Z", re.IGNORECASE)
        self.behind = re.compile(rf"(?<!\w)(?:{any_of(words()['whose_size']['behind'])})[ ]\Z", re.IGNORECASE)
        self.owner = re.compile(
            rf"(?<!\w)(?P<whom>{names.whose})[ ](?:{names.of})[ ](?:{names.size}){_BEHIND_LEAD}\Z", re.IGNORECASE
        )
        self._whose = re.compile(rf"{names.whose}(?!\w)", re.IGNORECASE)
        self._hint = _hint(names, systems)

    def is_whose(self, words_before: str) -> bool:
        """Do the words before "size" say whose it is?"""
        return bool(self._whose.match(words_before))

    def may_have_size(self, text: str) -> bool:
        """Does a text with a label name a size, too? False for most, at little cost."""
        if _DIGITS.search(text) and self._hint.search(text):
            return True
        return self.size.search(text) is not None

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
        for match in self.size.finditer(text):
            yield max(0, match.start() - _BEFORE), _word_end(text, match.end() + _BEHIND)
        begin = end = -1
        for match in _DIGITS.finditer(text):
            if match.start() - _BEFORE > end:
                if end >= 0 and self._hint.search(text, begin, end):
                    yield begin, _word_end(text, end)
                begin = max(0, match.start() - _BEFORE)
            end = match.end() + _BEHIND
        if end >= 0 and self._hint.search(text, begin, end):
            yield begin, _word_end(text, end)


def _word_end(text: str, position: int) -> int:
    """The end of the word at a position; a very long word is cut."""
    limit = position + _BEHIND
    while position < min(len(text), limit) and not text[position].isspace():
        position += 1
    return min(position, len(text))


def may_have_label(text: str) -> bool:
    """Could any label of a size stand in the text, in whichever language? Asked first, for it answers for most texts."""
    return _ANY_LABEL.search(text) is not None


@cache
def grammar_of(locale: str) -> Grammar:
    """The grammar of a locale's language, made once."""
    language = locale.split("-", 1)[0]
    return Grammar(language) if language == locale else grammar_of(language)
