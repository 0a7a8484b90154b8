"""JSON Schema with the keywords that marketplaces need; ``vocabulary.json`` declares them, ``keywords/`` checks them.

Two dialects: ours (2020-12), and Amazon's Product Type Definitions (2019-09 with its own vocabulary), which are used as
Amazon serves them. Neither fetches anything: a ``$schema`` is an identifier.

Every node of ours may say what a violation means: ``x-code``, ``x-severity``, ``x-grade``, ``x-source``, ``x-checked``,
``x-message``, ``x-fix``; and where it holds: ``x-markets``, ``x-not-markets``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from localize.data import package_folder
from localize.validation.keywords import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

    Check = Callable[[Any, Any, Any, Mapping[str, Any]], Iterator[ValidationError]]

__all__ = [
    "PTD_DIALECT",
    "check_schema",
    "compile_definition",
    "compile_schema",
    "meta_schema",
    "offline_registry",
    "standard_problems",
]

PTD_DIALECT = "https://schemas.amazon.com/selling-partners/definitions/product-types/meta-schema/v1"
"""The ``$schema`` of Amazon's Product Type Definitions; an identifier, nothing is fetched from there."""


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


def standard_problems(schema: Mapping[str, Any]) -> list[str]:
    """What is wrong with a schema that somebody else made, by the draft that it says, 2019-09 where we do not know it."""
    from jsonschema import Draft201909Validator, validators

    dialect: Any = validators.validator_for(dict(schema), default=Draft201909Validator)
    meta = dialect.META_SCHEMA
    return [e.message for e in dialect(meta, registry=offline_registry()).iter_errors(dict(schema))]


def compile_schema(schema: Mapping[str, Any], language: str = "", registry: Any = None) -> Validator:
    """A validator with our keywords, to be kept: compiling it per row would cost more than the check.

    ``language`` is that of the texts, for keywords that ask for it; ``registry`` has the schemas that may be referred to,
    by default :func:`offline_registry`.
    """
    return _compiled("2020-12", schema, language, registry or offline_registry())


def compile_definition(schema: Mapping[str, Any], language: str = "", registry: Any = None) -> Validator:
    """A validator for an Amazon Product Type Definition as Amazon serves it: 2019-09 with Amazon's keywords.

    Its annotations (``editable``, ``hidden``, ``enumNames``, ``$lifecycle``, ``enumDeprecated``, ``replacedBy``) break nothing.
    """
    return _compiled("2019-09", schema, language, registry or offline_registry())


def _compiled(draft: str, schema: Mapping[str, Any], language: str, registry: Any) -> Validator:
    lacking = tuple(sorted(_keywords_without_vocabulary(draft, schema, registry)))
    validator: Validator = _dialect(draft, language, lacking)(dict(schema), registry=registry)
    return validator


def _keywords_without_vocabulary(draft: str, schema: Mapping[str, Any], registry: Any) -> set[str]:
    """Standard keywords that the schema's own meta-schema does not take up: to it they are words without meaning."""
    named = schema.get("$schema", "")
    meta = registry[named].contents if named in registry else {}
    taken = meta.get("$vocabulary") if isinstance(meta, dict) else None
    if taken is None:
        return set()
    base = f"https://json-schema.org/draft/{draft}"
    return {
        keyword
        for part in ("applicator", "validation")
        if f"{base}/vocab/{part}" not in taken
        for keyword in registry[f"{base}/meta/{part}"].contents["properties"]
    }


@cache
def _dialect(draft: str, language: str, lacking: tuple[str, ...]) -> Any:
    """The validator class of a draft with our keywords, for texts in a language, without the keywords ``lacking``."""
    from jsonschema import Draft201909Validator, Draft202012Validator, validators

    base = {"2019-09": Draft201909Validator, "2020-12": Draft202012Validator}[draft]
    ours: dict[str, Check] = {name: _check(name, language) for name in KEYWORDS}
    extend: Any = validators.extend  # untyped in its stubs
    return extend(base, {**ours, "required": _required, **dict.fromkeys(lacking, _says_nothing)})


@cache
def offline_registry() -> Any:
    """The schemas that may be referred to by name; what is not among them is an error, never a download."""
    specifications: Any = import_module("jsonschema_specifications")  # has no types
    from referencing.jsonschema import DRAFT201909

    identified = {"$id": PTD_DIALECT, "$schema": "https://json-schema.org/draft/2019-09/schema"}
    refers = {**identified, "allOf": [{"$ref": "https://json-schema.org/draft/2019-09/schema"}]}
    return specifications.REGISTRY.with_resource(PTD_DIALECT, DRAFT201909.create_resource(refers)).crawl()


def _check(name: str, language: str) -> Check:
    keyword = KEYWORDS[name]

    def check(_validator: Any, limit: Any, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
        from jsonschema.exceptions import ValidationError

        for found in keyword(limit, instance, schema, language):
            message, place = (found, ()) if isinstance(found, str) else (found[0], found[1:])
            yield ValidationError(message, path=place)

    return check


def _says_nothing(*_: Any) -> tuple[()]:
    return ()


def _required(_validator: Any, required: list[str], instance: Any, _schema: Any) -> Iterator[ValidationError]:
    # As the standard keyword, but the error points at the field that is missing.
    from jsonschema.exceptions import ValidationError

    for name in required if isinstance(instance, dict) else ():
        if name not in instance:
            yield ValidationError(f"'{name}' is missing", path=[name])
