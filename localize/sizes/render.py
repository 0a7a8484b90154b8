"""Writes a size the way the market's language does: decimal mark, words for size, age, cut and for whom."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.sizes.label_names import ADULTS, has_size_word, with_dashes
from localize.sizes.result import LETTERS
from localize.sizes.tables import AGES
from localize.sizes.words import fit_keys, words
from localize.text.numbers import number_symbols

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from localize.sizes.labels import SizeLabel, SizeValue
    from localize.sizes.mention import SizeMention
    from localize.sizes.result import SizeResult

__all__ = ["Writer"]

_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d(?![.,]?\d))")
_DECIMAL_COMMA = re.compile(r"\d,\d")
_CAPITAL_NOUNS = frozenset({"de"})
_WITHOUT_BLANKS = frozenset({"ja", "zh"})
_EURO = re.compile(r"\bEURO?\b", re.IGNORECASE)  # beside a size no currency, but read as one
_AGED = frozenset({"kids", ADULTS})
_RANGE = re.compile(r"(?<=[\w½]) ?- ?(?=\w)")


class Writer:
    """How one market writes sizes; ``source`` is the language that the originals were written in."""

    def __init__(self, locale: str, source: str) -> None:
        self._decimal = number_symbols(locale)[0]
        self._language = locale.split("-", 1)[0]
        self._source = source
        self.same_language = self._language == source

    @property
    def _words(self) -> Mapping[str, Any]:
        return _written(self._language)

    def number(self, text: str) -> str:
        """A label with the market's decimal mark: 42.5 → 42,5."""
        return _DECIMAL.sub(self._decimal, text)

    def measure(self, text: str) -> str:
        """A measure with the market's decimal mark, however many decimals it has: 0.41 → 0,41."""
        return text.replace(".", self._decimal)

    def result(self, result: SizeResult, *, in_text: bool) -> str:
        """The converted label; with its system in running text, where a range has a dash."""
        text = (result.named if in_text else result.label) or ""
        return self.number(_RANGE.sub("–", text) if in_text else text)

    def converted(self, result: SizeResult, label: SizeLabel, *, in_text: bool) -> str:
        """The converted label with what the original says beside its size, where that has a word: ``GG alto``."""
        text = self.result(result, in_text=in_text)
        return f"{text} {self._fit(label.fit)}" if label.fit and label.is_letters else text

    def original(self, value: SizeValue, result: SizeResult, *, in_text: bool = False) -> str:
        """The source's label for the brackets: with its system, its words in the market's language."""
        audiences = {label.audience for label in value.labels}
        told = len(value.labels) > 1 and len(audiences) > 1
        return " / ".join(
            self.label(
                label,
                label.system or (result.source if self._is_first(value, index, result) else ""),
                whom=told or bool(label.audience and not in_text),
                in_text=in_text,
            )
            for index, label in enumerate(value.labels)
            if not (label.system == result.target and label.key == result.label)
            and not (label.is_letters and (result.label or "").startswith(f"{label.text} / "))
        )

    @staticmethod
    def _is_first(value: SizeValue, index: int, result: SizeResult) -> bool:
        """Is this the label that the source's system stands before?"""
        first = next((at for at, label in enumerate(value.labels) if not label.is_letters), 0)
        return result.source not in {AGES, LETTERS} and index == first

    def label(self, label: SizeLabel, system: str = "", *, whom: bool = True, in_text: bool = False) -> str:
        """One label as the market reads it: ``US Herren 9``, ``6–12 Monate``, ``XL alto``."""
        if label.age is not None:
            return self._age(label)
        if label.form == "one-size" or (label.form == "waist-length" and not system):
            return label.text
        bare = label.text
        if label.fit:
            bare = f"{bare.rpartition(' ')[0]} {self._fit(label.fit)}"
        if label.is_range and in_text:
            bare = _RANGE.sub("–", with_dashes(bare))
        system, _, letter = system.partition("-")  # US-C, as a decision says it: 5 is 5C
        if len(letter) == 1 and bare[-1:].isdigit():
            bare += letter
        who = self._words.get("who", {}).get(label.audience, "") if whom else ""
        named = system if not label.is_letters else ""
        return self.number(" ".join(part for part in (named, who, bare) if part))

    def same(self, value: SizeValue) -> str:
        """A label that the market prints, too: its decimal mark and its words change, nothing else.

        A seller's own wording stays between locales of one language.
        """
        if self.same_language:
            return value.text
        label = value.labels[0]
        aged = label.is_letters and label.audience in _AGED and label.audience in self._words.get("who", {})
        if len(value.labels) == 1 and (label.age is not None or label.fit or aged or has_size_word(value.text)):
            return self.label(label, label.system, whom=bool(label.audience))
        return self.number(_EURO.sub("EU", self.kept(value.text)))

    @staticmethod
    def kept(text: str) -> str:
        """Labels that keep their system: their range has a dash, for its words are the source's (38 ao 44)."""
        dashed = with_dashes(text)
        return text if dashed == text else _RANGE.sub("–", dashed)

    def same_list(self, text: str, values: Sequence[SizeValue], joined: str) -> str:
        """Labels that the market prints, too, with its "and" or "or" between the last two; ``text`` is how they stood."""
        named = any(label.system for value in values for label in value.labels)
        if self.same_language or named or len(values) < 2:
            return text
        return self.joined([self.same(value) for value in values], joined)

    def framed(self, text: str, mention: SizeMention, kind: str, *, first: bool) -> str:
        """``text`` behind the word "size" where the source has it inside; ``first`` begins a sentence.

        Between locales of one language the seller's own word stays.
        """
        known = self._words
        if self.same_language and mention.lead:
            return mention.lead + text
        if not (mention.word or mention.whom) or "size" not in known:
            return text
        forms: Sequence[str] = known.get(kind) or known["size"]
        word = forms[mention.several]
        for_whom = known.get(mention.whom)
        if isinstance(for_whom, str):
            word = for_whom.replace("{}", word)
        elif for_whom:
            word = for_whom[mention.several]
        return self._cased(word, mention.lead, first=first) + self._gap(mention.lead) + text

    def _cased(self, word: str, lead: str, *, first: bool) -> str:
        """With the capitals of the seller's word; a German noun's capital says nothing."""
        if len(lead.strip(" :.")) > 1 and lead.isupper():
            return word.upper()
        capital = first or (lead[:1].isupper() and self._source not in _CAPITAL_NOUNS)
        return f"{word[:1].upper()}{word[1:]}" if capital else word

    def _gap(self, lead: str) -> str:
        """What stands between the word and the size: a colon stays one."""
        if ":" in lead:
            return ": "
        return "" if self._language in _WITHOUT_BLANKS else " "

    def joined(self, texts: Sequence[str], joined: str) -> str:
        """A list with the market's "and" or "or", or with the sign that stood between; with decimal commas semicolons."""
        if joined.strip() in {"/", "-", "–"}:
            return joined.join(texts)
        pair = self._words.get("and") if joined != "," else None
        comma = "; " if any(_DECIMAL_COMMA.search(text) for text in texts) else ", "
        if len(texts) == 1 or not pair:
            return comma.join(texts)
        return f"{comma.join(texts[:-1])} {pair[joined == 'or']} {texts[-1]}"

    def _age(self, label: SizeLabel) -> str:
        forms = self._words.get(label.unit)
        if not forms:
            return label.text
        number = label.number.replace("-", "–")
        return f"{number} {forms[number != '1']}"

    def _fit(self, key: str) -> str:
        written: str = self._words.get("fits", {}).get(key, "")
        return written or next(word for word, meaning in fit_keys().items() if meaning == key).capitalize()


@cache
def _written(language: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = words()["write"].get({"no": "nb"}.get(language, language), {})
    return found
