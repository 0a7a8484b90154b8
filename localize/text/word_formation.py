"""Which words of a compound say something of the others, and what another language says there.

“Kidney-shaped” is “em forma de rim”: the last word is a pattern (``word_formation.toml``), the others have a translation of
their own, which who asks brings along.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from localize.data import package_folder, read_toml
from localize.text.prefixes import prefixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Formation", "Translated", "follows", "formations", "keeps_apart", "may_be_formed"]

_WORDS = re.compile(r"[^\W_]+(?:[ -][^\W_]+){1,4}")
_ARTICLE = re.compile(r"\{(\w+)\}")


class Translated(NamedTuple):
    """What the other words of a compound are: their text and gender, and whether they are a plural."""

    text: str
    gender: str = ""
    plural: bool = False


class Formation(NamedTuple):
    """A way to say a compound: ``rest`` are the words that need a translation, ``pattern`` takes it.

    ``numbers`` are a counting word's forms instead: ``rest`` is then one thing, which has to stand in the plural.
    ``kinds`` are the parts of speech that ``rest`` may be.
    """

    rest: tuple[str, ...]
    pattern: str
    prefix: bool = False
    kinds: frozenset[str] = frozenset({"noun"})
    numbers: tuple[str, ...] = ()
    articles: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def said(self, rest: Translated) -> str:
        """The whole, with the translation of ``rest``.

        >>> Formation(("dust",), "anti", prefix=True).said(Translated("poeira", "f"))
        'antipoeira'
        >>> articles = (("no", ("em", "no", "na", "nos", "nas")),)
        >>> Formation(("wall",), "montado {no} {}", articles=articles).said(Translated("parede", "f"))
        'montado na parede'
        """
        if self.prefix:
            return prefixed(self.pattern, rest.text)
        if self.numbers:
            return f"{self.numbers[rest.gender == 'f']} {rest.text}"
        return _ARTICLE.sub(lambda match: self._article(match[1], rest), self.pattern).replace("{}", rest.text)

    def _article(self, name: str, rest: Translated) -> str:
        bare, *forms = dict(self.articles)[name]
        return forms[2 * rest.plural + (rest.gender == "f")] if rest.gender in {"m", "f"} else bare


@cache
def _table(source: str, target: str) -> Mapping[str, Any] | None:
    table: Mapping[str, Any] | None = read_toml(package_folder("text") / "word_formation.toml").get(
        f"{source}-{target}"
    )
    return table


@cache
def _ends(source: str, target: str) -> frozenset[str]:
    table = _table(source, target)
    return frozenset() if table is None else frozenset((*table["behind"], *table["follow"]))


def may_be_formed(text: str, source: str, target: str) -> bool:
    """Is a text short and hyphenated, or is one of its edges a word that says something of the others?"""
    table = _table(source, target)
    if table is None or not _WORDS.fullmatch(text):
        return False
    first, _, last = text.casefold().partition(" ")
    return "-" in text or first in table["before"] or last.rpartition(" ")[2] in _ends(source, target)


def follows(word: str, source: str, target: str) -> bool:
    """Is a last word an adjective that follows its noun in both languages?"""
    table = _table(source, target)
    return table is not None and word.casefold() in table["follow"]


def keeps_apart(words: Sequence[str], source: str, target: str) -> bool:
    """Is one of the words no thing and no quality, so that they are no noun phrase?"""
    table = _table(source, target)
    return table is None or any(word.casefold() in table["apart"] for word in words)


def formations(words: Sequence[str], *, hyphenated: bool, source: str, target: str) -> Iterator[Formation]:
    """How words may be said, the surest first; ``hyphenated`` tells that the first of them has a hyphen behind it."""
    table = _table(source, target)
    if table is None or len(words) < 2:
        return
    first, last = words[0].casefold(), words[-1].casefold()
    front, rest = tuple(words[:-1]), tuple(words[1:])
    if pattern := table["behind"].get(last):
        articles = tuple((name, tuple(forms)) for name, forms in table["article"].items())
        kinds = frozenset({"noun", "adj"} if last in table["describing"] else {"noun"})
        yield Formation(front, pattern, kinds=kinds, articles=articles)
    if not hyphenated:
        if pattern := table["before"].get(first):
            yield Formation(rest, pattern)
        return
    if first in table["front"]:
        pattern, kind = table["front"][first]
        yield Formation(rest, pattern, prefix="{}" not in pattern, kinds=frozenset({kind}))
    if len(words) == 2 and words[0] in table["letters"]:
        joint = "" if last in table["named"] else f"{table['letter_joint']} "
        yield Formation(rest, f"{{}} {joint}{words[0]}")
    if numbers := table["numbers"].get(first):
        yield Formation(rest, "", numbers=tuple(numbers))
