"""Language codes of models as BCP 47 tags, and which model may serve a locale. Facts lie in ``codes.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder, read_toml
from localize.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["candidates", "canonical", "from_engine_code"]

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?", re.IGNORECASE)


@cache
def _tables() -> Mapping[str, Any]:
    return read_toml(package_folder("translation") / "codes.toml")


def canonical(tag: str) -> str:
    """A language tag with hyphens and the customary capitals.

    >>> canonical("PT_br"), canonical("zh-hant-tw")
    ('pt-BR', 'zh-Hant-TW')

    Raises:
        UsageError: it is no language tag.
    """
    cleaned = tag.strip().replace("_", "-")
    if not _TAG.fullmatch(cleaned):
        raise UsageError(f"'{tag}' is no language code.", "Write it like en, pt-BR or zh-Hant.")
    language, *rest = cleaned.split("-")
    return "-".join((language.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)))


def from_engine_code(engine: str, code: str) -> str:
    """The BCP 47 tag of a code as an engine's packages write it; ordinary tags pass.

    >>> from_engine_code("argos", "pb"), from_engine_code("argos", "pt-BR")
    ('pt-BR', 'pt-BR')

    Raises:
        UsageError: it is no language code.
    """
    known: Mapping[str, str] = _tables()["codes"].get(engine, {})
    return known.get(code.strip().lower()) or canonical(code)


@cache
def candidates(locale: str) -> tuple[str, ...]:
    """The tags whose models may serve a locale, the most exact first.

    A model of another script never does, and a plain language never falls back to a region.

    >>> candidates("pt-BR"), candidates("zh-TW")
    (('pt-BR', 'pt'), ('zh-TW', 'zh-Hant'))

    Raises:
        UsageError: it is no language tag.
    """
    tables = _tables()
    tag = canonical(locale)
    found = [tag]
    while tag not in tables["scripts"] and "-" in tag and not _ends_in_script(tag):
        tag = tag.rsplit("-", 1)[0]
        found.append(tag)
    if script := tables["scripts"].get(tag):
        found.append(script)
    found += [other for known in tuple(found) for other in tables["also"].get(known, ())]
    return tuple(dict.fromkeys(found))


def _ends_in_script(tag: str) -> bool:
    return len(tag.rsplit("-", 1)[1]) == 4
