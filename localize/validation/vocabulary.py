"""The keywords that marketplaces need and JSON Schema lacks; ``vocabulary.json`` declares them.

==================== ===========================================================================
``maxUtf8Bytes``      most bytes in UTF-8
``maxUtf16Units``     most UTF-16 units: what browsers count, never fewer than code points
``displayWidthMax``   most width units; characters in the given ranges count 1, others 2
``htmlAllowed``       the only tags that may occur; ``[]`` allows none
``forbiddenCharacters`` characters that may not occur → what may stand instead, or null
``noAllCaps``         a text with at least so many letters may not be all capitals
==================== ===========================================================================

Every node may say what a violation means: ``x-code``, ``x-severity``, ``x-grade``, ``x-source``, ``x-checked``,
``x-message``, ``x-fix``.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.validation.measures import excess_of
from localize.validation.tags import scan_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

__all__ = ["check_schema", "compile_schema", "meta_schema"]


def meta_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 with our keywords."""
    path = package_folder("validation") / "vocabulary.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def check_schema(schema: Mapping[str, Any]) -> list[str]:
    """What is wrong with a marketplace's schema: one sentence each, with the place."""
    from jsonschema import Draft202012Validator  # late: 80 ms

    errors = Draft202012Validator(meta_schema()).iter_errors(dict(schema))
    return [f"/{'/'.join(map(str, e.absolute_path))}: {e.message}." for e in errors]


def compile_schema(schema: Mapping[str, Any]) -> Validator:
    """A validator with our keywords, to be kept: compiling it per row would cost more than the check."""
    validator: Validator = _validator_class()(dict(schema))
    return validator


@cache
def _validator_class() -> Any:
    from jsonschema import Draft202012Validator, validators

    extend: Any = validators.extend  # untyped in its stubs
    return extend(
        Draft202012Validator,
        {
            "maxUtf8Bytes": _length("maxUtf8Bytes"),
            "maxUtf16Units": _length("maxUtf16Units"),
            "displayWidthMax": _length("displayWidthMax"),
            "htmlAllowed": _html_allowed,
            "forbiddenCharacters": _forbidden_characters,
            "noAllCaps": _no_all_caps,
            "required": _required,
        },
    )


def _error(message: str, path: Sequence[str] = ()) -> ValidationError:
    from jsonschema.exceptions import ValidationError

    return ValidationError(message, path=path)


def _length(keyword: str) -> Any:
    def check(_validator: Any, limit: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
        if isinstance(instance, str) and (excess := excess_of(keyword, limit, instance)):
            yield _error(f"too long by {excess}")

    return check


def _html_allowed(_validator: Any, allowed: list[str], instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str):
        names = dict.fromkeys(tag.name for tag in scan_tags(instance) if tag.name not in allowed)
        for name in names:
            yield _error(f"the tag <{name}> is not allowed")


def _forbidden_characters(
    _validator: Any, forbidden: Mapping[str, str | None], instance: Any, _schema: Any
) -> Iterator[ValidationError]:
    if isinstance(instance, str) and (found := [c for c in forbidden if c in instance]):
        yield _error(f"not allowed: {' '.join(found)}")


def _no_all_caps(_validator: Any, letters: int, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and instance.isupper() and sum(map(str.isalpha, instance)) >= letters:
        yield _error("written in capitals only")


def _required(_validator: Any, required: list[str], instance: Any, _schema: Any) -> Iterator[ValidationError]:
    # As the standard keyword, but the error points at the field that is missing.
    for name in required if isinstance(instance, dict) else ():
        if name not in instance:
            yield _error(f"'{name}' is missing", [name])
